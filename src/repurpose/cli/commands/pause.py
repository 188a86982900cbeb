"""repurpose pause and resume: nothing goes out in between."""

from __future__ import annotations

from pathlib import Path

import click

from repurpose.cli import options, terminal
from repurpose.cli.session import Session


@click.command("pause")
@click.option("--until", metavar="DATE", help="E.g. 5.12.2026 09:00, +2d, Monday 8:00.")
@options.config_option
def pause(until: str | None, config_path: Path | None) -> None:
    """Publish nothing, until DATE or until `repurpose resume`."""
    from repurpose.delivery import utc_now
    from repurpose.schedule import dates

    with Session(config_path) as session:
        zone = session.config.timezone
        moment = None if until is None else dates.parse(until, now=utc_now(), zone=zone)
        session.outbox.pause(moment)
        terminal.say(f"paused until {dates.echo(moment, zone)}" if moment else "paused")
        terminal.next_step("repurpose resume", "ends it")


@click.command("resume")
@options.config_option
def resume(config_path: Path | None) -> None:
    """End a pause. Posts whose slot was missed move to the next free one."""
    with Session(config_path) as session:
        session.outbox.resume()
        terminal.say("going on")
        terminal.next_step("repurpose publish --due")
