# cpack runs this before it makes the package of CPACK_TEMPORARY_DIRECTORY.
execute_process(
    COMMAND ${CPACK_RESUME_SOURCE}/systemd/package/stage
            ${CPACK_TEMPORARY_DIRECTORY} ${CPACK_RESUME_SOURCE}
            ${CPACK_DEBIAN_PACKAGE_VERSION} ${CPACK_RESUME_STAMP}
            ${CPACK_PACKAGE_CONTACT} "${CPACK_RESUME_LIBSSH}"
            ${CPACK_RESUME_LIBRARIES}
    COMMAND_ERROR_IS_FATAL ANY)
