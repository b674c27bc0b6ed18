# shellcheck shell=sh
# Sourced: downloads packages of a later Debian suite to the current directory,
# from the archive of this machine. apt verifies them with the archive keys of
# this machine, and neither reads nor writes its lists, caches and packages.

# In the order of preference.
# shellcheck disable=SC2034 # used by the sourcing script
later_suites='forky sid'

# Print the address of this machine's archive, from its apt configuration.
find_archive()
{
    # shellcheck source=/dev/null
    . /etc/os-release
    [ "$ID" = debian ] &&
        apt-get --print-uris update |
        sed -n "s|^'\(.*\)/dists/${VERSION_CODENAME:?}/InRelease'.*|\1|p" |
        grep -m 1 .
}

# suite_apt WORD...: run apt-get for the suite that was opened.
suite_apt()
{
    apt-get -qq -o "Dir::Etc::SourceList=$PWD/suite.sources" \
        -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::Preferences=/dev/null \
        -o Dir::Etc::PreferencesParts=/dev/null -o "Dir::Cache=$PWD" \
        -o "Dir::State=$PWD" -o "Dir::State::Status=$PWD/status" \
        -o "APT::Sandbox::User=$(id -un)" -o APT::Update::Error-Mode=any \
        -o "APT::Architecture=$architecture" \
        -o "APT::Architectures=$architecture" "$@"
}

# open_suite SUITE TYPE [ARCHITECTURE]: download the package lists; TYPE is deb or
# deb-src.
open_suite()
{
    architecture=${3:-$(dpkg --print-architecture)}
    archive=$(find_archive) || return
    rm -rf lists archives
    mkdir -p lists/partial archives/partial
    : >status
    cat >suite.sources <<EOF
Types: $2
URIs: $archive
Suites: $1
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
EOF
    suite_apt update
}
