#include "terminal/data_block.h"

/* A block that pauses for longer was cut off. */
#define DATA_PAUSE_MS 1000

#define CTRL_C 0x03
#define ESC    0x1b

static const char data_start[] = "KITTY_DATA_START";
static const char data_end[] = "KITTY_DATA_END\n";

void
data_block_expect(struct data_block *block)
{
    *block = (struct data_block){.state = DATA_DUE};
}

/* A line end comes ahead of the block. */
static bool
data_block_take_start(struct data_block *block, unsigned char byte)
{
    if (block->matched == 0 && byte == '\n')
        return true;
    if (byte != (unsigned char)data_start[block->matched]) {
        if (byte != ESC) /* the terminal's answers may come first */
            block->state = DATA_NONE;
        block->matched = 0;
        return false;
    }
    if (data_start[++block->matched] == '\0') {
        block->state = DATA_STARTED;
        block->matched = 0;
    }
    return true;
}

static void
data_block_take_rest(struct data_block *block, unsigned char byte)
{
    if (byte != (unsigned char)data_end[block->matched])
        block->matched = 0;
    if (byte == (unsigned char)data_end[block->matched])
        block->matched++;
    if (data_end[block->matched] == '\0')
        block->state = DATA_NONE;
}

bool
data_block_take(struct data_block *block, unsigned char byte, long long now)
{
    if (block->state == DATA_NONE)
        return false;
    if (byte == CTRL_C ||
        (block->state == DATA_STARTED && now - block->last >= DATA_PAUSE_MS)) {
        block->state = DATA_NONE;
        return false;
    }
    block->last = now;
    if (block->state == DATA_DUE)
        return data_block_take_start(block, byte);
    data_block_take_rest(block, byte);
    return true;
}
