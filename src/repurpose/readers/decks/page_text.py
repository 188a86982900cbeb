"""Lines of a printed page joined to running text, without what only the print needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_OWN = re.compile("[\ue000-\uf8ff]")  # each font has its own signs there
_ARROWS = str.maketrans({"\uf0e0": "→", "\uf0e8": "→", "\uf0f0": "⇒", "\uf0df": "←"})  # Wingdings
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffd\uffff]")
_BULLETS = "•◦▪▫▸▹►▻▶▷‣⁃●○◉■□◆◇❖➢➤➔✓✔✗✘✦★☐☑∙·\ue000-\uf8ff"
_BULLET = re.compile(rf"(?:[{_BULLETS}]+|[-–—*+»›→⇒o⚠](?=\s|$)|§(?=\s[^\W\d]|\s[“„]|$))\s*")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
# The word before a hyphen at a line's end.
_BROKEN = re.compile(r"([^\W_]+(?:[-‐][^\W_]+)*)[-‐\xad]$")
_LONGEST_WORD = 100  # characters
_ONWARD_WORDS = "und oder bzw and or et ou e o ed bis sowie noch als"  # Ein- und Ausgang
_ONWARD = frozenset(_ONWARD_WORDS.split())


def cleaned(text: str) -> str:
    """One line without ligatures and signs that nobody sees; soft hyphens stay."""
    text = _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    return " ".join(_UNSEEN.sub("", text).split())


def without_bullet(text: str) -> str:
    """What stands behind the bullet; signs of a font's own are taken for ornaments."""
    rest = text[match.end() :] if (match := _BULLET.match(text)) else text
    return " ".join(_OWN.sub("", rest.translate(_ARROWS)).split())


def is_bullet(text: str) -> bool:
    """Whether a text is nothing but a bullet or the number of an item."""
    return bool(_BULLET.fullmatch(text) or _NUMBER.fullmatch(text))


def begins_with_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))


def begins_with_number(text: str) -> bool:
    """1. a) (iv) …"""
    return bool(_NUMBER.match(text))


def ends_in_word(text: str) -> bool:
    """Whether a line ends in the middle of a word."""
    return bool(_BROKEN.search(text[-_LONGEST_WORD:]))


def words(texts: Sequence[str]) -> frozenset[str]:
    """The words of a document, as it writes them in the middle of a line, in small letters."""
    found: set[str] = set()
    for text in texts:
        found.update(word.lower() for word in _WORD.findall(text))
    return frozenset(found)


def joined(lines: Sequence[str], known: Collection[str]) -> str:
    """The lines of a paragraph as running text; divided words are whole again.

    Args:
        known: The words of the document: they tell a hyphen of the word from one of the line.
    """
    told = list(lines[:1])
    for line in lines[1:]:
        told[-1], between = _before(told[-1], line, known)
        told += [between, line]
    return " ".join("".join(told).replace("\xad", "").split())


def _before(text: str, line: str, known: Collection[str]) -> tuple[str, str]:
    """A line as it stands before another one, and what stands between them."""
    broken = _BROKEN.search(text[-_LONGEST_WORD:])
    follower = _WORD.match(line)
    if broken is None:
        return text, " "
    if text[-1] == "\xad":
        return text[:-1], ""
    if follower is None:
        return text, "" if line[:1].isdigit() else " "
    before, after = broken[1], follower[0]
    if after in _ONWARD:
        return text, " "
    return text if _has_own_hyphen(before, after, known) else text[:-1], ""


def _has_own_hyphen(before: str, after: str, known: Collection[str]) -> bool:
    if (before + after).lower() in known:
        return False
    if f"{before}-{after}".lower() in known:
        return True
    capitals = after[0].isupper() and not before.isupper()
    return capitals or len(before) == 1 or "-" in before or before[-1].isdigit()
