"""Large files to measure with, made of real ones."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_RELATION = (
    '<Relationship Id="copy{0}" Target="slides/copy{0}.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/slide"/>'
)
_TYPE = (
    '<Override PartName="/ppt/slides/copy{0}.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.presentationml.slide+xml"/>'
)
_TALK = """
    und dann haben wir gesehen dass der Verbrauch im Werk um zwölf Prozent sank weil niemand mehr
    nachts heizt so what we learned is that nobody needs a second meeting about it
"""


def slides(deck: Path) -> int:
    """How many slides a deck has; 0 of shows and templates, which other tools do not open."""
    with zipfile.ZipFile(deck) as archive:
        if b"presentationml.presentation.main+xml" not in archive.read("[Content_Types].xml"):
            return 0
        return sum(bool(_SLIDE.fullmatch(name)) for name in archive.namelist())


def repeat_slides(deck: Path, copy: Path, count: int) -> None:
    """A deck of `count` slides, those of a real one over and over. Each is a part of its own; notes,
    pictures and charts are shared."""
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        originals = [name for name in old.namelist() if _SLIDE.fullmatch(name)]
        for name in old.namelist():
            new.writestr(name, _naming(name, old.read(name), range(count)))
        for number in range(count):
            name = originals[number % len(originals)]
            relations = name.replace("slides/", "slides/_rels/") + ".rels"
            new.writestr(f"ppt/slides/copy{number}.xml", old.read(name))
            new.writestr(f"ppt/slides/_rels/copy{number}.xml.rels", old.read(relations))


def _naming(name: str, content: bytes, numbers: range) -> bytes:
    """A part that lists the slides, with the copies instead of the originals."""
    if name == "ppt/presentation.xml":
        entries = "".join(f'<p:sldId id="{10_000 + n}" r:id="copy{n}"/>' for n in numbers)
        return re.sub(
            rb"(?s)(<p:sldIdLst>).*(</p:sldIdLst>)", rb"\1" + entries.encode() + rb"\2", content
        )
    if name == "ppt/_rels/presentation.xml.rels":
        return _before_end(content, b"</Relationships>", _RELATION, numbers)
    if name == "[Content_Types].xml":
        return _before_end(content, b"</Types>", _TYPE, numbers)
    return content


def _before_end(content: bytes, end: bytes, form: str, numbers: range) -> bytes:
    return content.replace(end, "".join(map(form.format, numbers)).encode() + end)


def write_transcript(path: Path, count: int) -> None:
    """WebVTT of `count` words, ten a cue, by three speakers."""
    talk = _TALK.split()
    cues = ["WEBVTT\n"]
    for number in range(count // 10):
        words = " ".join(talk[(7 * number + n * n) % len(talk)] for n in range(10))
        speaker = ("Anna Meier", "Jean Dupont", "Luca Rossi")[number // 4 % 3]
        start, end = 3 * number, 3 * number + 3
        cues.append(f"{number}\n{_clock(start)} --> {_clock(end)}\n<v {speaker}>{words}.\n")
    path.write_text("\n".join(cues), encoding="utf-8")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"
