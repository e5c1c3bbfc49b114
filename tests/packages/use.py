"""The package as one person meets it: installed, double-clicked, upgraded, removed. Runs in a system
that is thrown away; see use.sh."""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "desktop"))
from desk import check, run_all, screenshot, visible, wait_for, xdotool  # noqa: E402

HOME = Path.home()
WORK = Path("/tmp/work")
ENTRY = Path("/usr/share/applications/io.jejak.Jejak.desktop")
KIND = "application/vnd.jejak.journey+json"
MAP = HOME / "car.journey"


def told(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **options)
    return done.stdout.strip()


def files_of_the_system():
    """The names of all that packages may bring, but for logs and what is made anew at any time."""
    passing = ["/var/log", "/var/cache", "/var/lib/dpkg", "/var/tmp"]
    pruned = [part for path in passing for part in ("-path", path, "-prune", "-o")]
    places = ["/etc", "/opt", "/srv", "/usr", "/var"]
    return set(told("find", *places, "-xdev", *pruned, "-print").splitlines())


def install(folder):
    (package,) = (WORK / folder).glob("*.deb")
    return told("dpkg", "-i", str(package), stderr=subprocess.STDOUT)


def kind_of(path):
    words = told("gio", "info", "-a", "standard::content-type", str(path))
    return re.search(r"standard::content-type: (\S+)", words)[1]


def kept():
    """What the person has, by its content, without what is made anew at any time: pictures of maps, and
    the mark of a program that writes a journal."""
    files = [path for path in HOME.rglob("*") if path.is_file() and path.suffix != ".open"]
    files = [path for path in files if ".cache" not in path.parts]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Opened:
    """A window that a command opened, however many programs it went through."""

    def __init__(self, *command):
        self.command = subprocess.Popen(command)
        self.id = wait_for("window", lambda: visible("--class", "io.jejak.Jejak"))
        # Told by the system's own process, since the command may be another one.
        self.pid = int(wait_for("process", lambda: xdotool("getwindowpid", self.id)))
        wait_for("focus", lambda: xdotool("windowactivate", self.id) or
                 xdotool("getactivewindow") == self.id)

    def title(self):
        return xdotool("getwindowname", self.id)

    def key(self, *keys):
        for key in keys:
            xdotool("key", "--clearmodifiers", key)
            time.sleep(0.3)

    def kill(self):
        os.kill(self.pid, 9)
        wait_for("end", lambda: not visible("--class", "io.jejak.Jejak"))
        self.command.wait(timeout=30)


def the_package_before_is_installed(_):
    global before
    before = files_of_the_system()
    install("before")
    check("the version before is installed", "0.0.9" in told("dpkg-query", "-W", "jejak"))
    check("the program is found", told("jejak", "--version").startswith("jejak "))


def files_have_their_type(_):
    check("a map has its type", kind_of(MAP) == KIND, kind_of(MAP))
    bare = HOME / "a copy"
    bare.write_bytes(MAP.read_bytes())
    check("also without its ending", kind_of(bare) == KIND, kind_of(bare))
    other = HOME / "other.json"
    other.write_text('{"a": "jejak"}')
    check("other JSON keeps its own", kind_of(other) == "application/json", kind_of(other))
    picture = kind_of(HOME / "car.png")
    check("a picture with a map stays a picture", picture == "image/png", picture)
    opens = told("gio", "mime", "image/png")
    check("and opens with what it did", "io.jejak" not in opens, opens)
    title = told("jejak", "info", str(HOME / "car.png"))
    check("though the map is in it", "Buying a car" in title, title)
    default = told("xdg-mime", "query", "default", KIND)
    check("maps open with Jejak", default == ENTRY.name, default)
    described = Path("/usr/share/mime", f"{KIND}.xml").read_text()
    check("the type has its name in both languages", "Peta perjalanan pelanggan" in described)


def a_map_is_double_clicked_and_worked_on(_):
    window = Opened("xdg-open", str(MAP))
    title = wait_for("title of the map", lambda: "car" in window.title().lower() and window.title())
    check("xdg-open opens the map", "Jejak" in title, title)
    time.sleep(2)
    screenshot("opened")
    # One change that is saved, which keeps the version before, and one that is not.
    window.key("Right", "Return", "x", "Return", "ctrl+s")
    versions = HOME / ".local/share/jejak/versions"
    wait_for("version", lambda: any(versions.rglob("*.journey")) or any(versions.rglob("*.*")))
    window.key("Down", "Return", "y", "Return")
    wait_for("journal", lambda: any((HOME / ".local/share/jejak/journal").glob("*.journal")))
    screenshot("worked-on")
    window.kill()
    check("settings are kept", (HOME / ".config/jejak/settings.json").is_file())


def an_upgrade_keeps_what_there_is(_):
    had = kept()
    install("packages")
    version = told("dpkg-query", "-W", "-f", "${Version}", "jejak")
    check("the new version is installed", version != "0.0.9", version)
    check("settings, journals and versions are as they were", kept() == had and len(had) > 6, sorted(had))
    window = Opened("jejak")
    time.sleep(4)
    screenshot("upgraded")
    window.kill()
    gone = {path for path in had if not Path(path).exists()}
    check("nor does the new version lose any", not gone, gone)


def actions_of_the_entry_work(_):
    for action in re.findall(r"^\[Desktop Action .*?^Exec=(.*?)$", ENTRY.read_text(), re.M | re.S):
        window = Opened(*action.split())
        time.sleep(2)
        screenshot(action.replace(" ", ""))
        check(f"{action} opens a window", window.title())
        window.kill()


def thumbnails_are_made_in_a_sandbox(_):
    # As it is called by the desktop, with a word of it.
    spy, calls = Path("/usr/local/bin/bwrap"), Path("/tmp/bwrap-calls")
    spy.write_text(f'#!/bin/sh\necho "$@" >>{calls}\nexec /usr/bin/bwrap "$@"\n')
    spy.chmod(0o755)
    import gi

    gi.require_version("GnomeDesktop", "3.0")
    from gi.repository import GnomeDesktop

    factory = GnomeDesktop.DesktopThumbnailFactory.new(GnomeDesktop.DesktopThumbnailSize.LARGE)
    address = MAP.as_uri()
    check("the desktop knows who makes them", factory.can_thumbnail(address, KIND, 0))
    picture = factory.generate_thumbnail(address, KIND)
    spy.unlink()
    size = picture and (picture.get_width(), picture.get_height())
    check("a thumbnail is made", size and max(size) == 256 and min(size) > 60, size)
    check("by Jejak in the desktop's sandbox", "jejak thumbnail" in calls.read_text(), calls.read_text())
    if picture:
        picture.savev("/tmp/output/thumbnail.png", "png", [], [])


def tumbler_makes_thumbnails(_):
    script = f"""
        gdbus wait --session --activate org.freedesktop.thumbnails.Thumbnailer1 --timeout 90
        gdbus call --session --timeout 90 --dest org.freedesktop.thumbnails.Thumbnailer1 \
            --object-path /org/freedesktop/thumbnails/Thumbnailer1 \
            --method org.freedesktop.thumbnails.Thumbnailer1.Queue \
            "['{MAP.as_uri()}']" "['{KIND}']" normal default 0
        for _ in $(seq 1200); do
            [ -z "$(ls "$HOME"/.cache/thumbnails/normal/*.png 2>/dev/null)" ] || break
            sleep 0.1
        done
    """
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    subprocess.run(["dbus-run-session", "--", "sh", "-c", script], env=environment, check=True)
    name = hashlib.md5(MAP.as_uri().encode()).hexdigest()
    kept = HOME / f".cache/thumbnails/normal/{name}.png"
    check("tumbler makes one, too", kept.is_file())
    if kept.is_file():
        head = kept.read_bytes()
        sides = [int.from_bytes(head[at:at + 4]) for at in (16, 20)]
        check("as large as it asked for", max(sides) == 128, sides)


def man_and_shell_know_it(_):
    check("man finds a command's page", told("man", "-w", "jejak-export").endswith("jejak-export.1.gz"))
    completed = told("bash", "-c", "cd /; . /usr/share/bash-completion/bash_completion\n"
                     "_completion_loader jejak; complete -p jejak")
    check("bash completes", "_jejak" in completed, completed)


def it_goes_and_leaves_nothing_but_what_is_the_persons(_):
    had = kept()
    told("dpkg", "--purge", "jejak", stderr=subprocess.STDOUT)
    left = files_of_the_system() - before
    check("no file is left", not left, sorted(left))
    lost = before - files_of_the_system()
    check("none of others is gone", not lost, sorted(lost))
    indexes = ["/usr/share/mime", "/usr/share/applications", "/usr/share/icons/hicolor"]
    named = subprocess.run(["grep", "-rliE", "jejak", *indexes], stdout=subprocess.PIPE, text=True)
    check("nor a word of it in the desktop's lists", not named.stdout, named.stdout)
    check("what is the person's stays", kept() == had)


before = set()
run_all([
    the_package_before_is_installed,
    files_have_their_type,
    man_and_shell_know_it,
    a_map_is_double_clicked_and_worked_on,
    an_upgrade_keeps_what_there_is,
    actions_of_the_entry_work,
    thumbnails_are_made_in_a_sandbox,
    tumbler_makes_thumbnails,
    it_goes_and_leaves_nothing_but_what_is_the_persons,
])
