"""Comments on a slide: of PowerPoint until 2019 (ECMA-376, part 1, 19.4) and since, with answers
([MS-PPTX] 2.16.3). Private, as notes are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from repurpose.readers.archive import PartError
from repurpose.readers.decks.drawing import clean, paragraphs
from repurpose.readers.opc import Package


class Comment(NamedTuple):
    """What somebody wrote beside a slide; `author` as far as the file names one."""

    text: str
    author: str | None


def authors(package: Package, presentation: str) -> dict[str, str]:
    """Names of who wrote comments, by their ids."""
    found = {}
    for part in package.of_kind(presentation, "commentauthors", "authors"):
        try:
            root = package.tree(part)
        except PartError:
            continue
        for author in root.iterchildren("{*}cmAuthor", "{*}author"):
            found[author.get("id", "")] = clean(author.get("name", ""))
    return found


def comments(package: Package, slide: str, names: dict[str, str]) -> Iterator[Comment]:
    """A slide's comments with their answers, in the order of the file.

    Raises:
        PartError: the part is damaged.
    """
    for part in package.of_kind(slide, "comments"):
        for entry in package.tree(part).iter("{*}cm", "{*}reply"):
            text = _text(entry)
            if text:
                yield Comment(text, names.get(entry.get("authorId", "")) or None)


def _text(entry: Any) -> str:
    old = next(entry.iterchildren("{*}text"), None)
    if old is not None:
        return clean(old.text or "")
    body = next(entry.iterchildren("{*}txBody"), None)
    return "" if body is None else "\n".join(words.text for words in paragraphs(body))
