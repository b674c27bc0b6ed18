#include "unit.h"

#include "published_dir.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct published_files files;
static char directory[] = "/tmp/resume-unit.XXXXXX";
static const char *const names[] = {"resume.json", "resume.md", "resume.txt",
                                    "other.txt"};

unsigned char
txt_byte(size_t offset)
{
    return (unsigned char)(offset * 2654435761U >> 24);
}

static void
write_file(const char *name)
{
    const struct timespec times[] = {{.tv_sec = MTIME}, {.tv_sec = MTIME}};
    char path[128];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", directory, name);
    file = fopen(path, "w");
    assert_non_null(file);
    if (strcmp(name, "resume.txt") == 0)
        for (size_t i = 0; i < TXT_SIZE; i++)
            putc(txt_byte(i), file);
    else if (strcmp(name, "resume.md") != 0)
        fputs("{}\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

int
published_dir_set_up(void **state)
{
    static const struct login_locale locale;
    static struct published_view view;
    char path[128];

    assert_non_null(mkdtemp(directory));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        write_file(names[i]);
    snprintf(path, sizeof(path), "%s/resume.d", directory);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(published_files_open(&files, directory), 0);
    files.folders[0].changed = MTIME;
    files.opened = MTIME + 60;
    published_view_init(&view, &files, "", &locale);
    *state = &view;
    return 0;
}

int
published_dir_tear_down(void **state)
{
    char path[128];

    (void)state;
    published_files_close(&files);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s", directory, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof(path), "%s/resume.d", directory);
    rmdir(path);
    return rmdir(directory);
}

struct published_view
published_dir_people(const struct published_view *all)
{
    static struct published_folder ada, bob;
    struct published_view view = *all;

    ada.items[0] = *published_folder_find(all->root, "resume.json");
    bob.items[0] = *published_folder_find(all->root, "resume.md");
    ada.count = bob.count = 1;
    ada.changed = bob.changed = MTIME;
    view.folders[0] = (struct published_entry){"ada", &ada};
    view.folders[1] = (struct published_entry){"bob", &bob};
    view.count = 2;
    view.root = NULL;
    return view;
}

size_t
outbuf_drain(struct outbuf *outbuf, unsigned char *bytes, size_t size)
{
    size_t length = 0;

    while (!outbuf_is_empty(outbuf)) {
        ssize_t n = outbuf_peek(outbuf, bytes + length, size - length);

        assert_true(n > 0);
        outbuf_advance(outbuf, (size_t)n);
        length += (size_t)n;
    }
    return length;
}
