"""Words that a deck is about, as somebody would type them who looks for it: nouns and names.

German writes its nouns with a capital. In English, French and Italian the words around tell: what stands
behind an article or a preposition and before none that it would describe is a noun; what stands behind
"to", "we" or "nous" is a verb. Two that mostly stand together are one: "garbage collection".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from repurpose.bundling._terms import terms
from repurpose.bundling._wording import plain
from repurpose.model import Asset
from repurpose.rendering.wording import base_language

MOST = 8  # of words of the deck: more are not about it
_LEAST_GERMAN = (4, 2)  # letters, and slides; where nouns are told by what is around them, more
_LEAST_ELSEWHERE = (4, 3)
_TOGETHER = 0.6  # of the places of the rarer of two words at which they stand together
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INSIDE = re.compile(r"[\w,] $")  # in the midst of a sentence
_BETWEEN = re.compile(r"\s|['’]")

_BEFORE_NOUNS = {
    "en": "the a an this that these those our your their its my of in on for with from by about into between without "
    "each every some any no and or as per",
    "fr": "le la les l un une des du de d au aux ce cet cette ces notre nos votre vos leur leurs son sa ses en sur pour "
    "par avec sans entre chaque et ou",
    "it": "il lo la gli i le l un uno una di da in con su per tra fra del dello della dei degli delle dell al allo alla "
    "ai agli alle all dal dalla dai dalle nel nella nei nelle nell sul sulla sui sulle nostro nostra questo questa e o",
}
_BEFORE_VERBS = {
    "en": "to we you they i he she it who that can could will would should must may might not don't doesn't do does did "
    "is are was were be been being has have had very more most so too let's please",
    "fr": "nous vous on je tu il elle ils elles qui ne n se s doit peut faut est sont était très plus moins à pour",
    "it": "noi voi io lui lei loro che non si deve può è sono era molto più meno a per",
}
# In English what follows a noun is not described by it; in French and Italian descriptions follow.
_BEHIND_NOUNS = (
    "of in on for with from by to and or is are was were at as that which can will has have do does not but if when "
    "than into who should must may between"
)
_NO_TAGS = frozenset(
    [
        "example",
        "examples",
        "slide",
        "slides",
        "agenda",
        "overview",
        "introduction",
        "conclusion",
        "conclusions",
        "summary",
        "question",
        "questions",
        "thank",
        "thanks",
        "detail",
        "details",
        "change",
        "changes",
        "stuff",
        "page",
        "chapter",
        "title",
        "contents",
        "outline",
        "result",
        "results",
        "since",
        "although",
        "recommendation",
        "recommendations",
        "percent",
        "first",
        "second",
        "third",
        "last",
        "next",
        "other",
        "others",
        "today",
        "year",
        "years",
        "month",
        "months",
        "day",
        "days",
        "number",
        "numbers",
        "case",
        "cases",
        "part",
        "parts",
        "point",
        "points",
        "list",
        "lists",
        "kind",
        "type",
        "way",
        "ways",
        "time",
        "times",
        "lack",
        "fact",
        "facts",
        "appendix",
        "backup",
        "references",
        "reference",
        "figure",
        "figures",
        "table",
        "tables",
        "note",
        "notes",
        "issue",
        "issues",
        "problem",
        "problems",
        "new",
        "high",
        "low",
        "good",
        "better",
        "best",
        "common",
        "different",
        "important",
        "various",
        "specific",
        "general",
        "current",
        "main",
        "major",
        "minor",
        "exemple",
        "exemples",
        "introduction",
        "sommaire",
        "résumé",
        "conclusion",
        "merci",
        "partie",
        "chapitre",
        "page",
        "ensemble",
        "année",
        "années",
        "jour",
        "mois",
        "nombre",
        "cas",
        "point",
        "points",
        "exemple",
        "esempio",
        "esempi",
        "introduzione",
        "sommario",
        "conclusione",
        "conclusioni",
        "grazie",
        "parte",
        "capitolo",
        "pagina",
        "anno",
        "anni",
        "giorno",
        "mese",
        "numero",
        "caso",
        "punto",
        "punti",
        "domande",
        "questions",
    ]
)
_NO_NOUN = re.compile(
    r".*(?:ly|ment(?:e)|mente|amment|emment|ously)|.*(?:izing|ising|ifying)", re.IGNORECASE
)
_ADJECTIVE = re.compile(r".*(?:al|ic|ive|ous|able|ible|ed|ful|less|ary|an|ish)")


@dataclass(slots=True)
class _Seen:
    """What is seen of one word. `noun`, `verb`: how often the words around say so; `describes`: how
    often a word that tells something stands behind it."""

    slides: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    inside: Counter[bool] = field(default_factory=Counter)  # with a capital in the midst of a line
    in_title: bool = False
    noun: int = 0
    verb: int = 0
    describes: int = 0

    def take(self, other: _Seen) -> None:
        """Another form of the same word."""
        self.slides |= other.slides
        self.forms += other.forms
        self.inside += other.inside
        self.in_title |= other.in_title
        self.noun, self.verb = self.noun + other.noun, self.verb + other.verb
        self.describes += other.describes

    @property
    def is_name(self) -> bool:
        return self.inside[True] > self.inside[False] or any(
            form[1:] != form[1:].lower() and not form.isupper() for form in self.forms
        )

    def shown(self) -> str:
        """As the deck writes it where that means something; no capitals that only a title has."""
        form = self.forms.most_common(1)[0][0]
        if form.isupper() and len(form) > _LONGEST_SHORT and form.isalpha():
            form = form.capitalize()
        lower = next((each for each in self.forms if each.islower()), None)
        return form if self.is_name or lower is None else lower


_LONGEST_SHORT = 6  # letters of an abbreviation


def salient(asset: Asset) -> list[str]:
    """The tags, the best first: words of titles that come back on several slides."""
    language = base_language(asset.language)
    if language == "de":
        return _german(asset)
    least, times = _LEAST_ELSEWHERE
    seen, pairs = _seen(asset, language)
    _merge_plurals(seen, language)
    nouns = {
        key: word
        for key, word in seen.items()
        if len(key) >= least
        and len(word.slides) >= times
        and word.in_title
        and key not in _NO_TAGS
        and terms(plain(key))
        and _is_noun(key, word, language)
    }
    together = {
        pair: on
        for pair, on in pairs.items()
        if len(on) >= times
        and (pair[0] in nouns or pair[1] in nouns)
        and not set(pair) & _NO_TAGS
        and not (language == "en" and pair[0].endswith(("ing", "ed")) and pair[0] not in nouns)
        and len(on) >= _TOGETHER * min(len(seen[word].slides) for word in pair if word in seen)
    }
    found: list[tuple[int, str]] = []
    taken: set[str] = set()
    for pair, on in sorted(together.items(), key=lambda item: (-len(item[1]), item[0])):
        if not taken & set(pair):
            found.append((len(on) + 1, _shown(seen[pair[0]], seen[pair[1]])))
            taken |= set(pair)
    found += [(len(word.slides), word.shown()) for key, word in nouns.items() if key not in taken]
    found.sort(key=lambda each: (-each[0], each[1].casefold()))
    return [word for _, word in found[:MOST]]


def _is_noun(key: str, word: _Seen, language: str) -> bool:
    if _NO_NOUN.fullmatch(key):
        return False
    if language == "en" and _ADJECTIVE.fullmatch(key) and word.noun <= word.describes:
        return False
    return word.noun > word.verb or (word.is_name and word.noun >= word.verb)


def _shown(one: _Seen, other: _Seen) -> str:
    """Two words, with capitals where these are names."""
    words = one.shown(), other.shown()
    if words[0][0].islower() and not other.is_name and not words[1].isupper():
        return f"{words[0]} {words[1].lower()}"
    return " ".join(words)


def _lines(asset: Asset) -> Iterator[tuple[int, str, bool]]:
    """The lines that are seen: the slide's number, the text, whether it is a title."""
    for segment in asset.segments:
        number = segment.locator.sheet
        if number is not None and segment.role not in ("notes", "caption", "speech"):
            for line in segment.text.splitlines():
                yield number, line, segment.role == "title"


def _seen(asset: Asset, language: str) -> tuple[dict[str, _Seen], dict[tuple[str, str], set[int]]]:
    """The words of a deck by themselves, and the slides on which two stand side by side."""
    before_nouns = frozenset(_BEFORE_NOUNS.get(language, _BEFORE_NOUNS["en"]).split())
    before_verbs = frozenset(_BEFORE_VERBS.get(language, _BEFORE_VERBS["en"]).split())
    behind_nouns = frozenset(_BEHIND_NOUNS.split())
    seen: dict[str, _Seen] = {}
    pairs: dict[tuple[str, str], set[int]] = {}
    for number, line, is_title in _lines(asset):
        matches = list(_WORD.finditer(line))
        capitals = sum(match[0][0].isupper() for match in matches)
        is_title_case = len(matches) > 1 and capitals > len(matches) / 2
        for place, match in enumerate(matches):
            word, key = match[0], match[0].casefold()
            each = seen.setdefault(key, _Seen())
            each.slides.add(number)
            each.forms[word] += 1
            each.in_title |= is_title
            if place and not is_title_case:
                each.inside[word[0].isupper()] += 1
            previous = matches[place - 1] if place else None
            joined = previous is not None and _joined(line, previous, match)
            left = previous[0].casefold() if previous is not None and joined else ""
            right = _next(line, matches, place)
            ends = not right or right in behind_nouns
            each.describes += bool(right) and _tells(right)
            if left in before_verbs and left not in before_nouns:
                each.verb += 1
            elif language == "en":
                each.noun += ends and (left not in before_verbs or left in before_nouns)
            else:
                each.noun += left in before_nouns
        for one, other in pairwise(matches):
            if _joined(line, one, other):
                pairs.setdefault((one[0].casefold(), other[0].casefold()), set()).add(number)
    return seen, {pair: on for pair, on in pairs.items() if all(_tells(w) for w in pair)}


def _joined(line: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether nothing but a space or an apostrophe is between two words."""
    return _BETWEEN.fullmatch(line, one.end(), other.start()) is not None


def _next(line: str, matches: list[re.Match[str]], place: int) -> str:
    """The word behind, in the same phrase."""
    if place + 1 == len(matches) or not _joined(line, matches[place], matches[place + 1]):
        return ""
    return matches[place + 1][0].casefold()


def _tells(word: str) -> bool:
    return len(word) >= _LEAST_ELSEWHERE[0] and bool(terms(plain(word)))


def _merge_plurals(seen: dict[str, _Seen], language: str) -> None:
    """ "Reports" is "Report" again."""
    if language not in ("en", "fr"):
        return
    for key in sorted(seen):
        if len(key) > _LEAST_ELSEWHERE[0] and key.endswith("s") and key[:-1] in seen:
            seen[key[:-1]].take(seen.pop(key))


def _is_plural(key: str, one: str) -> bool:
    return len(one) >= _LEAST_GERMAN[0] and key.removeprefix(one) in ("n", "en", "e", "s")


def _german(asset: Asset) -> list[str]:
    """Nouns: they have a capital in the midst of a sentence."""
    letters, times = _LEAST_GERMAN
    slides: dict[str, set[int]] = {}
    forms: dict[str, Counter[str]] = {}
    titles: set[str] = set()
    nouns: set[str] = set()
    for number, line, is_title in _lines(asset):
        for match in _WORD.finditer(line):
            word, key = match[0], match[0].casefold()
            if len(word) < letters or not word[0].isupper() or not terms(plain(word)):
                continue
            slides.setdefault(key, set()).add(number)
            forms.setdefault(key, Counter())[word] += 1
            if is_title:
                titles.add(key)
            if _INSIDE.search(line[: match.start()]):
                nouns.add(key)
    for key in sorted(slides, key=len, reverse=True):  # "Ideen" is "Idee" again
        one = next((k for k in (key[:-1], key[:-2]) if k in slides and _is_plural(key, k)), None)
        if one is not None:
            slides[one] |= slides.pop(key)
            forms[one] += forms.pop(key)
            titles |= {one} if key in titles else set()
            nouns |= {one} if key in nouns else set()
    often = [word for word, on in slides.items() if len(on) >= times and word in titles & nouns]
    often.sort(key=lambda word: (-len(slides[word]), word))
    return [forms[word].most_common(1)[0][0] for word in often[:MOST]]
