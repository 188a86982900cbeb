"""repurpose viewer: a page that shows a deck, and what an upload to SlideShare or Scribd needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit, SourceError

if TYPE_CHECKING:
    from repurpose.media.slides import SlidePictures
    from repurpose.model import Asset
    from repurpose.pages.upload import Package
    from repurpose.pages.viewer import Picture, Viewer
    from repurpose.production import Production
    from repurpose.screening import Policy

_URL = re.compile(r"https?://[^\s/?#@\"<>]+(/[^\s\"<>]*)?")


@click.command("viewer")
@click.argument("deck", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to put it. Default: a folder beside the deck, named after its title.",
)
@click.option("--url", metavar="ADDRESS", help="Where the page will stand, for previews of links.")
@click.option("--force", is_flag=True, help="Overwrite what you have edited.")
@options.allow_option
@options.language_option
@options.config_option
@options.json_option
@json_errors("slides", "left_out")
def viewer(
    deck: Path,
    folder: Path | None,
    url: str | None,
    force: bool,
    allow: tuple[str, ...],
    language: str | None,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Make a page that shows a deck on your own homepage: pictures, text, search, a PDF.

    Put the whole folder on your web server. It fetches nothing from elsewhere, and all but the search
    works without scripts. Hidden and confidential slides, notes, and slides that name what your
    do-not-name list holds are left out. In `upload` is what SlideShare and Scribd ask for.
    """
    from repurpose.cli.holding import private_wanted
    from repurpose.pages.folder import filling

    address = _address(url)
    with Session(config_path, language=language) as session:
        made, policy = _extracted(session, deck, language, allow)
        asset = made.assets[0]
        include = private_wanted(policy) | session.config.include
        unshown, doubtful = _screened(asset, policy)
        pictures = _pictures(session, asset, include, unshown)
        target = folder or asset.path.parent / f"{_slug(asset)}-viewer"
        with filling(target, force=force) as room:
            package = _package(session, made, include)
            shown = _put(session, asset, pictures, package, room, address, include)
    left_out = {**pictures.left_out, **unshown}
    if as_json:
        documents.show(
            {
                "title": shown.title,
                "folder": str(target),
                "slides": [{"slide": each.number, "title": each.title} for each in shown.slides],
                "left_out": [{"slide": n, "why": why} for n, why in sorted(left_out.items())],
                "embed": shown.snippet(),
                "upload": {
                    "title": package.title,
                    "description": package.description,
                    "tags": list(package.tags),
                },
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        _say(target, shown, left_out, doubtful)
    for fault in pictures.faults:
        terminal.say(f"note: {asset.path}: {fault}")
    return Exit.REFUSED if pictures.faults else Exit.DONE


def _address(url: str | None) -> str:
    """The folder that the page will stand in, with a slash at its end."""
    if url is None:
        return ""
    if not _URL.fullmatch(url):
        raise ConfigError(
            f"--url {url!r} is no web address", hint="e.g. --url https://www.example.com/talk/"
        )
    if url.endswith("/index.html"):
        return url.removesuffix("index.html")
    return url if url.endswith("/") else f"{url}/"


def _slug(asset: Asset) -> str:
    from repurpose.pages.naming import title_of
    from repurpose.text.slug import slug

    return slug(title_of(asset))


def _extracted(
    session: Session, deck: Path, language: str | None, allow: tuple[str, ...]
) -> tuple[Production, Policy]:
    from repurpose.cli.producing import Asked, producer

    if deck.is_dir():
        raise ConfigError("is a folder", where=str(deck), hint="name one deck in it")
    with producer(session, Asked(language=language, allow=allow)) as makes:
        made = makes.extract([deck])
        policy = makes.policy
    if not made.assets:
        for error in made.errors:
            raise error
        raise SourceError("cannot be read", where=str(deck), hint="see `repurpose read`")
    # That no statement stands by itself is no failure: the deck is shown as it is.
    made.errors = [each for each in made.errors if not isinstance(each, SourceError)]
    return made, policy


def _screened(asset: Asset, policy: Policy) -> tuple[dict[int, str], dict[int, str]]:
    """The slides that are not shown, and those that show what no post would say: why, by number."""
    from repurpose.model import Locator
    from repurpose.pages.naming import title_of
    from repurpose.pages.screened import NEVER_SHOWN, Screened, reasons

    never: dict[int, str] = {}
    doubtful: dict[int, str] = {}
    screened = Screened(asset, policy)
    title = title_of(asset)
    if named := {h.reason for h in screened.holds(title, Locator(slide=1))} & NEVER_SHOWN:
        why = ", ".join(sorted(named))
        raise SourceError(
            f"its title «{title}» is held back: {why}",
            where=str(asset.path),
            hint=f"change the title, or --allow {why.replace(' ', '')}",
        )
    for number, holds in screened.slides().items():
        grave = [hold for hold in holds if hold.reason in NEVER_SHOWN]
        if grave:
            never[number] = reasons(grave)
        else:
            doubtful[number] = reasons(holds)
    return never, doubtful


def _pictures(
    session: Session, asset: Asset, include: frozenset[str], unshown: Mapping[int, str]
) -> SlidePictures:
    from repurpose.media.slides import slide_pictures

    wanted = [number for number in range(1, asset.slides + 1) if number not in unshown]
    with terminal.progress("drawing") as update:
        found = slide_pictures(
            asset,
            session.config.slides,
            lambda done, total: update(asset.path.name, done, total),
            slides=wanted,
            include=include,
        )
    if not found:
        raise SourceError(
            "has no slide that may be shown",
            where=str(asset.path),
            hint="`repurpose slides` says which are left out, and how to show them",
        )
    return found


def _package(session: Session, made: Production, include: frozenset[str]) -> Package:
    from repurpose.extractors import public
    from repurpose.pages.naming import title_of
    from repurpose.pages.statements import chosen
    from repurpose.pages.upload import package

    own, asset = session.config.defaults, made.assets[0]
    return package(
        title_of(asset),
        public(asset, include),
        chosen(made.finds),
        hashtags=own.get("hashtags", ()),
        call_to_action=own.get("call_to_action"),
        link=own.get("link"),
    )


def _put(
    session: Session,
    asset: Asset,
    drawn: Mapping[int, Path],
    package: Package,
    room: Path,
    url: str,
    include: frozenset[str],
) -> Viewer:
    """All files of the page and of the upload."""
    from repurpose.media.slides import slides_pdf
    from repurpose.pages import pictures
    from repurpose.pages.folder import copied, write
    from repurpose.pages.viewer import Picture
    from repurpose.pages.viewer import viewer as viewer_of
    from repurpose.text.slug import slug

    shown: dict[int, Picture] = {}
    with terminal.progress("writing") as update:
        for done, (number, picture) in enumerate(drawn.items()):
            update(asset.path.name, done, len(drawn))
            name, size = pictures.put(picture, room / "images" / f"slide-{number:02}")
            thumb, thumb_size = pictures.put_thumb(picture, room / "thumbs" / f"slide-{number:02}")
            shown[number] = Picture(
                file=f"images/{name}",
                size=size,
                thumb=f"thumbs/{thumb}",
                thumb_size=thumb_size,
            )
        pdf = room / f"{slug(package.title)}.pdf"
        slides_pdf(asset, session.config.slides, pdf, slides=list(drawn), include=include)
    description = package.description
    made = viewer_of(
        asset,
        shown,
        description,
        (pdf.name, pdf.stat().st_size),
        url=url,
        locale=session.locale,
        include=include,
    )
    write(room / "index.html", made.html())
    copied(pdf, room / "upload" / "slides.pdf")
    write(room / "upload" / "title.txt", f"{package.title}\n")
    write(room / "upload" / "description.txt", f"{package.description}\n")
    write(room / "upload" / "tags.txt", f"{', '.join(package.tags)}\n")
    return made


def _say(
    target: Path, shown: Viewer, left_out: Mapping[int, str], doubtful: Mapping[int, str]
) -> None:
    from repurpose import channels
    from repurpose.pages.upload import WHERE

    click.echo(str(target / "index.html"))
    click.echo(str(target / "upload"))
    count = len(shown.slides)
    terminal.say(f"«{shown.title}»: {count} slide{'' if count == 1 else 's'}")
    for number, why in sorted(left_out.items()):
        terminal.say(f"slide {number} is left out: {why} (--allow {_ALLOWED.get(why, why)})")
    for number, why in sorted(doubtful.items()):
        if number in {each.number for each in shown.slides}:
            terminal.say(f"slide {number} shows what no post would: {why}")
    terminal.say(f"to show it inside another page{_once_known(shown)}: {shown.snippet()}")
    for name in WHERE:
        terminal.say(
            f"to put it on {channels.name_of(name)}: open {channels.page_of(name)}, choose "
            f"{target / 'upload' / 'slides.pdf'}, paste the texts beside it"
        )


def _once_known(shown: Viewer) -> str:
    """What is to be replaced, where the user did not say where the page will stand."""
    from repurpose.pages.viewer import PLACEHOLDER

    if shown.url:
        return ""
    return (
        f", write where you have put the folder in place of {PLACEHOLDER} (or run this again with "
        "--url ADDRESS)"
    )


_ALLOWED = {"hidden": "hidden-slide"}
