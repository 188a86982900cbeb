"""An article as Markdown with front matter, as Hugo, Jekyll and Eleventy read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repurpose.pages.article import Article, Group, SourceLine, heading_of_list
from repurpose.pages.statements import Statement
from repurpose.text.markdown import escaped
from repurpose.text.quotation import quoted


def markdown(article: Article, today: date) -> str:
    """The whole file.

    Args:
        today: The day that the front matter names as the article's.
    """
    blocks = [*_body(article), *_end(article)]
    return f"{_front_matter(article, today)}\n" + "\n\n".join(blocks) + "\n"


def _front_matter(article: Article, today: date) -> str:
    import yaml

    about: dict[str, object] = {
        "title": article.title,
        "date": today,
        "lang": article.language,
        "description": " ".join(article.lead.statements[0].snippet.text.split()),
        "draft": True,
    }
    if article.tags:
        about["tags"] = list(article.tags)
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---\n"


def _body(article: Article) -> Iterator[str]:
    yield from _group(article, article.lead, "")
    for number, section in enumerate(article.sections):
        if not section.heading and number:
            yield "* * *"  # else it would stand below the heading before
        if section.heading:
            yield f"{'#' * section.level} {escaped(section.heading)}"
        for group in section.groups:
            yield from _group(article, group, section.heading)


def _group(article: Article, group: Group, heading: str) -> Iterator[str]:
    said = [each for each in group.statements if each.is_said]
    for each in group.statements:
        if each not in said:
            yield from _written(each, heading)
    place = escaped(group.place(article.labels))
    if group.figure is not None:
        shown = f"![{escaped(group.figure.alt)}]({group.figure.file})"
        yield f"{shown}\n\n*{place}*"
    elif place:
        yield f"*{place}*"
    for each in said:
        yield _quote(article, each)


def _written(statement: Statement, section: str) -> Iterator[str]:
    if statement.points:
        if heading := heading_of_list(statement, section):
            yield escaped(heading)
        yield "\n".join(f"- {escaped(point)}" for point in statement.points)
    for paragraph in statement.paragraphs:
        yield escaped(paragraph)


def _quote(article: Article, statement: Statement) -> str:
    lines = [escaped(each) for each in (*statement.paragraphs, *statement.points)]
    by = ", ".join(
        escaped(part)
        for part in (statement.speaker, article.labels.place(statement.asset, statement.locator))
        if part
    )
    if by:
        lines.append(f"— {by}")
    return "\n>\n".join(f"> {line}" for line in lines)


def _end(article: Article) -> Iterator[str]:
    if article.link:
        call = f"{escaped(article.call_to_action)} " if article.call_to_action else ""
        yield f"{call}<{article.link}>"
    yield f"## {escaped(article.labels.sources)}"
    yield "\n".join(f"- {_source(article, each)}" for each in article.sources)


def _source(article: Article, source: SourceLine) -> str:
    file = f"<{source.file}>" if source.file and source.asset.url else escaped(source.file)
    about = ", ".join(
        part
        for part in (escaped(quoted(source.title, article.locale)), file, source.dated.words)
        if part
    )
    return f"{about}{article.colon} {source.places}" if source.places else about
