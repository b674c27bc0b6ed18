#include "language/date.h"

#include <ctype.h>
#include <string.h>
#include <wctype.h>

#include "text/text.h"
#include "sshd/base/array.h"

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

/* Is TEXT this WORD, whatever its case and the punctuation around it? */
static bool
is_word(const char *text, const char *word)
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

    /* Most ends are absent, or dates. */
    if (*text == '\0' || isdigit((unsigned char)*text))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_word(text, present_words[i]))
            return true;
    return false;
}
