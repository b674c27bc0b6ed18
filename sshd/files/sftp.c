#include "files/sftp.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files/sftp_wire.h"
#include "base/array.h"

#define VERSION     3
#define FLAG_READ   1 /* of SFTP_OPEN; every other one wants to write */
#define READ_MAX    (SFTP_PACKET_MAX - 1024)
#define HALF_A_YEAR (182 * 24 * 60 * 60)

/* Size, owner, permissions, times. */
#define ATTRIBUTES 0xf

#define DOCUMENT_MODE  (S_IFREG | 0444)
#define DIRECTORY_MODE (S_IFDIR | 0555)

static void
answer_status(struct outbuf *reply, uint32_t id, enum sftp_status status)
{
    static const char *const words[] = {
        [SFTP_OK] = "Done",
        [SFTP_EOF] = "End of file",
        [SFTP_NO_SUCH_FILE] = "No such file",
        [SFTP_PERMISSION_DENIED] = "Everything here is read-only",
        [SFTP_FAILURE] = "This cannot be done",
        [SFTP_BAD_MESSAGE] = "This request makes no sense",
        [SFTP_OP_UNSUPPORTED] = "This is not supported",
    };

    sftp_begin(reply, SFTP_STATUS);
    sftp_put_number(reply, id);
    sftp_put_number(reply, status);
    sftp_put_string(reply, words[status]);
    sftp_put_string(reply, "en");
}

/* Of DOCUMENT, or of the directory where that is NULL. */
static void
put_attributes(const struct sftp *sftp, struct outbuf *reply,
               const struct published_file *file)
{
    time_t changed = file ? file->changed : sftp->files->changed;

    sftp_put_number(reply, ATTRIBUTES);
    sftp_put_offset(reply, file ? file->size : 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, file ? DOCUMENT_MODE : DIRECTORY_MODE);
    sftp_put_number(reply, (uint32_t)changed);
    sftp_put_number(reply, (uint32_t)changed);
}

/* A name, its line as `ls -l` would print it, its attributes. */
static void
put_entry(const struct sftp *sftp, struct outbuf *reply, const char *name,
          const struct published_file *file)
{
    time_t changed = file ? file->changed : sftp->files->changed;
    bool recent = sftp->files->opened - changed < HALF_A_YEAR;
    char line[PUBLISHED_FILE_NAME_MAX + 100], date[32];
    struct tm utc;

    gmtime_r(&changed, &utc);
    strftime(date, sizeof(date), recent ? "%b %e %H:%M" : "%b %e  %Y", &utc);
    snprintf(line, sizeof(line), "%s %4d %-8s %-8s %8llu %s %s",
             file ? "-r--r--r--" : "dr-xr-xr-x", file ? 1 : 2, "resume",
             "resume", file ? (unsigned long long)file->size : 0, date, name);
    sftp_put_string(reply, name);
    sftp_put_string(reply, line);
    put_attributes(sftp, reply, file);
}

/* What the next string of REQUEST, a path, leads to: SFTP_OK with *DOCUMENT,
 * NULL for the directory; or what to answer. */
static enum sftp_status
find(const struct sftp *sftp, struct sftp_reader *request,
     const struct published_file **file)
{
    char path[SFTP_PATH_MAX + 1], name[PUBLISHED_FILE_NAME_MAX + 1];

    *file = NULL;
    sftp_get_string(request, path, sizeof(path));
    if (request->bad)
        return SFTP_BAD_MESSAGE;
    if (!published_files_resolve(path, name))
        return SFTP_NO_SUCH_FILE;
    if (name[0] == '\0')
        return SFTP_OK;
    *file = published_files_find(sftp->files, name);
    return *file != NULL ? SFTP_OK : SFTP_NO_SUCH_FILE;
}

static void
grant(struct sftp *sftp, struct outbuf *reply, uint32_t id, enum sftp_kind kind,
      const struct published_file *file)
{
    for (uint32_t i = 0; i < SFTP_HANDLES; i++)
        if (sftp->handles[i].kind == SFTP_FREE) {
            sftp->handles[i].kind = kind;
            sftp->handles[i].file = file;
            sftp->handles[i].listed = false;
            sftp_begin(reply, SFTP_HANDLE);
            sftp_put_number(reply, id);
            sftp_put_number(reply, sizeof(i));
            sftp_put_number(reply, i);
            return;
        }
    answer_status(reply, id, SFTP_FAILURE);
}

/* The index of the handle that is the next string of REQUEST, or -1. */
static int
find_handle(const struct sftp *sftp, struct sftp_reader *request)
{
    uint32_t length = sftp_get_number(request);
    uint32_t index = sftp_get_number(request);

    if (request->bad || length != sizeof(index) || index >= SFTP_HANDLES ||
        sftp->handles[index].kind == SFTP_FREE)
        return -1;
    return (int)index;
}

static void
on_open(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
        struct outbuf *reply)
{
    const struct published_file *file;
    enum sftp_status status = find(sftp, request, &file);
    uint32_t flags = sftp_get_number(request);

    if (request->bad)
        status = SFTP_BAD_MESSAGE;
    else if (flags != FLAG_READ)
        status = SFTP_PERMISSION_DENIED;
    else if (status == SFTP_OK && file == NULL)
        status = SFTP_FAILURE;
    if (status != SFTP_OK) {
        answer_status(reply, id, status);
        return;
    }
    sftp->opened = file;
    grant(sftp, reply, id, SFTP_DOCUMENT, file);
}

static void
on_opendir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
           struct outbuf *reply)
{
    const struct published_file *file;
    enum sftp_status status = find(sftp, request, &file);

    if (status == SFTP_OK && file != NULL)
        status = SFTP_FAILURE;
    if (status == SFTP_OK)
        grant(sftp, reply, id, SFTP_DIRECTORY, NULL);
    else
        answer_status(reply, id, status);
}

static void
on_close(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
         struct outbuf *reply)
{
    int index = find_handle(sftp, request);

    if (index >= 0)
        sftp->handles[index].kind = SFTP_FREE;
    answer_status(reply, id, index >= 0 ? SFTP_OK : SFTP_FAILURE);
}

static void
on_read(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
        struct outbuf *reply)
{
    int index = find_handle(sftp, request);
    uint64_t offset = sftp_get_offset(request);
    uint64_t length = sftp_get_number(request);
    const struct published_file *file;

    if (request->bad || index < 0 ||
        sftp->handles[index].kind != SFTP_DOCUMENT) {
        answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    file = sftp->handles[index].file;
    if (offset >= file->size) {
        answer_status(reply, id, SFTP_EOF);
        return;
    }
    if (length > READ_MAX)
        length = READ_MAX;
    if (length > file->size - offset)
        length = file->size - offset;
    sftp_begin(reply, SFTP_DATA);
    sftp_put_number(reply, id);
    sftp_put_number(reply, (uint32_t)length);
    outbuf_attach(reply, file->fd, offset, length);
}

static void
on_readdir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
           struct outbuf *reply)
{
    const struct published_files *files = sftp->files;
    int index = find_handle(sftp, request);

    if (index < 0 || sftp->handles[index].kind != SFTP_DIRECTORY) {
        answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    if (sftp->handles[index].listed) {
        answer_status(reply, id, SFTP_EOF);
        return;
    }
    sftp->handles[index].listed = true;
    sftp_begin(reply, SFTP_NAME);
    sftp_put_number(reply, id);
    sftp_put_number(reply, (uint32_t)files->count + 2);
    put_entry(sftp, reply, ".", NULL);
    put_entry(sftp, reply, "..", NULL);
    for (size_t i = 0; i < files->count; i++)
        put_entry(sftp, reply, files->items[i].name, &files->items[i]);
}

static void
on_stat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
        struct outbuf *reply)
{
    const struct published_file *file;
    enum sftp_status status = find(sftp, request, &file);

    if (status != SFTP_OK) {
        answer_status(reply, id, status);
        return;
    }
    sftp_begin(reply, SFTP_ATTRS);
    sftp_put_number(reply, id);
    put_attributes(sftp, reply, file);
}

static void
on_fstat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
         struct outbuf *reply)
{
    int index = find_handle(sftp, request);

    if (index < 0) {
        answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    sftp_begin(reply, SFTP_ATTRS);
    sftp_put_number(reply, id);
    put_attributes(sftp, reply, sftp->handles[index].file);
}

/* A name that is not there has a path nevertheless, as clients expect who
 * are about to make it. */
static void
on_realpath(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
            struct outbuf *reply)
{
    char path[SFTP_PATH_MAX + 1], name[PUBLISHED_FILE_NAME_MAX + 1];
    char absolute[sizeof(name) + 1];

    (void)sftp;
    sftp_get_string(request, path, sizeof(path));
    if (request->bad || !published_files_resolve(path, name)) {
        answer_status(reply, id,
                      request->bad ? SFTP_BAD_MESSAGE : SFTP_NO_SUCH_FILE);
        return;
    }
    snprintf(absolute, sizeof(absolute), "/%s", name);
    sftp_begin(reply, SFTP_NAME);
    sftp_put_number(reply, id);
    sftp_put_number(reply, 1);
    sftp_put_string(reply, absolute);
    sftp_put_string(reply, absolute);
    sftp_put_number(reply, 0); /* no attributes */
}

static void
deny(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
     struct outbuf *reply)
{
    (void)sftp;
    (void)request;
    answer_status(reply, id, SFTP_PERMISSION_DENIED);
}

static void (*const requests[])(struct sftp *sftp, struct sftp_reader *request,
                                uint32_t id, struct outbuf *reply) = {
    [SFTP_OPEN] = on_open,       [SFTP_CLOSE] = on_close,
    [SFTP_READ] = on_read,       [SFTP_WRITE] = deny,
    [SFTP_LSTAT] = on_stat,      [SFTP_FSTAT] = on_fstat,
    [SFTP_SETSTAT] = deny,       [SFTP_FSETSTAT] = deny,
    [SFTP_OPENDIR] = on_opendir, [SFTP_READDIR] = on_readdir,
    [SFTP_REMOVE] = deny,        [SFTP_MKDIR] = deny,
    [SFTP_RMDIR] = deny,         [SFTP_REALPATH] = on_realpath,
    [SFTP_STAT] = on_stat,       [SFTP_RENAME] = deny,
    [SFTP_SYMLINK] = deny,
};

/* Answer the packet, of which there is as much as we keep. */
static void
answer(struct sftp *sftp, struct outbuf *reply)
{
    size_t kept =
        sftp->size < sizeof(sftp->packet) ? sftp->size : sizeof(sftp->packet);
    struct sftp_reader request = {.at = sftp->packet + 4, .left = kept - 4};
    unsigned type = sftp_get_byte(&request);
    uint32_t id = sftp_get_number(&request); /* the version, of SFTP_INIT */

    if (sftp->greeted == (type == SFTP_INIT) ||
        (type == SFTP_INIT && id < VERSION)) {
        sftp->broken = true;
        return;
    }
    if (type == SFTP_INIT) {
        sftp->greeted = true;
        sftp_begin(reply, SFTP_VERSION);
        sftp_put_number(reply, VERSION);
    } else if (type < COUNT(requests) && requests[type] != NULL) {
        requests[type](sftp, &request, id, reply);
    } else {
        answer_status(reply, id, SFTP_OP_UNSUPPORTED);
    }
    sftp_seal(reply);
}

void
sftp_init(struct sftp *sftp, const struct published_files *files)
{
    memset(sftp, 0, sizeof(*sftp));
    sftp->files = files;
    sftp->size = 4; /* until the length is known */
}

/* The length of a packet is there: look at it. Every packet has a type and
 * a number. */
static void
measure(struct sftp *sftp)
{
    struct sftp_reader reader = {.at = sftp->packet, .left = 4};
    uint32_t length = sftp_get_number(&reader);

    sftp->broken = length < 5 || length > SFTP_PACKET_MAX;
    sftp->size = 4 + length;
}

size_t
sftp_take(struct sftp *sftp, const void *bytes, size_t length,
          struct outbuf *reply)
{
    const unsigned char *input = bytes;
    size_t used = 0;

    while (used < length && !sftp->broken && outbuf_is_empty(reply)) {
        size_t n = sftp->size - sftp->received;

        if (n > length - used)
            n = length - used;
        for (size_t i = 0; i < n; i++, sftp->received++)
            if (sftp->received < sizeof(sftp->packet))
                sftp->packet[sftp->received] = input[used + i];
        used += n;
        if (sftp->received < sftp->size)
            break;
        if (sftp->size == 4) {
            measure(sftp);
        } else {
            answer(sftp, reply);
            sftp->size = 4;
            sftp->received = 0;
        }
    }
    return used;
}
