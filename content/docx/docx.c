#include "docx/docx.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "documents/html.h"
#include "documents/paper.h"
#include "docx/docx_style.h"
#include "language/language.h"
#include "markup/inline.h"
#include "resume/accent.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "text/text.h"
#include "text/web_address.h"

#define MARGIN 1080 /* page margin, in twentieths of a point */
#define XML    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE                                                                 \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* 1 January 1980, the earliest date of a zip file. Every part has this date, so
 * that the same résumé gives the same file. */
#define DOS_DATE (1 << 5 | 1)

/* A part of the package while it is written. */
struct docx_part {
    char *text;
    size_t length;
    FILE *out;
};

struct docx {
    const struct resume *resume;
    struct docx_part body, relations;
    enum docx_style style;
    size_t links;
    bool started; /* the paragraph has text */
    bool rtl;
};

static void
docx_part_open(struct docx_part *part)
{
    part->out = open_memstream(&part->text, &part->length);
    if (part->out == NULL)
        abort();
}

static void
docx_part_close(struct docx_part *part)
{
    if (part->out != NULL && fclose(part->out) != 0)
        abort();
    part->out = NULL;
}

struct docx *
docx_new(const struct resume *resume)
{
    struct docx *docx = calloc(1, sizeof(*docx));

    if (docx == NULL)
        abort();
    docx->resume = resume;
    docx->rtl = language_is_rtl(resume->language);
    docx_part_open(&docx->body);
    docx_part_open(&docx->relations);
    return docx;
}

void
docx_free(struct docx *docx)
{
    docx_part_close(&docx->body);
    docx_part_close(&docx->relations);
    free(docx->body.text);
    free(docx->relations.text);
    free(docx);
}

static void
docx_escape(FILE *out, const char *text, size_t length)
{
    for (; length > 0; length--, text++)
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
}

void
docx_begin(struct docx *docx, enum docx_style style)
{
    docx->style = style;
    docx->started = false;
}

/* Open the paragraph before its first text, WORDS, which have its
 * direction. */
static void
docx_start(struct docx *docx, const char *words, size_t length)
{
    bool rtl = docx->rtl || text_is_rtl(words, length);

    if (docx->started)
        return;
    docx->started = true;
    fprintf(docx->body.out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>",
            docx_style_id(docx->style), rtl ? "<w:bidi/>" : "");
}

void
docx_end(struct docx *docx)
{
    if (docx->started)
        fputs("</w:p>\n", docx->body.out);
    docx->started = false;
}

bool
docx_has_text(const struct docx *docx)
{
    return docx->started;
}

/* Write a run with PROPERTIES beyond its paragraph's style. */
static void
docx_put_run(struct docx *docx, const char *text, size_t length,
             const char *properties)
{
    bool rtl = docx->rtl || text_is_rtl(text, length);

    if (length == 0)
        return;
    docx_start(docx, text, length);
    fprintf(docx->body.out,
            "<w:r><w:rPr>%s%s</w:rPr><w:t xml:space=\"preserve\">", properties,
            rtl ? "<w:rtl/>" : "");
    docx_escape(docx->body.out, text, length);
    fputs("</w:t></w:r>", docx->body.out);
}

void
docx_put(struct docx *docx, const char *words)
{
    docx_put_run(docx, words, strlen(words), "");
}

void
docx_put_bold(struct docx *docx, const char *words)
{
    docx_put_run(docx, words, strlen(words), "<w:b/><w:bCs/>");
}

#define QUIET                                                                  \
    "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/><w:color w:val=\"595959\"/>"

void
docx_put_quiet(struct docx *docx, const char *words)
{
    docx_put_run(docx, words, strlen(words), QUIET);
}

/* Write SCHEME and ADDRESS as a URI: characters that a URI must not contain as
 * %XX; of a telephone number what is dialled. */
static void
docx_put_uri(FILE *out, const char *scheme, const char *address)
{
    char number[64];

    if (strcmp(scheme, "tel:") == 0)
        address = web_address_dial(number, sizeof(number), address);
    fputs(scheme, out);
    for (; *address != '\0'; address++) {
        unsigned char c = (unsigned char)*address;

        if (isalnum(c) || strchr("-._~:/?#[]@!$'()*+,;=%", c) != NULL)
            fputc(c, out);
        else if (c == '&')
            fputs("&amp;", out);
        else
            fprintf(out, "%%%02X", c);
    }
}

/* Open a link to SCHEME and ADDRESS, which are stored in the relations part;
 * its text is WORDS. */
static void
docx_open_link(struct docx *docx, const char *scheme, const char *address,
               const char *words, size_t length)
{
    FILE *out = docx->relations.out;

    docx_start(docx, words, length);
    fprintf(out, "<Relationship Id=\"link%zu\" Type=\"%s/hyperlink\" Target=\"",
            ++docx->links, OFFICE);
    docx_put_uri(out, scheme, address);
    fputs("\" TargetMode=\"External\"/>", out);
    fprintf(docx->body.out, "<w:hyperlink r:id=\"link%zu\">", docx->links);
}

void
docx_put_runs(struct docx *docx, const char *words, size_t length)
{
    struct inline_runs runs = resume_runs(docx->resume, words, length);
    struct inline_run run;

    while (inline_next(&runs, &run)) {
        char properties[256];
        bool link = *run.url != '\0' && run.length > 0;

        snprintf(properties, sizeof(properties), "%s%s%s%s",
                 link ? "<w:rStyle w:val=\"Hyperlink\"/>" : "",
                 (run.style & INLINE_CODE) != 0
                     ? "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\"/>"
                     : "",
                 (run.style & INLINE_STRONG) != 0 ? "<w:b/><w:bCs/>" : "",
                 (run.style & INLINE_EMPHASIS) != 0 ? "<w:i/><w:iCs/>" : "");
        if (link)
            docx_open_link(docx, "", run.url, run.text, run.length);
        docx_put_run(docx, run.text, run.length, properties);
        if (link)
            fputs("</w:hyperlink>", docx->body.out);
    }
}

void
docx_put_link(struct docx *docx, const char *scheme, const char *address)
{
    const char *target = html_link_scheme(scheme, address);
    bool link = target != NULL;
    const char *shown = link ? strstr(address, "://") : NULL;

    shown = shown != NULL ? shown + strlen("://") : address;
    if (*address == '\0')
        return;
    if (link)
        docx_open_link(docx, target, address, shown, strlen(shown));
    docx_put_run(docx, shown, strlen(shown),
                 link ? "<w:rStyle w:val=\"Hyperlink\"/>" : "");
    if (link)
        fputs("</w:hyperlink>", docx->body.out);
}

void
docx_put_right(struct docx *docx, const char *words)
{
    if (*words == '\0')
        return;
    docx_start(docx, words, strlen(words));
    fputs("<w:r><w:tab/></w:r>", docx->body.out);
    docx_put_quiet(docx, words);
}

static void
docx_write_document(const struct docx *docx, const struct paper *paper,
                    FILE *out)
{
    fputs(XML "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
              "wordprocessingml/2006/main\" xmlns:r=\"" OFFICE "\"><w:body>\n",
          out);
    fwrite(docx->body.text, 1, docx->body.length, out);
    fprintf(out,
            "<w:sectPr><w:pgSz w:w=\"%u\" w:h=\"%u\"/><w:pgMar w:top=\"%d\" "
            "w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"567\" "
            "w:footer=\"567\" w:gutter=\"0\"/>%s</w:sectPr></w:body>"
            "</w:document>\n",
            (unsigned)(paper->width * 20), (unsigned)(paper->height * 20),
            MARGIN, MARGIN, MARGIN, MARGIN, docx->rtl ? "<w:bidi/>" : "");
}

static void
docx_write_relations(const struct docx *docx, FILE *out)
{
    fputs(XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/"
              "package/2006/relationships\">"
              "<Relationship Id=\"styles\" Type=\"" OFFICE
              "/styles\" Target=\"styles.xml\"/>"
              "<Relationship Id=\"numbering\" Type=\"" OFFICE
              "/numbering\" Target=\"numbering.xml\"/>",
          out);
    fwrite(docx->relations.text, 1, docx->relations.length, out);
    fputs("</Relationships>\n", out);
}

static void
docx_write_properties(const struct resume *resume, FILE *out)
{
    const struct {
        const char *tag, *text;
    } rows[] = {{"dc:title", resume->name},
                {"dc:subject", resume->label},
                {"dc:creator", resume->name},
                {"dc:language", resume->language}};

    fputs(XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/"
              "package/2006/metadata/core-properties\" "
              "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
          out);
    for (size_t i = 0; i < COUNT(rows); i++) {
        fprintf(out, "<%s>", rows[i].tag);
        docx_escape(out, rows[i].text, strlen(rows[i].text));
        fprintf(out, "</%s>", rows[i].tag);
    }
    fputs("</cp:coreProperties>\n", out);
}

/* Add LENGTH bytes at TEXT to ZIP as NAME. ZIP borrows them until it is
 * closed. */
static int
docx_add(zip_t *zip, const char *name, const char *text, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, text, length, 0);
    zip_int64_t index;

    if (source == NULL)
        return -1;
    index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return -1;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_DATE, 0);
}

/* Copy SOURCE, a closed archive, to OUT. */
static int
docx_copy(zip_source_t *source, FILE *out)
{
    char buffer[4096];
    zip_int64_t got;

    if (zip_source_open(source) < 0)
        return -1;
    while ((got = zip_source_read(source, buffer, sizeof(buffer))) > 0)
        fwrite(buffer, 1, (size_t)got, out);
    zip_source_close(source);
    return got < 0 ? -1 : 0;
}

enum { PART_DOCUMENT, PART_RELATIONS, PART_STYLES, PART_PROPERTIES, PARTS };

static int
docx_pack(const struct docx_part parts[PARTS], FILE *out, struct error *error)
{
    const struct {
        const char *name, *text;
        size_t length;
    } files[] = {
        /* Must be first: programs detect the format by it. */
        {"[Content_Types].xml", docx_content_types, strlen(docx_content_types)},
        {"_rels/.rels", docx_package_relations, strlen(docx_package_relations)},
        {"word/document.xml", parts[PART_DOCUMENT].text,
         parts[PART_DOCUMENT].length},
        {"word/_rels/document.xml.rels", parts[PART_RELATIONS].text,
         parts[PART_RELATIONS].length},
        {"word/styles.xml", parts[PART_STYLES].text, parts[PART_STYLES].length},
        {"word/numbering.xml", docx_numbering, strlen(docx_numbering)},
        {"docProps/core.xml", parts[PART_PROPERTIES].text,
         parts[PART_PROPERTIES].length},
    };
    zip_error_t reason;
    zip_source_t *archive;
    zip_t *zip;
    int result = 0;

    zip_error_init(&reason);
    archive = zip_source_buffer_create(NULL, 0, 0, &reason);
    zip = archive != NULL ? zip_open_from_source(archive, ZIP_TRUNCATE, &reason)
                          : NULL;
    if (zip == NULL) {
        error_set(error, "cannot begin a zip file: %s",
                  zip_error_strerror(&reason));
        zip_error_fini(&reason);
        zip_source_free(archive);
        return -1;
    }
    zip_error_fini(&reason);
    zip_source_keep(archive);
    for (size_t i = 0; i < COUNT(files) && result == 0; i++)
        result = docx_add(zip, files[i].name, files[i].text, files[i].length);
    if (result < 0 || zip_close(zip) < 0) {
        result =
            error_set(error, "cannot write a zip file: %s", zip_strerror(zip));
        zip_discard(zip);
    } else if (docx_copy(archive, out) < 0) {
        result = error_set(error, "cannot read the zip file back");
    }
    zip_source_free(archive);
    return result;
}

int
docx_write(struct docx *docx, const struct paper *paper, FILE *out,
           struct error *error)
{
    struct docx_part parts[PARTS] = {0};
    unsigned width = (unsigned)(paper->width * 20) - 2 * MARGIN;
    int result;

    docx_part_close(&docx->body);
    docx_part_close(&docx->relations);
    for (size_t i = 0; i < PARTS; i++)
        docx_part_open(&parts[i]);
    docx_write_document(docx, paper, parts[PART_DOCUMENT].out);
    docx_write_relations(docx, parts[PART_RELATIONS].out);
    docx_style_write(parts[PART_STYLES].out,
                     accent_or_default(docx->resume->accent)->dark,
                     docx->resume->language, docx->rtl, width);
    docx_write_properties(docx->resume, parts[PART_PROPERTIES].out);
    for (size_t i = 0; i < PARTS; i++)
        docx_part_close(&parts[i]);
    result = docx_pack(parts, out, error);
    for (size_t i = 0; i < PARTS; i++)
        free(parts[i].text);
    return result;
}
