#include "documents/vcard_name.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/text.h"

#define WORDS_MAX   24
#define LETTERS_MIN 3 /* of a family name in capitals: not "JR", "DJ" */

struct word {
    const char *text;
    size_t length; /* without a comma at its end */
    bool comma;    /* one follows */
};

/* The words of a name that are not yet a part. */
struct words {
    struct word items[WORDS_MAX];
    size_t count;
};

/* Whether WORD, without full stops at its end, is in LIST, words between
 * blanks; without regard to the case of ASCII letters. */
static bool
vcard_name_is_in(const struct word *word, const char *list)
{
    size_t length = word->length;

    while (length > 0 && word->text[length - 1] == '.')
        length--;
    for (const char *at = list + 1; *at != '\0' && length > 0;
         at += strcspn(at, " ") + 1)
        if (strcspn(at, " ") == length &&
            strncasecmp(at, word->text, length) == 0)
            return true;
    return false;
}

static bool
vcard_name_is_prefix(const struct word *word)
{
    return vcard_name_is_in(
        word, " dr prof mr mrs ms mx sir dame ing dipl.-ing dr.-ing mag dra "
              "herr frau h.c mult habil ");
}

static bool
vcard_name_is_suffix(const struct word *word)
{
    return vcard_name_is_in(
        word, " jr sr ii iii iv phd ph.d md m.d mba msc m.sc bsc b.sc bsn msn "
              "dnp esq rn cpa cfa pmp mph dds dvm jd llm llb obe mbe cbe frs "
              "cissp dphil meng beng ");
}

/* Whether WORD is a particle of a family name: "van der". */
static bool
vcard_name_is_particle(const struct word *word)
{
    return vcard_name_is_in(
        word, " van von der den de del della di da das dos do du la le ten ter "
              "zu zur al abd abdel bin ibn bint el ó Ó o ní nic uí ua mac بن "
              "ابن بنت آل "
              "أبو عبد ");
}

/* Whether C is Chinese, Japanese or Korean. In such names the family name
 * comes first. */
static bool
vcard_name_is_east_asian(char32_t c)
{
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF);
}

/* The bracket that closes what C opens, or 0: a nickname or pronouns. */
static char32_t
vcard_name_closing(char32_t c)
{
    static const char32_t pairs[][2] = {{'(', ')'},   {U'（', U'）'},
                                        {'[', ']'},   {'"', '"'},
                                        {U'“', U'”'}, {U'„', U'“'}};

    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

/* Whether a headline follows the name at AT: " | Nurse", " – Nurse". */
static bool
vcard_name_ends(const char *at)
{
    static const char *const marks[] = {" | ", " – ", " — ", " - ",
                                        " · ", " • ", " / "};

    for (size_t i = 0; i < COUNT(marks); i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* Copy to OUT what of TEXT is a name in its first script. Returns whether that
 * is East Asian. */
static bool
vcard_name_clean(const char *text, char *out, size_t size)
{
    bool east_asian = false, first = true;
    char32_t closing = 0;
    size_t length = 0;

    while (*text != '\0' && !(length > 0 && vcard_name_ends(text))) {
        const char *start = text;
        char32_t c = text_next(&text);
        bool letter = iswalpha((wint_t)c) != 0;

        if (closing != 0) {
            closing = c == closing ? 0 : closing;
            continue;
        }
        closing = vcard_name_closing(c);
        if (closing != 0)
            continue;
        if (first && letter) {
            east_asian = vcard_name_is_east_asian(c);
            first = false;
        }
        if (length + (size_t)(text - start) < size &&
            (letter ? vcard_name_is_east_asian(c) == east_asian
                    : c < 0x2190 || c == 0x3000 || c == U'・'))
            length = (size_t)((char *)mempcpy(out + length, start,
                                              (size_t)(text - start)) -
                              out);
    }
    out[length] = '\0';
    return east_asian;
}

static void
vcard_name_split(struct words *words, const char *text)
{
    static const char blank[] = "\u3000";

    words->count = 0;
    while (*text != '\0' && words->count < WORDS_MAX) {
        struct word *word = &words->items[words->count];

        if (*text == ' ' || *text == ',') {
            text++;
            continue;
        }
        if (strncmp(text, blank, strlen(blank)) == 0) {
            text += strlen(blank);
            continue;
        }
        *word = (struct word){.text = text};
        while (*text != '\0' && *text != ' ' && *text != ',' &&
               strncmp(text, blank, strlen(blank)) != 0)
            text++;
        word->length = (size_t)(text - word->text);
        word->comma = text[strspn(text, " ")] == ',';
        words->count++;
    }
}

/* Append the words FIRST up to END to PART of NAME. */
static void
vcard_name_add(struct vcard_name *name, enum vcard_name_part part,
               const struct words *words, size_t first, size_t end)
{
    char *text = name->parts[part];

    for (; first < end; first++) {
        size_t used = strlen(text);

        snprintf(text + used, sizeof(name->parts[part]) - used, "%s%.*s",
                 used > 0 ? " " : "", (int)words->items[first].length,
                 words->items[first].text);
    }
}

/* Drop the words before FIRST and from END on. */
static void
vcard_name_keep(struct words *words, size_t first, size_t end)
{
    words->count = end - first;
    for (size_t i = 0; i < words->count; i++)
        words->items[i] = words->items[first + i];
}

/* The number of capitals in WORD; 0 if it has another letter, or a full stop.
 */
static size_t
vcard_name_capitals(const struct word *word)
{
    const char *at = word->text;
    size_t count = 0;

    while (at < word->text + word->length) {
        char32_t c = text_next(&at);

        if (c == '.' || (iswalpha((wint_t)c) && !iswupper((wint_t)c)))
            return 0;
        count += iswalpha((wint_t)c) != 0;
    }
    return count;
}

/* Whether all words from FIRST on are suffixes: "Nora Field, RN, BSN". */
static bool
vcard_name_are_suffixes(const struct words *words, size_t first)
{
    if (vcard_name_is_suffix(&words->items[first]))
        return true;
    for (size_t i = first; i < words->count; i++)
        if (first < 2 || vcard_name_capitals(&words->items[i]) == 0)
            return false;
    return true;
}

/* Take the prefixes, the suffixes, and the family name before a comma. */
static void
vcard_name_take_ends(struct vcard_name *name, struct words *words)
{
    size_t first = 0, end = words->count, comma = 0;

    while (comma < end && !words->items[comma].comma)
        comma++;
    if (++comma < end && vcard_name_are_suffixes(words, comma)) {
        vcard_name_add(name, VCARD_SUFFIX, words, comma, end);
        end = comma;
        comma = 0;
    }
    while (first + 1 < end && vcard_name_is_prefix(&words->items[first]))
        first++;
    vcard_name_add(name, VCARD_PREFIX, words, 0, first);
    while (end > first + 1 && vcard_name_is_suffix(&words->items[end - 1]))
        end--;
    if (*name->parts[VCARD_SUFFIX] == '\0')
        vcard_name_add(name, VCARD_SUFFIX, words, end, words->count);
    if (comma > first && comma < end) {
        vcard_name_add(name, VCARD_FAMILY, words, first, comma);
        vcard_name_add(name, VCARD_GIVEN, words, comma, end);
        first = end;
    }
    vcard_name_keep(words, first, end);
}

/* Take the family name that is in capitals, beside others that are not:
 * "Nora FIELD", "FIELD Nora". */
static void
vcard_name_take_capitals(struct vcard_name *name, struct words *words)
{
    size_t first = 0, end;

    while (first < words->count &&
           vcard_name_capitals(&words->items[first]) < LETTERS_MIN)
        first++;
    end = first;
    while (end < words->count && vcard_name_capitals(&words->items[end]) > 0)
        end++;
    if (first == end || end - first == words->count ||
        (first > 0 && end < words->count) ||
        vcard_name_capitals(&words->items[first > 0 ? 0 : end]) > 0)
        return;
    if (first > 0 && vcard_name_is_particle(&words->items[first - 1]))
        return; /* "Vincent van GOGH" */
    vcard_name_add(name, VCARD_FAMILY, words, first, end);
    vcard_name_add(name, VCARD_GIVEN, words, first > 0 ? 0 : end,
                   first > 0 ? first : words->count);
    words->count = 0;
}

/* Family names of most people in Vietnam and Korea, in Latin letters. */
static const char vietnamese[] =
    " Nguyễn Nguyen Trần Tran Lê Phạm Pham Hoàng Huỳnh Huynh Phan Vũ Võ Đặng "
    "Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lương Mạc Tô Trương Truong ";
static const char korean[] =
    " Kim Lee Yi Park Pak Choi Jung Jeong Chung Kang Cho Yoon Yun Jang Lim Han "
    "Oh Seo Shin Kwon Hwang Ahn Song Hong Yoo Ryu Bae Baek Nam Moon Noh Ko ";

/* Whether the words of a name in Latin letters begin with the family name. */
static bool
vcard_name_is_family_first(const struct words *words, const char *language)
{
    const struct word *first = words->items;
    const struct word *last = &words->items[words->count - 1];
    const char *hyphen = memchr(last->text, '-', last->length);
    bool joined = hyphen != NULL && hyphen + 1 < last->text + last->length &&
                  hyphen[1] >= 'a' && hyphen[1] <= 'z'; /* "Min-su" */

    if (strncmp(language, "hu", 2) == 0)
        return true;
    /* "Lê Hoàng", but "Hoàng Nguyễn" of another language */
    if (vcard_name_is_in(first, vietnamese))
        return !vcard_name_is_in(last, vietnamese) ||
               strncmp(language, "vi", 2) == 0;
    return vcard_name_is_in(first, korean) &&
           (joined || strncmp(language, "ko", 2) == 0);
}

/* Whether WORD is a Russian name after the father's: "Петровна". */
static bool
vcard_name_is_patronymic(const struct word *word)
{
    static const char *const ends[] = {"вич", "вна", "чна", "ьич"};

    for (size_t i = 0; i < COUNT(ends); i++)
        if (word->length > strlen(ends[i]) &&
            strncmp(word->text + word->length - strlen(ends[i]), ends[i],
                    strlen(ends[i])) == 0)
            return true;
    return false;
}

/* The bytes of the family name in TEXT, an East Asian name without a blank; all
 * of them where that is not known. */
static size_t
vcard_name_family_bytes(const struct word *word, const char *language)
{
    static const char *const compounds[] = {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "夏侯",
        "皇甫", "东方", "東方", "남궁", "황보", "제갈", "선우", "독고"};
    const char *at = word->text, *end = at + word->length;
    char32_t c = text_next(&at);
    bool hangul = c >= 0xAC00 && c <= 0xD7A3;
    size_t first = (size_t)(at - word->text), letters = 1;

    while (at < end) {
        text_next(&at);
        letters++;
    }
    if ((!hangul && strncmp(language, "zh", 2) != 0) || letters > 4)
        return word->length;
    for (size_t i = 0; i < COUNT(compounds); i++)
        if (letters > 2 &&
            strncmp(word->text, compounds[i], strlen(compounds[i])) == 0)
            return strlen(compounds[i]);
    return letters == 4 ? word->length : first;
}

static void
vcard_name_take_east_asian(struct vcard_name *name, struct words *words,
                           const char *language)
{
    struct word *word = words->items;
    size_t bytes = words->count == 1 ? vcard_name_family_bytes(word, language)
                                     : word->length;

    snprintf(name->parts[VCARD_FAMILY], sizeof(name->parts[VCARD_FAMILY]),
             "%.*s", (int)bytes, word->text);
    word->text += bytes;
    word->length -= bytes;
    vcard_name_add(name, VCARD_GIVEN, words, word->length == 0, words->count);
}

/* Take the words of a name in the order of the West: given names, particles,
 * family name; of two names after a patronymic, the one at the other end. */
static void
vcard_name_take_western(struct vcard_name *name, const struct words *words)
{
    size_t count = words->count, family = count - 1;

    if (count == 3 && vcard_name_is_patronymic(&words->items[2])) {
        vcard_name_add(name, VCARD_FAMILY, words, 0, 1);
        vcard_name_add(name, VCARD_GIVEN, words, 1, 2);
        vcard_name_add(name, VCARD_ADDITIONAL, words, 2, 3);
        return;
    }
    for (size_t i = count - 1; i-- > 1;)
        if (vcard_name_is_particle(&words->items[i]))
            family = i;
    vcard_name_add(name, VCARD_FAMILY, words, family, count);
    if (count == 3 && vcard_name_is_patronymic(&words->items[1])) {
        vcard_name_add(name, VCARD_GIVEN, words, 0, 1);
        vcard_name_add(name, VCARD_ADDITIONAL, words, 1, 2);
    } else {
        vcard_name_add(name, VCARD_GIVEN, words, 0, family);
    }
}

void
vcard_name_read(struct vcard_name *name, const char *text, const char *language)
{
    char clean[256];
    bool east_asian = vcard_name_clean(text, clean, sizeof(clean));
    struct words words;

    *name = (struct vcard_name){0};
    vcard_name_split(&words, clean);
    vcard_name_take_ends(name, &words);
    if (words.count > 1 && !east_asian)
        vcard_name_take_capitals(name, &words);
    if (words.count == 0)
        return;
    if (east_asian) {
        vcard_name_take_east_asian(name, &words, language);
    } else if (words.count == 1) {
        vcard_name_add(name,
                       *name->parts[VCARD_PREFIX] != '\0' ? VCARD_FAMILY
                                                          : VCARD_GIVEN,
                       &words, 0, 1);
    } else if (vcard_name_is_family_first(&words, language)) {
        vcard_name_add(name, VCARD_FAMILY, &words, 0, 1);
        vcard_name_add(name, VCARD_GIVEN, &words, 1, words.count);
    } else {
        vcard_name_take_western(name, &words);
    }
}
