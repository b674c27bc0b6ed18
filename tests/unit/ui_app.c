#include "ui_app.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "resume/resume.h"
#include "resume/resume_load.h"
#include "screen/screen.h"
#include "sshd/base/error.h"
#include "text/codepoint.h"

#define MARK "▌"

static void
look(struct visitor *visitor)
{
    app_search(&visitor->app);
    screen_draw(&visitor->app, &visitor->canvas);
}

void
visitor_start(struct visitor *visitor, const char *json, int columns, int rows)
{
    visitor_open(visitor, json, columns, rows);
    visitor_type(visitor, "1");
}

void
visitor_open(struct visitor *visitor, const char *json, int columns, int rows)
{
    const struct app_settings settings = {
        .theme = theme_find("mono"),
        .today = {2026, 1, 31},
    };
    struct error error;

    *visitor = (struct visitor){0};
    visitor->resume = json == NULL
                          ? resume_load(RESUME_FILE, NULL, &error)
                          : resume_parse(json, strlen(json), NULL, &error);
    if (visitor->resume == NULL)
        fail_msg("%s", error.text);
    assert_int_equal(app_init(&visitor->app, visitor->resume, &settings), 0);
    app_tick(&visitor->app, 1000);
    app_note_activity(&visitor->app);
    visitor_resize(visitor, columns, rows);
}

void
visitor_stop(struct visitor *visitor)
{
    app_fini(&visitor->app);
    canvas_fini(&visitor->canvas);
    resume_free(visitor->resume);
}

int
visitor_tear_down(void **state)
{
    visitor_stop(*state);
    return 0;
}

void
visitor_type(struct visitor *visitor, const char *keys)
{
    struct key_event event;

    visitor->input.now += INPUT_SEQUENCE_MS; /* since the last key */
    for (; *keys != '\0'; keys++) {
        if (!input_byte(&visitor->input, (unsigned char)*keys, &event))
            continue;
        dispatch(&visitor->app, &visitor->pointer, &visitor->canvas, &event);
        look(visitor);
    }
    visitor->input.now += INPUT_ESCAPE_MS;
    if (input_expire(&visitor->input, &event))
        dispatch(&visitor->app, &visitor->pointer, &visitor->canvas, &event);
    look(visitor);
}

void
visitor_resize(struct visitor *visitor, int columns, int rows)
{
    assert_int_equal(canvas_resize(&visitor->canvas, columns, rows), 0);
    app_resize(&visitor->app, columns, rows);
    look(visitor);
}

void
visitor_click(struct visitor *visitor, int row, int column)
{
    struct key_event event = {.key = KEY_MOUSE};

    event.mouse.row = row;
    event.mouse.column = column;
    dispatch(&visitor->app, &visitor->pointer, &visitor->canvas, &event);
    event.mouse.release = true;
    dispatch(&visitor->app, &visitor->pointer, &visitor->canvas, &event);
    look(visitor);
}

bool
visitor_wait(struct visitor *visitor, int milliseconds)
{
    bool changed = app_tick(&visitor->app, visitor->app.now + milliseconds);

    look(visitor);
    return changed;
}

static size_t
write_row(const struct canvas *canvas, int row, char *text, size_t size)
{
    size_t length = 0, end = 0;

    for (int column = 0; column < canvas->columns; column++) {
        const struct cell *cell = canvas_cell(canvas, row, column);

        for (int i = 0; i < 3 && cell->text[i] != 0; i++)
            length += codepoint_encode(text + length, size - length - 2,
                                       cell->text[i]);
        if (cell->text[0] != U' ')
            end = length;
    }
    text[end] = '\0';
    return end;
}

const char *
visitor_row(struct visitor *visitor, int row)
{
    static char text[CANVAS_COLUMNS_MAX * 12];

    write_row(&visitor->canvas, row, text, sizeof(text));
    return text;
}

const char *
visitor_screen(struct visitor *visitor)
{
    static char text[CANVAS_ROWS_MAX * CANVAS_COLUMNS_MAX * 12];
    size_t length = 0;

    for (int row = 0; row < visitor->canvas.rows; row++) {
        length += write_row(&visitor->canvas, row, text + length,
                            sizeof(text) - length);
        text[length++] = '\n';
    }
    text[length] = '\0';
    return text;
}

void
assert_sees(struct visitor *visitor, const char *text)
{
    const char *screen = visitor_screen(visitor);

    if (strstr(screen, text) == NULL)
        fail_msg("no \"%s\" on\n%s", text, screen);
}

void
assert_sees_not(struct visitor *visitor, const char *text)
{
    const char *screen = visitor_screen(visitor);

    if (strstr(screen, text) != NULL)
        fail_msg("\"%s\" on\n%s", text, screen);
}

/* The column of the cell that BYTES of a row's text lead to. */
static int
column_after(const struct canvas *canvas, int row, size_t bytes)
{
    int column = 0;

    for (size_t length = 0; length < bytes; column++) {
        const struct cell *cell = canvas_cell(canvas, row, column);
        char utf8[8];

        for (int i = 0; i < 3 && cell->text[i] != 0; i++)
            length += codepoint_encode(utf8, sizeof(utf8), cell->text[i]);
    }
    return column;
}

void
visitor_find(struct visitor *visitor, const char *text, int *row, int *column)
{
    for (*row = 0; *row < visitor->canvas.rows; ++*row) {
        const char *line = visitor_row(visitor, *row);
        const char *found = strstr(line, text);

        if (found != NULL) {
            *column =
                column_after(&visitor->canvas, *row, (size_t)(found - line));
            return;
        }
    }
    fail_msg("no \"%s\" on\n%s", text, visitor_screen(visitor));
}

const char *
visitor_focus(struct visitor *visitor)
{
    const struct view *view = app_view(&visitor->app);
    const struct item *item;

    if (view->item_count == 0 || view->focus < 0)
        return "";
    item = &view->items[view->focus];
    if (item->tag != NULL)
        return item->tag;
    return *item->entry->org != '\0' ? item->entry->org : item->entry->title;
}

/* Whether NAME stands in LINE right after a mark, or its fold mark does. */
static bool
is_marked(const char *line, const char *name)
{
    while ((line = strstr(line, MARK)) != NULL) {
        line += strlen(MARK);
        line += strspn(line, " ▼►•");
        if (strncmp(line, name, strlen(name)) == 0)
            return true;
    }
    return false;
}

void
assert_focus(struct visitor *visitor, const char *name)
{
    assert_string_equal(visitor_focus(visitor), name);
    for (int row = 0; row < visitor->canvas.rows; row++)
        if (is_marked(visitor_row(visitor, row), name))
            return;
    fail_msg("no mark beside \"%s\" on\n%s", name, visitor_screen(visitor));
}
