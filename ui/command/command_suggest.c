#include "command/command_suggest.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "command/request.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"

#define LENGTH_MAX 24
#define SHORT_MAX  4 /* words up to this length may have one wrong letter */

/* Further valid words that are not commands. */
static const char *const others[] = {
    "experience", "certifications", "pdf", "json", "txt", "vcf"};

/* Row I and column J: the distance of the first I and J characters. */
typedef int cost_table[LENGTH_MAX + 1][LENGTH_MAX + 1];

static bool
command_suggest_same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Returns whether A[..I] and B[..J] end in the same two characters, swapped. */
static bool
command_suggest_swapped(const char *a, const char *b, int i, int j)
{
    return i > 1 && j > 1 && command_suggest_same(a[i - 1], b[j - 2]) &&
           command_suggest_same(a[i - 2], b[j - 1]);
}

/* Returns the distance of A[..I] and B[..J] from those of shorter ones. */
static int
command_suggest_cost(cost_table cost, const char *a, const char *b, int i,
                     int j)
{
    int least = cost[i - 1][j - 1] + !command_suggest_same(a[i - 1], b[j - 1]);

    least = clamp_most(least, cost[i - 1][j] + 1);
    least = clamp_most(least, cost[i][j - 1] + 1);
    if (command_suggest_swapped(a, b, i, j))
        least = clamp_most(least, cost[i - 2][j - 2] + 1);
    return least;
}

/* Returns the optimal string alignment distance of A and B. */
static int
command_suggest_distance(const char *a, const char *b)
{
    cost_table cost;
    int m = (int)strlen(a), n = (int)strlen(b);

    for (int i = 0; i <= m; i++)
        cost[i][0] = i;
    for (int j = 0; j <= n; j++)
        cost[0][j] = j;
    for (int i = 1; i <= m; i++)
        for (int j = 1; j <= n; j++)
            cost[i][j] = command_suggest_cost(cost, a, b, i, j);
    return cost[m][n];
}

static void
command_suggest_consider(const char *word, const char *candidate,
                         const char **best, int *least)
{
    int distance = command_suggest_distance(word, candidate);

    if (distance < *least) {
        *least = distance;
        *best = candidate;
    }
}

const char *
command_suggest(const char *word, const struct command *const *commands,
                int count)
{
    int least =
        strlen(word) > SHORT_MAX ? 3 : 2; /* the distance must be smaller */
    const char *best = NULL;

    if (strlen(word) < 3 || strlen(word) > LENGTH_MAX)
        return NULL;
    for (int i = 0; i < count; i++)
        command_suggest_consider(word, commands[i]->word, &best, &least);
    for (int kind = 0; kind < SECTION_LETTER; kind++)
        command_suggest_consider(word, section_key((enum section_kind)kind),
                                 &best, &least);
    for (size_t i = 0; i < COUNT(others); i++)
        command_suggest_consider(word, others[i], &best, &least);
    return best;
}
