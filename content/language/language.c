#include "language/language.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"
#include "text/text_format.h"

/* Patterns come from the tables language_*.c; test_language.c compares them. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* The first is the default. */
const struct language *const languages[] = {
    &language_en, &language_de, &language_fr,      &language_es,
    &language_pt, &language_zh, &language_zh_hant, &language_ja,
};

const size_t language_total = COUNT(languages);

bool
language_is_traditional(const char *tag)
{
    static const char *const parts[] = {"hant", "tw", "hk", "mo"};

    if (strncasecmp(tag, "zh", 2) != 0 || isalpha((unsigned char)tag[2]))
        return false;
    for (size_t i = 0; i < COUNT(parts); i++)
        if (strcasestr(tag, parts[i]) != NULL)
            return true;
    return false;
}

const struct language *
language_find(const char *tag)
{
    size_t length = strcspn(tag, "-_.@");

    if (language_is_traditional(tag))
        return &language_zh_hant;
    for (size_t i = 0; i < language_total; i++)
        if (strlen(languages[i]->code) == length &&
            strncasecmp(languages[i]->code, tag, length) == 0)
            return languages[i];
    return languages[0];
}

bool
language_is_rtl(const char *tag)
{
    static const char *const codes[] = {"ar", "fa", "he", "iw", "ur",  "ps",
                                        "yi", "dv", "ug", "sd", "ckb", "syr"};
    size_t length = strcspn(tag, "-_.@");

    for (size_t i = 0; i < COUNT(codes); i++)
        if (strlen(codes[i]) == length &&
            strncasecmp(codes[i], tag, length) == 0)
            return true;
    return false;
}

char *
language_format(char *buffer, size_t size, const struct language *language,
                enum word word, ...)
{
    va_list arguments;

    va_start(arguments, word);
    text_format_list(buffer, size, language_word(language, word), arguments);
    va_end(arguments);
    return buffer;
}

char *
language_count(char *buffer, size_t size, const struct language *language,
               size_t count, enum word one, enum word many)
{
    snprintf(buffer, size, "%zu%s%s", count, language->gap,
             language_word(language, count == 1 ? one : many));
    return buffer;
}

char *
language_date(char *buffer, size_t size, const struct language *language,
              int year, int month)
{
    snprintf(buffer, size,
             month == 0 ? language->year : language->months[month - 1], year);
    return buffer;
}
