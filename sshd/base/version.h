#pragma once

/* The version of this build, which is also the package's: the release, when the
 * source was changed last, and the libssh that is linked in. A newer source has
 * a higher one. version.cmake makes it. */
extern const char version_build[];
