# shellcheck shell=sh
# Shell to have packages of a later Debian suite in the current folder, out of
# the archive that this machine takes its own from. apt checks them against
# the archive's keys that are here; the lists, caches and packages of the
# machine are neither read nor written.

# The one to try first comes first.
# shellcheck disable=SC2034 # for whoever sources this
later_suites='forky sid'

# The address of the machine's own archive, in whatever file it stands.
find_archive()
{
    # shellcheck source=/dev/null
    . /etc/os-release
    [ "$ID" = debian ] &&
        apt-get --print-uris update |
        sed -n "s|^'\(.*\)/dists/${VERSION_CODENAME:?}/InRelease'.*|\1|p" |
        grep -m 1 .
}

# suite_apt WORD...: apt-get in the suite that was opened.
suite_apt()
{
    apt-get -qq -o "Dir::Etc::SourceList=$PWD/suite.sources" \
        -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::Preferences=/dev/null \
        -o Dir::Etc::PreferencesParts=/dev/null -o "Dir::Cache=$PWD" \
        -o "Dir::State=$PWD" -o "Dir::State::Status=$PWD/status" \
        -o "APT::Sandbox::User=$(id -un)" -o APT::Update::Error-Mode=any "$@"
}

# open_suite SUITE TYPE: its lists of deb or deb-src packages.
open_suite()
{
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
