#include "docx/docx_style.h"

#include <strings.h>

#include "language/language.h"
#include "sshd/base/array.h"

#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define XML  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE                                                                 \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* clang-format off */
const char docx_content_types[] = XML
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE
    "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE
    "styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE
    "numbering+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
    "vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>\n";

const char docx_package_relations[] = XML
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" "
    "Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/"
    "package/2006/relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>"
    "</Relationships>\n";

const char docx_numbering[] = XML
    "<w:numbering xmlns:w=\"" MAIN "\">"
    "<w:abstractNum w:abstractNumId=\"0\">"
    "<w:multiLevelType w:val=\"singleLevel\"/>"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>"
    "<w:pStyle w:val=\"ListBullet\"/><w:lvlText w:val=\"•\"/>"
    "<w:lvlJc w:val=\"left\"/>"
    "<w:pPr><w:ind w:left=\"284\" w:hanging=\"284\"/></w:pPr></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "</w:numbering>\n";

/* Sizes are half points; distances are twentieths of a point. */
static const struct style {
    const char *id, *name;
    unsigned size, before, after;
    int level;          /* heading level from 0; -1 for none */
    bool bold, accent, quiet, keep, tab;
} styles[DOCX_STYLES] = {
    [DOCX_NORMAL]    = {"Normal", "Normal", 20, 0, 60, -1,
                        false, false, false, false, false},
    [DOCX_TITLE]     = {"Title", "Title", 48, 0, 0, -1,
                        true, false, false, true, false},
    [DOCX_SUBTITLE]  = {"Subtitle", "Subtitle", 26, 0, 80, -1,
                        false, true, false, true, false},
    [DOCX_CONTACT]   = {"Contact", "Contact", 19, 0, 80, -1,
                        false, false, true, false, false},
    [DOCX_HEADING_1] = {"Heading1", "heading 1", 26, 280, 100, 0,
                        true, true, false, true, false},
    [DOCX_HEADING_2] = {"Heading2", "heading 2", 22, 160, 0, 1,
                        true, false, false, true, true},
    [DOCX_HEADING_3] = {"Heading3", "heading 3", 20, 120, 0, 2,
                        true, false, false, true, true},
    [DOCX_META]      = {"EntryDetails", "Entry Details", 20, 0, 20, -1,
                        false, false, false, true, true},
    [DOCX_TAGS]      = {"Tags", "Tags", 18, 0, 40, -1,
                        false, false, true, true, false},
    [DOCX_POINT]     = {"ListBullet", "List Bullet", 20, 0, 40, -1,
                        false, false, false, false, false},
};
/* clang-format on */

const char *
docx_style_id(enum docx_style style)
{
    return styles[style].id;
}

static void
docx_style_write_paragraph(FILE *out, const struct style *style,
                           unsigned accent, unsigned width)
{
    fputs("<w:pPr>", out);
    if (style->keep)
        fputs("<w:keepNext/><w:keepLines/>", out);
    if (style == &styles[DOCX_POINT])
        fputs("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", out);
    if (style == &styles[DOCX_HEADING_1])
        fprintf(out,
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" "
                "w:space=\"2\" w:color=\"%06X\"/></w:pBdr>",
                accent);
    if (style->tab)
        fprintf(out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%u\"/></w:tabs>",
                width);
    fprintf(out, "<w:spacing w:before=\"%u\" w:after=\"%u\"/>", style->before,
            style->after);
    if (style == &styles[DOCX_POINT])
        fputs("<w:ind w:left=\"284\" w:hanging=\"284\"/>", out);
    if (style->level >= 0)
        fprintf(out, "<w:outlineLvl w:val=\"%d\"/>", style->level);
    fputs("</w:pPr>", out);
}

static void
docx_style_write_one(FILE *out, const struct style *style, unsigned accent,
                     unsigned width)
{
    bool normal = style == &styles[DOCX_NORMAL];

    fprintf(out,
            "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\">"
            "<w:name w:val=\"%s\"/>%s<w:qFormat/>",
            normal ? " w:default=\"1\"" : "", style->id, style->name,
            normal ? "" : "<w:basedOn w:val=\"Normal\"/>");
    docx_style_write_paragraph(out, style, accent, width);
    fputs("<w:rPr>", out);
    if (style->bold)
        fputs("<w:b/><w:bCs/>", out);
    if (style->accent)
        fprintf(out, "<w:color w:val=\"%06X\"/>", accent);
    else if (style->quiet)
        fputs("<w:color w:val=\"595959\"/>", out);
    fprintf(out, "<w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/></w:rPr></w:style>",
            style->size, style->size);
}

/* The font of Word for East Asian letters that goes with Calibri. Without one,
 * a program takes its default, which is a serif. */
static const char *
docx_style_east_asian_font(const char *language)
{
    if (strncasecmp(language, "ja", 2) == 0)
        return "Yu Gothic";
    if (strncasecmp(language, "ko", 2) == 0)
        return "Malgun Gothic";
    return language_is_traditional(language) ? "Microsoft JhengHei"
                                             : "Microsoft YaHei";
}

void
docx_style_write(FILE *out, unsigned accent, const char *language, bool rtl,
                 unsigned width)
{
    fprintf(out,
            XML "<w:styles xmlns:w=\"" MAIN "\"><w:docDefaults><w:rPrDefault>"
                "<w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
                "w:eastAsia=\"%s\" w:cs=\"Arial\"/><w:lang w:val=\"%s\" "
                "w:eastAsia=\"%s\" "
                "w:bidi=\"%s\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
                "%s<w:spacing w:line=\"264\" w:lineRule=\"auto\"/></w:pPr>"
                "</w:pPrDefault></w:docDefaults>",
            docx_style_east_asian_font(language), language, language, language,
            rtl ? "<w:bidi/>" : "");
    for (size_t i = 0; i < COUNT(styles); i++)
        docx_style_write_one(out, &styles[i], accent, width);
    fprintf(out,
            "<w:style w:type=\"character\" w:styleId=\"Hyperlink\">"
            "<w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"%06X\"/>"
            "</w:rPr></w:style></w:styles>\n",
            accent);
}
