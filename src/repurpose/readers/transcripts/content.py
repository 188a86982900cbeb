"""What kind of transcript a text is: its content decides, its suffix only where that says nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.transcripts import (
    asset,
    json_text,
    substation,
    tables,
    timed_lines,
    timed_xml,
)
from repurpose.readers.transcripts.cue import NoTranscriptError, Spoken

MOST_JSON = 128_000_000  # bytes: a million words, each with its times
TABLES = frozenset([".tsv", ".csv"])
XML = frozenset([".ttml", ".dfxp", ".xml", ".srv1", ".srv2", ".srv3", ".trs"])


def read(path: Path, context: ReadContext) -> Asset:
    """A file with times.

    Raises:
        SourceError: it is none.
    """
    with quick():
        text = text_of(path)
        spoken = spoken_in(path, text)
        if spoken is None:
            raise nothing(path, text)
        return asset.asset_of(path, context, spoken)


@contextmanager
def quick() -> Iterator[None]:
    """While millions of small things are made that stay, Python need not look for waste."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def text_of(path: Path) -> str:
    """The text of a file; that of JSON may be much longer than what is said in it."""
    with path.open("rb") as file:
        beginning = file.read(1000).lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning[:1] in (b"{", b"[") and path.suffix.lower() in (".json", ".txt"):
        return files.text_of(path, MOST_JSON, MOST_JSON)
    return files.text_of(path)


def spoken_in(path: Path, text: str) -> Spoken | None:
    """What is said in a text with times; None where it has no cues.

    Raises:
        SourceError: it is JSON or XML of another kind, or damaged.
    """
    try:
        if json_text.is_json(text):
            return json_text.parsed(text)
        named = path.suffix.lower() in XML and text.lstrip().startswith("<")
        if timed_xml.is_xml(text) or named:
            return timed_xml.parsed(text)
    except NoTranscriptError as error:
        hint = json_text.KNOWN if json_text.is_json(text) else timed_xml.KNOWN
        raise SourceError(str(error), where=str(path), hint=hint) from None
    if substation.is_substation(text):
        return substation.parsed(text)
    if path.suffix.lower() in TABLES and (table := tables.parsed(text)) is not None:
        return table
    if timed_lines.is_log(text):
        return timed_lines.parsed_log(text)
    if timed_lines.has_cues(text):
        return timed_lines.parsed(text)
    if timed_lines.is_sbv(text):
        return timed_lines.parsed_sbv(text)
    return None


def nothing(path: Path, text: str) -> SourceError:
    """What is wrong with a text that should have times."""
    if path.suffix.lower() in TABLES:
        return SourceError(
            "is a table without a transcript: it has no columns of times and texts",
            where=str(path),
            hint="name the columns start, end, speaker and text",
        )
    if path.suffix.lower() == ".json":
        return SourceError("is no object or list in JSON", where=str(path), hint=json_text.KNOWN)
    return SourceError(
        "holds no cues: no line with times (00:01.000 --> 00:04.000) was found",
        where=str(path),
        hint="a transcript without times is read as .txt",
    )
