"""What is no prose: addresses, telephone numbers, code, capitals and signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repurpose.text.openings import Opened

_CONTACT = re.compile(
    r"https?:|www\.|\S@\S|\b\w+\.(?:com|org|net|de|ch|at|fr|it|io|dev)\b(?:/\S*)?|"
    r"(?:\+\d{2}|\b00\d{2}|\b0\d{2})[ /.-]?\(?\d[\d /.()-]{6,}|©|\(c\)|all rights reserved|"
    r"alle rechte vorbehalten|tous droits|tutti i diritti|@\w{3,}|\bdoi\b|\bisbn\b|\bet al\b|arxiv",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[{}<>=\\|^~`#]|\$(?!\d)|\w\(|\)\.|::|->|=>|[a-z]\w*_\w+|\b[a-z]+[A-Z]\w*|\b\w+\.\w+\.\w+|//|&&|\[\w*\]|"
    r"[∀∃∈⊢→⇒⊆∧∨λΓτ⟨⟩≤≥≠∞∪∩←]|\b[fgxyT]\b \b[a-z]\b"
)
# Without one of these signs there is neither contact nor code, and no need to look closer.
_MAYBE_CONTACT = re.compile(
    r"[@©/+:]|\.\w|\d{2}|\b(?:all rights|alle rechte|tous droits|tutti i|www|doi|isbn|et al|arxiv)\b|\(c\)",
    re.IGNORECASE,
)
_MAYBE_CODE = re.compile(r"[^\w\s,.;!?’'\"«»„“”‹›–-]|_|[^\W\d_A-ZÄÖÜ][A-Z]|\.\w|\b[fgxyT]\b")
_CONTACT_SIGNS = ("@", "©", "/", "+", ":", "(c)", "(C)")
_CONTACT_WORDS = frozenset(
    ["rights", "rechte", "droits", "tutti", "tous", "www", "doi", "isbn", "al", "arxiv"]
)
_TWO_DIGITS = re.compile(r"\d\d")
_INNER_STOP = re.compile(r"\.\w")
_CAMEL = re.compile(r"[^\W\d_A-ZÄÖÜ][A-Z]")
_CODE_WORDS = frozenset("fgxyt")
_SIGNS = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ÿ ]")  # all but most letters, and spaces
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_PROSE_SIGNS = frozenset("0123456789,.;!?’'\"«»„“”‹›")


def has_contact(text: str, around: Opened) -> bool:
    """Whether it holds an address, a telephone number, or a note of rights. `around`: it, or what it stands in."""
    return (
        any(map(text.__contains__, _CONTACT_SIGNS))
        or not around.lacks(_CONTACT_WORDS)
        or _TWO_DIGITS.search(text) is not None
        or _INNER_STOP.search(text) is not None
    ) and (_MAYBE_CONTACT.search(text) is not None and _CONTACT.search(text) is not None)


def is_prose(text: str, around: Opened, *, dashes: int = 1) -> bool:
    """Whether it is mostly words. `dashes`: so many ` - ` may stand in it."""
    signs = _SIGNS.findall(text)
    letters = len(text) - len(signs) + sum(c.isalpha() or c.isspace() for c in signs)
    capitals = len(_CAPITALS.findall(text)) + sum(map(str.isupper, signs))
    return (
        letters >= 0.8 * len(text)
        and capitals < 0.35 * letters
        and not _has_code(text, signs, around)
        and text.count("…") + text.count("...") == 0
        and text.count("/") < 2
        and text.count("|") == 0
        and "\n" not in text
        and text.count(" - ") + text.count(" – ") <= (2 if " – " in text else dashes)
    )


def _has_code(text: str, signs: Sequence[str], around: Opened) -> bool:
    may_be = (
        not _PROSE_SIGNS.issuperset(signs)
        or _CAMEL.search(text) is not None
        or _INNER_STOP.search(text) is not None
        or not around.lacks(_CODE_WORDS)
    )
    return may_be and _MAYBE_CODE.search(text) is not None and _CODE.search(text) is not None
