"""All screens, over the snippets of one asset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from repurpose.model import Asset, Hold, Snippet
from repurpose.screening import (
    Policy,
    bad_words,
    buying,
    confidentiality,
    contacts,
    disputes,
    health,
    numbers,
    prices,
    quoting,
    slogans,
    superlatives,
)
from repurpose.screening.names import Names
from repurpose.screening.reasons import REASONS
from repurpose.screening.said import Said, Spot

DO_NOT_NAME, NO_CONSENT = "do-not-name", "no-consent"
_FAMILIES: tuple[Callable[[Said], Iterator[Spot]], ...] = (
    superlatives.found,
    prices.found,
    buying.found,
    slogans.found,
    contacts.found,
    numbers.found,
    health.found,
    disputes.found,
    bad_words.found,
    confidentiality.found,
)
# Labels of who speaks that are no names.
_NO_SPEAKERS_WORDS = """
    speaker sprecher sprecherin person voice stimme unknown moderator moderatorin moderation host
    guest gast frage antwort interviewer intervenant orateur relatore parlante publikum audience
    the der die und and von van
"""
_NO_SPEAKERS = frozenset(_NO_SPEAKERS_WORDS.split())


class Screens:
    """Made once an asset. Raises nothing, whatever the text."""

    def __init__(self, asset: Asset, policy: Policy) -> None:
        self._asset = asset
        self._policy = policy
        self._around = confidentiality.Surroundings(asset)
        self._speakers = frozenset(_names({s.speaker for s in asset.segments if s.speaker}))
        self._unnamed = Names(policy.do_not_name)
        if policy.do_not_name:
            said = (segment.text for segment in asset.segments)
            self._unnamed.know([asset.title, *said, *{s.speaker or "" for s in asset.segments}])
        self._consenting = None if policy.consent is None else Names(policy.consent)

    def holds(self, snippet: Snippet) -> tuple[Hold, ...]:
        """One hold a reason, but for what the policy allows."""
        if self._policy.allow and snippet.id in self._policy.allow:
            return ()
        holds: dict[str, Hold] = {}
        for hold in self._all(snippet):
            if hold.reason not in self._policy.allow:
                holds.setdefault(hold.reason, hold)
        return tuple(holds.values())

    def _all(self, snippet: Snippet) -> Iterator[Hold]:
        said = Said(
            text=snippet.text,
            language=snippet.language.partition("-")[0].casefold(),
            company=self._policy.company,
            speakers=self._speakers,
        )
        for family in _FAMILIES:
            for spot in family(said):
                words = snippet.text[spot.start : spot.end]
                yield _hold(spot.reason, snippet, words, spot.what)
        if self._policy.do_not_name:
            yield from self._named(snippet)
        quoted, consenting = snippet.speaker, self._consenting
        if quoted is not None and consenting is not None and not consenting.lists(quoted):
            what = f"quotes {quoted}, who is not on your consent list"
            yield _hold(NO_CONSENT, snippet, "", what)
        for start, end in quoting.quoted(said) if consenting is not None else ():
            words = snippet.text[start:end]
            if consenting is not None and not consenting.lists(words):
                what = f"quotes {words}, who is not on your consent list"
                yield _hold(NO_CONSENT, snippet, words, what)
        yield from self._beside(snippet)

    def _named(self, snippet: Snippet) -> Iterator[Hold]:
        """Names of the list in the text, as its speaker, and in the titles that a post may show."""
        for text, where in self._shown(snippet):
            for start, end, name in self._unnamed.spans(text):
                words = "" if where == "as the speaker" else text[start:end]
                what = f"names {name} {where}".rstrip()
                yield _hold(
                    DO_NOT_NAME, snippet, words, f"{what}, which is on your do-not-name list"
                )

    def _shown(self, snippet: Snippet) -> Iterator[tuple[str, str]]:
        yield snippet.text, ""
        yield snippet.speaker or "", "as the speaker"
        yield self._asset.title, f"in the title of the {self._asset.kind}"
        sheet = snippet.locator.sheet
        if sheet is not None:
            kind = "slide" if snippet.locator.slide is not None else "page"
            for segment in self._asset.segments:
                if (
                    segment.role == "title"
                    and segment.locator.sheet == sheet
                    and not segment.hidden
                ):
                    yield segment.text, f"in the title of the {kind}"

    def _beside(self, snippet: Snippet) -> Iterator[Hold]:
        """What stands around it, and where it stands."""
        if words := self._around.of_all:
            what = f"the {self._asset.kind} is marked {_quoted(words)}"
            yield _hold(confidentiality.REASON, snippet, "", what)
        elif words := self._around.mark(snippet):
            what = f"stands beside {_quoted(words)}"
            yield _hold(confidentiality.REASON, snippet, "", what)
        if reason := self._around.private(snippet):
            yield _hold(reason, snippet, "", "")


def _hold(reason: str, snippet: Snippet, words: str, what: str) -> Hold:
    said = " ".join((what or REASONS[reason]).split())
    return Hold(
        reason=reason,
        words=words,
        explanation=f"{said}; to use it: --allow {reason}, or --allow {snippet.id}",
    )


def _quoted(words: str) -> str:
    return f"«{' '.join(words.split())[:60]}»"


def _names(speakers: Iterable[str]) -> Iterator[str]:
    """The words of the names of who speaks, lower case."""
    for speaker in speakers:
        for word in speaker.replace(",", " ").split():
            name = len(word) > 2 and word.isalpha() and word[0].isupper()
            if name and word.casefold() not in _NO_SPEAKERS:
                yield word.casefold()
