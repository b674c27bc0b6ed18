/* The reader of JSON Resume, the plain text of what it read, and the pages on a
 * screen. */

#include "fuzz_utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "check.h"
#include "documents/document.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "resume/warnings.h"
#include "screen/screen.h"
#include "sshd/base/error.h"

/* What resume.h promises of every string: no control character reaches a
 * terminal or a document. */
static void
check_text(const char *text, size_t length)
{
    assert(strlen(text) == length);
    for (size_t i = 0; i < length; i++)
        assert((unsigned char)text[i] >= 0x20 || text[i] == '\n');
    assert(memmem(text, length, "\x7f", 1) == NULL);
    assert(memmem(text, length, "\xc2\x9b", 2) == NULL);
}

static void
write_text(const struct resume *resume, bool ascii)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    assert(out != NULL);
    document_text_write(resume, NULL, ascii, out);
    assert(fclose(out) == 0);
    check_text(text, length);
    for (size_t i = 0; ascii && i < length; i++)
        assert((unsigned char)text[i] < 0x80);
    free(text);
}

static void
draw_pages(const struct resume *resume, int columns, int rows)
{
    const struct app_settings settings = {
        .theme = theme_find("mono"),
        .today = {2026, 1, 31},
    };
    struct canvas canvas = {0};
    struct app app;

    assert(app_init(&app, resume, &settings) == 0);
    assert(canvas_resize(&canvas, columns, rows) == 0);
    app_resize(&app, columns, rows);
    screen_draw(&app, &canvas);
    for (size_t i = 0; i < resume->section_count; i++) {
        app_act(&app, ACTION_SECTION, (int)i + 1);
        app_act(&app, ACTION_FOLD_ALL, 0);
        screen_draw(&app, &canvas);
        check_canvas(&canvas);
        app_act(&app, ACTION_BOTTOM, 0);
        screen_draw(&app, &canvas);
        check_canvas(&canvas);
    }
    app_fini(&app);
    canvas_fini(&canvas);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct warnings warnings;
    struct error error = {""};
    struct resume *resume;

    warnings.count = 0;
    resume = resume_parse((const char *)data, size, &warnings, &error);
    if (resume == NULL) {
        assert(*error.text != '\0');
        return 0;
    }
    assert(resume->section_count <= SECTION_KINDS);
    for (size_t i = 0; i < resume->section_count; i++)
        assert(resume->sections[i].entries.count > 0);
    write_text(resume, false);
    write_text(resume, true);
    draw_pages(resume, 40, 16);
    draw_pages(resume, 100, 24);
    resume_free(resume);
    return 0;
}
