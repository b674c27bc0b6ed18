#include "resume/reader.h"

#include <string.h>

#include "sshd/base/array.h"

void
reader_add(struct reader *reader, struct list *list, const char *text)
{
    if (*text != '\0')
        *(const char **)list_add(reader->arena, list, sizeof(text)) = text;
}

/* The length of TEXT up to SEPARATOR outside of brackets: "Java (8, 11)" is one
 * word. No bracket is closed after CLOSING. */
static size_t
reader_list_word_length(const char *text, char separator, const char *closing)
{
    size_t length = 0;
    int depth = 0;

    while (text[length] != '\0' && (text[length] != separator || depth > 0)) {
        if (text[length] == '(' && text + length < closing)
            depth++;
        if (text[length] == ')' && depth > 0)
            depth--;
        length++;
    }
    return length;
}

static void
reader_list_split_words(struct reader *reader, const char *text,
                        struct list *words)
{
    char separator = strchr(text, ';') != NULL ? ';' : ',';
    const char *last = strrchr(text, ')');
    const char *closing = last != NULL ? last : text;

    while (*text != '\0') {
        size_t length = reader_list_word_length(text, separator, closing);

        reader_add(reader, words,
                   reader_clean(reader, text, length, READ_LINE));
        text += length;
        text += *text != '\0';
    }
}

/* Format {"name": "libssh", "level": "expert"} as "libssh (expert)". Returns
 * NULL if ITEM is not such an object. */
static const char *
reader_list_levelled_word(struct reader *reader, json_t *item)
{
    static const char *const names[] = {"name", "title", "keyword", "skill"};
    static const char *const levels[] = {"level", "proficiency", "rating"};
    const char *name = "", *level = "";

    for (size_t i = 0; *name == '\0' && i < COUNT(names); i++)
        name = reader_member(reader, item, names[i], READ_LINE);
    for (size_t i = 0; *level == '\0' && i < COUNT(levels); i++)
        level = reader_member(reader, item, levels[i], READ_LINE);
    if (*name == '\0')
        return NULL;
    if (*level == '\0')
        return name;
    return reader_join(reader, reader_join(reader, name, " (", level), "", ")");
}

/* Add each member of OBJECT, {"C": 5, "tools": ["git", "make"]}: a number is
 * the level of its key. */
static void
reader_list_words_of_object(struct reader *reader, json_t *object,
                            struct list *words)
{
    const char *word = reader_list_levelled_word(reader, object), *name;
    json_t *member;

    if (word != NULL) {
        reader_add(reader, words, word);
        return;
    }
    reader_warn(reader, "expected a list, found an object; each member is "
                        "shown");
    json_object_foreach (object, name, member) {
        size_t mark = reader_enter(reader, name);

        word = reader_clean(reader, name, strlen(name), READ_LINE);
        if (json_is_number(member)) {
            word = reader_join(reader, word, " (",
                               reader_text(reader, member, READ_LINE));
            reader_add(reader, words, reader_join(reader, word, "", ")"));
        } else if (json_is_true(member)) {
            reader_add(reader, words, word);
        } else if (json_is_array(member)) {
            reader_words(reader, member, words);
        } else {
            reader_add(reader, words, reader_text(reader, member, READ_LINE));
        }
        reader_leave(reader, mark);
    }
}

static const char *
reader_list_word_text(struct reader *reader, json_t *item)
{
    const char *word =
        json_is_object(item) ? reader_list_levelled_word(reader, item) : NULL;

    return word != NULL ? word : reader_text(reader, item, READ_LINE);
}

void
reader_words(struct reader *reader, json_t *value, struct list *words)
{
    json_t *item;
    size_t i;

    if (json_is_string(value)) {
        if (json_string_length(value) > 0)
            reader_warn(reader, "expected a list, found text; split at commas");
        reader_list_split_words(reader, reader_text(reader, value, READ_RAW),
                                words);
    } else if (json_is_array(value)) {
        json_array_foreach (value, i, item) {
            size_t mark = reader_enter_item(reader, i);

            if (json_is_array(item)) {
                reader_warn(reader, "a list inside a list; shown as one list");
                reader_words(reader, item, words);
            } else {
                reader_add(reader, words, reader_list_word_text(reader, item));
            }
            reader_leave(reader, mark);
        }
    } else if (json_is_object(value)) {
        reader_list_words_of_object(reader, value, words);
    } else {
        reader_add(reader, words, reader_text(reader, value, READ_LINE));
    }
}

void
reader_points(struct reader *reader, json_t *value, struct list *points)
{
    json_t *item;
    size_t i;

    if (json_is_array(value))
        json_array_foreach (value, i, item) {
            size_t inner = reader_enter_item(reader, i);

            if (points->count >= RESUME_BEST_MAX)
                reader_warn(reader, "only the first %d are shown",
                            RESUME_BEST_MAX);
            else
                reader_add(reader, points,
                           reader_text(reader, item, READ_LINE));
            reader_leave(reader, inner);
        }
    else if (value != NULL)
        reader_add(reader, points, reader_text(reader, value, READ_LINE));
}

const char *
reader_skip_bullet(const char *text)
{
    /* The last two are those of Word's font for symbols. */
    static const char *const bullets[] = {
        "•", "●", "○", "◦", "‣", "⁃", "∙", "▪", "▫", "■",      "□",
        "▹", "▸", "►", "▶", "➢", "➤", "◆", "◇", "·", "\uF0B7", "\uF0A7"};

    for (size_t i = 0; i < COUNT(bullets); i++)
        if (strncmp(text, bullets[i], strlen(bullets[i])) == 0)
            return text + strlen(bullets[i]);
    return text;
}

const char *
reader_mark_points(struct reader *reader, const char *text)
{
    char *copy = arena_reserve(reader->arena, strlen(text) * 2 + 1),
         *out = copy;
    bool found = false;

    for (bool begins = true; *text != '\0';) {
        const char *line = text + strspn(text, " \t");
        const char *after = begins ? reader_skip_bullet(line) : line;
        size_t blank = strspn(after, " \t\u00A0");

        if (after != line && blank > 0 &&
            strchr("\r\n", after[blank]) == NULL) {
            out = stpcpy(out, "- ");
            text = after + blank;
            found = true;
        }
        begins = *text == '\n';
        *out++ = *text++;
    }
    *out = '\0';
    if (found)
        arena_keep(reader->arena, (size_t)(out - copy) + 1);
    return found ? copy : NULL;
}
