#include "sftp.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "sftp_wire.h"

#define VERSION     3
#define FLAG_READ   1 /* of SFTP_OPEN; every other one wants to write */
#define READ_MAX    (SFTP_PACKET_MAX - 1024)
#define HALF_A_YEAR (182 * 24 * 60 * 60)

/* Size, owner, permissions, times. */
#define ATTRIBUTES 0xf

#define DOCUMENT_MODE  (S_IFREG | 0444)
#define DIRECTORY_MODE (S_IFDIR | 0555)

static void
answer_status(struct parcel *reply, uint32_t id, enum sftp_status status)
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
put_attributes(const struct sftp *sftp, struct parcel *reply,
               const struct document *document)
{
    time_t changed = document ? document->changed : sftp->documents->changed;

    sftp_put_number(reply, ATTRIBUTES);
    sftp_put_offset(reply, document ? document->size : 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, document ? DOCUMENT_MODE : DIRECTORY_MODE);
    sftp_put_number(reply, (uint32_t)changed);
    sftp_put_number(reply, (uint32_t)changed);
}

/* A name, its line as `ls -l` would print it, its attributes. */
static void
put_entry(const struct sftp *sftp, struct parcel *reply, const char *name,
          const struct document *document)
{
    time_t changed = document ? document->changed : sftp->documents->changed;
    bool recent = sftp->documents->opened - changed < HALF_A_YEAR;
    char line[DOCUMENT_NAME_MAX + 100], date[32];
    struct tm utc;

    gmtime_r(&changed, &utc);
    strftime(date, sizeof(date), recent ? "%b %e %H:%M" : "%b %e  %Y", &utc);
    snprintf(line, sizeof(line), "%s %4d %-8s %-8s %8llu %s %s",
             document ? "-r--r--r--" : "dr-xr-xr-x", document ? 1 : 2, "resume",
             "resume", document ? (unsigned long long)document->size : 0, date,
             name);
    sftp_put_string(reply, name);
    sftp_put_string(reply, line);
    put_attributes(sftp, reply, document);
}

/* What the next string of REQUEST, a path, leads to: SFTP_OK with *DOCUMENT,
 * NULL for the directory; or what to answer. */
static enum sftp_status
find(const struct sftp *sftp, struct sftp_reader *request,
     const struct document **document)
{
    char path[SFTP_PATH_MAX + 1], name[DOCUMENT_NAME_MAX + 1];

    *document = NULL;
    sftp_get_string(request, path, sizeof(path));
    if (request->bad)
        return SFTP_BAD_MESSAGE;
    if (!documents_resolve(path, name))
        return SFTP_NO_SUCH_FILE;
    if (name[0] == '\0')
        return SFTP_OK;
    *document = documents_find(sftp->documents, name);
    return *document != NULL ? SFTP_OK : SFTP_NO_SUCH_FILE;
}

static void
grant(struct sftp *sftp, struct parcel *reply, uint32_t id, enum sftp_kind kind,
      const struct document *document)
{
    for (uint32_t i = 0; i < SFTP_HANDLES; i++)
        if (sftp->handles[i].kind == SFTP_FREE) {
            sftp->handles[i].kind = kind;
            sftp->handles[i].document = document;
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
        struct parcel *reply)
{
    const struct document *document;
    enum sftp_status status = find(sftp, request, &document);
    uint32_t flags = sftp_get_number(request);

    if (request->bad)
        status = SFTP_BAD_MESSAGE;
    else if (flags != FLAG_READ)
        status = SFTP_PERMISSION_DENIED;
    else if (status == SFTP_OK && document == NULL)
        status = SFTP_FAILURE;
    if (status != SFTP_OK) {
        answer_status(reply, id, status);
        return;
    }
    sftp->opened = document;
    grant(sftp, reply, id, SFTP_DOCUMENT, document);
}

static void
on_opendir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
           struct parcel *reply)
{
    const struct document *document;
    enum sftp_status status = find(sftp, request, &document);

    if (status == SFTP_OK && document != NULL)
        status = SFTP_FAILURE;
    if (status == SFTP_OK)
        grant(sftp, reply, id, SFTP_DIRECTORY, NULL);
    else
        answer_status(reply, id, status);
}

static void
on_close(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
         struct parcel *reply)
{
    int index = find_handle(sftp, request);

    if (index >= 0)
        sftp->handles[index].kind = SFTP_FREE;
    answer_status(reply, id, index >= 0 ? SFTP_OK : SFTP_FAILURE);
}

static void
on_read(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
        struct parcel *reply)
{
    int index = find_handle(sftp, request);
    uint64_t offset = sftp_get_offset(request);
    uint64_t length = sftp_get_number(request);
    const struct document *document;

    if (request->bad || index < 0 ||
        sftp->handles[index].kind != SFTP_DOCUMENT) {
        answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    document = sftp->handles[index].document;
    if (offset >= document->size) {
        answer_status(reply, id, SFTP_EOF);
        return;
    }
    if (length > READ_MAX)
        length = READ_MAX;
    if (length > document->size - offset)
        length = document->size - offset;
    sftp_begin(reply, SFTP_DATA);
    sftp_put_number(reply, id);
    sftp_put_number(reply, (uint32_t)length);
    parcel_attach(reply, document->fd, offset, length);
}

static void
on_readdir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
           struct parcel *reply)
{
    const struct documents *documents = sftp->documents;
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
    sftp_put_number(reply, (uint32_t)documents->count + 2);
    put_entry(sftp, reply, ".", NULL);
    put_entry(sftp, reply, "..", NULL);
    for (size_t i = 0; i < documents->count; i++)
        put_entry(sftp, reply, documents->items[i].name, &documents->items[i]);
}

static void
on_stat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
        struct parcel *reply)
{
    const struct document *document;
    enum sftp_status status = find(sftp, request, &document);

    if (status != SFTP_OK) {
        answer_status(reply, id, status);
        return;
    }
    sftp_begin(reply, SFTP_ATTRS);
    sftp_put_number(reply, id);
    put_attributes(sftp, reply, document);
}

static void
on_fstat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
         struct parcel *reply)
{
    int index = find_handle(sftp, request);

    if (index < 0) {
        answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    sftp_begin(reply, SFTP_ATTRS);
    sftp_put_number(reply, id);
    put_attributes(sftp, reply, sftp->handles[index].document);
}

/* A name that is not there has a path nevertheless, as clients expect who
 * are about to make it. */
static void
on_realpath(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
            struct parcel *reply)
{
    char path[SFTP_PATH_MAX + 1], name[DOCUMENT_NAME_MAX + 1];
    char absolute[sizeof(name) + 1];

    (void)sftp;
    sftp_get_string(request, path, sizeof(path));
    if (request->bad || !documents_resolve(path, name)) {
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
     struct parcel *reply)
{
    (void)sftp;
    (void)request;
    answer_status(reply, id, SFTP_PERMISSION_DENIED);
}

static void (*const requests[])(struct sftp *sftp, struct sftp_reader *request,
                                uint32_t id, struct parcel *reply) = {
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
answer(struct sftp *sftp, struct parcel *reply)
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
    } else if (type < sizeof(requests) / sizeof(requests[0]) &&
               requests[type] != NULL) {
        requests[type](sftp, &request, id, reply);
    } else {
        answer_status(reply, id, SFTP_OP_UNSUPPORTED);
    }
    sftp_seal(reply);
}

void
sftp_init(struct sftp *sftp, const struct documents *documents)
{
    memset(sftp, 0, sizeof(*sftp));
    sftp->documents = documents;
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
          struct parcel *reply)
{
    const unsigned char *input = bytes;
    size_t used = 0;

    while (used < length && !sftp->broken && parcel_is_empty(reply)) {
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
