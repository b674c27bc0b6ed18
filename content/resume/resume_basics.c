#include "resume/resume_basics.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"
#include "text/arena.h"
#include "text/network.h"
#include "text/web_address.h"

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

/* The keys of the parts of a name, in their order. */
static const char *const name_parts[][5] = {
    {"firstName", "first", "givenName", "given", "first_name"},
    {"middleName", "middle", "additionalName", "additional", "middle_name"},
    {"lastName", "last", "familyName", "family", "last_name"},
};

/* The name in OBJECT that consists of parts: {"firstName": "Ada", "lastName":
 * "Mercer"}; "" if there are none. */
static const char *
basics_name_of_parts(struct reader *reader, json_t *object)
{
    const char *name = "";

    for (size_t i = 0; i < COUNT(name_parts); i++) {
        const char *part = "";

        for (size_t j = 0; j < COUNT(name_parts[i]) && *part == '\0'; j++)
            part = reader_member(reader, object, name_parts[i][j], READ_LINE);
        name = reader_join(reader, name, " ", part);
    }
    return name;
}

/* Read a name, which may be a list of its words, or an object of its parts. */
static void
basics_read_name(struct reader *reader, const struct row *row, json_t *value,
                 struct resume *resume)
{
    const char *name =
        json_is_object(value) ? basics_name_of_parts(reader, value) : "";
    json_t *word;
    size_t i;

    if (json_is_array(value))
        reader_warn(reader, "expected text, found a list; items joined");
    json_array_foreach (value, i, word) {
        size_t mark = reader_enter_item(reader, i);

        name = reader_join(reader, name, " ",
                           reader_text(reader, word, READ_LINE));
        reader_leave(reader, mark);
    }
    if (*name == '\0' && !json_is_array(value))
        name = reader_text(reader, value, READ_LINE);
    basics_put(row, resume, name);
}

/* Read an e-mail address or a telephone number, without the scheme of a link:
 * "mailto:ada@example.com". */
static void
basics_read_contact(struct reader *reader, const struct row *row, json_t *value,
                    struct resume *resume)
{
    const char *text = web_address_without_scheme(
        reader_text(reader, value, READ_RAW), WEB_MAILTO | WEB_TEL);

    basics_put(row, resume, text + strspn(text, " "));
}

static void
basics_read_paragraphs(struct reader *reader, const struct row *row,
                       json_t *value, struct resume *resume)
{
    basics_put(row, resume, reader_text(reader, value, READ_PARAGRAPHS));
}

static void
basics_add_profile(struct reader *reader, struct resume *resume,
                   struct profile profile)
{
    struct list profiles = {(void *)(uintptr_t)resume->profiles,
                            resume->profile_count, resume->profile_count};

    *(struct profile *)list_add(reader->arena, &profiles, sizeof(profile)) =
        profile;
    resume->profiles = profiles.items;
    resume->profile_count = profiles.count;
}

/* Read a URL. Those after the first of a list are profiles. */
static void
basics_read_url(struct reader *reader, const struct row *row, json_t *value,
                struct resume *resume)
{
    const char *url;
    json_t *item;
    size_t i;

    if (!json_is_array(value)) {
        basics_put(row, resume, reader_url(reader, value));
        return;
    }
    reader_warn(reader, "expected text, found a list; shown as profiles");
    json_array_foreach (value, i, item) {
        size_t mark = reader_enter_item(reader, i);

        url = reader_url(reader, item);
        reader_leave(reader, mark);
        if (*resume->url == '\0')
            basics_put(row, resume, url);
        else if (*url != '\0')
            basics_add_profile(reader, resume, (struct profile){"", "", url});
    }
}

static const char *const location_keys[] = {
    "address", "postalCode",  "city",    "region",
    "state",   "countryCode", "country", NULL};
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
        {"state", offsetof(struct address, region)},
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
                    struct resume *resume)
{
    struct profile profile = {network, "", ""};
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
        if (*profile.network == '\0' && *profile.url == '\0' &&
            *profile.username != '\0')
            reader_warn(reader, "network is missing; shown as a web address");
        reader_warn_unknown(reader, value, reader_is_listed, profile_keys);
    } else {
        profile.url = reader_url(reader, value);
    }
    if (*profile.username == '\0' && *profile.url == '\0') {
        if (reader->warning_count == warnings_before)
            reader_warn(reader, "empty; left out");
        return;
    }
    basics_add_profile(reader, resume, profile);
}

/* Read a list of profiles, a map from networks to profiles, or one address. */
static void
basics_read_profiles(struct reader *reader, const struct row *row,
                     json_t *value, struct resume *resume)
{
    const char *network;
    json_t *item;
    size_t i, mark;

    (void)row;
    if (json_is_string(value) && json_string_length(value) > 0)
        reader_warn(reader, "expected a list, found text; shown as one item");
    if (!json_is_array(value) && !json_is_object(value) &&
        json_string_length(value) + !json_is_string(value) > 0)
        basics_read_profile(reader, value, "", resume);
    json_array_foreach (value, i, item) {
        mark = reader_enter_item(reader, i);
        basics_read_profile(reader, item, "", resume);
        reader_leave(reader, mark);
    }
    json_object_foreach (value, network, item) {
        mark = reader_enter(reader, network);
        basics_read_profile(
            reader, item,
            reader_clean(reader, network, strlen(network), READ_RAW), resume);
        reader_leave(reader, mark);
    }
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

/* Ignore here what is read later: availability, after
 * meta.ssh.availability. */
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
    {"name", basics_read_name, offsetof(struct resume, name)},
    {"label", basics_read_line, offsetof(struct resume, label)},
    {"headline", basics_read_line, offsetof(struct resume, label)},
    {"title", basics_read_line, offsetof(struct resume, label)},
    {"summary", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"bio", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"about", basics_read_paragraphs, offsetof(struct resume, summary)},
    {"email", basics_read_contact, offsetof(struct resume, email)},
    {"phone", basics_read_contact, offsetof(struct resume, phone)},
    {"location", basics_read_location, offsetof(struct resume, place)},
    {"profiles", basics_read_profiles, 0},
    {"url", basics_read_url, offsetof(struct resume, url)},
    {"website", basics_read_url, offsetof(struct resume, url)},
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
    for (size_t i = 0; i < COUNT(name_parts); i++)
        for (size_t j = 0; j < COUNT(name_parts[i]); j++)
            if (strcmp(name_parts[i][j], name) == 0)
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
    if (*resume->name == '\0')
        resume->name = basics_name_of_parts(reader, basics);
}
