#!/bin/sh
# Once: a newer OpenSSH client than the distribution's, as build/openssh/ssh,
# from a later suite and with all the libraries that it needs. It is run from
# there and never installed. Where it cannot be had its test says so.
set -eu
top=$(cd -- "$(dirname -- "$0")/../.." && pwd)
# shellcheck source=sshd/suite.sh
. "$top/sshd/suite.sh"

# fetch SUITE: the client in ./root, ./ssh to run it.
fetch()
{
    rm -rf root ssh
    open_suite "$1" deb &&
        suite_apt install --download-only --yes --no-install-recommends \
            openssh-client || return
    for package in archives/*.deb; do
        dpkg-deb -x "$package" root || return
    done
    libraries=$(dirname -- "$(find root -name 'libcrypto.so.*' | head -n 1)")
    loader=$(find root -name 'ld-linux*.so.*' | head -n 1)
    cat >ssh.new <<EOF
#!/bin/sh
cd -- "\$(dirname -- "\$0")" || exit
exec $loader --library-path $libraries root/usr/bin/ssh "\$@"
EOF
    chmod +x ssh.new
    ./ssh.new -V && mv ssh.new ssh
}

mkdir -p "$top/build/openssh"
cd "$top/build/openssh"
[ ! -e ssh ] && [ ! -e failed ] && command -v apt-get >/dev/null || exit 0
echo 'fetching a newer OpenSSH client'
for suite in $later_suites; do
    if fetch "$suite" >>log 2>&1; then
        rm -rf lists archives
        exit
    fi
done
touch failed
echo "that failed (see $PWD/log). Remove $PWD to try again."
