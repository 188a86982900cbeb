"""The plan as people see it: week by week, with weekday and zone, what, where, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from repurpose.calendar.planned import Planned
from repurpose.calendar.text_file import week_name
from repurpose.cli import documents, terminal
from repurpose.errors import ConfigError
from repurpose.schedule.calendar_words import MONTHS, WEEKDAYS
from repurpose.schedule.planning import Planning
from repurpose.schedule.public_holidays import holiday

if TYPE_CHECKING:
    from repurpose.cli.session import Session

_WAITING = ("approved", "publishing", "unknown", "failed", "handed-over")


@dataclass(frozen=True)
class View:
    """The posts of a plan.

    Attributes:
        occupied: The times that are taken; None where there is no outbox yet.
        everything: What went out before this week is shown as well.
    """

    session: Session
    posts: Sequence[Planned]
    occupied: Planning | None
    now: datetime
    everything: bool

    def show(self) -> None:
        """On standard output; what to do next on standard error."""
        shown = self._shown()
        dated = [each for each in shown if each.when is not None]
        undated = [each for each in shown if each.when is None and each.status != "draft"]
        zone = self.session.config.timezone
        width = max((len(_name(each)) for each in shown), default=0)
        week = None
        for each in dated:
            when = each.when
            assert when is not None
            if (name := week_name(when.astimezone(zone))) != week:
                if week is not None:
                    click.echo()
                week = name
                click.echo(click.style(f"{name[0].upper()}{name[1:]}", bold=True) + f"  {zone.key}")
                for line in self._holidays(when.astimezone(zone).date()):
                    click.echo(click.style(f"  {line}", fg="bright_black"))
            self._show_post(each, width)
        if undated:
            click.echo(("\n" if dated else "") + click.style("Without a date", bold=True))
            for each in undated:
                self._show_post(each, width)
        self._say_rest()

    def document(self) -> dict[str, Any]:
        zone = self.session.config.timezone
        return {"zone": zone.key, "posts": [self._json(each) for each in self._shown()]}

    # ── private ──

    def _shown(self) -> list[Planned]:
        local = self.now.astimezone(self.session.config.timezone)
        monday = local.date() - timedelta(days=local.weekday())
        return [
            each
            for each in self.posts
            if self.everything
            or each.status != "published"
            or (each.when is not None and each.when.astimezone(local.tzinfo).date() >= monday)
        ]

    def _show_post(self, each: Planned, width: int) -> None:
        zone = self.session.config.timezone
        when = ""
        if each.when is not None:
            local = each.when.astimezone(zone)
            day = f"{WEEKDAYS[local.weekday()]} {local.day:>2} {MONTHS[local.month - 1]}"
            when = f"{day}  {local:%H:%M} {local.tzname()}  "
        status = click.style(f"{each.status:<11}", fg=terminal.COLOURS[each.status])
        click.echo(f"  {when}{_name(each):<{width}}  {status}  {each.id}  {each.words(60)}")
        for note in self._notes(each):
            click.echo(click.style(f"      {note}", fg="bright_black"))

    def _notes(self, each: Planned) -> Iterator[str]:
        """What is to be known of a post: that it is late, what speaks against its date, its failure."""
        if each.status == "approved" and each.when is not None and self.occupied is not None:
            if each.when <= self.now:
                yield "due: it goes out, or is moved, with the next run"
            else:
                others = [t for t in self.occupied.taken if not _is_own(t.when, t.account, each)]
                planning = replace(self.occupied, taken=others)
                yield from (o.why for o in planning.obstacles(each.account, each.when))
        if each.entry.error:
            yield each.entry.error
        if each.status == "published" and each.entry.url:
            yield each.entry.url

    def _holidays(self, day: date) -> Iterator[str]:
        config = self.session.config
        limits = (config.limits, *config.channel_limits.values())
        regions = dict.fromkeys(region for each in limits for region in each.regions)
        monday = day - timedelta(days=day.weekday())
        for each in (monday + timedelta(days=n) for n in range(7)):
            for region in regions:
                if name := holiday(each, region):
                    month = MONTHS[each.month - 1]
                    yield f"{WEEKDAYS[each.weekday()]} {each.day:>2} {month}  {name} ({region})"

    def _say_rest(self) -> None:
        flag = self.session.flag
        paused = self.session.paused()
        if paused is not None:
            terminal.say(f"paused{paused and f' until {paused}'}: nothing goes out")
            terminal.next_step("repurpose resume")
        drafts = sum(each.status == "draft" for each in self.posts)
        if drafts:
            terminal.say(f"{drafts} draft{'s' * (drafts != 1)} without a date")
            terminal.next_step(f"repurpose calendar pull plan.txt{flag}", "to give them one")
        elif not self.posts:
            terminal.say("nothing is planned")
            terminal.next_step("repurpose deck.pptx --schedule")
        elif not any(each.status in _WAITING for each in self.posts):
            terminal.say("nothing is planned; all is published")

    def _json(self, each: Planned) -> dict[str, Any]:
        zone = self.session.config.timezone
        local = each.when.astimezone(zone) if each.when else None
        document = documents.post_json(each.entry.post, self._channel(each), each.entry.url)
        return {
            **document,
            "when": local.isoformat() if local else None,
            "weekday": WEEKDAYS[local.weekday()] if local else None,
            "notes": list(self._notes(each)),
        }

    def _channel(self, each: Planned) -> Any:
        try:
            return self.session.channel_of(each.entry.post)
        except ConfigError:  # it is not configured any more
            return None


def _name(each: Planned) -> str:
    return terminal.name_of(each.entry.post.channel, each.entry.post.account)


def _is_own(when: datetime, account: str, each: Planned) -> bool:
    return when == each.when and account == each.account
