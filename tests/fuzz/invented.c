#include "invented.h"

#include "fuzz.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"
#include "text/text_clean.h"

#define END_OF_FIELD '\f'

static const struct field {
    const char *place, *key;
    bool list; /* may come again in the same entry */
} fields[] = {
    {"basics", "name", false},
    {"basics", "label", false},
    {"basics", "email", false},
    {"basics", "phone", false},
    {"basics", "url", false},
    {"basics", "summary", false},
    {"location", "address", false},
    {"location", "city", false},
    {"location", "countryCode", false},
    {"profiles", "network", false},
    {"profiles", "username", false},
    {"profiles", "url", false},
    {"meta", "language", false},
    {"work", "name", false},
    {"work", "position", false},
    {"work", "url", false},
    {"work", "startDate", false},
    {"work", "endDate", false},
    {"work", "location", false},
    {"work", "summary", false},
    {"work", "highlights", true},
    {"work", "keywords", true},
    {"skills", "name", false},
    {"skills", "level", false},
    {"skills", "keywords", true},
    {"projects", "name", false},
    {"projects", "description", false},
    {"projects", "highlights", true},
    {"education", "institution", false},
    {"education", "courses", true},
    {"references", "reference", false},
    {"references", "name", false},
};

/* The object in ROOT that FIELD belongs to: the last entry of its section, or
 * a new one, where that has the field already. */
static json_t *
object_of(json_t *root, const struct field *field)
{
    json_t *basics = json_object_get(root, "basics"), *place, *last;

    place = json_object_get(root, field->place);
    if (place == NULL)
        place = json_object_get(basics, field->place);
    if (place == NULL) {
        place = json_array();
        json_object_set_new(root, field->place, place);
    }
    if (!json_is_array(place))
        return place;
    last = json_array_get(place, json_array_size(place) - 1);
    if (last == NULL ||
        (!field->list && json_object_get(last, field->key) != NULL)) {
        last = json_object();
        json_array_append_new(place, last);
    }
    return last;
}

static void
set_field(json_t *root, const struct field *field, const char *bytes,
          size_t length)
{
    json_t *object = object_of(root, field), *list;
    json_t *text = json_stringn(bytes, length);

    if (text == NULL) {
        char *clean = malloc(length * 3 + 1);

        text_clean(clean, bytes, length, TEXT_LINES);
        text = json_string(clean);
        free(clean);
    }
    if (!field->list) {
        json_object_set_new(object, field->key, text);
        return;
    }
    list = json_object_get(object, field->key);
    if (list == NULL) {
        list = json_array();
        json_object_set_new(object, field->key, list);
    }
    json_array_append_new(list, text);
}

struct resume *
invent_resume(const char *data, size_t size)
{
    json_t *root = json_pack("{s:{s:{},s:[]},s:{}}", "basics", "location",
                             "profiles", "meta");
    struct resume *resume;
    struct error error;
    char *text;

    while (size > 0) {
        const char *end = memchr(data, END_OF_FIELD, size);
        size_t length = end != NULL ? (size_t)(end - data) : size;

        if (length > 0)
            set_field(root, &fields[(unsigned char)*data % COUNT(fields)],
                      data + 1, length - 1);
        length += end != NULL;
        data += length;
        size -= length;
    }
    text = json_dumps(root, 0);
    resume = resume_parse(text, strlen(text), NULL, &error);
    assert(resume != NULL || *error.text != '\0');
    free(text);
    json_decref(root);
    return resume;
}

void
check_link(const char *target)
{
    static const char *const schemes[] = {"http://", "https://",
                                          "mailto:", "tel:"};
    bool known = false;

    for (size_t i = 0; i < COUNT(schemes); i++)
        known |= strncasecmp(target, schemes[i], strlen(schemes[i])) == 0;
    assert(known);
    for (; *target != '\0'; target++)
        assert(*target > ' ' && *target < 0x7f &&
               strchr("\"<>\\^`{|}", *target) == NULL);
}
