"""The pictures of the slides that an article quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.cli import terminal
from repurpose.cli.session import Session
from repurpose.errors import RepurposeError

if TYPE_CHECKING:
    from repurpose.choosing.find import Find
    from repurpose.model import Asset
    from repurpose.pages.article import Article, Figure, Group
    from repurpose.screening import Policy

_ALT = 500  # characters


@dataclass
class Figures:
    """Gives articles the pictures of their slides.

    Attributes:
        held: What is held back: a slide that shows it is not shown.
        notes: Why there are no pictures, each reason once.
    """

    session: Session
    policy: Policy
    held: Sequence[Find]
    notes: list[RepurposeError] = field(default_factory=list)

    def illustrated(self, drafted: Article, room: Path) -> Article:
        """The article with pictures, which are written into the folder `images` in `room`."""
        from repurpose.media.alt import alt_text
        from repurpose.pages import pictures
        from repurpose.pages.article import Figure

        drawn: dict[str, Mapping[int, Path]] = {}
        for sha, (asset, numbers) in self._wanted(drafted).items():
            drawn[sha] = self._drawn(asset, numbers)
        several = len(drawn) > 1
        shown: set[tuple[str, int]] = set()

        def figure(group: Group) -> Figure | None:
            sha, number = group.asset.sha256, group.sheet or 0
            picture = drawn.get(sha, {}).get(number)
            if picture is None or (sha, number) in shown:
                return None
            shown.add((sha, number))
            deck = f"-{list(drawn).index(sha) + 1}" if several else ""
            place = room / "images" / f"slide{deck}-{number:02}"
            name, size = pictures.put(picture, place)
            alt = alt_text(group.asset, number, _ALT, drafted.language)
            return Figure(asset=sha, number=number, file=f"images/{name}", alt=alt, size=size)

        return drafted.with_figures(figure)

    def _wanted(self, drafted: Article) -> dict[str, tuple[Asset, list[int]]]:
        """Of each deck the slides whose statements are in the article, but for those that show what
        is held back."""
        from repurpose.pages.screened import Screened

        wanted: dict[str, tuple[Asset, list[int]]] = {}
        for group in drafted.groups():
            if group.sheet is not None and group.asset.kind == "deck":
                sha = group.asset.sha256
                wanted.setdefault(sha, (group.asset, []))[1].append(group.sheet)
        for asset, numbers in wanted.values():
            held = {f.snippet.locator.sheet for f in self.held if f.asset.sha256 == asset.sha256}
            shows_held = {*Screened(asset, self.policy).slides(), *held}
            numbers[:] = sorted(set(numbers) - {n for n in shows_held if n is not None})
        return wanted

    def _drawn(self, asset: Asset, numbers: Sequence[int]) -> Mapping[int, Path]:
        from repurpose.cli.holding import private_wanted
        from repurpose.media.slides import slide_pictures

        if not numbers:
            return {}
        include = private_wanted(self.policy) | self.session.config.include
        try:
            with terminal.progress("drawing") as update:
                return slide_pictures(
                    asset,
                    self.session.config.slides,
                    lambda done, total: update(asset.path.name, done, total),
                    slides=numbers,
                    include=include,
                )
        except RepurposeError as error:
            if str(error) not in {str(note) for note in self.notes}:
                self.notes.append(error)
            return {}
