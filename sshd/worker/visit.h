#pragma once

/*
 * What was read on a connection: the pages with the time that each was on the
 * screen and the documents, as the renderer reports them (base/visit_message.h)
 * and file_transfer.c notes them, and the audience. The last line of the log
 * names them. A compromised renderer can report only names that
 * visit_name_is_valid() allows, VISIT_PAGES_MAX pages and VISIT_DOCUMENTS_MAX
 * documents at most.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/visit_message.h"

#define VISIT_PAGES_MAX     16
#define VISIT_DOCUMENTS_MAX 12

/* Room for a list of all names, with their seconds, and a NUL. */
#define VISIT_TEXT_MAX (VISIT_PAGES_MAX * (VISIT_NAME_MAX + 12))

struct visit_page {
    char name[VISIT_NAME_MAX];
    uint64_t read; /* milliseconds */
};

/* All zero, with `fd` -1: nothing was read. */
struct visit {
    int fd; /* the pipe from the renderer; -1: none */
    uint64_t since;
    struct visit_page *current; /* on the screen, or NULL */
    size_t page_count, document_count;
    char audience[VISIT_NAME_MAX];
    char documents[VISIT_DOCUMENTS_MAX][VISIT_NAME_MAX];
    struct visit_page pages[VISIT_PAGES_MAX];
};

/* A renderer has started, which writes to the pipe FD, of which VISIT takes
 * ownership. */
void visit_open(struct visit *visit, int fd);

/* Read what the renderer has reported until NOW, in milliseconds. */
void visit_read(struct visit *visit, uint64_t now);

/* Count the time until NOW for the page on the screen, at most
 * VISIT_REST_MAX: call it whenever the visitor presses a key. */
void visit_touch(struct visit *visit, uint64_t now);

/* The renderer has ended, or is to be abandoned at NOW. */
void visit_close(struct visit *visit, uint64_t now);

/* The user name named the audience NAME. */
void visit_set_audience(struct visit *visit, const char *name);

void visit_add_document(struct visit *visit, const char *name);

/* Write "overview:12,work:40", the pages with their seconds, in the order in
 * which they came; "resume.pdf,resume.txt", the documents. */
void visit_print_pages(const struct visit *visit, char text[VISIT_TEXT_MAX]);
void visit_print_documents(const struct visit *visit,
                           char text[VISIT_TEXT_MAX]);
