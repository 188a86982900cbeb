"""Words as a name of files and addresses."""

from __future__ import annotations

import re
import unicodedata

_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "&": " "}
)
MOST = 60  # characters


def slug(title: str, most: int = MOST, otherwise: str = "page") -> str:
    """A title as lower-case ASCII words joined by hyphens.

    Args:
        most: The most characters it may have; words are left out, not cut.
        otherwise: Where no letter or digit is in the title that ASCII has.
    """
    spelt = unicodedata.normalize("NFC", title).casefold().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if name and len(longer) > most:
            break
        name = longer
    return name[:most] or otherwise
