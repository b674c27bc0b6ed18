#include "command/command_suggest.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "command/command.h"
#include "resume/resume.h"
#include "sshd/base/array.h"

#define LENGTH_MAX 24
#define SHORT_MAX  4 /* words up to this length may have one wrong letter */

/* Further valid words that are not commands. */
static const char *const others[] = {
    "experience", "certifications", "pdf", "json", "txt", "vcf"};

static int
command_min(int a, int b)
{
    return a < b ? a : b;
}

/* Returns the optimal string alignment distance of A and B. */
static int
command_distance(const char *a, const char *b)
{
    int cost[LENGTH_MAX + 1][LENGTH_MAX + 1];
    int m = (int)strlen(a), n = (int)strlen(b);

    for (int i = 0; i <= m; i++)
        cost[i][0] = i;
    for (int j = 0; j <= n; j++)
        cost[0][j] = j;
    for (int i = 1; i <= m; i++) {
        for (int j = 1; j <= n; j++) {
            int x = tolower((unsigned char)a[i - 1]);
            bool same = x == b[j - 1];

            cost[i][j] = command_min(
                cost[i - 1][j - 1] + !same,
                command_min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
            if (i > 1 && j > 1 && x == b[j - 2] &&
                tolower((unsigned char)a[i - 2]) == b[j - 1])
                cost[i][j] = command_min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[m][n];
}

static void
command_consider(const char *word, const char *candidate, const char **best,
                 int *least)
{
    int distance = command_distance(word, candidate);

    if (distance < *least) {
        *least = distance;
        *best = candidate;
    }
}

const char *
command_suggest(const char *word)
{
    int least =
        strlen(word) > SHORT_MAX ? 3 : 2; /* the distance must be smaller */
    const struct command *command;
    const char *best = NULL;

    if (strlen(word) < 3 || strlen(word) > LENGTH_MAX)
        return NULL;
    for (int i = 0; (command = command_at(i)) != NULL; i++)
        command_consider(word, command->word, &best, &least);
    for (int kind = 0; kind < SECTION_KINDS; kind++)
        command_consider(word, section_key((enum section_kind)kind), &best,
                         &least);
    for (size_t i = 0; i < COUNT(others); i++)
        command_consider(word, others[i], &best, &least);
    return best;
}
