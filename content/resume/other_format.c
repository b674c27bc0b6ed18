#include "resume/other_format.h"

#include <stdbool.h>
#include <stddef.h>

#include "sshd/base/array.h"

/* Each format by a key that JSON Resume does not have: KEY of the root is an
 * object with one of MEMBERS, or, without members, any object. */
static const struct format {
    const char *name, *key, *members[4];
} formats[] = {
    {"a Reactive Resume file", "sections", {"experience", "summary", "work"}},
    {"a Reactive Resume file", "metadata", {"template", "layout", "page"}},
    {"a Reactive Resume file", "work", {"enable"}},
    {"a FRESH résumé", "employment", {"history", "summary"}},
    {"a FRESH résumé", "info", {"brief", "label", "class"}},
    {"a Manfred file (MAC)", "aboutMe", {NULL}},
    {"a Manfred file (MAC)", "experience", {"jobs", "publicArtifacts"}},
    {"a RenderCV file", "cv", {"sections", "name"}},
    {"a Europass CV", "SkillsPassport", {NULL}},
    {"a Europass CV", "profile", {"personalInformation", "workExperiences"}},
    {"a LinkedIn profile", "positions", {"elements", "values"}},
    {"another format (bio instead of basics)", "bio", {NULL}},
};

static bool
other_format_is(const struct format *format, json_t *root)
{
    json_t *value = json_object_get(root, format->key);

    if (format->members[0] == NULL)
        return json_is_object(value);
    for (size_t i = 0; format->members[i] != NULL; i++)
        if (json_object_get(value, format->members[i]) != NULL)
            return true;
    return false;
}

/* Reactive Resume has basics too, and everything else below one key. */
static bool
other_format_has_items(json_t *root)
{
    json_t *section;
    const char *key;

    json_object_foreach (json_object_get(root, "sections"), key, section)
        if (json_is_array(json_object_get(section, "items")))
            return true;
    return false;
}

const char *
other_format_find(json_t *root)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (other_format_is(&formats[i], root))
            return formats[i].name;
    return other_format_has_items(root) ? formats[0].name : NULL;
}
