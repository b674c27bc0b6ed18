#include "screen/contactbox.h"

#include <stdio.h>
#include <string.h>

#include "screen/box.h"
#include "screen/contact_lines.h"
#include "screen/qr.h"
#include "sshd/base/clamp.h"
#include "text/text_wrap.h"

#define COLUMNS_MAX 76 /* of the text */
#define GAP         3  /* between the text and the QR code */
#define HINT_ROWS   2  /* below the code: its label, and the hint for others */

/* The layout of the page for the window. */
struct contactbox_fit {
    int columns, rows; /* inside the box */
    int text_columns;
    int text_rows;   /* all rows; more than `rows` if the page scrolls */
    QRcode *code;    /* NULL: no code is shown */
    bool code_only;  /* codes fit instead of the text, not beside it */
    bool shows_text; /* false while a code is in its place */
    size_t code_count;
    struct link_code codes[LINK_CODES_MAX];
};

static int
contactbox_rows(const struct contact *contact, int columns)
{
    int rows = 0;

    for (int i = 0; i < contact->count; i++)
        rows += text_rows(
            contact->lines[i].text,
            contact_line_columns(contact, &contact->lines[i], columns));
    return rows;
}

/* Returns the columns inside a box in the window. */
static int
contactbox_columns_max(const struct app *app)
{
    return app->layout.columns - 2 * BOX_BORDER;
}

/* Whether the terminal can draw a code: dark on light, two modules a cell. */
static bool
contactbox_can_draw_codes(const struct app *app)
{
    return app->charset == CHARSET_UNICODE &&
           app->theme->roles[ROLE_QR].foreground >= 0;
}

static int
contactbox_rows_max(const struct app *app)
{
    return app->layout.rows - BOX_ROWS;
}

static bool
contactbox_code_fits(const struct app *app, const QRcode *code,
                     int text_columns)
{
    int columns = qr_columns(code) + (text_columns > 0 ? GAP : 0);

    return columns + text_columns <= contactbox_columns_max(app) &&
           qr_rows(code) + HINT_ROWS <= contactbox_rows_max(app);
}

/* Drop codes that do not fit beside TEXT_COLUMNS of text. */
static void
contactbox_keep_fitting(struct contactbox_fit *fit, const struct app *app,
                        int text_columns)
{
    size_t count = 0;

    for (size_t i = 0; i < fit->code_count; i++) {
        QRcode *code = qr_encode(fit->codes[i].text);

        if (code != NULL && contactbox_code_fits(app, code, text_columns))
            fit->codes[count++] = fit->codes[i];
        QRcode_free(code);
    }
    fit->code_count = count;
}

/* Choose the code to show: beside the text if it fits there, else instead of
 * the text on the visitor's request. */
static void
contactbox_choose_code(struct contactbox_fit *fit, const struct app *app,
                       int needed)
{
    size_t shown = app->contact.code;

    if (!contactbox_can_draw_codes(app))
        return;
    fit->code_count = links_codes(app->resume, fit->codes);
    contactbox_keep_fitting(fit, app, needed);
    if (fit->code_count == 0) {
        fit->code_count = links_codes(app->resume, fit->codes);
        contactbox_keep_fitting(fit, app, 0);
        fit->code_only = fit->code_count > 0;
        if (shown == 0 || fit->code_count == 0)
            return;
        shown--;
    }
    fit->code = qr_encode(fit->codes[shown % fit->code_count].text);
}

static void
contactbox_measure(struct contactbox_fit *fit, const struct contact *contact,
                   const struct app *app)
{
    int needed = contact_width(contact), most = contactbox_columns_max(app);

    *fit = (struct contactbox_fit){0};
    needed = clamp_most(needed, COLUMNS_MAX);
    contactbox_choose_code(fit, app, needed);
    fit->text_columns = clamp_most(needed, most);
    fit->columns = fit->text_columns;
    fit->text_rows = fit->rows = contactbox_rows(contact, fit->text_columns);
    if (fit->code != NULL) {
        int rows = qr_rows(fit->code) + HINT_ROWS;

        fit->columns = fit->code_only
                           ? qr_columns(fit->code)
                           : fit->columns + GAP + qr_columns(fit->code);
        if (fit->code_only || rows > fit->rows)
            fit->rows = rows;
    }
    fit->rows = clamp_most(fit->rows, contactbox_rows_max(app));
    fit->shows_text = fit->code == NULL || !fit->code_only;
}

/* Returns the layout of the page, without its code. */
static struct contactbox_fit
contactbox_fit(const struct app *app)
{
    struct contact contact;
    struct contactbox_fit fit;

    contact_compose(&contact, app, contactbox_columns_max(app));
    contactbox_measure(&fit, &contact, app);
    QRcode_free(fit.code);
    fit.code = NULL;
    return fit;
}

static void
contactbox_draw_key(const struct contact *contact, struct canvas *canvas,
                    int row, int end, char key)
{
    const char name[2] = {key, '\0'};
    int column = end - contact->key_width + 2;

    canvas_text(canvas, row, column, ROLE_HINT, name);
    canvas_text(canvas, row, column + 2, ROLE_MUTED, contact->copy);
}

/* Draw the visible rows of LINE. *AT is the page's row that LINE begins in, and
 * is advanced. */
static void
contactbox_draw_line(const struct app *app, const struct contact *contact,
                     const struct contact_line *line, struct canvas *canvas,
                     const struct area *text, int *at)
{
    int columns = contact_line_columns(contact, line, text->columns);
    const char *rest = line->text, *part;
    bool first = true;
    size_t length;

    while ((part = text_wrap(&rest, (size_t)columns, &length)) != NULL) {
        int row = text->row + *at - app->contact.scroll;

        (*at)++;
        if (row >= text->row && row < text->row + text->rows) {
            int column = text->column + line->indent;
            int used = canvas_put(canvas, row, column, line->role, part, length,
                                  columns);

            if (line->link || line->key == 'y')
                link_mark(canvas, row, column, used, line->text);
            if (first && line->key != 0)
                contactbox_draw_key(contact, canvas, row,
                                    text->column + text->columns, line->key);
        }
        first = false;
    }
}

/* Draw the code, its label, and the hint for other codes. */
static void
contactbox_draw_code(const struct app *app, const struct contactbox_fit *fit,
                     struct canvas *canvas, const struct area *inside)
{
    size_t shown = app->contact.code - (fit->code_only ? 1 : 0);
    const struct link_code *code = &fit->codes[shown % fit->code_count];
    int column = inside->column + inside->columns - qr_columns(fit->code);
    int row = inside->row + qr_rows(fit->code);

    qr_draw(canvas, inside->row, column, fit->code);
    if (fit->code_count > 1 || fit->code_only) {
        canvas_text(canvas, row, column, ROLE_HINT, "←→");
        column += 3;
    }
    column += canvas_text(canvas, row, column, ROLE_MUTED,
                          language_word(app->language, WORD_QR_CODE));
    column += canvas_text(canvas, row, column, ROLE_MUTED, ": ");
    canvas_text(canvas, row, column, ROLE_TEXT,
                language_word(app->language, code->label));
    if (code->label == WORD_QR_CONTACT)
        return;
    canvas_text_cut(canvas, row + 1,
                    inside->column + inside->columns - qr_columns(fit->code),
                    ROLE_MUTED, code->text, qr_columns(fit->code));
}

static bool
contactbox_scrolls_on(const struct app *app, const struct contactbox_fit *fit)
{
    return fit->shows_text && app->contact.scroll + fit->rows < fit->text_rows;
}

/* Draw the lower edge: the keys of the page, or the status line at the end of
 * the résumé, where the footer keeps the keys that lead on. */
static void
contactbox_draw_footer(const struct app *app, const struct contactbox_fit *fit,
                       struct canvas *canvas, const struct area *inside)
{
    const struct language *language = app->language;
    int end = inside->column + inside->columns;
    char hint[CONTACT_COMMAND_SIZE];

    if (app->contact.at_end && *app->status.text != '\0') {
        snprintf(hint, sizeof(hint), " %s ", app->status.text);
        canvas_text_cut(canvas, inside->row + inside->rows, inside->column,
                        ROLE_HINT, hint, inside->columns);
        return;
    }
    if (contactbox_scrolls_on(app, fit)) {
        snprintf(hint, sizeof(hint), "%s %s",
                 language_word(language, WORD_KEY_SPACE),
                 language_word(language, WORD_CONTACT_SCROLL));
        end = box_footer(canvas, inside, end, ROLE_HINT, hint);
    } else if (!app->contact.at_end) {
        end = box_footer(canvas, inside, end, ROLE_MUTED,
                         language_word(language, WORD_CONTACT_CLOSE));
    }
    if (fit->code == NULL && fit->code_only) {
        snprintf(hint, sizeof(hint), "→ %s",
                 language_word(language, WORD_QR_CODE));
        box_footer(canvas, inside, end - 1, ROLE_HINT, hint);
    }
}

/* Blank the rows of the box on both sides of it, such as the rest of the tabs:
 * the last page does not lie over another. */
static void
contactbox_clear_sides(struct canvas *canvas, const struct area *inside)
{
    int row = inside->row - 1, rows = inside->rows + 2;
    int left = inside->column - BOX_BORDER;
    int right = inside->column + inside->columns + BOX_BORDER;

    canvas_blank(canvas, row, 0, rows, left);
    canvas_blank(canvas, row, right, rows, canvas->columns - right);
}

void
contactbox_draw(const struct app *app, struct canvas *canvas)
{
    struct contact contact;
    struct contactbox_fit fit;
    struct area inside, text;
    int at = 0;

    contact_compose(&contact, app, contactbox_columns_max(app));
    contactbox_measure(&fit, &contact, app);
    inside = box_draw(canvas, fit.columns, fit.rows,
                      language_word(app->language, WORD_CONTACT_TITLE));
    if (app->contact.at_end)
        contactbox_clear_sides(canvas, &inside);
    text = inside;
    text.columns = clamp_most(text.columns, fit.text_columns);
    for (int i = 0; i < contact.count && fit.shows_text; i++)
        contactbox_draw_line(app, &contact, &contact.lines[i], canvas, &text,
                             &at);
    if (fit.code != NULL)
        contactbox_draw_code(app, &fit, canvas, &inside);
    contactbox_draw_footer(app, &fit, canvas, &inside);
    QRcode_free(fit.code);
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}

bool
contactbox_has_more(const struct app *app)
{
    struct contactbox_fit fit = contactbox_fit(app);

    return contactbox_scrolls_on(app, &fit);
}

int
contactbox_page(const struct app *app)
{
    return clamp_least(contactbox_rows_max(app) - 2, 1);
}

bool
contactbox_scroll(struct app *app, int rows)
{
    struct contactbox_fit fit = contactbox_fit(app);
    int last = fit.text_rows - fit.rows;
    int before = app->contact.scroll;

    if (!fit.shows_text)
        return false;
    app->contact.scroll = clamp_between(before + rows, 0, last);
    return app->contact.scroll != before;
}

/* Returns the number of codes to step through; the text counts if a code
 * replaces it. */
static size_t
contactbox_code_count(const struct app *app)
{
    struct contactbox_fit fit = contactbox_fit(app);

    return fit.code_count + (fit.code_only ? 1 : 0);
}

bool
contactbox_has_codes(const struct app *app)
{
    return contactbox_code_count(app) > 1;
}

bool
contactbox_step_code(struct app *app, int step)
{
    size_t count = contactbox_code_count(app);

    if (count < 2)
        return false;
    app->contact.code = (app->contact.code + count + (size_t)step) % count;
    return true;
}

bool
contactbox_command(const struct app *app, char key, char *out, size_t size)
{
    struct contact contact;

    contact_compose(&contact, app, contactbox_columns_max(app));
    for (int i = 0; i < contact.count; i++)
        if (contact.lines[i].key == key) {
            snprintf(out, size, "%s", contact.lines[i].text);
            return true;
        }
    return false;
}
