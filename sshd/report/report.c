#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "process/log_event.h"
#include "report/log_entry.h"
#include "report/tally.h"

#define EVERYBODY "everybody"
#define CONNECTIONS_MAX                                                        \
    1000000000              /* at most in one line, which may sum up many */
#define LINE_MAX_BYTES 8192 /* twice the longest line of the log */

/* A session that has ended, from its last line of the log. */
struct report_visit {
    const char *date, *audience;
    const struct log_entry *entry;
};

/* Whether the log may have written NAME, so that JSON can quote it. */
static bool
report_is_name(const char *name)
{
    for (; *name != '\0'; name++)
        if (*name < ' ' || *name > '~' || *name == '"' || *name == '\\')
            return false;
    return true;
}

/* Returns the count to add to; NULL without memory, or for a name that the log
 * never has. */
static struct tally_count *
report_find(const struct report *report, const struct report_visit *visit,
            enum tally_kind kind, const char *name)
{
    return report_is_name(name) && report_is_name(visit->audience)
               ? tally_find(report->tally, visit->date, visit->audience, kind,
                            name)
               : NULL;
}

static void
report_count(const struct report *report, const struct report_visit *visit,
             enum tally_kind kind, const char *name, unsigned long seconds)
{
    struct tally_count *count = report_find(report, visit, kind, name);

    if (count == NULL)
        return;
    count->count++;
    count->seconds += seconds;
}

/* Count "overview:12,work:40". Returns the seconds of all pages. */
static unsigned long
report_count_pages(const struct report *report,
                   const struct report_visit *visit, const char *pages)
{
    unsigned long all = 0;

    while (*pages != '\0') {
        size_t length = strcspn(pages, ":,");
        char name[TALLY_NAME_MAX];
        unsigned long seconds = 0;

        snprintf(name, sizeof(name), "%.*s", (int)length, pages);
        pages += length;
        if (*pages == ':')
            seconds = strtoul(pages + 1, NULL, 10);
        if (seconds > 86400)
            seconds = 0;
        if (*name != '\0')
            report_count(report, visit, TALLY_PAGE, name, seconds);
        all += seconds;
        pages += strcspn(pages, ",");
        pages += *pages == ',';
    }
    return all;
}

static void
report_count_documents(const struct report *report,
                       const struct report_visit *visit, const char *documents)
{
    while (*documents != '\0') {
        size_t length = strcspn(documents, ",");
        char name[TALLY_NAME_MAX];

        snprintf(name, sizeof(name), "%.*s", (int)length, documents);
        if (*name != '\0')
            report_count(report, visit, TALLY_DOCUMENT, name, 0);
        documents += length;
        documents += *documents == ',';
    }
}

/* The address, without its port, is counted once. */
static void
report_count_person(const struct report *report,
                    const struct report_visit *visit)
{
    const char *peer = log_entry_value(visit->entry, "peer");
    const char *port = strrchr(peer, ':');
    char address[TALLY_NAME_MAX];
    struct tally_count *seen;

    snprintf(address, sizeof(address), "%.*s",
             (int)(port != NULL ? (size_t)(port - peer) : strlen(peer)), peer);
    seen = tally_find(report->tally, visit->date, visit->audience,
                      TALLY_ADDRESS, address);
    if (seen != NULL && seen->count++ == 0)
        report_count(report, visit, TALLY_PEOPLE, "", 0);
}

static void
report_count_visit(const struct report *report, struct report_visit *visit)
{
    static const char *const of_people[] = {"terminal", "command", "file"};
    const char *session = log_entry_value(visit->entry, "session");
    const char *audience = log_entry_value(visit->entry, "audience");
    bool person = false;
    unsigned long seconds;

    visit->audience = *audience != '\0' ? audience : EVERYBODY;
    for (size_t i = 0; i < COUNT(of_people); i++)
        person = person || strcmp(session, of_people[i]) == 0;
    if (!person) {
        report_count(report, visit, TALLY_BOTS, "", 0);
        return;
    }
    report_count_person(report, visit);
    seconds = report_count_pages(report, visit,
                                 log_entry_value(visit->entry, "pages"));
    report_count(report, visit, TALLY_VISITS, "", seconds);
    report_count_documents(report, visit,
                           log_entry_value(visit->entry, "documents"));
}

static const char *const event_names[] = {
#define X(event, name, priority) [event] = (name),
    LOG_EVENTS(X)
#undef X
};

static const struct {
    enum log_event event;
    enum tally_kind kind;
    const char *field;
} report_events[] = {
#define X(event, kind, field) {event, kind, field},
    LOG_EVENTS_COUNTED(X)
#undef X
};

/* Count an event: a connection, or as many as its line sums up. */
static void
report_count_event(const struct report *report,
                   const struct report_visit *visit, enum tally_kind kind,
                   const char *name)
{
    unsigned long connections =
        strtoul(log_entry_value(visit->entry, "connections"), NULL, 10);
    struct tally_count *count = report_find(report, visit, kind, name);

    if (count == NULL)
        return;
    if (connections == 0 || connections > CONNECTIONS_MAX)
        connections = 1;
    count->count += connections;
}

static void
report_take(struct report *report, const struct log_entry *entry)
{
    struct report_visit visit = {entry->time, "", entry};
    size_t i = 0;

    while (i < COUNT(report_events) &&
           strcmp(entry->event, event_names[report_events[i].event]) != 0)
        i++;
    if (i == COUNT(report_events))
        return;
    if (!tally_is_date(entry->time))
        report->undated++;
    else if (report_events[i].event == EVENT_DISCONNECTED)
        report_count_visit(report, &visit);
    else
        report_count_event(report, &visit, report_events[i].kind,
                           log_entry_value(entry, report_events[i].field));
}

void
report_read(struct report *report, FILE *input)
{
    char line[LINE_MAX_BYTES];
    bool begins = true; /* a line, not the rest of one that is too long */

    while (fgets(line, sizeof(line), input) != NULL) {
        bool whole = strchr(line, '\n') != NULL ||
                     strlen(line) < sizeof(line) - 1; /* or it holds a NUL */
        struct log_entry entry;

        if (begins && log_entry_parse(&entry, line))
            report_take(report, &entry);
        begins = whole;
    }
}
