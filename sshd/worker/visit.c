#include "worker/visit.h"

#include <stdio.h>
#include <unistd.h>

/* Milliseconds that count without a key: the visitor may have left. */
#define VISIT_REST_MAX 120000

/* Messages to read in one turn, more than a pipe holds: a renderer that never
 * stops writing must not keep the worker from its timers. */
#define VISIT_TURN_MAX 2048

void
visit_open(struct visit *visit, int fd)
{
    if (visit->fd >= 0)
        close(visit->fd);
    visit->fd = fd;
    visit->current = NULL;
}

void
visit_touch(struct visit *visit, uint64_t now)
{
    uint64_t rest = now - visit->since;

    if (visit->current != NULL)
        visit->current->read += rest < VISIT_REST_MAX ? rest : VISIT_REST_MAX;
    visit->since = now;
}

static void
visit_turn_to_page(struct visit *visit, const char *name, uint64_t now)
{
    size_t i = 0;

    visit_touch(visit, now);
    while (i < visit->page_count && strcmp(visit->pages[i].name, name) != 0)
        i++;
    visit->current = NULL;
    if (i == VISIT_PAGES_MAX)
        return;
    if (i == visit->page_count)
        strcpy(visit->pages[visit->page_count++].name, name);
    visit->current = &visit->pages[i];
}

void
visit_add_document(struct visit *visit, const char *name)
{
    size_t i = 0;

    if (!visit_name_is_valid(name))
        return;
    while (i < visit->document_count && strcmp(visit->documents[i], name) != 0)
        i++;
    if (i == visit->document_count && i < VISIT_DOCUMENTS_MAX)
        strcpy(visit->documents[visit->document_count++], name);
}

void
visit_set_audience(struct visit *visit, const char *name)
{
    snprintf(visit->audience, sizeof(visit->audience), "%s", name);
}

static void
visit_take(struct visit *visit, const struct visit_message *message,
           uint64_t now)
{
    if (!visit_name_is_valid(message->name))
        return;
    if (message->kind == VISIT_PAGE)
        visit_turn_to_page(visit, message->name, now);
    else if (message->kind == VISIT_DOCUMENT)
        visit_add_document(visit, message->name);
}

void
visit_read(struct visit *visit, uint64_t now)
{
    struct visit_message message;
    const ssize_t whole = sizeof(message);
    ssize_t n = visit->fd >= 0 ? whole : -1;

    for (int i = 0; n == whole && i < VISIT_TURN_MAX; i++) {
        n = read(visit->fd, &message, sizeof(message));
        if (n == whole)
            visit_take(visit, &message, now);
    }
    if (n < 0 || n == whole)
        return; /* nothing more for now, or no renderer */
    visit_touch(visit, now);
    visit_open(visit, -1);
}

void
visit_close(struct visit *visit, uint64_t now)
{
    visit_read(visit, now);
    visit_touch(visit, now);
    visit_open(visit, -1);
}

void
visit_print_pages(const struct visit *visit, char text[VISIT_TEXT_MAX])
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < visit->page_count; i++)
        length +=
            (size_t)snprintf(text + length, VISIT_TEXT_MAX - length, "%s%s:%u",
                             i > 0 ? "," : "", visit->pages[i].name,
                             (unsigned)((visit->pages[i].read + 500) / 1000));
}

void
visit_print_documents(const struct visit *visit, char text[VISIT_TEXT_MAX])
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < visit->document_count; i++)
        length +=
            (size_t)snprintf(text + length, VISIT_TEXT_MAX - length, "%s%s",
                             i > 0 ? "," : "", visit->documents[i]);
}
