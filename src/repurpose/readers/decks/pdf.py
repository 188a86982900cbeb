"""Decks and documents as PDF: titles, paragraphs and bullets page by page, in reading order, without
what is printed on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, AssetKind, Locator, Role, Section, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.decks import page_titles
from repurpose.readers.decks.drawing import clean
from repurpose.readers.decks.page_furniture import without_builds, without_furniture
from repurpose.readers.decks.page_layout import Paragraph, paragraphs
from repurpose.readers.decks.page_lines import Line, Page, body_size, page_of
from repurpose.readers.decks.page_text import joined, without_bullet, words
from repurpose.readers.decks.pdf_about import about
from repurpose.readers.decks.pdf_process import ProtectedError, answers, refusal
from repurpose.text.language import recognise

_STRANGE = 0.3  # of the characters say nothing: what is read would be no text
_FAULTS = {
    "picture": ("is a picture: its text is not read", "are pictures: their text is not read"),
    "damaged": ("is damaged and was not read", "are damaged and were not read"),
    "slow": ("takes too long and was not read", "take too long and were not read"),
    "crowded": ("is left out: it is too much", "are left out: they are too much"),
    "strange": (
        "is set in a font that tells no characters: its text is not read",
        "are set in a font that tells no characters: their text is not read",
    ),
    "cut": ("holds more text than a page can have: not all is read",
            "hold more text than a page can have: not all is read"),
}  # fmt: skip


class PdfReader:
    """One segment a paragraph, bullet or title; a page wider than high is a slide."""

    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def read(self, path: Path, context: ReadContext) -> Asset:
        try:
            reading = _Reading().of(path, None, context)
        except ProtectedError:
            reading = _protected(path, context)
        return reading.asset(path, context)


def _protected(path: Path, context: ReadContext) -> _Reading:
    password = context.password()
    hint = "set the environment variable REPURPOSE_PASSWORD, or save a copy without a password"
    if not password:
        raise SourceError("is protected with a password", where=str(path), hint=hint)
    try:
        return _Reading().of(path, password, context)
    except ProtectedError:
        raise SourceError(
            "is protected with a password, and the one given does not open it",
            where=str(path),
            hint=hint,
        ) from None


@dataclass(slots=True)
class _Reading:
    """What the pages say, before it is known which of it they all say."""

    count: int = 0
    information: dict[str, str] = field(default_factory=dict)
    outline: list[tuple[str, int]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    faults: dict[str, list[int]] = field(default_factory=dict)

    def of(self, path: Path, password: str | None, context: ReadContext) -> _Reading:
        for answer in answers(path, password):
            if "pages" in answer:
                self.count = answer["pages"]
                self.information, self.outline = answer["about"], answer["outline"]
            else:
                self._take(answer)
                context.progress(answer["page"], self.count)
        if not self.pages:
            raise refusal(next(iter(self.faults), "damaged"), path)
        return self

    def _take(self, answer: dict[str, Any]) -> None:
        number = answer["page"]
        if "fault" in answer:
            numbers = range(number, answer.get("last", number) + 1)
            self.faults.setdefault(answer["fault"], []).extend(numbers)
            return
        signs = sum(len(piece[0]) for piece in answer["pieces"])
        strange = answer["strange"] > _STRANGE * (signs + answer["strange"])
        for kind, found in (
            ("picture", answer["picture"]),
            ("strange", strange),
            ("cut", answer["cut"]),
        ):
            if found:
                self.faults.setdefault(kind, []).append(number)
        self.pages.append(page_of(answer))

    def asset(self, path: Path, context: ReadContext) -> Asset:
        if "slow" in self.faults:
            context.incomplete()
        pages = without_builds(self.pages)
        kind: AssetKind = "deck" if _are_slides(pages) else "document"
        segments = tuple(_segments(pages, self.pages, kind))
        said = about(path, self.information)
        return Asset(
            path=path,
            kind=kind,
            title=said.title or _first_title(segments) or path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(path),
            segments=segments,
            author=said.author,
            date=said.date,
            sections=_sections(self.outline, self.count) if kind == "deck" else (),
            slides=self.count,
            faults=tuple(
                f"{_pages(numbers)} {_FAULTS[kind][len(numbers) > 1]}"
                for kind, numbers in sorted(self.faults.items(), key=lambda each: each[1])
            ),
        )


def _are_slides(pages: Sequence[Page]) -> bool:
    return sum(page.width > page.height for page in pages) > len(pages) / 2


def _first_title(segments: Iterable[Segment]) -> str:
    return next((clean(s.text) for s in segments if s.role == "title"), "")


def _sections(outline: Sequence[tuple[str, int]], pages: int) -> tuple[Section, ...]:
    """Bookmarks that name parts of a deck; some programs make one for each slide."""
    if len(outline) > max(1, pages // 2):
        return ()
    named = [Section(name=clean(name), first=first) for name, first in outline if clean(name)]
    return tuple(sorted(named, key=lambda section: section.first))


def _pages(numbers: list[int]) -> str:
    """[1, 2, 3, 7] as "pages 1 to 3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    told = ", ".join(f"{run[0]} to {run[1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {told}"


# ── segments ──


def _segments(
    pages: Sequence[Page], all_pages: Sequence[Page], kind: AssetKind
) -> Iterator[Segment]:
    own, marks = without_furniture(pages, all_pages)
    known = words([line.text for page in own for line in page.lines])
    laid_out = [(page, paragraphs(page.lines)) for page in own]
    body = body_size(own)
    titles = page_titles.of_slides(laid_out) if kind == "deck" else None
    for number, (page, found) in enumerate(laid_out):
        where = Locator(page=page.number)
        yield from (
            Segment(text=mark, role="caption", locator=where) for mark in marks[page.number]
        )
        if titles is not None:
            yield from _slide(found, titles[number], where, known)
        else:
            yield from _document(found, body, where, known)
        for block in paragraphs(page.aside):
            yield from _segment([block], "caption", where, known)
        yield from _notes(page, where)


def _slide(
    found: Sequence[Paragraph], title: list[Paragraph], where: Locator, known: frozenset[str]
) -> Iterator[Segment]:
    if title:
        yield from _segment(title, "title", where, known)
    for paragraph in found:
        if paragraph not in title:
            yield from _segment([paragraph], "body", where, known)


def _document(
    found: Sequence[Paragraph], body: float, where: Locator, known: frozenset[str]
) -> Iterator[Segment]:
    headings = page_titles.of_document(found, body)
    for paragraph, is_heading in zip(found, headings, strict=True):
        yield from _segment([paragraph], "title" if is_heading else "body", where, known)


def _segment(
    parts: Sequence[Paragraph], role: Role, where: Locator, known: frozenset[str]
) -> Iterator[Segment]:
    lines: list[Line] = [line for part in parts for line in part.lines]
    if text := without_bullet(joined([line.text for line in lines], known)):
        links = tuple(dict.fromkeys(link for line in lines for link in line.links))
        yield Segment(text=text, role=role, locator=where, links=links)


def _notes(page: Page, where: Locator) -> Iterator[Segment]:
    for author, text, shown in page.notes:
        if shown:
            yield Segment(text=clean(text), role="body", locator=where)
        else:
            yield Segment(
                text=clean(text),
                role="notes",
                locator=where,
                speaker=clean(author) or None,
                hidden=True,
            )
