#include "command/match_terms.h"

#include <string.h>
#include <strings.h>
#include <wctype.h>

#include "text/text.h"

/* Letters: shorter lower-case words are common, such as "and", "the". */
#define COMMON_BELOW 4

/* Levels and qualities: alone they are not evidence, because "Expert" in a
 * job's text would find the level of any skill. They may begin a name, such as
 * "Advanced Life Support". */
static const char levels[] =
    " advanced basic beginner bilingual communication communications "
    "elementary expert expertise fluent fluency interpersonal intermediate "
    "motivated native oral passionate professional proficient spoken verbal "
    "written verhandlungssicher muttersprache courant maternelle nativo ";

/* Not sorted: a line has few words. */
static const char common[] =
    " ability able about across after also among applicant applicants "
    "applying around background based become been being best both "
    "bring candidate candidates career collaborate come company complete "
    "confident could current currently daily demonstrable demonstrated "
    "desirable desired detail diploma each eager either employment ensure "
    "essential etc every excellent experience experienced experiences "
    "familiar familiarity flexible following from full fully "
    "good great hands-on have having help hiring hold holder ideal ideally "
    "including into job join kind knowledge least level like looking make "
    "minimum more most much must need needed needs nice offer other "
    "over part per plus please position possess practical preferable "
    "preferably preferred prior proficiency proven provide "
    "qualification qualifications qualified recent related relevant require "
    "required requirement requirements requires responsibilities "
    "responsible role several should skill skilled skills solid some strong "
    "such suitable than that their them then there they this those through "
    "time together under understanding upon using valid various very well "
    "what when where which while will willing willingness with within "
    "without work worked working would year years your you we our are the "
    "and for not any all can who has was its his her out "
    "oder eine einer einen eines einem sind wird werden haben sowie kenntnisse "
    "erfahrung gute sehr nicht auch durch ihre unsere "
    "avec pour dans vous nous une des les est sont expérience connaissance "
    "para como esta este con los las una experiencia conocimientos "
    "com uma você experiência conhecimento ";

/* Languages, in English and in the languages of the screens. */
static const char spoken_languages[] =
    " arabic cantonese chinese czech danish dutch english finnish french "
    "german greek hebrew hindi hungarian italian japanese korean mandarin "
    "norwegian polish portuguese romanian russian spanish swedish thai "
    "turkish ukrainian vietnamese deutsch englisch französisch italienisch "
    "spanisch allemand anglais espagnol français italien alemán español "
    "francés inglés italiano alemão espanhol francês inglês português ";

/* Whether WORDS, which are separated by blanks, have the LENGTH bytes at
 * WORD. */
static bool
match_terms_is_listed(const char *words, const char *word, size_t length)
{
    for (const char *at = words + 1; *at != '\0';) {
        size_t bytes = strcspn(at, " ");

        if (bytes == length && strncasecmp(at, word, length) == 0)
            return true;
        at += bytes + 1;
    }
    return false;
}

bool
match_is_spoken_language(const char *word, size_t length)
{
    return match_terms_is_listed(spoken_languages, word, length);
}

/* Whether C can be part of a word: "Node.js", "CI/CD", "C++", "C#",
 * "hands-on". */
static bool
match_terms_is_part(char32_t c)
{
    return iswalnum((wint_t)c) || (c >= 0x300 && c < 0x370) || c == U'+' ||
           c == U'#' || c == U'.' || c == U'/' || c == U'-' || c == U'_' ||
           c == U'&';
}

/* Returns LENGTH without '.', '/' and '-' at the end, which are punctuation. */
static size_t
match_terms_trim(const char *at, size_t length)
{
    while (length > 0 && strchr("./-&", at[length - 1]) != NULL)
        length--;
    return length;
}

/* Set whether WORD is in a list. "A" or "I" at the beginning of a line is also
 * common. CAPITALS: it is written in capitals, as "CAN" in "CAN bus". Such a
 * word is not common, unless the line uses capitals for emphasis. */
static void
match_terms_look_up(struct match_word *word, bool first_in_line, bool capitals)
{
    bool is_pronoun =
        first_in_line && word->length == 1 && strchr("AI", *word->at) != NULL;
    bool listed = match_terms_is_listed(common, word->at, word->length);

    word->level = match_terms_is_listed(levels, word->at, word->length);
    word->exact = listed && capitals;
    word->common = word->level || is_pronoun || (listed && !capitals);
}

/* Classify WORD by its letters. The first word of a line may have a capital for
 * that reason only, and the words of a line WITHOUT_SMALL letters all have
 * them. Returns whether WORD has any letter. */
static bool
match_terms_judge(struct match_word *word, bool first_in_line,
                  bool without_small)
{
    const char *at = word->at, *end = word->at + word->length, *next = at;
    bool first_is_capital = iswupper((wint_t)text_next(&next)) != 0;
    size_t letters = 0, capitals = 0, small = 0, count = 0;
    bool special = false;

    while (at < end) {
        char32_t c = text_next(&at);

        capitals += iswupper((wint_t)c) != 0;
        small += iswlower((wint_t)c) != 0;
        letters += iswalpha((wint_t)c) != 0;
        special = special || c == U'+' || c == U'#' || iswdigit((wint_t)c);
        count++;
    }
    match_terms_look_up(word, first_in_line,
                        capitals > 1 && capitals == letters && !without_small);
    word->name = !word->common && !word->exact && letters > 0 &&
                 (capitals > 1 || special || (capitals == 1 && count == 1) ||
                  (first_is_capital && !first_in_line));
    if (small > 0 && capitals == 0 && !special && count < COMMON_BELOW)
        word->common = true;
    return letters > 0;
}

static bool
match_terms_has_small(const char *line)
{
    while (*line != '\0')
        if (iswlower((wint_t)text_next(&line)))
            return true;
    return false;
}

size_t
match_words(const char *line, struct match_word words[MATCH_WORDS_MAX])
{
    size_t count = 0;
    bool joined = false, first = true;
    const bool without_small = !match_terms_has_small(line);

    while (*line != '\0' && count < MATCH_WORDS_MAX) {
        struct match_word word = {.at = line, .joined = joined};
        const char *next = line;
        char32_t c = text_next(&next);
        size_t all;

        if (!match_terms_is_part(c) || c == U'-' || c == U'/' || c == U'&') {
            joined = joined && c == U' ';
            line = next;
            continue;
        }
        while (match_terms_is_part(c)) {
            line = next;
            c = text_next(&next);
        }
        all = (size_t)(line - word.at);
        word.length = match_terms_trim(word.at, all);
        if (word.length > 0 && match_terms_judge(&word, first, without_small)) {
            words[count++] = word;
            joined = word.length == all;
            first = false;
        } else {
            joined = false;
        }
    }
    return count;
}
