# shellcheck shell=sh
# Sourced by ./sshd/run and ./tests/run: installs the required packages and
# builds the programs. $top is the checkout.
# shellcheck disable=SC2034,SC2154 # variables of the sourcing script

# shellcheck source=sshd/libssh.sh
. "$top/sshd/libssh.sh"

# The packages for building and running the programs.
build_packages='cmake dpkg-dev fonts-lato gcc libc6-dev libjansson-dev
    libmd4c-dev libncurses-dev libpango1.0-dev libqrencode-dev libseccomp-dev
    libssh-dev libssl-dev libutf8proc-dev libzip-dev ninja-build openssh-client
    pkg-config'

as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# waiting TEXT COMMAND...: run COMMAND, and print TEXT, with the seconds that have
# passed where a person can see them.
waiting()
{
    echo "$1"
    shift
    if [ -t 1 ]; then
        (
            seconds=0
            while sleep 1 && kill -0 $$ 2>/dev/null; do # not after Ctrl-C
                seconds=$((seconds + 1))
                printf '\r%s s ' "$seconds"
            done
        ) &
        clock=$!
        # shellcheck disable=SC2064 # this one
        trap "kill $clock 2>/dev/null" EXIT
    fi
    status=0
    "$@" || status=$?
    if [ -t 1 ]; then
        kill "$clock"
        wait "$clock" 2>/dev/null || :
        trap - EXIT
        printf '\r        \r'
    fi
    return "$status"
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
    as_root true # before the seconds run: sudo may ask for a password
    # shellcheck disable=SC2086 # a list of words
    waiting "installing$missing (a minute or two)" install_packages $missing
}

install_packages()
{
    as_root apt-get -qq update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
            --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

# forget_other_debian: remove what was built before an upgrade of Debian, whose
# libraries may be gone.
forget_other_debian()
{
    suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null)
    if [ "$suite" != "$(cat "$top/build/suite" 2>/dev/null || echo "$suite")" ]
    then
        echo "this was built on another Debian: building it anew"
        rm -rf "$top/build"
    fi
    mkdir -p "$top/build"
    echo "$suite" >"$top/build/suite"
}

# build PRESET: configure and compile into build/PRESET; silent when nothing
# has changed.
build()
{
    forget_other_debian
    make_libssh
    (
        cd "$top" || exit
        [ -e "build/$1/build.ninja" ] || cmake --preset "$1"
        cmake --build --preset "$1"
    )
}
