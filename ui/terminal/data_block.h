#pragma once

/*
 * What `kitten ssh` types: it sends a shell script as the command, and kitty
 * then writes the files that the script asks for to the terminal's input, as
 * 32 kB of lines between KITTY_DATA_START and KITTY_DATA_END. No script runs
 * here, and no byte of the files is a key.
 */

#include <stdbool.h>
#include <stddef.h>

struct data_block {
    enum { DATA_NONE, DATA_DUE, DATA_STARTED } state;
    size_t matched; /* bytes of the marker that comes next */
    long long last; /* when its last byte came, in milliseconds */
};

/* The block may come next. */
void data_block_expect(struct data_block *block);

/* Take BYTE, which came at NOW, if it belongs to the block and is not a key.
 * Any other byte ends the wait for the block. Ctrl-C is always a key. */
bool data_block_take(struct data_block *block, unsigned char byte,
                     long long now);
