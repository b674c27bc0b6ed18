#include "screen/large_header.h"

#include "screen/availability.h"
#include "screen/banner.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define FACTS_GAP             2 /* between the name and the facts */
#define LARGE_HEADER_ROWS_MAX 16

/* The rows are collected first, then counted or drawn. */
struct large_header_row {
    enum role role;
    const char *text; /* not NUL-terminated: LENGTH bytes */
    size_t length;
    int width; /* columns used at the left, including large letters */
    const char *fact;
    enum role fact_role;
};

struct large_header {
    struct large_header_row rows[LARGE_HEADER_ROWS_MAX];
    int count;
    int name_row; /* the first row of the large letters, or -1 */
    char availability[AVAILABILITY_SIZE], details[AVAILABILITY_SIZE];
};

static void
large_header_add_row(struct large_header *header, enum role role,
                     const char *text, size_t length)
{
    if (header->count < LARGE_HEADER_ROWS_MAX)
        header->rows[header->count++] = (struct large_header_row){
            .role = role,
            .text = text,
            .length = length,
            .width = (int)text_width_n(text, length),
        };
}

/* Add all of TEXT, wrapped. */
static void
large_header_add_text(struct large_header *header, enum role role,
                      const char *text, int columns)
{
    size_t length;
    const char *line;

    while ((line = text_wrap(&text, (size_t)columns, &length)) != NULL)
        large_header_add_row(header, role, line, length);
}

static void
large_header_add_name(struct large_header *header, const char *name,
                      const struct layout *layout)
{
    int width = layout->blocks ? banner_width(name) : 0;

    if (width == 0 || width > layout->width) {
        large_header_add_text(header, ROLE_HEADING, name, layout->width);
        return;
    }
    header->name_row = header->count;
    for (int i = 0; i < BANNER_ROWS; i++) {
        large_header_add_row(header, ROLE_HEADING, "", 0);
        header->rows[header->count - 1].width = width;
    }
}

/* Add a fact at the right of the first row that has room for it, or else at the
 * left of a new row. */
static void
large_header_add_fact(struct large_header *header, enum role role,
                      const char *text, int columns)
{
    int width = (int)text_width(text);

    if (*text == '\0')
        return;
    for (int row = 0; row < header->count; row++) {
        struct large_header_row *beside = &header->rows[row];

        if (beside->fact == NULL &&
            beside->width + FACTS_GAP + width <= columns) {
            beside->fact = text;
            beside->fact_role = role;
            return;
        }
    }
    large_header_add_text(header, role, text, columns);
}

static void
large_header_compose(struct large_header *header, const struct resume *resume,
                     struct date today, const struct layout *layout)
{
    int columns = layout->width;

    *header = (struct large_header){.name_row = -1};
    if (*resume->greeting != '\0')
        large_header_add_text(header, ROLE_MUTED, resume->greeting, columns);
    if (*resume->greeting != '\0' && layout->spacious)
        large_header_add_row(header, ROLE_TEXT, "", 0);
    large_header_add_name(header, resume->name, layout);
    if (layout->spacious)
        large_header_add_row(header, ROLE_TEXT, "", 0);
    large_header_add_text(header, ROLE_STRONG, resume->label, columns);

    availability_text(header->availability, sizeof(header->availability),
                      resume, today);
    availability_details(header->details, sizeof(header->details), resume,
                         today);
    large_header_add_fact(header, availability_role(resume),
                          header->availability, columns);
    large_header_add_fact(header, ROLE_MUTED, header->details, columns);
    large_header_add_fact(header, ROLE_MUTED, resume->place, columns);
}

int
large_header_rows(const struct resume *resume, struct date today,
                  const struct layout *layout)
{
    struct large_header header;

    large_header_compose(&header, resume, today, layout);
    return header.count;
}

void
large_header_draw(const struct resume *resume, struct date today,
                  const struct layout *layout, struct canvas *canvas)
{
    struct large_header header;
    int end = layout->left + layout->width;

    large_header_compose(&header, resume, today, layout);
    for (int i = 0; i < header.count; i++) {
        const struct large_header_row *row = &header.rows[i];
        int at = layout->header_row + i;

        canvas_put(canvas, at, layout->left, row->role, row->text, row->length,
                   layout->width);
        if (row->fact != NULL)
            canvas_text_right(canvas, at, end, row->fact_role, row->fact);
    }
    if (header.name_row >= 0)
        banner_draw(canvas, layout->header_row + header.name_row, layout->left,
                    resume->name);
    canvas->cursor_row = layout->header_row;
    canvas->cursor_column = layout->left;
}
