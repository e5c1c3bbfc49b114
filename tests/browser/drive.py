"""Opens exported pages as a person does: by a double click, with keys, pointer, fingers and ears.

Called by `run`. Waits for what is to be seen, never for a time to pass.
"""

import sys
import tempfile
from pathlib import Path

from devtools import Browser, Failure

CHROMIUM, WORK, OUTPUT = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
MOST_BYTES = 1_000_000
passed, failed = [], []


def check(what, holds, found=""):
    (passed if holds else failed).append(what)
    print(f"{'ok    ' if holds else 'FAILED'} {what}{'' if holds else f': {found}'}", flush=True)


def address(name):
    return (WORK / f"{name}.html").as_uri()


# What the page shows, asked of what is on it.
SEEN = "document.querySelector('.page.now .sheet').getAttribute('viewBox').split(' ').map(Number)"
NUMBER = "[...document.querySelectorAll('.page')].findIndex((page) => page.classList.contains('now'))"
PAGES = "document.querySelectorAll('.page').length"
TIP = "!document.getElementById('tip').hidden"
TOLD = "document.getElementById('told').innerText"
CLASSES = "[...document.getElementById('talk').classList]"
FOUND = "document.getElementById('hits').textContent"


def middle_of(page, expression):
    """The middle of an element, in pixels of the window."""
    box = page.tell(f"(() => {{ const box = ({expression}).getBoundingClientRect();"
                    " return [box.x + box.width / 2, box.y + box.height / 2]; })()")
    if not box or not all(isinstance(side, (int, float)) for side in box):
        raise Failure(f"nothing at {expression}")
    return box


def still(page):
    """Until the camera has come to rest."""
    page.wait_for("camera at rest", f"""new Promise((done) => {{
        const look = (before, times) => requestAnimationFrame(() => {{
            const now = JSON.stringify({SEEN});
            if (now !== before) return look(now, 0);
            if (times > 3) return done(true);
            look(now, times + 1);
        }});
        look('', 0);
    }})""")


def at_number(page, what, number):
    page.wait_for(what, f"({NUMBER}) === {number}")
    check(what, True)


def looks_around(page):
    still(page)
    whole = page.tell(SEEN)
    page.press("+")
    still(page)
    close = page.tell(SEEN)
    check("+ looks closer", close[2] < whole[2] * 0.9, (whole, close))
    for _ in range(4):
        page.press("+")
        still(page)
    close = page.tell(SEEN)
    page.press("ArrowRight", modifiers=8)
    still(page)
    aside = page.tell(SEEN)
    check("Shift+→ moves to the right", aside[0] > close[0] and aside[2] == close[2], (close, aside))
    page.press("0")
    still(page)
    check("0 shows all of it again", page.tell(SEEN) == whole, page.tell(SEEN))

    for _ in range(4):
        page.press("+")
        still(page)
    x, y = 500, 400
    before = page.tell(SEEN)
    page.mouse("mouseMoved", x, y)
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-240)
    page.wait_for("closer view by the wheel", f"{SEEN}[2] < {before[2]} * 0.9")
    still(page)
    after = page.tell(SEEN)
    left, top = page.tell("(() => { const box = document.getElementById('view').getBoundingClientRect(); return [box.x, box.y]; })()")
    place = lambda seen: (seen[0] + (x - left) * seen[2] / page.width, seen[1] + (y - top) * seen[2] / page.width)
    near = all(abs(a - b) < 2 for a, b in zip(place(before), place(after)))
    check("what is under the pointer stays there while the wheel turns", near, (place(before), place(after)))
    page.drag((700, 500), (500, 450))
    still(page)
    dragged = page.tell(SEEN)
    check("a drag takes the picture along", dragged[0] > after[0] and dragged[1] > after[1], (after, dragged))
    page.click(*middle_of(page, "document.getElementById('fit')"))
    still(page)
    check("the button fits it again", page.tell(SEEN) == whole, page.tell(SEEN))
    page.click(*middle_of(page, "document.getElementById('more')"))
    still(page)
    check("the button looks closer", page.tell(SEEN)[2] < whole[2] * 0.9)
    page.press("Escape")
    still(page)


def goes_from_stop_to_stop(page):
    last = page.tell(PAGES) - 1
    check("there are stops", last > 3, last)
    for key, number in [("ArrowRight", 1), (" ", 2), ("PageDown", 3), ("ArrowLeft", 2), ("Backspace", 1),
                        ("PageUp", 0), ("End", last), ("Home", 0)]:
        page.press(key)
        at_number(page, f"{key!r} shows {number}", number)
    page.press("3")
    page.press("Enter")
    at_number(page, "3 and Enter show the third stop", 3)
    check("who listens is told where they are",
          page.tell("document.getElementById('said').textContent").startswith("3 "))
    check("the address says so, too", page.tell("location.hash") == "#3", page.tell("location.href"))
    page.press("ArrowLeft")
    page.click(*middle_of(page, "document.getElementById('on')"))
    at_number(page, "the button goes on", 3)

    page.press("g")
    page.wait_for("overview", f"{CLASSES}.includes('over')")
    shown = "[...document.querySelectorAll('.page')].filter((page) => page.getBoundingClientRect().width > 0).length"
    check("G shows all of them", page.tell(shown) == last + 1, page.tell(shown))
    page.press("ArrowRight")
    page.press("Enter")
    at_number(page, "arrows and Enter choose among them", 4)
    page.press("g")
    page.click(*middle_of(page, "document.querySelectorAll('.page')[1]"))
    at_number(page, "so does a click", 1)
    page.press("b")
    page.wait_for("black screen", "!document.getElementById('black').hidden")
    page.press("b")
    page.wait_for("light again", "document.getElementById('black').hidden")
    check("B darkens and lightens", page.tell(NUMBER) == 1)
    page.press("f")
    page.wait_for("full screen", "document.fullscreenElement !== null")
    # The page hears of it a little later.
    page.wait_for("look of a full screen", f"({CLASSES}).includes('full')")
    check("F fills the screen", "full" in page.tell(CLASSES))
    page.press("f")
    page.wait_for("window again", f"!document.fullscreenElement && !{CLASSES}.includes('full')")
    page.press("?")
    page.wait_for("list of keys", "document.getElementById('help').open")
    page.press("Escape")
    page.wait_for("list of keys closed", "!document.getElementById('help').open")
    check("? lists the keys", True)
    page.press("Home")


def finds(page, text, part):
    """`part` stands in what is found of `text`."""
    page.press("/")
    page.write(text)
    page.wait_for("match", f"{FOUND} !== ''")
    still(page)
    page.wait_for("what is told of it", TIP)
    check(f"{text!r} is found and told", part in page.tell(TOLD), page.tell(TOLD))
    mark = "document.querySelector('.page.now .mark').getBoundingClientRect()"
    box = page.tell(f"(() => {{ const box = {mark}; return [box.left, box.top, box.right, box.bottom]; }})()")
    within = 0 <= box[0] and 0 <= box[1] and box[2] <= page.width and box[3] <= page.height
    check("it is marked and in view", within, box)
    before = page.tell(FOUND)
    page.press("Enter")
    page.wait_for("next match", f"{FOUND} !== {before!r} || {FOUND}.startsWith('1 ')")
    page.tell("(document.getElementById('query').value = '', 0)")
    page.write("no such thing at all")
    page.wait_for("word of nothing", "document.querySelectorAll('.mark').length === 0 && " + FOUND + " !== ''")
    check("what is not there is said not to be", True)
    page.press("Escape")
    page.press("Escape")
    still(page)


def tells(page):
    """What is known of a thing comes by pointing at it and stays by a click."""
    page.press("Home")
    page.press("0")
    still(page)
    thing = "[...document.querySelectorAll('.page.now [data-k]')].find((it) => document.getElementById('k' + it.dataset.k).querySelector('.evidence'))"
    if not page.tell(f"Boolean({thing})"):
        thing = "[...document.querySelectorAll('.page.now [data-k]')].find((it) => document.getElementById('k' + it.dataset.k).querySelector('dl'))"
    about = page.tell(f"document.getElementById('k' + ({thing}).dataset.k).querySelector('.t, p').textContent.trim()")
    page.mouse("mouseMoved", *middle_of(page, thing))
    page.wait_for("words by pointing", TIP)
    plain = lambda text: " ".join(text.split())
    check("pointing at a thing tells of it", plain(about) in plain(page.tell(TOLD)), (about, page.tell(TOLD)))
    page.mouse("mouseMoved", 5, page.height - 5)
    page.wait_for("words gone", f"!({TIP})")
    page.click(*middle_of(page, thing))
    page.wait_for("words that stay", "document.getElementById('tip').classList.contains('pinned')")
    page.mouse("mouseMoved", 5, page.height - 5)
    check("a click keeps it", page.tell(TIP))
    page.press("Escape")
    page.wait_for("words gone", f"!({TIP})")
    check("Esc closes it", True)


def is_heard(page, texts):
    names = page.names()
    heard = " ".join(name for _, name in names)
    missing = [text for text in texts if text not in heard]
    check("all that the map says is heard", not missing and len(texts) > 20, missing[:5])
    roles = {role for role, _ in names}
    wanted = {"main", "heading", "list", "listitem", "table", "rowheader", "columnheader", "navigation", "search", "button", "image"}
    check("it has headings, lists, tables and places to go to", wanted <= roles, wanted - roles)
    nameless = [role for role, name in names if role in ("button", "link", "image", "searchbox") and not name.strip()]
    check("nothing that can be used is without a name", not nameless, nameless)


def is_text(page):
    """The text version is a part of the page that its own search sees."""
    page.press("t")
    page.wait_for("text version in view", "document.getElementById('text').getBoundingClientRect().top < innerHeight / 2")
    found = page.tell("(() => { getSelection().removeAllRanges(); return window.find(document.querySelector('#text .items .t').textContent.trim()); })()")
    check("the browser's own search finds what the text says", found)
    page.press("t")
    page.wait_for("picture in view", "Math.abs(document.getElementById('talk').getBoundingClientRect().top) < 2")
    check("T reads and goes back", True)


def prints(page):
    """On paper there are all stops and the text, without what is pressed."""
    page.ask("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('.page')].every((page) => page.getBoundingClientRect().height > 0)"
    hidden = "[...document.querySelectorAll('.bar, .deck, .zoom')].every((it) => it.getBoundingClientRect().height === 0)"
    check("on paper there are all stops and no buttons", page.tell(f"{shown} && {hidden}"))
    page.ask("Emulation.setEmulatedMedia", media="")
    size = len(page.ask("Page.printToPDF", landscape=True)["data"])
    check("it prints", size > 20_000, size)


def on_a_screen(browser, name, texts, word):
    page = browser.page(1366, 768)
    page.open(address(name))
    check(f"{name} has a title", page.tell("document.title.length") > 3)
    looks_around(page)
    goes_from_stop_to_stop(page)
    finds(page, *word)
    tells(page)
    is_heard(page, texts)
    is_text(page)
    prints(page)
    complaints = page.complaints()
    check(f"{name} asks for nothing and complains of nothing", not complaints, complaints[:5])
    page.close()


def on_a_phone(browser, name, word):
    page = browser.page(390, 844, phone=True, dark=True)
    page.open(address(name))
    still(page)
    check("nothing is wider than a phone", page.tell("document.documentElement.scrollWidth") <= 390)
    small = page.tell("""[...document.querySelectorAll('#talk button, #talk a, #talk input')].filter((it) => {
        const box = it.getBoundingClientRect();
        return box.width > 0 && (box.width < 43.5 || box.height < 41.5);
    }).map((it) => it.id)""")
    check("a finger meets all that can be touched", not small, small)
    page.touch([(320, 400), (200, 402), (90, 404)])
    at_number(page, "a swipe to the left goes on", 1)
    page.touch([(90, 400), (200, 402), (320, 404)])
    at_number(page, "a swipe to the right goes back", 0)
    still(page)
    whole = page.tell(SEEN)
    page.touch([(180, 400), (150, 400), (100, 400)], [(210, 400), (240, 400), (290, 400)])
    page.wait_for("closer view by two fingers", f"{SEEN}[2] < {whole[2]} * 0.6")
    close = page.tell(SEEN)
    page.touch([(250, 400), (200, 380), (150, 360)])
    page.wait_for("another part of the picture", f"{SEEN}[0] !== {close[0]}")
    check("two fingers look closer, one moves around", page.tell(NUMBER) == 0)
    page.tell("document.getElementById('open-find').click()")
    page.write(word[0])
    page.wait_for("words of what was found", TIP)
    check("what is told is a sheet at the bottom",
          page.tell("innerHeight - document.getElementById('tip').getBoundingClientRect().bottom") < 2)
    ground = page.tell("getComputedStyle(document.body).backgroundColor")
    check("it is dark where that is wanted", ground not in ("rgb(247, 248, 251)", "rgb(255, 255, 255)"), ground)
    page.picture(OUTPUT / f"{name}-phone.png")
    complaints = page.complaints()
    check("no complaint on a phone", not complaints, complaints[:5])
    page.close()


def withstands(browser):
    page = browser.page(1024, 768)
    page.open(address("hostile"))
    still(page)
    page.press("ArrowRight")
    page.press("/")
    page.write("script")
    page.wait_for("match", f"{FOUND} !== ''")
    check("hostile texts stay texts", page.tell("document.title").startswith("Buying a car"), page.tell("document.title"))
    counts = page.tell("['script', 'iframe', 'img'].map((name) => document.getElementsByTagName(name).length)")
    check("there is no script, frame or picture but our own", counts == [1, 0, 0], counts)
    complaints = page.complaints()
    check("hostile texts ask for nothing", not complaints, complaints[:5])
    page.close()


def without_script(browser, name):
    page = browser.page(1024, 768)
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    page.open(address(name))
    shown = page.ask("DOM.getDocument", depth=1) and page.names()
    roles = [role for role, _ in shown]
    check("without its script a page is a document", roles.count("image") > 3 and "main" in roles, set(roles))
    page.close()


def pictures(browser, name):
    for width, height, dark in [(1920, 1080, False), (1366, 768, True)]:
        page = browser.page(width, height, dark=dark, calm=True)
        page.open(address(name))
        still(page)
        page.picture(OUTPUT / f"{name}-{width}.png")
        page.press("g")
        page.wait_for("overview", f"{CLASSES}.includes('over')")
        page.picture(OUTPUT / f"{name}-{width}-stops.png")
        page.press("Escape")
        page.press("3")
        page.press("Enter")
        at_number(page, f"the third stop at {width} × {height}", 3)
        still(page)
        page.picture(OUTPUT / f"{name}-{width}-3.png")
        page.press("t")
        page.wait_for("text version in view", "document.getElementById('text').getBoundingClientRect().top < 2")
        page.picture(OUTPUT / f"{name}-{width}-text.png")
        page.close()



SAMPLES = {
    "buying-a-car": ("silence", "Three days of silence after signing"),
    "in-the-shop": ("queue", "queue"),
    "lima-tahap": ("kirim", "kirim"),
}


def texts_of(name):
    """What cards and stages of a sample say, which its page was made of."""
    import json
    path = Path(__file__).resolve().parents[2] / f"assets/samples/{name}.journey"
    journey = json.loads(path.read_text(encoding="utf-8"))
    cards = [card["text"] for lane in journey["lanes"] if not lane.get("hidden") for card in lane.get("cards", [])]
    return [stage["title"] for stage in journey["stages"]] + [card for card in cards if card and "\n" not in card]


def main():
    for path in sorted(WORK.glob("*.html")):
        size = path.stat().st_size
        print(f"       {path.name}: {size:,} bytes")
        check(f"{path.name} is less than a megabyte", size < MOST_BYTES, size)
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(CHROMIUM, profile)
        try:
            for name, word in SAMPLES.items():
                on_a_screen(browser, name, texts_of(name), word)
            on_a_phone(browser, "buying-a-car", SAMPLES["buying-a-car"])
            withstands(browser)
            without_script(browser, "buying-a-car")
            pictures(browser, "buying-a-car")
        except Failure as failure:
            check("the walk through the pages", False, failure)
        finally:
            browser.close()
    print(f"{len(passed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
