"""Writes a map all of whose texts try to be more than texts."""

import json
import sys

TEXTS = [
    "</script><script>document.title='broken out'</script>",
    "\"><img src=x onerror=\"document.title='broken out'\">",
    "</style><style>*{background:url(https://evil.example/)}</style>",
    "<iframe src=https://evil.example/></iframe>",
    "<!-- <svg><script>document.title='broken out'</script>",
    "\u202etxt.exe\u2066 [[script]]",
]
# What these say is a text that a person wrote.
WRITTEN = {"title", "scenario", "goal", "name", "quote", "text", "label", "note", "source"}


def spoil(value, count=[0]):
    if isinstance(value, list):
        return [spoil(item) for item in value]
    if not isinstance(value, dict):
        return value
    spoiled = {}
    for key, item in value.items():
        if isinstance(item, str) and key in WRITTEN:
            count[0] += 1
            spoiled[key] = f"{item} {TEXTS[count[0] % len(TEXTS)]}"
        else:
            spoiled[key] = spoil(item)
    return spoiled


with open(sys.argv[1], encoding="utf-8") as file:
    journey = json.load(file)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(spoil(journey), file)
