#include "pages/overview_contacts.h"

#include <string.h>

#include "app/app.h"
#include "app/links.h"
#include "text/text.h"
#include "text/web_address.h"

#define CONTACT_GAP  3 /* columns between two contacts in a row */
#define COLUMNS_MAX  4
#define CONTACTS_MAX 32

/* Returns the address as short as it can be and still be a link. */
static const char *
overview_contacts_shorten(const char *url)
{
    const char *rest = web_address_without_scheme(url, WEB_MAILTO);

    return rest != url ? rest : link_shorten(url);
}

struct contact {
    const char *label; /* "", or the network's name */
    const char *text;
    enum role role;
    int width; /* of both, with the blank between */
};

struct contacts {
    struct contact items[CONTACTS_MAX];
    int count;
};

static void
overview_contacts_add(struct contacts *contacts, const char *label,
                      enum role role, const char *text)
{
    int width = (int)text_width(text);

    if (*label != '\0')
        width += (int)text_width(label) + 1;
    if (width > 0 && contacts->count < CONTACTS_MAX)
        contacts->items[contacts->count++] =
            (struct contact){label, text, role, width};
}

/* Add a profile's address, after its network's name unless the address contains
 * that, and after the user's name if the address lacks it. */
static void
overview_contacts_add_profile(struct contacts *contacts, struct flow *flow,
                              const struct profile *profile)
{
    const char *handle = profile_handle(profile);
    const char *label = profile->network;

    if (*handle != '\0')
        label =
            *label == '\0' ? handle : flow_format(flow, "%s %s", label, handle);
    else if (strcasestr(profile->url, profile->network) != NULL)
        label = "";
    if (*profile->url == '\0')
        overview_contacts_add(contacts, label, ROLE_TEXT, profile->username);
    else
        overview_contacts_add(contacts, label, ROLE_LINK,
                              overview_contacts_shorten(profile->url));
}

/* Set the widths of COLUMNS columns, filled row by row. Returns their sum with
 * the gaps. */
static int
overview_contacts_widths(const struct contacts *contacts, int columns,
                         int widths[COLUMNS_MAX])
{
    int total = (columns - 1) * CONTACT_GAP;

    memset(widths, 0, COLUMNS_MAX * sizeof(*widths));
    for (int i = 0; i < contacts->count; i++)
        if (contacts->items[i].width > widths[i % columns])
            widths[i % columns] = contacts->items[i].width;
    for (int i = 0; i < columns; i++)
        total += widths[i];
    return total;
}

static void
overview_contacts_put(struct flow *flow, int column,
                      const struct contact *contact)
{
    if (*contact->label != '\0')
        column =
            flow_put(flow, column, flow->width, ROLE_MUTED, contact->label) + 1;
    flow_wrap_within(flow, column, flow->width, contact->role, contact->text);
}

/* Returns the number of columns that need the fewest rows; of these the least,
 * because then the last row has the fewest gaps. */
static int
overview_contacts_columns(const struct flow *flow,
                          const struct contacts *contacts)
{
    int best = 1, fewest = contacts->count, widths[COLUMNS_MAX];

    for (int columns = 2; columns <= COLUMNS_MAX; columns++) {
        int rows = (contacts->count + columns - 1) / columns;

        if (rows < fewest && overview_contacts_widths(contacts, columns,
                                                      widths) <= flow->width) {
            best = columns;
            fewest = rows;
        }
    }
    return best;
}

/* Put the contacts into columns side by side. */
static void
overview_contacts_put_columns(struct flow *flow,
                              const struct contacts *contacts)
{
    int columns = overview_contacts_columns(flow, contacts);
    int widths[COLUMNS_MAX], at = 0;

    overview_contacts_widths(contacts, columns, widths);
    for (int i = 0; i < contacts->count; i++) {
        if (i % columns == 0)
            flow_row(flow, FLOW_NO_ITEM);
        at = i % columns == 0 ? 0 : at + widths[i % columns - 1] + CONTACT_GAP;
        overview_contacts_put(flow, at, &contacts->items[i]);
    }
}

void
overview_contacts_flow(struct flow *flow, const struct app *app)
{
    const struct resume *resume = app->resume;
    struct contacts contacts = {.count = 0};

    overview_contacts_add(&contacts, "", ROLE_LINK, resume->email);
    overview_contacts_add(&contacts, "", ROLE_TEXT, resume->phone);
    overview_contacts_add(&contacts, "", ROLE_LINK,
                          overview_contacts_shorten(resume->url));
    for (size_t i = 0; i < resume->profile_count; i++)
        overview_contacts_add_profile(&contacts, flow, &resume->profiles[i]);
    overview_contacts_put_columns(flow, &contacts);
    flow_gap(flow);
}
