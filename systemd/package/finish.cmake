# cpack runs this when it has made the package, an archive of three files whose
# modes depend on the umask: ar writes it anew, with the same modes and times
# for everybody.
foreach(package ${CPACK_PACKAGE_FILES})
    set(folder ${package}.members)
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND ar x ${package} WORKING_DIRECTORY ${folder}
                    COMMAND_ERROR_IS_FATAL ANY)
    file(GLOB tars RELATIVE ${folder} ${folder}/*.tar.*) # control, then data
    file(REMOVE ${package})
    execute_process(COMMAND ar rcDS ${package} debian-binary ${tars}
                    WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${folder})
endforeach()
