#include "files/published_view.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"

#define DEPTH_MAX 2 /* FOLDER/FILE */

static void
published_view_add(struct published_view *view, const char *name,
                   const struct published_folder *folder)
{
    if (view->count < PUBLISHED_PEOPLE_MAX)
        view->folders[view->count++] = (struct published_entry){name, folder};
}

/* Returns the files of EDITION, an index, with the letter for the AUDIENCE
 * before them, if that is not NULL and has one. */
static const struct published_folder *
published_view_choose(struct published_view *view, const char *audience,
                      size_t edition)
{
    const struct published_files *files = view->files;
    const struct published_folder *folder = &files->folders[edition];

    for (size_t i = 0; audience != NULL && i < files->letter_count; i++) {
        const struct published_letter *letter = &files->letters[i];
        struct published_folder *own = &view->own[view->own_count];
        size_t room = PUBLISHED_FILES_MAX - folder->count;
        size_t count = letter->files.count < room ? letter->files.count : room;

        if (letter->edition != edition || view->own_count == COUNT(view->own) ||
            strcmp(files->index.audiences[letter->audience].name, audience) !=
                0)
            continue;
        /* "letter" comes before "resume". */
        *own = letter->files;
        memcpy(&own->items[count], folder->items,
               folder->count * sizeof(own->items[0]));
        own->count = count + folder->count;
        own->changed = folder->changed;
        view->own_count++;
        return own;
    }
    return folder;
}

/* Add a folder for each language of PERSON, if there are several. */
static void
published_view_add_languages(struct published_view *view, const char *person,
                             const char *audience)
{
    const struct published_index *index = &view->files->index;
    size_t languages = 0;

    for (size_t i = 0; i < index->edition_count; i++)
        languages += strcmp(index->editions[i].person, person) == 0;
    for (size_t i = 0; i < index->edition_count && languages > 1; i++)
        if (strcmp(index->editions[i].person, person) == 0)
            published_view_add(view, index->editions[i].language,
                               published_view_choose(view, audience, i));
}

/* Add a folder for each person, in the language for LOGIN and LOCALE. */
static void
published_view_add_people(struct published_view *view,
                          const struct login *login,
                          const struct login_locale *locale)
{
    const struct published_index *index = &view->files->index;
    const char *before = "";

    for (size_t i = 0; i < index->edition_count; i++) {
        const char *person = index->editions[i].person;
        const struct published_edition *edition;

        if (strcmp(person, before) == 0)
            continue;
        before = person;
        edition = login_person_edition(index, person, login, locale);
        published_view_add(view, person,
                           &view->files->folders[edition - index->editions]);
    }
}

void
published_view_init(struct published_view *view,
                    const struct published_files *files, const char *user,
                    const struct login_locale *locale)
{
    const struct published_index *index = &files->index;
    struct login login = login_resolve(index, user, NULL, NULL);
    const struct published_edition *edition =
        files->count > 0 ? login_edition(index, &login, locale) : NULL;
    const char *audience = login.kind == LOGIN_AUDIENCE ? login.name : NULL;

    *view = (struct published_view){.files = files};
    if (edition == NULL) {
        published_view_add_people(view, &login, locale);
        return;
    }
    view->root = published_view_choose(view, audience,
                                       (size_t)(edition - index->editions));
    published_view_add_languages(view, edition->person, audience);
}

const struct published_file *
published_folder_find(const struct published_folder *folder, const char *name)
{
    for (size_t i = 0; folder != NULL && i < folder->count; i++)
        if (strcmp(folder->items[i].name, name) == 0)
            return &folder->items[i];
    return NULL;
}

static const struct published_folder *
published_view_find_folder(const struct published_view *view, const char *name)
{
    for (size_t i = 0; i < view->count; i++)
        if (strcasecmp(view->folders[i].name, name) == 0)
            return view->folders[i].folder;
    return NULL;
}

/* Split PATH into names, at most DEPTH_MAX of them. The root is everybody's
 * home, "~". Returns their number, or -1 if there are more, or one is too long.
 */
static int
published_view_split(const char *path,
                     char names[DEPTH_MAX][PUBLISHED_FILE_NAME_MAX + 1])
{
    size_t depth = 0, wrong = 0; /* `wrong`: the depth of a wrong name, or 0 */

    if (path[0] == '~' && (path[1] == '/' || path[1] == '\0'))
        path++;
    while (*path != '\0') {
        size_t length = strcspn(path, "/");

        if (length == 2 && strncmp(path, "..", 2) == 0) {
            depth -= depth > 0;
            wrong = wrong > depth ? 0 : wrong;
        } else if (length > 1 || (length == 1 && *path != '.')) {
            depth++;
            if (depth > DEPTH_MAX || length > PUBLISHED_FILE_NAME_MAX)
                wrong = wrong > 0 ? wrong : depth;
            else
                snprintf(names[depth - 1], PUBLISHED_FILE_NAME_MAX + 1, "%.*s",
                         (int)length, path);
        }
        path += length;
        path += strspn(path, "/");
    }
    return wrong > 0 ? -1 : (int)depth;
}

bool
published_view_resolve(const struct published_view *view, const char *path,
                       struct published_node *node)
{
    char names[DEPTH_MAX][PUBLISHED_FILE_NAME_MAX + 1];
    int depth = published_view_split(path, names);
    const struct published_folder *folder;

    *node = (struct published_node){.folder = view->root};
    if (depth < 0)
        return false;
    snprintf(node->path, sizeof(node->path), "/%s%s%s",
             depth > 0 ? names[0] : "", depth > 1 ? "/" : "",
             depth > 1 ? names[1] : "");
    if (depth == 0) {
        node->is_directory = node->is_root = true;
        return true;
    }
    folder = published_view_find_folder(view, names[0]);
    if (depth == 1 && folder == NULL) {
        node->file = published_folder_find(view->root, names[0]);
        return true;
    }
    node->folder = folder;
    node->is_directory = depth == 1;
    if (depth == 2)
        node->file = published_folder_find(folder, names[1]);
    return folder != NULL;
}

time_t
published_view_changed(const struct published_view *view,
                       const struct published_folder *folder)
{
    if (folder == NULL)
        folder = view->root;
    if (folder == NULL && view->count > 0)
        folder = view->folders[0].folder;
    return folder != NULL ? folder->changed : 0;
}
