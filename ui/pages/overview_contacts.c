#include "pages/overview_contacts.h"

#include <string.h>
#include <strings.h>

#include "app/app.h"
#include "text/text.h"
#include "sshd/base/array.h"

#define CONTACT_GAP 3 /* columns between two contacts in a row */

/* Returns the address without "https://"; the link keeps it. */
static const char *
overview_contacts_shorten(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};

    for (size_t i = 0; i < COUNT(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return url + strlen(schemes[i]);
    return url;
}

/* Add a contact beside the one that ends at COLUMN, or below it. Returns the
 * column after it. */
static int
overview_contacts_add(struct flow *flow, int column, const char *label,
                      enum role role, const char *text)
{
    int label_width = *label == '\0' ? 0 : (int)text_width(label) + 1;
    int width = label_width + (int)text_width(text);
    int at = column + CONTACT_GAP;

    if (*label == '\0' && *text == '\0')
        return column;
    if (at < flow->width / 2 && flow->width / 2 + width <= flow->width)
        at = flow->width / 2;
    if (column == 0 || at + width > flow->width) {
        flow_row(flow, FLOW_NO_ITEM, false);
        at = 0;
    }
    if (label_width > 0)
        flow_put(flow, at, flow->width, ROLE_MUTED, label);
    return flow_wrap_within(flow, at + label_width, flow->width, role, text);
}

/* Add a profile's address, after its network's name unless the address contains
 * that. */
static int
overview_contacts_add_profile(struct flow *flow, int column,
                              const struct profile *profile)
{
    if (*profile->url == '\0')
        return overview_contacts_add(flow, column, profile->network, ROLE_TEXT,
                                     profile->username);
    return overview_contacts_add(
        flow, column,
        strcasestr(profile->url, profile->network) != NULL ? ""
                                                           : profile->network,
        ROLE_LINK, overview_contacts_shorten(profile->url));
}

void
overview_contacts_flow(struct flow *flow, const struct app *app)
{
    const struct resume *resume = app->resume;
    int column = overview_contacts_add(flow, 0, "", ROLE_LINK, resume->email);

    column = overview_contacts_add(flow, column, "", ROLE_TEXT, resume->phone);
    column = overview_contacts_add(flow, column, "", ROLE_LINK,
                                   overview_contacts_shorten(resume->url));
    for (size_t i = 0; i < resume->profile_count; i++)
        column =
            overview_contacts_add_profile(flow, column, &resume->profiles[i]);
    flow_gap(flow);
}
