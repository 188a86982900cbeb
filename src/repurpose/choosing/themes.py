"""What the user wants to talk about, and to whom. A theme raises what fits it; it does not make a
weak statement a good one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from repurpose.choosing.find import FLOOR, Find
from repurpose.choosing.words import Words, mentioned
from repurpose.model import Channel, Snippet

# So much of what a score lacks to 1 is given to it: 0.5 becomes 0.65, 0.7 becomes 0.79.
THEME_LIFT = 0.3
ASKED_LIFT = 0.75  # by a theme asked for in this one run: what fits it comes first
AUDIENCE_LIFT = 0.2
TITLE_SHARE = 0.5  # of a lift, where only the slide's title mentions it


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the user.

    Attributes:
        words: One of them is enough; of one that is several words, each must be there.
        audiences: The names of the audiences that care for it.
        asked: Asked for in this one run.
    """

    name: str
    words: tuple[str, ...]
    audiences: tuple[str, ...] = ()
    asked: bool = False

    @property
    def lift(self) -> float:
        return ASKED_LIFT if self.asked else THEME_LIFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom the user talks to.

    Attributes:
        channels: The labels of the channels that it reads; none: all.
    """

    name: str
    words: tuple[str, ...]
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How much a text fits (1: its own words do; TITLE_SHARE: its title does), and by which word."""

    share: float
    word: str

    def __bool__(self) -> bool:
        return self.share > 0


def asked_for(words: str) -> Theme:
    """The theme of --theme: any of its words will do."""
    return Theme(name=words, words=tuple(words.replace(",", " ").split()), asked=True)


def words_of(themes: Sequence[Theme]) -> str | None:
    """All their words, for extractors; None where there are none."""
    return " ".join(dict.fromkeys(word for theme in themes for word in theme.words)) or None


def themed(find: Find, themes: Sequence[Theme]) -> Find:
    """The find, raised by the theme that it fits best, which it is said to serve."""
    if not themes or find.snippet.score < FLOOR:
        return find
    text, title = _texts(find)
    fits = [(_fit(theme.words, text, title), theme) for theme in themes]
    fit, theme = max(fits, key=lambda pair: pair[0].share * pair[1].lift)
    if not fit:
        return find
    snippet = find.snippet
    raised = replace(
        snippet,
        score=lifted(snippet.score, theme.lift * fit.share),
        theme=theme.name,
        why=(_said(f"fits the theme {theme.name}", fit, theme.name), *snippet.why),
    )
    return replace(find, snippet=raised)


def for_audiences(
    find: Find, audiences: Sequence[Audience], themes: Sequence[Theme], channel: Channel
) -> tuple[float, str]:
    """The score of a find for those who read a channel, and why it is raised ("" where it is not)."""
    score = find.snippet.score
    readers = [a for a in audiences if not a.channels or channel.label in a.channels]
    if not readers or score < FLOOR:
        return score, ""
    text, title = _texts(find)
    share, why = 0.0, ""
    for audience in readers:
        fit = _fit(audience.words, text, title)
        if fit.share > share:
            share, why = fit.share, _said(f"for {audience.name}", fit, audience.name)
        if share < 1 and _cares(audience, themes, find.snippet):
            share, why = 1.0, f"for {audience.name}, who care for {find.snippet.theme}"
    return lifted(score, AUDIENCE_LIFT * share), why


def lifted(score: float, lift: float) -> float:
    """Nearer to 1; what was better stays better."""
    return score + lift * (1.0 - score)


def _cares(audience: Audience, themes: Iterable[Theme], snippet: Snippet) -> bool:
    served = (theme for theme in themes if theme.name == snippet.theme)
    return any(audience.name in theme.audiences for theme in served)


def _said(what: str, fit: Fit, name: str) -> str:
    where = "" if fit.share == 1 else ", in the title"
    word = "" if fit.word.casefold() == name.casefold() else f" ({fit.word}{where})"
    return what + (word or where)


def _fit(wanted: Iterable[str], text: Words, title: Words | None) -> Fit:
    for share, words in ((1.0, text), (TITLE_SHARE, title)):
        found = next(_found(wanted, words), None) if words else None
        if found:
            return Fit(share, found)
    return Fit(0.0, "")


def _found(wanted: Iterable[str], words: Words) -> Iterator[str]:
    """Each wanted word that is mentioned, as it stands there."""
    for each in wanted:
        if found := mentioned(each, words):
            yield found


def _texts(find: Find) -> tuple[Words, Words | None]:
    """The words of the statement, and those of its slide's title."""
    snippet, sheet = find.snippet, find.snippet.locator.sheet
    title = next(
        (s.text for s in find.asset.segments
         if s.role == "title" and sheet is not None and s.locator.sheet == sheet and not s.hidden),
        None,
    )  # fmt: skip
    own = Words.of(snippet.text, snippet.language)
    return own, None if title is None else Words.of(title, snippet.language)
