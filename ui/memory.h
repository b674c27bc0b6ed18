#pragma once

/*
 * Memory of a renderer whose visitor reads: visit.c frees what only drawing
 * needs, then gives the pages back. Without both an idle visit has 519 KiB,
 * with them 257.
 */

/* Give free pages of the heap back, and those that the stack used before. */
void memory_slim(void);
