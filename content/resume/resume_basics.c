#include "resume/resume_basics.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"
#include "text/arena.h"
#include "text/network.h"

struct row {
    const char *name;
    void (*read)(struct reader *reader, const struct row *row, json_t *value,
                 struct resume *resume);
    size_t field; /* its offset in struct resume */
};

/* If several keys set one field, keep the first non-empty value. */
static void
basics_put(const struct row *row, struct resume *resume, const char *text)
{
    const char **field = (const char **)(void *)((char *)resume + row->field);

    if (**field == '\0')
        *field = text;
}

static void
basics_read_line(struct reader *reader, const struct row *row, json_t *value,
                 struct resume *resume)
{
    basics_put(row, resume, reader_text(reader, value, READ_LINE));
}

/* Read an e-mail address or a telephone number, without the scheme of a link:
 * "mailto:ada@example.com". */
static void
basics_read_contact(struct reader *reader, const struct row *row, json_t *value,
                    struct resume *resume)
{
    static const char *const schemes[] = {"mailto:", "tel:"};
    const char *text = reader_text(reader, value, READ_RAW);

    for (size_t i = 0; i < COUNT(schemes); i++)
        if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
            text += strlen(schemes[i]);
    basics_put(row, resume, text + strspn(text, " "));
}

static void
basics_read_paragraphs(struct reader *reader, const struct row *row,
                       json_t *value, struct resume *resume)
{
    basics_put(row, resume, reader_text(reader, value, READ_PARAGRAPHS));
}

static void
basics_read_url(struct reader *reader, const struct row *row, json_t *value,
                struct resume *resume)
{
    basics_put(row, resume, reader_url(reader, value));
}

static const char *const location_keys[] = {
    "address", "postalCode", "city", "region", "countryCode", "country", NULL};
static const char *const profile_keys[] = {"network", "username", "url", NULL};

/* Read the location: its parts, and all of it on one line. */
static void
basics_read_location(struct reader *reader, const struct row *row,
                     json_t *value, struct resume *resume)
{
    static const struct {
        const char *name;
        size_t field;
    } parts[] = {
        {"address", offsetof(struct address, street)},
        {"postalCode", offsetof(struct address, postal_code)},
        {"city", offsetof(struct address, city)},
        {"region", offsetof(struct address, region)},
        {"countryCode", offsetof(struct address, country)},
        {"country", offsetof(struct address, country)},
    };
    struct warnings *warnings = reader->warnings;

    for (size_t i = 0; i < COUNT(parts); i++) {
        const char **part =
            (const char **)(void *)((char *)&resume->address + parts[i].field);

        if (**part == '\0')
            *part = reader_member(reader, value, parts[i].name, READ_LINE);
    }
    if (!json_is_string(value))
        reader_warn_unknown(reader, value, reader_is_listed, location_keys);
    /* The warnings about the parts have been added already. */
    if (json_is_object(value))
        reader->warnings = NULL;
    basics_put(row, resume, reader_place(reader, value));
    reader->warnings = warnings;
    if (!json_is_object(value))
        resume->address.city = resume->place;
}

/* Returns the address that a profile does not give, where its network is known;
 * otherwise "". */
static const char *
basics_network_url(struct reader *reader, const struct profile *profile)
{
    char url[NETWORK_URL_MAX];

    return arena_copy(reader->arena,
                      network_url(url, profile->network, profile->username));
}

static void
basics_read_profile(struct reader *reader, json_t *value, const char *network,
                    struct list *profiles)
{
    struct profile profile = {network, "", ""};
    struct profile *added;
    size_t warnings_before = reader->warning_count;

    if (json_is_object(value)) {
        const char *named = reader_member(reader, value, "network", READ_LINE);
        json_t *url = json_object_get(value, "url");

        if (*named != '\0')
            profile.network = named;
        profile.username = reader_member(reader, value, "username", READ_RAW);
        if (url != NULL)
            profile.url = reader_url(reader, url);
        if (*profile.url == '\0')
            profile.url = basics_network_url(reader, &profile);
        reader_warn_unknown(reader, value, reader_is_listed, profile_keys);
    } else {
        profile.url = reader_url(reader, value);
    }
    if (*profile.username == '\0' && *profile.url == '\0') {
        if (reader->warning_count == warnings_before)
            reader_warn(reader, "empty; left out");
        return;
    }
    added = list_add(reader->arena, profiles, sizeof(*added));
    *added = profile;
}

/* Read a list of profiles, or a map from networks to profiles. */
static void
basics_read_profiles(struct reader *reader, const struct row *row,
                     json_t *value, struct resume *resume)
{
    struct list profiles = {0};
    const char *network;
    json_t *item;
    size_t i, mark;

    (void)row;
    json_array_foreach (value, i, item) {
        mark = reader_enter_item(reader, i);
        basics_read_profile(reader, item, "", &profiles);
        reader_leave(reader, mark);
    }
    json_object_foreach (value, network, item) {
        mark = reader_enter(reader, network);
        basics_read_profile(
            reader, item,
            reader_clean(reader, network, strlen(network), READ_RAW),
            &profiles);
        reader_leave(reader, mark);
    }
    resume->profiles = profiles.items;
    resume->profile_count = profiles.count;
}

/* Warn that pictures are not shown. */
static void
basics_read_picture(struct reader *reader, const struct row *row, json_t *value,
                    struct resume *resume)
{
    (void)row;
    (void)resume;
    if (json_is_object(value) ||
        (json_is_string(value) && *json_string_value(value) != '\0'))
        reader_warn(reader, "pictures are not shown");
}

/* Ignore availability here; it is read after meta.ssh.availability. */
static void
basics_read_nothing(struct reader *reader, const struct row *row, json_t *value,
                    struct resume *resume)
{
    (void)reader;
    (void)row;
    (void)value;
    (void)resume;
}

static const struct row rows[] = {
    {"name", basics_read_line, offsetof(struct resume, name)},
    {"label", basics_read_line, offsetof(struct resume, label)},
    {"headline", basics_read_line, offsetof(struct resume, label)},
    {"title", basics_read_line, offsetof(struct resume, label)},
    {"summary", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"bio", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"about", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"email", basics_read_contact, offsetof(struct resume, email)},
    {"phone", basics_read_contact, offsetof(struct resume, phone)},
    {"url", basics_read_url, offsetof(struct resume, url)},
    {"website", basics_read_url, offsetof(struct resume, url)},
    {"location", basics_read_location, offsetof(struct resume, place)},
    {"profiles", basics_read_profiles, 0},
    {"image", basics_read_picture, 0},
    {"picture", basics_read_picture, 0},
    {"availability", basics_read_nothing, 0},
    {"status", basics_read_nothing, 0},
};

#define ROWS COUNT(rows)

/* Whether URL contains NAME, or both parts of "user@server". */
static bool
basics_url_names(const char *url, const char *name)
{
    size_t length = strcspn(name, "@");
    char user[128];

    if (name[length] == '\0' || length >= sizeof(user))
        return strcasestr(url, name) != NULL;
    memcpy(user, name, length);
    user[length] = '\0';
    return strcasestr(url, user) != NULL &&
           strcasestr(url, name + length + 1) != NULL;
}

const char *
profile_handle(const struct profile *profile)
{
    const char *name = profile->username + (*profile->username == '@');

    return *profile->url == '\0' || basics_url_names(profile->url, name)
               ? ""
               : profile->username;
}

bool
basics_is_key(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return true;
    return false;
}

void
basics_read(struct reader *reader, json_t *basics, struct resume *resume)
{
    for (size_t i = 0; i < ROWS; i++) {
        json_t *value = json_object_get(basics, rows[i].name);
        size_t mark;

        if (value == NULL)
            continue;
        mark = reader_enter(reader, rows[i].name);
        rows[i].read(reader, &rows[i], value, resume);
        reader_leave(reader, mark);
    }
}
