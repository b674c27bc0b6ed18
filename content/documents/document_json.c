#include "documents/document.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "resume/audience.h"
#include "resume/privacy.h"
#include "resume/resume.h"
#include "resume/resume_json.h"
#include "resume/resume_load.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

/* The keys that JSON Resume v1.0.0 allows at the root. Below the root it allows
 * other keys. */
static bool
document_json_is_standard(const char *key)
{
    static const char *const keys[] = {
        "$schema",  "basics",    "work",         "volunteer",    "education",
        "awards",   "skills",    "certificates", "publications", "languages",
        "projects", "interests", "references",   "meta",
    };

    for (size_t i = 0; i < COUNT(keys); i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

/* Move the sub-projects of JOB to LIFTED, each as a project of that
 * employer. */
static void
document_json_lift_from(json_t *job, json_t *lifted)
{
    json_t *parts = json_object_get(job, "projects");
    json_t *name = json_object_get(job, "name");
    json_t *part;
    size_t i;

    if (!json_is_array(parts) || !json_is_string(name))
        return;
    json_array_foreach (parts, i, part)
        if (!json_is_object(part) || json_object_get(part, "entity") != NULL)
            return;
    json_array_foreach (parts, i, part)
        json_object_set(part, "entity", name);
    json_array_extend(lifted, parts);
    json_object_del(job, "projects");
}

/* The list of JOB's roles, or NULL. */
static json_t *
document_json_roles_of(const json_t *job)
{
    static const char *const keys[] = {"positions", "roles"};

    for (size_t i = 0; i < COUNT(keys); i++) {
        json_t *roles = json_object_get(job, keys[i]), *role;
        bool objects = json_array_size(roles) > 0;
        size_t j;

        json_array_foreach (roles, j, role)
            objects &= json_is_object(role) != 0;
        if (objects)
            return roles;
    }
    return NULL;
}

/* Append each of ROLES to JOBS as a job at JOB's employer. */
static void
document_json_add_roles(json_t *jobs, const json_t *job, const json_t *roles)
{
    static const char *const shared[] = {"name", "company", "url", "website",
                                         "location"};
    json_t *role, *title;
    size_t i;

    json_array_foreach (roles, i, role) {
        json_t *copy = json_deep_copy(role);

        title = json_object_get(copy, "title");
        if (json_object_get(copy, "position") == NULL && title != NULL) {
            json_object_set(copy, "position", title);
            json_object_del(copy, "title");
        }
        for (size_t j = 0; j < COUNT(shared); j++) {
            json_t *value = json_object_get(job, shared[j]);

            if (value != NULL && json_object_get(copy, shared[j]) == NULL)
                json_object_set(copy, shared[j], value);
        }
        json_array_append_new(jobs, copy);
    }
}

/* Replace each job of WORK that has only a list of roles with these roles,
 * which every program reads. */
static void
document_json_split_roles(json_t *portable)
{
    json_t *work = json_object_get(portable, "work");
    json_t *jobs = json_array(), *job;
    size_t i;

    json_array_foreach (work, i, job) {
        json_t *roles = document_json_roles_of(job);

        if (roles != NULL)
            document_json_add_roles(jobs, job, roles);
        else
            json_array_append(jobs, job);
    }
    if (json_is_array(work))
        json_object_set(portable, "work", jobs);
    json_decref(jobs);
}

/* Copy ROOT, with sub-projects as projects, which every program reads, and
 * without keys that v1.0.0 forbids. The caller owns the returned reference. */
static json_t *
document_json_make_portable(const json_t *root)
{
    json_t *portable = json_deep_copy(root);
    json_t *lifted = json_array(), *job, *value;
    const char *key;
    void *next;
    size_t i;

    document_json_split_roles(portable);
    json_array_foreach (json_object_get(portable, "work"), i, job)
        document_json_lift_from(job, lifted);
    json_array_extend(lifted, json_object_get(portable, "projects"));
    if (json_array_size(lifted) > 0)
        json_object_set(portable, "projects", lifted);
    json_decref(lifted);
    json_object_foreach_safe(portable, next, key,
                             value) if (!document_json_is_standard(key))
        json_object_del(portable, key);
    return portable;
}

/* Remove the private keys (privacy_is_private_key()) of VALUE and of everything
 * in it, except those that other programs understand. */
static void
document_json_remove_private(json_t *value)
{
    json_t *item;
    void *next;
    size_t i;

    json_array_foreach (value, i, item)
        document_json_remove_private(item);
    for (void *at = json_object_iter(value); at != NULL; at = next) {
        const char *key = json_object_iter_key(at);

        next = json_object_iter_next(value, at);
        if (privacy_is_private_key(key) && strcmp(key, "$schema") != 0 &&
            strcmp(key, "x-lang") != 0)
            json_object_del(value, key);
        else
            document_json_remove_private(json_object_iter_value(at));
    }
}

/* Format ROOT, indented, in its order of keys. Returns NULL if the text does
 * not parse to an equal résumé. The caller frees the text. */
static char *
document_json_dump(const json_t *root)
{
    /* Write 3.7 as 3.7, and use more digits only if needed. */
    for (size_t digits = 15; digits <= 17; digits++) {
        char *text =
            json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(digits));
        json_t *again =
            text != NULL ? json_loads(text, JSON_ALLOW_NUL, NULL) : NULL;
        bool same = again != NULL && json_equal(root, again) == 1;

        json_decref(again);
        if (same)
            return text;
        free(text);
    }
    return NULL;
}

/* Convert RESUME to one text, for comparison. The caller frees it. */
static char *
document_json_build(const struct resume *resume)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    if (out == NULL)
        abort();
    document_text_write(resume, NULL, false, out);
    fclose(out);
    return text;
}

/* Whether the file TEXT gives a résumé with the same content as RESUME. */
static bool
document_json_is_same(const char *text, const struct resume *resume)
{
    struct resume *other = resume_parse(text, strlen(text), NULL, NULL);
    char *before, *after;
    bool same;

    if (other == NULL)
        return false;
    before = document_json_build(resume);
    after = document_json_build(other);
    same = strcmp(before, after) == 0;
    free(before);
    free(after);
    resume_free(other);
    return same;
}

/* Store RESUME's language in ROOT if it was guessed: the published file has
 * another name, and other programs do not guess. */
static void
document_json_set_language(json_t *root, const struct resume *resume)
{
    json_t *meta = json_object_get(root, "meta");

    if (!resume->language_guessed || !json_is_object(root))
        return;
    if (!json_is_object(meta)) {
        meta = json_object();
        json_object_set_new(root, "meta", meta);
    }
    json_object_set_new(meta, "language", json_string(resume->language));
}

/* Write TEXT, with the control characters that JSON allows in strings, but that
 * a terminal would obey, as \uXXXX. */
static void
document_json_put(const char *text, FILE *out)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)text[0];
        unsigned char next = (unsigned char)text[1];

        if (c == 0x7f) {
            fputs("\\u007f", out);
        } else if (c == 0xc2 && next >= 0x80 && next < 0xa0) {
            fprintf(out, "\\u%04x", next);
            text++;
        } else {
            fputc(c, out);
        }
    }
    fputc('\n', out);
}

/* Write the file in portable form if its content is the same, otherwise
 * unchanged but for the audiences, which only their readers may see, and
 * private keys. */
static int
document_json_write_document(const struct resume *resume, FILE *out,
                             struct error *error)
{
    json_t *root = json_deep_copy(resume_json(resume));
    json_t *portable;
    char *text;

    audiences_remove(root);
    document_json_remove_private(root);
    portable = document_json_make_portable(root);
    document_json_set_language(portable, resume);
    text = document_json_dump(portable);
    json_decref(portable);
    if (text == NULL || !document_json_is_same(text, resume)) {
        free(text);
        text = document_json_dump(root);
    }
    json_decref(root);
    if (text == NULL)
        return error_set(error, "the output does not give the same résumé");
    document_json_put(text, out);
    free(text);
    return 0;
}

const struct document document_json = {
    .name = "resume.json",
    .word = "json",
    .title = "JSON Resume",
    .type = "application/json",
    .write = document_json_write_document,
};
