#pragma once

/* Standard error as a file, for tests of what is logged. */

/* Send standard error to an empty file, and keep the old one. */
void log_file_open(void);

/* All that was written since; restores standard error. Valid until the next
 * call. */
const char *log_file_close(void);
