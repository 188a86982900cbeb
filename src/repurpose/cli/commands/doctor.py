"""repurpose doctor: what is set up, what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import documents, options
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from repurpose.config.checks import Check

_SIGNS = {"ok": ("✓", "green"), "missing": ("–", "yellow"), "wrong": ("✗", "red")}


@click.command("doctor")
@options.channels_option
@click.option("--online", is_flag=True, help="Also ask the platforms whether the logins work.")
@options.config_option
@options.json_option
@json_errors("checks")
def doctor(channels: str | None, online: bool, config_path: Path | None, as_json: bool) -> int:
    """Say what is set up and what is missing. Exit code: 0 all is there, 2 the configuration is
    wrong, 4 a login is missing."""
    from repurpose.config import checks

    with Session(config_path) as session:
        try:
            labels = [each.label for each in session.channels(channels)] if channels else None
            results = checks.check(session.config, labels, online=online)
            results += _language_model(session)
        except ConfigError as error:
            results = checks.of_error(error)
    if as_json:
        documents.show({"checks": [checks.as_json(result) for result in results]})
    else:
        for result in results:
            sign, colour = _SIGNS[result.state]
            detail = f": {result.detail}" if result.detail else ""
            click.echo(f"{click.style(sign, fg=colour)} {result.what}{detail}")
            if result.hint:
                click.echo(click.style("    → ", fg="cyan") + result.hint)
    return checks.exit_code(results)


def _language_model(session: Session) -> list[Check]:
    """Whether it answers, where one is configured; else nothing is loaded or asked."""
    settings = session.config.language_model
    if settings is None:
        return []
    from repurpose import language_model
    from repurpose.config import secrets

    return [language_model.check(settings, secrets.language_model_key(session.config.environ))]
