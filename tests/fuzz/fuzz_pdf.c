/* The PDF of a résumé with any text in it, or of its letter: the first byte
 * chooses; the rest is fields as in invented.h. Checks that qpdf can read every
 * object, that texts and tags are nested in every page, and that all links are
 * ours. */

#include "fuzz_utf8.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "documents/document.h"
#include "invented.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"

#define LETTER    0x01
#define DEPTH_MAX 64

/* Returns the end of the string that begins at AT, such as "(a(b)\)c)". */
static const char *
skip_string(const char *at, const char *end)
{
    unsigned depth = 0;

    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    abort();
}

/* Behind the next operator or number of a page, which is put into WORD; strings
 * and what else is not made of letters and digits end one. */
static const char *
read_word(const char *at, const char *end, char *word, size_t size)
{
    size_t length = 0;

    while (at < end && strchr(" \r\n[]<>", *at) != NULL)
        at = at + 1;
    if (at < end && *at == '(') {
        at = skip_string(at, end);
    } else {
        while (at < end && strchr(" \r\n[]<>(", *at) == NULL) {
            if (length + 1 < size)
                word[length++] = *at;
            at++;
        }
    }
    word[length] = '\0';
    return at;
}

/* Check that texts and tags are nested. */
static void
check_content(const char *at, size_t length)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"BT", "ET"}, {"q", "Q"}, {"BDC", "EMC"}, {"BMC", "EMC"}};
    const char *end = at + length, *expected[DEPTH_MAX];
    size_t depth = 0;

    while (at < end) {
        char word[8];

        at = read_word(at, end, word, sizeof(word));
        for (size_t i = 0; i < COUNT(pairs); i++)
            if (strcmp(word, pairs[i].open) == 0) {
                assert(depth < DEPTH_MAX);
                expected[depth++] = pairs[i].close;
            }
        if (strcmp(word, "ET") == 0 || strcmp(word, "Q") == 0 ||
            strcmp(word, "EMC") == 0) {
            assert(depth > 0);
            assert(strcmp(word, expected[--depth]) == 0);
        }
    }
    assert(depth == 0);
}

static void
check_annotations(qpdf_data qpdf, qpdf_oh page)
{
    qpdf_oh list = qpdf_oh_get_key(qpdf, page, "/Annots");
    int count = qpdf_oh_is_array(qpdf, list)
                    ? qpdf_oh_get_array_n_items(qpdf, list)
                    : 0;

    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(qpdf, list, i);
        qpdf_oh action = qpdf_oh_get_key(qpdf, item, "/A");
        const char *kind =
            qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, action, "/S"));

        assert(strcmp(kind, "/URI") == 0);
        check_link(qpdf_oh_get_string_value(
            qpdf, qpdf_oh_get_key(qpdf, action, "/URI")));
    }
}

static void
check_page(qpdf_data qpdf, qpdf_oh page)
{
    unsigned char *content = NULL;
    size_t length;

    assert(qpdf_oh_get_page_content_data(qpdf, page, &content, &length) ==
           QPDF_SUCCESS);
    assert(length > 0);
    check_content((const char *)content, length);
    free(content);
    check_annotations(qpdf, page);
}

static void
check_pdf(const char *bytes, size_t length)
{
    qpdf_data qpdf = qpdf_init();
    int pages;

    /* qpdf repairs a damaged file, with a warning. */
    assert(qpdf_read_memory(qpdf, "", bytes, length, NULL) == QPDF_SUCCESS);
    assert(qpdf_check_pdf(qpdf) == QPDF_SUCCESS);
    pages = qpdf_get_num_pages(qpdf);
    assert(pages > 0);
    for (int i = 0; i < pages; i++)
        check_page(qpdf, qpdf_get_page_n(qpdf, (size_t)i));
    assert(!qpdf_more_warnings(qpdf) && !qpdf_has_error(qpdf));
    qpdf_cleanup(&qpdf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct document *document = &document_pdf;
    struct error error = {""};
    struct resume *resume;
    char *bytes = NULL;
    size_t length;
    FILE *out;
    int result;

    if (size < 1)
        return 0;
    resume = invent_resume((const char *)data + 1, size - 1);
    if (resume == NULL)
        return 0;
    if ((data[0] & LETTER) != 0 && resume->section_count > 0)
        document = &document_letter_pdf;
    out = open_memstream(&bytes, &length);
    result = document->write(resume, out, &error);
    assert(fclose(out) == 0);
    if (result == 0)
        check_pdf(bytes, length);
    else
        assert(*error.text != '\0');
    free(bytes);
    resume_free(resume);
    return 0;
}
