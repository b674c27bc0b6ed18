#include "resume/privacy.h"

#include <string.h>

#include "resume/warnings.h"
#include "sshd/base/array.h"

/* The details that can be removed, and whether they are by default. */
enum private_thing {
    PRIVATE_ADDRESS,
    PRIVATE_EMAIL,
    PRIVATE_PHONE,
    PRIVATE_THINGS
};

static const char *const thing_names[PRIVATE_THINGS] = {
    [PRIVATE_ADDRESS] = "address",
    [PRIVATE_EMAIL] = "email",
    [PRIVATE_PHONE] = "phone",
};

/* The keys of these details, in basics and in basics.location. */
static const struct private_key {
    const char *name;
    enum private_thing thing;
    bool in_location;
} private_keys[] = {
    {"email", PRIVATE_EMAIL, false},
    {"mail", PRIVATE_EMAIL, false},
    {"phone", PRIVATE_PHONE, false},
    {"telephone", PRIVATE_PHONE, false},
    {"mobile", PRIVATE_PHONE, false},
    {"address", PRIVATE_ADDRESS, false},
    {"address", PRIVATE_ADDRESS, true},
    {"address2", PRIVATE_ADDRESS, true},
    {"street", PRIVATE_ADDRESS, true},
    {"streetAddress", PRIVATE_ADDRESS, true},
    {"postalCode", PRIVATE_ADDRESS, true},
    {"postalcode", PRIVATE_ADDRESS, true},
    {"postcode", PRIVATE_ADDRESS, true},
    {"zip", PRIVATE_ADDRESS, true},
    {"zipCode", PRIVATE_ADDRESS, true},
};

struct privacy {
    bool published[PRIVATE_THINGS];
    struct warnings *warnings;
};

static void
privacy_warn(const struct privacy *privacy, const char *path, const char *what)
{
    if (privacy->warnings != NULL)
        warnings_add(privacy->warnings, path, "%s", what);
}

static void
privacy_read_list(struct privacy *privacy, json_t *list)
{
    bool listed[PRIVATE_THINGS] = {false};
    json_t *item;
    size_t i;

    json_array_foreach (list, i, item) {
        bool known = false;

        for (size_t j = 0; j < PRIVATE_THINGS && json_is_string(item); j++)
            if (strcmp(json_string_value(item), thing_names[j]) == 0)
                known = listed[j] = true;
        if (!known)
            privacy_warn(
                privacy, "meta.ssh.publish",
                "may contain only \"address\", \"email\" and \"phone\"");
    }
    privacy->published[PRIVATE_ADDRESS] = listed[PRIVATE_ADDRESS];
    if (listed[PRIVATE_EMAIL] || listed[PRIVATE_PHONE] ||
        json_array_size(list) == 0) {
        privacy->published[PRIVATE_EMAIL] = listed[PRIVATE_EMAIL];
        privacy->published[PRIVATE_PHONE] = listed[PRIVATE_PHONE];
    }
}

static void
privacy_read(struct privacy *privacy, json_t *resume)
{
    json_t *meta = json_object_get(resume, "meta");
    json_t *publish = json_object_get(json_object_get(meta, "ssh"), "publish");

    for (size_t i = 0; i < PRIVATE_THINGS; i++) {
        const json_t *value = json_object_get(publish, thing_names[i]);

        privacy->published[i] =
            value != NULL ? json_is_true(value) : i != PRIVATE_ADDRESS;
    }
    if (json_is_array(publish)) {
        privacy_read_list(privacy, publish);
    } else if (json_is_string(publish)) {
        json_t *list = json_pack("[O]", publish);

        privacy_read_list(privacy, list);
        json_decref(list);
    } else if (publish != NULL && !json_is_object(publish)) {
        privacy_warn(privacy, "meta.ssh.publish",
                     "must be a list of \"address\", \"email\" and \"phone\"");
    }
}

static bool
privacy_has_value(const json_t *value)
{
    return json_is_number(value) ||
           (json_is_string(value) && *json_string_value(value) != '\0');
}

static void
privacy_strip(const struct privacy *privacy, json_t *basics, json_t *location,
              const char *prefix)
{
    for (size_t i = 0; i < COUNT(private_keys); i++) {
        const struct private_key *key = &private_keys[i];
        json_t *object = key->in_location ? location : basics;
        const json_t *value = json_object_get(object, key->name);
        char path[64];

        if (privacy->published[key->thing] || value == NULL)
            continue;
        snprintf(path, sizeof(path), "%s%s%s", prefix,
                 key->in_location ? "location." : "", key->name);
        if (privacy->warnings != NULL && privacy_has_value(value))
            warnings_note(privacy->warnings, WARNING_PRIVATE, path,
                          "removed from every document; see meta.ssh.publish");
        json_object_del(object, key->name);
    }
}

/* Remove private details from OBJECT, a résumé or an object with the keys of
 * basics at its root. */
static void
privacy_strip_resume(const struct privacy *privacy, json_t *object)
{
    json_t *basics = json_object_get(object, "basics");
    bool at_root = !json_is_object(basics);

    if (at_root)
        basics = object;
    privacy_strip(privacy, basics, json_object_get(basics, "location"),
                  at_root ? "" : "basics.");
}

static bool
privacy_has_basics(const json_t *value)
{
    return json_object_get(value, "basics") != NULL;
}

bool
privacy_is_private_key(const char *name)
{
    return strchr("_$/@#", *name) != NULL || strncmp(name, "x-", 2) == 0;
}

void
privacy_apply(json_t *root, struct warnings *warnings)
{
    struct privacy privacy = {.warnings = warnings};
    const char *name;
    json_t *value;
    size_t i;

    privacy_read(&privacy, root);
    privacy_strip_resume(&privacy, root);
    /* One résumé for each language, or a list of résumés. */
    json_array_foreach (root, i, value) {
        privacy_read(&privacy, value);
        privacy_strip_resume(&privacy, value);
    }
    json_object_foreach (root, name, value)
        if (privacy_has_basics(value)) {
            privacy_read(&privacy, value);
            privacy_strip_resume(&privacy, value);
        }
}
