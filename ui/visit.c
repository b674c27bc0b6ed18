#include "visit.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/app.h"
#include "sshd/base/visit_message.h"

static int visit_fd = -1;
static const char *visit_page; /* reported last, or NULL */

void
visit_open(void)
{
    const char *number = getenv(VISIT_VARIABLE);

    visit_fd = number == NULL ? -1 : atoi(number);
}

/* One write(2); a pipe that is full loses the message. */
static void
visit_report(enum visit_kind kind, const char *name)
{
    struct visit_message message = {.kind = (unsigned char)kind};

    if (visit_fd < 0 || !visit_name_is_valid(name))
        return;
    strcpy(message.name, name);
    if (write(visit_fd, &message, sizeof(message)) < 0)
        return;
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

    if (key == visit_page)
        return;
    visit_page = key;
    visit_report_page(key);
}
