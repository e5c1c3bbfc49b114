"""Makes a map by keys alone, and knows of it only what the desktop's accessibility bus tells.

Called by `run` on a session bus of its own, with the Python that has pyatspi. What was pressed and
what was heard of it is printed as it goes.
"""

import json
import re
import subprocess
import sys
import time

import pyatspi
from gi.repository import Gio, GLib


def listen(path):
    """Writes what is told, a line each, until it is ended: announcements, and what gets the focus."""
    with open(path, "a", encoding="utf-8") as told:
        def hear(event):
            if event.type.startswith("object:announcement"):
                kind, text, role = "said", event.any_data, ""
            elif event.detail1:
                kind, text, role = "focus", event.source.name, event.source.getRoleName()
            else:
                return
            told.write(json.dumps({"kind": kind, "text": text, "role": role}) + "\n")
            told.flush()

        for event in ("object:announcement", "object:state-changed:focused"):
            pyatspi.Registry.registerEventListener(hear, event)
        told.write(json.dumps({"kind": "ready", "text": "", "role": ""}) + "\n")
        told.flush()
        pyatspi.Registry.start()


if sys.argv[1] == "--listen":
    listen(sys.argv[2])
    sys.exit()

from desk import JEJAK, Failure, Window, check, run_all, screenshot, wait_for, xdotool  # noqa: E402


def say_that_somebody_listens():
    """What a screen reader says to the session when it starts; the session must keep to it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def status(method, kinds, *values):
        return bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", method,
            GLib.Variant(kinds, ("org.a11y.Status", "IsEnabled", *values)),
            None, Gio.DBusCallFlags.NONE, -1,
        ).unpack()

    status("Set", "(ssv)", GLib.Variant("b", True))
    # What could not be kept is taken back a moment later.
    time.sleep(0.5)
    check("the session says that somebody listens", status("Get", "(ss)") == (True,), None)


class Ear:
    """What is told from now on."""

    def __init__(self, path):
        self.path = path
        self.process = subprocess.Popen([sys.executable, __file__, "--listen", path])
        wait_for("ear", lambda: path.exists() and self.lines())

    def lines(self):
        # The last line may not be whole yet.
        whole = self.path.read_text(encoding="utf-8").split("\n")[:-1]
        return [json.loads(line) for line in whole]

    def hears(self, keys, wanted, kind="said"):
        """Presses keys, types a text in quotation marks or does something outside, and waits until
        something is told."""
        before = len(self.lines())
        if callable(keys):
            keys()
            keys = keys.__doc__
        elif keys.startswith('"'):
            xdotool("type", "--delay", 40, keys.strip('"'))
        else:
            xdotool("key", "--clearmodifiers", keys)

        def told():
            return [line for line in self.lines()[before:]
                    if line["kind"] == kind and re.search(wanted, line["text"])]

        try:
            found = wait_for(f"“{wanted}” after {keys}", told)[0]
        except Failure as failure:
            heard = [line["text"] for line in self.lines()[before:]]
            raise Failure(f"{failure}; heard: {heard}") from None
        role = f" ({found['role']})" if found["role"] else ""
        print(f"       {keys:16} {found['text']}{role}", flush=True)
        return found

    def reaches(self, keys, wanted):
        return self.hears(keys, wanted, kind="focus")

    def end(self):
        self.process.kill()
        self.process.wait()


def nodes(node):
    """A node and all below it."""
    yield node
    for child in node:
        if child is not None:
            yield from nodes(child)


def told_tree(process):
    """The nodes of the program: name, role, whether it is checked."""
    desktop = pyatspi.Registry.getDesktop(0)
    programs = [app for app in desktop if app is not None and app.get_process_id() == process.pid]
    return [(node.name, node.getRoleName(), node.getState().contains(pyatspi.STATE_CHECKED))
            for program in programs for node in nodes(program)]


def write_path(path):
    """Into the field that stands where the system has no dialogs of its own."""
    xdotool("key", "--clearmodifiers", "ctrl+a")
    xdotool("type", "--clearmodifiers", "--delay", 30, path)


def a_map_is_made_without_a_pointer(work):
    made, picture = work / "heard.journey", work / "heard.png"
    ear = Ear(work / "heard.log")
    # Without zenity, which speaks for itself, paths are typed in the window; what it remembers is no
    # business of the other windows.
    homes = {name: str(work / "heard") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    window = Window(environment={"PATH": "/nowhere", **homes})
    try:
        # The bus learns of the window a little after it is seen.
        wait_for("window on the bus", lambda: told_tree(window.process))
        ear.hears("ctrl+n", "^Opened: Untitled map")
        ear.reaches("Right", "Title")
        at = ear.reaches("Down", ".")["text"]
        while not at.startswith("Stage, "):
            at = ear.reaches("Down", ".")["text"]
        while "1 of 5" not in at:
            at = ear.reaches("Left", "Stage, ")["text"]
        for stage in ("Consideration", "Purchase", "Retention", "Advocacy"):
            ear.reaches("Right", stage)
        ear.hears("Delete", "Delete stage")
        ear.hears("Delete", "Delete stage")
        ear.reaches("Left", "Consideration")
        ear.reaches("Left", "Stage, Awareness, 1 of 3")
        # Several: those beside it, or one that the focus was moved to.
        ear.hears("shift+Right", "^2 stages selected")
        ear.reaches("Left", "Stage, Awareness, 1 of 3")
        ear.reaches("ctrl+Right", "Stage, Consideration")
        ear.hears("ctrl+space", "^2 stages selected")
        ear.reaches("Left", "Stage, Awareness, 1 of 3")
        ear.reaches("Down", "Cell, Awareness · Customer actions")
        ear.reaches('"Looks for a car"', "Text of: Customer action")
        ear.hears("ctrl+Return", "Add card")

        # The curve, from the cell of each stage.
        for _ in range(20):
            cell = ear.hears("Down", "Awareness", kind="focus")
            if "Emotions" in cell["text"]:
                break
        for stage, way in (("Awareness", "Up"), ("Consideration", "Down"), ("Purchase", None)):
            ear.reaches("Return", "Text of: Curve point")
            ear.hears("Return", "Add point")
            if way:
                ear.hears(f"alt+{way}", f"Moved to .*{stage}")
                following = {"Awareness": "Consideration", "Consideration": "Purchase"}[stage]
                ear.reaches("Right", f"Cell, {following} · Emotions")

        # Two cards, and what ties them.
        ear.reaches("Down", "Cell, Purchase · Pain points")
        ear.reaches('"Waits for the papers"', "Text of: Pain point")
        ear.hears("ctrl+Return", "Add card")
        ear.reaches("Down", "Cell, Purchase · Opportunities")
        ear.reaches('"Send them ahead"', "Text of: Opportunity")
        ear.hears("ctrl+Return", "Add card")
        ear.reaches("Up", "Waits for the papers")
        ear.hears("ctrl+shift+l", "Send them ahead")
        ear.hears("Return", "Link cards")

        # Undone and done again, by name; refused, and why.
        ear.hears("ctrl+z", "Link cards")
        ear.hears("ctrl+shift+z", "Link cards")
        ear.hears("ctrl+c", "^Copied")
        ear.reaches("Escape", "Customer-journey map")
        ear.reaches("ctrl+f", "Find on the map")
        ear.hears('"papers"', "^1 found")
        ear.reaches("Escape", "Waits for the papers|Customer-journey map")
        ear.reaches("Escape", "Customer-journey map")
        ear.hears("ctrl+shift+l", "Select one card")

        tree = told_tree(window.process)
        heads = [name for name, role, _ in tree if role == "column header"]
        check("the stages are heads of columns", len(heads) == 3, heads)
        tables = [role for _, role, _ in tree if role in ("table", "tree table")]
        check("the map is a table", tables, sorted({role for _, role, _ in tree}))

        # A menu is one, and says what is on.
        ear.reaches("alt+v", "Zoom in")
        tree = told_tree(window.process)
        tools = [checked for name, role, checked in tree
                 if (name, role) == ("Tools", "check menu item")]
        check("a menu says what is on", tools == [True], tools)
        items = [name for name, role, _ in tree if role == "menu item"]
        check("and its entries are those of a menu", "Fit to window" in items, items)
        ear.reaches("Escape", "Customer-journey map")

        ear.reaches("ctrl+s", ".")
        write_path(made)
        ear.hears("Return", "heard.journey")
        wait_for("saved map", made.exists)
        ear.reaches("ctrl+e", "PNG")
        for _ in range(40):
            if ear.reaches("Tab", ".")["text"].startswith("Export"):
                break
        ear.reaches("Return", ".")
        write_path(picture)
        ear.hears("Return", "heard.png")
        wait_for("picture", picture.exists)
        screenshot("heard")

        document = json.loads(made.read_text())
        cards = {card["text"]: card for lane in document["lanes"]
                 for card in lane.get("cards", [])}
        points = [point for lane in document["lanes"] for curve in lane.get("curves", [])
                  for point in curve["points"]]
        check("the map has its three stages", len(document["stages"]) == 3, document["stages"])
        values = [point["value"] for point in points]
        check("a curve", len(values) == 3 and values[0] > values[2] > values[1], values)
        answers = json.dumps(cards.get("Send them ahead", {}))
        check("and its link", cards["Waits for the papers"]["id"] in answers, answers)
        done = subprocess.run([JEJAK, "check", made], capture_output=True, text=True)
        check("the map made by ear is sound", done.returncode == 0, done.stdout)

        def somebody_saves_it():
            "(saved outside)"
            made.write_text(json.dumps({**document, "title": "Theirs"}))

        ear.hears(somebody_saves_it, "^The file was changed")
        xdotool("key", "--clearmodifiers", "ctrl+q")
        check("the window that was heard closes", window.ends() == 0, window.process.returncode)
    finally:
        screenshot("heard-end")
        window.end_anyway()
        ear.end()


say_that_somebody_listens()
run_all((a_map_is_made_without_a_pointer,))
