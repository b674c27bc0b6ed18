#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/links.h"
#include "command/command.h"
#include "command/command_output.h"
#include "language/language.h"
#include "resume/resume.h"
#include "screen/qr.h"

/* Print CODE with the light modules drawn and the dark modules blank: most
 * terminals are dark, and most readers accept both. */
static void
command_qr_print(const QRcode *code)
{
    static const char *const cells[2][2] = {{"█", "▀"}, {"▄", " "}};
    int size = qr_size(code);

    for (int y = 0; y < size; y += 2) {
        for (int x = 0; x < size; x++)
            fputs(cells[qr_is_dark(code, x, y)][qr_is_dark(code, x, y + 1)],
                  stdout);
        putchar('\n');
    }
}

/* Whether a code contains URL, or a mail to that address. */
static bool
command_qr_is_listed(const struct link_code codes[], size_t count,
                     const char *url)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(codes[i].text, url, strlen(url)) == 0)
            return true;
    return false;
}

static void
command_qr_print_text(const char *label, const char *text, bool first)
{
    QRcode *code = qr_encode(text);

    if (code == NULL)
        return;
    printf("%s%s%s%s\n", first ? "" : "\n", label, *label == '\0' ? "" : ": ",
           text);
    command_qr_print(code);
    QRcode_free(code);
}

/* Print the codes of the page of contact and files, then those of the other
 * links. */
static int
command_qr_run(const struct request *request)
{
    const struct language *language = language_find(request->resume->language);
    struct link_code codes[LINK_CODES_MAX];
    struct link links[LINKS_MAX];
    size_t code_count = links_codes(request->resume, codes);
    size_t link_count = links_find(request->resume, "", NULL, links);

    if (request->ascii) {
        fputs("A QR code needs a UTF-8 terminal: set LANG or LC_ALL.\n",
              stderr);
        return EXIT_FAILURE;
    }
    if (code_count + link_count == 0) {
        command_printf(request, stderr, "This résumé has no addresses.\n");
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < code_count; i++)
        command_qr_print_text(language_word(language, codes[i].label),
                              codes[i].text, i == 0);
    for (size_t i = 0; i < link_count; i++)
        if (!command_qr_is_listed(codes, code_count, links[i].url))
            command_qr_print_text(links[i].label, links[i].url,
                                  code_count + i == 0);
    return command_finish();
}

const struct command command_qr = {
    .word = "qr",
    .aliases = "qrcode ",
    .arguments = "",
    .help = "print the addresses as QR codes",
    .run = command_qr_run,
};
