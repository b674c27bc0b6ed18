#include "start.h"

#include <string.h>
#include <strings.h>

#include "app/app.h"
#include "resume/resume.h"
#include "sshd/base/array.h"

#define SCRIPT_FROM 512 /* bytes: longer than typed commands */

static const char *const start_contact_words[] = {"contact", "email", "phone",
                                                  "files"};
static const char *const start_overview_words[] = {"overview", "about", "home"};
static const char *const start_search_words[] = {"search ", "find ", "grep "};

/* The first words of scripts, and the names of shells. */
static const char *const start_script_words[] = {
    "sh",   "bash",  "zsh",  "fish", "dash",    "ksh",    "ash",  "csh",
    "tcsh", "exec",  "eval", "env",  "export",  "test",   "[",    "if",
    "for",  "while", "cd",   "set",  "command", "unset",  "trap", "printf",
    "stty", "umask", "tmux", "{",    "(",       "screen", ":",
};

/* Whether the LENGTH bytes at WORD are one of WORDS. */
static bool
start_among(const char *word, size_t length, const char *const *words,
            size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length &&
            strncasecmp(words[i], word, length) == 0)
            return true;
    return false;
}

/* Returns the query in WORDS, or NULL if they are not a search. */
static const char *
start_query(const char *words)
{
    for (size_t i = 0; i < COUNT(start_search_words); i++) {
        size_t length = strlen(start_search_words[i]);

        if (strncasecmp(words, start_search_words[i], length) == 0 &&
            words[length + strspn(words + length, " ")] != '\0')
            return words + length + strspn(words + length, " ");
    }
    return NULL;
}

bool
start_is_place(const struct resume *resume, const char *words)
{
    size_t length = strlen(words);

    return start_among(words, length, start_contact_words,
                       COUNT(start_contact_words)) ||
           start_among(words, length, start_overview_words,
                       COUNT(start_overview_words)) ||
           start_query(words) != NULL ||
           resume_section_called(resume, words) != NULL;
}

void
start_at(struct app *app, const char *words)
{
    size_t length = strlen(words);
    const struct section *section = resume_section_called(app->resume, words);

    if (start_query(words) != NULL) {
        app_act(app, ACTION_SEARCH, 0);
        app_paste(app, start_query(words));
    } else if (start_among(words, length, start_contact_words,
                           COUNT(start_contact_words))) {
        app_open_contact(app);
    } else if (section != NULL) {
        app_act(app, ACTION_SECTION,
                (int)app_page(app, (size_t)(section - app->resume->sections) +
                                       1)); /* 0: Overview */
    } else if (start_among(words, length, start_overview_words,
                           COUNT(start_overview_words))) {
        app_act(app, ACTION_SECTION, (int)app_page(app, VIEW_OVERVIEW));
    }
}

bool
start_is_script(const char *command)
{
    size_t blanks = strspn(command, " \t\r\n");
    size_t length = strcspn(command + blanks, " \t\r\n;");
    const char *word = command + blanks, *slash;

    if (strlen(command) >= SCRIPT_FROM || strpbrk(word, "\n;`") != NULL ||
        strstr(word, "$(") != NULL || strstr(word, "&&") != NULL ||
        memchr(word, '=', length) != NULL)
        return true;
    slash = memrchr(word, '/', length);
    if (slash != NULL) {
        length -= (size_t)(slash + 1 - word);
        word = slash + 1;
    }
    return start_among(word, length, start_script_words,
                       COUNT(start_script_words));
}
