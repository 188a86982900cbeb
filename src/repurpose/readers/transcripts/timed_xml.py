"""Transcripts in XML: TTML and DFXP, the captions of YouTube, Transcriber."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from repurpose.readers.transcripts import ttml
from repurpose.readers.transcripts.cue import Cue, NoTranscriptError, Pieces, Spoken

KNOWN = "known are TTML/DFXP, the captions of YouTube and Transcriber (.trs)"
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\s*<(?:\?xml|!DOCTYPE\s+(?!html)|!--|(?:\w+:)?(?:tt|transcript|timedtext|Trans)[\s>])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*")
LONGEST_TAG = 100_000  # characters; thousands of attributes take the parser minutes
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def is_xml(text: str) -> bool:
    """Whether a text begins as the XML of a transcript does, or as any other."""
    return bool(_BEGINNING.match(text[:1000]))


def parsed(text: str) -> Spoken:
    """The cues of an XML file.

    Raises:
        NoTranscriptError: it is another kind of XML, or none.
    """
    root = _root(text)
    name = ttml.name_of(root)
    if name == "tt":
        return ttml.parsed(root)
    if name == "transcript" and any(True for _ in ttml.named(root, "text")):
        return Spoken(cues=list(_youtube(root)), captions=True)
    if name == "timedtext":
        return Spoken(cues=list(_timedtext(root)), captions=True)
    if name == "trans":
        return Spoken(cues=list(_transcriber(root)))
    raise NoTranscriptError(f"is XML, but no transcript (its first element is <{name[:40]}>)")


def _root(text: str) -> Any:
    from lxml import etree

    if _ENTITIES.search(text):
        raise NoTranscriptError("declares entities of its own, which no transcript needs")
    if any(tag.end() - tag.start() > LONGEST_TAG for tag in _TAG.finditer(text)):
        raise NoTranscriptError("has an element with more attributes than any transcript")
    content = _DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=recover
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError):
            continue
        if root is not None:
            return root
    raise NoTranscriptError("is no XML that can be read: it is damaged")


def _attribute(element: Any, *names: str) -> float:
    """A number of an element; not a number where there is none."""
    for name in names:
        try:
            return float(element.get(name, ""))
        except ValueError:
            continue
    return float("nan")


def _youtube(root: Any) -> Iterator[Cue]:
    """srv1: <text start="1.5" dur="2">, in seconds; its text is escaped twice."""
    for element in ttml.named(root, "text"):
        start, length = _attribute(element, "start"), _attribute(element, "dur")
        end = start + length if length == length else start
        yield Cue(start, end, html.unescape("".join(element.itertext())))


def _timedtext(root: Any) -> Iterator[Cue]:
    """srv2 (<text t="1500" d="2000">) and srv3 (<p t d><s t>), in milliseconds. Behind a <p> with
    a="1" stands only the line break of captions that roll up."""
    for element in ttml.named(root, "text", "p"):
        start, length = _attribute(element, "t") / 1000, _attribute(element, "d") / 1000
        end = start + length if length == length else start
        said = Pieces(html.unescape(element.text or ""))
        marks: list[tuple[int, float]] = []
        for piece in ttml.named(element, "s"):
            offset = _attribute(piece, "t") / 1000
            marks.append((said.words, start + (offset if offset == offset else 0.0)))
            said.add(html.unescape("".join(piece.itertext())) + html.unescape(piece.tail or ""))
        if said.words:
            yield Cue(start, end, said.text, None, (), tuple(marks) if len(marks) > 1 else ())


def _transcriber(root: Any) -> Iterator[Cue]:
    """Turns with times of their own and places in them that have one: a cue a place
    (https://trans.sourceforge.net, trans-14.dtd)."""
    people = {
        who.get("id"): who.get("name") or who.get("id") for who in ttml.named(root, "speaker")
    }
    for turn in ttml.named(root, "turn"):
        ids = (turn.get("speaker") or "").split()
        names = [people.get(each, each) for each in ids]
        end = _attribute(turn, "endTime")
        pieces = list(_pieces(turn, names))
        for (at, who, text), until in zip(
            pieces, _ends([at for at, *_ in pieces], end), strict=True
        ):
            if text.strip():
                yield Cue(at, until, text, who)


def _ends(starts: list[float], end: float) -> list[float]:
    """For each when the next one begins that begins later; `end` where none does."""
    ends: list[float] = []
    later: list[float] = []  # the times behind, each later than the one below it
    for start in reversed(starts):
        while later and start >= later[-1]:
            later.pop()
        ends.append(later[-1] if later and start < later[-1] else end)
        if start == start:
            later.append(start)
    return ends[::-1]


def _pieces(turn: Any, names: list[str]) -> Iterator[tuple[float, str | None, str]]:
    at = _attribute(turn, "startTime")
    who = " & ".join(names) or None
    text = turn.text or ""
    for element in turn:
        name = ttml.name_of(element)
        if name in ("sync", "who"):
            yield at, who, text
            text = ""
        if name == "sync":
            at = _attribute(element, "time")
        elif name == "who":
            number = _attribute(element, "nb")
            who = names[int(number) - 1] if 1 <= number <= len(names) else who
        text += f" {element.tail or ''}"
    yield at, who, text
