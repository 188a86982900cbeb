"""repurpose slides: pictures of a deck's slides, with their alternative texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit, SourceError
from repurpose.model import Asset, Channel

if TYPE_CHECKING:
    from repurpose.media.slides import SlidePictures

_NUMBERS = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")
_MOST = 10_000
_ALT = 1_000  # characters, where no channel says


@click.command("slides")
@click.argument("deck", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to put them. Default: a folder named after the deck.",
)
@click.option("--slides", "numbers", metavar="4,7-9", help="Only these.")
@options.channels_option
@options.allow_option
@options.language_option
@options.config_option
@options.json_option
@json_errors("slides", "left_out")
def slides(
    deck: Path,
    folder: Path | None,
    numbers: str | None,
    channels: str | None,
    allow: tuple[str, ...],
    language: str | None,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Make pictures of a deck's slides, or of a PDF's pages, with their alternative texts.

    As large as they are drawn; with --channels in the shape, the size and the bytes that each
    channel takes. Hidden and confidential slides are left out: --allow hidden-slide,confidential
    takes them along.
    """
    from repurpose.cli.holding import allowing, private_wanted

    with Session(config_path) as session:
        include = private_wanted(allowing(session.config.policy, allow)) | session.config.include
        targets = session.channels(channels) if channels is not None else []
        asset = read_deck(session, deck, language)
        pictures = drawn(session, asset, wanted_slides(numbers), include)
        folder = folder or Path(f"{deck.stem} slides")
        made = _written(asset, pictures, folder, targets)
    if as_json:
        left_out = [{"slide": n, "why": why} for n, why in pictures.left_out.items()]
        documents.show({"slides": made, "left_out": left_out, "errors": []})
    else:
        for each in made:
            click.echo(click.style(each["path"], bold=True))
            click.echo(click.style(f"  {each['alt']}", fg="bright_black"))
        if made:
            terminal.say(f"{len(made)} picture{'s' if len(made) > 1 else ''} in {folder}")
    for number, why in pictures.left_out.items():
        terminal.say(f"slide {number} is {why} and left out (--allow {_ALLOWED[why]})")
    for fault in pictures.faults:
        terminal.say(f"note: {asset.path}: {fault}")
    return Exit.DONE if made and not pictures.faults else Exit.REFUSED if made else Exit.SOURCE


_ALLOWED = {"hidden": "hidden-slide", "confidential": "confidential"}


def read_deck(session: Session, deck: Path, language: str | None) -> Asset:
    """One deck. Raises ConfigError where it is a folder, SourceError where it cannot be read."""
    from repurpose.cli.producing import Asked, producer

    if deck.is_dir():
        raise ConfigError("is a folder", where=str(deck), hint="name one deck in it")
    with producer(session, Asked(language=language)) as makes:
        made = makes.read([deck])
    for error in made.errors:
        raise error
    if not made.assets:
        raise SourceError("cannot be read", where=str(deck), hint="see `repurpose read`")
    return made.assets[0]


def wanted_slides(numbers: str | None) -> frozenset[int] | None:
    """The numbers of --slides; None for all."""
    if numbers is None:
        return None
    plain = numbers.replace(" ", "")
    if not _NUMBERS.fullmatch(plain):
        raise ConfigError(f"--slides {numbers!r} is no list of numbers", hint="e.g. 4,7-9")
    found: set[int] = set()
    for part in plain.split(","):
        first, _, last = part.partition("-")
        start, end = int(first), int(last or first)
        if not 0 <= end - start <= _MOST:
            raise ConfigError(f"--slides {part} is no stretch of slides", hint="e.g. 4,7-9")
        found.update(range(start, end + 1))
    return frozenset(found)


def drawn(
    session: Session, asset: Asset, wanted: frozenset[int] | None, include: frozenset[str]
) -> SlidePictures:
    """Pictures of a deck's slides, with progress."""
    from repurpose.media.slides import slide_pictures

    with terminal.progress("drawing") as update:
        return slide_pictures(
            asset,
            session.config.slides,
            lambda done, total: update(asset.path.name, done, total),
            slides=wanted,
            include=include,
        )


def _written(
    asset: Asset, pictures: Mapping[int, Path], folder: Path, channels: list[Channel]
) -> list[dict[str, Any]]:
    """A file a slide, or a slide and channel."""
    from repurpose.media.alt import alt_text
    from repurpose.media.fitting import copied, fitted

    made: list[dict[str, Any]] = []
    for number, picture in pictures.items():
        name = f"slide-{number:02}"
        if not channels:
            file = copied(picture, folder / f"{name}.png")
            alt = alt_text(asset, number, _ALT)
            made.append({"slide": number, "path": str(file), "alt": alt})
        for channel in channels:
            own = name if len(channels) == 1 else f"{name}-{channel.label.replace(':', '-')}"
            file = fitted(picture, channel.rules, folder / f"{own}.png")
            alt = alt_text(asset, number, channel.rules.alt_limit)
            made.append({"slide": number, "path": str(file), "alt": alt, "channel": channel.label})
    return made
