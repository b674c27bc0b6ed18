#include "files/scp.h"

#include <stdio.h>
#include <string.h>

#define WORD_MAX 1024
#define BLANKS   " \t"
#define OPTIONS  "dfpqrtv"
#define MODE     "0644" /* of the visitor's copy, which is theirs */

/* A command as scp makes it: its options, and the words behind them. */
struct request {
    bool from, to, recursive, times;
    const char *names;
};

/* Copy the next word of *TEXT to WORD, without the quotes and backslashes
 * that are there for a shell. False where there is none, or one too long. */
static bool
next_word(const char **text, char word[WORD_MAX])
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
parse(const char *command, struct request *request)
{
    char word[WORD_MAX];
    const char *rest = command;

    *request = (struct request){.names = ""};
    if (!next_word(&rest, word) || strcmp(word, "scp") != 0)
        return false;
    request->names = rest;
    while (next_word(&rest, word) && word[0] == '-') {
        request->names = rest;
        if (strcmp(word, "--") == 0)
            break;
        if (word[1 + strspn(word + 1, OPTIONS)] != '\0')
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
    struct request request;

    return parse(command, &request);
}

/* Whether NAME is of the form PATTERN, with * and ? as shells have them. */
static bool
matches(const char *pattern, const char *name)
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

/* Put TEXT, with what no line of a terminal should have taken out. */
static void
put_plain(struct outbuf *reply, const char *text)
{
    for (; *text != '\0'; text++)
        outbuf_put(reply, *text > ' ' && *text <= '~' ? text : "?", 1);
}

/* An error of the protocol: the client shows it. */
static void
complain(struct scp *scp, struct outbuf *reply, const char *name,
         const char *why)
{
    outbuf_put(reply, "\001scp: ", 6);
    if (strlen(name) <= PUBLISHED_FILE_NAME_MAX)
        put_plain(reply, name);
    outbuf_put(reply, why, strlen(why));
    outbuf_put(reply, "\n", 1);
    scp->status = 1;
}

/* Mark what NAME, a word of the command, means. */
static void
choose(struct scp *scp, const char *word, bool recursive, struct outbuf *reply)
{
    const struct published_files *files = scp->files;
    char name[PUBLISHED_FILE_NAME_MAX + 1];
    bool found = false;

    if (!published_files_resolve(word, name)) {
        complain(scp, reply, word, ": No such file or directory");
        return;
    }
    if (name[0] == '\0' && !recursive) {
        complain(scp, reply, word, ": not a regular file");
        return;
    }
    for (size_t i = 0; i < files->count; i++)
        if (matches(name[0] != '\0' ? name : "*", files->items[i].name))
            scp->meant[i] = found = true;
    if (!found)
        complain(scp, reply, word, ": No such file or directory");
}

void
scp_init(struct scp *scp, const struct published_files *files,
         const char *command, struct outbuf *reply)
{
    struct request request;
    char word[WORD_MAX];
    size_t words = 0;

    *scp = (struct scp){.files = files};
    outbuf_clear(reply);
    parse(command, &request);
    if (request.to) {
        complain(scp, reply, "", "everything here is read-only");
        scp->stage = SCP_DONE;
        return;
    }
    scp->times = request.times;
    while (scp->status == 0 && next_word(&request.names, word)) {
        choose(scp, word, request.recursive, reply);
        words++;
    }
    if (words == 0)
        complain(scp, reply, "", "no file is named");
    if (scp->status != 0)
        scp->stage = SCP_DONE;
}

static void
put_line(struct outbuf *reply, const char *line)
{
    outbuf_put(reply, line, strlen(line));
}

/* Go on with the next document that is meant, if there is one. */
static void
advance(struct scp *scp)
{
    size_t i = 0;

    while (i < scp->files->count && !scp->meant[i])
        i++;
    scp->stage = SCP_DONE;
    if (i == scp->files->count)
        return;
    scp->meant[i] = false;
    scp->file = scp->opened = &scp->files->items[i];
    scp->stage = scp->times ? SCP_TIMES : SCP_HEAD;
}

/* Do what is next, after the client's yes. */
static void
step(struct scp *scp, struct outbuf *reply)
{
    const struct published_file *file;
    char line[PUBLISHED_FILE_NAME_MAX + 64];

    if (scp->stage == SCP_WAIT)
        advance(scp);
    file = scp->file;
    switch (scp->stage) {
    case SCP_TIMES:
        snprintf(line, sizeof(line), "T%lld 0 %lld 0\n",
                 (long long)file->changed, (long long)file->changed);
        put_line(reply, line);
        scp->stage = SCP_HEAD;
        break;
    case SCP_HEAD:
        snprintf(line, sizeof(line), "C" MODE " %llu %s\n",
                 (unsigned long long)file->size, file->name);
        put_line(reply, line);
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

/* Take one byte of what the client says. */
static void
hear(struct scp *scp, char c, struct outbuf *reply)
{
    if (scp->complaint) {
        scp->complaint = c != '\n';
        if (!scp->complaint)
            step(scp, reply);
    } else if (c == '\0') {
        step(scp, reply);
    } else { /* 1: not this one; 2, or nonsense: not at all */
        scp->complaint = true;
        scp->status = 1;
        scp->stage = c == 1 ? SCP_WAIT : SCP_DONE;
    }
}

/* The body of an empty document needs no sending, so the yes behind it comes
 * as soon as there is nothing on its way. */
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
            hear(scp, input[used++], reply);
        } else {
            break;
        }
    }
    return used;
}
