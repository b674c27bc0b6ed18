#include "language/language_guess.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/text.h"

enum script {
    SCRIPT_LATIN,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_GURMUKHI,
    SCRIPT_GUJARATI,
    SCRIPT_TAMIL,
    SCRIPT_TELUGU,
    SCRIPT_SINHALA,
    SCRIPT_THAI,
    SCRIPT_GEORGIAN,
    SCRIPT_ARMENIAN,
    SCRIPTS
};

_Static_assert(SCRIPTS <= sizeof(((struct language_guess *)0)->scripts) /
                              sizeof(size_t),
               "a script has no counter");

/* Ranges of letters, sorted. */
static const struct {
    char32_t first, last;
    enum script script;
} ranges[] = {
    {0x0041, 0x024F, SCRIPT_LATIN},      {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC},   {0x0531, 0x058A, SCRIPT_ARMENIAN},
    {0x05D0, 0x05EA, SCRIPT_HEBREW},     {0x0620, 0x06FF, SCRIPT_ARABIC},
    {0x0900, 0x097F, SCRIPT_DEVANAGARI}, {0x0980, 0x09FF, SCRIPT_BENGALI},
    {0x0A00, 0x0A7F, SCRIPT_GURMUKHI},   {0x0A80, 0x0AFF, SCRIPT_GUJARATI},
    {0x0B80, 0x0BFF, SCRIPT_TAMIL},      {0x0C00, 0x0C7F, SCRIPT_TELUGU},
    {0x0D80, 0x0DFF, SCRIPT_SINHALA},    {0x0E00, 0x0E7F, SCRIPT_THAI},
    {0x10A0, 0x10FF, SCRIPT_GEORGIAN},   {0x1100, 0x11FF, SCRIPT_HANGUL},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},      {0x3041, 0x30FF, SCRIPT_KANA},
    {0x3400, 0x9FFF, SCRIPT_HAN},        {0xAC00, 0xD7A3, SCRIPT_HANGUL},
};

/* Languages that the script alone identifies. */
static const char *const script_tags[SCRIPTS] = {
    [SCRIPT_HANGUL] = "ko",   [SCRIPT_CYRILLIC] = "ru",
    [SCRIPT_GREEK] = "el",    [SCRIPT_HEBREW] = "he",
    [SCRIPT_ARABIC] = "ar",   [SCRIPT_DEVANAGARI] = "hi",
    [SCRIPT_BENGALI] = "bn",  [SCRIPT_GURMUKHI] = "pa",
    [SCRIPT_GUJARATI] = "gu", [SCRIPT_TAMIL] = "ta",
    [SCRIPT_TELUGU] = "te",   [SCRIPT_SINHALA] = "si",
    [SCRIPT_THAI] = "th",     [SCRIPT_GEORGIAN] = "ka",
    [SCRIPT_ARMENIAN] = "hy", [SCRIPT_KANA] = "ja",
    [SCRIPT_HAN] = "zh-Hans",
};

/* Words that are frequent in résumés of one language and rare in others;
 * separated by blanks. */
static const struct {
    const char *tag, *words;
} vocabularies[] = {
    {"en", " the and of for with to in from our by on at as an is was were "
           "their that which using led built managed years experience "
           "development university "},
    {"de", " und der die das mit für von den im bei des ein eine als auf zur "
           "zum sowie ich seit jahre jahren über entwicklung leitung "
           "kenntnisse muttersprache grundkenntnisse "},
    {"fr", " et de la le les des du pour dans une un en avec sur au aux je "
           "depuis ans qui par mise gestion développement langue maternelle "
           "français courant "},
    {"es", " y de la el los las del para en una un con por que como desde "
           "años sobre desarrollo gestión más al su experiencia nativo "},
    {"pt", " e de da do dos das para em uma um com por que como desde anos "
           "no na ao os as desenvolvimento gestão mais experiência não são "},
    {"it", " e di il la lo gli le del della per con in un una che come dal "
           "nel alla sono anni sviluppo gestione dei delle esperienza "},
    {"nl", " en de het een van voor met bij op als ik naar aan te ontwikkeling "
           "jaar ervaring sinds moedertaal zijn door "},
    {"sv", " och att en ett för med på av som till jag inom från är år "
           "utveckling erfarenhet samt "},
    {"da", " og at en et for med på af som til jeg inden fra er år udvikling "
           "erfaring samt "},
    {"nb", " og å en et for med på av som til jeg innen fra er år utvikling "
           "erfaring samt ikke "},
    {"pl", " i w z na do dla oraz się jest od przez lat doświadczenie "
           "zarządzanie rozwój ojczysty "},
    {"tr", " ve bir için ile olarak bu da de olan çok yıl deneyim geliştirme "
           "üniversitesi "},
    {"cs", " a v z na pro se je od let vývoj zkušenosti jsem také při nebo "},
    {"fi", " ja on sekä että kanssa vuotta kehitys kokemus olen oli tai "},
    {"ro", " și de la în pentru cu din pe este ani dezvoltare experiență "},
    {"hu", " és a az egy hogy nem van volt év fejlesztés tapasztalat "},
};

_Static_assert(COUNT(vocabularies) <= LANGUAGE_GUESSES,
               "a vocabulary has no counter");

/* Letters that one language has in its alphabet, and how many of them are a
 * text, not a name; guess_count() needs Vietnamese to be the first. Without
 * them Vietnamese "y" is the "and" of Spanish. */
static const struct {
    const char *tag;
    const char32_t *letters;
    size_t least;
} alphabets[] = {
    {"vi", U"ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", 8},
    {"hu", U"őű", 3},
    {"pl", U"łśźżąę", 8},
    {"tr", U"ğı", 8},
    {"cs", U"řůě", 8},
};

_Static_assert(COUNT(alphabets) <= LANGUAGE_ALPHABETS,
               "an alphabet has no counter");

/* Characters of only simplified or only traditional Chinese. */
static const char32_t traditional[] =
    U"個們國學業務開發與經驗應對時間設計產東車"
    U"軟體電腦網際專案團隊負責參職歷構統計於"
    U"為這書語體導員實證";
static const char32_t simplified[] = U"个们国学业务开发与经验应对时间设计产东车"
                                     U"软体电脑网际专案团队负责参职历构统计于"
                                     U"为这书语体导员实证";

static bool
guess_has(const char32_t *set, char32_t c)
{
    while (*set != 0 && *set != c)
        set++;
    return *set != 0;
}

static void
guess_count(struct language_guess *guess, char32_t c)
{
    size_t i = 0;

    while (i < COUNT(ranges) && c > ranges[i].last)
        i++;
    /* The marks of Vietnamese, where they are characters of their own. */
    guess->letters[0] += c == 0x0309 || c == 0x031B || c == 0x0323;
    if (i == COUNT(ranges) || c < ranges[i].first || c == 0xD7 || c == 0xF7)
        return;
    guess->scripts[ranges[i].script]++;
    if (ranges[i].script == SCRIPT_HAN) {
        bool old = guess_has(traditional, c), new = guess_has(simplified, c);

        guess->traditional += old && !new;
        guess->simplified += new && !old;
    }
    for (size_t j = 0; j < COUNT(alphabets) && c > 0x7F; j++)
        guess->letters[j] +=
            guess_has(alphabets[j].letters, (char32_t)towlower((wint_t)c));
    guess->persian += guess_has(U"پچژگکی", c);
    guess->urdu += guess_has(U"ٹڈڑےں", c);
    guess->ukrainian += guess_has(U"іїєґІЇЄҐ", c);
}

/* Look up the LENGTH bytes at WORD, in lower case, in every vocabulary. */
static void
guess_count_word(struct language_guess *guess, const char *word, size_t length)
{
    char padded[40];

    if (length == 0 || length + 3 > sizeof(padded))
        return;
    padded[0] = ' ';
    memcpy(padded + 1, word, length);
    padded[length + 1] = ' ';
    padded[length + 2] = '\0';
    for (size_t i = 0; i < COUNT(vocabularies); i++) {
        const char *found = strstr(vocabularies[i].words, padded);

        if (found == NULL)
            continue;
        guess->words[i]++;
        if (guess->first[i] == NULL)
            guess->first[i] = found;
        guess->varied[i] |= found != guess->first[i];
    }
}

/* A word while it is read; `length` also counts the bytes that do not fit. */
struct guess_word {
    char bytes[40];
    size_t length;
};

/* The longest word that is looked up. */
#define WORD_MAX (sizeof(((struct guess_word *)0)->bytes) - 4)

/* Append letter C, the LENGTH bytes at START; the vocabularies have ASCII
 * letters only in lower case. */
static void
guess_append(struct guess_word *word, char32_t c, const char *start,
             size_t length)
{
    if (word->length < WORD_MAX && c < 0x80)
        word->bytes[word->length] = (char)tolower((int)c);
    else if (word->length < WORD_MAX)
        memcpy(word->bytes + word->length, start, length);
    word->length += length;
}

void
language_guess_add(struct language_guess *guess, const char *text)
{
    struct guess_word word = {.length = 0};
    char32_t c;

    do {
        const char *start = text;

        c = text_next(&text);
        guess_count(guess, c);
        if (c != 0 && iswalpha((wint_t)c)) {
            guess_append(&word, c, start, (size_t)(text - start));
            continue;
        }
        if (word.length < WORD_MAX)
            guess_count_word(guess, word.bytes, word.length);
        word.length = 0;
    } while (c != 0);
}

/* The tag for SCRIPT, the script of most letters. */
static const char *
guess_by_script(const struct language_guess *guess, enum script script)
{
    size_t kana = guess->scripts[SCRIPT_KANA];

    if (script == SCRIPT_HAN && kana * 20 > guess->scripts[SCRIPT_HAN])
        return "ja";
    if (script == SCRIPT_HAN && guess->traditional > guess->simplified)
        return "zh-Hant";
    if (script == SCRIPT_ARABIC && guess->urdu > guess->scripts[script] / 50)
        return "ur";
    if (script == SCRIPT_ARABIC && guess->persian > guess->scripts[script] / 50)
        return "fa";
    if (script == SCRIPT_CYRILLIC &&
        guess->ukrainian > guess->scripts[script] / 100)
        return "uk";
    return script_tags[script];
}

/* The language with an alphabet of its own that the text has enough letters
 * of, or NULL. */
static const char *
guess_by_alphabet(const struct language_guess *guess)
{
    for (size_t i = 0; i < COUNT(alphabets); i++)
        if (guess->letters[i] >= alphabets[i].least &&
            guess->letters[i] * 200 > guess->scripts[SCRIPT_LATIN])
            return alphabets[i].tag;
    return NULL;
}

/* The language of most frequent words, of which there are two at least: one
 * word alone may be a letter or a name in another language. */
static const char *
guess_by_words(const struct language_guess *guess)
{
    size_t best = 0, second = 0;

    if (guess->letters[0] >= alphabets[0].least &&
        guess->letters[0] * 30 > guess->scripts[SCRIPT_LATIN])
        return alphabets[0].tag;
    for (size_t i = 1; i < COUNT(vocabularies); i++)
        if (guess->words[i] > guess->words[best])
            best = i;
    for (size_t i = 0; i < COUNT(vocabularies); i++)
        if (i != best && guess->words[i] > second)
            second = guess->words[i];
    return guess->words[best] >= 3 && guess->words[best] > second &&
                   guess->varied[best]
               ? vocabularies[best].tag
               : guess_by_alphabet(guess);
}

const char *
language_guess_tag(const struct language_guess *guess, bool *by_script)
{
    size_t letters = 0, foreign = 0;
    enum script most = SCRIPT_HAN;

    for (size_t i = 0; i < SCRIPTS; i++)
        letters += guess->scripts[i];
    for (enum script i = SCRIPT_HAN; i < SCRIPTS; i++) {
        foreign += guess->scripts[i];
        if (guess->scripts[i] > guess->scripts[most])
            most = i;
    }
    *by_script = foreign * 5 > letters;
    return *by_script ? guess_by_script(guess, most) : guess_by_words(guess);
}

bool
language_guess_is_tag(const char *tag)
{
    size_t length = strcspn(tag, "-_");

    if (length < 2 || length > 3)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isalpha((unsigned char)tag[i]))
            return false;
    for (tag += length; *tag != '\0'; tag += length) {
        tag++;
        length = strcspn(tag, "-_");
        if (length == 0 || length > 8)
            return false;
        for (size_t i = 0; i < length; i++)
            if (!isalnum((unsigned char)tag[i]))
                return false;
    }
    return true;
}

/* Whether CODE is a language code, as opposed to another suffix of a file
 * name. */
static bool
guess_is_code(const char *code, size_t length)
{
    static const char codes[] =
        " af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl "
        "he hi hr hu hy id is it ja ka kk ko lb lt lv mk ms mt nb nl nn no pl "
        "pt ro ru si sk sl sq sr sv sw ta th tr uk ur vi zh ";
    char padded[5] = {' ', 0, 0, ' ', 0};

    if (length != 2)
        return false;
    padded[1] = (char)tolower((unsigned char)code[0]);
    padded[2] = (char)tolower((unsigned char)code[1]);
    return strstr(codes, padded) != NULL;
}

bool
language_guess_is_known(const char *tag)
{
    return language_guess_is_tag(tag) && guess_is_code(tag, strcspn(tag, "-_"));
}

bool
language_guess_from_name(const char *file, char *tag, size_t size)
{
    const char *name = strrchr(file, '/');
    const char *end, *start;

    name = name != NULL ? name + 1 : file;
    end = strrchr(name, '.');
    if (end == NULL || strcasecmp(end, ".json") != 0)
        return false;
    for (start = end; start > name && strchr("._-", start[-1]) == NULL;)
        start--;
    /* "pt-BR": a country code of two capitals after the language code. */
    if (end - start == 2 && isupper((unsigned char)start[0]) &&
        isupper((unsigned char)start[1]) && start - name > 3 &&
        (start[-1] == '-' || start[-1] == '_') && guess_is_code(start - 3, 2) &&
        strchr("._-", start[-4]) != NULL)
        start -= 3;
    if (start == name || !guess_is_code(start, strcspn(start, "-_.")) ||
        (size_t)(end - start) >= size)
        return false;
    memcpy(tag, start, (size_t)(end - start));
    tag[end - start] = '\0';
    return true;
}
