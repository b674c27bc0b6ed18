# shellcheck shell=sh
# Sourced by ./run: unpacks Debian's libraries for another machine, without
# touching the packages of this one.
# shellcheck disable=SC2154 # the caller sets $top and $machine

# shellcheck source=sshd/setup.sh
. "$top/sshd/setup.sh"

# Print the suites that may have packages for $machine, this machine's first.
sysroot_suites()
{
    # shellcheck source=/dev/null
    (. /etc/os-release && echo "$VERSION_CODENAME")
    echo trixie # the first that has riscv64
}

# Print the packages that the libraries of $build_packages need, but for
# programs, which this machine has.
sysroot_packages()
{
    # shellcheck disable=SC2046,SC2086 # lists of words
    suite_apt -s install --no-install-recommends libcmocka-dev \
        $(printf '%s\n' $build_packages | grep '^lib') |
        sed -n 's/^Inst \([^ ]*\) .*/\1/p' |
        grep -E '^(lib|zlib1g)|-dev$' |
        grep -vE 'python|icu|perl|gir|libstdc|-bin$|-data$'
}

# unpack PACKAGE...: as ./root, with links that stay inside of it, and with what
# dpkg-shlibdeps reads as ./shlibs.
unpack()
{
    mkdir -p root/usr/lib root/usr/lib64
    ln -s usr/lib usr/lib64 root
    for package; do
        dpkg-deb --fsys-tarfile "$package" |
            tar -x --keep-directory-symlink -C root &&
            { dpkg-deb --ctrl-tarfile "$package" |
                tar -xO ./shlibs 2>/dev/null >>shlibs || :; } || return
    done
    find root -type l -lname '/*' -printf '%p %l\n' |
        while read -r link target; do
            ln -sfn "$PWD/root$target" "$link"
        done
}

# fetch SUITE: its libraries for $machine.
fetch()
{
    rm -rf root shlibs ./*.deb
    open_suite "$1" deb "$machine" || return
    packages=$(sysroot_packages)
    # shellcheck disable=SC2086 # a list of words
    [ -n "$packages" ] && suite_apt download $packages && unpack ./*.deb &&
        touch complete
}

# make_sysroot: build/cross/$machine/root, once.
make_sysroot()
{
    (
        mkdir -p "$top/build/cross/$machine"
        cd "$top/build/cross/$machine" || exit
        [ ! -e complete ] || exit 0
        for suite in $(sysroot_suites); do
            fetch "$suite" >>log 2>&1 && break
        done
        rm -rf lists archives ./*.deb
        [ -e complete ]
    )
}
