#include "resume/resume_keys.h"

#include "resume/resume_fields.h"

/* clang-format off */
#define AT(member)            offsetof(struct draft, member)
#define TEXT(name, member)    {name, field_text, AT(entry.member), NULL}
#define ALSO(name, member)    {name, field_texts, AT(entry.member), ", "}
#define URL(name)             {name, field_url, AT(entry.url), NULL}
#define ADDRESS(name)         {name, field_address, AT(entry.url), NULL}
#define PLACE(name)           {name, field_place, AT(entry.place), NULL}
#define PARAGRAPHS(name)      {name, field_paragraphs, AT(entry.summary), "\n"}
#define START(name)           {name, field_date, AT(start), NULL}
#define END(name)             {name, field_end, AT(end), NULL}
#define EXPIRY(name)          {name, field_date, AT(end), NULL}
#define WORDS(name, member)   {name, field_words, AT(member), NULL}
#define WORD(name, member)    {name, field_word, AT(member), NULL}
#define POINTS(name)          {name, field_points, AT(highlights), NULL}
#define SPECIAL(name, reader) {name, field_##reader, AT(entry.title), NULL}
#define NO_MORE               {NULL, NULL, 0, NULL}

const struct key common_keys[] = {
    START("startDate"),
    START("start"),
    START("from"),
    START("date"),
    END("endDate"),
    END("end"),
    END("to"),
    PLACE("location"),
    URL("url"),
    URL("website"),
    URL("link"),
    ADDRESS("github"),
    ADDRESS("repo"),
    ADDRESS("repository"),
    ADDRESS("source"),
    ADDRESS("demo"),
    {"doi", field_doi, AT(entry.url), NULL},
    PARAGRAPHS("description"),
    PARAGRAPHS("summary"),
    POINTS("highlights"),
    POINTS("responsibilities"),
    POINTS("achievements"),
    WORDS("keywords", keywords),
    WORDS("technologies", keywords),
    WORDS("tags", keywords),
    WORDS("stack", keywords),
    WORDS("tech", keywords),
    WORDS("skills", keywords),
    WORDS("badges", badges),
    SPECIAL("projects", projects),
    SPECIAL("highlightGroups", groups),
    SPECIAL("image", ignored),
    SPECIAL("logo", ignored),
    SPECIAL("icon", ignored),
    SPECIAL("id", ignored),
    NO_MORE,
};

static const struct key work_keys[] = {
    TEXT("position", title),
    TEXT("title", title),
    TEXT("role", title),
    TEXT("jobTitle", title),
    TEXT("name", org),
    TEXT("company", org),
    TEXT("organization", org),
    TEXT("employer", org),
    TEXT("type", note),
    TEXT("employmentType", note),
    SPECIAL("positions", roles),
    SPECIAL("roles", roles),
    NO_MORE,
};

/* The keys of one of several roles: its "name" is not the employer's. */
static const struct key role_keys[] = {
    TEXT("position", title),
    TEXT("title", title),
    TEXT("role", title),
    TEXT("jobTitle", title),
    TEXT("name", title),
    TEXT("type", note),
    TEXT("employmentType", note),
    NO_MORE,
};

static const struct key volunteer_keys[] = {
    TEXT("position", title),
    TEXT("title", title),
    TEXT("role", title),
    TEXT("organization", org),
    TEXT("name", org),
    TEXT("company", org),
    SPECIAL("positions", roles),
    SPECIAL("roles", roles),
    NO_MORE,
};

static const struct key education_keys[] = {
    TEXT("studyType", title),
    TEXT("degree", title),
    SPECIAL("area", area),
    SPECIAL("field", area),
    TEXT("institution", org),
    TEXT("school", org),
    TEXT("name", org),
    TEXT("score", note),
    TEXT("gpa", note),
    TEXT("grade", note),
    END("year"),
    END("graduationDate"),
    SPECIAL("awards", awards),
    SPECIAL("honors", awards),
    SPECIAL("courses", courses),
    NO_MORE,
};

static const struct key award_keys[] = {
    TEXT("title", title),
    TEXT("name", title),
    TEXT("awarder", org),
    TEXT("issuer", org),
    START("year"),
    NO_MORE,
};

static const struct key certificate_keys[] = {
    TEXT("name", title),
    TEXT("title", title),
    TEXT("issuer", org),
    TEXT("authority", org),
    TEXT("id", note),
    TEXT("credentialID", note),
    TEXT("credentialId", note),
    EXPIRY("endDate"),
    EXPIRY("expiryDate"),
    EXPIRY("expires"),
    START("year"),
    NO_MORE,
};

static const struct key publication_keys[] = {
    TEXT("name", title),
    TEXT("title", title),
    TEXT("publisher", org),
    TEXT("journal", org),
    START("releaseDate"),
    START("year"),
    ALSO("authors", note),
    NO_MORE,
};

static const struct key skill_keys[] = {
    TEXT("name", title),
    TEXT("title", title),
    TEXT("skill", title),
    TEXT("category", title),
    TEXT("level", note),
    TEXT("proficiency", note),
    TEXT("rating", note),
    NO_MORE,
};

static const struct key language_keys[] = {
    TEXT("language", title),
    TEXT("name", title),
    TEXT("fluency", note),
    TEXT("level", note),
    TEXT("proficiency", note),
    NO_MORE,
};

static const struct key interest_keys[] = {
    TEXT("name", title),
    TEXT("title", title),
    NO_MORE,
};

static const struct key reference_keys[] = {
    TEXT("name", title),
    TEXT("position", note),
    TEXT("title", note),
    TEXT("company", org),
    PARAGRAPHS("reference"),
    NO_MORE,
};

static const struct key project_keys[] = {
    TEXT("name", title),
    TEXT("title", title),
    TEXT("entity", org),
    ALSO("roles", note),
    WORD("type", badges),
    NO_MORE,
};

static const struct key group_keys[] = {
    TEXT("section", title),
    TEXT("name", title),
    TEXT("title", title),
    TEXT("heading", title),
    TEXT("group", title),
    POINTS("items"),
    POINTS("points"),
    POINTS("bullets"),
    POINTS("list"),
    NO_MORE,
};

#define IN(member) offsetof(struct entry, member)
#define TITLED     IN(title), IN(summary)
#define NOTED      IN(title), IN(note)
#define QUOTED     IN(summary), IN(summary)

const struct shape section_shapes[SECTION_KINDS] = {
    [SECTION_WORK] = {work_keys, WORD_EXPERIENCE, true, false, TITLED},
    [SECTION_SKILLS] = {skill_keys, WORD_SKILLS, false, true, TITLED},
    [SECTION_PROJECTS] = {project_keys, WORD_PROJECTS, false, false, TITLED},
    [SECTION_EDUCATION] = {education_keys, WORD_EDUCATION, true, false, TITLED},
    [SECTION_VOLUNTEER] = {volunteer_keys, WORD_VOLUNTEER, true, false, TITLED},
    [SECTION_AWARDS] = {award_keys, WORD_AWARDS, false, false, TITLED},
    [SECTION_CERTIFICATES] = {certificate_keys, WORD_CERTIFICATES, false,
                              false, TITLED},
    [SECTION_PUBLICATIONS] = {publication_keys, WORD_PUBLICATIONS, false,
                              false, TITLED},
    [SECTION_LANGUAGES] = {language_keys, WORD_LANGUAGES, false, false, NOTED},
    [SECTION_INTERESTS] = {interest_keys, WORD_INTERESTS, false, false, TITLED},
    [SECTION_REFERENCES] = {reference_keys, WORD_REFERENCES, false, false,
                            QUOTED},
    [SECTION_LETTER] = {reference_keys, WORD_LETTER, false, false, QUOTED},
    [SECTION_PEOPLE] = {reference_keys, WORD_PEOPLE, false, false, TITLED},
};

const struct shape role_shape = {
    role_keys, WORD_EXPERIENCE, true, false, TITLED};
const struct shape subproject_shape = {
    project_keys, WORD_PROJECTS, false, false, TITLED};
const struct shape group_shape = {
    group_keys, WORD_PROJECTS, false, false, TITLED};
/* clang-format on */
