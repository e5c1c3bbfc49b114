# What the tests need of a Debian system or a kin of it. To be sourced.

# Installs what is missing: a package, or COMMAND:PACKAGE where another one may bring the command.
ask_debian() {
    local missing=() one
    for one in "$@"; do
        case $one in
        *:*) command -v "${one%%:*}" >/dev/null || missing+=("${one##*:}") ;;
        *) dpkg -s "$one" >/dev/null 2>&1 || missing+=("$one") ;;
        esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# What a window is drawn with; looked for by the program only when it starts.
window_packages=(libgl1 libgl1-mesa-dri libegl1 libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2
    libxkbcommon-x11-0 fonts-dejavu-core)

# A screen of its own with a window manager: DISPLAY. `leave_screen` ends both.
# WORK is a folder for their logs.
enter_screen() { # WORK [SIZE]
    rm -f "$1/display"
    # Xvfb looks for a free number itself and tells it.
    Xvfb -displayfd 3 -screen 0 "${2:-1600x1000}x24" -nolisten tcp 3>"$1/display" 2>"$1/xvfb.log" &
    screen=$!
    local tenth
    for tenth in $(seq 300); do
        [ -s "$1/display" ] && break
        sleep 0.1
    done
    [ -s "$1/display" ] || { echo "Xvfb does not start:"; cat "$1/xvfb.log"; return 1; }
    export DISPLAY=:$(cat "$1/display") LIBGL_ALWAYS_SOFTWARE=1
    unset WAYLAND_DISPLAY WAYLAND_SOCKET
    openbox >"$1/openbox.log" 2>&1 &
    manager=$!
}

screen= manager=
leave_screen() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    wait $manager $screen 2>/dev/null || true
    screen= manager=
}
