"""Where sentences end. A wrong cut is worse than a missed one."""

from __future__ import annotations

import re

_ABBREVIATIONS = {
    "de": "z.B u.a d.h o.ä usw bzw ca evtl ggf inkl exkl Mio Mrd Tsd Nr Abs Art Abb Bd Dr Prof Ing "
    "Dipl Hr Fr Frl St Str Tel vgl sog resp Kt max min Std Sek Min Jan Feb Mär Apr Jun Jul Aug Sep Sept "
    "Okt Nov Dez i.d.R v.a s.o s.u z.T zzgl etc allg eidg kant geb gest f ff S bspw insb rd m.E",
    "en": "e.g i.e etc vs Mr Mrs Ms Dr Prof St Sr Jr No Inc Ltd Co Corp approx dept est fig Fig vol pp p "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec a.m p.m cf al ed U.S Ph.D Ph",
    "fr": "p.ex M MM Mme Mlle Dr Pr St Ste etc env av apr J.-C cf fig vol no n° c.-à-d art chap éd "
    "janv févr avr juill sept oct nov déc max min Me Mgr",
    "it": "p.es es sig Sig sig.ra Sig.ra dott Dott prof Prof ing Ing avv Avv ecc etc ca cfr pag art n nr "
    "vol fig gen feb mar apr mag giu lug ago set sett ott nov dic max min S",
}
_KNOWN = {language: frozenset(words.split()) for language, words in _ABBREVIATIONS.items()}
_MONTHS_WORDS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Jahrhundert Jahrhunderts Stock Geschoss Obergeschoss Etage Auflage Klasse Quartal "
    "Kapitel Platz Person Juli Jänner Lebensjahr Weltkrieg"
)
_MONTHS = _MONTHS_WORDS.split()
_BEFORE_ORDINAL = re.compile(
    r"\b(?:am|der|des|dem|den|die|das|vom|zum|im|ab|bis|beim|zur|jede[rnms]?|ihre[rnms]?|unsere[rnms]?) $",
    re.I,
)
_END = re.compile(
    r"(?P<mark>\.{3,}|…|[.!?]+)(?P<close>[\"'»«”“’›)\]]*)(?=\s|$)(?P<gap>\s*)(?P<next>[\"'«»„“‚‹(\[¿¡–—-]*\s?\w?)"
)
_LAST_WORD = re.compile(r"[\w.’'°-]+$")


def sentences(text: str, language: str = "und") -> list[tuple[int, int]]:
    """The spans (start, end) of the sentences of a text, without the white space around them."""
    spans, start = [], 0
    for end in (*_ends(text, language), len(text)):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start + left, start + len(piece.rstrip())))
        start = end
    return spans


def _ends(text: str, language: str) -> list[int]:
    """The places right behind a sentence."""
    found = [match.end("close") for match in _END.finditer(text) if _is_end(match, text, language)]
    breaks = [match.start() for match in re.finditer(r"\n\s*\n", text)]
    return sorted({*found, *breaks} - {len(text)})


def _is_end(match: re.Match[str], text: str, language: str) -> bool:
    follower = match["next"].strip(" \"'«»„“‚‹([–—-")
    if not match["gap"]:
        return False  # the end of the text is one anyway
    if follower and follower.islower():
        return False
    if match["mark"] != "." or match["close"].strip(")]"):
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    return not _goes_on(before, text[match.end("gap") : match.end("gap") + 40], language)


def _goes_on(before: str, rest: str, language: str) -> bool:
    """Whether the stop behind `before` belongs to its last word."""
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    known = _KNOWN.get(language)
    abbreviations = known if known is not None else frozenset().union(*_KNOWN.values())
    if word in abbreviations or re.fullmatch(r"(?:\w\.)+\w", word):
        return True
    if len(word) == 1 and word.isalpha():
        return True  # an initial, or one half of "z. B."
    if not re.fullmatch(r"\d{1,3}|[IVX]+", word):
        return False
    if language not in ("de", "und"):
        return bool(re.match(r"\d", rest))
    follower = re.match(r"\w+", rest)  # an ordinal: am 3. März, im 2. Stock
    if follower is None:
        return False
    return follower[0] in _MONTHS or bool(_BEFORE_ORDINAL.search(before[: -len(word)]))
