#include "language/date.h"

#include <ctype.h>
#include <string.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/text.h"

/* Lower case, without full stops. */
/* clang-format off */
static const char *const present_words[] = {
    "present", "current", "currently", "now", "today", "ongoing", "on going",
    "to date", "to present", "to now", "till date", "till now", "till present",
    "until now", "until present", "until today", "still", "still working",
    "in progress", "the present", "heute", "bis heute", "jetzt", "aktuell",
    "laufend", "gegenwärtig", "derzeit", "andauernd", "aujourd'hui",
    "aujourd’hui", "à ce jour", "à aujourd'hui", "présent", "à présent",
    "actuel", "actuellement", "en cours", "maintenant", "en poste",
    "actualidad", "la actualidad", "actual", "actualmente", "presente",
    "el presente", "al presente", "en curso", "hoy", "ahora", "a la fecha",
    "hasta la fecha", "actualitat", "atual", "atualmente", "hoje",
    "até o momento", "até hoje", "até ao presente", "o presente",
    "em andamento", "momento", "em curso", "attuale", "attualmente", "oggi",
    "ad oggi", "in corso", "heden", "tot heden", "nu", "huidig", "vandaag",
    "nuvarande", "pågående", "tills vidare", "nå", "nåværende", "pågår",
    "nuværende", "nykyinen", "nykyhetki", "nyt", "jatkuu", "obecnie", "teraz",
    "do teraz", "nadal", "do chwili obecnej", "současnost", "dosud", "nyní",
    "doteď", "súčasnosť", "doteraz", "jelen", "jelenleg", "prezent",
    "în prezent", "acum", "danas", "trenutno", "sada", "sadašnjost", "zdaj",
    "настоящее время", "по настоящее время", "по наст время", "наст время",
    "нв", "по нв", "сейчас", "по сей день", "до сих пор", "теперішній час",
    "дотепер", "зараз", "по теперішній час", "досега", "понастоящем",
    "настояще", "сега", "σήμερα", "έως σήμερα", "παρόν", "τώρα", "günümüz",
    "halen", "hâlâ", "devam ediyor", "şu an", "şimdi", "bugün", "至今", "迄今",
    "现在", "目前", "今", "至现在", "在职", "现职", "現在", "目前在職",
    "至現在", "現在に至る", "現職", "現在まで", "在職中", "继续", "현재",
    "재직중", "재직 중", "지금", "현재까지", "진행중", "sekarang", "saat ini",
    "kini", "hiện tại", "hiện nay", "nay", "đến nay", "bây giờ", "ปัจจุบัน",
    "वर्तमान", "अब तक", "अभी तक", "الآن", "حتى الآن", "الحالي", "حاليا", "حالياً",
    "اکنون", "تاکنون", "היום", "כיום", "עד היום", "הווה", "כעת",
};
/* clang-format on */

/* Month names in lower case. A prefix of three letters or more is an
 * abbreviation; other abbreviations have their own rows. */
/* clang-format off */
static const struct {
    const char *name;
    int month;
} month_names[] = {
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5},
    {"june", 6}, {"july", 7}, {"august", 8}, {"september", 9},
    {"october", 10}, {"november", 11}, {"december", 12},
    {"januar", 1}, {"jänner", 1}, {"februar", 2}, {"märz", 3}, {"mrz", 3},
    {"maerz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10},
    {"dezember", 12},
    {"janvier", 1}, {"février", 2}, {"fevrier", 2}, {"fév", 2}, {"fev", 2},
    {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"août", 8},
    {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11},
    {"décembre", 12}, {"decembre", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5},
    {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"septiembre", 9},
    {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
    {"janeiro", 1}, {"fevereiro", 2}, {"março", 3}, {"marco", 3}, {"maio", 5},
    {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10},
    {"novembro", 11}, {"dezembro", 12},
};
/* clang-format on */

int
date_month_named(const char *name, size_t length)
{
    const char *end = name + length;

    if (length < 3)
        return 0;
    for (size_t i = 0; i < COUNT(month_names); i++) {
        const char *at = name, *word = month_names[i].name;

        while (at < end) {
            char32_t c = text_next(&at);

            if (towlower((wint_t)c) != (wint_t)text_next(&word))
                break;
            if (at >= end)
                return month_names[i].month;
        }
    }
    return 0;
}

/* Whether TEXT is equal to WORD, ignoring case and surrounding punctuation. */
static bool
date_words_is_word(const char *text, const char *word)
{
    static const char around[] = " .,;()[]-*~";

    text += strspn(text, around);
    while (*word != '\0') {
        char32_t c = text_next(&text);

        if (c == '.')
            continue;
        if (towlower((wint_t)c) != (wint_t)text_next(&word))
            return false;
    }
    return text[strspn(text, around)] == '\0';
}

bool
date_is_present_word(const char *text)
{
    size_t count = COUNT(present_words);

    /* The date that databases store for "no end". */
    if (strncmp(text, "9999-", 5) == 0)
        return true;
    /* Most end dates are absent, or numeric. */
    if (*text == '\0' || isdigit((unsigned char)*text))
        return false;
    for (size_t i = 0; i < count; i++)
        if (date_words_is_word(text, present_words[i]))
            return true;
    return false;
}
