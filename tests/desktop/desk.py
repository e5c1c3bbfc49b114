"""The screen, the keys, and the program in its window: what the tests of the desktop share."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

JEJAK, PLACES, OUTPUT = (Path(path).resolve() for path in sys.argv[1:4])
PATIENCE_SECS = 60
passed, failed = [], []


class Failure(Exception):
    """What was waited for did not come, or what came was wrong."""


def check(what, holds, found=""):
    (passed if holds else failed).append(what)
    print(f"{'ok    ' if holds else 'FAILED'} {what}{'' if holds else f': {found}'}", flush=True)


def wait_for(what, condition, secs=PATIENCE_SECS):
    end = time.monotonic() + secs
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise Failure(f"no {what} within {secs} s")


def xdotool(*arguments):
    done = subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True)
    return done.stdout.strip()


def visible(*query):
    ids = xdotool("search", "--onlyvisible", "--all", *query).split()
    return ids[-1] if ids else None


def screenshot(name):
    subprocess.run(["import", "-window", "root", OUTPUT / f"{name}.png"], check=False)


class Window:
    """The program, running, and its window. All points count from the window's top left."""

    def __init__(self, *arguments, environment=None, before=()):
        self.process = subprocess.Popen(
            [*before, JEJAK, *arguments], env={**os.environ, **(environment or {})}
        )
        self.id = wait_for("window", lambda: visible("--pid", self.process.pid, "--name", "Jejak"))
        self.focus()

    def focus(self):
        wait_for("focus", lambda: xdotool("windowactivate", self.id) or
                 xdotool("getactivewindow") == self.id)

    def title(self):
        return xdotool("getwindowname", self.id)

    def pixels(self):
        """Width, height and the bytes of red, green and blue, row by row."""
        done = subprocess.run(
            ["import", "-window", self.id, "-depth", "8", "ppm:-"], capture_output=True
        )
        header = done.stdout.split(b"\n", 3)
        if len(header) < 4:
            return 0, 0, b""
        width, height = map(int, header[1].split())
        return width, height, header[3]

    def looks(self):
        return hashlib.sha256(self.pixels()[2]).hexdigest()

    def settled(self):
        """Waits until the picture stands still; gives its fingerprint."""
        last = [self.looks()]

        def still():
            time.sleep(0.25)
            last.append(self.looks())
            return last[-1] == last[-2] and last[-1]

        return wait_for("still picture", still)

    def changes(self, what, act):
        """Does something that has to be seen, and waits until it was."""
        before = self.settled()
        act()
        wait_for(f"change after {what}", lambda: self.looks() != before)
        return self.settled()

    def move(self, point):
        xdotool("mousemove", "--window", self.id, round(point[0]), round(point[1]))

    def key(self, keys):
        xdotool("key", "--clearmodifiers", keys)

    def drag(self, start, end, shot=None):
        def dragging():
            self.move(start)
            time.sleep(0.1)
            xdotool("mousedown", 1)
            for step in range(1, 11):
                self.move([a + (b - a) * step / 10 for a, b in zip(start, end)])
                time.sleep(0.05)
            if shot:
                time.sleep(0.5)
                screenshot(shot)
            xdotool("mouseup", 1)

        self.changes("a drag", dragging)

    def click(self, point):
        self.move(point)
        time.sleep(0.1)
        xdotool("click", 1)

    def ends(self):
        return wait_for("end of the program", lambda: self.process.poll() is not None
                        and [self.process.returncode])[0]

    def end_anyway(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def run_all(tests):
    """Runs them one after the other in the folder of this test; ends the process."""
    work = Path(os.environ["JEJAK_TEST_WORK"])
    for test in tests:
        try:
            test(work)
        except (Failure, OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as e:
            check(test.__name__.replace("_", " "), False, repr(e))
    print(f"{len(passed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)
