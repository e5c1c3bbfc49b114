"""The program as a guest on a small desktop: how large its window is, printing, several windows, what
happens when it fails, and machines without OpenGL.

Called by `run`, which sets DISPLAY to a screen of 1366 × 768 with a window manager on it. A print
portal is made up on a bus of its own, and `lp` and `zenity` are made up in a folder.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from desk import (
    JEJAK, Failure, Window, check, run_all, screenshot, wait_for, xdotool
)

SAMPLE = Path(__file__).resolve().parents[2] / "assets/samples/buying-a-car.journey"
SCREEN = (1366, 768)
PORTAL = Path(__file__).resolve().parent / "portal.py"


def numbers(window, name):
    """A property of a window that is a list of numbers; of the screen where it is `None`."""
    which = ["-id", str(window)] if window else ["-root"]
    done = subprocess.run(["xprop", *which, name], capture_output=True, text=True)
    told = done.stdout.partition("=")[2]
    return [int(number) for number in told.replace(",", " ").split() if number.isdigit()]


def inner(window):
    """Left, top, width and height of a window without its frame."""
    done = subprocess.run(["xwininfo", "-id", str(window)], capture_output=True, text=True)
    told = dict(line.strip().split(":", 1) for line in done.stdout.splitlines() if ": " in line)
    names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
    return [int(told[name]) for name in names]


def outer(window):
    """Left, top, right and bottom of a window with its frame."""
    left, top, width, height = inner(window)
    sides = numbers(window, "_NET_FRAME_EXTENTS")
    if len(sides) != 4:
        raise Failure("the window has no frame")
    return [left - sides[0], top - sides[2], left + width + sides[1], top + height + sides[3]]


def homes(work, name):
    folder = work / name
    places = {"HOME": folder, "XDG_CONFIG_HOME": folder / "config", "XDG_DATA_HOME": folder / "data",
              "XDG_CACHE_HOME": folder / "cache", "XDG_RUNTIME_DIR": folder / "run"}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    (folder / "run").chmod(0o700)
    return {name: str(place) for name, place in places.items()}


def made_up(folder, name, script):
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def press_what_is_meant(window):
    """The button that a dialog is about is the last that keys come to."""
    window.key("shift+Tab")
    time.sleep(0.3)
    window.key("Return")


def place_of_next(environment):
    """Where the next window stands, which is then closed."""
    window = Window(environment=environment)
    try:
        window.settled()
        place = outer(window.id)
        window.key("ctrl+q")
        window.ends()
        return place
    finally:
        window.end_anyway()


def the_window_fits_the_screen_and_comes_back_where_it_was(work):
    environment = homes(work, "fits")
    window = Window(environment=environment)
    try:
        window.settled()
        screenshot("guest-first")
        edges = wait_for("frame", lambda: len(numbers(window.id, "_NET_FRAME_EXTENTS")) == 4
                         and outer(window.id))
        free = numbers(None, "_NET_WORKAREA")[:4]
        free = free or [0, 0, *SCREEN]
        within = (edges[0] >= free[0] and edges[1] >= free[1]
                  and edges[2] <= free[0] + free[2] and edges[3] <= free[1] + free[3])
        check("the first window lies within the screen, its frame too", within, (edges, free))
        check("and takes what there is", edges[2] - edges[0] > 1300 and edges[3] - edges[1] > 700,
              edges)
        xdotool("windowsize", window.id, 900, 600)
        xdotool("windowmove", window.id, 200, 90)
        wait_for("size", lambda: inner(window.id)[2:] == [900, 600])
        window.settled()
        moved = outer(window.id)
        check("it is moved", moved[:2] != edges[:2], (moved, edges))
        window.key("ctrl+q")
        check("it closes", window.ends() == 0, window.process.returncode)
    finally:
        window.end_anyway()
    for number in ("second", "third", "fourth"):
        place = place_of_next(environment)
        check(f"the {number} window stands where the first one was", place == moved, (place, moved))
    filling = Window(environment=environment)
    try:
        filling.settled()
        subprocess.run(["wmctrl", "-i", "-r", filling.id, "-b", "add,maximized_vert,maximized_horz"],
                       check=True)
        wait_for("whole screen", lambda: outer(filling.id)[2] - outer(filling.id)[0] >= SCREEN[0])
        filling.settled()
        filling.key("ctrl+q")
        filling.ends()
    finally:
        filling.end_anyway()
    again = Window(environment=environment)
    try:
        wait_for("whole screen", lambda: outer(again.id)[2] - outer(again.id)[0] >= SCREEN[0])
        check("a window that filled the screen fills it again", True)
        subprocess.run(["wmctrl", "-i", "-r", again.id, "-b", "remove,maximized_vert,maximized_horz"],
                       check=True)
        same = lambda: outer(again.id) == moved
        wait_for("the place before", same)
        check("and knows where it was before", same(), (outer(again.id), moved))
        xdotool("windowsize", again.id, 720, 480)
        wait_for("smallest size", lambda: inner(again.id)[2:] == [720, 480])
        again.settled()
        screenshot("guest-smallest")
        again.key("ctrl+q")
        again.ends()
    finally:
        again.end_anyway()


def a_map_is_printed_by_lp_where_there_is_no_portal(work):
    tools, paper = work / "tools", work / "paper.pdf"
    made_up(tools, "lp", f'echo "$@" >{work}/lp.said; cat >{paper}; '
                         'echo "request id is Office-12 (0 file(s))"')
    path = f"{tools}:{os.environ['PATH']}"
    window = Window(SAMPLE, environment={**homes(work, "prints"), "PATH": path})
    try:
        wait_for("map", lambda: window.title().startswith("buying-a-car"))
        window.settled()
        window.changes("print", lambda: window.key("ctrl+p"))
        screenshot("guest-print")
        press_what_is_meant(window)
        wait_for("paper", lambda: paper.exists() and paper.stat().st_size > 10_000
                 and paper.read_bytes().rstrip().endswith(b"%%EOF"))
        check("lp is handed a PDF", paper.read_bytes().startswith(b"%PDF"))
        said = (work / "lp.said").read_text()
        check("with the title of the map", "Buying a car" in said, said)
        window.settled()
        screenshot("guest-printed")
        window.key("ctrl+q")
        window.ends()
    finally:
        window.end_anyway()


def a_map_is_printed_by_the_portal(work):
    """On a bus of its own, with a portal that knows nothing but printing."""
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                           stdout=subprocess.PIPE, text=True)
    address = bus.stdout.readline().strip()
    paper = work / "portal.pdf"
    portal = subprocess.Popen(["/usr/bin/python3", PORTAL, paper],
                              env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
                              stdout=subprocess.PIPE, text=True)
    window = None
    try:
        check("a portal is there", portal.stdout.readline().strip() == "ready")
        environment = {**homes(work, "portal"), "DBUS_SESSION_BUS_ADDRESS": address}
        window = Window(SAMPLE, environment=environment)
        wait_for("map", lambda: window.title().startswith("buying-a-car"))
        window.settled()
        window.changes("print", lambda: window.key("ctrl+p"))
        press_what_is_meant(window)
        wait_for("paper", paper.exists)
        check("the portal is handed a PDF that it can read", paper.read_bytes().startswith(b"%PDF"))
        title = paper.with_suffix(".title").read_text()
        check("and told what it is", title == "Buying a car", title)
        window.settled()
        window.key("ctrl+q")
        check("the window goes on", window.ends() == 0, window.process.returncode)
    finally:
        if window:
            window.end_anyway()
        portal.kill()
        bus.kill()
        portal.wait()
        bus.wait()


def a_file_that_is_open_comes_forward(work):
    environment = homes(work, "twice")
    mine = work / "twice.journey"
    shutil.copy(SAMPLE, mine)
    window = Window(mine, environment=environment)
    try:
        wait_for("map", lambda: window.title().startswith("twice.journey"))
        window.settled()
        other = Window(environment=environment)
        try:
            check("another window is in front", xdotool("getactivewindow") == other.id)
            done = subprocess.run([JEJAK, mine], env={**os.environ, **environment}, timeout=60)
            check("who opens the file once more is done at once", done.returncode == 0)
            # It was covered by the other one: both are as large as the screen.
            wait_for("window in front", lambda: xdotool("getactivewindow") == window.id)
            check("its window is in front", window.id != other.id)
            listed = Path(environment["XDG_DATA_HOME"]) / "recently-used.xbel"
            wait_for("list", listed.exists)
            check("the desktop lists the file", "twice.journey" in listed.read_text())
        finally:
            other.end_anyway()
        window.key("ctrl+q")
        window.ends()
        left = list((Path(environment["XDG_RUNTIME_DIR"]) / "jejak").glob("*"))
        # The one that was killed could not clear up; whoever asks there does.
        check("a window that closes leaves nothing behind", len(left) <= 1, left)
        again = Window(mine, environment=environment)
        wait_for("map", lambda: again.title().startswith("twice.journey"))
        again.key("ctrl+q")
        again.ends()
        left = list((Path(environment["XDG_RUNTIME_DIR"]) / "jejak").glob("*"))
        check("and what a killed one has left is cleared away", not left, left)
    finally:
        window.end_anyway()


def several_files_open_in_a_window_each(work):
    environment = homes(work, "several")
    files = [work / f"map {number}.journey" for number in (1, 2, 3)]
    for file in files:
        shutil.copy(SAMPLE, file)
    opened = lambda: xdotool("search", "--onlyvisible", "--name", "map [123].journey").split()
    window = Window(*files, environment=environment)
    try:
        wait_for("three windows", lambda: len(opened()) == 3)
        check("each file has a window", True)
        screenshot("guest-several")
    finally:
        for process in {int(xdotool("getwindowpid", id)) for id in opened()}:
            os.kill(process, signal.SIGTERM)
        window.end_anyway()
        wait_for("the last of them to be gone", lambda: not opened())


def a_fault_leaves_a_report_and_the_work(work):
    environment = homes(work, "fault")
    mine, fault = work / "fault.journey", work / "fault-now"
    shutil.copy(SAMPLE, mine)
    window = Window(mine, environment={**environment, "JEJAK_PANIC": str(fault)})
    data = Path(environment["XDG_DATA_HOME"]) / "jejak"
    try:
        wait_for("map", lambda: window.title().startswith("fault.journey"))
        window.settled()
        # Into an empty place of the first stage.
        window.click((357, 617))
        window.settled()
        xdotool("type", "--delay", 40, "Not yet saved")
        window.key("ctrl+Return")
        wait_for("mark of a change", lambda: window.title().startswith("•"))
        wait_for("journal", lambda: list((data / "journal").glob("*.journal")))
        fault.write_text("")
        window.move((300, 300))
        window.move((320, 320))
        check("the program ends", window.ends() != 0, window.process.returncode)
        reports = wait_for("report", lambda: list((data / "reports").glob("*.new")))
        text = reports[0].read_text()
        check("the report names the version and the place",
              text.startswith("Jejak ") and "where: src/app/" in text, text)
        told = ["Not yet saved", "fault.journey", str(work), "Purchase"]
        check("and nothing of the map", not any(word in text for word in told), text)
    finally:
        window.end_anyway()
    fault.unlink()
    again = Window(environment=environment)
    try:
        wait_for("told report", lambda: list((data / "reports").glob("*.txt")))
        again.settled()
        screenshot("guest-fault")
        again.changes("close", lambda: again.key("Return"))
        screenshot("guest-recovery")
        check("the report is told once", not list((data / "reports").glob("*.new")))
    finally:
        again.end_anyway()


def what_was_typed_is_kept_when_the_program_is_asked_to_end(work):
    environment = homes(work, "told")
    mine = work / "told.journey"
    shutil.copy(SAMPLE, mine)
    window = Window(mine, environment=environment)
    journals = lambda: list((Path(environment["XDG_DATA_HOME"]) / "jejak/journal").glob("*.journal"))
    try:
        wait_for("map", lambda: window.title().startswith("told.journey"))
        window.settled()
        window.click((357, 617))
        window.settled()
        typed = "Typed in a hurry, " * 4
        xdotool("type", "--delay", 5, typed)
        time.sleep(0.3)
        window.process.send_signal(signal.SIGTERM)
        check("it ends by itself", window.ends() == 0, window.process.returncode)
        kept = [journal.read_text() for journal in journals()]
        check("with all that was typed kept", len(kept) == 1 and typed in kept[0], kept and kept[0][-300:])
    finally:
        window.end_anyway()


def without_opengl_it_says_so(work):
    tools, said = work / "tellers", work / "zenity.said"
    made_up(tools, "zenity", f'echo "$@" >{said}')
    nowhere = {"__EGL_VENDOR_LIBRARY_DIRS": "/nowhere", "__EGL_VENDOR_LIBRARY_FILENAMES": "/nowhere",
               "__GLX_VENDOR_LIBRARY_NAME": "nobody", "LIBGL_DRIVERS_PATH": "/nowhere",
               "GALLIUM_DRIVER": "nobody"}
    environment = {**os.environ, **homes(work, "nogl"), **nowhere,
                   "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run([JEJAK], env=environment, capture_output=True, text=True, timeout=120)
    check("without OpenGL it ends with 1", done.returncode == 1, (done.returncode, done.stderr))
    check("and says so where programs do", "OpenGL" in done.stderr, done.stderr)
    wait_for("small window", said.exists)
    check("and in a small window", "OpenGL" in said.read_text(), said.read_text())


run_all((
    the_window_fits_the_screen_and_comes_back_where_it_was,
    a_map_is_printed_by_lp_where_there_is_no_portal,
    a_map_is_printed_by_the_portal,
    a_file_that_is_open_comes_forward,
    several_files_open_in_a_window_each,
    a_fault_leaves_a_report_and_the_work,
    what_was_typed_is_kept_when_the_program_is_asked_to_end,
    without_opengl_it_says_so,
))
