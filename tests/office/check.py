"""Slides as other programs see them: see tests/office/run."""

import json
import pathlib
import subprocess
import sys
import unicodedata

import numpy
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

# Of white to black, how far the picture of LibreOffice may be from ours, on the mean: letters of half
# weights are bold there, and lines in several colours are drawn in one.
MOST_APART = 0.045
WIDTH = 1280

jejak, tools, work, output = (pathlib.Path(name).resolve() for name in sys.argv[1:5])
samples = [pathlib.Path(name) for name in sys.argv[5:]]
failures = []


def fail(text):
    print("FAILED:", text)
    failures.append(text)


def run(*command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)


def export(sample, target, *options):
    done = run(jejak, "export", sample, "-o", target, "--force", *options)
    if done.returncode != 0:
        fail(f"{target.name}: {done.stderr}")
    return target


def validated(deck):
    """Nothing is found by either validator."""
    done = run(tools / "node_modules/.bin/ooxml-validator", deck)
    if done.returncode == 2:
        # The validator is a program for some machines only.
        print(f"NOT CHECKED: the Open XML SDK's validator does not run here: {done.stderr.strip()}")
    else:
        found = json.loads(done.stdout)
        for error in found.get("errors", [])[:10]:
            fail(f"{deck.name}: SDK: {json.dumps(error)[:400]}")
        if done.returncode != 0 and not found.get("errors"):
            fail(f"{deck.name}: SDK: {done.stdout[:400]}")
    done = run(tools / "venv/bin/openxml-audit", "-o", "json", "-m", "0", deck)
    if done.returncode != 0:
        fail(f"{deck.name}: openxml-audit: {done.stdout[:1500]}{done.stderr[:500]}")


def letters(text):
    return "".join(c for c in text.casefold() if unicodedata.category(c)[0] in "LN")


def shapes_of(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from shapes_of(shape.shapes)


def texts_of_map(journey):
    """Each text that stands on the sheet."""
    map_ = journey["map"] if "map" in journey else journey
    wanted = [map_.get("title", "")]
    for stage in map_.get("stages", []):
        wanted += [stage.get("title", ""), stage.get("goal", "")]
        wanted += [step.get("title", "") for step in stage.get("steps", [])]
    for lane in map_.get("lanes", []):
        if lane.get("hidden"):
            continue
        wanted.append(lane.get("title", ""))
        for card in lane.get("cards", []):
            wanted += card.get("text", "").splitlines()
        for curve in lane.get("curves", []):
            wanted += [point.get("label", "") for point in curve.get("points", [])]
        wanted += [metric.get("name", "") for metric in lane.get("metrics", [])]
    for persona in map_.get("personas", []):
        wanted += [persona.get("name", ""), persona.get("role", ""), persona.get("quote", "")]
    return [text for text in wanted if letters(text)]


def read_back(sample, deck):
    """Texts, names, groups, values of charts and notes are there."""
    presentation = Presentation(str(deck))
    found, charts, groups, notes = [], 0, 0, 0
    for slide in presentation.slides:
        if not (slide.shapes.title and slide.shapes.title.text_frame.text.strip()):
            fail(f"{deck.name}: a slide without a title")
        for shape in shapes_of(slide.shapes):
            if not shape.name.strip():
                fail(f"{deck.name}: a shape without a name")
            # A lane of channels is called what it is, and says no more.
            found.append(shape.name)
            if shape.has_text_frame:
                found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            groups += hasattr(shape, "shapes")
            if getattr(shape, "has_chart", False) and shape.has_chart:
                charts += 1
                for series in shape.chart.plots[0].series:
                    if not any(value is not None for value in series.values):
                        fail(f"{deck.name}: a line without values")
                    found.append(series.name)
                found += [str(label) for label in shape.chart.plots[0].categories]
        notes += bool(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip())
    if sample is None:
        return
    text = "\n".join(letters(part) for part in found)
    wanted = texts_of_map(json.loads(sample.read_text()))
    missing = [one for one in wanted if letters(one) not in text]
    share = 1 - len(missing) / max(1, len(wanted))
    print(
        f"{deck.name}: {len(presentation.slides)} slides, {groups} groups, {charts} charts, "
        f"{notes} with notes, {deck.stat().st_size / 1000:.0f} KB, texts found {share:.1%}"
    )
    if missing:
        fail(f"{deck.name}: not found: {missing[:5]}")
    if groups == 0 or notes == 0:
        fail(f"{deck.name}: no groups or no notes")


def pictures_of(deck):
    """What LibreOffice makes of each slide."""
    done = run(
        "soffice", f"-env:UserInstallation=file://{work}/office", "--headless", "--convert-to",
        "pdf", "--outdir", work, deck, timeout=300,
    )
    pdf = work / f"{deck.stem}.pdf"
    if not pdf.exists():
        fail(f"{deck.name}: LibreOffice does not open it: {done.stdout}{done.stderr}")
        return []
    folder = work / deck.stem
    folder.mkdir(exist_ok=True)
    run("pdftoppm", "-png", "-scale-to-x", WIDTH, "-scale-to-y", -1, pdf, folder / "s")
    return sorted(folder.glob("s-*.png"), key=lambda path: int(path.stem.split("-")[1]))


def compared(sample, deck, *options):
    """LibreOffice's picture of each stop lies beside ours."""
    theirs = pictures_of(deck)
    ours = work / f"{deck.stem}-ours"
    export(sample, ours / "%n.png", "--stops", "--width", WIDTH, *options)
    ours = sorted(ours.glob("*.png"))
    if len(theirs) < len(ours):
        fail(f"{deck.name}: {len(theirs)} slides for {len(ours)} stops")
    worst = 0
    for index, path in enumerate(theirs):
        their = Image.open(path).convert("RGB")
        if index >= len(ours):
            their.save(output / f"{deck.stem}-{index + 1:02}.png")
            continue
        our = Image.open(ours[index]).convert("RGB").resize(their.size)
        apart = numpy.abs(numpy.asarray(their, float) - numpy.asarray(our, float)).mean() / 255
        worst = max(worst, apart)
        both = Image.new("RGB", (their.width, their.height * 2), "white")
        both.paste(our, (0, 0))
        both.paste(their, (0, their.height))
        both.save(output / f"{deck.stem}-{index + 1:02}.png")
        if apart > MOST_APART:
            fail(f"{deck.name}: slide {index + 1} is {apart:.3f} from ours")
    print(f"{deck.name}: at most {worst:.4f} from ours")


def template_of(deck):
    """Somebody's template: another theme, slides of 4 : 3, a title in another place."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(9144000), Emu(6858000)
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "To be dropped"
    presentation.save(str(deck))
    return deck


template = template_of(work / "template.pptx")
for sample in samples:
    for name, options in [
        ("", []),
        ("-dark", ["--ground", "dark"]),
        ("-office", ["--fonts", "office", "--turn", "fade"]),
        ("-template", ["--template", template]),
    ]:
        deck = export(sample, work / f"{sample.stem}{name}.pptx", *options)
        if not deck.exists():
            continue
        validated(deck)
        read_back(sample if name != "-template" else None, deck)
        if name == "" and sample.stem != "hostile":
            compared(sample, deck)
        elif name == "-dark" and sample == samples[0]:
            compared(sample, deck, "--ground", "dark")
        elif sample == samples[0]:
            for index, path in enumerate(pictures_of(deck)):
                Image.open(path).save(output / f"{deck.stem}-{index + 1:02}.png")
        if name == "-template" and any(
            "To be dropped" in shape.text_frame.text
            for slide in Presentation(str(deck)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        ):
            fail("a slide of the template is still there")

if failures:
    print(f"{len(failures)} failed")
    sys.exit(1)
print("All slides are sound.")
