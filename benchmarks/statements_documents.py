"""Annotated talk: one JSON object a line, plain or gzipped.

{"doc_id", "lang", "set", "split", "utterances": [{"speaker", "text", …}], "gold": [indices], …};
what else stands in an object is not looked at.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

SHORTEST, LONGEST = 40, 280  # characters of what fits a post


class DocumentsError(Exception):
    """A file is no annotated talk. Its text is one line: what, where."""


@dataclass(frozen=True)
class Document:
    """One conversation. `texts` and `speakers`: an entry each utterance; `gold`: the indices of
    the utterances that people chose."""

    doc_id: str
    language: str
    split: str
    texts: tuple[str, ...]
    speakers: tuple[str, ...]
    gold: frozenset[int]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the utterances' texts, joined by line feeds: says which document it is."""
        return hashlib.sha256("\n".join(self.texts).encode()).hexdigest()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The texts as they stand in a line: white space is single spaces."""
        return tuple(" ".join(text.split()) for text in self.texts)

    @cached_property
    def post_sized(self) -> frozenset[int]:
        """The indices of the utterances that fit a post."""
        sizes = enumerate(map(len, self.lines))
        return frozenset(index for index, size in sizes if SHORTEST <= size <= LONGEST)

    def transcript(self) -> str:
        """A plain transcript, one line an utterance, `Speaker: text`; nobody's is said by
        "Speaker"."""
        names = (" ".join(name.replace(":", " ").split()) or "Speaker" for name in self.speakers)
        return "".join(f"{n}: {line}\n" for n, line in zip(names, self.lines, strict=True))


def load(path: Path) -> list[Document]:
    """The documents of a file, at least one.

    Raises:
        DocumentsError: it is missing, cut off, or holds something else.
    """
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        lines = content.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise DocumentsError(f"{path}: {error.strerror or error}") from None
    except (EOFError, zlib.error, UnicodeDecodeError):
        raise DocumentsError(f"{path}: damaged: no whole gzip file of UTF-8 text") from None
    found = [_document(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise DocumentsError(f"{path}: holds no document")
    return found


def _document(path: Path, number: int, line: str) -> Document:
    try:
        return _parsed(json.loads(line))
    except json.JSONDecodeError as error:
        what = f"no JSON: {error.msg}"
    except KeyError as error:
        what = f"no {error.args[0]!r}"
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        what = str(error)
    raise DocumentsError(f"{path}, line {number}: {what}")


def _parsed(data: Any) -> Document:
    if not isinstance(data, dict):
        raise TypeError("no JSON object")
    utterances = data["utterances"]
    if not isinstance(utterances, list) or not utterances:
        raise TypeError("'utterances' is no list, or an empty one")
    texts = tuple(utterance["text"] for utterance in utterances)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("the text of an utterance is no text")
    return Document(
        doc_id=str(data["doc_id"]),
        language=str(data.get("lang", "und")),
        split=str(data.get("split", "")),
        texts=texts,
        speakers=tuple(str(utterance.get("speaker") or "") for utterance in utterances),
        gold=_gold(data["gold"], len(texts)),
    )


def _gold(indices: Sequence[Any], size: int) -> frozenset[int]:
    for index in indices:
        if not isinstance(index, int) or not 0 <= index < size:
            raise ValueError(f"'gold' names the utterance {index!r}, of {size}")
    return frozenset(indices)
