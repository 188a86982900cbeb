"""Asset to Snippets: one module an idea. What is private no extractor sees; what is not verbatim,
or ascribed to somebody else, does not get through (see `repurpose.extractors.border`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from repurpose import plugins
from repurpose.errors import ConfigError, RepurposeError, SourceError
from repurpose.extractors._asked import with_questions
from repurpose.extractors.border import Border
from repurpose.extractors.privacy import public
from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext
from repurpose.text.similarity import without_near_duplicates

__all__ = ["Extraction", "best_first", "extract", "public"]

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
    asset: Asset,
    context: ExtractContext,
    include: frozenset[str] = frozenset(),
    kinds: frozenset[str] = frozenset(),
) -> Extraction:
    """All that is worth passing on in an asset, by every extractor installed.

    Args:
        include: "notes" and "hidden" where the user wants private text used.
        kinds: Only these; all where it is empty. What is a statistic and a quote is a statistic
            where only these are wanted.
    """
    seen = public(asset, include)
    border = Border(seen)
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
            if kinds and snippet.kind not in kinds:
                continue
            reason = border.refusal(snippet)
            if reason is None:
                snippets.append(_completed(snippet, seen))
            else:
                errors.append(_refused(name, snippet, reason, asset))
    snippets = with_questions(snippets, read(seen))
    return Extraction(snippets=tuple(best_first(snippets)), errors=tuple(errors))


def best_first(snippets: Iterable[Snippet]) -> list[Snippet]:
    """The best first; what says the same as a better one is left out."""
    ranked = sorted(snippets, key=_rank)
    return [ranked[place] for place in without_near_duplicates([s.text for s in ranked])]


def _rank(snippet: Snippet) -> tuple[float, float, int, str]:
    kind = _ORDER.index(snippet.kind) if snippet.kind in _ORDER else len(_ORDER)
    place = snippet.locator
    where = place.start if place.start is not None else place.slide or place.page or place.line or 0
    return (-round(snippet.score, 4), where, kind, snippet.text)


def _completed(snippet: Snippet, asset: Asset) -> Snippet:
    language = asset.language if snippet.language == "und" else snippet.language
    score = round(min(1.0, max(0.0, snippet.score)), 4)
    if score == snippet.score and language == snippet.language:
        return snippet
    return replace(snippet, score=score, language=language)


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
