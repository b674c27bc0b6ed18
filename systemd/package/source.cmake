# The archive of what is committed, as FOLDER/resume-sshd_VERSION.tar.gz.
set(HEAD_ONLY ON)
include(${SOURCE}/sshd/base/version.cmake)
set(name resume-sshd-${BUILD_VERSION})
execute_process(
    COMMAND ${git} archive --format=tar.gz --prefix=${name}/
            --output=${FOLDER}/${name}.tar.gz HEAD
    COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "${FOLDER}/${name}.tar.gz")
