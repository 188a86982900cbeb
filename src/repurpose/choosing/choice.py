"""Which finds one channel is offered.

First what waits in the outbox already. Then the best, again and again: by its score, less what it
shares with those chosen before it, within the shares of the mix. A place that the mix would leave
empty, or to something much weaker, goes to the best of the rest. Nothing weak fills a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from repurpose.choosing.find import FLOOR, Find
from repurpose.choosing.history import ORDER, History, Memory, said
from repurpose.choosing.mix import LEEWAY, Mix
from repurpose.choosing.themes import Audience, Theme, for_audiences
from repurpose.choosing.topics import PUSH, Topics
from repurpose.model import Channel, Part, post_id

_NEAR = 0.25 * PUSH

Reason = Literal["before", "held", "weak", "kind", "unfit", "repeat", "share", "rank"]
Render = Callable[[Find], tuple[Part, ...] | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user wants said, and to whom. `mix`: at most so many of a kind."""

    themes: tuple[Theme, ...] = ()
    audiences: tuple[Audience, ...] = ()
    mix: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A find that is offered. `post`: the id of its post."""

    find: Find
    parts: tuple[Part, ...]
    post: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A find that is not. `why`: in a few words."""

    find: Find
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one channel is offered, and what not; each best first."""

    channel: Channel
    picks: tuple[Pick, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def all_before(self) -> bool:
        """Nothing is offered, but something was before."""
        return not self.picks and any(each.reason == "before" for each in self.left_out)

    def nothing_here(self) -> str:
        """Why nothing is offered, in one line."""
        counts = Counter(each.reason for each in self.left_out)
        words = [
            (singular if count == 1 else plural).format(count)
            for reason, (singular, plural) in _COUNTED.items()
            if (count := counts[reason])
        ]
        unfit = {each.why for each in self.left_out if each.reason == "unfit"}
        if len(unfit) == 1 and len(words) == 1:
            words = [*unfit]
        return "nothing here" + (f": {', '.join(words)}" if words else "")


_COUNTED: dict[Reason, tuple[str, str]] = {
    "before": ("1 statement was offered before", "{} statements were offered before"),
    "held": ("1 is held back", "{} are held back"),
    "unfit": ("1 does not fit", "{} do not fit"),
    "repeat": ("1 says what another post says", "{} say what other posts say"),
    "kind": ("1 is of a kind not wanted", "{} are of a kind not wanted"),
    "weak": ("1 is too weak", "{} are too weak"),
}


@dataclass(slots=True, kw_only=True)
class Chooser:
    """Chooses for one channel after the other; no two of them get the same text, unless there is no other.

    Args:
        finds: Best first.
        limit: The most posts a channel.
        name: A channel as its users call it.
    """

    finds: Sequence[Find]
    limit: int
    wishes: Wishes = field(default_factory=Wishes)
    memory: Memory = field(default_factory=Memory)
    paths: Collection[str] = ()
    name: Callable[[Channel], str] = lambda channel: channel.label
    _texts: dict[str, set[str]] = field(default_factory=dict)  # with the platforms that have it

    def choose(self, channel: Channel, render: Render) -> Choice:
        """What is offered on a channel.

        Args:
            render: Gives a find's parts, or says why it has none.
        """
        history = self.memory.of(channel, self.paths)
        table = _Table(self, channel, history, render)
        table.seat_standing()
        table.seat_best()
        return table.choice()


class _Table:
    """The places of one channel."""

    def __init__(
        self, chooser: Chooser, channel: Channel, history: History, render: Render
    ) -> None:
        self.chooser, self.channel, self.history, self.render = chooser, channel, history, render
        self.finds = chooser.finds
        wishes = chooser.wishes
        raised = [for_audiences(f, wishes.audiences, wishes.themes, channel) for f in self.finds]
        self.score = [score for score, _ in raised]
        self.said = [why for _, why in raised]
        self.mix = Mix(self.finds, chooser.limit, wishes.mix)
        self.topics = Topics([find.snippet.text for find in self.finds])
        self.parts: dict[int, tuple[Part, ...]] = {}  # of those that have a place
        self.threads: dict[int, tuple[Part, ...]] = {}  # take a place only where one stays empty
        self.repeats: dict[int, tuple[Part, ...]] = {}  # say what another post says
        self.out: dict[int, tuple[Reason, str]] = {}
        self.places = chooser.limit
        self.open = self._admitted()
        self.in_order = False  # by what each is worth beside those taken

    def seat_standing(self) -> None:
        """What waits in the outbox."""
        posts = {n: self.history.standing(self.finds[n].snippet.id) for n in self.open}
        standing = [(n, post) for n, post in posts.items() if post is not None]
        standing.sort(key=lambda pair: (ORDER.index(pair[1].status), -self.score[pair[0]], pair[0]))
        for number, _ in standing:
            if len(self.parts) >= self.places:
                return
            if not self.mix.forbids(self.finds[number]):
                self._seat(number, waits=True)
                self.places -= number not in self.parts  # it is there, though it cannot be shown

    def seat_best(self) -> None:
        while len(self.parts) < self.places:
            number = self._next()
            if number is None:
                break
            self._seat(number)
        for number, parts in self.threads.items():
            if len(self.parts) >= self.places:
                return
            if not self.mix.forbids(self.finds[number]):
                self._take(number, parts)
        for number, parts in self.repeats.items() if not self.parts else ():
            # Rather the words of another platform than none; no platform wants them twice.
            if self.channel.name in self.chooser._texts[_shown(parts)]:
                continue
            if len(self.parts) < self.places and not self.mix.forbids(self.finds[number]):
                self._take(number, parts)
                del self.out[number]

    def choice(self) -> Choice:
        order = sorted(range(len(self.finds)), key=lambda n: (-self.score[n], n))
        return Choice(
            channel=self.channel,
            picks=tuple(self._pick(n) for n in order if n in self.parts),
            left_out=tuple(self._left_out(n) for n in order if n not in self.parts),
        )

    def _admitted(self) -> list[int]:
        """The finds that may have a place, best first; of the others is noted why not."""
        admitted = []
        for number, find in enumerate(self.finds):
            snippet = find.snippet
            earlier = self.history.before(snippet.id, snippet.text)
            if snippet.holds:
                reasons = ", ".join(dict.fromkeys(hold.reason for hold in snippet.holds))
                self.out[number] = ("held", f"held back: {reasons}")
            elif earlier is not None:
                name = self.chooser.name(self.channel)
                self.out[number] = ("before", said(earlier, name))
            elif self.score[number] < FLOOR and self.history.standing(snippet.id) is None:
                self.out[number] = ("weak", f"too weak: {self.score[number]:.2f}")
            else:
                admitted.append(number)
        return sorted(admitted, key=lambda n: (-self.score[n], n))

    def _next(self) -> int | None:
        """The best for the next place; None where there is no more."""
        if not self.in_order:
            self.open.sort(key=lambda n: (-self._worth(n), n))
            self.in_order = True
        best: int | None = None
        for number in self.open:
            if best is not None and self._worth(number) < self._worth(best) - LEEWAY:
                break
            if self.mix.forbids(self.finds[number]):
                continue
            best = number if best is None else best
            if self._asked(best) and not self._asked(number):
                continue  # a theme asked for weighs more than the mix
            if not self.mix.full(self.finds[number]):
                return number
        return best

    def _asked(self, number: int) -> bool:
        served = self.finds[number].snippet.theme
        return any(theme.asked and theme.name == served for theme in self.chooser.wishes.themes)

    def _worth(self, number: int) -> float:
        return self.score[number] - self.topics.push(number)

    def _seat(self, number: int, *, waits: bool = False) -> None:
        """Give it a place, if it can be rendered."""
        find = self.finds[number]
        rendered = self.render(find)
        if isinstance(rendered, str):
            self._leave(number, "unfit", rendered)
        elif _shown(rendered) in self.chooser._texts:
            self._leave(number, "repeat", "says what another post says")
            self.repeats[number] = rendered
        elif len(rendered) > 1 and find.snippet.kind != "list" and not waits:
            self.threads[number] = rendered
            self.open.remove(number)
        else:
            self._take(number, rendered)

    def _take(self, number: int, parts: tuple[Part, ...]) -> None:
        self.parts[number] = parts
        self.chooser._texts.setdefault(_shown(parts), set()).add(self.channel.name)
        self.mix.take(self.finds[number])
        self.topics.take(number)
        self.in_order = False
        if number in self.open:
            self.open.remove(number)

    def _leave(self, number: int, reason: Reason, why: str) -> None:
        self.out[number] = (reason, why)
        if number in self.open:
            self.open.remove(number)

    def _pick(self, number: int) -> Pick:
        find, standing = self.finds[number], self.history.standing(self.finds[number].snippet.id)
        snippet = find.snippet
        fresh = post_id(
            self.channel.name, self.channel.account, snippet.id, self.history.times(snippet.id)
        )  # fmt: skip
        why = (*snippet.why, self.said[number]) if self.said[number] else snippet.why
        return Pick(
            find=find,
            parts=self.parts[number],
            post=fresh if standing is None else standing.post,
            why=why,
        )

    def _left_out(self, number: int) -> LeftOut:
        reason, why = self.out.get(number) or self._outdone(number)
        return LeftOut(find=self.finds[number], reason=reason, why=why)

    def _outdone(self, number: int) -> tuple[Reason, str]:
        """Nothing is wrong with it; others were better, or took the places of its kind."""
        find, limit = self.finds[number], self.places
        weakest = min((self.score[n] for n in self.parts), default=0.0)
        if self.score[number] >= weakest or len(self.parts) < limit:
            if why := self.mix.forbids(find):
                return "kind", why
            if full := self.mix.full(find):
                return "share", full
            if isinstance(reason := self.render(find), str):
                return "unfit", reason
        near = self.topics.nearest(number)
        if near is not None and self.topics.push(number) >= _NEAR:
            return "rank", f"much about the same as [{self.finds[near].snippet.id}]"
        taken = "the place is" if limit == 1 else f"the {limit} places are"
        return "rank", f"{taken} taken by what is better"


def _shown(parts: Sequence[Part]) -> str:
    """What a reader sees: the title, where there is one, and the text."""
    return "\n".join((parts[0].title or "", *(part.text for part in parts)))
