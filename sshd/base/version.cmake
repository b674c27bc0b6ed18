# Sets STAMP, when the source was changed last in seconds since 1970, and
# BUILD_VERSION, the version of programs and package:
#
#   0.2.0+20261130.042841+libssh0.12.2
#
# It is made from SOURCE (the checkout), RELEASE and LIBSSH (the version of the
# libssh that is linked in, or empty), at each build; with HEAD_ONLY, of what is
# committed. As a script it also writes the C file OUTPUT, where that changes.

set(git git -c safe.directory=* -C ${SOURCE})

# newest(FILE...): STAMP becomes the time of the newest file, if that is later.
macro(newest)
    foreach(name ${ARGN})
        file(TIMESTAMP "${SOURCE}/${name}" time "%s" UTC)
        if(time AND time GREATER STAMP)
            set(STAMP ${time})
        endif()
    endforeach()
endmacro()

# In an exported source git has put the time of the commit here.
file(STRINGS ${SOURCE}/sshd/base/version.stamp STAMP)
if(NOT STAMP MATCHES "^[0-9]+$")
    set(STAMP 0)
    execute_process(COMMAND ${git} log -1 --format=%ct ERROR_QUIET
                    OUTPUT_VARIABLE committed OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(committed)
        set(STAMP ${committed})
    endif()
    if(committed AND NOT HEAD_ONLY)
        execute_process(COMMAND ${git} ls-files --modified --others
                                --exclude-standard
                        OUTPUT_VARIABLE changed)
        string(REPLACE "\n" ";" changed "${changed}")
    elseif(NOT committed)
        file(GLOB_RECURSE changed RELATIVE ${SOURCE} ${SOURCE}/content/*
             ${SOURCE}/keys/* ${SOURCE}/sshd/* ${SOURCE}/systemd/*
             ${SOURCE}/ui/*)
    endif()
    newest(${changed})
endif()

set(ENV{SOURCE_DATE_EPOCH} ${STAMP}) # which string(TIMESTAMP) obeys
string(TIMESTAMP when "%Y%m%d.%H%M%S" UTC)
set(BUILD_VERSION ${RELEASE}+${when})
if(LIBSSH)
    string(REGEX REPLACE "[^0-9A-Za-z.+~]" "." libssh ${LIBSSH})
    string(APPEND BUILD_VERSION +libssh${libssh})
endif()

if(OUTPUT)
    file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
#include "base/version.h"

/* @STAMP@ */
const char version_build[] = "@BUILD_VERSION@";
]] @ONLY)
endif()
