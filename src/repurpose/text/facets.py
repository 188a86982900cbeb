"""Links, mentions and hashtags of a text, with their places in bytes of UTF-8: Bluesky links nothing
that is not marked so (docs.bsky.app/docs/advanced-guides/post-richtext).

Found is what Bluesky's own app finds (bluesky-social/atproto, packages/api/src/rich-text/detection.ts),
so that a text reads there as if it were typed there. One thing is stricter: an address without https://
gets one, also where it begins with "http", and its domain must exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from regex import Pattern

FacetKind = Literal["mention", "link", "tag"]

LONGEST_TAG = 64  # UTF-16 code units

# White space as JavaScript has it, and characters that show nothing.
_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_UNSEEN = r"\u00ad\u2060\u200a\u200b\u200c\u200d\u20e2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A stretch of a text that leads somewhere.

    Attributes:
        start, end: Its first byte, and the one behind its last, of the text in UTF-8.
        value: Of a link its address, of a mention the handle (still to be resolved to a DID), of a tag
            the word without #; a share's symbol keeps its $.
    """

    kind: FacetKind
    start: int
    end: int
    value: str


def facets(text: str) -> tuple[Facet, ...]:
    """All of a text, in order."""
    if not any(sign in text for sign in (".", "#", "＃", "$", "://")):
        return ()
    found = [*_mentions(text), *_links(text), *_tags(text), *_shares(text)]
    found.sort(key=itemgetter(1))
    return tuple(
        Facet(kind=kind, start=_bytes(text[:start]), end=_bytes(text[:end]), value=value)
        for kind, start, end, value in found
    )


def hashtags(text: str) -> tuple[str, ...]:
    """The words of a text's hashtags, without #, in order."""
    return tuple(value for _, _, _, value in _tags(text))


_Found = tuple[FacetKind, int, int, str]


def _mentions(text: str) -> Iterator[_Found]:
    for match in _pattern("mention").finditer(text):
        if _exists(match[2]) or match[2].endswith(".test"):
            yield "mention", match.start(2) - 1, match.end(2), match[2]


def _links(text: str) -> Iterator[_Found]:
    for match in _pattern("link").finditer(text):
        whole: str = match[2]
        address = whole
        if match["domain"] is not None:
            if not _exists(match["domain"]):
                continue
            address = f"https://{whole}"
        elif not whole.startswith("http"):  # HTTP://
            continue
        kept = _without_punctuation(address)
        yield "link", match.start(2), match.end(2) - (len(address) - len(kept)), kept


def _without_punctuation(address: str) -> str:
    if address[-1] in ".,;:!?":
        address = address[:-1]
    if address[-1] == ")" and "(" not in address:
        address = address[:-1]
    return address


def _tags(text: str) -> Iterator[_Found]:
    for match in _pattern("tag").finditer(text):
        tag = _pattern("punctuation").sub("", match[3] or "")
        if tag and _units(tag) <= LONGEST_TAG:
            yield "tag", match.start(2), match.start(2) + 1 + len(tag), tag


def _shares(text: str) -> Iterator[_Found]:
    for match in _pattern("share").finditer(text):
        yield "tag", match.start(2), match.end(2), match[2].upper()


@cache
def _pattern(name: str) -> Pattern[str]:
    """One of the patterns of packages/api/src/rich-text/util.ts."""
    import regex

    word = rf"[^{_SPACE}{_UNSEEN}]"
    patterns = {
        "mention": rf"(^|[{_SPACE}(])@([a-zA-Z0-9.-]+)\b",
        "link": rf"(^|[{_SPACE}(])((?:[hH][tT][tT][pP][sS]?://[^{_SPACE}]+)|"
        rf"(?:(?P<domain>[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+)[^{_SPACE}]*))",
        "tag": rf"(^|[{_SPACE}])([#＃])((?!\ufe0f){word}*[^0-9\p{{P}}{_SPACE}{_UNSEEN}]+{word}*)?",
        "punctuation": r"\p{P}+\Z",
        "share": rf"(^|[{_SPACE}(])(\$[A-Za-z][A-Za-z0-9]{{0,4}})(?=[{_SPACE}]|\Z|[.,;:!?)\"'\u2019])",
    }
    return regex.compile(patterns[name], regex.ASCII if name == "mention" else 0)


@cache
def _domains() -> frozenset[str]:
    lines = (files(__package__) / "tlds.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _exists(domain: str) -> bool:
    """Whether it ends in a top-level domain that there is."""
    _, dot, last = domain.rpartition(".")
    return bool(dot) and last in _domains()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
