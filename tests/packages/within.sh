#!/usr/bin/env bash
# Goes into a copy of this system that is thrown away, this one below and a folder in memory above it,
# and uses the packages there. Called by tests/packages/run as root, in a mount namespace of its own.
#
#   within.sh WORK TESTS OUTPUT [ROOT]     ROOT: another system below, such as one of debootstrap
set -euo pipefail
work=$1 tests=$2 output=$3 below=${4:-/}

over=$work/over
mkdir -p "$over"
mount -t tmpfs none "$over"
mkdir "$over/upper" "$over/work" "$over/root"
mount -t overlay overlay -o "lowerdir=$below,upperdir=$over/upper,workdir=$over/work" "$over/root"
root=$over/root
mkdir -p "$root/dev" "$root/proc" "$root/sys" "$root/tmp" "$root/run"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t proc proc "$root/proc"
mount -t tmpfs none "$root/tmp"
chmod 1777 "$root/tmp"
mkdir "$root/tmp/work" "$root/tmp/tests" "$root/tmp/output" "$root/tmp/outside"
mount --bind "$work" "$root/tmp/work"
mount --bind "$tests" "$root/tmp/tests"
mount --bind "$output" "$root/tmp/output"

# Not chroot: a sandbox of thumbnailers cannot be made in one.
cd "$root"
pivot_root . tmp/outside
cd /
umount -l /tmp/outside
rmdir /tmp/outside
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
    bash /tmp/tests/packages/use.sh
