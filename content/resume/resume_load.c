#include "resume/resume_load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json/json_text.h"
#include "resume/audience.h"
#include "resume/other_format.h"
#include "resume/privacy.h"
#include "resume/reader.h"
#include "resume/resume.h"
#include "resume/resume_availability.h"
#include "resume/resume_basics.h"
#include "resume/resume_json.h"
#include "resume/resume_language.h"
#include "resume/resume_meta.h"
#include "resume/resume_sections.h"
#include "resume/warnings.h"
#include "sshd/base/error.h"

/* A résumé with the memory that it owns. */
struct loaded {
    struct resume resume; /* must be first: resume_free() casts it back */
    struct arena arena;
    json_t *root;
};

static void
resume_load_read_availability(struct reader *reader, json_t *object,
                              const char *path, const char *key,
                              struct resume *resume)
{
    json_t *value = json_object_get(object, key);
    size_t mark, inner;

    if (value == NULL || resume->availability.status != AVAILABILITY_UNKNOWN)
        return;
    mark = reader_enter(reader, path);
    inner = reader_enter(reader, key);
    resume->availability = availability_read(reader, value);
    reader_leave(reader, inner);
    reader_leave(reader, mark);
}

/* basics.status is an availability or a job title. */
static void
resume_load_read_status(struct reader *reader, json_t *basics,
                        struct resume *resume)
{
    json_t *status = json_object_get(basics, "status");
    size_t mark;

    if (!json_is_string(status) ||
        availability_is_text(json_string_value(status))) {
        resume_load_read_availability(reader, basics, "basics", "status",
                                      resume);
        return;
    }
    mark = reader_enter(reader, "basics.status");
    if (*resume->label == '\0')
        resume->label = reader_text(reader, status, READ_LINE);
    else if (*json_string_value(status) != '\0' &&
             strcasecmp(json_string_value(status), resume->label) != 0)
        reader_warn(reader, "not an availability; not shown");
    reader_leave(reader, mark);
}

static bool
resume_load_is_root_key(const char *name, const void *context)
{
    static const char *const others[] = {"basics", "meta", "lang", "language",
                                         NULL};
    bool basics_at_root = *(const bool *)context;

    return reader_is_listed(name, others) || sections_is_key(name) ||
           (basics_at_root && basics_is_key(name));
}

static bool
resume_load_is_basics_key(const char *name, const void *context)
{
    (void)context;
    return basics_is_key(name);
}

static bool
resume_load_is_resume(json_t *object)
{
    const char *name;
    json_t *value;

    if (json_object_get(object, "basics") != NULL)
        return true;
    json_object_foreach (object, name, value)
        if (sections_is_key(name))
            return true;
    return false;
}

/* Find the résumé if ROOT is a list that contains it, has one for each
 * language, or wraps it in another key. */
static json_t *
resume_load_unwrap(struct reader *reader, json_t *root)
{
    const char *name = "";
    json_t *inner = json_is_array(root) ? json_array_get(root, 0) : NULL;

    if (json_is_object(root) && !resume_load_is_resume(root))
        inner = reader_choose(reader, root, &name);
    for (void *at = json_object_iter(root);
         at != NULL && !resume_load_is_resume(root) &&
         !resume_load_is_resume(inner);
         at = json_object_iter_next(root, at)) {
        name = json_object_iter_key(at);
        inner = json_object_iter_value(at);
    }
    if (!json_is_object(inner) || !resume_load_is_resume(inner))
        return root;
    reader_warn(reader, "the résumé is inside %s; only this one is shown",
                json_is_array(root) ? "a list" : name);
    return inner;
}

/* Replace basics of ROOT if it is a list with an object, or only a name. */
static void
resume_load_mend_basics(struct reader *reader, json_t *root)
{
    json_t *basics = json_object_get(root, "basics");
    json_t *first = json_array_get(basics, 0);
    size_t mark = reader_enter(reader, "basics");

    if (json_is_object(first)) {
        reader_warn(reader, "expected an object, found a list; only its first "
                            "item is shown");
        json_object_set(root, "basics", first);
    } else if (json_is_string(basics)) {
        reader_warn(reader, "expected an object, found text; read as the name");
        json_object_set_new(root, "basics", json_pack("{s:O}", "name", basics));
    }
    reader_leave(reader, mark);
}

static void
resume_load_read_root(struct reader *reader, json_t *root, const char *file,
                      struct resume *resume)
{
    json_t *basics = json_object_get(root, "basics");
    json_t *meta = json_object_get(root, "meta");
    json_t *ssh = json_object_get(meta, "ssh");
    json_t *order = json_object_get(ssh, "sections");
    /* Some files have the keys of basics at the root. */
    bool basics_at_root = !json_is_object(basics);
    size_t mark;

    resume_language_read(reader, root, file, resume);
    if (basics_at_root) {
        basics_read(reader, root, resume);
        if (*resume->name != '\0')
            reader_warn(reader,
                        "basics is missing; using its keys at the root");
    } else {
        mark = reader_enter(reader, "basics");
        basics_read(reader, basics, resume);
        reader_warn_unknown(reader, basics, resume_load_is_basics_key, NULL);
        reader_leave(reader, mark);
    }

    resume_meta_read(reader, ssh, resume);
    resume_load_read_availability(reader, ssh, "meta.ssh", "availability",
                                  resume);
    resume_load_read_availability(reader, basics, "basics", "availability",
                                  resume);
    resume_load_read_status(reader, basics, resume);

    if (order == NULL)
        order = json_object_get(json_object_get(meta, "theme"), "sectionOrder");
    sections_read(reader, root, order, resume);
    resume_meta_read_ticker(reader, json_object_get(ssh, "ticker"), resume);
    audiences_read(reader, json_object_get(ssh, "audiences"), resume);
    reader_warn_unknown(reader, root, resume_load_is_root_key, &basics_at_root);
    resume->parsed = inline_spans_texts(reader->parsed);
}

struct resume *
resume_read_json(json_t *source, const char *file, struct warnings *warnings,
                 struct error *error)
{
    struct loaded *loaded = calloc(1, sizeof(*loaded));
    struct inline_spans parsed = {0};
    struct reader reader = {
        .warnings = warnings, .language = "", .parsed = &parsed};
    const char *format;
    struct resume *resume;
    json_t *root;

    if (loaded == NULL)
        abort();
    resume = &loaded->resume;
    *resume = resume_empty;
    reader.arena = parsed.arena = &loaded->arena;
    loaded->root = source;
    root = resume_load_unwrap(&reader, loaded->root);
    if (!json_is_object(root)) {
        error_set(error,
                  "line 1, column 1: the root must be an object, { ... }");
        goto fail;
    }
    resume_load_mend_basics(&reader, root);
    privacy_apply(loaded->root, warnings);
    format = other_format_find(root);
    if (format != NULL) {
        error_set(error,
                  "this is %s, not JSON Resume; export it as JSON Resume",
                  format);
        goto fail;
    }
    resume_load_read_root(&reader, root, file, resume);
    if (*resume->name == '\0' && resume->section_count == 0) {
        error_set(error, "nothing to show: no name and no section");
        goto fail;
    }
    if (*resume->name == '\0' && warnings != NULL)
        warnings_add(warnings, "basics.name", "missing; no name is shown");
    return resume;

fail:
    resume_free(resume);
    return NULL;
}

struct resume *
resume_parse(const char *bytes, size_t length, struct warnings *warnings,
             struct error *error)
{
    json_t *root = json_text_parse(bytes, length, warnings, error);

    return root == NULL ? NULL : resume_read_json(root, "", warnings, error);
}

json_t *
resume_load_json(const char *file, struct warnings *warnings,
                 struct error *error)
{
    size_t size = RESUME_BYTES_MAX + 1, length = 0;
    char *bytes = malloc(size);
    /* O_NONBLOCK: do not wait for a writer of a FIFO. */
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    json_t *root = NULL;
    struct stat status;
    ssize_t got = -1;

    if (bytes == NULL)
        abort();
    if (fd >= 0 && fcntl(fd, F_SETFL, 0) == 0)
        while ((got = read(fd, bytes + length, size - length)) > 0)
            length += (size_t)got;
    if (got < 0)
        error_set(error, "cannot read the file: %s", strerror(errno));
    else if (length == 0 && fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode))
        error_set(error, "a FIFO that nobody writes to");
    else
        root = json_text_parse(bytes, length, warnings, error);
    if (fd >= 0)
        close(fd);
    free(bytes);
    return root;
}

struct resume *
resume_load(const char *file, struct warnings *warnings, struct error *error)
{
    json_t *root = resume_load_json(file, warnings, error);

    return root == NULL ? NULL : resume_read_json(root, file, warnings, error);
}

struct resume *
resume_load_published(const char *file, struct error *error)
{
    json_t *root = resume_load_json(file, NULL, error);

    if (root == NULL)
        return NULL;
    audiences_join(root, file);
    return resume_read_json(root, file, NULL, error);
}

void
resume_free(struct resume *resume)
{
    struct loaded *loaded = (struct loaded *)resume;

    if (resume == NULL)
        return;
    json_decref(loaded->root);
    arena_fini(&loaded->arena);
    free(loaded);
}

json_t *
resume_json(const struct resume *resume)
{
    return ((const struct loaded *)resume)->root;
}
