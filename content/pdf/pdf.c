#include "pdf/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "documents/paper.h"
#include "language/language.h"
#include "pdf/pdf_draw.h"
#include "pdf/pdf_fonts.h"
#include "pdf/pdf_lines.h"
#include "resume/accent.h"
#include "resume/resume.h"
#include "sshd/base/error.h"

#define MARGIN_SIDE   54.0 /* points */
#define MARGIN_TOP    42.0
#define MARGIN_BOTTOM 46.0
#define FOOTER        26.0 /* baseline, from the lower edge of the paper */
#define DATES_GAP     12.0

struct pdf {
    const struct paper *paper;
    PangoContext *context;
    char *family;   /* or several, separated by commas */
    bool rtl;       /* page layout is right to left */
    GArray *blocks; /* of struct pdf_block */
    struct error error;
    bool failed;
};

struct pdf *
pdf_new(const struct paper *paper, const struct resume *resume,
        struct error *error)
{
    const char *family = pdf_text_family(error);
    cairo_font_options_t *options;
    struct pdf *pdf;

    if (family == NULL)
        return NULL;
    pdf = g_new0(struct pdf, 1);
    pdf->paper = paper;
    pdf->blocks = g_array_new(FALSE, FALSE, sizeof(struct pdf_block));
    pdf->context =
        pango_font_map_create_context(pango_cairo_font_map_get_default());
    pango_context_set_language(
        pdf->context,
        pango_language_from_string(pdf_text_language(resume->language)));
    if (language_is_rtl(resume->language))
        pango_context_set_base_dir(pdf->context, PANGO_DIRECTION_RTL);
    pdf->rtl = language_is_rtl(resume->language);
    /* Turn off hinting: a page has no pixels. */
    pango_cairo_context_set_resolution(pdf->context, 72);
    pango_context_set_round_glyph_positions(pdf->context, FALSE);
    pdf->family = pdf_text_families(pdf->context, family, resume->language);
    options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pdf->context, options);
    cairo_font_options_destroy(options);
    return pdf;
}

static void
pdf_release(PangoLayout *layout)
{
    if (layout != NULL)
        g_object_unref(layout);
}

void
pdf_free(struct pdf *pdf)
{
    for (guint i = 0; i < pdf->blocks->len; i++) {
        struct pdf_block *block =
            &g_array_index(pdf->blocks, struct pdf_block, i);

        for (guint j = 0; j < block->links->len; j++)
            g_free(g_array_index(block->links, struct pdf_link, j).url);
        g_array_unref(block->links);
        g_object_unref(block->layout);
        pdf_release(block->dates);
    }
    g_array_free(pdf->blocks, TRUE);
    g_free(pdf->family);
    g_object_unref(pdf->context);
    g_free(pdf);
}

static double
pdf_column_width(const struct pdf *pdf)
{
    return pdf->paper->width - 2 * MARGIN_SIDE;
}

/* Lay out WORDS as one line of ROLE. Returns NULL on failure. */
static PangoLayout *
pdf_lay_out_line(struct pdf *pdf, enum pdf_role role, const char *words)
{
    struct pdf_text text;
    PangoLayout *layout;

    pdf_text_init(&text);
    pdf_text_add(&text, words);
    layout = pdf_text_layout(&text, role, pdf->context, pdf->family, -1,
                             &pdf->error);
    pdf_text_fini(&text);
    pdf->failed |= layout == NULL;
    return layout;
}

/* Lay out BLOCK's text beside its dates, if there are any. */
static bool
pdf_lay_out_block(struct pdf *pdf, struct pdf_block *block,
                  const struct pdf_text *text, const char *dates)
{
    double width = pdf_column_width(pdf) - pdf_styles[block->role].indent;
    int taken;

    if (*dates != '\0') {
        block->dates = pdf_lay_out_line(pdf, PDF_DATES, dates);
        if (block->dates == NULL)
            return false;
        pango_layout_get_size(block->dates, &taken, NULL);
        width -= (double)taken / PANGO_SCALE + DATES_GAP;
        if (pdf->rtl)
            block->shift = (double)taken / PANGO_SCALE + DATES_GAP;
    }
    if (width < pdf_column_width(pdf) / 3)
        width = pdf_column_width(pdf) / 3;
    block->layout = pdf_text_layout(text, block->role, pdf->context,
                                    pdf->family, width, &pdf->error);
    return block->layout != NULL;
}

void
pdf_add(struct pdf *pdf, enum pdf_role role, struct pdf_text *text,
        const char *dates)
{
    struct pdf_block block = {.role = role, .keep = pdf_styles[role].keep};

    if (!pdf->failed && (text->bytes->len > 0 || *dates != '\0')) {
        pdf->failed = !pdf_lay_out_block(pdf, &block, text, dates);
        if (pdf->failed) {
            pdf_release(block.dates);
        } else {
            block.links = text->links;
            text->links = g_array_new(FALSE, FALSE, sizeof(struct pdf_link));
            g_array_append_val(pdf->blocks, block);
        }
    }
    pdf_text_fini(text);
}

static struct pdf_block *
pdf_block_at(const struct pdf *pdf, size_t index)
{
    return &g_array_index(pdf->blocks, struct pdf_block, index);
}

double
pdf_width(struct pdf *pdf, enum pdf_role role, const char *words)
{
    PangoLayout *layout = pdf_lay_out_line(pdf, role, words);
    int width = 0;

    if (layout == NULL)
        return 0;
    pango_layout_get_size(layout, &width, NULL);
    g_object_unref(layout);
    return (double)width / PANGO_SCALE;
}

double
pdf_column(const struct pdf *pdf)
{
    return pdf_column_width(pdf);
}

size_t
pdf_count(const struct pdf *pdf)
{
    return pdf->blocks->len;
}

void
pdf_may_break(struct pdf *pdf)
{
    if (pdf_count(pdf) > 0)
        pdf_block_at(pdf, pdf_count(pdf) - 1)->keep = false;
}

void
pdf_keep_last(struct pdf *pdf)
{
    if (pdf_count(pdf) > 0)
        pdf_block_at(pdf, pdf_count(pdf) - 1)->keep = true;
}

void
pdf_keep_ends(struct pdf *pdf, size_t first)
{
    size_t count = pdf_count(pdf);

    if (count < first + 2)
        return;
    pdf_block_at(pdf, first)->keep = true;
    pdf_block_at(pdf, count - 2)->keep = true;
}

/* Note what fonts are used for: all blocks, the bullet, and NAME in a
 * footer. */
static struct pdf_fonts *
pdf_note_fonts(struct pdf *pdf, PangoLayout *bullet, const char *name)
{
    struct pdf_fonts *fonts = pdf_fonts_new();
    PangoLayout *footer = pdf_lay_out_line(pdf, PDF_FOOTER, name);

    for (size_t i = 0; i < pdf_count(pdf); i++) {
        pdf_fonts_add(fonts, pdf_block_at(pdf, i)->layout);
        if (pdf_block_at(pdf, i)->dates != NULL)
            pdf_fonts_add(fonts, pdf_block_at(pdf, i)->dates);
    }
    if (bullet != NULL)
        pdf_fonts_add(fonts, bullet);
    if (footer != NULL) {
        pdf_fonts_add(fonts, footer);
        g_object_unref(footer);
    }
    return fonts;
}

static cairo_status_t
pdf_put_bytes(void *out, const unsigned char *bytes, unsigned length)
{
    return fwrite(bytes, 1, length, out) == length ? CAIRO_STATUS_SUCCESS
                                                   : CAIRO_STATUS_WRITE_ERROR;
}

static void
pdf_set_metadata(cairo_surface_t *surface, const struct resume *resume)
{
    const char *between =
        *resume->name != '\0' && *resume->label != '\0' ? " – " : "";
    char *title = g_strconcat(resume->name, between, resume->label, NULL);
    const struct {
        cairo_pdf_metadata_t what;
        const char *text;
    } rows[] = {
        {CAIRO_PDF_METADATA_TITLE, title},
        {CAIRO_PDF_METADATA_AUTHOR, resume->name},
        {CAIRO_PDF_METADATA_SUBJECT, resume->label},
        {CAIRO_PDF_METADATA_CREATOR, "resume-publish"},
        /* No date: the same résumé gives the same file. */
        {CAIRO_PDF_METADATA_CREATE_DATE, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        cairo_pdf_surface_set_metadata(surface, rows[i].what, rows[i].text);
    g_free(title);
}

/* Draw "Ada Mercer" and "2 / 3" at the foot of a page, if there are several
 * pages. */
static void
pdf_draw_footer(struct pdf *pdf, struct pdf_pen *pen, const char *name,
                size_t page, size_t pages)
{
    double y = pdf->paper->height - FOOTER;
    char number[64];
    PangoLayout *layouts[2];

    if (pages < 2)
        return;
    snprintf(number, sizeof(number), "%zu / %zu", page, pages);
    layouts[0] = pdf_lay_out_line(pdf, PDF_FOOTER, name);
    layouts[1] = pdf_lay_out_line(pdf, PDF_FOOTER, number);
    if (layouts[0] != NULL) {
        pango_layout_set_ellipsize(layouts[0], PANGO_ELLIPSIZE_END);
        pango_layout_set_width(
            layouts[0], pango_units_from_double(pdf_column_width(pdf) * 0.8));
    }
    for (size_t i = 0; i < 2; i++)
        if (layouts[i] != NULL) {
            pdf_draw_plain(pen, layouts[i], PDF_FOOTER, y, i == 1);
            g_object_unref(layouts[i]);
        }
}

/* Add a section to the outline that viewers show. */
static void
pdf_add_outline(cairo_surface_t *surface, const struct pdf_line *line,
                size_t page, double y)
{
    char *where = g_strdup_printf("page=%zu pos=[0 %d]", page, (int)y);

    cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
                                  pango_layout_get_text(line->block->layout),
                                  where, 0);
    g_free(where);
}

static void
pdf_draw_pages(struct pdf *pdf, struct pdf_pen *pen, const GArray *lines,
               const char *name)
{
    const struct pdf_line *items = (const void *)lines->data;
    size_t page = 1, pages = 1;

    for (guint i = 0; i < lines->len; i++)
        pages += items[i].begins_page;
    cairo_tag_begin(pen->cairo, "Document", NULL);
    for (guint i = 0; i < lines->len; i++) {
        const struct pdf_line *line = &items[i];

        if (line->begins_page) {
            pdf_draw_footer(pdf, pen, name, page++, pages);
            cairo_show_page(pen->cairo);
            pen->y = MARGIN_TOP;
        } else if (i > 0) {
            pen->y += line->before;
        }
        if (line->first && line->block->role == PDF_SECTION)
            pdf_add_outline(cairo_get_target(pen->cairo), line, page, pen->y);
        pdf_draw_line(pen, line, i + 1 < lines->len ? line + 1 : NULL);
    }
    pdf_draw_footer(pdf, pen, name, page, pages);
    cairo_tag_end(pen->cairo, "Document");
    cairo_show_page(pen->cairo);
}

int
pdf_write(struct pdf *pdf, const struct resume *resume, FILE *out,
          struct error *error)
{
    const struct paper *paper = pdf->paper;
    struct pdf_pen pen = {.left = MARGIN_SIDE,
                          .right = paper->width - MARGIN_SIDE,
                          .y = MARGIN_TOP,
                          .rtl = pdf->rtl,
                          .bullet = pdf_lay_out_line(pdf, PDF_BULLET, "•")};
    cairo_surface_t *surface;
    cairo_status_t status;
    GArray *lines;

    for (unsigned i = 0; i < 3; i++)
        pen.accent[i] =
            (accent_or_default(resume->accent)->dark >> (16 - 8 * i) & 0xFF) /
            255.0;
    if (pdf->failed) {
        pdf_release(pen.bullet);
        return error_set(error, "%s", pdf->error.text);
    }
    surface = cairo_pdf_surface_create_for_stream(pdf_put_bytes, out,
                                                  paper->width, paper->height);
    pdf_set_metadata(surface, resume);
    lines = pdf_lines(pdf_block_at(pdf, 0), pdf_count(pdf),
                      paper->height - MARGIN_TOP - MARGIN_BOTTOM);
    pen.cairo = cairo_create(surface);
    pen.fonts = pdf_note_fonts(pdf, pen.bullet, resume->name);
    pdf_draw_pages(pdf, &pen, lines, resume->name);
    status = cairo_status(pen.cairo);
    cairo_destroy(pen.cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    pdf_fonts_free(pen.fonts);
    g_array_free(lines, TRUE);
    g_object_unref(pen.bullet);
    if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_WRITE_ERROR)
        return error_set(error, "%s", cairo_status_to_string(status));
    return 0; /* the caller checks OUT for errors */
}
