# shellcheck shell=sh
# Shell that setup.sh sources: libssh from the distribution's own newer source
# package, where the installed one lacks the post-quantum key exchange that
# newer clients ask for. Everything stays below build/; the lists and caches
# of the machine's apt are neither read nor written.
# shellcheck disable=SC2154 # whoever sources setup.sh sets $top

libssh_wanted=0.12.2
libssh_suites='forky sid'

# has_libssh DIR: is one that is new enough there, or installed?
has_libssh()
{
    PKG_CONFIG_PATH=$1 pkg-config --atleast-version=$libssh_wanted libssh
}

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

# fetch_libssh SUITE: the source package, as ./source. apt checks it against
# the archive's keys that this machine trusts.
fetch_libssh()
{
    archive=$(find_archive) || return
    rm -rf lists archives source libssh_*
    mkdir -p lists/partial archives/partial
    cat >fetch.sources <<EOF
Types: deb-src
URIs: $archive
Suites: $1
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
EOF
    set -- -qq -o "Dir::Etc::SourceList=$PWD/fetch.sources" \
        -o Dir::Etc::SourceParts=/dev/null -o "Dir::Cache=$PWD" \
        -o "Dir::State::Lists=$PWD/lists" -o "APT::Sandbox::User=$(id -un)" \
        -o APT::Update::Error-Mode=any
    apt-get "$@" update &&
        apt-get "$@" source --download-only libssh &&
        dpkg-source --no-check -x libssh_*.dsc source
}

# compile_libssh PREFIX: ./source, as a static library without what a server
# like ours never uses.
compile_libssh()
{
    cmake -G Ninja -S source -B compiled -DCMAKE_INSTALL_PREFIX="$1" \
        -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DBUILD_SHARED_LIBS=OFF \
        -DWITH_EXAMPLES=OFF -DUNIT_TESTING=OFF -DWITH_GSSAPI=OFF \
        -DWITH_ZLIB=OFF -DWITH_SFTP=OFF -DWITH_PCAP=OFF &&
        cmake --build compiled &&
        cmake --install compiled
}

# make_libssh: once. What is built later is configured anew, to find it.
make_libssh()
{
    prefix=$top/build/libssh
    attempt=$top/build/libssh-source
    has_libssh "$prefix/lib/pkgconfig" && return
    [ ! -e "$attempt/failed" ] && command -v apt-get >/dev/null || return 0
    echo "building libssh $libssh_wanted or newer, for a minute"
    mkdir -p "$attempt"
    for suite in $libssh_suites; do
        if (cd "$attempt" && fetch_libssh "$suite" &&
            compile_libssh "$prefix") >>"$attempt/log" 2>&1 &&
            has_libssh "$prefix/lib/pkgconfig"
        then
            rm -rf "$attempt" "$top"/build/*/build.ninja
            return
        fi
    done
    touch "$attempt/failed"
    echo "that failed (see $attempt/log); the installed one will do." \
        "Remove $attempt to try again."
}
