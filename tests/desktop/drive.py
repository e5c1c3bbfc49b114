"""Uses the built program like a person: pointer, keyboard and the system's dialogs.

Called by `run`, which sets DISPLAY and starts a window manager; there is no portal, so that the
dialogs are zenity's. Waits for what is to be seen, never for a time to pass.
"""

import json
import math
import os
import random
import shutil
import signal
import struct
import subprocess
import threading
import time
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree import ElementTree

import sockets
from desk import (
    JEJAK, PLACES, Failure, Window, check, run_all, screenshot, visible, wait_for, xdotool
)

SAMPLE = Path(__file__).resolve().parents[2] / "assets/samples/buying-a-car.journey"
# Of the button that a dialog is about.
ACCENT = (79, 85, 221)


class Sheet:
    """Where the sheet stands in the window while all of it is in view."""

    def __init__(self, window, places):
        width, height, data = window.pixels()
        white = bytes([255, 255, 255])

        def is_white(x, y):
            at = 3 * (y * width + x)
            return data[at:at + 3] == white

        # Down the middle of the window: the bar above, the desk, then the sheet's white head.
        x = width // 2
        desk = 0
        for y in range(height):
            if is_white(x, y):
                if desk >= 10:
                    break
                desk = 0
            else:
                desk += 1
        else:
            raise Failure("the sheet is not to be seen")
        row = y + 6
        left, right = x, x
        while left > 0 and is_white(left - 1, row):
            left -= 1
        while right < width - 1 and is_white(right + 1, row):
            right += 1
        sheet = places["sheet", "sheet"]
        self.zoom = (right + 1 - left) / sheet[2]
        self.left, self.top = left, y

    def at(self, x_in_doc, y_in_doc):
        return [self.left + x_in_doc * self.zoom, self.top + y_in_doc * self.zoom]

    def middle(self, rect):
        return self.at(rect[0] + rect[2] / 2, rect[1] + rect[3] / 2)


def places_of(path):
    done = subprocess.run([PLACES, path], capture_output=True, text=True, check=True)
    lines = (line.split() for line in done.stdout.splitlines())
    return {(what, id): [float(number) for number in rect] for what, id, *rect in lines}


def answer_dialog(path, to_save=False):
    """Types a path into the file dialog of the system."""
    dialog = wait_for("dialog of the system", lambda: visible("--class", "zenity"))

    def focused():
        xdotool("windowactivate", dialog)
        return xdotool("getactivewindow") == dialog

    wait_for("focus on the dialog", focused)
    time.sleep(0.5)
    # The slash opens the field for the path, and what follows at once would be lost; a dialog to
    # save has it open, with a name in it. What was lost all the same is typed once more.
    begin, text = ("ctrl+a", str(path)) if to_save else ("slash", str(path).removeprefix("/"))
    for seconds in (10, 10, 60):
        xdotool("key", "--clearmodifiers", begin)
        time.sleep(1)
        xdotool("type", "--clearmodifiers", "--delay", 60, text)
        time.sleep(0.5)
        screenshot(f"dialog-{Path(path).suffix.strip('.')}")
        xdotool("key", "Return")
        try:
            return wait_for("end of the dialog", lambda: not visible("--class", "zenity"), seconds)
        except Failure:
            begin, text = "ctrl+a", str(path)
    raise Failure("the dialog does not take the path")


def lowest(window, color):
    """The middle of the lowest wide thing of one colour: the button that a dialog is about."""
    width, height, data = window.pixels()
    run = bytes(color) * 40
    for y in range(height - 1, -1, -1):
        row = data[3 * y * width:3 * (y + 1) * width]
        at = row.find(run)
        while at >= 0 and at % 3:
            at = row.find(run, at + 1)
        if at >= 0:
            end = at
            while row[end:end + 3] == bytes(color):
                end += 3
            return [(at + end) / 6, y - 6]
    return None


def card(document, wanted):
    for lane in document["lanes"]:
        for found in lane.get("cards", []):
            if found["id"] == wanted:
                return found
    return None


def points(document):
    return [
        point
        for lane in document["lanes"]
        for curve in lane.get("curves", [])
        for point in curve["points"]
    ]


def png_facts(path):
    """Width, height and pixels for each metre of a PNG."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    at = data.find(b"pHYs")
    per_metre = struct.unpack(">I", data[at + 4:at + 8])[0] if at > 0 else None
    return width, height, per_metre


def cpu_ticks(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def network_sockets(pid):
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        target = os.readlink(descriptor)
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = []
    for table in ["tcp", "tcp6", "udp", "udp6"]:
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            if line.split()[9] in inodes:
                found.append(line)
    return found


def a_map_is_opened_changed_saved_and_exported(work):
    mine = work / "mine.journey"
    mine.write_bytes(SAMPLE.read_bytes())
    before = json.loads(mine.read_text())
    places = places_of(mine)
    window = Window()
    try:
        window.settled()
        screenshot("welcome")

        window.key("ctrl+o")
        answer_dialog(mine)
        wait_for("map", lambda: window.title().startswith("mine.journey"))
        window.settled()
        screenshot("opened")
        check("the map is opened by the dialog", True)

        ticks = cpu_ticks(window.process.pid)
        time.sleep(5)
        ticks = cpu_ticks(window.process.pid) - ticks
        check("idle costs no time", ticks <= 3, f"{ticks} ticks in 5 s")
        sockets = network_sockets(window.process.pid)
        check("no connection is open", not sockets, sockets)

        sheet = Sheet(window, places)
        start = sheet.middle(places["card", "a1"])
        free = places["stage", "drive"]
        end = sheet.at(free[0] + free[2] / 2, places["card", "a1"][1] + 4)
        window.drag(start, end, shot="dragging-a-card")
        wait_for("mark of a change", lambda: window.title().startswith("•"))
        check("the title tells of the change", True)

        point = points(before)[0]
        where = sheet.middle(places["point", point["id"]])
        window.drag(where, [where[0] + 12, where[1] - 30], shot="dragging-a-point")
        window.changes("undo", lambda: window.key("ctrl+z"))
        screenshot("undone")

        window.key("ctrl+s")
        wait_for("saved map", lambda: not window.title().startswith("•"))
        after = json.loads(mine.read_text())
        check("the card has moved", card(after, "a1")["stage"] == "drive", card(after, "a1"))
        card(after, "a1")["stage"] = card(before, "a1")["stage"]
        check("the point is back", points(after) == points(before), points(after))
        strip = lambda document: sorted(json.dumps(part, sort_keys=True) for lane in
                                        document["lanes"] for part in lane.get("cards", []))
        check("nothing else has changed", strip(after) == strip(before))
        done = subprocess.run([JEJAK, "check", mine], capture_output=True, text=True)
        check("the saved file is sound", done.returncode == 0, done.stdout)

        picture = work / "picture.png"
        window.changes("export", lambda: window.key("ctrl+e"))
        screenshot("export")
        button = wait_for("button", lambda: lowest(window, ACCENT))
        window.click(button)
        answer_dialog(picture, to_save=True)
        wait_for("picture", picture.exists)
        window.settled()
        screenshot("exported")
        same = work / "same.png"
        subprocess.run([JEJAK, "export", mine, "-o", same], check=True)
        check("the picture is the one made without a window",
              picture.read_bytes() == same.read_bytes())
        width, height, per_metre = png_facts(picture)
        sheet_size = places_of(mine)["sheet", "sheet"]
        check("the picture has its size",
              (width, height) == (round(2 * sheet_size[2]), round(2 * sheet_size[3])),
              (width, height))
        check("the picture notes its resolution", per_metre == 7559, per_metre)
        done = subprocess.run(
            ["convert", picture, "-colorspace", "Gray", "-format",
             "%[fx:mean] %[fx:standard_deviation]", "info:"],
            capture_output=True, text=True,
        )
        mean, deviation = map(float, done.stdout.split())
        check("the picture is not blank", 0.5 < mean < 0.99 and deviation > 0.05, done.stdout)

        window.focus()
        window.drag(sheet.middle(places["card", "a3"]), end)
        wait_for("mark of a change", lambda: window.title().startswith("•"))
        window.changes("closing", lambda: window.key("alt+F4"))
        screenshot("unsaved")
        check("closing asks about changes", window.process.poll() is None)
        window.changes("cancel", lambda: window.key("Escape"))
        window.changes("undo", lambda: window.key("ctrl+z"))
        wait_for("end of the mark", lambda: not window.title().startswith("•"))
        window.key("alt+F4")
        check("the window closes and all is well", window.ends() == 0, window.process.returncode)
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "jejak/settings.json"
        recent = json.loads(settings.read_text())["recent"]
        check("the map is among the recent ones", recent == [str(mine)], recent)
    finally:
        screenshot("end")
        window.end_anyway()


def clipboard(*arguments):
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", *arguments], capture_output=True, timeout=20
    )
    return done.stdout


def picture_copied(what):
    """The picture on the clipboard, which is there as pixels and as shapes of the same size."""
    forms = clipboard("-t", "TARGETS").decode().split()
    check(f"{what} is there in two forms, shapes first",
          [form for form in forms if form.startswith("image/")] == ["image/svg+xml", "image/png"],
          forms)
    since = clipboard("-t", "TIMESTAMP").strip()
    check(f"{what} has a time", since.isdigit() and int(since) > 0, since)
    none = clipboard("-t", "image/jpeg")
    check(f"{what} is nothing else", none == b"", none[:40])
    png, svg = clipboard("-t", "image/png"), clipboard("-t", "image/svg+xml")
    root = ElementTree.fromstring(svg)
    names = {element.tag.split("}")[-1] for element in root.iter()}
    check(f"{what} is shapes alone", "path" in names and "text" not in names, names)
    said = subprocess.run(["identify", "-format", "%m %w %h", "png:-"], input=png,
                          capture_output=True, timeout=60).stdout.decode().split()
    wide, high = (math.ceil(2 * float(root.get(side))) for side in ["width", "height"])
    check(f"{what} is a PNG twice as large", said == ["PNG", str(wide), str(high)],
          (said, wide, high))
    return png, svg


def things_are_made_moved_and_copied_by_hand(work):
    mine, passes = work / "hand.journey", work / "passes"
    mine.write_bytes(SAMPLE.read_bytes())
    places = places_of(mine)
    window = Window(mine, environment={"JEJAK_PASSES": str(passes)})

    def saved():
        window.key("ctrl+s")
        wait_for("saved map", lambda: not window.title().startswith("•"))
        return json.loads(mine.read_text())

    def texts(lane, stage):
        cards = saved()["lanes"][lane]["cards"]
        return [card["text"] for card in cards if card["stage"] == stage]

    try:
        wait_for("map", lambda: window.title().startswith("hand.journey"))
        window.settled()
        sheet = Sheet(window, places)

        # A drag, from before to undone.
        start = sheet.middle(places["card", "p5"])
        end = sheet.middle(places["card", "p3"])
        window.move(start)
        window.settled()
        screenshot("drag-1-before")
        xdotool("mousedown", 1)
        for step in range(1, 13):
            window.move([a + (b - a) * step / 12 for a, b in zip(start, end)])
            time.sleep(0.03)
        window.settled()
        screenshot("drag-2-during")
        xdotool("mouseup", 1)
        wait_for("mark of a change", lambda: window.title().startswith("•"))
        window.settled()
        screenshot("drag-3-dropped")
        window.key("ctrl+z")
        wait_for("end of the mark", lambda: not window.title().startswith("•"))
        window.settled()
        screenshot("drag-4-undone")
        check("a drag is undone without a trace", json.loads(mine.read_text()) == saved())

        # Escape in the middle of a drag.
        window.move(start)
        xdotool("mousedown", 1)
        for step in range(1, 9):
            window.move([a + (b - a) * step / 8 for a, b in zip(start, end)])
            time.sleep(0.03)
        # Not by `key`: xdotool lets go of the button, too, when it clears the modifiers.
        xdotool("key", "Escape")
        xdotool("mouseup", 1)
        window.settled()
        check("Escape gives a drag up", not window.title().startswith("•"))

        # Letters on the room below the cards of a cell.
        second, below = places["card", "a2"], places["card", "a5"]
        room = sheet.at(second[0] + second[2] / 2, below[1] + below[3] / 2)
        window.click(room)
        window.settled()
        xdotool("type", "--delay", 60, "Asks her sister")
        window.key("Return")
        xdotool("type", "--delay", 60, "Counts her savings")
        window.key("ctrl+Return")
        window.settled()
        screenshot("typed")
        found = texts(0, "awareness")
        check("cards are typed one below the other",
              found[2:] == ["Asks her sister", "Counts her savings"], found)

        # The lanes below have moved down.
        places = places_of(mine)
        window.click(sheet.middle(places["card", "a1"]))
        window.key("ctrl+c")
        text = wait_for("text on the clipboard", lambda: clipboard().decode())
        check("a copied card can be read elsewhere", text == found[0], text)
        html = clipboard("-t", "text/html").decode()
        check("our own form is beside it", "data-jejak-map" in html, html[:80])
        window.click(sheet.middle(places["card", "q1"]))
        window.changes("pasting", lambda: window.key("ctrl+v"))
        check("and pasted into another lane", found[0] in texts(3, "awareness"),
              texts(3, "awareness"))
        before = len(texts(3, "awareness"))
        window.changes("pasting", lambda: window.key("shift+Insert"))
        check("and once more by Shift+Insert", len(texts(3, "awareness")) == before + 1,
              texts(3, "awareness"))

        window.key("ctrl+shift+c")
        wait_for("picture on the clipboard", lambda: clipboard("-t", "image/png"))
        copied = picture_copied("a picture")
        # Nothing is selected: the whole map, which goes over in pieces.
        window.key("Escape")
        window.key("ctrl+shift+c")
        wait_for("picture of the map", lambda: clipboard("-t", "image/svg+xml") != copied[1])
        copied = picture_copied("the whole map")
        check("it is large", min(map(len, copied)) > 1 << 18, [len(form) for form in copied])

        window.changes("finding", lambda: window.key("ctrl+f"))
        xdotool("type", "--delay", 60, "repair")
        window.settled()
        screenshot("found")
        window.changes("closing", lambda: window.key("Escape"))
        window.changes("commands", lambda: window.key("ctrl+k"))
        xdotool("type", "--delay", 60, "dupl")
        window.settled()
        screenshot("commands")
        window.changes("closing", lambda: window.key("Escape"))
        window.changes("only the map", lambda: window.key("F8"))
        screenshot("only-the-map")
        window.changes("everything", lambda: window.key("F8"))

        saved()
        window.key("ctrl+q")
        check("the window closes", window.ends() == 0, window.process.returncode)
        wait_for("the picture after the end", lambda: clipboard("-t", "image/png"))
        check("what was copied outlives the window", picture_copied("what is kept") == copied)
        # Who holds it ends when something else is copied.
        subprocess.run(["xclip", "-selection", "clipboard"], input=b"other", timeout=20)
        millis = [float(line.split()[0]) for line in passes.read_text().splitlines()]
        longest = sorted(millis)[-3:]
        print(f"       {len(millis)} passes, the longest {longest} ms", flush=True)
        # A figure to read, not a law: without a graphics card the drawing is in it, and machines
        # differ. What hangs is another matter.
        check("no pass hangs", longest[-1] < 20_000, longest)
    finally:
        screenshot("hand-end")
        window.end_anyway()


class Stalls:
    """Stops a process again and again while something else is done, as if its frames were late."""

    def __init__(self, process, chance):
        self.process, self.chance, self.count = process, chance, 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.stall)

    def stall(self):
        while not self.done.wait(self.chance.uniform(0.02, 0.3)):
            self.process.send_signal(signal.SIGSTOP)
            time.sleep(self.chance.uniform(0.2, 0.5))
            self.process.send_signal(signal.SIGCONT)
            self.count += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def a_map_for_typing():
    """Two lanes of cards and five stages, and one card to begin at."""
    lanes = [("actions", "customer_actions"), ("touchpoints", "touchpoints")]
    return {
        "format": "jejak.journey", "version": 1, "title": "Typing",
        "stages": [{"id": f"s{n}", "title": f"Stage {n}"} for n in range(5)],
        "lanes": [{"id": id, "kind": "cards", "role": role, "title": id, "cards": []}
                  for id, role in lanes],
    }


def what_is_typed_while_the_window_stalls_is_all_there(work):
    seed = int(os.environ.get("JEJAK_SEED", "13"))
    chance = random.Random(seed)
    mine = work / "typing.journey"
    document = a_map_for_typing()
    document["lanes"][0]["cards"] = [{"id": "begin", "stage": "s0", "text": "begin"}]
    mine.write_text(json.dumps(document))
    rooms = [(lane["id"], stage["id"]) for lane in document["lanes"]
             for stage in document["stages"]]
    expected = {room: [] for room in rooms}
    expected[rooms[0]] = ["begin"]
    at, typed, commands = 0, 0, []
    for _ in range(200):
        text = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz ")
                       for _ in range(chance.randint(3, 24))).strip() or "x"
        goes_on = chance.random() < 0.04 and at + 1 < len(rooms)
        expected[rooms[at]].append(text)
        typed += len(text)
        at += goes_on
        commands += ["type", "--delay", "1", "--args", "1", text,
                     "key", "--delay", "1", "Tab" if goes_on else "Return"]
    window = Window(mine)
    try:
        wait_for("map", lambda: window.title().startswith("typing.journey"))
        window.settled()
        sheet = Sheet(window, places_of(mine))
        window.click(sheet.middle(places_of(mine)["card", "begin"]))
        window.settled()
        window.key("ctrl+Return")
        window.settled()
        with Stalls(window.process, chance) as stalls:
            xdotool(*commands)
        window.key("Escape")
        window.settled()
        screenshot("typed-while-stalling")
        window.key("ctrl+s")
        wait_for("saved map", lambda: not window.title().startswith("•"))
        after = json.loads(mine.read_text())
        found = {room: [card["text"] for lane in after["lanes"] if lane["id"] == room[0]
                        for card in lane.get("cards", []) if card["stage"] == room[1]]
                 for room in rooms}
        lost = misplaced = 0
        for room in rooms:
            wanted, there = "\n".join(expected[room]), "\n".join(found[room])
            same = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
            same = sum(block.size for block in same)
            lost += len(wanted) - same
            misplaced += len(there) - same
        print(f"       seed {seed}: {typed} letters in 200 cards, {stalls.count} stalls, "
              f"{lost} lost, {misplaced} misplaced", flush=True)
        check("what is typed while the window stalls is all there", found == expected,
              (lost, misplaced))
        others = [{key: part for key, part in map.items() if key in ("title", "stages")}
                  for map in (document, after)]
        titles = [(map["title"], [stage["title"] for stage in map["stages"]]) for map in others]
        check("and nothing of it elsewhere", titles[0] == titles[1], titles[1])
        window.key("ctrl+q")
        check("the window that stalled closes", window.ends() == 0, window.process.returncode)
    finally:
        screenshot("typed-end")
        window.end_anyway()


def a_talk_is_given_by_its_keys(work):
    mine = work / "talk.journey"
    mine.write_bytes(SAMPLE.read_bytes())
    window = Window(mine)
    screen = tuple(map(int, xdotool("getdisplaygeometry").split()))

    def size():
        return window.pixels()[:2]

    try:
        wait_for("map", lambda: window.title().startswith("talk.journey"))
        window.settled()
        before, edited = size(), window.looks()
        window.key("F5")
        wait_for("all of the screen", lambda: size() == screen)
        first = window.settled()
        screenshot("talk-1-first")
        ticks = cpu_ticks(window.process.pid)
        time.sleep(3)
        ticks = cpu_ticks(window.process.pid) - ticks
        check("a stop that stands still costs no time", ticks <= 3, f"{ticks} ticks in 3 s")
        second = window.changes("going on", lambda: window.key("Right"))
        screenshot("talk-2-second")
        back = window.changes("going back", lambda: window.key("Prior"))
        check("back is what was before", back == first)
        window.changes("a black screen", lambda: window.key("b"))
        width, height, data = window.pixels()
        check("a black screen is black", data == bytes(3 * width * height))
        window.changes("the next stop", lambda: window.key("space"))
        check("what goes on is seen again", window.looks() == second)
        window.changes("all stops", lambda: window.key("g"))
        screenshot("talk-3-overview")
        window.changes("the stop again", lambda: window.key("Escape"))
        check("Escape closes what lies over the stop", window.looks() == second)
        xdotool("key", "--clearmodifiers", "Home", "Right", "Right", "Left")
        wait_for("the keys in their order", lambda: window.settled() == second)
        check("keys that come at once are done in their order", True)
        window.changes("the keys", lambda: xdotool("key", "question"))
        screenshot("talk-4-keys")
        window.changes("closing them", lambda: window.key("Escape"))
        window.key("Escape")
        wait_for("the editor", lambda: size() == before)
        check("Escape ends the talk", window.settled() == edited)
        check("a talk changes nothing", not window.title().startswith("•"), window.title())
        window.key("F11")
        wait_for("the editor on all of the screen", lambda: size() == screen)
        window.settled()
        screenshot("full-screen")
        window.key("F11")
        wait_for("the window", lambda: size() == before)
        check("F11 is full screen of the editor, and back", True)
        window.key("ctrl+q")
        check("the window of the talk closes", window.ends() == 0, window.process.returncode)
    finally:
        screenshot("talk-end")
        window.end_anyway()


def without_a_dialog_there_is_a_field(work):
    spoilt = work / "spoilt.journey"
    spoilt.write_bytes(SAMPLE.read_bytes()[:2000])
    window = Window(SAMPLE, environment={"PATH": "/nowhere"})
    try:
        wait_for("map", lambda: window.title().startswith("buying-a-car"))
        window.changes("open", lambda: window.key("ctrl+o"))
        screenshot("field")
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--clearmodifiers", "--delay", 30, str(spoilt))
        window.changes("the path", lambda: window.key("Return"))
        screenshot("error")
        check("a spoilt file leaves the open map", window.title().startswith("buying-a-car"),
              window.title())
        window.changes("closing the error", lambda: window.key("Escape"))
        mine = work / "field.journey"
        mine.write_bytes(SAMPLE.read_bytes())
        window.changes("open", lambda: window.key("ctrl+o"))
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--clearmodifiers", "--delay", 30, str(mine))
        window.key("Return")
        wait_for("map", lambda: window.title().startswith("field.journey"))
        check("without portal and zenity a path can be typed", True)
        window.key("ctrl+q")
        check("quitting ends the program", window.ends() == 0, window.process.returncode)
    finally:
        window.end_anyway()


def no_socket_is_opened_without_a_window(work):
    passed = sockets.offences_that_pass(work)
    check("a program that opens a socket is noticed", not passed, passed)
    for ending, command in (
        ("png", "export"), ("svg", "export"), ("pdf", "export"),
        ("mmd", "convert"), ("csv", "convert"), ("ojf.json", "convert"),
    ):
        name = f"traced.{ending}"
        code, trace = sockets.traced(work, name, JEJAK, command, SAMPLE, "-o", work / name)
        is_done = code == 0 and (work / name).exists() and trace.is_whole()
        check(f"no socket to {command} {ending}", is_done and not trace.calls(),
              (code, trace.calls()))


def only_the_display_is_spoken_to(work):
    mine, picture = work / "alone.journey", work / "alone.png"
    mine.write_bytes(SAMPLE.read_bytes())
    trace = sockets.Trace(work / "window.trace", detached=True)
    # Without zenity, which has sockets of its own, paths are typed in the window.
    environment = {"PATH": "/nowhere", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={work}/bus"}
    # What it remembers is no business of the other windows.
    environment |= {name: str(work / "alone") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    strace = shutil.which(trace.before[0])
    window = Window(mine, environment=environment, before=(strace, *trace.before[1:]))
    try:
        wait_for("map", lambda: window.title().startswith("alone.journey"))
        window.settled()
        places = places_of(mine)
        sheet = Sheet(window, places)
        first, below = places["card", "a2"], places["card", "a5"]
        window.click(sheet.at(first[0] + first[2] / 2, below[1] + below[3] / 2))
        window.settled()
        xdotool("type", "--delay", 60, "Looks at http://example.org")
        window.key("ctrl+Return")
        wait_for("mark of a change", lambda: window.title().startswith("•"))
        window.key("ctrl+s")
        wait_for("saved map", lambda: not window.title().startswith("•"))
        check("the traced window saves", "http://example.org" in mine.read_text())

        window.changes("export", lambda: window.key("ctrl+e"))
        button = wait_for("button", lambda: lowest(window, ACCENT))
        window.changes("the button", lambda: window.click(button))
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--clearmodifiers", "--delay", 30, str(picture))
        window.key("Return")
        wait_for("picture", picture.exists)
        window.settled()
        screenshot("traced")
        window.key("ctrl+q")
        check("the traced window closes", window.ends() == 0, window.process.returncode)
        wait_for("end of the trace", lambda: trace.is_whole(window.process.pid))
        check("it spoke to the display", any("X11-unix" in line for line in trace.calls()))
        check("and to nobody else", not trace.forbidden(), trace.forbidden())
    finally:
        screenshot("traced-end")
        window.end_anyway()


def without_a_display_it_says_so(work):
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")}
    done = subprocess.run([JEJAK], env=environment, capture_output=True, text=True, timeout=60)
    check("without a display it ends with 1", done.returncode == 1, done.returncode)
    check("without a display it says what works, in two lines",
          len(done.stderr.splitlines()) == 2 and "jejak export" in done.stderr, done.stderr)


run_all((
    without_a_display_it_says_so,
    no_socket_is_opened_without_a_window,
    only_the_display_is_spoken_to,
    a_map_is_opened_changed_saved_and_exported,
    things_are_made_moved_and_copied_by_hand,
    what_is_typed_while_the_window_stalls_is_all_there,
    a_talk_is_given_by_its_keys,
    without_a_dialog_there_is_a_field,
))
