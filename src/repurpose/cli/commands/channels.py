"""repurpose channels: what each channel takes, and how its posts go out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from repurpose.cli import documents, options
from repurpose.cli.json_errors import json_errors


@click.command("channels")
@click.argument("names", nargs=-1, metavar="[NAME…]")
@options.json_option
@json_errors("channels")
def channels(names: tuple[str, ...], as_json: bool) -> None:
    """Show what each channel takes: text and how it is counted, media, threads."""
    from repurpose import plugins
    from repurpose.channels import name_of
    from repurpose.channels.describing import described
    from repurpose.config.settings import unknown_channel
    from repurpose.model import DEFAULT_ACCOUNT
    from repurpose.protocols import HandsOver, PublishContext
    from repurpose.publishers import lacking

    installed = sorted(plugins.names("publishers"))
    chosen = ["twitter" if name == "x" else name for name in names] or installed
    found: list[dict[str, Any]] = []
    for name in chosen:
        if name not in installed:
            raise unknown_channel(name)
        publisher = plugins.load("publishers", name)
        lack = lacking(publisher, PublishContext(channel=name, account=DEFAULT_ACCOUNT))
        by_hand = lack is not None or isinstance(publisher, HandsOver)
        found.append({"name": name, "by_hand": by_hand, "rules": asdict(publisher.rules)})
        if as_json:
            continue
        title = name_of(name)
        shown = name if title == name else f"{title} ({name})"
        out = "put up by hand" if by_hand else "published"
        out += f": {lack}" if lack else ""
        click.echo(f"{click.style(shown, bold=True)}: {out}")
        for what, words in described(publisher.rules):
            click.echo(f"  {what:<13}  {words}")
    if as_json:
        documents.show({"channels": found})
