"""Slides as other programs see them: see tests/office/run."""

import collections
import json
import pathlib
import subprocess
import sys
import unicodedata

import numpy
from PIL import Image
from pptx import Presentation

import cases

# Of white to black, how far the picture of LibreOffice may be from ours, on the mean: letters of half
# weights are bold there, and lines in several colours are drawn in one.
MOST_APART = 0.045
WIDTH = 1280

jejak, tools, work, output = (pathlib.Path(name).resolve() for name in sys.argv[1:5])
more = [pathlib.Path(name) for name in sys.argv[5:]]
failures = []
# What was tried, and how often.
tried = collections.Counter()
worst = 0


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
        tried["NOT CHECKED by the Open XML SDK, whose validator does not run here"] += 1
    else:
        tried["checked by the Open XML SDK's validator"] += 1
        found = json.loads(done.stdout)
        for error in found.get("errors", [])[:10]:
            fail(f"{deck.name}: SDK: {json.dumps(error)[:400]}")
        if done.returncode != 0 and not found.get("errors"):
            fail(f"{deck.name}: SDK: {done.stdout[:400]}")
    done = run(tools / "venv/bin/openxml-audit", "-o", "json", "-m", "0", deck)
    tried["checked by openxml-audit"] += 1
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
    tried["slides read by python-pptx"] += len(presentation.slides)
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
    text = "\n".join(letters(part) for part in found)
    wanted = texts_of_map(json.loads(sample.read_text()))
    missing = [one for one in wanted if letters(one) not in text]
    tried["texts of maps looked for"] += len(wanted)
    tried["texts of maps found"] += len(wanted) - len(missing)
    share = 1 - len(missing) / max(1, len(wanted))
    print(
        f"{deck.name}: {len(presentation.slides)} slides, {groups} groups, {charts} charts, "
        f"{notes} with notes, {deck.stat().st_size / 1000:.0f} KB, texts found {share:.1%}"
    )
    if missing:
        fail(f"{deck.name}: not found: {missing[:5]}")
    if wanted and (groups == 0 or notes == 0):
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
    pictures = sorted(folder.glob("s-*.png"), key=lambda path: int(path.stem.split("-")[1]))
    tried["slides drawn by LibreOffice"] += len(pictures)
    return pictures


def looked_at(deck):
    """LibreOffice's pictures, for people."""
    for index, path in enumerate(pictures_of(deck)):
        Image.open(path).save(output / f"{deck.stem}-{index + 1:02}.png")


def compared(sample, deck, *options):
    """LibreOffice's picture of each stop lies beside ours."""
    theirs = pictures_of(deck)
    ours = work / f"{deck.stem}-ours"
    export(sample, ours / "%n.png", "--stops", "--width", WIDTH, *options)
    ours = sorted(ours.glob("*.png"))
    if len(theirs) < len(ours):
        fail(f"{deck.name}: {len(theirs)} slides for {len(ours)} stops")
    global worst
    most = 0
    for index, path in enumerate(theirs):
        their = Image.open(path).convert("RGB")
        if index >= len(ours):
            their.save(output / f"{deck.stem}-{index + 1:02}.png")
            continue
        our = Image.open(ours[index]).convert("RGB").resize(their.size)
        apart = numpy.abs(numpy.asarray(their, float) - numpy.asarray(our, float)).mean() / 255
        most = max(most, apart)
        tried["slides of LibreOffice laid beside ours"] += 1
        both = Image.new("RGB", (their.width, their.height * 2), "white")
        both.paste(our, (0, 0))
        both.paste(their, (0, their.height))
        both.save(output / f"{deck.stem}-{index + 1:02}.png")
        if apart > MOST_APART:
            fail(f"{deck.name}: slide {index + 1} is {apart:.3f} from ours")
    worst = max(worst, most)
    print(f"{deck.name}: at most {most:.4f} from ours")


def made(sample, name, *options):
    """A deck that both validators and python-pptx have seen; none where there is no file."""
    deck = export(sample, work / f"{name}.pptx", *options)
    if not deck.exists():
        return None
    tried["decks"] += 1
    validated(deck)
    read_back(sample, deck)
    return deck


samples = sorted((cases.ROOT / "assets/samples").glob("*.journey"))
templates = sorted((cases.ROOT / "assets/templates").glob("*.journey"))
car = cases.CAR
maps = work / "maps"
maps.mkdir()
odd = [
    work / "hostile.journey",
    cases.strange(maps),
    cases.grown(maps, "forty-stages", 40, 200),
    cases.grown(maps, "three-thousand-cards", 10, 3000),
]
DARK, OFFICE = ["--ground", "dark"], ["--fonts", "office", "--turn", "fade"]

plain = None
for sample in samples:
    deck = made(sample, sample.stem)
    dark = made(sample, f"{sample.stem}-dark", *DARK)
    office = made(sample, f"{sample.stem}-office", *OFFICE)
    if deck:
        compared(sample, deck)
    if sample == car:
        plain = deck
        if dark:
            compared(sample, dark, *DARK)
        if office:
            looked_at(office)
for sample in templates:
    made(sample, f"template-{sample.stem}")
    tried["templates of maps"] += 1
for sample in [*odd, *more]:
    made(sample, sample.stem)
    made(sample, f"{sample.stem}-office", *OFFICE)
    made(sample, f"{sample.stem}-dark", *DARK, "--turn", "none")
    tried["odd maps"] += 1
for sample in odd[:2]:
    looked_at(work / f"{sample.stem}.pptx")
for brand in cases.brands(maps):
    options = ["--brand", brand]
    name = brand.name.removesuffix(".brand.json")
    for sample in samples:
        deck = made(sample, f"{name}-{sample.stem}", *options)
        if deck and sample == car:
            compared(sample, deck, *options)
    for kind, more_options in [("dark", DARK), ("office", OFFICE)]:
        deck = made(car, f"{name}-{car.stem}-{kind}", *options, *more_options)
        if deck:
            looked_at(deck)
    tried["brands"] += 1
if plain:
    for name, template in cases.templates(maps, plain, work / "office").items():
        for sample in [*samples, *odd]:
            deck = made(sample, f"on-{name}-{sample.stem}", "--template", template)
            if deck and any(
                "To be dropped" in shape.text_frame.text
                for slide in Presentation(str(deck)).slides
                for shape in slide.shapes
                if shape.has_text_frame
            ):
                fail(f"{deck.name}: a slide of the template is still there")
            if deck and sample == car:
                looked_at(deck)
        tried["templates of offices"] += 1

print("Tried:")
for what, count in tried.items():
    print(f"  {count:6} {what}")
print(f"  {worst:6.4f} at most between a slide of LibreOffice and ours, of {MOST_APART}")
if failures:
    print(f"{len(failures)} failed:", *failures, sep="\n  ")
    sys.exit(1)
print("All slides are sound.")
