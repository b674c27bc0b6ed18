# cpack reads this before it makes the package: the version of the programs, and
# the time for everything in the package, so that it is the same bytes again.
file(READ ${CPACK_RESUME_VERSION_C} version)
string(REGEX MATCH "/\\* ([0-9]+) \\*/[^\"]*\"([^\"]+)\"" version "${version}")
set(CPACK_RESUME_STAMP ${CMAKE_MATCH_1})
set(ENV{SOURCE_DATE_EPOCH} ${CMAKE_MATCH_1})
set(CPACK_PACKAGE_VERSION ${CMAKE_MATCH_2})
set(CPACK_DEBIAN_PACKAGE_VERSION ${CMAKE_MATCH_2})

# Who makes it, from where Debian's own tools have it; see debchange(1).
if(NOT "$ENV{DEBEMAIL}" STREQUAL "")
    set(CPACK_PACKAGE_CONTACT "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
