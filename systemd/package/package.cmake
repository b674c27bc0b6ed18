# The Debian package, which cpack makes, and the archive of the source, which
# the target `source` makes.

set(PACKAGING ${CMAKE_CURRENT_LIST_DIR})
set(CPACK_GENERATOR DEB)
# By its component, whose list of files has a name of its own: the list of an
# installation by root, which uninstalls it, is left alone.
set(CPACK_INSTALL_CMAKE_PROJECTS
    "${CMAKE_BINARY_DIR};${PROJECT_NAME};Unspecified;/")
# The source names nobody, and .invalid is the domain of no address (RFC 6761):
# configure.cmake has the name of the one who makes the package.
set(CPACK_PACKAGE_CONTACT "built from source <nobody@resume-sshd.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "résumé that anyone opens with ssh")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-lato, openssh-client")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "fonts-noto-cjk, fonts-noto-core, libnss-systemd")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS haproxy)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${PACKAGING}/postinst ${PACKAGING}/prerm ${PACKAGING}/postrm
    ${PACKAGING}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(READ ${PACKAGING}/description CPACK_PACKAGE_DESCRIPTION)

# For the scripts, which cpack runs each time.
set(CPACK_RESUME_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_RESUME_VERSION_C ${VERSION_C})
set(CPACK_RESUME_LIBSSH ${LINKED_LIBSSH})
set(CPACK_PROJECT_CONFIG_FILE ${PACKAGING}/configure.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${PACKAGING}/stage.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${PACKAGING}/finish.cmake)

# What is linked in, for the software bill of materials.
foreach(library JANSSON NCURSESW PANGOCAIRO_pangocairo QRENCODE SECCOMP LIBZIP)
    string(REGEX REPLACE ".*_" "" name ${library})
    string(TOLOWER ${name} name)
    list(APPEND CPACK_RESUME_LIBRARIES ${name}=${${library}_VERSION})
endforeach()
include(CPack)

add_custom_target(source
    ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR}
        -D RELEASE=${PROJECT_VERSION} -D FOLDER=${CMAKE_BINARY_DIR}
        -P ${PACKAGING}/source.cmake VERBATIM)
