"""repurpose article: an article out of a deck, a panel, a talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, holding, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.figures import Figures
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit, SourceError

if TYPE_CHECKING:
    from repurpose.choosing.find import Find
    from repurpose.model import Asset
    from repurpose.outbox.entry import Entry
    from repurpose.pages.article import Article
    from repurpose.production import Production
    from repurpose.screening import Policy

_FILES = {"markdown": "article.md", "html": "article.html"}
_FORMATS = tuple(_FILES)


@click.command("article")
@options.assets_argument
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to put it. Default: a folder beside the file, named after the title.",
)
@click.option(
    "-c",
    "--channels",
    metavar="A,B",
    help="Put it into the outbox too, for these: blog, homepage.",
    shell_complete=options.complete_channel,
)
@click.option("--format", "formats", metavar="A,B", help="markdown, html. Default: both.")
@click.option("--dry-run", is_flag=True, help="Show the Markdown, write nothing, draw no slides.")
@click.option("--force", is_flag=True, help="Overwrite what you have edited.")
@options.again_option
@click.option("--sandbox", is_flag=True, help="The sandbox's own outbox.")
@options.theme_option
@options.allow_option
@options.language_option
@options.config_option
@options.json_option
@json_errors("articles", "posts")
def article(
    assets: tuple[Path | str, ...],
    folder: Path | None,
    channels: str | None,
    formats: str | None,
    dry_run: bool,
    force: bool,
    again: bool,
    sandbox: bool,
    theme: str | None,
    allow: tuple[str, ...],
    language: str | None,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Draft an article from a deck, a panel or a talk, word for word as it stands there.

    The strongest statement first, then the others in their order below the titles of their slides or
    the questions that were asked, with pictures of the slides and the sources. Files of one event
    make one article.

    With --channels it is put into the outbox as well, with its pictures, to be approved like any post.
    Go over the file before, and run the same again: then it goes in as you left it.
    """
    from repurpose.cli import article_posts
    from repurpose.cli.producing import Asked, producer
    from repurpose.pages.folder import is_edited

    wanted = _formats(formats)
    with Session(config_path, sandbox, language=language) as session:
        targets = article_posts.targets(session, channels)
        if targets and "markdown" not in wanted:
            raise ConfigError(
                "--channels needs the Markdown", hint="leave --format out, or add markdown"
            )
        entries: list[Entry] = []
        asked = Asked(language=language, theme=theme, allow=allow, dry=dry_run)
        with producer(session, asked) as makes:
            made = makes.extract(assets)
            policy = makes.policy
        holding.refuse_all_held(made, assets)
        written: list[_Written] = []
        figures = Figures(session, policy, made.held)
        for files, finds in _together(made):
            try:
                drafted = _with_own(session, _composed(session, files, finds, made, policy))
            except SourceError as nothing:
                _leave(made, finds, nothing)
                continue
            target = None if dry_run else _target(drafted, folder, written)
            if target is not None:
                file = target / _FILES["markdown"]
                yours = bool(targets) and not force and is_edited(file)
                if not yours:
                    drafted = _put(drafted, target, wanted, figures, force=force)
                elif not as_json:
                    for warning in article_posts.altered_quotes(drafted, file):
                        terminal.say(f"note: {warning}")
                entries += [
                    article_posts.keep(session, drafted, target, file, channel, again=again)
                    for channel in targets
                ]
            written.append(_Written(drafted, target, yours=target is not None and yours))
    if as_json:
        documents.show(
            {
                "posts": [
                    documents.post_json(entry.post, session.channel_of(entry.post), entry.url)
                    for entry in entries
                ],
                "articles": [_document(each, wanted) for each in written],
                "skipped": documents.skipped_json(made.skipped),
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        for each in written:
            _show(each, wanted)
        article_posts.say(session, entries)
        terminal.say_skipped(made.skipped, verbose=False)
        for error in made.errors:
            say_error(error)
        holding.say(made, assets)
    for note in figures.notes:
        terminal.say(f"note: {note}" + (f"\n  → {note.hint}" if note.hint else ""))
    if not written:
        return Exit.SOURCE
    return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE


@dataclass(frozen=True, slots=True)
class _Written:
    """`folder`: None where nothing was written. `yours`: it stands there as the user edited it."""

    article: Article
    folder: Path | None
    yours: bool = False


def _formats(words: str | None) -> frozenset[str]:
    if words is None:
        return frozenset(_FORMATS)
    wanted = frozenset(word.strip().casefold() for word in words.split(",") if word.strip())
    if not wanted or wanted - set(_FORMATS):
        raise ConfigError(f"--format {words!r} is not known", hint="markdown, html or both")
    return wanted


def _together(made: Production) -> list[tuple[list[Asset], list[Find]]]:
    """The files of each event, or one that belongs to none, with their finds; in the files' order."""
    event_of = {sha: number for number, event in enumerate(made.events) for sha in event.assets}
    groups: dict[int | str, tuple[list[Asset], list[Find]]] = {}
    for asset in made.assets:
        key = event_of.get(asset.sha256, asset.sha256)
        groups.setdefault(key, ([], []))[0].append(asset)
    for find in made.finds:
        groups[event_of.get(find.asset.sha256, find.asset.sha256)][1].append(find)
    return [group for group in groups.values() if group[1]]


def _leave(made: Production, finds: Sequence[Find], nothing: SourceError) -> None:
    """That there is no article in a file of a folder is no failure."""
    from repurpose.collecting import Skip

    paths = {find.asset.path for find in finds}
    if paths & made.named or any(find.asset.url for find in finds):
        made.errors.append(nothing)
    else:
        made.skipped += [Skip(where=str(path), why=nothing.message) for path in sorted(paths)]


def _composed(
    session: Session,
    assets: Sequence[Asset],
    finds: Sequence[Find],
    made: Production,
    policy: Policy,
) -> Article:
    from repurpose.pages.composing import compose

    return compose(finds, assets, made.events, policy, session.locale)


def _with_own(session: Session, drafted: Article) -> Article:
    """With the user's link, sentence and hashtags."""
    own = session.config.defaults
    return replace(
        drafted,
        link=own.get("link"),
        call_to_action=own.get("call_to_action"),
        tags=tuple(word.removeprefix("#") for word in own.get("hashtags", ())),
    )


def _target(drafted: Article, to: Path | None, written: Sequence[_Written]) -> Path:
    """--to, and in it a folder for each further article; else a folder beside the file."""
    from repurpose.text.slug import slug

    asset = drafted.sources[0].asset
    beside = Path() if asset.url else asset.path.parent
    name = slug(drafted.title)
    target = to or beside / name
    if to is not None and written:
        target = to / name
    taken = {each.folder for each in written}
    number = 2
    while target in taken:
        target = target.with_name(f"{name}-{number}")
        number += 1
    return target


def _put(
    drafted: Article,
    target: Path,
    formats: frozenset[str],
    figures: Figures,
    *,
    force: bool,
) -> Article:
    """Write an article. Returns it with its pictures."""
    from repurpose.pages import folder
    from repurpose.pages.html import article_html
    from repurpose.pages.markdown import markdown

    today = datetime.now(UTC).astimezone().date()
    others = [name for form, name in _FILES.items() if form not in formats]
    with folder.filling(target, force=force, beside=others) as room:
        drafted = figures.illustrated(drafted, room)
        if "markdown" in formats:
            folder.write(room / _FILES["markdown"], markdown(drafted, today))
        if "html" in formats:
            folder.write(room / _FILES["html"], article_html(drafted))
    return drafted


def _files(written: _Written, formats: frozenset[str]) -> list[str]:
    """What lies in its folder, the article first."""
    if written.folder is None:
        return []
    pictures = [group.figure.file for group in written.article.groups() if group.figure]
    return [*(_FILES[each] for each in _FORMATS if each in formats), *pictures]


def _document(written: _Written, formats: frozenset[str]) -> dict[str, Any]:
    drafted = written.article
    return {
        "title": drafted.title,
        "language": drafted.language,
        "folder": str(written.folder) if written.folder else None,
        "files": _files(written, formats),
        "statements": [
            documents.snippet_json(each.snippet, each.asset.sha256) for each in drafted.statements
        ],
        "sources": [
            {"path": each.asset.url or str(each.asset.path), "title": each.title}
            for each in drafted.sources
        ],
    }


def _show(written: _Written, formats: frozenset[str]) -> None:
    from repurpose.pages.markdown import markdown

    drafted = written.article
    if written.folder is None:
        today = datetime.now(UTC).astimezone().date()
        click.echo(markdown(drafted, today), nl=False)
        return
    for name in _files(written, formats):
        if (written.folder / name).is_file() and not name.startswith("images/"):
            click.echo(str(written.folder / name))
    if written.yours:
        terminal.say(f"«{drafted.title}»: taken as you edited it")
        return
    count = len(drafted.statements)
    shown = sum(group.figure is not None for group in drafted.groups())
    pictures = f", {shown} picture{'' if shown == 1 else 's'}" if shown else ""
    terminal.say(f"«{drafted.title}»: {count} statements{pictures}, all of it a draft: read it")
