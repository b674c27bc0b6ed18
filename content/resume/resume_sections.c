#include "resume/resume_sections.h"

#include <string.h>
#include <strings.h>

#include "resume/resume_entries.h"
#include "resume/resume_keys.h"
#include "sshd/base/array.h"

/* The names of sections: JSON Resume's name in the first row of each kind,
 * other names in the following rows. */
static const struct {
    const char *name;
    enum section_kind kind;
} names[] = {
    {"work", SECTION_WORK},
    {"experience", SECTION_WORK},
    {"jobs", SECTION_WORK},
    {"employment", SECTION_WORK},
    {"skills", SECTION_SKILLS},
    {"projects", SECTION_PROJECTS},
    {"education", SECTION_EDUCATION},
    {"volunteer", SECTION_VOLUNTEER},
    {"volunteering", SECTION_VOLUNTEER},
    {"awards", SECTION_AWARDS},
    {"prizes", SECTION_AWARDS},
    {"certificates", SECTION_CERTIFICATES},
    {"certifications", SECTION_CERTIFICATES},
    {"publications", SECTION_PUBLICATIONS},
    {"languages", SECTION_LANGUAGES},
    {"interests", SECTION_INTERESTS},
    {"hobbies", SECTION_INTERESTS},
    {"references", SECTION_REFERENCES},
    {"letter", SECTION_LETTER},
    {"people", SECTION_PEOPLE},
};

#define NAME_COUNT COUNT(names)

/* The kind called NAME, or SECTION_KINDS if unknown. */
static enum section_kind
section_kind_of(const char *name)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].kind;
    return SECTION_KINDS;
}

bool
sections_is_key(const char *name)
{
    return section_kind_of(name) < SECTION_LETTER;
}

const char *
section_key(enum section_kind kind)
{
    size_t i = 0;

    while (names[i].kind != kind)
        i++;
    return names[i].name;
}

const char *
section_title(enum section_kind kind, const struct language *language)
{
    return language_word(language, section_shapes[kind].word);
}

const struct section *
resume_section(const struct resume *resume, const char *key)
{
    enum section_kind kind = section_kind_of(key);

    for (size_t i = 0; i < resume->section_count; i++)
        if (resume->sections[i].kind == kind)
            return &resume->sections[i];
    return NULL;
}

const struct section *
resume_section_called(const struct resume *resume, const char *word)
{
    const struct language *language = language_find(resume->language);
    const struct section *section = resume_section(resume, word);

    for (size_t i = 0; section == NULL && i < resume->section_count; i++)
        if (strcasecmp(section_title(resume->sections[i].kind, language),
                       word) == 0)
            section = &resume->sections[i];
    return section;
}

/* Whether the known dates of PROJECT lie within JOB. */
static bool
section_in_time(const struct entry *project, const struct entry *job)
{
    struct date from = project->period.from;

    if (from.year == 0 || job->period.from.year == 0)
        return true;
    return from.year >= job->period.from.year &&
           (job->period.to.year == 0 || from.year <= job->period.to.year);
}

static struct entry *
section_job_of(const struct entry *project, const struct list *jobs)
{
    struct entry *items = jobs->items;

    for (size_t i = 0; i < jobs->count && *project->org != '\0'; i++)
        if (strcasecmp(items[i].org, project->org) == 0 &&
            section_in_time(project, &items[i]))
            return &items[i];
    return NULL;
}

/* Add PROJECT to JOB's children, without the name of the employer. */
static void
section_attach_project(struct reader *reader, struct entry *job,
                       const struct entry *project)
{
    struct list children = {0};
    struct entry *child;

    for (size_t i = 0; i < job->children.count; i++) {
        child = list_add(reader->arena, &children, sizeof(*child));
        *child = job->children.items[i];
    }
    child = list_add(reader->arena, &children, sizeof(*child));
    *child = *project;
    child->org = "";
    job->children = (struct entries){children.items, children.count};
}

/* Move each project whose entity is an employer to that job. */
static void
section_move_projects(struct reader *reader, struct list *projects,
                      const struct list *jobs)
{
    const struct entry *items = projects->items;
    struct list rest = {0};

    for (size_t i = 0; i < projects->count; i++) {
        struct entry *job = section_job_of(&items[i], jobs);
        struct entry *left;

        if (job != NULL) {
            section_attach_project(reader, job, &items[i]);
        } else {
            left = list_add(reader->arena, &rest, sizeof(*left));
            *left = items[i];
        }
    }
    *projects = rest;
}

/* Fill ORDER with every kind: first those in WANTED, then the others. */
static void
section_choose_order(struct reader *reader, json_t *wanted,
                     enum section_kind order[SECTION_KINDS])
{
    bool placed[SECTION_KINDS] = {false};
    size_t count = 0, i;
    struct list words = {0};

    if (wanted != NULL)
        reader_words(reader, wanted, &words);
    for (i = 0; i < words.count; i++) {
        const char *name = ((const char **)words.items)[i];
        enum section_kind kind = section_kind_of(name);

        if (kind == SECTION_KINDS) {
            reader_warn(reader, "\"%.40s\" is not a section; left out", name);
        } else if (!placed[kind]) {
            placed[kind] = true;
            order[count++] = kind;
        }
    }
    for (enum section_kind kind = 0; kind < SECTION_KINDS; kind++)
        if (!placed[kind])
            order[count++] = kind;
}

void
sections_read(struct reader *reader, json_t *root, json_t *wanted,
              struct resume *resume)
{
    struct list found[SECTION_KINDS] = {0};
    enum section_kind order[SECTION_KINDS];
    struct section *sections;
    size_t mark;

    for (size_t i = 0; i < NAME_COUNT; i++) {
        json_t *value = json_object_get(root, names[i].name);

        if (value == NULL || names[i].kind >= SECTION_LETTER)
            continue;
        mark = reader_enter(reader, names[i].name);
        entries_add(reader, value, &section_shapes[names[i].kind],
                    &found[names[i].kind]);
        reader_leave(reader, mark);
    }
    section_move_projects(reader, &found[SECTION_PROJECTS],
                          &found[SECTION_WORK]);
    mark = reader_enter(reader, "meta.ssh.sections");
    section_choose_order(reader, wanted, order);
    reader_leave(reader, mark);

    sections = arena_take(reader->arena, SECTION_KINDS * sizeof(*sections));
    resume->sections = sections;
    for (size_t i = 0; i < SECTION_KINDS; i++) {
        const struct list *entries = &found[order[i]];

        if (entries->count > 0)
            sections[resume->section_count++] =
                (struct section){order[i], {entries->items, entries->count}};
    }
}
