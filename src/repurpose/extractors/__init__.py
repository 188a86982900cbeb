"""Asset to Snippets: one module an idea. Here is the border that every snippet crosses, whoever
made it: what is private, not verbatim, or ascribed to somebody else does not get through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from repurpose import plugins
from repurpose.errors import ConfigError, RepurposeError, SourceError
from repurpose.extractors._asked import with_questions
from repurpose.extractors.privacy import public
from repurpose.extractors.reading import read
from repurpose.model import Asset, Segment, Snippet
from repurpose.protocols import ExtractContext
from repurpose.text.similarity import without_near_duplicates
from repurpose.text.verbatim import VerbatimIndex

__all__ = ["Extraction", "extract", "public"]

# Of equals, which kind stays: the one that says most of it.
_ORDER = (
    "announcement", "list", "definition", "tip", "question", "statistic", "quote", "statement",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was found, best first; and what went wrong without stopping the rest."""

    snippets: tuple[Snippet, ...]
    errors: tuple[RepurposeError, ...]


def extract(
    asset: Asset, context: ExtractContext, include: frozenset[str] = frozenset()
) -> Extraction:
    """All that is worth passing on in an asset, by every extractor installed.

    Args:
        include: "notes" and "hidden" where the user wants private text used.
    """
    seen = public(asset, include)
    index = VerbatimIndex(seen)
    snippets: list[Snippet] = []
    errors: list[RepurposeError] = []
    for name, plugin in plugins.each("extractors"):
        if isinstance(plugin, ConfigError):
            errors.append(plugin)
            continue
        try:
            found = list(plugins.make(plugin).extract(seen, context))
        except Exception as error:
            errors.append(_failed(name, error, asset))
            continue
        for snippet in found:
            reason = _refusal(snippet, index, seen)
            if reason is None:
                snippets.append(_completed(snippet, seen))
            else:
                errors.append(_refused(name, snippet, reason, asset))
    snippets = with_questions(snippets, read(seen))
    return Extraction(snippets=tuple(_best_first(snippets)), errors=tuple(errors))


def _best_first(snippets: Iterable[Snippet]) -> list[Snippet]:
    ranked = sorted(snippets, key=_rank)
    return [ranked[place] for place in without_near_duplicates([s.text for s in ranked])]


def _rank(snippet: Snippet) -> tuple[float, float, int, str]:
    kind = _ORDER.index(snippet.kind) if snippet.kind in _ORDER else len(_ORDER)
    place = snippet.locator
    where = place.start if place.start is not None else place.slide or place.page or place.line or 0
    return (-round(snippet.score, 4), where, kind, snippet.text)


def _completed(snippet: Snippet, asset: Asset) -> Snippet:
    language = asset.language if snippet.language == "und" else snippet.language
    return replace(snippet, score=round(min(1.0, max(0.0, snippet.score)), 4), language=language)


def _refusal(snippet: Snippet, index: VerbatimIndex, asset: Asset) -> str | None:
    """Why a snippet does not get through; None where it does."""
    spans = index.locate(snippet.text, snippet.locator)
    if spans is None:
        return "its words do not stand there"
    segments = [asset.segments[span.segment] for span in spans]
    if not all(_near(segment, snippet) for segment in segments):
        return f"its words stand elsewhere than at {snippet.locator.as_json()}"
    if snippet.speaker is not None and any(s.speaker != snippet.speaker for s in segments):
        said = ", ".join(sorted({s.speaker or "nobody known" for s in segments}))
        return f"it is ascribed to {snippet.speaker}, but {said} said it"
    return None if snippet.question is None else _question_refusal(snippet, index, asset)


def _question_refusal(snippet: Snippet, index: VerbatimIndex, asset: Asset) -> str | None:
    spans = index.locate(snippet.question or "")
    if spans is None:
        return "the words of its question do not stand there"
    if snippet.speaker in {asset.segments[span.segment].speaker for span in spans}:
        return f"its question is asked by {snippet.speaker or 'nobody known'} as well"
    return None


def _near(segment: Segment, snippet: Snippet) -> bool:
    at, said = segment.locator, snippet.locator
    if said.start is not None:
        end = said.start if said.end is None else said.end
        stop = at.start if at.end is None else at.end
        return (
            at.start is not None and stop is not None
            and at.start <= end + 0.05 and stop >= said.start - 0.05
        )  # fmt: skip
    return (at.slide, at.page) == (said.slide, said.page)


def _failed(name: str, error: Exception, asset: Asset) -> SourceError:
    words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    owner = plugins.owner("extractors", name)
    return SourceError(
        f"the extractor {name!r} of {owner} failed: {words}",
        where=str(asset.path),
        hint=f"the others went on; report it to {owner}",
    )


def _refused(name: str, snippet: Snippet, reason: str, asset: Asset) -> SourceError:
    owner = plugins.owner("extractors", name)
    return SourceError(
        f"a snippet of the extractor {name!r} of {owner} was refused, {reason}: {snippet.text[:60]!r}",
        where=str(asset.path),
        hint="only what stands in the file word for word is passed on",
    )
