#include "invite.h"

#include <errno.h>
#include <glib.h>
#include <qrencode.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

#define KEY_LINE 8192
#define QUIET    2 /* modules around a QR code; see ui/screen/qr.c */

/* A public host key: its name for people, and its number in SSHFP records
 * (RFC 4255, 6594, 7479). */
static const struct {
    const char *type, *name;
    int number;
} invite_types[] = {
    {"ssh-ed25519", "ED25519", 4},
    {"ecdsa-sha2-nistp256", "ECDSA", 3},
    {"ecdsa-sha2-nistp384", "ECDSA", 3},
    {"ecdsa-sha2-nistp521", "ECDSA", 3},
    {"ssh-rsa", "RSA", 1},
};

struct invite_key {
    const char *name;
    int number;
    gchar *hex;               /* SHA-256 of the key */
    char fingerprint[7 + 64]; /* as ssh prints it */
};

/* What the text names. */
struct invite_words {
    char host[RESUME_HOST_MAX + 1];
    char port[8];  /* "": 22 */
    char user[64]; /* "acme", or "" */
    char command[RESUME_HOST_MAX + 96];
    struct invite_key keys[INVITE_KEYS_MAX];
    size_t key_count;
};

static int
invite_set_host(struct invite_words *words, const struct invite *invite,
                const struct resume *resume, struct error *error)
{
    const char *host = invite->host != NULL ? invite->host : resume->host;
    const char *port = invite->port;
    size_t length = resume_host_length(host);
    char *end;

    if (*host == '\0')
        return error_set(error, "meta.ssh.host is missing: set it, or give "
                                "--host NAME");
    if (length == 0)
        return error_set(error, "\"%.60s\" is not the name of a host", host);
    if (port == NULL && host[length] == ':')
        port = host + length + 1;
    snprintf(words->host, sizeof(words->host), "%.*s", (int)length, host);
    if (port == NULL || strcmp(port, "22") == 0)
        return 0;
    if (strlen(port) > 5 || strtoul(port, &end, 10) - 1 >= 65535 ||
        *end != '\0')
        return error_set(error, "\"%.60s\" is not a port", port);
    snprintf(words->port, sizeof(words->port), "%s", port);
    return 0;
}

static int
invite_set_user(struct invite_words *words, const struct invite *invite,
                const struct resume *resume, struct error *error)
{
    const struct audience *audience;

    if (invite->audience == NULL)
        return 0;
    audience = resume_audience(resume, invite->audience);
    if (audience == NULL)
        return error_set(error, "meta.ssh.audiences has no \"%.40s\"",
                         invite->audience);
    snprintf(words->user, sizeof(words->user), "%s", audience->name);
    return 0;
}

/* Take the first line of FILE into LINE. */
static int
invite_read_line(const char *file, char line[KEY_LINE], struct error *error)
{
    FILE *in = fopen(file, "re");
    bool read;

    if (in == NULL)
        return error_set(error, "cannot open %s: %s", file, strerror(errno));
    read = fgets(line, KEY_LINE, in) != NULL;
    fclose(in);
    return read ? 0 : error_set(error, "%s: not a public key", file);
}

static int
invite_read_key(struct invite_key *key, const char *file, struct error *error)
{
    char line[KEY_LINE], *rest = line;
    const char *type, *text;
    guchar digest[32], *blob;
    gsize length, size = sizeof(digest);
    GChecksum *sum;
    gchar *base64;
    size_t i = 0;

    if (invite_read_line(file, line, error) < 0)
        return -1;
    type = strsep(&rest, " \t\n");
    text = rest != NULL ? strsep(&rest, " \t\n") : "";
    while (i < COUNT(invite_types) && strcmp(type, invite_types[i].type) != 0)
        i++;
    if (i == COUNT(invite_types) || *text == '\0')
        return error_set(error,
                         "%s: not a public key; give the file that "
                         "ends in .pub",
                         file);
    blob = g_base64_decode(text, &length);
    if (length < 4 + strlen(type) ||
        memcmp(blob + 4, type, strlen(type)) != 0) {
        g_free(blob);
        return error_set(error, "%s: not a public key", file);
    }
    sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, blob, (gssize)length);
    key->hex = g_strdup(g_checksum_get_string(sum));
    g_checksum_get_digest(sum, digest, &size);
    base64 = g_base64_encode(digest, size);
    base64[strcspn(base64, "=")] = '\0';
    snprintf(key->fingerprint, sizeof(key->fingerprint), "SHA256:%s", base64);
    key->name = invite_types[i].name;
    key->number = invite_types[i].number;
    g_free(base64);
    g_free(blob);
    g_checksum_free(sum);
    return 0;
}

static void
invite_print_steps(const struct invite_words *words, const char *name,
                   FILE *out)
{
    const char *port = *words->port != '\0' ? words->port : "22";
    bool any = *words->user == '\0';

    fprintf(out,
            "The résumé%s%s opens in a terminal: no account, no\n"
            "password, nothing to install.\n\n",
            *name != '\0' ? " of " : "", name);
    fprintf(out,
            "Windows: press Win+R, type cmd and press Enter; then\n\n"
            "    %s\n\n"
            "Mac and Linux: open Terminal; then\n\n"
            "    %s\n\n",
            words->command, words->command);
    fprintf(
        out,
        "Phone or tablet: an SSH app, such as Termius, without a password:\n"
        "host %s, port %s, user %s; or scan the code below.\n\n",
        words->host, port, any ? "of any name" : words->user);
    fprintf(out, "PuTTY: host name %s, port %s; at \"login as:\" type %s.\n\n",
            words->host, port, any ? "any name" : words->user);
}

static void
invite_print_question(const struct invite_words *words, FILE *out)
{
    fputs("The first time you are asked whether to go on connecting: answer "
          "yes.\n",
          out);
    if (words->key_count > 0)
        fputs("The key that it shows is the right one if its fingerprint "
              "is\n\n",
              out);
    for (size_t i = 0; i < words->key_count; i++)
        fprintf(out, "    %s (%s)\n", words->keys[i].fingerprint,
                words->keys[i].name);
    fputs("\nTwo keys suffice: Space reads on, q leaves.\n", out);
}

/* Dark modules are drawn, because mail is black on white. */
static int
invite_print_code(const char *text, FILE *out, struct error *error)
{
    static const char *const cells[2][2] = {{" ", "▄"}, {"▀", "█"}};
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);

    if (code == NULL)
        return error_set(error, "cannot make a QR code: %s", strerror(errno));
    for (int y = -QUIET; y < code->width + QUIET; y += 2) {
        for (int x = -QUIET; x < code->width + QUIET; x++) {
            bool dark[2] = {false, false};

            for (int i = 0; i < 2; i++)
                if (x >= 0 && x < code->width && y + i >= 0 &&
                    y + i < code->width)
                    dark[i] = code->data[(y + i) * code->width + x] & 1;
            fputs(cells[dark[0]][dark[1]], out);
        }
        putc('\n', out);
    }
    QRcode_free(code);
    return 0;
}

static void
invite_print_records(const struct invite_words *words, FILE *out)
{
    if (words->key_count == 0)
        return;
    fputs("\n-- \nNot for the mail: with these records in your DNS zone, "
          "signed (DNSSEC),\n`ssh -o VerifyHostKeyDNS=yes` connects without "
          "the question.\n\n",
          out);
    for (size_t i = 0; i < words->key_count; i++)
        fprintf(out, "%s. IN SSHFP %d 2 %s\n", words->host,
                words->keys[i].number, words->keys[i].hex);
}

static int
invite_print(const struct invite_words *words, const char *name, FILE *out,
             struct error *error)
{
    char address[RESUME_HOST_MAX + 96];

    snprintf(address, sizeof(address), "ssh://%s%s%s%s%s", words->user,
             *words->user != '\0' ? "@" : "", words->host,
             *words->port != '\0' ? ":" : "", words->port);
    invite_print_steps(words, name, out);
    invite_print_question(words, out);
    fprintf(out, "\n%s\n", address);
    if (invite_print_code(address, out, error) < 0)
        return -1;
    invite_print_records(words, out);
    return 0;
}

static int
invite_set_words(struct invite_words *words, const struct invite *invite,
                 const struct resume *resume, struct error *error)
{
    if (invite_set_host(words, invite, resume, error) < 0 ||
        invite_set_user(words, invite, resume, error) < 0)
        return -1;
    snprintf(words->command, sizeof(words->command), "ssh %s%s%s%s%s%s",
             *words->port != '\0' ? "-p " : "", words->port,
             *words->port != '\0' ? " " : "", words->user,
             *words->user != '\0' ? "@" : "", words->host);
    for (size_t i = 0; i < invite->key_count; i++, words->key_count++)
        if (invite_read_key(&words->keys[i], invite->keys[i], error) < 0)
            return -1;
    return 0;
}

int
invite_write(const struct invite *invite, FILE *out, struct error *error)
{
    struct resume *resume = resume_load(invite->file, NULL, error);
    struct invite_words words = {.key_count = 0};
    int result;

    if (resume == NULL)
        return -1;
    result = invite_set_words(&words, invite, resume, error);
    if (result == 0)
        result = invite_print(&words, resume->name, out, error);
    for (size_t i = 0; i < words.key_count; i++)
        g_free(words.keys[i].hex);
    resume_free(resume);
    return result;
}
