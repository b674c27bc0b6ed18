/* What commands print if the login name must name a person. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/links.h"
#include "client_env.h"
#include "command/command.h"
#include "command/command_output.h"
#include "language/language.h"
#include "published/people.h"
#include "sshd/base/array.h"

static void
command_people_print(const struct request *request, const struct people *people,
                     FILE *out)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct entry *entry = &people->entries[i];

        command_printf(request, out, "%sssh %s@%s\n", i > 0 ? "\n" : "",
                       people->editions[i]->person,
                       links_host(&people->resume));
        command_printf(request, out, "  %s\n", entry->title);
        if (*entry->org != '\0')
            command_printf(request, out, "  %s\n", entry->org);
        if (*entry->note != '\0')
            command_printf(request, out, "  %s\n", entry->note);
    }
}

int
command_run_people(const char *words, const struct people *people)
{
    static const char *const lists[] = {"",     "ls",   "people", "list",
                                        "text", "help", "--help", "all"};
    const struct request request = {.resume = &people->resume,
                                    .ascii = client_env_ascii()};

    for (size_t i = 0; i < COUNT(lists); i++)
        if (words == NULL || strcasecmp(words, lists[i]) == 0) {
            command_people_print(&request, people, stdout);
            return command_finish();
        }
    command_printf(&request, stderr,
                   "Name a person: ssh %s@%s %.64s\n\nThe people are:\n\n",
                   people->editions[0]->person, links_host(&people->resume),
                   words);
    command_people_print(&request, people, stderr);
    return EXIT_FAILURE;
}
