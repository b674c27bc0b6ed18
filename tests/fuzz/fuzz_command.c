/* Commands without a screen. The first byte chooses UTF-8 or ASCII; then comes
 * the command up to a newline, as in SSH_ORIGINAL_COMMAND, and the rest is
 * standard input. Checks that the output is a published document or text
 * without control characters, and that every failure has a message. */

#include "fuzz.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "command/command.h"
#include "published.h"
#include "published/source.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"

/* What a command printed. */
struct output {
    FILE *real;
    char *bytes;
    size_t length;
};

static struct resume *resume;
static struct source source;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct error error;

    (void)argc;
    (void)argv;
    assert(setlocale(LC_ALL, "C.UTF-8") != NULL);
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    /* Never a terminal, even if the fuzzer is started on one. */
    assert(freopen("/dev/null", "r", stdin) != NULL);
    assert(freopen("/dev/null", "w", stdout) != NULL);
    resume = resume_load(RESUME_FILE, NULL, &error);
    assert(resume != NULL);
    assert(source_open(&source, publish(), &error) == 0);
    return 0;
}

static void
capture(FILE **stream, struct output *output)
{
    output->real = *stream;
    output->bytes = NULL;
    *stream = open_memstream(&output->bytes, &output->length);
    assert(*stream != NULL);
}

static void
release(FILE **stream, const struct output *output)
{
    assert(fclose(*stream) == 0);
    *stream = output->real;
}

/* Check that OUTPUT is lines of whole characters without control characters. */
static void
check_text(const struct output *output, bool ascii)
{
    mbstate_t state = {0};

    for (size_t i = 0, n; i < output->length; i += n) {
        wchar_t c;

        n = mbrtowc(&c, output->bytes + i, output->length - i, &state);
        assert(n > 0 && n <= 4);
        assert(c >= 0x20 || c == L'\n');
        assert(c < 0x7f || (c >= 0xa0 && !ascii));
    }
    if (output->length > 0)
        assert(output->bytes[output->length - 1] == '\n');
}

/* Whether OUTPUT is all of the published document NAME. */
static bool
is_document(const struct output *output, const char *name)
{
    FILE *file = source_open_file(&source, name);
    char *bytes = malloc(output->length + 1);
    bool same;

    assert(file != NULL && bytes != NULL);
    same = fread(bytes, 1, output->length + 1, file) == output->length &&
           memcmp(bytes, output->bytes, output->length) == 0;
    fclose(file);
    free(bytes);
    return same;
}

static void
check(int status, const struct output *out, const struct output *err,
      bool ascii)
{
    struct source_files files;

    assert(status == 0 || status == 1 || status == COMMAND_UNKNOWN);
    assert((status == 0) == (err->length == 0));
    assert(status == 0 || out->length == 0);
    check_text(err, ascii);
    source_list(&source, &files);
    for (size_t i = 0; status == 0 && i < files.count; i++)
        if (is_document(out, files.names[i]))
            return;
    check_text(out, ascii);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct output out, err;
    const uint8_t *end;
    FILE *real = stdin;
    char *words;
    int status;

    if (size < 1 || (end = memchr(data, '\n', size)) == NULL || end == data)
        return 0;
    setenv("LANG", data[0] & 1 ? "C.UTF-8" : "C", 1);
    words = strndup((const char *)data + 1, (size_t)(end - data) - 1);
    size -= (size_t)(end + 1 - data);
    if (size > 0)
        stdin = fmemopen((void *)(uintptr_t)(end + 1), size, "r");
    capture(&stdout, &out);
    capture(&stderr, &err);
    status = command_run(words, &source, resume);
    release(&stdout, &out);
    release(&stderr, &err);
    check(status, &out, &err, !(data[0] & 1));
    if (stdin != real)
        fclose(stdin);
    stdin = real;
    free(out.bytes);
    free(err.bytes);
    free(words);
    return 0;
}
