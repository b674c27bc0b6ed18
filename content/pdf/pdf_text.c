#include "pdf/pdf_text.h"

#include <ctype.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "documents/html.h"
#include "language/language.h"
#include "markup/inline.h"
#include "resume/resume.h"
#include "sshd/base/error.h"
#include "text/web_address.h"

/* clang-format off */
#define INK  {0.10, 0.11, 0.13}
#define GREY {0.36, 0.38, 0.42}

const struct pdf_style pdf_styles[PDF_ROLES] = {
    [PDF_NAME]      = {"H1", 24.0,  0.0, 0.0,  0, PANGO_WEIGHT_BOLD, INK, true},
    [PDF_LABEL]     = {"P",  12.5,  0.0, 3.0,  0, PANGO_WEIGHT_NORMAL, INK, true, true},
    [PDF_CONTACT]   = {"P",   9.5,  0.0, 2.0,  0, PANGO_WEIGHT_NORMAL, GREY, true},
    [PDF_OPEN]      = {"P",   9.5,  0.0, 2.0,  0, PANGO_WEIGHT_SEMIBOLD, INK, true},
    [PDF_SUMMARY]   = {"P",   9.5,  4.0, 0.0,  0, PANGO_WEIGHT_NORMAL, INK, false},
    [PDF_SECTION]   = {"H2", 12.5, 14.0, 6.0,  0, PANGO_WEIGHT_BOLD, INK, true, true},
    [PDF_ENTRY]     = {"H3", 10.5,  8.0, 0.0,  0, PANGO_WEIGHT_BOLD, INK, true},
    [PDF_POSITION]  = {"H4", 10.0,  5.5, 0.0,  0, PANGO_WEIGHT_NORMAL, INK, true},
    [PDF_PART]      = {"H4",  9.5,  5.5, 0.0,  0, PANGO_WEIGHT_SEMIBOLD, INK, true},
    [PDF_META]      = {"P",   9.5,  0.0, 0.0,  0, PANGO_WEIGHT_NORMAL, INK, true},
    [PDF_WORDS]     = {"P",   9.0,  0.5, 0.0,  0, PANGO_WEIGHT_NORMAL, GREY, true},
    [PDF_PARAGRAPH] = {"P",   9.5,  2.0, 0.0,  0, PANGO_WEIGHT_NORMAL, INK, false},
    [PDF_LETTER]    = {"P",   9.5, 10.0, 0.0,  0, PANGO_WEIGHT_NORMAL, INK, false},
    [PDF_POINT]     = {"LI",  9.5,  1.5, 0.0, 11, PANGO_WEIGHT_NORMAL, INK, false},
    [PDF_BULLET]    = {"Lbl", 9.5,  0.0, 0.0,  0, PANGO_WEIGHT_NORMAL, GREY, false},
    [PDF_DATES]     = {"P",   9.5,  0.0, 0.0,  0, PANGO_WEIGHT_NORMAL, GREY, false},
    [PDF_FOOTER]    = {"P",   8.5,  0.0, 0.0,  0, PANGO_WEIGHT_NORMAL, GREY, false},
};
/* clang-format on */

/* Fonts in order of preference: the one that ./sshd/run installs, its
 * equivalent on other systems, and fonts that come with fontconfig. */
static const char *const families[] = {
    "Lato", "Carlito", "Noto Sans", "Liberation Sans", "DejaVu Sans",
};

#define LEADING     0.10 /* line spacing, as a multiple of the font size */
#define QUIET_SCALE 0.86
#define CODE_SCALE  0.88 /* monospaced letters look larger than others */

/* Bytes; Pango's time is quadratic in the length of a line. */
#define PARAGRAPH_MAX 5000

#define ADDRESS_MAX 70 /* bytes of an address that fits in a line */

void
pdf_text_init(struct pdf_text *text)
{
    text->bytes = g_string_new("");
    text->paragraph = 0;
    text->attributes = pango_attr_list_new();
    text->links = g_array_new(FALSE, FALSE, sizeof(struct pdf_link));
}

void
pdf_text_fini(struct pdf_text *text)
{
    for (guint i = 0; i < text->links->len; i++)
        g_free(g_array_index(text->links, struct pdf_link, i).url);
    g_array_free(text->links, TRUE);
    pango_attr_list_unref(text->attributes);
    g_string_free(text->bytes, TRUE);
}

/* Apply ATTRIBUTE to the bytes of the text from START to END. */
static void
pdf_text_mark_part(const struct pdf_text *text, size_t start, size_t end,
                   PangoAttribute *attribute)
{
    attribute->start_index = (guint)start;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(text->attributes, attribute);
}

/* Apply ATTRIBUTE to the text from START on. */
static void
pdf_text_mark(const struct pdf_text *text, size_t start,
              PangoAttribute *attribute)
{
    pdf_text_mark_part(text, start, text->bytes->len, attribute);
}

static void
pdf_text_mark_link(struct pdf_text *text, size_t start, const char *scheme,
                   const char *address)
{
    char number[64];
    char *uri = g_uri_escape_string(
        strcmp(scheme, "tel:") == 0
            ? web_address_dial(number, sizeof(number), address)
            : address,
        ":/?#[]@!$&()*+,;=%", FALSE);
    struct pdf_link link = {start, text->bytes->len,
                            g_strconcat(scheme, uri, NULL)};

    g_free(uri);
    g_array_append_val(text->links, link);
    /* pdf_draw.c sets the real colour; this attribute makes the link a separate
     * run. */
    pdf_text_mark(text, start, pango_attr_foreground_new(0, 0, 0));
    /* A hyphen at the end of a line would be copied as part of the address. */
    pdf_text_mark(text, start, pango_attr_insert_hyphens_new(FALSE));
}

/* Whether a line must not begin at the character AT, or be broken inside it. */
static bool
pdf_text_continues(const char *at)
{
    return (*at & 0xC0) == 0x80 || g_unichar_ismark(g_utf8_get_char(at));
}

/* The bytes of WORDS, more than PART, that go before a forced break: up to the
 * last blank in PART bytes; otherwise PART, less the bytes of a letter that
 * would be cut. No letter of a real text has PARAGRAPH_MAX bytes. */
static size_t
pdf_text_break_at(const char *words, size_t part)
{
    const char *blank = memrchr(words, ' ', part + 1);
    size_t whole = part;

    if (blank != NULL)
        return (size_t)(blank - words);
    while (whole > 0 && pdf_text_continues(words + whole))
        whole--;
    while (whole == 0 && part > 0 && (words[part] & 0xC0) == 0x80)
        part--;
    return whole > 0 ? whole : part;
}

/* Append LENGTH bytes of WORDS. Start a new paragraph at intervals if the text
 * is too long to be wrapped in reasonable time. */
static void
pdf_text_append(struct pdf_text *text, const char *words, size_t length)
{
    while (text->paragraph + length > PARAGRAPH_MAX) {
        size_t part = pdf_text_break_at(words, PARAGRAPH_MAX - text->paragraph);

        g_string_append_len(text->bytes, words, (gssize)part);
        g_string_append_c(text->bytes, '\n');
        text->paragraph = 0;
        part += words[part] == ' ';
        words += part;
        length -= part;
    }
    g_string_append_len(text->bytes, words, (gssize)length);
    text->paragraph += length;
}

void
pdf_text_add(struct pdf_text *text, const char *words)
{
    pdf_text_append(text, words, strlen(words));
}

void
pdf_text_add_bold(struct pdf_text *text, const char *words)
{
    size_t start = text->bytes->len;

    pdf_text_append(text, words, strlen(words));
    pdf_text_mark(text, start, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
}

/* Whether the script of LENGTH bytes of WORDS has italics. Others, such as
 * Chinese and Arabic, would only be slanted by a program. */
static bool
pdf_text_has_italics(const char *words, size_t length)
{
    const char *end = words + length;

    for (; words < end; words = g_utf8_find_next_char(words, NULL)) {
        gunichar c = g_utf8_get_char(words);

        if (c >= 0x0590 && !(c >= 0x1C80 && c < 0x2E80) && g_unichar_isalpha(c))
            return false;
    }
    return true;
}

void
pdf_text_add_italic(struct pdf_text *text, const struct resume *resume,
                    const char *words)
{
    size_t start = text->bytes->len;

    pdf_text_add_runs(text, resume, words, strlen(words));
    if (pdf_text_has_italics(words, strlen(words)))
        pdf_text_mark(text, start, pango_attr_style_new(PANGO_STYLE_ITALIC));
}

void
pdf_text_add_quiet(struct pdf_text *text, const char *words)
{
    size_t start = text->bytes->len;

    pdf_text_append(text, words, strlen(words));
    pdf_text_mark(text, start, pango_attr_scale_new(QUIET_SCALE));
    pdf_text_mark(text, start, pango_attr_weight_new(PANGO_WEIGHT_NORMAL));
}

/* The language of WORDS if their script requires glyph variants other than the
 * page's language; otherwise NULL. */
static const char *
pdf_text_language_of(const char *words, size_t length)
{
    const char *end = words + length;

    for (; words < end; words = g_utf8_find_next_char(words, NULL)) {
        gunichar c = g_utf8_get_char(words);

        if (c >= 0x3041 && c <= 0x30FF)
            return "ja";
        if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF))
            return "ko";
    }
    return NULL;
}

void
pdf_text_add_runs(struct pdf_text *text, const struct resume *resume,
                  const char *words, size_t length)
{
    struct inline_runs runs = resume_runs(resume, words, length);
    struct inline_run run;

    while (inline_next(&runs, &run)) {
        size_t start = text->bytes->len;

        pdf_text_append(text, run.text, run.length);
        if (pdf_text_language_of(run.text, run.length) != NULL)
            pdf_text_mark(text, start,
                          pango_attr_language_new(pango_language_from_string(
                              pdf_text_language_of(run.text, run.length))));
        if ((run.style & INLINE_STRONG) != 0)
            pdf_text_mark(text, start,
                          pango_attr_weight_new(PANGO_WEIGHT_BOLD));
        if ((run.style & INLINE_EMPHASIS) != 0 &&
            pdf_text_has_italics(run.text, run.length))
            pdf_text_mark(text, start,
                          pango_attr_style_new(PANGO_STYLE_ITALIC));
        if ((run.style & INLINE_CODE) != 0) {
            pdf_text_mark(text, start, pango_attr_family_new("monospace"));
            pdf_text_mark(text, start, pango_attr_scale_new(CODE_SCALE));
        }
        if (*run.url != '\0')
            pdf_text_mark_link(text, start, "", run.url);
    }
}

void
pdf_text_add_link(struct pdf_text *text, const char *scheme,
                  const char *address)
{
    size_t start = text->bytes->len;
    const char *target = html_link_scheme(scheme, address);
    const char *shown = target != NULL ? strstr(address, "://") : NULL;

    pdf_text_add(text, shown != NULL ? shown + strlen("://") : address);
    if (target != NULL)
        pdf_text_mark_link(text, start, target, address);
}

const char *
pdf_text_language(const char *tag)
{
    if (strncasecmp(tag, "zh", 2) != 0 || isalpha((unsigned char)tag[2]))
        return tag;
    if (language_is_traditional(tag))
        return strcasestr(tag, "hk") != NULL ? "zh-hk" : "zh-tw";
    return "zh-cn";
}

const char *
pdf_text_family(struct error *error)
{
    PangoFontMap *map = pango_cairo_font_map_get_default();

    for (size_t i = 0; i < G_N_ELEMENTS(families); i++)
        if (pango_font_map_get_family(map, families[i]) != NULL)
            return families[i];
    error_set(error, "no suitable font is installed; install one, such as Lato "
                     "(Debian's fonts-lato)");
    return NULL;
}

char *
pdf_text_families(PangoContext *context, const char *family, const char *tag)
{
    PangoFontDescription *wanted, *found;
    PangoFontset *fonts;
    PangoFont *font;
    char *list;

    /* Pango counts Chinese characters to Chinese and Japanese only. */
    if (strncasecmp(tag, "ko", 2) != 0 || isalpha((unsigned char)tag[2]))
        return g_strdup(family);
    wanted = pango_font_description_from_string("sans");
    fonts =
        pango_font_map_load_fontset(pango_cairo_font_map_get_default(), context,
                                    wanted, pango_language_from_string("ko"));
    font = pango_fontset_get_font(fonts, 0xAC00);
    found = pango_font_describe(font);
    list = g_strconcat(family, ",", pango_font_description_get_family(found),
                       NULL);
    pango_font_description_free(found);
    pango_font_description_free(wanted);
    g_object_unref(font);
    g_object_unref(fonts);
    return list;
}

/* Whether C is part of readable text, so that it must not be left out. */
static bool
pdf_text_is_read(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return g_unichar_isalnum(c) || g_unichar_ismark(c) ||
           type == G_UNICODE_CURRENCY_SYMBOL || type == G_UNICODE_MATH_SYMBOL;
}

/* Replace characters of LINE that no font has with blanks; fail if one of them
 * is a letter. */
static int
pdf_text_check_line(const PangoLayoutLine *line, struct error *error)
{
    for (GSList *runs = line->runs; runs != NULL; runs = runs->next) {
        PangoGlyphString *glyphs = ((PangoLayoutRun *)runs->data)->glyphs;

        for (int i = 0; i < glyphs->num_glyphs; i++) {
            PangoGlyphInfo *info = &glyphs->glyphs[i];
            gunichar c = info->glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
            char codepoint[7] = "";

            if ((info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 ||
                info->glyph == PANGO_GLYPH_EMPTY)
                continue;
            g_unichar_to_utf8(c, codepoint);
            if (pdf_text_is_read(c))
                return error_set(error,
                                 "no installed font has \"%s\" (U+%04X); "
                                 "install one, such as Debian's %s",
                                 codepoint, (unsigned)c,
                                 g_unichar_iswide(c) ? "fonts-noto-cjk"
                                                     : "fonts-noto-core");
            info->glyph = PANGO_GLYPH_EMPTY;
            info->geometry.width = 0;
        }
    }
    return 0;
}

static PangoFontDescription *
pdf_text_describe(enum pdf_role role, const char *family)
{
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family(font, family);
    pango_font_description_set_weight(font, pdf_styles[role].weight);
    pango_font_description_set_size(
        font, (gint)(pdf_styles[role].size * PANGO_SCALE));
    return font;
}

static void
pdf_text_forbid_breaks(const struct pdf_text *text, const char *start,
                       const char *end)
{
    const char *bytes = text->bytes->str;

    pdf_text_mark_part(text, (size_t)(start - bytes), (size_t)(end - bytes),
                       pango_attr_allow_breaks_new(FALSE));
}

/* Forbid line breaks after hyphens inside words: programs that extract text
 * would join "real-time" to "realtime". */
static void
pdf_text_join_hyphens(const struct pdf_text *text)
{
    const char *at = text->bytes->str;

    while ((at = strchr(at, '-')) != NULL) {
        const char *hyphen = at;

        at = at[1] != '\0' ? g_utf8_find_next_char(at + 1, NULL) : at + 1;
        pdf_text_forbid_breaks(text, hyphen, at);
    }
}

/* Forbid line breaks inside addresses that fit in a line, and in "https://" of
 * the others: programs that extract text would end the address there. */
static void
pdf_text_join_addresses(const struct pdf_text *text)
{
    static const char mark[] = "://", blanks[] = " \n";
    const char *start = text->bytes->str, *at = start;

    while ((at = strstr(at, mark)) != NULL) {
        const char *scheme = at, *end = at + strcspn(at, blanks);

        while (scheme > start && g_ascii_isalpha(scheme[-1]))
            scheme--;
        if (end - scheme > ADDRESS_MAX)
            end = at + strlen(mark);
        if (*end != '\0')
            end = g_utf8_find_next_char(end, NULL);
        pdf_text_forbid_breaks(text, scheme, end);
        /* Where Lato moves the second of two slashes to the left, programs that
         * extract text begin a line. */
        pdf_text_mark_part(text, (size_t)(at - start),
                           (size_t)(at - start) + strlen(mark),
                           pango_attr_font_features_new("kern=0"));
        at = end;
    }
}

PangoLayout *
pdf_text_layout(const struct pdf_text *text, enum pdf_role role,
                PangoContext *context, const char *family, double width,
                struct error *error)
{
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pdf_text_describe(role, family);

    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    /* On a right-to-left page each line begins at the right; dates have the
     * direction of their text. */
    if (role != PDF_DATES &&
        pango_context_get_base_dir(context) == PANGO_DIRECTION_RTL) {
        pango_layout_set_auto_dir(layout, FALSE);
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    }
    pango_layout_set_text(layout, text->bytes->str, (int)text->bytes->len);
    pdf_text_join_hyphens(text);
    pdf_text_join_addresses(text);
    pango_layout_set_attributes(layout, text->attributes);
    pango_layout_set_spacing(
        layout, (int)(pdf_styles[role].size * LEADING * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
    for (int i = 0; i < pango_layout_get_line_count(layout); i++)
        if (pdf_text_check_line(pango_layout_get_line_readonly(layout, i),
                                error) < 0) {
            g_object_unref(layout);
            return NULL;
        }
    return layout;
}
