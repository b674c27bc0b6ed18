#include "language.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct language languages[] = {
    {
        .code = "en",
        .months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                   "Sep", "Oct", "Nov", "Dec"},
        .words =
            {
                [WORD_EXPERIENCE] = "Experience",
                [WORD_SKILLS] = "Skills",
                [WORD_PROJECTS] = "Projects",
                [WORD_EDUCATION] = "Education",
                [WORD_VOLUNTEER] = "Volunteering",
                [WORD_AWARDS] = "Awards",
                [WORD_CERTIFICATES] = "Certificates",
                [WORD_PUBLICATIONS] = "Publications",
                [WORD_LANGUAGES] = "Languages",
                [WORD_INTERESTS] = "Interests",
                [WORD_REFERENCES] = "References",
                [WORD_PRESENT] = "present",
                [WORD_YEAR] = "year",
                [WORD_YEARS] = "years",
                [WORD_MONTH] = "month",
                [WORD_MONTHS] = "months",
                [WORD_TO] = "to",
                [WORD_DEGREE] = "Degree",
                [WORD_DEGREE_IN] = "%s in %s",
                [WORD_COURSES] = "Courses",
                [WORD_ORGANIZATION] = "Organization",
                [WORD_INSTITUTION] = "Institution",
                [WORD_AWARDED_BY] = "Awarded by",
                [WORD_ISSUED_BY] = "Issued by",
                [WORD_PUBLISHED_BY] = "Published by",
                [WORD_SCORE] = "Score",
                [WORD_LEVEL] = "Level",
                [WORD_ID] = "ID",
                [WORD_TYPE] = "Type",
                [WORD_AUTHORS] = "Authors",
                [WORD_AVAILABLE] = "Available",
                [WORD_AVAILABLE_FROM] = "Available from %s",
                [WORD_NOT_AVAILABLE] = "Not looking for work",
                [WORD_TECHNOLOGIES] = "Technologies",
                [WORD_ROLE] = "Role",
                [WORD_DATE] = "Date",
                [WORD_DATES] = "Dates",
                [WORD_PLACE] = "Place",
                [WORD_EMAIL] = "E-mail",
                [WORD_PHONE] = "Phone",
                [WORD_WEB] = "Web",
                [WORD_SECTION_OF] = "Section %zu of %zu: %s",
                [WORD_END_OF_RESUME] = "End of résumé.",
                [WORD_HELP_MOVE] = "move",
                [WORD_HELP_OPEN] = "open, close",
                [WORD_HELP_PAGE] = "page",
                [WORD_HELP_HALF] = "half page",
                [WORD_HELP_LINE] = "one line",
                [WORD_HELP_ENDS] = "top, end",
                [WORD_HELP_SECTION] = "section",
                [WORD_HELP_FOLD_ALL] = "open, close all",
                [WORD_HELP_COLOURS] = "colours",
                [WORD_HELP_HELP] = "help",
                [WORD_HELP_BACK] = "back, close",
                [WORD_HELP_REDRAW] = "redraw",
                [WORD_HELP_QUIT] = "quit",
                [WORD_HELP_LEAVE] = "leave at once",
                [WORD_KEYS] = "Keys",
                [WORD_ANY_KEY] = "Any key closes this.",
                [WORD_PLAIN_TEXT_HINT] =
                    "Plain text, good for screen readers and for saving:",
                [WORD_POINT] = "point",
                [WORD_POINTS] = "points",
                [WORD_NEXT] = "next",
                [WORD_TOO_SMALL] = "Please make this window larger.",
                [WORD_TOO_SMALL_HELP] = "q quits. As text: ssh %s text",
                [WORD_GOODBYE] = "Thank you for your visit.",
                [WORD_TAKE_AWAY] = "Take it with you, from your own shell:",
                [WORD_SHORT_EXPERIENCE] = "Exp",
                [WORD_SHORT_SKILLS] = "Skill",
                [WORD_SHORT_PROJECTS] = "Proj",
                [WORD_SHORT_EDUCATION] = "Edu",
                [WORD_SHORT_VOLUNTEER] = "Vol",
                [WORD_SHORT_AWARDS] = "Award",
                [WORD_SHORT_CERTIFICATES] = "Cert",
                [WORD_SHORT_PUBLICATIONS] = "Publ",
                [WORD_SHORT_LANGUAGES] = "Lang",
                [WORD_SHORT_INTERESTS] = "Int",
                [WORD_SHORT_REFERENCES] = "Ref",
                [WORD_HELP_CHARSET] = "plain lines",
                [WORD_HELP_SEARCH] = "search",
                [WORD_HELP_MATCH] = "next, previous match",
                [WORD_HELP_KEEP] = "keep",
                [WORD_MATCH] = "match",
                [WORD_MATCHES] = "matches",
                [WORD_POSITION_OF] = "%zu of %zu",
                [WORD_NO_MATCH] = "no match",
                [WORD_HINT_NEXT] = "next",
                [WORD_HINT_PREVIOUS] = "previous",
                [WORD_HINT_MATCHING_SECTION] = "next section with a match",
                [WORD_HINT_CLEAR] = "clear",
                [WORD_HELP_COPY] = "copy e-mail",
                [WORD_HELP_LINK] = "links, QR code",
                [WORD_HELP_PAUSE] = "pause motion",
                [WORD_HELP_MOUSE] = "mouse on, off",
                [WORD_USED_NOWHERE] = "named here only",
                [WORD_USED_ONCE] = "used in 1 place",
                [WORD_USED_IN] = "used in %zu places",
                [WORD_HINT_TAG] = "tag",
                [WORD_HINT_WHERE_USED] = "where used",
                [WORD_HINT_GO_THERE] = "go there",
                [WORD_HINT_BACK] = "back",
                [WORD_HINT_COPY] = "copy mail",
                [WORD_HINT_LINK] = "link",
                [WORD_COPIED] = "Sent to your clipboard: %s",
                [WORD_NO_EMAIL] = "This résumé names no e-mail address.",
                [WORD_NO_LINK] = "There is no link here.",
                [WORD_MOUSE_ON] = "The mouse clicks and scrolls.",
                [WORD_MOUSE_OFF] =
                    "The mouse selects text again. m brings the clicks back.",
                [WORD_MOTION_ON] = "Moving.",
                [WORD_MOTION_OFF] = "Paused.",
                [WORD_IDLE_SOON] =
                    "Nobody there? This closes in %d s. Any key stays.",
                [WORD_IDLE_CLOSED] =
                    "It was quiet for a while, so this visit was closed.",
                [WORD_SERVER_CLOSED] =
                    "The server is going down for a moment. Please come again.",
                [WORD_LINK_TITLE] = "Links",
                [WORD_LINK_SCAN] = "Scan it with your phone.",
                [WORD_UPDATED] = "This résumé was updated. Connect again to "
                                 "see the new one.",
            },
    },
};

const struct language *
language_find(const char *tag)
{
    size_t count = sizeof(languages) / sizeof(languages[0]);
    size_t length = strcspn(tag, "-_.@");

    for (size_t i = 0; i < count; i++)
        if (strlen(languages[i].code) == length &&
            strncasecmp(languages[i].code, tag, length) == 0)
            return &languages[i];
    return &languages[0];
}

char *
language_format(char *buffer, size_t size, const struct language *language,
                enum word word, ...)
{
    va_list arguments;

    va_start(arguments, word);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* our own table */
    vsnprintf(buffer, size, language_word(language, word), arguments);
#pragma GCC diagnostic pop
    va_end(arguments);
    return buffer;
}
