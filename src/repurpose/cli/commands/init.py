"""repurpose init: a commented repurpose.yaml."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from repurpose.cli import terminal


@click.command("init")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is likely.")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def init(yes: bool, folder: Path) -> None:
    """Write a commented repurpose.yaml into FOLDER (default: here). Enter takes the proposal."""
    from repurpose.config import initial

    answers = initial.defaults()
    if not yes and sys.stdin.isatty():
        for question in initial.QUESTIONS:
            default = getattr(answers, question.name)
            given = click.prompt(question.text, default=default, err=True)
            answers = initial.answered(answers, question.name, given)
    path = initial.write(folder / "repurpose.yaml", answers)
    click.echo(path)
    terminal.next_step("repurpose doctor", "says what is still missing")
