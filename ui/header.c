#include "header.h"

#include <stdio.h>
#include <string.h>

#include "banner.h"
#include "links.h"
#include "text.h"

#define LINE_BELOW_ROWS 16 /* shorter windows get one line */
#define CARD_ROWS_MAX   3
#define HERO_BODY_MIN   6 /* rows of body that the hero must leave */
#define FACTS_GAP       2 /* between the name and the facts */
#define MARK_LENGTH     4 /* bytes of "● " */
#define HERO_ROWS_MAX   16

/* The hero's rows are first collected, then counted or drawn. */
struct hero_row {
    enum role role;
    const char *text; /* not NUL-terminated: LENGTH bytes */
    size_t length;
    int width; /* columns taken on the left, by large letters too */
    const char *fact;
    enum role fact_role;
};

struct hero {
    struct hero_row rows[HERO_ROWS_MAX];
    int count;
    int name_row; /* where the large letters begin, -1 none */
    char availability[256];
};

enum frame_header
header_choose(const struct frame *frame, bool hero)
{
    if (frame->rows <= FRAME_ROWS_MIN)
        return HEADER_NONE;
    if (!hero || frame->rows < LINE_BELOW_ROWS)
        return HEADER_LINE;
    return frame->compact ? HEADER_CARD : HEADER_HERO;
}

static void
add_row(struct hero *hero, enum role role, const char *text, size_t length)
{
    if (hero->count < HERO_ROWS_MAX)
        hero->rows[hero->count++] = (struct hero_row){
            .role = role,
            .text = text,
            .length = length,
            .width = (int)text_width_n(text, length),
        };
}

/* TEXT wrapped, its first paragraph in ROLE, the others muted. */
static void
add_text(struct hero *hero, enum role role, const char *text, int columns,
         int rows)
{
    size_t length;
    const char *line;

    while (rows-- > 0 &&
           (line = text_wrap(&text, (size_t)columns, &length)) != NULL) {
        add_row(hero, role, line, length);
        if (text[-1] == '\n')
            role = ROLE_MUTED;
    }
}

static void
add_name(struct hero *hero, const char *name, int columns)
{
    int width = banner_width(name);

    if (width == 0 || width > columns) {
        add_row(hero, ROLE_HEADING, name, strlen(name));
        return;
    }
    hero->name_row = hero->count;
    for (int i = 0; i < BANNER_ROWS; i++) {
        add_row(hero, ROLE_HEADING, "", 0);
        hero->rows[hero->count - 1].width = width;
    }
}

/* Beside the first row, from ROW on, that leaves room for it. */
static int
add_fact(struct hero *hero, int row, enum role role, const char *text,
         int columns)
{
    int width = (int)text_width(text);

    if (*text == '\0')
        return row;
    for (; row < hero->count; row++) {
        struct hero_row *beside = &hero->rows[row];

        if (beside->width + FACTS_GAP + width <= columns) {
            beside->fact = text;
            beside->fact_role = role;
            return row + 1;
        }
    }
    return row;
}

static const char *
availability(const struct resume *resume, char *buffer, size_t size)
{
    const struct availability *a = &resume->availability;

    if (a->status == AVAILABILITY_UNSAID || *a->label == '\0')
        return "";
    snprintf(buffer, size, "%s %s", a->status == AVAILABILITY_OPEN ? "●" : "○",
             a->label);
    return buffer;
}

static enum role
availability_role(const struct resume *resume)
{
    return resume->availability.status == AVAILABILITY_OPEN ? ROLE_AVAILABLE
                                                            : ROLE_MUTED;
}

static void
compose(struct hero *hero, const struct resume *resume,
        const struct frame *frame)
{
    int columns = frame->width;
    int row = 0;

    hero->count = 0;
    hero->name_row = -1;
    if (*resume->greeting != '\0')
        add_row(hero, ROLE_MUTED, resume->greeting, strlen(resume->greeting));
    if (*resume->greeting != '\0' && frame->spacious)
        add_row(hero, ROLE_TEXT, "", 0);
    add_name(hero, resume->name, columns);
    if (frame->spacious)
        add_row(hero, ROLE_TEXT, "", 0);
    add_text(hero, ROLE_HEADING, resume->label, columns, 2);
    add_text(hero, ROLE_TEXT, resume->summary, columns,
             frame->spacious ? 6 : 3);

    row = add_fact(
        hero, row, availability_role(resume),
        availability(resume, hero->availability, sizeof(hero->availability)),
        columns);
    row = add_fact(hero, row, ROLE_TEXT, resume->place, columns);
    row = add_fact(hero, row, ROLE_LINK, resume->email, columns);
    row = add_fact(hero, row, ROLE_TEXT, resume->phone, columns);
    add_fact(hero, row, ROLE_LINK, resume->url, columns);
}

static void
draw_hero(const struct resume *resume, const struct frame *frame,
          struct canvas *canvas)
{
    struct hero hero;
    int end = frame->left + frame->width;

    compose(&hero, resume, frame);
    for (int i = 0; i < hero.count; i++) {
        const struct hero_row *row = &hero.rows[i];

        canvas_put(canvas, frame->header_row + i, frame->left, row->role,
                   row->text, row->length, frame->width);
        if (row->fact == NULL)
            continue;
        canvas_text_right(canvas, frame->header_row + i, end, row->fact_role,
                          row->fact);
        if (row->fact_role == ROLE_LINK)
            link_mark(canvas, frame->header_row + i,
                      end - (int)text_width(row->fact),
                      (int)text_width(row->fact), row->fact);
    }
    if (hero.name_row >= 0)
        banner_draw(canvas, frame->header_row + hero.name_row, frame->left,
                    ROLE_HEADING, resume->name);
}

/* The lines of the card below the name, those that have something to say. */
static int
card_lines(const struct resume *resume, const char *lines[CARD_ROWS_MAX])
{
    int count = 0;

    lines[count++] = resume->name;
    if (*resume->label != '\0')
        lines[count++] = resume->label;
    if (*resume->place != '\0')
        lines[count++] = resume->place;
    return count;
}

/* At the right end of the header's first row: all of it, or its first word,
 * or nothing, as COLUMNS allow. Returns the columns it took. */
static int
draw_availability(const struct resume *resume, const struct frame *frame,
                  struct canvas *canvas, int columns)
{
    char text[256] = "";

    availability(resume, text, sizeof(text));
    if (*text == '\0')
        return 0;
    if ((int)text_width(text) > columns) /* "● Available" */
        text[MARK_LENGTH + strcspn(text + MARK_LENGTH, " ")] = '\0';
    if ((int)text_width(text) > columns)
        return 0;
    canvas_text_right(canvas, frame->header_row, frame->left + frame->width,
                      availability_role(resume), text);
    return (int)text_width(text) + LINE_GAP;
}

static void
draw_card(const struct resume *resume, const struct frame *frame,
          struct canvas *canvas)
{
    const char *lines[CARD_ROWS_MAX];
    int count = card_lines(resume, lines);
    int end = frame->left + frame->width;
    int used;

    for (int i = 1; i < count; i++)
        canvas_text_cut(canvas, frame->header_row + i, frame->left,
                        i == 1 ? ROLE_TEXT : ROLE_MUTED, lines[i],
                        frame->width);
    used = canvas_text_cut(canvas, frame->header_row, frame->left, ROLE_HEADING,
                           lines[0], frame->width);
    draw_availability(resume, frame, canvas, frame->width - used - FACTS_GAP);
}

static void
draw_line(const struct resume *resume, const struct frame *frame,
          struct canvas *canvas)
{
    int row = frame->header_row;
    int column = frame->left, end = frame->left + frame->width;
    int label = (int)text_width(resume->label);

    column += canvas_text_cut(canvas, row, column, ROLE_HEADING, resume->name,
                              frame->width) +
              LINE_GAP;
    end -= draw_availability(resume, frame, canvas,
                             end - column - label - LINE_GAP);
    canvas_text_cut(canvas, row, column, ROLE_MUTED, resume->label,
                    end - column);
}

int
header_rows(const struct resume *resume, const struct frame *frame,
            enum frame_header header)
{
    const char *lines[CARD_ROWS_MAX];
    struct hero hero;

    switch (header) {
    case HEADER_NONE:
        return 0;
    case HEADER_LINE:
        return 1;
    case HEADER_CARD:
        return card_lines(resume, lines);
    case HEADER_HERO:
        break;
    }
    compose(&hero, resume, frame);
    return hero.count;
}

void
header_draw(const struct resume *resume, const struct frame *frame,
            struct canvas *canvas)
{
    switch (frame->header) {
    case HEADER_NONE:
        break;
    case HEADER_LINE:
        draw_line(resume, frame, canvas);
        break;
    case HEADER_CARD:
        draw_card(resume, frame, canvas);
        break;
    case HEADER_HERO:
        draw_hero(resume, frame, canvas);
        break;
    }
}
