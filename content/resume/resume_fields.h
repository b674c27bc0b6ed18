#pragma once

/* The ways to read a field: what the tables of resume_keys.c point to. */

#include "resume/resume_keys.h"

/* One line; several joined; paragraphs; an address; a place. */
void field_text(struct draft *draft, const struct key *key, json_t *value);
void field_texts(struct draft *draft, const struct key *key, json_t *value);
void field_paragraphs(struct draft *draft, const struct key *key,
                      json_t *value);
void field_url(struct draft *draft, const struct key *key, json_t *value);
void field_place(struct draft *draft, const struct key *key, json_t *value);

/* What was studied, joined to the title. */
void field_area(struct draft *draft, const struct key *key, json_t *value);

/* When it ended; null and "" say that it has not. */
void field_end(struct draft *draft, const struct key *key, json_t *value);

/* Short words; one more of them; points, of which some may be groups. */
void field_words(struct draft *draft, const struct key *key, json_t *value);
void field_word(struct draft *draft, const struct key *key, json_t *value);
void field_points(struct draft *draft, const struct key *key, json_t *value);

/* One more address: the only one, or shown below the summary. */
void field_address(struct draft *draft, const struct key *key, json_t *value);

/* Several roles at one employer, each with its own dates. */
void field_roles(struct draft *draft, const struct key *key, json_t *value);

/* Children: sub-projects, groups of points, awards, the courses. */
void field_projects(struct draft *draft, const struct key *key, json_t *value);
void field_groups(struct draft *draft, const struct key *key, json_t *value);
void field_awards(struct draft *draft, const struct key *key, json_t *value);
void field_courses(struct draft *draft, const struct key *key, json_t *value);

/* Known, and not shown in an entry. */
void field_ignored(struct draft *draft, const struct key *key, json_t *value);
