"""The maps, brands and templates that slides are made of in tests/office/check.py."""

import base64
import copy
import io
import json
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Emu

ROOT = Path(__file__).resolve().parents[2]
CAR = ROOT / "assets/samples/buying-a-car.journey"

# Right to left, both ways in one line, ideographs, marks above and below, emoji of several parts.
STRANGE = [
    "يبحث عن سيارة أوفر 100%",
    "משווה 3 מחירים (אונליין)",
    "在手机上比较三款车型",
    "修理費は車の値段より高い🚗",
    "วัดระยะทางที่ขับได้",
    "👩‍👩‍👧‍👦 talks it over 🇮🇩 👍🏽",
    "Überprüft e\u0301 zweimal: 5 < 6 & “so”",
    "שלום and مرحبا together, 2026",
]
WRITTEN = {"title", "scenario", "goal", "name", "role", "quote", "text", "label", "note"}
KEYS_OF_WORDS = {"role"}


def written(folder, name, journey):
    path = folder / f"{name}.journey"
    path.write_text(json.dumps(journey, ensure_ascii=False), encoding="utf-8")
    return path


def strange(folder):
    """Every text is in another script."""
    count = 0

    def spoiled(value, within=""):
        nonlocal count
        if isinstance(value, list):
            return [spoiled(item, within) for item in value]
        if not isinstance(value, dict):
            return value
        done = {}
        for key, item in value.items():
            # The role of a lane is a word of the format.
            is_text = key in WRITTEN and not (within == "lanes" and key in KEYS_OF_WORDS)
            if is_text and isinstance(item, str) and item:
                count += 1
                done[key] = STRANGE[count % len(STRANGE)]
            else:
                done[key] = spoiled(item, key)
        return done

    return written(folder, "strange", spoiled(json.loads(CAR.read_text(encoding="utf-8"))))


def grown(folder, name, stages, cards):
    """The sample with more stages, and so many cards spread over them."""
    journey = json.loads(CAR.read_text(encoding="utf-8"))
    first = journey["stages"]
    while len(journey["stages"]) < stages:
        more = copy.deepcopy(first[len(journey["stages"]) % len(first)])
        number = len(journey["stages"]) + 1
        more = {key: value for key, value in more.items() if key != "steps"}
        journey["stages"].append(more | {"id": f"stage-{number}", "title": f"Stage {number}"})
    ids = [stage["id"] for stage in journey["stages"]]
    lanes = [lane for lane in journey["lanes"] if lane.get("cards")]
    have = sum(len(lane["cards"]) for lane in lanes)
    for number in range(have, cards):
        lanes[number % len(lanes)]["cards"].append({
            "id": f"card-{number}",
            "stage": ids[number // len(lanes) % len(ids)],
            "text": f"Card {number} says what somebody does, and why",
        })
    return written(folder, name, journey)


def logo(text, ink, ground):
    picture = Image.new("RGBA", (360, 96), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, 359, 95), 30, fill=ground)
    draw.text((180, 48), text, fill=ink, anchor="mm", font_size=44)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def brand(folder, name, colors, ground, families, logo_at, marks):
    def color(code):
        parts = [round(int(code[at:at + 2], 16) / 255, 4) for at in (0, 2, 4)]
        return {"$value": {"colorSpace": "srgb", "components": parts, "hex": f"#{code}"}}

    ours = {
        "format": "jejak.brand", "format_version": 1, "name": name,
        "client": f"{name} Ltd", "foot": "{client} · Confidential · {date} · Page {page} of {pages}",
        "ground": ground, "logo_at": logo_at,
    } | marks
    content = {
        "$extensions": {"id.jejak": ours},
        "color": {"$type": "color",
                  "brand": {str(at + 1): color(code) for at, code in enumerate(colors)}},
        "font": {"$type": "fontFamily"} | {at: {"$value": name} for at, name in families.items()},
    }
    path = folder / f"{name.lower()}.brand.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def brands(folder):
    """A bank in navy and serifs, loud toys, and one of the night with a condensed face."""
    serif, narrow = "Liberation Serif", "Liberation Sans Narrow"
    return [
        brand(folder, "Bank", ["0B2545", "B08D57"], "white", {"heading": serif, "body": serif},
              "head", {"logo": logo("BANK", "#FFFFFF", "#0B2545")}),
        brand(folder, "Toys", ["FF3D7F", "FFC400", "00B2A9", "3D5AFE"], "tinted", {},
              "foot", {"logo": logo("toys!", "#FFFFFF", "#FF3D7F")}),
        brand(folder, "Night", ["FF6B35", "7AE7C7"], "dark", {"heading": narrow, "body": narrow},
              "head", {"logo": logo("night", "#0B1020", "#7AE7C7")}),
    ]


def template(folder, name, size=(9144000, 6858000), without=()):
    """Somebody's file of slides, with one that is to be dropped."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = map(Emu, size)
    for layout in list(presentation.slide_layouts):
        if layout.name in without:
            presentation.slide_layouts.remove(layout)
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "To be dropped"
    path = folder / f"{name}.potx"
    presentation.save(str(path))
    return path


def saved_by_libreoffice(folder, deck, profile):
    """A deck as LibreOffice saves it as a template."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
         "potx", "--outdir", folder, deck],
        capture_output=True, timeout=300, check=True,
    )
    return folder / f"{deck.stem}.potx"


def templates(folder, deck, profile):
    return {
        # Slides of 4 : 3, as python-pptx and old companies have them.
        "four-to-three": template(folder, "four-to-three"),
        "no-title-only": template(folder, "no-title-only", (12192000, 6858000),
                                  ("Title Only", "Blank")),
        "libreoffice": saved_by_libreoffice(folder, deck, profile),
    }
