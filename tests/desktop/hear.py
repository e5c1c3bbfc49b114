"""Makes a map with the keys alone, and hears of each step what a screen reader would say of it.

Called by `run` on a session bus of its own. What is said comes over the desktop's accessibility bus
(AT-SPI): announcements of the window, and the names of what the keyboard is on.
"""

import json
import re

import gi

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

import drive  # noqa: E402
from drive import Failure, Window, check, wait_for, xdotool  # noqa: E402

said, reached = [], []


def turn_on():
    """As a screen reader does it: from then on programs tell what they show."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value,
                  None, Gio.DBusCallFlags.NONE, 20_000)


def on_said(event):
    said.append(str(event.any_data))
    print(f"       “{said[-1]}”", flush=True)


def on_reached(event):
    if event.detail1:
        reached.append(event.source.name)


def listen():
    """Takes in what has come over the bus."""
    while GLib.MainContext.default().iteration(False):
        pass
    return True


class Ears:
    """The window, by its keys and by what is heard of it."""

    def __init__(self, window):
        self.window = window

    def hears(self, words, act, what=None):
        """Does something, and waits until it was told in such words."""
        before = len(said)
        act()

        def is_told():
            listen()
            return any(re.search(words, text) for text in said[before:])

        wait_for(f"word of “{words}”, only {said[before:]}", is_told)
        check(what or f"heard: {words}", True)

    def key(self, keys):
        self.window.key(keys)

    def type(self, text):
        xdotool("type", "--clearmodifiers", "--delay", 20, text)

    def goes_to(self, name, keys, most=40):
        """Presses a key until the keyboard is on what is called so."""
        for _ in range(most):
            listen()
            if reached and name in reached[-1]:
                return
            before = len(reached)
            self.key(keys)
            wait_for(f"anything by {keys} on the way to “{name}”",
                     lambda: listen() and len(reached) > before)
        raise Failure(f"“{name}” is not reached by {keys}: {reached[-most:]}")

    def writes(self, text):
        """Writes a card or a label where the keyboard is."""
        self.type(text)
        self.key("ctrl+Return")

    def path(self, path):
        """Answers the question for a path, which the window asks itself."""
        before = len(reached)
        wait_for("field for the path", lambda: listen() and "Path" in reached[before:])
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")

    def application(self):
        def found():
            listen()
            desktop = pyatspi.Registry.getDesktop(0)
            children = [desktop.getChildAtIndex(n) for n in range(desktop.childCount)]
            return next((app for app in children if app and app.name == "jejak"), None)

        return wait_for("the program on the accessibility bus", found)


def all_of(root, role):
    return pyatspi.findAllDescendants(root, lambda node: node.getRole() == role)


def a_map_is_made_without_a_pointer(work):
    mine, picture = work / "heard.journey", work / "heard.png"
    # Without zenity paths are typed in the window, where they are heard.
    window = Window(environment={"PATH": "/nowhere"})
    try:
        ears = Ears(window)
        application = ears.application()
        ears.hears("New map|Untitled", lambda: ears.key("ctrl+n"))
        # Three stages.
        ears.goes_to("Stage, Awareness", "Tab")
        ears.goes_to("Stage, Advocacy", "Right")
        for _ in range(2):
            ears.hears("Delete stage", lambda: ears.key("Delete"))
        # A pain point, and what is to be done about it.
        ears.goes_to("Stage, Awareness", "Left")
        ears.goes_to("Awareness · Pain points", "Down")
        ears.hears("Add card", lambda: ears.writes("Waits for days"))
        ears.goes_to("Awareness · Opportunities", "Down")
        ears.hears("Add card", lambda: ears.writes("Tell the day"))
        ears.hears("link with: Waits for days", lambda: ears.key("ctrl+shift+l"))
        ears.hears("[Ll]ink", lambda: ears.key("Return"))
        # A curve.
        ears.goes_to("Awareness · Emotions", "Up")
        for label, keys in (("Curious", "Up"), ("Tired", "Down"), ("Glad", "Up")):
            ears.hears("point", lambda: ears.writes(label), f"a point of the curve: {label}")
            ears.hears("Moved|point", lambda: ears.key(f"alt+{keys}"))
            if label != "Glad":
                ears.goes_to("· Emotions", "Right")
        ears.hears("Saved", lambda: (ears.key("ctrl+s"), ears.path(mine)))
        ears.hears("Exported", lambda: (ears.key("ctrl+e"), ears.key("Return"), ears.path(picture)))

        document = json.loads(mine.read_text())
        lanes = {lane["title"]: lane for lane in document["lanes"]}
        check("there are three stages", len(document["stages"]) == 3, document["stages"])
        answers = [card.get("answers") for card in lanes["Opportunities"]["cards"]]
        pains = [card["id"] for card in lanes["Pain points"]["cards"]]
        check("the two cards are linked", answers == [pains], (answers, pains))
        points = drive.points(document)
        check("the curve has three points", len(points) == 3, points)
        check("there is a picture", drive.png_facts(picture)[0] > 500)

        listen()
        table = all_of(application, pyatspi.ROLE_TABLE)
        heads = all_of(application, pyatspi.ROLE_COLUMN_HEADER)
        check("the map is a table of three stages", len(table) == 1 and len(heads) == 3,
              [head.name for head in heads])
        check("its window has a name", any("heard.journey" in frame.name for frame in
                                           all_of(application, pyatspi.ROLE_FRAME)))
        window.key("ctrl+q")
        check("the window that was heard closes", window.ends() == 0, window.process.returncode)
    finally:
        drive.screenshot("heard-end")
        window.end_anyway()


def main():
    turn_on()
    pyatspi.Registry.registerEventListener(on_said, "object:announcement")
    pyatspi.Registry.registerEventListener(on_reached, "object:state-changed:focused")
    drive.each(a_map_is_made_without_a_pointer)


main()
