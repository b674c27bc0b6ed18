#include "files/scp.h"

#include <stdio.h>
#include <string.h>

#define WORD_MAX       1024
#define BLANKS         " \t"
#define OPTION_LETTERS "dfpqrtv"
#define MODE           "0644" /* of the client's copy */

/* A command of an scp client: its options, and the words after them. */
struct scp_request {
    bool from, to, recursive, times;
    const char *names;
};

/* Copy the next word of *TEXT to WORD, without quotes and backslashes, as a
 * shell does. Returns false at the end, and for a word that is too long. */
static bool
scp_next_word(const char **text, char word[WORD_MAX])
{
    const char *at = *text + strspn(*text, BLANKS);
    size_t length = 0;
    char quote = '\0';

    if (*at == '\0')
        return false;
    for (; *at != '\0' && (quote != '\0' || strchr(BLANKS, *at) == NULL);
         at++) {
        if (*at == quote) {
            quote = '\0';
            continue;
        }
        if (quote == '\0' && (*at == '\'' || *at == '"')) {
            quote = *at;
            continue;
        }
        if (quote != '\'' && *at == '\\' && at[1] != '\0')
            at++;
        if (length == WORD_MAX - 1)
            return false;
        word[length++] = *at;
    }
    word[length] = '\0';
    *text = at;
    return true;
}

static bool
scp_parse(const char *command, struct scp_request *request)
{
    char word[WORD_MAX];
    const char *rest = command;

    *request = (struct scp_request){.names = ""};
    if (!scp_next_word(&rest, word) || strcmp(word, "scp") != 0)
        return false;
    request->names = rest;
    while (scp_next_word(&rest, word) && word[0] == '-') {
        request->names = rest;
        if (strcmp(word, "--") == 0)
            break;
        if (word[1 + strspn(word + 1, OPTION_LETTERS)] != '\0')
            return false;
        request->from |= strchr(word, 'f') != NULL;
        request->to |= strchr(word, 't') != NULL;
        request->recursive |= strchr(word, 'r') != NULL;
        request->times |= strchr(word, 'p') != NULL;
    }
    return request->from != request->to;
}

bool
scp_is_command(const char *command)
{
    struct scp_request request;

    return scp_parse(command, &request);
}

/* Whether NAME matches PATTERN, with * and ? as in a shell. */
static bool
scp_matches(const char *pattern, const char *name)
{
    const char *star = NULL, *from = NULL;

    while (*name != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            from = name;
        } else if (*pattern == '?' || *pattern == *name) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star + 1;
            name = ++from;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

/* Append TEXT with ? for everything but printable ASCII. */
static void
scp_put_printable(struct outbuf *reply, const char *text)
{
    for (; *text != '\0'; text++)
        outbuf_put(reply, *text > ' ' && *text <= '~' ? text : "?", 1);
}

/* Append an error message about NAME, which the client prints: NAME and REASON,
 * or the REASON alone where NAME is longer than any file's. */
static void
scp_put_error(struct scp *scp, struct outbuf *reply, const char *name,
              const char *reason)
{
    outbuf_put(reply, "\001scp: ", 6);
    if (strlen(name) <= PUBLISHED_FILE_NAME_MAX)
        scp_put_printable(reply, name);
    else
        reason += strspn(reason, ": ");
    outbuf_put(reply, reason, strlen(reason));
    outbuf_put(reply, "\n", 1);
    scp->status = 1;
}

/* The files of directory INDEX: 0 is the root. */
static const struct published_folder *
scp_folder(const struct scp *scp, size_t index)
{
    return index == 0 ? scp->view->root : scp->view->folders[index - 1].folder;
}

/* Select the files of directory INDEX that match PATTERN. */
static bool
scp_select_files(struct scp *scp, size_t index, const char *pattern)
{
    const struct published_folder *folder = scp_folder(scp, index);
    bool found = false;

    for (size_t i = 0; folder != NULL && i < folder->count; i++)
        if (scp_matches(pattern, folder->items[i].name))
            scp->directories[index].selected[i] = found = true;
    return found;
}

/* Select the files that the names of a path match: PATTERN of the directories
 * that FOLDER matches, or of the root if FOLDER is "". */
static bool
scp_select_path(struct scp *scp, const char *folder, const char *pattern,
                bool recursive)
{
    bool found = false;

    if (*folder == '\0' && scp_select_files(scp, 0, pattern))
        found = true;
    for (size_t i = 1; i <= scp->view->count; i++) {
        const char *name = scp->view->folders[i - 1].name;

        if (*folder != '\0' && scp_matches(folder, name) &&
            scp_select_files(scp, i, pattern))
            found = true;
        if (recursive && *folder == '\0' && scp_matches(pattern, name) &&
            scp_select_files(scp, i, "*"))
            scp->directories[i].whole = found = true;
    }
    return found;
}

/* Select the files that WORD of the command names. */
static void
scp_select(struct scp *scp, const char *word, bool recursive,
           struct outbuf *reply)
{
    struct published_node node;
    const char *folder = "", *name;
    char *slash;

    published_view_resolve(scp->view, word, &node);
    name = node.path[0] != '\0' ? node.path + 1 : "";
    if (node.path[0] == '\0') {
        scp_put_error(scp, reply, word, ": No such file or directory");
        return;
    }
    if (node.is_directory && !recursive) {
        scp_put_error(scp, reply, word, ": not a regular file");
        return;
    }
    slash = strchr(node.path + 1, '/');
    if (slash != NULL) {
        *slash = '\0';
        folder = name;
        name = slash + 1;
    }
    if (!scp_select_path(scp, folder, *name != '\0' ? name : "*", recursive))
        scp_put_error(scp, reply, word, ": No such file or directory");
}

void
scp_init(struct scp *scp, const struct published_view *view,
         const char *command, struct outbuf *reply)
{
    struct scp_request request;
    char word[WORD_MAX];
    size_t words = 0;

    *scp = (struct scp){.view = view};
    outbuf_clear(reply);
    scp_parse(command, &request);
    if (request.to) {
        scp_put_error(scp, reply, "", "the files are read-only");
        scp->stage = SCP_DONE;
        return;
    }
    scp->times = request.times;
    while (scp->status == 0 && scp_next_word(&request.names, word)) {
        scp_select(scp, word, request.recursive, reply);
        words++;
    }
    if (scp->status == 0 &&
        request.names[strspn(request.names, BLANKS)] != '\0')
        scp_put_error(scp, reply, "", "File name too long");
    else if (words == 0)
        scp_put_error(scp, reply, "", "no file name given");
    if (scp->status != 0)
        scp->stage = SCP_DONE;
}

static void
scp_put_line(struct outbuf *reply, const char *line)
{
    outbuf_put(reply, line, strlen(line));
}

/* Begin with the next selected file of the current directory. Returns false
 * without one. */
static bool
scp_begin_file(struct scp *scp)
{
    const struct published_folder *folder = scp_folder(scp, scp->current);
    bool *selected = scp->directories[scp->current].selected;

    for (size_t i = 0; folder != NULL && i < folder->count; i++)
        if (selected[i]) {
            selected[i] = false;
            scp->file = scp->opened = &folder->items[i];
            scp->stage = scp->times ? SCP_TIMES : SCP_HEAD;
            return true;
        }
    return false;
}

static bool
scp_has_files(const struct scp *scp, size_t index)
{
    for (size_t i = 0; i < PUBLISHED_FILES_MAX; i++)
        if (scp->directories[index].selected[i])
            return true;
    return false;
}

/* Begin with the next selected file, enter or leave a folder, or end. Returns
 * whether the client acknowledges what was sent. */
static bool
scp_advance(struct scp *scp, struct outbuf *reply)
{
    char line[PUBLISHED_FILE_NAME_MAX + 64];

    for (; scp->current <= scp->view->count; scp->current++) {
        bool whole = scp->directories[scp->current].whole;

        if (whole && !scp->entered && scp_has_files(scp, scp->current)) {
            snprintf(line, sizeof(line), "D0755 0 %s\n",
                     scp->view->folders[scp->current - 1].name);
            scp_put_line(reply, line);
            scp->entered = true;
            return true;
        }
        if (scp_begin_file(scp))
            return false;
        if (scp->entered) {
            scp_put_line(reply, "E\n");
            scp->entered = false;
            return true;
        }
    }
    scp->stage = SCP_DONE;
    return false;
}

/* Take the next step, after the client's acknowledgement. */
static void
scp_step(struct scp *scp, struct outbuf *reply)
{
    const struct published_file *file;
    char line[PUBLISHED_FILE_NAME_MAX + 64];

    if (scp->stage == SCP_WAIT && scp_advance(scp, reply))
        return;
    file = scp->file;
    switch (scp->stage) {
    case SCP_TIMES:
        snprintf(line, sizeof(line), "T%lld 0 %lld 0\n",
                 (long long)file->changed, (long long)file->changed);
        scp_put_line(reply, line);
        scp->stage = SCP_HEAD;
        break;
    case SCP_HEAD:
        snprintf(line, sizeof(line), "C" MODE " %llu %s\n",
                 (unsigned long long)file->size, file->name);
        scp_put_line(reply, line);
        scp->stage = SCP_BODY;
        break;
    case SCP_BODY:
        outbuf_attach(reply, file->fd, 0, file->size);
        scp->stage = SCP_TAIL;
        break;
    case SCP_WAIT:
    case SCP_TAIL:
    case SCP_DONE:
        break;
    }
}

/* Consume one byte from the client. */
static void
scp_consume(struct scp *scp, char c, struct outbuf *reply)
{
    if (scp->in_error_line) {
        scp->in_error_line = c != '\n';
        if (!scp->in_error_line)
            scp_step(scp, reply);
    } else if (c == '\0') {
        scp_step(scp, reply);
    } else { /* 1: skip this file; anything else is fatal */
        scp->in_error_line = true;
        scp->status = 1;
        scp->stage = c == 1 ? SCP_WAIT : SCP_DONE;
    }
}

/* The acknowledgement follows a body when REPLY is empty, which for an empty
 * file is immediately. */
size_t
scp_take(struct scp *scp, const void *bytes, size_t length,
         struct outbuf *reply)
{
    const char *input = bytes;
    size_t used = 0;

    while (scp->stage != SCP_DONE && outbuf_is_empty(reply)) {
        if (scp->stage == SCP_TAIL) {
            outbuf_put(reply, "", 1);
            scp->stage = SCP_WAIT;
        } else if (used < length) {
            scp_consume(scp, input[used++], reply);
        } else {
            break;
        }
    }
    return used;
}
