/* Configuration files. Checks that each is read, or that the error names the
 * file and a line of it. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The list of the texts that it keeps is static. */
#include "../../sshd/options/options_file.c" /* NOLINT(bugprone-suspicious-include) */

static char path[32];
static int file;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    file = memfd_create("options", MFD_CLOEXEC);
    assert(file >= 0);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct options options = {0};
    struct error error = {""};
    unsigned lines = 1;

    assert(ftruncate(file, 0) == 0);
    assert(pwrite(file, data, size, 0) == (ssize_t)size);
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    if (options_file_read(&options, path, &error) < 0 &&
        memchr(data, 0, size) == NULL) {
        unsigned number;

        assert(strncmp(error.text, path, strlen(path)) == 0);
        assert(sscanf(error.text + strlen(path), ":%u: ", &number) == 1);
        assert(number >= 1 && number <= lines);
    }
    assert(options.listen.count <= OPTIONS_LIST_MAX);
    assert(options.host_keys.count <= OPTIONS_LIST_MAX);
    while (options_file_texts != NULL) {
        struct text *text = options_file_texts;

        options_file_texts = text->next;
        free(text);
    }
    return 0;
}
