#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/command_output.h"
#include "app/links.h"
#include "screen/qr.h"
#include "resume/resume.h"

/* Light modules are drawn, dark ones are left: most terminals are dark, and
 * most readers take the code either way round. */
static void
qr_print(const QRcode *code)
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

static int
qr_run(const struct request *request)
{
    struct link links[LINKS_MAX];
    size_t count = links_find(request->resume, "", "", links);
    QRcode *code;

    if (request->ascii) {
        fputs("A QR code needs a UTF-8 terminal: set LANG or LC_ALL.\n",
              stderr);
        return EXIT_FAILURE;
    }
    if (count == 0) {
        fputs("This résumé names no address.\n", stderr);
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < count; i++) {
        code = qr_encode(links[i].url);
        if (code == NULL)
            continue;
        printf("%s%s\n", i > 0 ? "\n" : "", links[i].url);
        qr_print(code);
        QRcode_free(code);
    }
    return command_finish();
}

const struct command command_qr = {
    .word = "qr",
    .aliases = "qrcode ",
    .arguments = "",
    .help = "its addresses as QR codes",
    .run = qr_run,
};
