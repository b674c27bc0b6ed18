#include "template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/error.h"

/* An example of the keys of a résumé. JSON has no comments, and members whose
 * names begin with "$" are ignored. */
static const char template[] =
    "{\n"
    "  \"basics\": {\n"
    "    \"$comment\": \"Remove the keys that you do not need; only a "
    "name is required. A \\\"$comment\\\" is never shown.\",\n"
    "    \"name\": \"Ada Mercer\",\n"
    "    \"label\": \"Systems engineer\",\n"
    "    \"email\": \"ada@example.com\",\n"
    "    \"phone\": \"+1 555 0100\",\n"
    "    \"url\": \"https://ada.example.com\",\n"
    "    \"summary\": \"I make **small, fast** things that stay up.\",\n"
    "    \"location\": {\"city\": \"Lyon\", \"countryCode\": \"FR\"},\n"
    "    \"profiles\": [\n"
    "      {\"network\": \"GitHub\", \"username\": \"ada\", "
    "\"url\": \"https://github.com/ada\"}\n"
    "    ]\n"
    "  },\n"
    "  \"work\": [\n"
    "    {\n"
    "      \"$comment\": \"Newest first. Dates are 2021, 2021-04 or "
    "2021-04-30; omit endDate for your current job.\",\n"
    "      \"name\": \"Northwind Payments\",\n"
    "      \"position\": \"Principal engineer\",\n"
    "      \"location\": \"Lyon\",\n"
    "      \"startDate\": \"2021-04\",\n"
    "      \"keywords\": [\"C\", \"Linux\", \"PostgreSQL\"],\n"
    "      \"highlights\": [\"Moved 2.1 billion rows with no downtime.\"],\n"
    "      \"projects\": [\n"
    "        {\n"
    "          \"$comment\": \"The named projects of a job.\",\n"
    "          \"name\": \"Ledger core\",\n"
    "          \"highlights\": [\"Rewrote the settlement loop: p99 down 41 "
    "%.\"]\n"
    "        }\n"
    "      ]\n"
    "    },\n"
    "    {\n"
    "      \"name\": \"Kestrel Networks\",\n"
    "      \"position\": \"Network engineer\",\n"
    "      \"startDate\": \"2017-01\",\n"
    "      \"endDate\": \"2021-03\",\n"
    "      \"highlights\": [\"Ran a network of 40 routers.\"]\n"
    "    }\n"
    "  ],\n"
    "  \"skills\": [\n"
    "    {\"name\": \"Languages\", \"keywords\": [\"C\", \"Rust\", "
    "\"SQL\"]},\n"
    "    {\"name\": \"Tools\", \"keywords\": [\"Git\", \"GDB\"]}\n"
    "  ],\n"
    "  \"projects\": [\n"
    "    {\n"
    "      \"name\": \"hush\",\n"
    "      \"description\": \"A quiet SSH server.\",\n"
    "      \"url\": \"https://hush.example.org\",\n"
    "      \"keywords\": [\"C\"],\n"
    "      \"startDate\": \"2019\",\n"
    "      \"endDate\": \"2020\"\n"
    "    }\n"
    "  ],\n"
    "  \"education\": [\n"
    "    {\n"
    "      \"institution\": \"Université de Grenoble\",\n"
    "      \"studyType\": \"Master\",\n"
    "      \"area\": \"Computer Science\",\n"
    "      \"startDate\": \"2011\",\n"
    "      \"endDate\": \"2016\"\n"
    "    }\n"
    "  ],\n"
    "  \"languages\": [\n"
    "    {\"language\": \"English\", \"fluency\": \"Native\"},\n"
    "    {\"language\": \"French\", \"fluency\": \"Fluent\"}\n"
    "  ],\n"
    "  \"meta\": {\n"
    "    \"language\": \"en\",\n"
    "    \"ssh\": {\n"
    "      \"$comment\": \"Extensions that other programs ignore. host: "
    "the host name that visitors connect to. paper: a4 or letter. status: "
    "open or closed; nothing is shown after the day in until.\",\n"
    "      \"greeting\": \"Hi, my name is\",\n"
    "      \"host\": \"resume.example.com\",\n"
    "      \"paper\": \"a4\",\n"
    "      \"availability\": {\"status\": \"open\", \"label\": \"Open to new "
    "work\"}\n"
    "    }\n"
    "  }\n"
    "}\n";

int
template_write(const char *file, struct error *error)
{
    FILE *out = fopen(file, "wxe");
    int result = 0;

    if (out == NULL)
        return errno == EEXIST ? error_set(error, "the file exists already")
                               : error_set(error, "cannot write the file: %s",
                                           strerror(errno));
    fputs(template, out);
    if (fflush(out) != 0 || ferror(out))
        result = error_set(error, "cannot write the file: %s", strerror(errno));
    if (fclose(out) != 0 && result == 0)
        result = error_set(error, "cannot write the file: %s", strerror(errno));
    if (result < 0)
        remove(file);
    return result;
}
