#include "screen/large_header.h"

#include <string.h>

#include "screen/availability.h"
#include "app/banner.h"
#include "app/links.h"
#include "text/text.h"

#define FACTS_GAP     2 /* between the name and the facts */
#define HERO_ROWS_MAX 16

/* The large header's rows are first collected, then counted or drawn. */
struct large_header_row {
    enum role role;
    const char *text; /* not NUL-terminated: LENGTH bytes */
    size_t length;
    bool cut;  /* there is more of the text */
    int width; /* columns taken on the left, by large letters too */
    const char *fact;
    enum role fact_role;
};

struct large_header {
    struct large_header_row rows[HERO_ROWS_MAX];
    int count;
    int name_row; /* where the large letters begin, -1 none */
    char availability[AVAILABILITY_SIZE];
};

static void
add_row(struct large_header *large_header, enum role role, const char *text,
        size_t length)
{
    if (large_header->count < HERO_ROWS_MAX)
        large_header->rows[large_header->count++] = (struct large_header_row){
            .role = role,
            .text = text,
            .length = length,
            .width = (int)text_width_n(text, length),
        };
}

/* TEXT wrapped, its first paragraph in ROLE, the others muted; what is left
 * after ROWS is missing, and the last row says so. */
static void
add_text(struct large_header *large_header, enum role role, const char *text,
         int columns, int rows)
{
    size_t length;
    const char *line;

    while (rows-- > 0 &&
           (line = text_wrap(&text, (size_t)columns, &length)) != NULL) {
        add_row(large_header, role, line, length);
        if (text[-1] == '\n')
            role = ROLE_MUTED;
    }
    if (large_header->count > 0 &&
        text_wrap(&text, (size_t)columns, &length) != NULL)
        large_header->rows[large_header->count - 1].cut = true;
}

static void
add_name(struct large_header *large_header, const char *name,
         const struct layout *layout)
{
    int width = layout->blocks ? banner_width(name) : 0;

    if (width == 0 || width > layout->width) {
        add_row(large_header, ROLE_HEADING, name, strlen(name));
        return;
    }
    large_header->name_row = large_header->count;
    for (int i = 0; i < BANNER_ROWS; i++) {
        add_row(large_header, ROLE_HEADING, "", 0);
        large_header->rows[large_header->count - 1].width = width;
    }
}

/* Beside the first row, from ROW on, that leaves room for it. */
static int
add_fact(struct large_header *large_header, int row, enum role role,
         const char *text, int columns)
{
    int width = (int)text_width(text);

    if (*text == '\0')
        return row;
    for (; row < large_header->count; row++) {
        struct large_header_row *beside = &large_header->rows[row];

        if (beside->width + FACTS_GAP + width <= columns) {
            beside->fact = text;
            beside->fact_role = role;
            return row + 1;
        }
    }
    return row;
}

static void
compose(struct large_header *large_header, const struct resume *resume,
        struct date today, const struct layout *layout)
{
    int columns = layout->width;
    int row = 0;

    large_header->count = 0;
    large_header->name_row = -1;
    if (*resume->greeting != '\0')
        add_row(large_header, ROLE_MUTED, resume->greeting,
                strlen(resume->greeting));
    if (*resume->greeting != '\0' && layout->spacious)
        add_row(large_header, ROLE_TEXT, "", 0);
    add_name(large_header, resume->name, layout);
    if (layout->spacious)
        add_row(large_header, ROLE_TEXT, "", 0);
    add_text(large_header, ROLE_HEADING, resume->label, columns, 2);
    add_text(large_header, ROLE_TEXT, resume->summary, columns,
             layout->spacious ? 6 : 3);

    row = add_fact(large_header, row, availability_role(resume),
                   availability_text(large_header->availability,
                                     sizeof(large_header->availability), resume,
                                     today),
                   columns);
    row = add_fact(large_header, row, ROLE_TEXT, resume->place, columns);
    row = add_fact(large_header, row, ROLE_LINK, resume->email, columns);
    row = add_fact(large_header, row, ROLE_TEXT, resume->phone, columns);
    add_fact(large_header, row, ROLE_LINK, resume->url, columns);
}

int
large_header_rows(const struct resume *resume, struct date today,
                  const struct layout *layout)
{
    struct large_header large_header;

    compose(&large_header, resume, today, layout);
    return large_header.count;
}

static void
draw_text(const struct large_header_row *row, int at,
          const struct layout *layout, struct canvas *canvas)
{
    int columns = layout->width - (row->cut ? 1 : 0);
    int used = canvas_put(canvas, at, layout->left, row->role, row->text,
                          row->length, columns);

    if (row->cut)
        canvas_text(canvas, at, layout->left + used, row->role, "…");
}

void
large_header_draw(const struct resume *resume, struct date today,
                  const struct layout *layout, struct canvas *canvas)
{
    struct large_header large_header;
    int end = layout->left + layout->width;

    compose(&large_header, resume, today, layout);
    for (int i = 0; i < large_header.count; i++) {
        const struct large_header_row *row = &large_header.rows[i];

        draw_text(row, layout->header_row + i, layout, canvas);
        if (row->fact == NULL)
            continue;
        canvas_text_right(canvas, layout->header_row + i, end, row->fact_role,
                          row->fact);
        if (row->fact_role == ROLE_LINK)
            link_mark(canvas, layout->header_row + i,
                      end - (int)text_width(row->fact),
                      (int)text_width(row->fact), row->fact);
    }
    if (large_header.name_row >= 0)
        banner_draw(canvas, layout->header_row + large_header.name_row,
                    layout->left, ROLE_HEADING, resume->name);
}
