#include "worker/file_transfer.h"

#include <stdio.h>
#include <string.h>

#include "process/log.h"

#define CHUNKS_PER_TURN 16 /* then the timers are checked */

/* Choose what SESSION's client sees of FILES. */
static void
file_transfer_choose(struct file_transfer *file_transfer,
                     const struct session *session,
                     const struct published_files *files)
{
    const struct session_request *request = &session->request;
    const struct login_locale locale = {
        .all = request->hints[SESSION_REQUEST_LC_ALL],
        .messages = request->hints[SESSION_REQUEST_LC_MESSAGES],
        .lang = request->hints[SESSION_REQUEST_LANG],
    };

    published_view_init(&file_transfer->view, files, request->user, &locale);
}

bool
file_transfer_open(struct file_transfer *file_transfer,
                   const struct session *session,
                   const struct published_files *files)
{
    const struct session_request *request = &session->request;

    if (session->sftp) {
        file_transfer->kind = FILE_TRANSFER_SFTP;
        file_transfer_choose(file_transfer, session, files);
        sftp_init(&file_transfer->sftp, &file_transfer->view);
    } else if (request->exec && !request->pty &&
               scp_is_command(request->command)) {
        file_transfer->kind = FILE_TRANSFER_SCP;
        file_transfer_choose(file_transfer, session, files);
        scp_init(&file_transfer->scp, &file_transfer->view, request->command,
                 &file_transfer->outbuf);
    } else {
        return false;
    }
    return true;
}

void
file_transfer_close(struct file_transfer *file_transfer)
{
    file_transfer->kind = FILE_TRANSFER_NONE;
    outbuf_clear(&file_transfer->outbuf);
}

static bool
file_transfer_is_logged(const struct file_transfer *file_transfer,
                        const struct published_file *file)
{
    for (size_t i = 0; i < file_transfer->logged_count; i++)
        if (file_transfer->logged[i] == file)
            return true;
    return file_transfer->logged_count == FILE_TRANSFER_LOGGED_MAX;
}

/* Write the path of FILE in the published directory: "fr/resume.pdf"; of a
 * letter only its name. */
static void
file_transfer_path(const struct file_transfer *file_transfer,
                   const struct published_file *file, char *path, size_t size)
{
    const struct published_files *files = file_transfer->view.files;

    snprintf(path, size, "%s", file->name);
    for (size_t i = 0; i < files->count; i++) {
        const struct published_folder *folder = &files->folders[i];
        const char *name = files->index.editions[i].folder;

        for (size_t j = 0; j < folder->count; j++)
            if (folder->items[j].fd == file->fd)
                snprintf(path, size, "%s%s%s", name, *name != '\0' ? "/" : "",
                         file->name);
    }
}

/* Log each document once a connection, however often the client opens it. */
static void
file_transfer_note(struct file_transfer *file_transfer,
                   const struct published_file **opened)
{
    const struct published_file *file = *opened;
    char path[PUBLISHED_FOLDER_MAX + PUBLISHED_FILE_NAME_MAX + 2] = "";

    *opened = NULL;
    if (file == NULL)
        return;
    visit_add_document(file_transfer->visit, file->name);
    if (file_transfer_is_logged(file_transfer, file))
        return;
    file_transfer->logged[file_transfer->logged_count++] = file;
    file_transfer_path(file_transfer, file, path, sizeof(path));
    LOG(EVENT_FILE_SENT, LOG_TEXT("document", path),
        LOG_NUMBER("size", file->size));
}

static bool
file_transfer_is_broken(const struct file_transfer *file_transfer)
{
    return file_transfer->kind == FILE_TRANSFER_SFTP &&
           file_transfer->sftp.broken;
}

/* Whether everything that is left to send is in the output buffer. */
static bool
file_transfer_is_done(const struct file_transfer *file_transfer,
                      const struct session *session)
{
    bool ended = session->end && session->length == 0;

    if (file_transfer->kind == FILE_TRANSFER_SCP)
        return file_transfer->scp.stage == SCP_DONE || ended;
    return file_transfer_is_broken(file_transfer) || ended;
}

/* Take input up to the next answer. */
static void
file_transfer_take(struct file_transfer *file_transfer, struct session *session)
{
    /* Without any input yet there is no buffer to point into. */
    const char *input =
        session->length > 0 ? session->input + session->start : "";
    size_t used;

    if (file_transfer->kind == FILE_TRANSFER_SFTP) {
        used = sftp_take(&file_transfer->sftp, input, session->length,
                         &file_transfer->outbuf);
        file_transfer_note(file_transfer, &file_transfer->sftp.opened);
    } else {
        used = scp_take(&file_transfer->scp, input, session->length,
                        &file_transfer->outbuf);
        file_transfer_note(file_transfer, &file_transfer->scp.opened);
    }
    session_consume(session, used);
}

/* Send one chunk; -1 if the document cannot be read. */
static int
file_transfer_give(struct file_transfer *file_transfer, struct session *session)
{
    char bytes[SESSION_CHUNK];
    ssize_t n =
        outbuf_peek(&file_transfer->outbuf, bytes, session_room(session));

    if (n < 0)
        return -1;
    outbuf_advance(&file_transfer->outbuf,
                   session_write(session, SESSION_OUT, bytes, (size_t)n));
    return 0;
}

/* Returns the result, after everything was sent. */
static int
file_transfer_final_status(const struct file_transfer *file_transfer)
{
    if (file_transfer->kind == FILE_TRANSFER_SCP)
        return file_transfer->scp.status != 0 ||
               file_transfer->scp.stage != SCP_DONE;
    return file_transfer_is_broken(file_transfer);
}

bool
file_transfer_move(struct file_transfer *file_transfer, struct session *session)
{
    struct outbuf *outbuf = &file_transfer->outbuf;

    for (int i = 0; i < CHUNKS_PER_TURN; i++) {
        if (outbuf_is_empty(outbuf)) {
            if (file_transfer_is_done(file_transfer, session)) {
                file_transfer->status =
                    file_transfer_final_status(file_transfer);
                return true;
            }
            file_transfer_take(file_transfer, session);
        }
        if (outbuf_is_empty(outbuf)) {
            if (session->length == 0 &&
                !file_transfer_is_done(file_transfer, session))
                return false;
        } else if (session_room(session) == 0) {
            return false;
        } else if (file_transfer_give(file_transfer, session) < 0) {
            file_transfer->status = 1;
            return true;
        }
    }
    return false;
}

bool
file_transfer_is_ready(const struct file_transfer *file_transfer,
                       const struct session *session)
{
    return file_transfer->kind != FILE_TRANSFER_NONE &&
           session_room(session) > 0 &&
           (!outbuf_is_empty(&file_transfer->outbuf) || session->length > 0);
}

bool
file_transfer_is_stalled(const struct file_transfer *file_transfer,
                         const struct session *session)
{
    return !outbuf_is_empty(&file_transfer->outbuf) &&
           session_room(session) == 0;
}
