# shellcheck shell=sh
# Sourced by setup.sh: builds libssh from a newer source package of the
# distribution, where the installed one lacks the post-quantum key exchange
# that newer clients ask for. All files are below build/.
# shellcheck disable=SC2154 # the caller sets $top

# shellcheck source=sshd/suite.sh
. "$top/sshd/suite.sh"

libssh_wanted=0.12.2

# has_libssh DIR: whether a new enough libssh is in DIR or installed.
has_libssh()
{
    PKG_CONFIG_PATH=$1 pkg-config --atleast-version=$libssh_wanted libssh
}

# fetch_libssh SUITE: unpack the source package of SUITE as ./source.
fetch_libssh()
{
    rm -rf source libssh_*
    open_suite "$1" deb-src &&
        suite_apt source --download-only libssh &&
        dpkg-source --no-check -x libssh_*.dsc source
}

# The hardening options of a release (see CMakeLists.txt), for the static
# library.
libssh_flags="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
-fstack-clash-protection -ftrivial-auto-var-init=zero \
-fno-delete-null-pointer-checks -fno-strict-overflow -fno-strict-aliasing"
case $(uname -m) in
x86_64) libssh_flags="$libssh_flags -fcf-protection=full" ;;
aarch64) libssh_flags="$libssh_flags -mbranch-protection=standard" ;;
esac

# compile_libssh PREFIX: build ./source as a static library, without the parts
# that resume-sshd does not use.
compile_libssh()
{
    cmake -G Ninja -S source -B compiled -DCMAKE_INSTALL_PREFIX="$1" \
        -DCMAKE_C_FLAGS="$libssh_flags" \
        -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DBUILD_SHARED_LIBS=OFF \
        -DWITH_EXAMPLES=OFF -DUNIT_TESTING=OFF -DWITH_GSSAPI=OFF \
        -DWITH_ZLIB=OFF -DWITH_SFTP=OFF -DWITH_PCAP=OFF &&
        cmake --build compiled &&
        cmake --install compiled &&
        dpkg-parsechangelog -l source/debian/changelog -S Version |
        sed 's/^[0-9]*://' >"$1/version"
}

# try_suites: build the libssh of the first suite that has it, as $prefix.
try_suites()
{
    for suite in $later_suites; do
        (cd "$attempt" && fetch_libssh "$suite" &&
            compile_libssh "$prefix") >>"$attempt/log" 2>&1 &&
            has_libssh "$prefix/lib/pkgconfig" && return
    done
    return 1
}

# make_libssh: build libssh where it is missing, and have CMake configure again
# to find it. A failed attempt is not repeated.
make_libssh()
{
    prefix=$top/build/libssh
    attempt=$top/build/libssh-source
    has_libssh "$prefix/lib/pkgconfig" && return
    [ ! -e "$attempt/failed" ] && command -v apt-get >/dev/null || return 0
    mkdir -p "$attempt"
    if waiting "building libssh $libssh_wanted or newer (a minute or two)" \
        try_suites
    then
        rm -rf "$attempt" "$top"/build/*/build.ninja
        return
    fi
    touch "$attempt/failed"
    echo "cannot build libssh (see $attempt/log); using the installed one." \
        "Remove $attempt to try again."
}
