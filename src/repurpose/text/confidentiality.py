"""Which texts say that what stands beside them is for the firm only."""

from __future__ import annotations

import re

# A mark, not a word in a sentence: the whole of a short text, or its beginning before a stop.
_MARK = re.compile(
    r"\W*(?:streng |strictly |strettamente |strictement )?"
    r"(?:vertraulich|confidential|confidentiel(?:le)?|confidenziale|riservato|(?:rein )?intern|"
    r"internal|interne|interno|(?:nur )?für (?:den )?internen gebrauch|(?:for )?internal use(?: only)?|"
    r"usage interne|(?:per )?uso interno|not for (?:distribution|publication)|nicht zur veröffentlichung|"
    r"company confidential|proprietary and confidential|ne pas diffuser|non divulgare)"
    r"(?:$|\W*$|\s*[:–—|(/©-].*|\s*(?:und|and|et|e)\s+\w+\W*$)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r".{0,60}[-–—|/©(]\s*(?:vertraulich|confidential|confidentiel|riservato|confidenziale|"
    r"internal use only|nur intern|intern)\W*$",
    re.IGNORECASE,
)


def is_mark(text: str) -> bool:
    """Whether a text says that what stands beside it is confidential."""
    return bool(_MARK.match(text) or (len(text) < 90 and _TRAILING.match(text)))
