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

/* Append an error message about NAME, which the client prints. */
static void
scp_put_error(struct scp *scp, struct outbuf *reply, const char *name,
              const char *reason)
{
    outbuf_put(reply, "\001scp: ", 6);
    if (strlen(name) <= PUBLISHED_FILE_NAME_MAX)
        scp_put_printable(reply, name);
    outbuf_put(reply, reason, strlen(reason));
    outbuf_put(reply, "\n", 1);
    scp->status = 1;
}

/* Select the files that WORD of the command names. */
static void
scp_select(struct scp *scp, const char *word, bool recursive,
           struct outbuf *reply)
{
    const struct published_files *files = scp->files;
    char name[PUBLISHED_FILE_NAME_MAX + 1];
    bool found = false;

    if (!published_files_resolve(word, name)) {
        scp_put_error(scp, reply, word, ": No such file or directory");
        return;
    }
    if (name[0] == '\0' && !recursive) {
        scp_put_error(scp, reply, word, ": not a regular file");
        return;
    }
    for (size_t i = 0; i < files->count; i++)
        if (scp_matches(name[0] != '\0' ? name : "*", files->items[i].name))
            scp->selected[i] = found = true;
    if (!found)
        scp_put_error(scp, reply, word, ": No such file or directory");
}

void
scp_init(struct scp *scp, const struct published_files *files,
         const char *command, struct outbuf *reply)
{
    struct scp_request request;
    char word[WORD_MAX];
    size_t words = 0;

    *scp = (struct scp){.files = files};
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
    if (words == 0)
        scp_put_error(scp, reply, "", "no file name given");
    if (scp->status != 0)
        scp->stage = SCP_DONE;
}

static void
scp_put_line(struct outbuf *reply, const char *line)
{
    outbuf_put(reply, line, strlen(line));
}

/* Begin with the next selected file, or end. */
static void
scp_advance(struct scp *scp)
{
    size_t i = 0;

    while (i < scp->files->count && !scp->selected[i])
        i++;
    scp->stage = SCP_DONE;
    if (i == scp->files->count)
        return;
    scp->selected[i] = false;
    scp->file = scp->opened = &scp->files->items[i];
    scp->stage = scp->times ? SCP_TIMES : SCP_HEAD;
}

/* Take the next step, after the client's acknowledgement. */
static void
scp_step(struct scp *scp, struct outbuf *reply)
{
    const struct published_file *file;
    char line[PUBLISHED_FILE_NAME_MAX + 64];

    if (scp->stage == SCP_WAIT)
        scp_advance(scp);
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

/* The acknowledgement follows a body when REPLY is empty; that of an empty file
 * is so at once. */
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
