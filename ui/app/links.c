#include "app/links.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "terminal/canvas.h"
#include "resume/resume.h"
#include "sshd/base/array.h"

static bool
has_scheme(const char *text)
{
    static const char *const schemes[] = {"http://", "https://",
                                          "mailto:", "ssh://"};

    for (size_t i = 0; i < COUNT(schemes); i++)
        if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

/* "example.com/me" is meant as a web address, "me@example.com" as mail. */
static const char *
missing_scheme(const char *text)
{
    if (has_scheme(text))
        return "";
    if (strchr(text, ':') != NULL || strchr(text, '.') == NULL)
        return NULL;
    return strchr(text, '@') != NULL ? "mailto:" : "https://";
}

bool
link_url(char url[LINK_URL_MAX + 1], const char *text)
{
    const char *scheme = missing_scheme(text);
    int length;

    for (const char *c = text; *c != '\0'; c++)
        if (!isgraph((unsigned char)*c))
            return false;
    if (scheme == NULL)
        return false;
    length = snprintf(url, LINK_URL_MAX + 1, "%s%s", scheme, text);
    return length > 0 && length <= LINK_URL_MAX;
}

static size_t
add(struct link *links, size_t count, const char *label, const char *text)
{
    if (count == LINKS_MAX || *text == '\0' ||
        !link_url(links[count].url, text))
        return count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(links[i].url, links[count].url) == 0)
            return count;
    links[count].label = label;
    return count + 1;
}

size_t
links_find(const struct resume *resume, const char *label, const char *text,
           struct link links[LINKS_MAX])
{
    char address[LINK_URL_MAX];
    size_t count = add(links, 0, label, text);

    count = add(links, count, resume->name, resume->url);
    count = add(links, count, resume->name, resume->email);
    for (size_t i = 0; i < resume->profile_count; i++)
        count = add(links, count, resume->profiles[i].network,
                    resume->profiles[i].url);
    snprintf(address, sizeof(address), "ssh://%s", resume->host);
    return *resume->host == '\0' ? count
                                 : add(links, count, resume->name, address);
}

void
link_mark(struct canvas *canvas, int row, int column, int columns,
          const char *text)
{
    char url[LINK_URL_MAX + 1];

    if (link_url(url, text))
        canvas_add_link(canvas, row, column, columns, url);
}

const char *
links_host(const struct resume *resume)
{
    return *resume->host == '\0' ? "HOST" : resume->host;
}
