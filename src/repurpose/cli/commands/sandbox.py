"""repurpose sandbox: the feed of the platforms inside this machine."""

from __future__ import annotations

import time
from pathlib import Path

import click

from repurpose.cli import options, terminal
from repurpose.cli.session import Session


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--reset", is_flag=True, help="Throw away what stands in the sandbox, and end.")
@click.option("--faults", "list_faults", is_flag=True, help="List the faults that --fault knows.")
@options.config_option
def sandbox(port: int, reset: bool, list_faults: bool, config_path: Path | None) -> None:
    """Show what `--sandbox` published, as a page, until Ctrl-C."""
    from repurpose.sandbox import FAULTS, Sandbox

    if list_faults:
        for name, what in FAULTS.items():
            click.echo(f"{name:<20} {what}")
        return
    with Session(config_path, use_sandbox=True) as session:
        if reset:
            session.reset_sandbox()
            terminal.say("the sandbox is empty")
            return
        session.state.mkdir(parents=True, exist_ok=True)
        with Sandbox(session.state / "platforms.db", port=port) as servers:
            click.echo(servers.page)
            terminal.say("Ctrl-C ends it")
            while True:
                time.sleep(3600)
