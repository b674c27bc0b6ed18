#include "app/dispatch.h"

#include "app/keymap.h"

#define WHEEL_LINES 3

static void
dispatch_wheel(struct app *app, enum action action)
{
    for (int i = 0; i < WHEEL_LINES; i++)
        app_act(app, action, 0);
}

/* Perform a click if the button is released in the cell where it was pressed. A
 * release in another cell means that the visitor selects text, which the
 * terminal does only without mouse reports: turn them off. */
static void
dispatch_release(struct app *app, struct pointer *pointer,
                 const struct canvas *canvas, int row, int column)
{
    const struct spot *spot = canvas_spot(canvas, row, column);
    bool still = pointer->row == row && pointer->column == column;

    if (!pointer->down)
        return;
    pointer->down = false;
    if (!still)
        app_act(app, ACTION_MOUSE, 0);
    else if (app->overlay != OVERLAY_NONE && row != app->layout.footer_row)
        app_act(app, ACTION_BACK, 0); /* a box covers what is below it */
    else if (spot != NULL)
        app_act(app, (enum action)spot->action, spot->argument);
}

static void
dispatch_mouse(struct app *app, struct pointer *pointer,
               const struct canvas *canvas, const struct key_event *event)
{
    int row = event->mouse.row, column = event->mouse.column;

    if (!app->mouse)
        return;
    switch (event->mouse.button) {
    case MOUSE_WHEEL_UP:
        dispatch_wheel(app, ACTION_LINE_UP);
        break;
    case MOUSE_WHEEL_DOWN:
        dispatch_wheel(app, ACTION_LINE_DOWN);
        break;
    case MOUSE_LEFT:
        if (event->mouse.release)
            dispatch_release(app, pointer, canvas, row, column);
        else
            *pointer = (struct pointer){true, row, column};
        break;
    default:
        break;
    }
}

static void
dispatch_key(struct app *app, const struct key_event *event)
{
    static const struct key_event escape = {.key = KEY_ESCAPE};
    const struct binding *binding;
    enum key_mode mode;

    if (event->escaped)
        dispatch_key(app, &escape);
    mode = app->search.typing ? MODE_TYPING : MODE_BROWSE;
    binding = keymap_find(mode, event);
    if (binding != NULL)
        app_act(app, binding->action, binding->argument);
    else if (app->overlay != OVERLAY_NONE)
        app_act(app, ACTION_BACK, 0);
    else if (mode == MODE_TYPING && event->key == KEY_CHAR)
        app_type(app, event->character);
    else if (mode == MODE_BROWSE)
        app_set_status(app, WORD_UNKNOWN_KEY);
}

void
dispatch(struct app *app, struct pointer *pointer, const struct canvas *canvas,
         const struct key_event *event)
{
    switch (event->key) {
    case KEY_FOCUS_OUT:
        app->ticker.away = true;
        return;
    case KEY_FOCUS_IN:
        app->ticker.away = false;
        return;
    case KEY_CURSOR:
    case KEY_ATTRIBUTES:
    case KEY_BACKGROUND:
    case KEY_SCHEME:
        return; /* not a key: an answer of the terminal */
    case KEY_PASTE:
        app_note_activity(app);
        app_paste(app, event->text);
        return;
    case KEY_MOUSE:
        app_note_activity(app);
        dispatch_mouse(app, pointer, canvas, event);
        return;
    default:
        app_note_activity(app);
        dispatch_key(app, event);
        return;
    }
}
