#include "files/published_view.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DEPTH_MAX 2 /* FOLDER/FILE */

static void
published_view_add(struct published_view *view, const char *name,
                   const struct published_folder *folder)
{
    if (view->count < PUBLISHED_PEOPLE_MAX)
        view->folders[view->count++] = (struct published_entry){name, folder};
}

/* Add a folder for each language of PERSON, if there are several. */
static void
published_view_add_languages(struct published_view *view, const char *person)
{
    const struct published_index *index = &view->files->index;
    size_t languages = 0;

    for (size_t i = 0; i < index->edition_count; i++)
        languages += strcmp(index->editions[i].person, person) == 0;
    for (size_t i = 0; i < index->edition_count && languages > 1; i++)
        if (strcmp(index->editions[i].person, person) == 0)
            published_view_add(view, index->editions[i].language,
                               &view->files->folders[i]);
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
        edition = published_index_person(index, person, login, locale);
        published_view_add(view, person,
                           &view->files->folders[edition - index->editions]);
    }
}

/* Add to the root, which is that of EDITION, the letter for the audience
 * NAME. */
static void
published_view_add_letter(struct published_view *view, const char *name,
                          size_t edition)
{
    const struct published_files *files = view->files;

    for (size_t i = 0; i < files->letter_count; i++) {
        const struct published_letter *letter = &files->letters[i];
        size_t room = PUBLISHED_FILES_MAX - view->root->count;
        size_t count = letter->files.count < room ? letter->files.count : room;

        if (letter->edition != edition ||
            strcmp(files->index.audiences[letter->audience].name, name) != 0)
            continue;
        /* "letter" comes before "resume". */
        view->own = letter->files;
        memcpy(&view->own.items[count], view->root->items,
               view->root->count * sizeof(view->own.items[0]));
        view->own.count = count + view->root->count;
        view->own.changed = view->root->changed;
        view->root = &view->own;
        return;
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

    *view = (struct published_view){.files = files};
    if (edition == NULL) {
        published_view_add_people(view, &login, locale);
        return;
    }
    view->root = &files->folders[edition - index->editions];
    published_view_add_languages(view, edition->person);
    if (login.kind == LOGIN_AUDIENCE)
        published_view_add_letter(view, login.name,
                                  (size_t)(edition - index->editions));
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
