"""repurpose cards: pictures with what is worth passing on, in the firm's own look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, holding, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit
from repurpose.model import Asset, Channel, Rules

if TYPE_CHECKING:
    from repurpose.choosing.find import Find
    from repurpose.cli.carousels import Maker
    from repurpose.media.carousel import Carousel
    from repurpose.production import Production

_ANY = Rules(limit=0, measure="code-points", images=1)  # where no channel is named


@click.command("cards")
@options.assets_argument
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to put them. Default: a folder named after the file.",
)
@options.channels_option
@click.option("-n", "--limit", metavar="N", type=click.IntRange(1, 100), help="At most N cards.")
@options.kinds_option
@click.option("--carousel", is_flag=True, help="Make one document of them: a PDF, or pictures.")
@click.option("--slides", "numbers", metavar="4,7-9", help="With --carousel: these slides instead.")
@options.language_option
@options.theme_option
@options.allow_option
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("cards", "carousels", "left_out")
def cards(
    assets: tuple[Path | str, ...],
    folder: Path | None,
    channels: str | None,
    limit: int | None,
    kinds: str | None,
    carousel: bool,
    numbers: str | None,
    language: str | None,
    theme: str | None,
    allow: tuple[str, ...],
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Make pictures of the best quotes, figures and statements, with their alternative texts.

    In the size that each of --channels shows best. Colours, font, logo and name are those of `brand`
    in repurpose.yaml. Nothing is posted.
    """
    from repurpose.cli.producing import Asked, producer

    with Session(config_path, language=language) as session:
        targets = session.channels(channels) if channels is not None else []
        _refuse_without_pictures(targets, carousel)
        place = folder or Path(f"{_name_of(assets)} cards")
        shown = _Shown(session, place, limit or session.config.limit)
        if numbers is not None:
            made = _slides(shown, assets, numbers, targets, language, allow, carousel=carousel)
            return shown.finish(made, as_json=as_json, verbose=verbose, assets=assets)
        asked = Asked(language=language, theme=theme, kinds=kinds, allow=allow)
        with producer(session, asked) as makes:
            made = makes.produce(assets, [], session.config.limit)
        holding.refuse_all_held(made, assets)
        if carousel:
            shown.make_carousels(made.finds, targets)
        else:
            shown.make_cards(made.finds, targets)
        return shown.finish(made, as_json=as_json, verbose=verbose, assets=assets)


def _slides(
    shown: _Shown,
    assets: Sequence[Path | str],
    numbers: str,
    channels: Sequence[Channel],
    language: str | None,
    allow: Sequence[str],
    *,
    carousel: bool,
) -> Production:
    """A carousel of chosen slides for each channel."""
    from repurpose.cli.commands.slides import drawn, read_deck, wanted_slides
    from repurpose.cli.holding import allowing, private_wanted
    from repurpose.production import Production
    from repurpose.showable import held_slides

    if not carousel or len(assets) != 1 or not isinstance(assets[0], Path):
        raise ConfigError("--slides goes with --carousel and one deck", hint="add --carousel")
    session = shown.session
    asset = read_deck(session, assets[0], language)
    policy = allowing(session.config.policy, allow)
    include = private_wanted(policy) | session.config.include
    wanted = wanted_slides(numbers) or frozenset()
    held = held_slides(asset, policy, include)
    pictures = drawn(session, asset, wanted - held.keys(), include)
    unshown = {number: f"it is {why}" for number, why in pictures.left_out.items()}
    for number in wanted & held.keys():
        reasons = [hold.reason for hold in held[number]]
        unshown[number] = f"on it is {', '.join(reasons)} (--allow {','.join(reasons)})"
    shown.left_out |= {f"slide {number}": why for number, why in sorted(unshown.items())}
    shown.chosen = True
    if pictures:
        shown.make_slide_carousels(asset, pictures, channels)
    return Production(assets=[asset])


class _Shown:
    """What is made, as it is printed.

    Attributes:
        left_out: Why a snippet has no card, by its id; or a slide no page.
        chosen: Whether the user named each: then it is said which are left out.
    """

    def __init__(self, session: Session, folder: Path, limit: int) -> None:
        self.session, self.folder, self.limit = session, folder, limit
        self.cards: list[dict[str, Any]] = []
        self.carousels: list[dict[str, Any]] = []
        self.left_out: dict[str, str] = {}
        self.chosen = False

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.cards) + sum(len(each["pages"]) for each in self.carousels)

    def make_cards(self, finds: Sequence[Find], channels: Sequence[Channel]) -> None:
        """The best that fit on a card, a file for each channel."""
        from repurpose.media.cards import NoCard
        from repurpose.media.writing import write
        from repurpose.snippet_cards import card_of

        config = self.session.config
        number = 0
        for find in finds:
            if number == self.limit:
                return
            fitting = False
            for channel in channels or (None,):
                rules = channel.rules if channel else _ANY
                snippet = find.snippet
                try:
                    card = card_of(find, rules, config.brand, self.session.locale)
                except NoCard as why:
                    self.left_out[snippet.id] = why.message
                    continue
                number += not fitting
                fitting = True
                content, suffix = card.encoded(rules)
                own = f"-{channel.label.replace(':', '-')}" if channel and len(channels) > 1 else ""
                name = f"{number:02}-{snippet.kind}{own}{suffix}"
                file = write(content, self.folder / name)
                made = {"path": str(file), "kind": snippet.kind, "snippet": snippet.id}
                made |= {"alt": card.alt} | ({"channel": channel.label} if channel else {})
                self.cards.append(made)

    def make_carousels(self, finds: Sequence[Find], channels: Sequence[Channel]) -> None:
        """Of the best, and of the lists whatever else is better; see `repurpose.cli.carousels`."""
        lists = [find for find in finds if find.snippet.kind == "list"]
        others = [find for find in finds if find.snippet.kind != "list"]
        for maker in self._makers(channels):
            made, left_out = maker.of_finds([*lists[: self.limit], *others[: self.limit]])
            self.left_out |= left_out
            for number, carousel in enumerate(made, 1):
                self._write(maker, carousel, f"carousel-{number:02}", several=len(channels) > 1)

    def make_slide_carousels(
        self, deck: Asset, pictures: Mapping[int, Path], channels: Sequence[Channel]
    ) -> None:
        """Of slides as they look."""
        for maker in self._makers(channels):
            carousel = maker.of_slides(deck, pictures)
            self._write(maker, carousel, "slides", several=len(channels) > 1)

    def _makers(self, channels: Sequence[Channel]) -> list[Maker]:
        from repurpose.cli.carousels import Maker

        return [
            Maker(self.session.config, self.session.locale, channel)
            for channel in channels or (None,)
        ]

    def _write(self, maker: Maker, carousel: Carousel, name: str, *, several: bool) -> None:
        channel = maker.channel
        own = f"-{channel.label.replace(':', '-')}" if channel and several else ""
        files = maker.written(carousel, self.folder, f"{name}{own}")
        pages = [{"path": str(file), "alt": alt} for file, alt in files]
        said = {"title": carousel.title, "pages": pages}
        self.carousels.append(said | ({"channel": channel.label} if channel else {}))

    def finish(
        self, made: Production, *, as_json: bool, verbose: bool, assets: Sequence[Path | str]
    ) -> int:
        """Print what there is; the exit code."""
        if as_json:
            left_out = [{"snippet": id_, "why": why} for id_, why in self.left_out.items()]
            documents.show(
                {
                    "cards": self.cards,
                    "carousels": self.carousels,
                    "left_out": left_out,
                    "errors": documents.errors_json(made.errors),
                }
            )
        else:
            self.show()
        notes = self.session.config.brand.notes if self.count else ()
        _say(made, self, notes, verbose=verbose, assets=assets)
        if not self.count:
            return Exit.SOURCE
        return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE

    def show(self) -> None:
        """The files with their alternative texts; of files with the same one below the last."""
        files = [*self.cards, *(page for made in self.carousels for page in made["pages"])]
        for alt, group in groupby(files, key=lambda each: str(each["alt"])):
            for each in group:
                click.echo(click.style(each["path"], bold=True))
            click.echo(click.style(f"  {alt}".replace("\n", "\n  "), fg="bright_black"))


def _say(
    made: Production,
    shown: _Shown,
    notes: Sequence[str],
    *,
    verbose: bool,
    assets: Sequence[Path | str],
) -> None:
    """What else there is to know, on standard error."""
    for note in notes:
        terminal.say(f"note: {note}")
    if verbose or shown.chosen or not shown.count:
        for why, names in terminal.by_reason(shown.left_out):
            are = "is" if len(names) == 1 else "are"
            terminal.say(f"{', '.join(names)} {are} left out: {why}")
    if shown.count:
        things = "file" if shown.carousels else "card"
        terminal.say(f"{shown.count} {things}{'s' if shown.count > 1 else ''} in {shown.folder}")
    terminal.say_skipped(made.skipped, verbose=verbose)
    terminal.say_faults(made.assets, verbose=verbose)
    for error in made.errors:
        say_error(error)
    holding.say(made, assets)


def _refuse_without_pictures(channels: Sequence[Channel], carousel: bool) -> None:
    for channel in channels:
        if not (channel.rules.images or (carousel and channel.rules.documents)):
            raise ConfigError(f"{channel.label} takes no pictures", hint="name another channel")


def _name_of(assets: Sequence[Path | str]) -> str:
    first = assets[0]
    return (first.stem if isinstance(first, Path) and first.stem else "") or "page"
