"""Where a word may be hyphenated, by the patterns of its language.

German has patterns of its own here: those of LibreOffice, which Pyphen brings along, are in two levels
that have to be applied one after the other; taken together they give "Schad-s-tof-fun-ter-su-chung".
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_GERMAN = "hyph_de_1996.dic"  # source and licence are in the file
_OTHERS = {"en": "en_GB", "fr": "fr", "it": "it_IT"}


def positions(word: str, language: str, edge: int = 2) -> list[int]:
    """The numbers of the letters before which a word may go on in the next line.

    Args:
        word: Letters alone.
        language: BCP 47. In other languages than German, English, French and Italian there are none.
        edge: So many letters at least stay on either side.
    """
    patterns = _patterns(language.partition("-")[0].casefold())
    if patterns is None:
        return []
    return [int(p) for p in patterns.positions(word) if edge <= p <= len(word) - edge]


@lru_cache(maxsize=8)
def _patterns(language: str) -> Pyphen | None:
    import pyphen

    if language == "de":
        with as_file(files(__package__) / "patterns" / _GERMAN) as file:
            return pyphen.Pyphen(filename=file)
    name = _OTHERS.get(language)
    return pyphen.Pyphen(lang=name) if name else None
