#include "screen/contactbox.h"

#include <stdio.h>
#include <string.h>

#include "screen/box.h"
#include "screen/qr.h"
#include "text/text.h"

#define COLUMNS_MAX  76 /* of the text */
#define COMMAND_SIZE 320
#define LINES_MAX    40
#define INDENT       2 /* of a command below its heading */
#define GAP          3 /* between the text and the QR code */
#define HINT_ROWS    2 /* below the code: what it is, how to see others */

/* A paragraph of the page. */
struct contact_line {
    const char *text;
    enum role role;
    int indent;
    char key; /* that copies it, or 0 */
    bool link;
};

struct contact {
    struct contact_line lines[LINES_MAX];
    int count;
    const char *copy; /* the word after a key that copies; "" no room */
    int key_width;    /* columns of both at the right, with a gap */
    char scp_pdf[COMMAND_SIZE], scp_all[COMMAND_SIZE], text[COMMAND_SIZE];
    char others[COMMAND_SIZE];
};

/* How the page fits into the window. */
struct contact_fit {
    int columns, rows; /* inside the box */
    int text_columns;
    int text_rows;  /* all of them, more than `rows` where it scrolls */
    QRcode *code;   /* NULL: none is shown */
    bool code_only; /* it is shown instead of the text */
    size_t code_count;
    struct link_code codes[LINK_CODES_MAX];
};

static struct contact_line *
contact_add(struct contact *contact, enum role role, const char *text)
{
    static struct contact_line dropped;
    struct contact_line *line =
        contact->count < LINES_MAX ? &contact->lines[contact->count] : &dropped;

    *line = (struct contact_line){.text = text, .role = role};
    if (*text != '\0' && line != &dropped)
        contact->count++;
    return line;
}

static void
contact_add_blank(struct contact *contact)
{
    if (contact->count > 0)
        contact_add(contact, ROLE_TEXT, " ");
}

static void
contact_add_command(struct contact *contact, const char *command, char key)
{
    struct contact_line *line = contact_add(contact, ROLE_ACCENT, command);

    line->indent = INDENT;
    line->key = key;
}

static void
contact_add_person(struct contact *contact, const struct resume *resume)
{
    contact_add(contact, ROLE_HEADING, resume->name);
    contact_add(contact, ROLE_LINK, resume->email)->key = 'y';
    contact_add(contact, ROLE_TEXT, resume->phone)->key = 'Y';
    contact_add(contact, ROLE_LINK, resume->url)->link = true;
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];

        if (*profile->url != '\0') {
            contact_add(contact, ROLE_LINK, profile->url)->link = true;
        } else if (*profile->username != '\0') {
            contact_add(contact, ROLE_MUTED, profile->network);
            contact_add(contact, ROLE_TEXT, profile->username)->indent = INDENT;
        }
    }
    contact_add(contact, ROLE_MUTED, resume->place);
}

static bool
contact_is_pdf(const char *name)
{
    return strcmp(name, "resume.pdf") == 0;
}

/* "resume.txt .html .md": the files besides the PDF. */
static size_t
contact_name_others(const struct source_files *files, char *out, size_t size)
{
    size_t count = 0, length = 0;

    *out = '\0';
    for (size_t i = 0; i < files->count && length < size; i++) {
        const char *name = files->names[i];

        if (contact_is_pdf(name))
            continue;
        length +=
            (size_t)snprintf(out + length, size - length, "%s%s",
                             count == 0 ? "resume" : " ", strrchr(name, '.'));
        count++;
    }
    return count;
}

/* scp comes first: it works in every shell, while a redirection spoils binary
 * files in PowerShell before 7.4, and so is never shown for one. */
static void
contact_add_files(struct contact *contact, const struct app *app)
{
    const struct language *language = app->language;
    const char *host = links_host(app->resume);
    char names[COMMAND_SIZE];
    bool pdf = false;

    for (size_t i = 0; i < app->files.count; i++)
        pdf = pdf || contact_is_pdf(app->files.names[i]);
    if (pdf) {
        contact_add(contact, ROLE_MUTED,
                    language_word(language, WORD_CONTACT_PDF));
        snprintf(contact->scp_pdf, COMMAND_SIZE, "scp %s:resume.pdf .", host);
        contact_add_command(contact, contact->scp_pdf, '1');
        contact_add_blank(contact);
    }
    if (contact_name_others(&app->files, names, sizeof(names)) > 0) {
        language_format(contact->others, COMMAND_SIZE, language,
                        WORD_CONTACT_ALL, names);
        contact_add(contact, ROLE_MUTED, contact->others);
        snprintf(contact->scp_all, COMMAND_SIZE, "scp \"%s:resume.*\" .", host);
        contact_add_command(contact, contact->scp_all, '2');
        contact_add_blank(contact);
    }
    contact_add(contact, ROLE_MUTED,
                language_word(language, WORD_CONTACT_TEXT));
    snprintf(contact->text, COMMAND_SIZE, "ssh %s text", host);
    contact_add_command(contact, contact->text, 0);
    if (*app->resume->host == '\0')
        contact_add(contact, ROLE_MUTED,
                    language_word(language, WORD_CONTACT_HOST));
}

/* Columns that the text needs so that no line of it wraps. */
static int
contact_width(const struct contact *contact)
{
    int most = 0;

    for (int i = 0; i < contact->count; i++) {
        const struct contact_line *line = &contact->lines[i];
        int width = line->indent + (int)text_width(line->text) +
                    (line->key != 0 ? contact->key_width : 0);

        most = width > most ? width : most;
    }
    return most;
}

/* Room inside a box in the window. */
static int
contact_columns_max(const struct app *app)
{
    return app->layout.columns - 2 * BOX_BORDER;
}

static void
contact_compose(struct contact *contact, const struct app *app)
{
    contact->count = 0;
    *contact->scp_pdf = *contact->scp_all = '\0';
    contact->copy = language_word(app->language, WORD_CONTACT_COPY);
    contact->key_width = (int)text_width(contact->copy) + 4;
    if (app->contact.at_end) {
        contact_add(contact, ROLE_STRONG,
                    language_word(app->language, WORD_CONTACT_END));
        contact_add_blank(contact);
    }
    contact_add_person(contact, app->resume);
    contact_add_blank(contact);
    contact_add_files(contact, app);
    if (contact_width(contact) > contact_columns_max(app)) {
        contact->copy = "";
        contact->key_width = 3;
    }
}

/* Columns that LINE has for its text, of COLUMNS. */
static int
contact_line_columns(const struct contact *contact,
                     const struct contact_line *line, int columns)
{
    columns -= line->indent + (line->key != 0 ? contact->key_width : 0);
    return columns < 1 ? 1 : columns;
}

static int
contact_rows(const struct contact *contact, int columns)
{
    int rows = 0;

    for (int i = 0; i < contact->count; i++)
        rows += box_text_rows(
            contact->lines[i].text,
            contact_line_columns(contact, &contact->lines[i], columns));
    return rows;
}

/* A code is drawn dark on light, two modules a cell. */
static bool
contact_can_draw_codes(const struct app *app)
{
    return app->charset == CHARSET_UNICODE &&
           app->theme->roles[ROLE_QR].foreground >= 0;
}

static int
contact_rows_max(const struct app *app)
{
    return app->layout.rows - BOX_ROWS;
}

static bool
contact_code_fits(const struct app *app, const QRcode *code, int text_columns)
{
    int columns = qr_columns(code) + (text_columns > 0 ? GAP : 0);

    return columns + text_columns <= contact_columns_max(app) &&
           qr_rows(code) + HINT_ROWS <= contact_rows_max(app);
}

/* Drop the codes that do not fit beside TEXT_COLUMNS of text. */
static void
contact_keep_fitting(struct contact_fit *fit, const struct app *app,
                     int text_columns)
{
    size_t count = 0;

    for (size_t i = 0; i < fit->code_count; i++) {
        QRcode *code = qr_encode(fit->codes[i].text);

        if (code != NULL && contact_code_fits(app, code, text_columns))
            fit->codes[count++] = fit->codes[i];
        QRcode_free(code);
    }
    fit->code_count = count;
}

/* Beside the text where one fits there, or else instead of it, once the
 * visitor asks for that. */
static void
contact_choose_code(struct contact_fit *fit, const struct app *app, int needed)
{
    size_t shown = app->contact.code;

    if (!contact_can_draw_codes(app))
        return;
    fit->code_count = links_codes(app->resume, fit->codes);
    contact_keep_fitting(fit, app, needed);
    if (fit->code_count == 0) {
        fit->code_count = links_codes(app->resume, fit->codes);
        contact_keep_fitting(fit, app, 0);
        fit->code_only = fit->code_count > 0;
        if (shown == 0 || fit->code_count == 0)
            return;
        shown--;
    }
    fit->code = qr_encode(fit->codes[shown % fit->code_count].text);
}

static void
contact_measure(struct contact_fit *fit, const struct contact *contact,
                const struct app *app)
{
    int needed = contact_width(contact), most = contact_columns_max(app);

    *fit = (struct contact_fit){0};
    if (needed > COLUMNS_MAX)
        needed = COLUMNS_MAX;
    contact_choose_code(fit, app, needed);
    fit->text_columns = needed < most ? needed : most;
    fit->columns = fit->text_columns;
    fit->text_rows = fit->rows = contact_rows(contact, fit->text_columns);
    if (fit->code != NULL) {
        int rows = qr_rows(fit->code) + HINT_ROWS;

        fit->columns = fit->code_only
                           ? qr_columns(fit->code)
                           : fit->columns + GAP + qr_columns(fit->code);
        if (fit->code_only)
            fit->rows = rows;
        else if (rows > fit->rows)
            fit->rows = rows;
    }
    if (fit->rows > contact_rows_max(app))
        fit->rows = contact_rows_max(app);
}

static void
contact_draw_key(const struct contact *contact, struct canvas *canvas, int row,
                 int end, char key)
{
    const char name[2] = {key, '\0'};
    int column = end - contact->key_width + 2;

    canvas_text(canvas, row, column, ROLE_HINT, name);
    canvas_text(canvas, row, column + 2, ROLE_MUTED, contact->copy);
}

/* Draw the rows of LINE that are in the window; *AT is the row of the page
 * that it begins in. */
static void
contact_draw_line(const struct app *app, const struct contact *contact,
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
                contact_draw_key(contact, canvas, row,
                                 text->column + text->columns, line->key);
        }
        first = false;
    }
}

/* What the code is, and that there are others. */
static void
contact_draw_code(const struct app *app, const struct contact_fit *fit,
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

/* In the lower edge: what was just copied, or the keys that do something. */
static void
contact_draw_footer(const struct app *app, const struct contact_fit *fit,
                    struct canvas *canvas, const struct area *inside)
{
    const struct language *language = app->language;
    int end = inside->column + inside->columns;
    bool more = !(fit->code != NULL && fit->code_only) &&
                app->contact.scroll + inside->rows < fit->text_rows;
    char hint[COMMAND_SIZE];

    if (*app->status.text != '\0') {
        snprintf(hint, sizeof(hint), " %s ", app->status.text);
        canvas_text_cut(canvas, inside->row + inside->rows, inside->column,
                        ROLE_HINT, hint, inside->columns);
        return;
    }
    if (more) {
        snprintf(hint, sizeof(hint), "Space %s",
                 language_word(language, WORD_CONTACT_SCROLL));
        end = box_footer(canvas, inside, end, ROLE_HINT, hint);
    } else {
        end = box_footer(canvas, inside, end, ROLE_MUTED,
                         language_word(language, WORD_CONTACT_CLOSE));
    }
    if (fit->code == NULL && fit->code_only) {
        snprintf(hint, sizeof(hint), "→ %s",
                 language_word(language, WORD_QR_CODE));
        box_footer(canvas, inside, end - 1, ROLE_HINT, hint);
    }
}

void
contactbox_draw(const struct app *app, struct canvas *canvas)
{
    struct contact contact;
    struct contact_fit fit;
    struct area inside, text;
    int at = 0;

    contact_compose(&contact, app);
    contact_measure(&fit, &contact, app);
    inside = box_draw(canvas, fit.columns, fit.rows,
                      language_word(app->language, WORD_CONTACT_TITLE));
    text = inside;
    if (text.columns > fit.text_columns)
        text.columns = fit.text_columns;
    for (int i = 0; i < contact.count && !(fit.code_only && fit.code != NULL);
         i++)
        contact_draw_line(app, &contact, &contact.lines[i], canvas, &text, &at);
    if (fit.code != NULL)
        contact_draw_code(app, &fit, canvas, &inside);
    contact_draw_footer(app, &fit, canvas, &inside);
    QRcode_free(fit.code);
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}

int
contactbox_page(const struct app *app)
{
    int rows = contact_rows_max(app);

    return rows > 2 ? rows - 2 : 1;
}

bool
contactbox_scroll(struct app *app, int rows)
{
    int before = app->contact.scroll, after = before + rows, last;
    struct contact contact;
    struct contact_fit fit;

    contact_compose(&contact, app);
    contact_measure(&fit, &contact, app);
    QRcode_free(fit.code);
    if (fit.code != NULL && fit.code_only)
        return false;
    last = fit.text_rows - fit.rows;
    after = after > last ? last : after;
    app->contact.scroll = after < 0 ? 0 : after;
    return app->contact.scroll != before;
}

bool
contactbox_step_code(struct app *app, int step)
{
    struct contact contact;
    struct contact_fit fit;
    size_t count;

    contact_compose(&contact, app);
    contact_measure(&fit, &contact, app);
    QRcode_free(fit.code);
    count = fit.code_count + (fit.code_only ? 1 : 0); /* and the text */
    if (count < 2)
        return false;
    app->contact.code = (app->contact.code + count + (size_t)step) % count;
    return true;
}

bool
contactbox_command(const struct app *app, char key, char *out, size_t size)
{
    struct contact contact;

    contact_compose(&contact, app);
    for (int i = 0; i < contact.count; i++)
        if (contact.lines[i].key == key) {
            snprintf(out, size, "%s", contact.lines[i].text);
            return true;
        }
    return false;
}
