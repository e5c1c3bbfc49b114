#!/usr/bin/env bash
# Installs, uses, upgrades and removes the .deb, as one person on a desktop does, in a system that is
# thrown away (within.sh). The person's home is /home/ani.
set -euo pipefail
work=/tmp/work
. /tmp/tests/desktop/debian.sh

dpkg --purge jejak >/dev/null 2>&1 || true
mkdir -p /home/ani
cp "$work"/home/* /home/ani
mkdir -m 700 /tmp/run
# The desktop that `xdg-open` asks: GIO's, which needs none of its own running.
export HOME=/home/ani XDG_RUNTIME_DIR=/tmp/run XDG_CURRENT_DESKTOP=GNOME NO_AT_BRIDGE=1
export DBUS_SESSION_BUS_ADDRESS=disabled: GTK_USE_PORTAL=0 JEJAK_TEST_WORK=$work
cd "$HOME"
trap leave_screen EXIT
enter_screen /tmp
timeout 500 /usr/bin/python3 /tmp/tests/packages/use.py /usr/bin/jejak /tmp/work /tmp/output
