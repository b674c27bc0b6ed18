#include "pdf/pdf_fonts.h"

#include <cairo-ft.h>
#include <hb-subset.h>

struct pdf_fonts {
    GHashTable *faces; /* of struct pdf_face, by hb_face_t */
};

struct pdf_face {
    hb_set_t *glyphs;        /* NULL: cairo embeds the face rightly */
    cairo_font_face_t *face; /* with these glyphs; NULL until it is needed */
};

/* What a cairo_font_face_t of ours is made of. */
struct pdf_source {
    hb_blob_t *file;
    FT_Face face;
};

static void
pdf_fonts_free_face(void *value)
{
    struct pdf_face *face = value;

    hb_set_destroy(face->glyphs);
    if (face->face != NULL)
        cairo_font_face_destroy(face->face);
    g_free(face);
}

struct pdf_fonts *
pdf_fonts_new(void)
{
    struct pdf_fonts *fonts = g_new0(struct pdf_fonts, 1);

    fonts->faces = g_hash_table_new_full(NULL, NULL, NULL, pdf_fonts_free_face);
    return fonts;
}

void
pdf_fonts_free(struct pdf_fonts *fonts)
{
    g_hash_table_unref(fonts->faces);
    g_free(fonts);
}

static struct pdf_face *
pdf_fonts_find(struct pdf_fonts *fonts, PangoFont *font)
{
    hb_face_t *key = hb_font_get_face(pango_font_get_hb_font(font));
    struct pdf_face *face = g_hash_table_lookup(fonts->faces, key);

    if (face == NULL) {
        hb_blob_t *table =
            hb_face_reference_table(key, HB_TAG('C', 'F', 'F', ' '));

        face = g_new0(struct pdf_face, 1);
        if (hb_blob_get_length(table) > 0)
            face->glyphs = hb_set_create();
        hb_blob_destroy(table);
        g_hash_table_insert(fonts->faces, key, face);
    }
    return face;
}

static void
pdf_fonts_add_run(struct pdf_fonts *fonts, const PangoLayoutRun *run)
{
    const struct pdf_face *face =
        pdf_fonts_find(fonts, run->item->analysis.font);

    for (int i = 0; face->glyphs != NULL && i < run->glyphs->num_glyphs; i++)
        if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0)
            hb_set_add(face->glyphs, run->glyphs->glyphs[i].glyph);
}

void
pdf_fonts_add(struct pdf_fonts *fonts, PangoLayout *layout)
{
    for (GSList *line = pango_layout_get_lines_readonly(layout); line != NULL;
         line = line->next)
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run != NULL;
             run = run->next)
            pdf_fonts_add_run(fonts, run->data);
}

/* The file of a font with the GLYPHS of FACE, under their numbers. NULL if
 * HarfBuzz cannot write it. */
static hb_blob_t *
pdf_fonts_write(hb_face_t *face, const hb_set_t *glyphs)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_face_t *part;
    hb_blob_t *file = NULL;

    if (input == NULL)
        return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
               HB_TAG('G', 'S', 'U', 'B')); /* or glyphs are added by it */
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
                                         HB_SUBSET_FLAGS_DESUBROUTINIZE);
    part = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    if (part != NULL)
        file = hb_face_reference_blob(part);
    hb_face_destroy(part);
    return file;
}

static void
pdf_fonts_free_source(void *data)
{
    struct pdf_source *source = data;

    FT_Done_Face(source->face);
    hb_blob_destroy(source->file);
    g_free(source);
}

/* A cairo face of FILE, whose reference it takes; NULL on failure. */
static cairo_font_face_t *
pdf_fonts_open(hb_blob_t *file)
{
    static const cairo_user_data_key_t key;
    static FT_Library library; /* cairo keeps faces after their last use */
    struct pdf_source *source = g_new0(struct pdf_source, 1);
    unsigned length;
    const char *data = hb_blob_get_data(file, &length);
    cairo_font_face_t *face;

    source->file = file;
    if ((library == NULL && FT_Init_FreeType(&library) != 0) ||
        FT_New_Memory_Face(library, (const FT_Byte *)data, (FT_Long)length, 0,
                           &source->face) != 0) {
        hb_blob_destroy(file);
        g_free(source);
        return NULL;
    }
    face = cairo_ft_font_face_create_for_ft_face(source->face, 0);
    if (cairo_font_face_set_user_data(
            face, &key, source, pdf_fonts_free_source) != CAIRO_STATUS_SUCCESS)
        pdf_fonts_free_source(source);
    return face;
}

cairo_scaled_font_t *
pdf_fonts_embed(struct pdf_fonts *fonts, PangoFont *font)
{
    struct pdf_face *face = pdf_fonts_find(fonts, font);
    cairo_scaled_font_t *own =
        pango_cairo_font_get_scaled_font((PangoCairoFont *)font);
    cairo_font_options_t *options;
    cairo_matrix_t size, page;
    cairo_scaled_font_t *scaled;

    if (face->face == NULL && face->glyphs != NULL) {
        hb_blob_t *file = pdf_fonts_write(
            hb_font_get_face(pango_font_get_hb_font(font)), face->glyphs);

        face->face = file != NULL ? pdf_fonts_open(file) : NULL;
    }
    if (face->face == NULL)
        return NULL;
    options = cairo_font_options_create();
    cairo_scaled_font_get_font_options(own, options);
    cairo_scaled_font_get_font_matrix(own, &size);
    cairo_scaled_font_get_ctm(own, &page);
    scaled = cairo_scaled_font_create(face->face, &size, &page, options);
    cairo_font_options_destroy(options);
    return scaled;
}
