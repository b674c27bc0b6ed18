#include "check.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "editions.h"
#include "resume/warnings.h"
#include "snapshot_edition.h"

static const char *
check_base_name(const char *file)
{
    const char *slash = strrchr(file, '/');

    return slash != NULL ? slash + 1 : file;
}

/* Print the findings about EDITION. A translation by maps is also named by its
 * language. Returns whether it can be published. */
static bool
check_print_edition(struct edition *edition)
{
    const struct warnings *warnings = edition->warnings;
    char name[320];

    if (edition->resume == NULL ||
        snapshot_edition_check(edition, &edition->error) < 0) {
        fprintf(stderr, "%s: %s\n", edition->file, edition->error.text);
        return false;
    }
    snprintf(name, sizeof(name), "%s", check_base_name(edition->file));
    if (!edition->own && strstr(name, edition->row.language) == NULL)
        snprintf(name, sizeof(name), "%s (%s)", check_base_name(edition->file),
                 edition->row.language);
    warnings_print(warnings, name, stdout);
    if (warnings->warning_count == 0)
        printf("%s: no warnings\n", name);
    else
        printf("%s: %zu %s; it can be published\n", name,
               warnings->warning_count, warnings_noun(warnings->warning_count));
    return true;
}

bool
check_print(struct editions *editions, const char *path)
{
    bool publishable = true;

    for (size_t i = 0; i < editions->count; i++)
        publishable &= check_print_edition(&editions->items[i]);
    warnings_print(editions->warnings, check_base_name(path), stdout);
    return publishable;
}

static json_t *
check_warnings_json(const struct warnings *warnings)
{
    json_t *list = json_array();

    for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++) {
        const struct warning *warning = &warnings->items[i];

        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "kind",
                                              warning_kind_name(warning->kind),
                                              "path", warning->path, "message",
                                              warning->what));
    }
    return list;
}

/* {"file", "publishable", "error", "warning_count", "warnings": [{"kind",
 * "path", "message"}]}, with "person" and "language" if there are several. */
static json_t *
check_edition_json(struct edition *edition, bool several)
{
    bool good = edition->resume != NULL &&
                snapshot_edition_check(edition, &edition->error) == 0;
    json_t *object =
        json_pack("{s:s, s:b, s:o?, s:I, s:o}", "file",
                  check_base_name(edition->file), "publishable", good, "error",
                  good ? json_null() : json_string(edition->error.text),
                  "warning_count", (json_int_t)edition->warnings->warning_count,
                  "warnings", check_warnings_json(edition->warnings));

    if (several) {
        json_object_set_new(object, "person", json_string(edition->row.person));
        json_object_set_new(object, "language",
                            json_string(edition->row.language));
    }
    return object;
}

bool
check_print_json(struct editions *editions)
{
    json_t *list = json_array();
    bool publishable = true;

    for (size_t i = 0; i < editions->count; i++) {
        json_t *object =
            check_edition_json(&editions->items[i], editions->count > 1);

        json_array_append_new(list, object);
        publishable &= json_is_true(json_object_get(object, "publishable"));
    }
    json_dumpf(editions->count == 1 ? json_array_get(list, 0) : list, stdout,
               JSON_INDENT(2));
    putchar('\n');
    json_decref(list);
    return publishable;
}
