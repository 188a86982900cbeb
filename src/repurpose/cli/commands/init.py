"""repurpose init: a commented repurpose.yaml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import terminal
from repurpose.cli.edge import say_error
from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from repurpose.config.initial import Answers, Question


@click.command("init")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is likely.")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def init(yes: bool, folder: Path) -> None:
    """Write a commented repurpose.yaml into FOLDER (default: here). Enter takes the proposal."""
    from repurpose.config import initial

    answers = initial.defaults()
    if not yes and sys.stdin.isatty():
        for question in initial.QUESTIONS:
            answers = _asked(answers, question)
    path = initial.write(folder / "repurpose.yaml", answers)
    click.echo(path)
    terminal.next_step("repurpose doctor", "says what is still missing")


def _asked(answers: Answers, question: Question) -> Answers:
    """One question, asked again until the answer can be used."""
    from repurpose.config import initial

    while True:
        given = click.prompt(question.text, default=getattr(answers, question.name), err=True)
        try:
            return initial.answered(answers, question.name, given)
        except ConfigError as error:
            say_error(error)
