#include "resume/resume_meta.h"

#include <string.h>
#include <strings.h>

#include "resume/reader.h"
#include "resume/resume.h"

#define TICKER_MAX 200

static void
resume_meta_add_word(struct reader *reader, struct list *words,
                     const char *word)
{
    const char **have = words->items;

    for (size_t i = 0; i < words->count; i++)
        if (strcasecmp(have[i], word) == 0)
            return;
    if (words->count < TICKER_MAX)
        reader_add(reader, words, word);
}

/* Read the words of meta.ssh.ticker, or every skill once if it is true. */
void
resume_meta_read_ticker(struct reader *reader, json_t *value,
                        struct resume *resume)
{
    const struct section *skills = resume_section(resume, "skills");
    struct list words = {0};
    size_t mark;

    if (value == NULL || json_is_false(value))
        return;
    mark = reader_enter(reader, "meta.ssh.ticker");
    if (!json_is_true(value))
        reader_words(reader, value, &words);
    reader_leave(reader, mark);
    for (size_t i = 0;
         json_is_true(value) && skills != NULL && i < skills->entries.count;
         i++) {
        const struct entry *group = &skills->entries.items[i];

        if (group->keywords.count == 0)
            resume_meta_add_word(reader, &words, group->title);
        for (size_t j = 0; j < group->keywords.count; j++)
            resume_meta_add_word(reader, &words, group->keywords.items[j]);
    }
    resume->ticker = (struct strings){words.items, words.count};
}

/* Read meta.ssh.best, the points to show first. */
static void
resume_meta_read_best(struct reader *reader, json_t *value,
                      struct resume *resume)
{
    struct list points = {0};
    size_t mark = reader_enter(reader, "best");

    reader_points(reader, value, &points);
    reader_leave(reader, mark);
    resume->best = (struct strings){points.items, points.count};
}

static void
resume_meta_read_paper(struct reader *reader, json_t *ssh,
                       struct resume *resume)
{
    const char *paper = reader_member(reader, ssh, "paper", READ_RAW);
    size_t mark = reader_enter(reader, "paper");

    if (strcasecmp(paper, "a4") == 0 || strcasecmp(paper, "letter") == 0)
        resume->paper = paper;
    else if (*paper != '\0')
        reader_warn(reader,
                    "\"%.40s\" is neither \"a4\" nor \"letter\"; "
                    "using the paper of the country",
                    paper);
    reader_leave(reader, mark);
}

void
resume_meta_read(struct reader *reader, json_t *ssh, struct resume *resume)
{
    static const char *const keys[] = {
        "greeting", "host", "theme",  "ticker",  "sections",  "availability",
        "paper",    "best", "accent", "publish", "audiences", NULL};
    size_t mark = reader_enter(reader, "meta.ssh");

    if (ssh != NULL && !json_is_object(ssh))
        reader_warn(reader, "expected an object; left out");
    resume->greeting = reader_member(reader, ssh, "greeting", READ_LINE);
    resume->host = reader_member(reader, ssh, "host", READ_RAW);
    resume->theme = reader_member(reader, ssh, "theme", READ_RAW);
    resume->accent = reader_member(reader, ssh, "accent", READ_RAW);
    resume_meta_read_paper(reader, ssh, resume);
    resume_meta_read_best(reader, json_object_get(ssh, "best"), resume);
    reader_warn_unknown(reader, ssh, reader_is_listed, keys);
    reader_leave(reader, mark);
}
