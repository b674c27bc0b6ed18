#include "files/sftp.h"

#include <string.h>

#include "base/array.h"
#include "files/sftp_listing.h"
#include "files/sftp_wire.h"

#define VERSION     3
#define FLAG_READ   1 /* of SFTP_OPEN; all other flags are for writing */
#define READ_MAX    (SFTP_PACKET_MAX - 1024)
#define ENTRIES_MAX 24 /* of a directory in one answer */

static void
sftp_answer_message(struct outbuf *reply, uint32_t id, enum sftp_status status,
                    const char *message)
{
    sftp_begin(reply, SFTP_STATUS);
    sftp_put_number(reply, id);
    sftp_put_number(reply, status);
    sftp_put_string(reply, message);
    sftp_put_string(reply, "en");
}

static void
sftp_answer_status(struct outbuf *reply, uint32_t id, enum sftp_status status)
{
    static const char *const messages[] = {
        [SFTP_OK] = "Success",
        [SFTP_EOF] = "End of file",
        [SFTP_NO_SUCH_FILE] = "No such file",
        [SFTP_PERMISSION_DENIED] = "The files are read-only",
        [SFTP_FAILURE] = "Failure",
        [SFTP_BAD_MESSAGE] = "Bad message",
        [SFTP_OP_UNSUPPORTED] = "Operation not supported",
    };

    sftp_answer_message(reply, id, status, messages[status]);
}

/* Read a path from REQUEST. Returns SFTP_OK with NODE filled, or the status to
 * answer with. */
static enum sftp_status
sftp_find_node(const struct sftp *sftp, struct sftp_reader *request,
               struct published_node *node)
{
    char path[SFTP_PATH_MAX + 1];

    *node = (struct published_node){.file = NULL};
    sftp_get_string(request, path, sizeof(path));
    if (request->bad)
        return SFTP_BAD_MESSAGE;
    if (!published_view_resolve(sftp->view, path, node))
        return SFTP_NO_SUCH_FILE;
    return node->is_directory || node->file != NULL ? SFTP_OK
                                                    : SFTP_NO_SUCH_FILE;
}

static void
sftp_add_handle(struct sftp *sftp, struct outbuf *reply, uint32_t id,
                enum sftp_kind kind, const struct published_node *node)
{
    for (uint32_t i = 0; i < SFTP_HANDLES; i++)
        if (sftp->handles[i].kind == SFTP_FREE) {
            sftp->handles[i].kind = kind;
            sftp->handles[i].folder = node->folder;
            sftp->handles[i].file = node->file;
            sftp->handles[i].is_root = node->is_root;
            sftp->handles[i].listed = 0;
            sftp_begin(reply, SFTP_HANDLE);
            sftp_put_number(reply, id);
            sftp_put_number(reply, sizeof(i));
            sftp_put_number(reply, i);
            return;
        }
    sftp_answer_message(reply, id, SFTP_FAILURE, "Too many open files");
}

/* Read a handle from REQUEST. Returns its index; -1 if it is not open. */
static int
sftp_find_handle(const struct sftp *sftp, struct sftp_reader *request)
{
    uint32_t length = sftp_get_number(request);
    uint32_t index = sftp_get_number(request);

    if (request->bad || length != sizeof(index) || index >= SFTP_HANDLES ||
        sftp->handles[index].kind == SFTP_FREE)
        return -1;
    return (int)index;
}

static void
sftp_on_open(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
             struct outbuf *reply)
{
    struct published_node node;
    enum sftp_status status = sftp_find_node(sftp, request, &node);
    uint32_t flags = sftp_get_number(request);

    if (request->bad)
        status = SFTP_BAD_MESSAGE;
    else if (flags != FLAG_READ)
        status = SFTP_PERMISSION_DENIED;
    else if (status == SFTP_OK && node.is_directory)
        status = SFTP_FAILURE;
    if (status != SFTP_OK) {
        sftp_answer_status(reply, id, status);
        return;
    }
    sftp->opened = node.file;
    sftp_add_handle(sftp, reply, id, SFTP_FILE, &node);
}

static void
sftp_on_opendir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
                struct outbuf *reply)
{
    struct published_node node;
    enum sftp_status status = sftp_find_node(sftp, request, &node);

    if (status == SFTP_OK && !node.is_directory)
        status = SFTP_FAILURE;
    if (status == SFTP_OK)
        sftp_add_handle(sftp, reply, id, SFTP_DIRECTORY, &node);
    else
        sftp_answer_status(reply, id, status);
}

static void
sftp_on_close(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
              struct outbuf *reply)
{
    int index = sftp_find_handle(sftp, request);

    if (index >= 0)
        sftp->handles[index].kind = SFTP_FREE;
    sftp_answer_status(reply, id, index >= 0 ? SFTP_OK : SFTP_FAILURE);
}

static void
sftp_on_read(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
             struct outbuf *reply)
{
    int index = sftp_find_handle(sftp, request);
    uint64_t offset = sftp_get_offset(request);
    uint64_t length = sftp_get_number(request);
    const struct published_file *file;

    if (request->bad || index < 0 || sftp->handles[index].kind != SFTP_FILE) {
        sftp_answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    file = sftp->handles[index].file;
    if (offset >= file->size) {
        sftp_answer_status(reply, id, SFTP_EOF);
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
sftp_on_readdir(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
                struct outbuf *reply)
{
    int index = sftp_find_handle(sftp, request);
    struct sftp_listing listing;
    size_t from, count;

    if (index < 0 || sftp->handles[index].kind != SFTP_DIRECTORY) {
        sftp_answer_status(reply, id, SFTP_FAILURE);
        return;
    }
    listing = (struct sftp_listing){
        .view = sftp->view,
        .folder = sftp->handles[index].folder,
        .is_root = sftp->handles[index].is_root,
    };
    from = sftp->handles[index].listed;
    count = sftp_listing_count(&listing) - from;
    if (count > ENTRIES_MAX)
        count = ENTRIES_MAX;
    if (count == 0) {
        sftp_answer_status(reply, id, SFTP_EOF);
        return;
    }
    sftp->handles[index].listed += count;
    sftp_begin(reply, SFTP_NAME);
    sftp_put_number(reply, id);
    sftp_put_number(reply, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        sftp_listing_put(&listing, from + i, reply);
}

static void
sftp_answer_attributes(const struct sftp *sftp, struct outbuf *reply,
                       uint32_t id, const struct published_folder *folder,
                       const struct published_file *file)
{
    sftp_begin(reply, SFTP_ATTRS);
    sftp_put_number(reply, id);
    sftp_listing_put_attributes(reply, sftp->view, folder, file);
}

static void
sftp_on_stat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
             struct outbuf *reply)
{
    struct published_node node;
    enum sftp_status status = sftp_find_node(sftp, request, &node);

    if (status != SFTP_OK)
        sftp_answer_status(reply, id, status);
    else
        sftp_answer_attributes(sftp, reply, id, node.folder, node.file);
}

static void
sftp_on_fstat(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
              struct outbuf *reply)
{
    int index = sftp_find_handle(sftp, request);

    if (index < 0)
        sftp_answer_status(reply, id, SFTP_FAILURE);
    else
        sftp_answer_attributes(sftp, reply, id, sftp->handles[index].folder,
                               sftp->handles[index].file);
}

/* Resolve names of files that do not exist, too: clients ask for these before
 * an upload. */
static void
sftp_on_realpath(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
                 struct outbuf *reply)
{
    char path[SFTP_PATH_MAX + 1];
    struct published_node node;

    sftp_get_string(request, path, sizeof(path));
    if (request->bad || !published_view_resolve(sftp->view, path, &node)) {
        sftp_answer_status(reply, id,
                           request->bad ? SFTP_BAD_MESSAGE : SFTP_NO_SUCH_FILE);
        return;
    }
    sftp_begin(reply, SFTP_NAME);
    sftp_put_number(reply, id);
    sftp_put_number(reply, 1);
    sftp_put_string(reply, node.path);
    sftp_put_string(reply, node.path);
    sftp_put_number(reply, 0); /* no attributes */
}

static void
sftp_deny(struct sftp *sftp, struct sftp_reader *request, uint32_t id,
          struct outbuf *reply)
{
    (void)sftp;
    (void)request;
    sftp_answer_status(reply, id, SFTP_PERMISSION_DENIED);
}

static void (*const sftp_requests[])(struct sftp *sftp,
                                     struct sftp_reader *request, uint32_t id,
                                     struct outbuf *reply) = {
    [SFTP_OPEN] = sftp_on_open,       [SFTP_CLOSE] = sftp_on_close,
    [SFTP_READ] = sftp_on_read,       [SFTP_WRITE] = sftp_deny,
    [SFTP_LSTAT] = sftp_on_stat,      [SFTP_FSTAT] = sftp_on_fstat,
    [SFTP_SETSTAT] = sftp_deny,       [SFTP_FSETSTAT] = sftp_deny,
    [SFTP_OPENDIR] = sftp_on_opendir, [SFTP_READDIR] = sftp_on_readdir,
    [SFTP_REMOVE] = sftp_deny,        [SFTP_MKDIR] = sftp_deny,
    [SFTP_RMDIR] = sftp_deny,         [SFTP_REALPATH] = sftp_on_realpath,
    [SFTP_STAT] = sftp_on_stat,       [SFTP_RENAME] = sftp_deny,
    [SFTP_SYMLINK] = sftp_deny,
};

/* Answer the packet, of which the beginning is stored. */
static void
sftp_answer(struct sftp *sftp, struct outbuf *reply)
{
    size_t kept =
        sftp->size < sizeof(sftp->packet) ? sftp->size : sizeof(sftp->packet);
    struct sftp_reader request = {.at = sftp->packet + 4, .left = kept - 4};
    unsigned type = sftp_get_byte(&request);
    uint32_t id = sftp_get_number(&request); /* SFTP_INIT: the version */

    if (sftp->greeted == (type == SFTP_INIT) ||
        (type == SFTP_INIT && id < VERSION)) {
        sftp->broken = true;
        return;
    }
    if (type == SFTP_INIT) {
        sftp->greeted = true;
        sftp_begin(reply, SFTP_VERSION);
        sftp_put_number(reply, VERSION);
    } else if (type < COUNT(sftp_requests) && sftp_requests[type] != NULL) {
        sftp_requests[type](sftp, &request, id, reply);
    } else {
        sftp_answer_status(reply, id, SFTP_OP_UNSUPPORTED);
    }
    sftp_seal(reply);
}

void
sftp_init(struct sftp *sftp, const struct published_view *view)
{
    memset(sftp, 0, sizeof(*sftp));
    sftp->view = view;
    sftp->size = 4; /* the length field; then the packet */
}

/* Read the length field of a packet, which has at least a type and an id. */
static void
sftp_read_length(struct sftp *sftp)
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
            sftp_read_length(sftp);
        } else {
            sftp_answer(sftp, reply);
            sftp->size = 4;
            sftp->received = 0;
        }
    }
    return used;
}
