/* The documents of a résumé with any text in it. The first byte chooses the
 * document; the rest is fields as in invented.h. Checks the documents with
 * other parsers: the parts of the Word document and the web page are XML with
 * our own elements and links alone. */

#include "fuzz_utf8.h"

#include <expat.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <zip.h>

#include "base/array.h"
#include "documents/document.h"
#include "invented.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"

#define CARD_OCTETS 75

zip_int64_t __real_zip_file_add(zip_t *zip, const char *name,
                                zip_source_t *source, zip_flags_t flags);
zip_int64_t __wrap_zip_file_add(zip_t *zip, const char *name,
                                zip_source_t *source, zip_flags_t flags);

/* What the XML parser has seen. */
struct seen {
    unsigned links, targets;
};

/* Check that no text of the résumé became an element or an attribute. */
static void
see_docx_element(void *context, const char *name, const char **attributes)
{
    struct seen *seen = context;

    seen->links += strcmp(name, "w:hyperlink") == 0;
    if (strcmp(name, "Relationship") != 0)
        return;
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], "TargetMode") == 0)
            seen->targets++;
        else if (strcmp(attributes[0], "Target") == 0 &&
                 strchr(attributes[1], ':') != NULL)
            check_link(attributes[1]);
}

static void
see_page_element(void *context, const char *name, const char **attributes)
{
    static const char elements[] =
        " body main header section article h1 h2 h3 h4 h5 h6 p ul li div span "
        "a strong em code bdi title ";
    static const char known[] = " class id dir href ";
    char word[32];

    (void)context;
    snprintf(word, sizeof(word), " %s ", name);
    assert(strstr(elements, word) != NULL);
    for (; *attributes != NULL; attributes += 2) {
        snprintf(word, sizeof(word), " %s ", attributes[0]);
        assert(strstr(known, word) != NULL);
        if (strcmp(attributes[0], "href") == 0)
            check_link(attributes[1]);
    }
}

static void
read_xml(const char *bytes, size_t length, XML_StartElementHandler see,
         struct seen *seen)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");

    XML_SetUserData(parser, seen);
    XML_SetStartElementHandler(parser, see);
    assert(XML_Parse(parser, bytes, (int)length, true) == XML_STATUS_OK);
    XML_ParserFree(parser);
}

static void
check_docx(const char *bytes, size_t length, const struct resume *resume)
{
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    struct seen seen = {0, 0};
    zip_int64_t count;

    (void)resume;
    assert(zip != NULL);
    count = zip_get_num_entries(zip, 0);
    assert(count == 7);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        zip_stat_t status;
        char *part;

        assert(zip_stat_index(zip, (zip_uint64_t)i, 0, &status) == 0);
        part = malloc(status.size);
        assert(zip_fread(file, part, status.size) == (zip_int64_t)status.size);
        zip_fclose(file);
        read_xml(part, status.size, see_docx_element, &seen);
        free(part);
    }
    assert(seen.links == seen.targets);
    zip_discard(zip);
}

static void
check_html(const char *bytes, size_t length, const struct resume *resume)
{
    const char *title = strstr(bytes, "<title>"),
               *style = strstr(title, "<style");
    const char *body = strstr(style, "<body"), *end = strstr(body, "</body>");

    (void)resume;
    read_xml(title, (size_t)(style - title), see_page_element, NULL);
    end += strlen("</body>");
    read_xml(body, (size_t)(end - body), see_page_element, NULL);
    assert(strcmp(end, "\n</html>\n") == 0);
    assert(end + strlen(end) == bytes + length);
}

/* Check for whole characters, and no control characters but those in ALLOWED.
 */
static void
check_characters(const char *bytes, size_t length, const wchar_t *allowed)
{
    mbstate_t state = {0};

    for (size_t i = 0, n; i < length; i += n) {
        wchar_t c;

        n = mbrtowc(&c, bytes + i, length - i, &state);
        assert(n > 0 && n <= 4);
        assert((c >= 0x20 && c < 0x7f) || c >= 0xa0 ||
               wcschr(allowed, c) != NULL);
    }
}

static void
check_markdown(const char *bytes, size_t length, const struct resume *resume)
{
    (void)resume;
    check_characters(bytes, length, L"\n");
}

static bool
is_card_line(const char *line)
{
    static const char *const names[] = {" ",
                                        "BEGIN:VCARD\r",
                                        "VERSION:3.0\r",
                                        "FN:",
                                        "N:",
                                        "ORG:",
                                        "TITLE:",
                                        "EMAIL;TYPE=INTERNET:",
                                        "URL:",
                                        "ADR:",
                                        "NOTE:",
                                        "TEL;TYPE=VOICE:",
                                        "item",
                                        "X-SOCIALPROFILE;TYPE=",
                                        "END:VCARD\r"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strncmp(line, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* Check that each line begins with the name of a property, or with a blank if
 * it continues another line. */
static void
check_card(const char *bytes, size_t length, const struct resume *resume)
{
    const char *end = bytes + length, *line = bytes;
    unsigned begins = 0, ends = 0;

    (void)resume;
    while (line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));

        assert(next != NULL && next > line && next[-1] == '\r');
        assert(next - 1 - line <= CARD_OCTETS);
        check_characters(line, (size_t)(next - line), L"\r");
        assert(is_card_line(line) && ends == 0);
        begins += strncmp(line, "BEGIN:", strlen("BEGIN:")) == 0;
        ends += strncmp(line, "END:", strlen("END:")) == 0;
        line = next + 1;
    }
    assert(begins == 1 && ends == 1);
}

static char *
plain_text(const struct resume *resume)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    document_text_write(resume, NULL, false, out);
    assert(fclose(out) == 0);
    return text;
}

/* Check that the published JSON gives the same résumé. */
static void
check_json(const char *bytes, size_t length, const struct resume *resume)
{
    char *before = plain_text(resume), *after;
    struct resume *again;
    struct error error;

    check_characters(bytes, length, L"\n");
    again = resume_parse(bytes, length, NULL, &error);
    assert(again != NULL);
    after = plain_text(again);
    assert(strcmp(before, after) == 0);
    free(before);
    free(after);
    resume_free(again);
}

static const struct {
    const struct document *document;
    void (*check)(const char *bytes, size_t length,
                  const struct resume *resume);
} documents_checked[] = {
    {&document_docx, check_docx},  {&document_html, check_html},
    {&document_json, check_json},  {&document_markdown, check_markdown},
    {&document_vcard, check_card},
};

/* Store the parts of a zip file without compression: libz is not what is
 * tested, and would take most of the time. */
zip_int64_t
__wrap_zip_file_add(zip_t *zip, const char *name, zip_source_t *source,
                    zip_flags_t flags)
{
    zip_int64_t index = __real_zip_file_add(zip, name, source, flags);

    assert(index >= 0);
    assert(zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE,
                                    0) == 0);
    return index;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {""};
    struct resume *resume;
    char *bytes = NULL;
    size_t length, which;
    FILE *out;
    int result;

    if (size < 1)
        return 0;
    which = data[0] % COUNT(documents_checked);
    resume = invent_resume((const char *)data + 1, size - 1);
    if (resume == NULL)
        return 0;
    out = open_memstream(&bytes, &length);
    result = documents_checked[which].document->write(resume, out, &error);
    assert(fclose(out) == 0);
    if (result == 0)
        documents_checked[which].check(bytes, length, resume);
    else
        assert(*error.text != '\0');
    free(bytes);
    resume_free(resume);
    return 0;
}
