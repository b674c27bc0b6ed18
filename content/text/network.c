#include "text/network.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"

#define USERNAME_MAX 64
#define NAME_MAX     32
#define LETTERS      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define CHARACTERS   LETTERS "0123456789._-"

struct network {
    const char *name; /* small letters and digits */
    const char *page; /* the user's name follows */
};

static const struct network networks[] = {
    {"aboutme", "https://about.me/"},
    {"artstation", "https://www.artstation.com/"},
    {"behance", "https://www.behance.net/"},
    {"bitbucket", "https://bitbucket.org/"},
    {"bluesky", "https://bsky.app/profile/"},
    {"codeberg", "https://codeberg.org/"},
    {"codepen", "https://codepen.io/"},
    {"dev", "https://dev.to/"},
    {"devto", "https://dev.to/"},
    {"dribbble", "https://dribbble.com/"},
    {"facebook", "https://www.facebook.com/"},
    {"flickr", "https://www.flickr.com/people/"},
    {"github", "https://github.com/"},
    {"gitlab", "https://gitlab.com/"},
    {"googlescholar", "https://scholar.google.com/citations?user="},
    {"hackerrank", "https://www.hackerrank.com/profile/"},
    {"huggingface", "https://huggingface.co/"},
    {"instagram", "https://www.instagram.com/"},
    {"kaggle", "https://www.kaggle.com/"},
    {"keybase", "https://keybase.io/"},
    {"leetcode", "https://leetcode.com/u/"},
    {"linkedin", "https://www.linkedin.com/in/"},
    {"medium", "https://medium.com/@"},
    {"npm", "https://www.npmjs.com/~"},
    {"orcid", "https://orcid.org/"},
    {"pinterest", "https://www.pinterest.com/"},
    {"reddit", "https://www.reddit.com/user/"},
    {"researchgate", "https://www.researchgate.net/profile/"},
    {"soundcloud", "https://soundcloud.com/"},
    {"sourcehut", "https://sr.ht/~"},
    {"telegram", "https://t.me/"},
    {"threads", "https://www.threads.net/@"},
    {"tiktok", "https://www.tiktok.com/@"},
    {"twitch", "https://www.twitch.tv/"},
    {"twitter", "https://x.com/"},
    {"twitterx", "https://x.com/"},
    {"vimeo", "https://vimeo.com/"},
    {"x", "https://x.com/"},
    {"xing", "https://www.xing.com/profile/"},
    {"xtwitter", "https://x.com/"},
    {"youtube", "https://www.youtube.com/@"},
};

/* Write the small letters and digits of NAME: "Stack Overflow" and
 * "stackoverflow" are one. */
static void
network_plain(char plain[NAME_MAX], const char *name)
{
    size_t length = 0;

    for (; *name != '\0' && length < NAME_MAX - 1; name++)
        if (isalnum((unsigned char)*name))
            plain[length++] = (char)tolower((unsigned char)*name);
    plain[length] = '\0';
}

/* Write the page of "@user@server", a name of Mastodon and its relatives. */
static const char *
network_fediverse(char url[NETWORK_URL_MAX], const char *username)
{
    const char *user = username + (*username == '@');
    size_t length = strcspn(user, "@");
    const char *server = user + length + (user[length] == '@');

    if (length == 0 || length > USERNAME_MAX || *server == '\0' ||
        strspn(user, CHARACTERS) != length || strchr(server, '.') == NULL ||
        server[strspn(server, CHARACTERS)] != '\0' ||
        strlen(server) > 2 * USERNAME_MAX)
        return "";
    snprintf(url, NETWORK_URL_MAX, "https://%s/@%.*s", server, (int)length,
             user);
    return url;
}

const char *
network_url(char url[NETWORK_URL_MAX], const char *network,
            const char *username)
{
    char plain[NAME_MAX];
    const char *name = username + (*username == '@');

    network_plain(plain, network);
    if (strcmp(plain, "mastodon") == 0)
        return network_fediverse(url, username);
    if (*name == '\0' || strlen(name) > USERNAME_MAX ||
        name[strspn(name, CHARACTERS)] != '\0')
        return "";
    for (size_t i = 0; i < COUNT(networks); i++)
        if (strcmp(plain, networks[i].name) == 0) {
            snprintf(url, NETWORK_URL_MAX, "%s%s", networks[i].page, name);
            return url;
        }
    return "";
}
