#!/bin/sh
# Boot what `cmake --install` left in STAGE under a systemd of its own: PID 1
# in namespaces that share nothing with this machine but a view of its files.
#
#   boot.sh STAGE FOLDER CGROUP
#
# Where STAGE is a complete root of its own, that is booted, and keeps what is
# written. FOLDER is where a root is mounted that nobody else sees; CGROUP, a directory
# of the cgroup2 file system, is made here and removed by the caller. All that
# was started ends with this process.
set -eu
self=$(readlink -f "$0")
stage=$1 folder=$2 cgroup=$3

case ${4:-first} in
first)
    mkdir "$cgroup"
    exec setpriv --pdeathsig KILL \
        unshare --mount --pid --net --uts --ipc --fork --kill-child \
        "$self" "$stage" "$folder" "$cgroup" second
    ;;
second) # the one that will be PID 1, and nobody else, joins the cgroup
    echo $$ >"$cgroup/cgroup.procs"
    exec unshare --cgroup "$self" "$stage" "$folder" "$cgroup" third
    ;;
esac

# Mount this machine's root as ./root; what is written goes to memory, and with
# it. Of all that this machine would start only the journal is.
mount_own_root()
{
    mkdir above work root
    mount -t overlay -o "lowerdir=/,upperdir=$PWD/above,workdir=$PWD/work" \
        overlay root
    cd root
    rm -rf etc/systemd/system lib/systemd/system/*.target.wants etc/fstab \
        etc/resume-sshd var/lib/resume-sshd var/lib/private var/log/journal
    mkdir -p etc/systemd/system/sysinit.target.wants
    ln -s /lib/systemd/system/systemd-journald.service \
        etc/systemd/system/sysinit.target.wants
    cp -R "$stage/." .
    systemctl --quiet --root="$PWD" enable \
        resume-sshd.socket resume-sshd.service
}

mount --make-rprivate /
mount -t tmpfs tmpfs "$folder"
cd "$folder"
if [ -e "$stage/etc/os-release" ]; then
    mkdir root
    mount --bind "$stage" root
    cd root
else
    mount_own_root
fi

mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
for directory in run tmp; do
    mount -t tmpfs tmpfs $directory
done
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
while read -r name major minor; do
    mknod -m 666 "dev/$name" c "$major" "$minor"
done <<EOF
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
EOF

pivot_root . .
umount -l .
mount --make-rshared / # by a mount a unit gets its credentials
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    setpriv --bounding-set=-sys_time,-sys_module,-sys_boot,-sys_rawio,-syslog \
    /lib/systemd/systemd --system --unit=multi-user.target
