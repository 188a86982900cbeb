"""Which assets belong to one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from repurpose.bundling._places import Twins, place, twins
from repurpose.bundling._slides import Deck, LinedUp, deck, line_up, may_belong
from repurpose.bundling._talk import Talk, talk
from repurpose.model import Asset, AssetKind, Event, Locator, Showing

SPOKEN = ("transcript", "video", "audio")
_LANGUAGES = frozenset({"de", "en", "fr", "it"})
_LEADS: tuple[AssetKind, ...] = ("video", "audio", "transcript")  # whose seconds are counted
PHRASE = 4  # words; talks that have none of some phrases in common are not compared
LEAST_SHARED = 0.05  # of the phrases of the shorter
KNOWN_BY_ALL = 20  # talks: a phrase of so many tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A transcript or recording, or a deck, as it is compared."""

    asset: Asset
    talk: Talk
    deck: Deck | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """An event and how its assets are lined up. All names are sha256.

    Attributes:
        lined_up: By deck and talk.
        twins: By one talk and the other: where words of the one stand in the other.
    """

    event: Event
    decks: dict[str, Member]
    talks: dict[str, Member]
    lined_up: dict[tuple[str, str], LinedUp]
    twins: dict[tuple[str, str], Twins]

    def sheet(self, deck: str, slide: int) -> Locator:
        """A slide, or a page of a deck that has pages."""
        first = next(s.locator for s in self.decks[deck].asset.segments if s.locator.sheet == slide)
        return Locator(slide=first.slide, page=first.page)


def members(assets: Sequence[Asset]) -> list[Member]:
    """The decks, transcripts and recordings among some assets, each content once."""
    once = {asset.sha256: asset for asset in assets}
    return [
        Member(
            asset=asset,
            talk=talk(asset.segments if asset.kind in SPOKEN else ()),
            deck=deck(asset.segments) if asset.kind == "deck" else None,
        )
        for asset in once.values()
        if asset.kind in SPOKEN or asset.kind == "deck"
    ]


def events(all_of_them: Sequence[Member]) -> list[Together]:
    """The events: each a talk in one or several writings, with the decks that were shown."""
    talks = [member for member in all_of_them if member.deck is None and len(member.talk)]
    decks = [member for member in all_of_them if member.deck is not None]
    linked = dict(_twins(talks))
    lined_up = dict(_lined_up(decks, talks))
    made: list[Together] = []
    for group in _groups(talks, linked):
        names = {member.asset.sha256 for member in group}
        with_them = {d for (d, t), lined in lined_up.items() if t in names and lined.belongs}
        if len(names) + len(with_them) > 1:
            shown = [member for member in decks if member.asset.sha256 in with_them]
            made.append(_together(group, shown, linked, lined_up, all_of_them))
    return made


def _twins(talks: Sequence[Member]) -> Iterator[tuple[tuple[str, str], Twins]]:
    """Both ways."""
    for one, other in _alike(talks):
        if _may_speak_alike(one.asset, other.asset) and (pair := twins(one.talk, other.talk)):
            yield (one.asset.sha256, other.asset.sha256), pair
            yield (other.asset.sha256, one.asset.sha256), pair.turned()


def _alike(talks: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """Pairs that share some phrases: of a folder of talks, each with each takes too long."""
    phrases = [_phrases(member.talk) for member in talks]
    having: dict[int, list[int]] = {}
    for number, some in enumerate(phrases):
        for phrase in some:
            having.setdefault(phrase, []).append(number)
    shared = Counter(
        pair
        for each in having.values()
        if len(each) <= KNOWN_BY_ALL
        for pair in combinations(each, 2)
    )
    for (one, other), count in sorted(shared.items()):
        if count >= LEAST_SHARED * min(len(phrases[one]), len(phrases[other])):
            yield talks[one], talks[other]


def _phrases(a_talk: Talk) -> set[int]:
    words = a_talk.words.plain
    return {crc32(" ".join(words[n : n + PHRASE]).encode()) for n in range(len(words) - PHRASE + 1)}


def _lined_up(
    decks: Sequence[Member], talks: Sequence[Member]
) -> Iterator[tuple[tuple[str, str], LinedUp]]:
    for shown in decks:
        for said in talks:
            if (
                shown.deck is not None
                and _may_speak_alike(shown.asset, said.asset)
                and may_belong(shown.deck, said.talk)
            ):
                yield (shown.asset.sha256, said.asset.sha256), line_up(shown.deck, said.talk)


def _may_speak_alike(a: Asset, b: Asset) -> bool:
    """Not where both languages are known, and differ."""
    one, other = a.language.split("-")[0], b.language.split("-")[0]
    return one == other or not {one, other} <= _LANGUAGES


def _groups(
    talks: Sequence[Member], linked: dict[tuple[str, str], Twins]
) -> Iterator[list[Member]]:
    """Talks that are linked, directly or through others."""
    left = {member.asset.sha256: member for member in talks}
    for member in talks:
        if member.asset.sha256 not in left:
            continue
        names, new = {member.asset.sha256}, [member.asset.sha256]
        while new:
            name = new.pop()
            more = {b for a, b in linked if a == name} - names
            names |= more
            new.extend(more)
        yield [left.pop(each.asset.sha256) for each in talks if each.asset.sha256 in names]


def _together(
    group: Sequence[Member],
    shown: Sequence[Member],
    linked: dict[tuple[str, str], Twins],
    lined_up: dict[tuple[str, str], LinedUp],
    all_of_them: Sequence[Member],
) -> Together:
    decks = {member.asset.sha256: member for member in shown}
    talks = {member.asset.sha256: member for member in group}
    between = {
        pair: lined for pair, lined in lined_up.items() if pair[0] in decks and pair[1] in talks
    }
    alike = {pair: each for pair, each in linked.items() if pair[0] in talks}
    names = tuple(m.asset.sha256 for m in all_of_them if m.asset.sha256 in decks | talks)
    event = Event(
        assets=names,
        why=tuple(_why(decks, talks, between, alike)),
        slides=tuple(_showings(talks, between)),
    )
    return Together(event=event, decks=decks, talks=talks, lined_up=between, twins=alike)


def _why(
    decks: dict[str, Member],
    talks: dict[str, Member],
    lined_up: dict[tuple[str, str], LinedUp],
    alike: dict[tuple[str, str], Twins],
) -> Iterator[str]:
    for (shown, said), lined in lined_up.items():
        if lined.belongs:
            names = f"{decks[shown].asset.path.name} and {talks[said].asset.path.name}"
            found = f"{lined.found} of {lined.wordy} slides found in the talk"
            yield f"{names} are of one event: {found}"
    for (one, other), pair in alike.items():
        if list(talks).index(one) < list(talks).index(other):
            names = f"{talks[one].asset.path.name} and {talks[other].asset.path.name}"
            yield f"{names} are of one event: {pair.share:.0%} of the words are the same"


def _showings(
    talks: dict[str, Member], lined_up: dict[tuple[str, str], LinedUp]
) -> Iterator[Showing]:
    """By the seconds of the recording, else of the transcript that has some."""
    ranked = sorted(talks.values(), key=lambda member: _LEADS.index(member.asset.kind))
    for shown in dict.fromkeys(name for name, _ in lined_up):
        for member in ranked:
            lined = lined_up.get((shown, member.asset.sha256))
            made = list(_showings_in(shown, member, lined)) if lined else []
            if made:
                yield from made
                break


def _showings_in(shown: str, member: Member, lined: LinedUp) -> Iterator[Showing]:
    for each in lined.shown:
        first, last = member.talk.starts[each.first], member.talk.stop(each.last) - 1
        where = place(member.talk.words, member.asset.segments, first, last)
        if where.start is not None and where.end is not None:
            yield Showing(
                deck=shown,
                slide=each.slide,
                recording=member.asset.sha256,
                start=where.start,
                end=where.end,
            )
