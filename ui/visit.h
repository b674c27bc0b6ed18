#pragma once

/*
 * Tells resume-sshd what a visitor reads (sshd/base/visit_message.h): the keys
 * of pages, the names of documents; nothing that is typed. At
 * the owner's desk, and under another server, it does nothing.
 */

struct app;

/* Find the pipe to resume-sshd, if there is one. */
void visit_open(void);

/* The screens show APP: tell the page if it is another than before. */
void visit_tell_screen(const struct app *app);

/* A command prints the part KEY of the résumé, or the document NAME. */
void visit_tell_page(const char *key);
void visit_tell_document(const char *name);
