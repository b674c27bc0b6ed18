#include "visit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/app.h"
#include "sshd/base/visit_message.h"

static struct {
    bool open;
    int fd;
    const char *page; /* reported last, or NULL */
} visit;

void
visit_open(void)
{
    const char *number = getenv(VISIT_VARIABLE);

    visit.open = number != NULL;
    if (visit.open)
        visit.fd = atoi(number);
}

/* One write(2); a pipe that is full loses the message. */
static void
visit_report(enum visit_kind kind, const char *name)
{
    struct visit_message message = {.kind = (unsigned char)kind};
    ssize_t written;

    if (!visit.open || !visit_name_is_valid(name))
        return;
    strcpy(message.name, name);
    written = write(visit.fd, &message, sizeof(message));
    (void)written;
}

void
visit_report_page(const char *key)
{
    visit_report(VISIT_PAGE, key);
}

void
visit_report_document(const char *name)
{
    visit_report(VISIT_DOCUMENT, name);
}

/* Returns the key of the page that APP shows. */
static const char *
visit_screen_key(const struct app *app)
{
    if (app->overlay == OVERLAY_CONTACT)
        return "contact";
    if (app->views[app->current].section == NULL)
        return "overview";
    return section_key(app->views[app->current].section->kind);
}

void
visit_report_screen(const struct app *app)
{
    const char *key = visit_screen_key(app);

    if (key == visit.page)
        return;
    visit.page = key;
    visit_report_page(key);
}
