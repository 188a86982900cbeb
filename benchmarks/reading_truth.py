"""What stands in a deck, told by the raw XML alone and written independently of the readers.

Truth is every `a:t` run, with the categories and the series' names of charts, on slides, notes,
charts and SmartArt that are reached through relationships; without fields for the slide's number
and the date, and without the copies for older programs (mc:Fallback).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

CLASSES = ("body", "table", "group", "notes", "chart", "smartart")
SHARED = ("chart", "chartex", "diagramdata", "notesslide")
# In which roles a tool that tells them apart may say the words of a class.
_PLACES = {
    "body": ("title", "body", "caption"),
    "table": ("table",),
    "group": ("title", "body", "caption"),
    "notes": ("notes",),
    "chart": ("chart",),
    "smartart": ("title", "body", "caption"),
}
Words = Counter[str]


def words(texts: Iterable[str]) -> Words:
    """The words of texts as a multiset: letters and digits, without capitals, composed (NFKC)."""
    joined = unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
    return Counter(re.findall(r"\w+", joined.replace("\xad", "")))


def classes(path: Path) -> dict[str, list[str]]:
    """The texts of a deck by where they stand, a paragraph each."""
    found: dict[str, list[str]] = {name: [] for name in CLASSES}
    with zipfile.ZipFile(path) as archive:
        for kind, root in _parts(archive):
            if kind == "slide":
                for name, text in _of_slide(root):
                    found[name].append(text)
            elif kind == "notesslide":
                found["notes"].extend(text for _, text in _paragraphs(root))
            elif kind == "diagramdata":
                found["smartart"].extend(text for _, text in _paragraphs(root))
            else:
                found["chart"].extend(_of_chart(root))
    return found


def compared(
    truth: dict[str, list[str]], texts: Iterable[tuple[str, str]]
) -> dict[str, tuple[Words, Words]]:
    """Class to its words, and those of them that a tool did not find.

    Args:
        truth: What `classes` tells of the deck.
        texts: What the tool says, (role, text); "all" where it does not tell roles apart. A word
            that stands in several classes and is said less often is missing in the last of them.
    """
    said: dict[str, Words] = {}
    for role, text in texts:
        said.setdefault(role, Counter()).update(words([text]))
    found = {}
    for name in CLASSES:
        its = words(truth[name])
        lost = Counter(its)
        for role in (*_PLACES[name], "all"):
            some = lost & said.get(role, Counter())
            lost -= some
            said[role] = said.get(role, Counter()) - some
        found[name] = (its, lost)
    return found


def raw(path: Path) -> str:
    """The plainest reading there is, which others are timed against: all runs of all these parts."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(run.text or "" for _, root in _parts(archive) for run in root.iter("{*}t"))


# ── which parts ──


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    """The kind and the XML of each slide, and of what it is related to; each part once."""
    names = {name.replace("\\", "/").lower().lstrip("/"): name for name in archive.namelist()}
    main = next(
        (t for k, t in _relations(archive, names, "").values() if k == "officedocument"), ""
    )
    related = _relations(archive, names, main)
    slides = (e for e in _tree(archive, names, main).iter("{*}sldId"))
    seen: set[str] = set()
    for entry in slides:
        one = next((value for name, value in entry.items() if name.endswith("}id")), "")
        slide = related.get(one, ("", ""))[1]
        if slide not in names:
            continue
        yield "slide", _tree(archive, names, slide)
        for kind, part in _relations(archive, names, slide).values():
            if kind in SHARED and part in names and part not in seen:
                seen.add(part)
                yield kind, _tree(archive, names, part)


def _tree(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(names[part]), parser)


def _relations(
    archive: zipfile.ZipFile, names: dict[str, str], part: str
) -> dict[str, tuple[str, str]]:
    """Id to the kind and the name of what a part is related to."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in names:
        return {}
    found = {}
    for entry in _tree(archive, names, rels).iter("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", "").lower()))
        if entry.get("TargetMode") != "External":
            kind = entry.get("Type", "").rpartition("/")[2].lower()
            found[entry.get("Id", "")] = (kind, target.lstrip("/"))
    return found


# ── what they say ──


def _of_slide(root: Any) -> Iterator[tuple[str, str]]:
    for paragraph, text in _paragraphs(root):
        around = {etree.QName(element).localname for element in paragraph.iterancestors()}
        yield "table" if "tbl" in around else "group" if "grpSp" in around else "body", text


def _paragraphs(root: Any) -> Iterator[tuple[Any, str]]:
    for paragraph in root.iter("{*}p"):
        if (
            not _is_drawing(paragraph)
            or next(paragraph.iterancestors("{*}Fallback"), None) is not None
        ):
            continue
        text = "".join(_runs(paragraph))
        if text.strip():
            yield paragraph, text


def _is_drawing(element: Any) -> bool:
    return etree.QName(element).namespace.rstrip("/").endswith("drawingml/2006/main") or (
        etree.QName(element).namespace.endswith("ooxml/drawingml/main")
    )


def _runs(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter("{*}t", "{*}br", "{*}tab"):
        if not _is_drawing(element) or next(element.iterancestors("{*}Fallback"), None) is not None:
            continue
        field = next(element.iterancestors("{*}fld"), None)
        if field is not None and field.get("type", "").startswith(("slidenum", "datetime")):
            continue
        yield element.text or "" if etree.QName(element).localname == "t" else " "


def _of_chart(root: Any) -> Iterator[str]:
    yield from (text for _, text in _paragraphs(root))
    for series in root.iter("{*}ser", "{*}series"):
        yield from _values(series.iterfind("{*}tx"), "v")
        for labels in series.iterfind("{*}cat"):
            if labels.find("{*}numRef") is None:  # numbers are shown in a format of their own
                yield from _values([labels], "v")
    for labels in root.iter("{*}strDim"):
        yield from _values([labels], "pt")


def _values(elements: Iterable[Any], name: str) -> Iterator[str]:
    for element in elements:
        yield from (value.text or "" for value in element.iter(f"{{*}}{name}"))
