# shellcheck shell=sh
# Sourced by ./sshd/run and ./tests/run: installs the required packages and
# builds the programs. $top is the checkout.
# shellcheck disable=SC2034,SC2154 # variables of the sourcing script

# shellcheck source=sshd/libssh.sh
. "$top/sshd/libssh.sh"

# The packages for building and running the programs.
build_packages='cmake dpkg-dev fonts-lato gcc libc6-dev libjansson-dev
    libncurses-dev libpango1.0-dev libqrencode-dev libseccomp-dev libssh-dev
    libssl-dev libutf8proc-dev libzip-dev ninja-build openssh-client
    pkg-config'

as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# need PACKAGE...: install those that are missing. Without apt do nothing:
# CMake reports what is missing.
need()
{
    command -v apt-get >/dev/null || return 0
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" \
        2>/dev/null | sed -n 's/^installed //p' | tr '\n' ' ')
    missing=
    for package; do
        case " $present" in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    echo "installing$missing"
    as_root apt-get -qq update
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
        --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null
}

# build PRESET: configure and compile into build/PRESET; silent when nothing
# has changed.
build()
{
    make_libssh
    (
        cd "$top" || exit
        [ -e "build/$1/build.ninja" ] || cmake --preset "$1"
        cmake --build --preset "$1"
    )
}
