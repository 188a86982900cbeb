"""What a person reads: posts as they will look, where they come from, and what to type next."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose import hosting
from repurpose.model import Asset, Channel, Event, Locator, MediaKind, Part, Post, Sighting, Status
from repurpose.outbox.entry import Entry, Origin

if TYPE_CHECKING:
    from decimal import Decimal

    from repurpose.collecting import Skip

NAMES = {  # those of the channels' files, which take longer to read than a list of posts to show
    "twitter": "X", "linkedin": "LinkedIn", "facebook": "Facebook", "xing": "XING",
    "youtube": "YouTube", "slideshare": "SlideShare", "scribd": "Scribd", "mastodon": "Mastodon",
    "bluesky": "Bluesky", "instagram": "Instagram", "threads": "Threads",
}  # fmt: skip
COLOURS: dict[Status, str] = {
    "draft": "yellow",
    "approved": "cyan",
    "publishing": "blue",
    "published": "green",
    "failed": "red",
    "unknown": "magenta",
    "discarded": "bright_black",
    "handed-over": "cyan",
}
PROGRESS_AFTER = 1.0  # seconds
MOST_SKIPPED = 3  # files that are named, of those that are skipped for one reason
_MEDIA: dict[MediaKind, str] = {"image": "picture", "video": "video", "document": "document"}


def name_of(channel: str, account: str = "default") -> str:
    """A channel as its users call it: twitter is X."""
    name = NAMES.get(channel, channel)
    return name if account == "default" else f"{name} ({account})"


def say(text: str = "") -> None:
    """A word to the person at the terminal; never on standard output."""
    click.echo(text, err=True)


def next_step(command: str, what: str = "") -> None:
    """The next command to type."""
    say(click.style("  → ", fg="cyan") + click.style(command, bold=True) + (what and f"  {what}"))


def say_costs(costs: Mapping[str, Decimal]) -> None:
    """What platforms bill, by channel."""
    from repurpose.channels import price_of

    for channel, amount in costs.items():
        if price := price_of(channel):
            say(f"{name_of(channel)} bills about {amount:.2f} {price.currency} for this")


def status_word(status: Status) -> str:
    return click.style(status, fg=COLOURS[status])


def show_post(post: Post, channel: Channel | None, origins: Sequence[Origin], line: str) -> None:
    """One post on standard output, as it will look.

    Args:
        line: What stands behind the status: its date, its address, what is wrong.
    """
    head = click.style(name_of(post.channel, post.account), bold=True)
    click.echo(f"{head} · {status_word(post.status)}{line and f' · {line}'}  [{post.id}]")
    for number, part in enumerate(post.parts, start=1):
        _show_part(part, channel, number if len(post.parts) > 1 else 0)
    for origin in origins:
        click.echo(click.style(f"  from {place(origin)}", fg="bright_black"))
    click.echo()


def place(origin: Origin) -> str:
    """The file and the place in it: `deck.pptx, slide 4`."""
    speaker = f", {origin.speaker}" if origin.speaker else ""
    return f"{file_name(origin.path)}, {spot(origin.locator)}{speaker}"


def file_name(path: str) -> str:
    """What a person calls a file or page: its name, or the whole address."""
    return path if "://" in path else Path(path).name


def spot(locator: Locator) -> str:
    """A locator in words: `slide 4`, `12:03`."""
    if locator.start is not None:
        return clock(locator.start)
    [(name, number)] = locator.as_json().items()
    return f"{name} {number}"


def sighting(seen: Sighting, name: str) -> str:
    """Where the same stands in another file: `slide 4 of deck.pptx`, `8:19 in talk.mp4`."""
    joint = "in" if seen.locator.sheet is None else "of"
    return f"{spot(seen.locator)} {joint} {name}"


def clock(seconds: float) -> str:
    """Seconds as m:ss or h:mm:ss."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The text with the marked stretches shown: underlined, or in ⟦ ⟧ where nothing can be."""
    plain = not sys.stdout.isatty()
    out, last = "", 0
    for start, end in sorted(marks):
        words = text[start:end]
        shown = f"⟦{words}⟧" if plain else click.style(words, bold=True, underline=True)
        out, last = out + text[last:start] + shown, end
    return out + text[last:]


def entry_line(entry: Entry, when: str) -> str:
    """What stands behind an entry's status."""
    words = [when] if when else []
    if entry.post.status == "published" and entry.url:
        words.append(entry.url)
    if entry.error:
        words.append(entry.error)
    if entry.stale:
        words.append("stale: these words are no longer in the file")
    return " · ".join(words)


def say_skipped(skipped: Sequence[Skip], *, verbose: bool) -> None:
    """What was not read, and why: a line each; of many for the same reason, one for all."""
    reasons: dict[str, list[Skip]] = {}
    for skip in skipped:
        if verbose or not skip.quiet:
            reasons.setdefault(skip.why, []).append(skip)
    for why, skips in reasons.items():
        if len(skips) > MOST_SKIPPED and not verbose:
            say(f"skipped {len(skips):,} files: {why} (-v names them)")
            continue
        for skip in skips:
            say(f"skipped {skip.where}: {why}")


def by_reason(reasons: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Names by the reason that they share, in order: a line each is enough."""
    found: dict[str, list[str]] = {}
    for name, why in reasons.items():
        found.setdefault(why, []).append(name)
    return list(found.items())


def say_events(events: Iterable[Event]) -> None:
    """Which files are of one event, and what tells it."""
    for event in events:
        for why in event.why:
            say(why)


def say_faults(assets: Iterable[Asset], *, verbose: bool) -> None:
    """What could not be read of files that could: a line each; of many of one file, the first."""
    for asset in assets:
        shown = asset.faults if verbose else asset.faults[:MOST_SKIPPED]
        for fault in shown:
            say(f"note: {asset.path}: {fault}")
        if more := len(asset.faults) - len(shown):
            say(f"note: {asset.path}: and {more:,} more (-v names them)")


@contextmanager
def progress(label: str) -> Iterator[Any]:
    """A progress bar on standard error for work that takes over a second; yields a function that
    takes (label, done, total)."""
    bar = _Bar(label)
    try:
        yield bar.update
    finally:
        bar.close()


class _Bar:
    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._shown = False

    def update(self, label: str, done: float, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._start < PROGRESS_AFTER:
            return
        self._shown = True
        full = int(24 * done / max(total, 1))
        bar = "█" * full + "░" * (24 - full)
        name = label if len(label) <= 36 else f"{label[:35]}…"
        click.echo(f"\r{self._label} {name} {bar} {int(done)}/{total}\x1b[K", nl=False, err=True)

    def close(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _from_here(path: Path) -> str:
    """A path as short as it can be typed here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def without_marks(text: str) -> str:
    """A text whose links to what is not live yet are said in words."""
    return hosting.in_words(text, lambda post: f"‹the address of {post}›")


def _show_part(part: Part, channel: Channel | None, number: int) -> None:
    width = min(shutil.get_terminal_size((100, 24)).columns, 100) - 4
    bar = click.style("  │ ", fg="bright_black")
    if part.title:
        click.echo(bar + click.style(part.title, bold=True))
        click.echo(bar.rstrip())
    for line in without_marks(part.text).splitlines() or [""]:
        for row in textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False) or [
            ""
        ]:
            click.echo(bar + row)
    for medium in part.media:
        words = f"{_MEDIA[medium.kind]} {_from_here(medium.path)}: {medium.alt}"
        click.echo(
            bar
            + click.style(f"[{textwrap.shorten(words, 2 * width, placeholder=' …')}]", italic=True)
        )
    if part.tags:
        click.echo(bar + click.style(f"[tags: {', '.join(part.tags)}]", italic=True))
    if part.comment:
        click.echo(
            bar
            + click.style(
                f"[first comment: {' '.join(without_marks(part.comment).split())}]", italic=True
            )
        )
    if part.link and part.link not in f"{part.text} {part.comment or ''}":
        link = without_marks(part.link)
        click.echo(bar + click.style(f"[link: {part.link_title or ''} {link}]", italic=True))
    if channel is not None:
        from repurpose.text.counting import measure

        rules = channel.rules.of(part)
        count = f"{measure(part.text, rules)} of {rules.limit}"
        part_of = f"part {number}: " if number else ""
        click.echo(click.style(f"  {part_of}{count}", fg="bright_black"))
