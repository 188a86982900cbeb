"""Which stretch of a recording is a clip: a statement with what leads to it, the question first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from repurpose.media.clips.timeline import Sentence, Timeline
from repurpose.model import Asset, Locator, Snippet
from repurpose.text.pleasantries import is_nod, is_pleasantry
from repurpose.text.verbatim import VerbatimIndex

LEAST, MOST = 8.0, 60.0  # seconds of a clip
GOOD, LONG = 15.0, 45.0  # seconds: from and to which a clip is neither short nor long
FOR_THE_ROOM = (
    2.0  # what a greeting or thanks at an end takes off a clip's worth: more than all else
)
BACK = 90.0  # seconds: a question that was asked before is not looked for
_LEANS = re.compile(
    r"\W*(?:und|aber|also|denn|doch|sondern|oder|das|dies\w*|er|sie|es|da|dann|deshalb|deswegen|darum|dazu|"
    r"damit|dadurch|trotzdem|außerdem|ausserdem|and|but|so|because|or|this|that|these|those|it|he|she|they|then|"
    r"therefore|which|et|mais|donc|car|ou|cela|ça|ce|c'est|il|elle|ils|elles|puis|alors|e|ma|quindi|perché|o|"
    r"questo|questa|ciò|lui|lei|loro|poi|allora)\b",
    re.IGNORECASE,
)

May = Callable[[Sentence], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The sentences `first` to before `stop` of a timeline.

    Attributes:
        snippet: What the clip is cut for.
        text, speaker: The same as it is said in the recording, and by whom: a snippet may be a slide's.
        asked: It begins with the question that the snippet answers.
    """

    snippet: Snippet
    text: str
    speaker: str | None
    first: int
    stop: int
    asked: bool

    def overlaps(self, other: Window) -> bool:
        return self.first < other.stop and other.first < self.stop


def windows(
    found: Sequence[tuple[Snippet, Locator | None]],
    asset: Asset,
    said: Timeline,
    may: May,
    limit: int,
) -> list[Window]:
    """The clips of a recording, at most `limit`, in the order of the snippets; none shares a sentence
    with another.

    Args:
        found: Snippets, best first, and where each is said, where the snippet is of another asset.
        may: Whether a sentence may be heard in a clip; asked of all that are in one.
    """
    index = VerbatimIndex(asset)
    chosen: list[Window] = []
    for snippet, place in found:
        if len(chosen) == limit:
            break
        core = core_of(snippet, place, index, said)
        if core is None or snippet.kind == "question":
            continue
        taken = [each for each in chosen if each.first <= core[1] and core[0] < each.stop]
        best = None if taken else _best(snippet, core, said, may, chosen)
        if best is not None:
            chosen.append(best if place is None else _as_said(best, core, said))
    return chosen


def starts_of(
    found: Sequence[tuple[Snippet, Locator | None]], asset: Asset, said: Timeline
) -> list[int | None]:
    """The number of the sentence that each snippet begins in; None where it is not said."""
    index = VerbatimIndex(asset)
    cores = (core_of(snippet, place, index, said) for snippet, place in found)
    return [core[0] if core else None for core in cores]


def core_of(
    snippet: Snippet, place: Locator | None, index: VerbatimIndex, said: Timeline
) -> tuple[int, int] | None:
    """The numbers of the first and the last sentence that a snippet stands in."""
    numbers: list[int] = []
    if place is None:
        for span in index.locate(snippet.text, snippet.locator) or ():
            for at in (span.start, max(span.start, span.end - 1)):
                number = said.at(span.segment, at)
                if number is not None:
                    numbers.append(number)
    elif place.start is not None:
        numbers = said.within(place.start, place.end or place.start)
    return (min(numbers), max(numbers)) if numbers else None


def _best(
    snippet: Snippet, core: tuple[int, int], said: Timeline, may: May, taken: Sequence[Window]
) -> Window | None:
    """The best of the windows around a statement; None where none is long enough and may be heard."""
    question = question_of(snippet, core[0], said)
    answers = (
        list(_windows(snippet, core, question, said, may, taken)) if question is not None else []
    )
    found = answers or list(_windows(snippet, core, None, said, may, taken))
    return max(found, key=lambda window: _worth(window, core, said), default=None)


def _as_said(window: Window, core: tuple[int, int], said: Timeline) -> Window:
    sentences = said.sentences[core[0] : core[1] + 1]
    text = " ".join(each.text for each in sentences)
    return replace(window, text=text, speaker=sentences[0].speaker)


def _windows(
    snippet: Snippet,
    core: tuple[int, int],
    question: int | None,
    said: Timeline,
    may: May,
    taken: Sequence[Window],
) -> Iterator[Window]:
    """All that fit. With a question, those that begin with it."""

    def free(number: int) -> bool:
        inside = any(each.first <= number < each.stop for each in taken)
        return not inside and may(said.sentences[number])

    turn = said.sentences[core[0]].turn
    firsts = _reach(core[0], -1, turn, said, free) if question is None else [question]
    lasts = _reach(core[1], 1, said.sentences[core[1]].turn, said, free)
    needed = range(firsts[-1] if question is not None else core[0], core[1] + 1)
    if not all(free(number) for number in needed):
        return
    for first in firsts:
        for last in lasts:
            fits = LEAST <= said.end(last) - said.start(first) <= MOST
            if fits and not _asks_somebody(last, said):
                yield Window(
                    snippet=snippet,
                    text=snippet.text,
                    speaker=snippet.speaker,
                    first=first,
                    stop=last + 1,
                    asked=question is not None,
                )


def _asks_somebody(last: int, said: Timeline) -> bool:
    """Whether a clip that ends with this sentence ends with a question to the next who speaks."""
    behind = said.sentences[last + 1 : last + 2]
    ends_turn = not behind or behind[0].turn != said.sentences[last].turn
    return ends_turn and said.sentences[last].text.rstrip("\"'»”’)«“ ").endswith("?")


def _reach(
    number: int, step: int, turn: int, said: Timeline, free: Callable[[int], bool]
) -> list[int]:
    """The sentences from one on to which a clip may go: of the same turn, near enough."""
    reached = [number]
    at = number + step
    while 0 <= at < len(said.sentences) and said.sentences[at].turn == turn:
        apart = said.start(number) - said.start(at) if step < 0 else said.end(at) - said.end(number)
        if apart > MOST or not free(at):
            break
        reached.append(at)
        at += step
    return reached


def question_of(snippet: Snippet, core: int, said: Timeline) -> int | None:
    """The sentence with which the question begins that a snippet answers."""
    if not snippet.question:
        return None
    wanted = " ".join(snippet.question.split())
    for number in range(core - 1, -1, -1):
        if said.start(core) - said.start(number) > BACK:
            return None
        text = " ".join(said.sentences[number].text.split())
        both = text + " " + " ".join(said.sentences[number + 1].text.split())
        if wanted in (text, both):
            return number
    return None


def _worth(window: Window, core: tuple[int, int], said: Timeline) -> float:
    """Neither short nor long, whole turns rather than parts, nothing that leans on what is cut off; no
    greetings and thanks at the ends, unless nothing else is long enough."""
    first, last = window.first, window.stop - 1
    seconds = said.end(last) - said.start(first)
    worth = -0.08 * max(0.0, GOOD - seconds) - 0.04 * max(0.0, seconds - LONG)
    worth -= 0.02 * max(0.0, seconds - GOOD)
    opening = said.sentences[first]
    begins_turn = first == 0 or said.sentences[first - 1].turn != opening.turn
    ends_turn = last + 1 == len(said.sentences) or (
        said.sentences[last + 1].turn != said.sentences[last].turn
    )
    worth += 0.3 * begins_turn + 0.3 * ends_turn
    worth -= 0.5 * bool(_LEANS.match(opening.text))
    if not window.asked and first < core[0]:
        worth -= FOR_THE_ROOM * (is_pleasantry(opening.text) or is_nod(opening.text))
    if last > core[1]:
        worth -= FOR_THE_ROOM * is_pleasantry(said.sentences[last].text)
    if not ends_turn:
        worth -= 0.3 * said.sentences[last].text.rstrip("\"'»”’)«“ ").endswith("?")
    before = said.start(first) - said.end(first - 1) if first else 1.0
    after = said.start(last + 1) - said.end(last) if last + 1 < len(said.sentences) else 1.0
    return worth + 0.3 * min(1.0, max(0.0, before)) + 0.3 * min(1.0, max(0.0, after))
