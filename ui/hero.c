#include "hero.h"

#include <string.h>

#include "availability.h"
#include "banner.h"
#include "links.h"
#include "text.h"

#define FACTS_GAP     2 /* between the name and the facts */
#define HERO_ROWS_MAX 16

/* The hero's rows are first collected, then counted or drawn. */
struct hero_row {
    enum role role;
    const char *text; /* not NUL-terminated: LENGTH bytes */
    size_t length;
    bool cut;  /* there is more of the text */
    int width; /* columns taken on the left, by large letters too */
    const char *fact;
    enum role fact_role;
};

struct hero {
    struct hero_row rows[HERO_ROWS_MAX];
    int count;
    int name_row; /* where the large letters begin, -1 none */
    char availability[AVAILABILITY_SIZE];
};

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

/* TEXT wrapped, its first paragraph in ROLE, the others muted; what is left
 * after ROWS is missing, and the last row says so. */
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
    if (hero->count > 0 && text_wrap(&text, (size_t)columns, &length) != NULL)
        hero->rows[hero->count - 1].cut = true;
}

static void
add_name(struct hero *hero, const char *name, const struct frame *frame)
{
    int width = frame->blocks ? banner_width(name) : 0;

    if (width == 0 || width > frame->width) {
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

static void
compose(struct hero *hero, const struct resume *resume, struct date today,
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
    add_name(hero, resume->name, frame);
    if (frame->spacious)
        add_row(hero, ROLE_TEXT, "", 0);
    add_text(hero, ROLE_HEADING, resume->label, columns, 2);
    add_text(hero, ROLE_TEXT, resume->summary, columns,
             frame->spacious ? 6 : 3);

    row = add_fact(hero, row, availability_role(resume),
                   availability_text(hero->availability,
                                     sizeof(hero->availability), resume, today),
                   columns);
    row = add_fact(hero, row, ROLE_TEXT, resume->place, columns);
    row = add_fact(hero, row, ROLE_LINK, resume->email, columns);
    row = add_fact(hero, row, ROLE_TEXT, resume->phone, columns);
    add_fact(hero, row, ROLE_LINK, resume->url, columns);
}

int
hero_rows(const struct resume *resume, struct date today,
          const struct frame *frame)
{
    struct hero hero;

    compose(&hero, resume, today, frame);
    return hero.count;
}

static void
draw_text(const struct hero_row *row, int at, const struct frame *frame,
          struct canvas *canvas)
{
    int columns = frame->width - (row->cut ? 1 : 0);
    int used = canvas_put(canvas, at, frame->left, row->role, row->text,
                          row->length, columns);

    if (row->cut)
        canvas_text(canvas, at, frame->left + used, row->role, "…");
}

void
hero_draw(const struct resume *resume, struct date today,
          const struct frame *frame, struct canvas *canvas)
{
    struct hero hero;
    int end = frame->left + frame->width;

    compose(&hero, resume, today, frame);
    for (int i = 0; i < hero.count; i++) {
        const struct hero_row *row = &hero.rows[i];

        draw_text(row, frame->header_row + i, frame, canvas);
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
