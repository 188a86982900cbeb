"""The package twitter_text, and what X calls an address.

The package brings the patterns. What is done with them follows X's own JavaScript (twitter-text 3.1,
js/src/extractUrlsWithIndices.js and js/src/lib/idna.js): the package leaves the check of a domain to
Python's codec "idna", which refuses names that X takes.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from functools import cache
from types import ModuleType

_LONGEST_ADDRESS = 4096
_LONGEST_SLUG = 40  # of t.co
_LONGEST_LABEL = 63
_loading = threading.Lock()
# Python takes these for other cases of i, s, k and å, JavaScript does not; signs of the same kind without
# such a case stand for them.
_NO_CASES = str.maketrans("ıİſ\u212a\u212b", "\u0140\u0140\u0140\u2114\u2114")
_FULL_STOPS = re.compile("[.\u3002\uff0e\uff61]")


@cache
def twitter_text() -> ModuleType:
    """The package twitter_text, loaded.

    It reads a data file of its own through pkg_resources, which setuptools has given up and a
    fresh environment lacks; while it loads, importlib.resources stands in.
    """
    with _loading:
        if "twitter_text" not in sys.modules and "pkg_resources" not in sys.modules:
            stand_in = ModuleType("pkg_resources")
            stand_in.resource_string = _resource_string  # type: ignore[attr-defined]
            sys.modules["pkg_resources"] = stand_in
            try:
                import twitter_text
            finally:
                del sys.modules["pkg_resources"]
        import twitter_text

    return twitter_text  # type: ignore[no-any-return]


def addresses(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """Where addresses stand, as spans (start, end), in order.

    Args:
        bare: Those without http:// or https:// too.
    """
    if ("." if bare else ":") not in text:
        return
    twitter_text()
    # JavaScript sees the two halves of what lies beyond U+FFFF.
    halves = text if text.isascii() or max(text) <= "\uffff" else "".join(map(_halved, text))
    for start, end in _in_halves(halves, bare=bare):
        if halves is text:
            yield start, end
        else:
            # One that ends between two halves ends before them.
            yield len(_whole(halves[:start])), len(_whole(halves)) - len(_whole(halves[end:]))


def _in_halves(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    from twitter_text.regexp.extract_url import extract_url

    for match in extract_url.finditer(text.translate(_NO_CASES)):
        start, end = match.span(3)
        scheme, domain = match[4], text[match.start(5) : match.end(5)]
        if not _is_possible(text[start:end], scheme or "https://", domain):
            continue
        if scheme:
            end = _end_of_slug(match[3], start, end)
            if end:
                yield start, end
        elif bare and match[2] not in ("-", "_", ".", "/"):
            yield from _in_ascii(match, end)


def _in_ascii(match: re.Match[str], end: int) -> Iterator[tuple[int, int]]:
    """Of a domain without a scheme, the pieces in Latin letters; the path goes with the last."""
    from twitter_text.regexp.valid_ascii_domain import valid_ascii_domain

    first, domain, behind = match.start(5), match[5], 0
    found: list[tuple[int, int]] = []
    for piece in valid_ascii_domain.finditer(domain):
        # As X has it: the first place that reads like the piece.
        start = domain.index(piece[0], behind)
        behind = start + len(piece[0])
        found.append((first + start, first + behind))
    if found and match[7]:
        start, behind = found[-1]
        # As X has it: where letters of other scripts stand between, the end of the path does not count.
        found[-1] = (start, behind + end - match.end(5))
    yield from found


def _end_of_slug(address: str, start: int, end: int) -> int:
    """Where an address ends: t.co has no paths; 0 where it is none."""
    from twitter_text.regexp.valid_tco_url import valid_tco_url

    short = valid_tco_url.search(address)
    if short is None:
        return end
    return start + len(short[0]) if len(short[1]) <= _LONGEST_SLUG else 0


def _is_possible(address: str, scheme: str, domain: str) -> bool:
    from twitter_text.regexp.valid_ascii_domain import valid_ascii_domain

    if domain.startswith("xn--") and not valid_ascii_domain.search(domain.translate(_NO_CASES)):
        return False
    labels = domain.split(".")
    if not all(0 < _length_in_ascii(label) <= _LONGEST_LABEL for label in labels):
        return False
    return len(scheme) + len(address) <= _LONGEST_ADDRESS


def _length_in_ascii(label: str) -> int:
    """The length of a part of a domain, written in ASCII as the Domain Name System has it."""
    if label.isascii():
        return len(label)
    parts = _FULL_STOPS.split(_whole(label))
    ascii_parts = (
        part if part.isascii() else f"xn--{part.encode('punycode').decode('ascii')}"
        for part in parts
    )
    return len(".".join(ascii_parts))


def _halved(char: str) -> str:
    """A character of UTF-16 as its code units, each a character of its own."""
    if char <= "\uffff":
        return char
    number = ord(char) - 0x10000
    return chr(0xD800 + (number >> 10)) + chr(0xDC00 + (number & 0x3FF))


def _whole(text: str) -> str:
    """Undoes _halved."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _resource_string(module: str, name: str) -> bytes:
    from importlib.resources import files

    return files(module.rpartition(".")[0]).joinpath(name).read_bytes()
