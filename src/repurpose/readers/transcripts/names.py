"""One person, one name: the variants in which a file names its speakers.

Rather two names for one person than one name for two: a bare surname that two people share, or an
initial that fits two, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MEN = frozenset(["herr", "hr", "mr", "sir", "monsieur", "signor", "sig", "mister"])
_WOMEN_WORDS = "frau fr mrs ms miss lady mme mlle madame signora sigra signorina"
_WOMEN = frozenset(_WOMEN_WORDS.split())
_DEGREES_WORDS = (
    "dr prof professor professorin med phil iur jur rer nat pol oec habil hc mult dipl ing mag lic "
    "msc bsc mba phd dott dottssa dottoressa avv avvocato me maître em apl pd priv doz ra"
)
_TITLES = frozenset(_DEGREES_WORDS.split()) | _MEN | _WOMEN
_PARTICLES_WORDS = (
    "von van der den de di da del della du la le zu zur vom ten ter af av bin ibn al dos"
)
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_ANONYMOUS = re.compile(
    r"(?:speaker|sprecher(?:in)?|spk|spkr|person|voice|stimme|teilnehmer(?:in)?|participant|guest|gast"
    r"|user|unknown|unbekannt\w*|intervenante?|locuteur|locutrice|orateur|relatore|parlante|tbc|[a-z])"
    r"[\W_]*\w?\d*",
    re.IGNORECASE,
)
# What is no part of the name: (Acme AG), | Acme, - Acme, Moderation.
_BESIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\s?[|/@].*|\s[–—-]\s.*)\s*$")
_TOGETHER = re.compile(r"[&+/]|\s(?:und|and|et|e)\s", re.IGNORECASE)
_MOST = 1000  # a file with more of them has no names
_LONGEST = 200  # characters


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in its parts, as they are compared.

    Attributes:
        given: The given names or their initials ("anna", "a"), in order.
        family: The surname, without its particles.
        particles: "von der".
        sex: What a title says: "m", "f" or "".
        shown: As it is written.
        extra: Titles in it, and minus what stands beside the name.
    """

    given: tuple[str, ...]
    family: str
    particles: str
    sex: str
    shown: str
    extra: int


@dataclass(frozen=True, slots=True)
class _Person:
    """All names that are written alike but for titles, case and accents."""

    names: tuple[_Name, ...]

    @property
    def first(self) -> _Name:
        return self.names[0]

    @property
    def sexes(self) -> set[str]:
        return {name.sex for name in self.names} - {""}


def merged(written: Iterable[str]) -> dict[str, str]:
    """Each name as written, with the one under which its person is shown: the fullest. Names of
    nobody (Speaker 1) are left out."""
    spelled = sorted(set(written))
    if len(spelled) > _MOST:
        return {}
    families = {word for name in spelled if "," not in name for word in _keys(name)}
    parsed = {name: found for name in spelled if (found := _parsed(name, families)) is not None}
    people = _people(list(parsed.values()))
    near: dict[str, list[_Person]] = {}
    for person in people:
        for key in {person.first.family, *person.first.given[:1]}:
            near.setdefault(key, []).append(person)
    owners = {id(person): _owner(person, near[person.first.family]) for person in people}
    shown: dict[int, str] = {}
    for owner in {id(owner): owner for owner in owners.values()}.values():
        own = [name for p in people if owners[id(p)] is owner for name in p.names]
        shown[id(owner)] = _fullest(own)
    person_of = {name: person for person in people for name in person.names}
    return {text: shown[id(owners[id(person_of[name])])] for text, name in parsed.items()}


def _people(names: Sequence[_Name]) -> list[_Person]:
    alike: dict[tuple[object, ...], list[_Name]] = {}
    for name in names:
        # Herr Meier and Frau Meier are two, as long as nothing else is known of them.
        sex = name.sex if not name.given else ""
        alike.setdefault((name.given, name.family, name.particles, sex), []).append(name)
    return [_Person(tuple(group)) for group in alike.values()]


def _owner(person: _Person, people: Sequence[_Person]) -> _Person:
    """The one person whose fuller name this one can stand for; itself where there is none, or two."""
    fuller = [other for other in people if other is not person and _stands_for(person, other)]
    longest = [
        other for other in fuller
        if not any(_stands_for(other, further) for further in fuller if further is not other)
    ]  # fmt: skip
    if len(longest) != 1 or any(
        o is not longest[0] and not _stands_for(o, longest[0]) for o in fuller
    ):
        return person
    known = {sex for p in people if p.first.family == person.first.family for sex in p.sexes}
    certain = len(known) < 2 or (person.sexes and person.sexes == longest[0].sexes)
    return longest[0] if person.first.given or certain else person


def _stands_for(short: _Person, full: _Person) -> bool:
    """Whether a name is what is left of a fuller one: Meier, A. Meier or Anna of Anna Meier."""
    a, b = short.first, full.first
    if len(short.sexes | full.sexes) > 1:
        return False
    if not a.given and b.given and a.family == b.given[0] and len(a.family) > 1:
        return not a.particles and not a.sex
    if a.family != b.family or a.particles not in ("", b.particles) or a == b:
        return False
    if a.particles != b.particles and a.given:
        return False
    if len(a.given) > len(b.given) or (a.given == b.given and a.particles == b.particles):
        return not a.given and not b.given and bool(b.sex) and not a.sex and a.shown != b.shown
    return all(_fits(x, y) for x, y in zip(b.given, a.given, strict=False))


def _fits(full: str, short: str) -> bool:
    return full == short or (len(short) == 1 and full.startswith(short))


def _fullest(names: Sequence[_Name]) -> str:
    def rank(name: _Name) -> tuple[int, int, int, bool, str]:
        whole = sum(len(given) > 1 for given in name.given)
        mixed = not (name.shown.isupper() or name.shown.islower())
        return whole, len(name.given), name.extra, mixed, name.shown

    return max(names, key=rank).shown


# ── the parts of a name ──


def _parsed(written: str, families: set[str]) -> _Name | None:
    shown = " ".join(written.split())
    if len(shown) > _LONGEST:
        return None
    bare = shown
    while (shorter := _BESIDE.sub("", bare).strip(" :")) != bare and shorter:
        bare = shorter
    if (
        _ANONYMOUS.fullmatch(bare)
        or _TOGETHER.search(bare)
        or any(character.isdigit() for character in bare)
    ):
        return None
    bare, shown = _without_comma(bare, shown, families)
    keys = _keys(bare)
    french = bare.startswith(("M. ", "M ")) and len(keys) == 2
    kept = [key for n, key in enumerate(keys) if key not in _TITLES and not (french and n == 0)]
    if not kept:
        return None
    place = len(kept) - 1
    while place > 0 and kept[place - 1] in _PARTICLES:
        place -= 1
    sex = "m" if french or not _MEN.isdisjoint(keys) else "f" if not _WOMEN.isdisjoint(keys) else ""
    given = tuple(part for key in kept[:place] for part in key.split("-") if part)
    degrees = sum(key in _TITLES and key not in _MEN | _WOMEN for key in keys)
    beside = len(shown) > len(bare)
    return _Name(
        given, kept[-1], " ".join(kept[place:-1]), sex, _cased(shown), degrees - 10 * beside
    )


def _without_comma(bare: str, shown: str, families: set[str]) -> tuple[str, str]:
    """Meier, Anna is Anna Meier where the file names a Meier elsewhere; what else stands behind a
    comma is a task or a title."""
    before, comma, behind = bare.partition(",")
    if not comma:
        return bare, shown
    words = behind.split()
    if len(before.split()) == 1 and 1 <= len(words) <= 3 and set(_keys(before)) <= families:
        turned = f"{behind.strip()} {before.strip()}"
        return turned, turned
    return (before.strip() if len(before.split()) > 1 else bare.replace(",", " ")), shown


def _keys(name: str) -> list[str]:
    """The words of a name as they are compared: without case, accents and full stops."""
    return [key for word in name.replace(",", " ").split() if (key := _plain(word))]


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(c for c in folded if c.isalnum() or c in "-'’").replace("’", "'").strip("-'")
    return re.sub(r"(?<=[a-z])(?<![aeq])(?:ae|oe|ue)", lambda found: found[0][0], letters)


def _cased(name: str) -> str:
    letters = [character for character in name if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name
