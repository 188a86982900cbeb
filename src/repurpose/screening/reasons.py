"""The reasons for which a snippet is held back: the words that the user allows them by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# Reason: what is wrong with it, in one line. Scripts and configurations rely on the reasons.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "superlative": "praises its own side with a superlative",
        "price": "names a price or an offer of one's own",
        "call-to-buy": "asks to buy, order or get in touch",
        "slogan": "reads like an advertising slogan",
        "phone-number": "holds a telephone number",
        "email-address": "holds an e-mail address",
        "postal-address": "holds somebody's address",
        "account-number": "holds the number of an account or a card",
        "personal-number": "holds a number that the state knows a person by",
        "birth-date": "says when somebody was born",
        "health": "tells of somebody's health",
        "legal-dispute": "tells of a legal dispute",
        "bad-words": "says bad words about somebody by name or about a third party",
        "do-not-name": "names what is on your do-not-name list",
        "no-consent": "quotes somebody who is not on your consent list",
        "confidential": "is said to be confidential",
        "notes": "stands in the speaker notes",
        "hidden-slide": "stands on a hidden slide",
    }
)
_ID = re.compile(r"[0-9a-f]{12}")


def may_be_allowed(word: str) -> bool:
    """Whether a word is a reason, or the id of a snippet."""
    return word in REASONS or bool(_ID.fullmatch(word))
