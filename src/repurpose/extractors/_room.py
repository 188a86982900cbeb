"""What is said to those in the room: somebody is spoken to by name, introduces himself, says what he will
do next, or deals with the papers on the table."""

from __future__ import annotations

import re

from repurpose.text.openings import Opened
from repurpose.text.pleasantries import is_about_itself, is_pleasantry

_TITLES = "Herrn?|Frau|Kollege|Kollegin|Monsieur|Madame|Signor|Signora|Dottor|Dottoressa|Mr\\.?|Mrs\\.?|Ms\\.?"
_TITLES_IN_LOWER_CASE = "liebe lieber liebes herr herrn frau kollege kollegin monsieur madame signor signora dottor dottoressa mr mrs ms"
_TITLE_WORDS = frozenset(_TITLES_IN_LOWER_CASE.split())
# "Das ist so, Frau Meier, und …", "Herr Meier, Sie …"; "sagt Frau Meier, …" is told of her.
_NAMED = re.compile(
    rf"(?:^|[,.!?:–-] |[Ll]iebe[r]? |[Cc]her |[Cc]hère )(?:{_TITLES}) (?:(?:Dr|Prof)\. |(?:Kolleg|Minister|Staatssekretär)\w* )*"
    r"(?:-?[A-ZÄÖÜ][\w’'.-]* ?){1,3}(?:[,!?:]|(?<=\.)$|(?<=\.) | -)|"
    r"^[Ll]iebe[rs]? [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?, "
)
_NEAR = 24  # characters: a name that a sentence begins with ends there
_CALLED = re.compile(
    r"[A-ZÄÖÜ][a-zäöüéè]+, (?:(?:do|did|can|could|would|will|are|have|you|please|just so)\b|(?:lasst?|du|ihr|kannst|hast|bist|"
    r"könntest|magst|willst|was|wie) )"
)
# Behind a lead-in: "So, Tony, we are able to …".
_CALLED_LATE = re.compile(
    r"(?![A-Z][a-z]*(?:ly|day),|Maybe|However|Perhaps|Here|There|Again)[A-Z][a-z]+, (?:we|I|you|it|that|this|so|the|do|just|if|I['’]\w+|we['’]\w+)\b"
)
_INTRODUCES = re.compile(
    r"(?:I['’]m|I am|Ich bin|Je suis|Io sono|Sono) (?:der |die )?[A-ZÄÖÜ]\w+ [A-ZÄÖÜ][a-zäöü]\w*"
)
_NEXT = re.compile(
    r"(?:i|we)(?:['’]ll| will|['’]m going to|['’]re going to|['’]m gonna|['’]re gonna) (?:now |also |just |quickly |then )?"
    r"(?:ask you|post|share|send|drop|paste|link|ping|upload|hand|pass|show you|give you|skip|reach out|come back|start with|begin with)\b|"
    r"we(?:['’]re| are) here (?:for|today)\b|ich (?:werde|will|möchte|würde) (?:\w+ ){0,3}(?:anfangen|beginnen|weitergeben|zeigen|vorstellen|zurückkommen)\b",
    re.IGNORECASE,
)
# "What sorts of things are they seeing": asked, whatever sign stands behind it.
_ASKS = re.compile(
    r"(?:what|how|which|why|where) (?:[\w'’-]+ ){0,5}(?:are|do|does|did|can|could|should|would) (?:they|you|we|he|she|i)\b",
    re.IGNORECASE,
)
_ASKING = frozenset(["what", "how", "which", "why", "where"])
# What a parliament or a club does with its papers.
_PAPER = r"(?:\w*[Aa]ntr[aä]g\w*|\w*[Gg]esetzentw\w+)"
_PAPERS = re.compile(
    rf"(?:[Dd]iese?|[Ii]hre?|[Uu]nsere?|[Bb]eide|[Ee]ure?)[nmrs]? (?:\w+ )?\w*[Aa]ntr[aä]g\w*|[Vv]orliegende[rnms]? {_PAPER}|"
    rf"(?:[Ll]ehnen?|[Ss]timmen?) (?:wir|ich|Sie) [^.]*{_PAPER}|{_PAPER} [^.]*(?:ablehnen|abgelehnt|abzulehnen|zustimmen|zugestimmt|zuzustimmen)"
)


def is_for_the_room(text: str, around: Opened, *, begins_late: bool) -> bool:
    """Whether a spoken text is for who is there.

    Args:
        around: The text, or one that it stands in.
        begins_late: Something before it was left off.
    """
    first = text.partition(" ")[0]
    return (
        (not around.lacks(_TITLE_WORDS) and _NAMED.search(text) is not None)
        or ("," in text[:_NEAR] and _CALLED.match(text) is not None)
        or (begins_late and _CALLED_LATE.match(text) is not None)
        or (first[:1] in "IJSiwW" and bool(_INTRODUCES.match(text) or _NEXT.match(text)))
        or (first.casefold() in _ASKING and _ASKS.match(text) is not None)
        or is_pleasantry(text)
        or is_about_itself(text)
        or (("ntr" in text or "esetzentw" in text) and _PAPERS.search(text) is not None)
    )
