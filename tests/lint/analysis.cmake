# Static analysis, in which nothing may be complained of. cppcheck is quick.
# gcc's analyzer and clang-tidy (see .clang-tidy) look at a second, optimized
# build of what the programs are made of, and like in any build only at what
# has changed:
#
#   cmake --build build/asan --target analysis

find_program(CLANG_TIDY clang-tidy)
find_program(CPPCHECK cppcheck)
check_c_compiler_flag(-fanalyzer HAS_ANALYZER)
if(NOT CLANG_TIDY OR NOT CPPCHECK OR NOT HAS_ANALYZER)
    message(STATUS "No static analysis: it takes gcc, clang-tidy and cppcheck")
    return()
endif()

# The verdict is of the versions of Debian 12; others complain of other things
# (cppcheck 2.17: 30 remarks). With those the tests are disabled, and the
# target is there to read.
set(other_versions FALSE)
foreach(tool "${CPPCHECK} 2.10" "${CLANG_TIDY} 14.0"
        "${CMAKE_C_COMPILER} 12.")
    separate_arguments(tool UNIX_COMMAND "${tool}")
    list(GET tool 0 program)
    list(GET tool 1 version)
    execute_process(COMMAND ${program} --version OUTPUT_VARIABLE output)
    string(FIND "${output}" " ${version}" place)
    if(place EQUAL -1)
        message(STATUS "Static analysis disabled: ${program} is not ${version}")
        set(other_versions TRUE)
    endif()
endforeach()

# Clang's usual patience takes nearly three times as long.
set(tidy ${CLANG_TIDY} --quiet --extra-arg=-Wno-unknown-warning-option
    --extra-arg=-Wno-ignored-optimization-argument --extra-arg=-Xclang
    --extra-arg=-analyzer-config --extra-arg=-Xclang
    --extra-arg=max-nodes=10000)
add_custom_target(analysis)

# analyse(TARGET): its sources, compiled as they are there.
function(analyse target)
    set(twin analysed-${target})
    get_target_property(folder ${target} SOURCE_DIR)
    get_target_property(sources ${target} SOURCES)
    list(TRANSFORM sources PREPEND ${folder}/)
    add_library(${twin} OBJECT EXCLUDE_FROM_ALL ${sources})
    foreach(property COMPILE_DEFINITIONS COMPILE_OPTIONS INCLUDE_DIRECTORIES)
        set_property(TARGET ${twin} PROPERTY ${property}
                     $<TARGET_PROPERTY:${target},${property}>)
    endforeach()
    # glib's headers are not the system's here, and cast away.
    target_compile_options(${twin} PRIVATE
        -fno-sanitize=all -O2 -Wno-cast-qual)
    set_target_properties(${twin} PROPERTIES
        EXPORT_COMPILE_COMMANDS OFF
        C_COMPILER_LAUNCHER ${CMAKE_CURRENT_SOURCE_DIR}/with-analyzer
        C_CLANG_TIDY "${tidy}")
    add_dependencies(analysis ${twin})
endfunction()

# gcc takes for lost what search->matches, resumes->uses, part->out,
# edition->warnings and watch->names hold.
set_source_files_properties(${PROJECT_SOURCE_DIR}/ui/search/search.c
    ${PROJECT_SOURCE_DIR}/ui/pages/page_skills.c
    ${PROJECT_SOURCE_DIR}/sshd/supervisor/watch.c
    ${PROJECT_SOURCE_DIR}/content/editions.c
    ${PROJECT_SOURCE_DIR}/content/docx/docx.c PROPERTIES
    COMPILE_OPTIONS -Wno-analyzer-malloc-leak)

foreach(target resume-model resume-publish resume-screen resume-ui
        resume-sshd-objects resume-sshd)
    analyse(${target})
endforeach()

add_test(NAME lint_analysis COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR}
         --target analysis --parallel 2)
add_test(NAME lint_cppcheck COMMAND ${CPPCHECK} --quiet --error-exitcode=1 -j 2
         --enable=warning,style,performance,portability
         --library=posix,gnu,${CMAKE_CURRENT_SOURCE_DIR}/cppcheck.cfg
         --suppressions-list=${CMAKE_CURRENT_SOURCE_DIR}/cppcheck.suppressions
         --platform=unix64 -D__${CMAKE_SYSTEM_PROCESSOR}__
         --project=${CMAKE_BINARY_DIR}/compile_commands.json
         -i ${PROJECT_SOURCE_DIR}/tests)
set_tests_properties(lint_analysis lint_cppcheck PROPERTIES
    LABELS "lint;analysis" PROCESSORS 2 TIMEOUT 600 DISABLED ${other_versions})
