#include "report/log_entry.h"

#include <ctype.h>
#include <string.h>

#define DATE_LENGTH 11 /* of "2026-11-30T" */

/* Whether TEXT begins with a date and a T. */
static bool
log_entry_is_time(const char *text)
{
    static const char form[] = "0000-00-00T";

    for (size_t i = 0; i < DATE_LENGTH; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i])
                           : form[i] != text[i])
            return false;
    return true;
}

/* Keep a field. The time and the event are fields of the JSON form. */
static void
log_entry_add(struct log_entry *entry, const char *name, const char *value)
{
    if (strcmp(name, "event") == 0)
        entry->event = value;
    else if (strcmp(name, "time") == 0 && log_entry_is_time(value))
        entry->time = value;
    else if (entry->field_count < LOG_ENTRY_FIELDS_MAX)
        entry->fields[entry->field_count++] =
            (struct log_entry_field){name, value};
}

/* Take a string, after its opening quote, at *AT: remove the backslashes, and
 * end it with a NUL. Leaves *AT after the closing quote. Returns NULL without
 * one. */
static char *
log_entry_take_string(char **at)
{
    char *text = *at, *to = *at;

    for (char *from = *at; *from != '\0'; from++) {
        if (*from == '"') {
            *at = from + 1;
            *to = '\0';
            return text;
        }
        if (*from == '\\' && *++from == '\0')
            return NULL;
        *to++ = *from;
    }
    return NULL;
}

/* Take a bare word up to one of ENDS. */
static char *
log_entry_take_word(char **at, const char *ends)
{
    char *word = *at;

    *at += strcspn(word, ends);
    return word;
}

/* One member of an object at *AT, up to its comma or the brace, which becomes a
 * NUL. Returns false if there is none. */
static bool
log_entry_take_member(struct log_entry *entry, char **at, bool *last)
{
    char *name, *value, end;

    if (*(*at)++ != '"' || (name = log_entry_take_string(at)) == NULL ||
        *(*at)++ != ':')
        return false;
    if (**at == '"') {
        (*at)++;
        value = log_entry_take_string(at);
    } else {
        value = log_entry_take_word(at, ",}");
    }
    if (value == NULL)
        return false;
    end = **at;
    if (end != ',' && end != '}')
        return false;
    **at = '\0';
    (*at)++;
    *last = end == '}';
    log_entry_add(entry, name, value);
    return true;
}

/* An object without blanks and without objects in it. */
static bool
log_entry_parse_json(struct log_entry *entry, char *at)
{
    bool last = false;

    while (!last)
        if (!log_entry_take_member(entry, &at, &last))
            return false;
    return *entry->event != '\0';
}

/* Take the next word of text, and the blank after it. */
static char *
log_entry_next_word(char **at)
{
    char *word = log_entry_take_word(at, " ");

    if (**at != '\0')
        *(*at)++ = '\0';
    return word;
}

static bool
log_entry_parse_fields(struct log_entry *entry, char *at)
{
    while (*at != '\0') {
        char *name = at, *value;

        at += strcspn(at, "= ");
        if (*at != '=')
            return false;
        *at++ = '\0';
        if (*at == '"') {
            at++;
            value = log_entry_take_string(&at);
            if (value == NULL || (*at != ' ' && *at != '\0'))
                return false;
            at += *at == ' ';
        } else {
            value = log_entry_next_word(&at);
        }
        log_entry_add(entry, name, value);
    }
    return true;
}

/* Skip "HOST PROGRAM[PID]: ", which follows the time in journalctl's output.
 * Returns what follows. */
static char *
log_entry_skip_sender(char *at)
{
    char *sender = strstr(at, "]: ");
    char *blank = strchr(at, ' ');

    if (sender == NULL || blank == NULL || blank > sender ||
        memchr(blank + 1, ' ', (size_t)(sender - blank - 1)) != NULL)
        return at;
    return sender + strlen("]: ");
}

bool
log_entry_parse(struct log_entry *entry, char *line)
{
    *entry = (struct log_entry){.time = "", .event = ""};
    line[strcspn(line, "\r\n")] = '\0';
    if (log_entry_is_time(line)) {
        entry->time = log_entry_next_word(&line);
        line = log_entry_skip_sender(line);
    }
    if (line[0] == '<' && isdigit((unsigned char)line[1]) && line[2] == '>')
        line += 3;
    if (*line == '{')
        return log_entry_parse_json(entry, line + 1);
    entry->event = log_entry_next_word(&line);
    return *entry->event != '\0' && log_entry_parse_fields(entry, line);
}

const char *
log_entry_value(const struct log_entry *entry, const char *name)
{
    for (size_t i = 0; i < entry->field_count; i++)
        if (strcmp(entry->fields[i].name, name) == 0)
            return entry->fields[i].value;
    return "";
}
