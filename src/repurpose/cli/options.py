"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _complete_channels(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from repurpose import plugins

    done, comma, word = incomplete.rpartition(",")
    return [done + comma + name for name in plugins.names("publishers") if name.startswith(word)]


def complete_channel(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from repurpose import plugins

    return [name for name in plugins.names("publishers") if name.startswith(incomplete)]


def _complete_kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from repurpose.cli.kinds import KINDS

    done, comma, word = incomplete.rpartition(",")
    return [done + comma + kind for kind in KINDS if kind.startswith(word)]


def complete_posts(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from repurpose import config
    from repurpose.outbox import glance
    from repurpose.outbox.file_format import FILE_NAME

    lines = glance.lines(config.load().state / FILE_NAME)
    return [
        CompletionItem(line.id, help=f"{line.channel} {line.status}: {line.text[:40]}")
        for line in lines
        if line.id.startswith(incomplete)
    ]


class _Asset(click.Path):
    """A path, or an address of the web, which stays as it is typed."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        if str(value).lower().startswith(("http://", "https://")):
            return str(value)
        return Path(super().convert(value, param, ctx))  # type: ignore[arg-type]


assets_argument = click.argument(
    "assets", nargs=-1, required=True, metavar="ASSET…", type=_Asset(path_type=Path)
)
config_option = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The configuration (default: repurpose.yaml, found from here upward).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document, for scripts."
)
channels_option = click.option(
    "-c",
    "--channels",
    metavar="A,B",
    help="Where to: twitter (or x), linkedin, linkedin:ACCOUNT. Default: those configured.",
    shell_complete=_complete_channels,
)
language_option = click.option(
    "--language", metavar="CODE", help="de, en, fr or it. Default: recognised."
)
kinds_option = click.option(
    "--kinds",
    metavar="A,B",
    help="Only these: quote, statement, statistic, tip, question, announcement, list, definition.",
    shell_complete=_complete_kinds,
)
language_model_option = click.option(
    "--language-model/--no-language-model",
    "with_model",
    default=None,
    help="Let a language model rank and propose, or not. Default: if one is configured.",
)
theme_option = click.option(
    "--theme", metavar="WORDS", help="Statements that mention one of these words come first."
)
again_option = click.option(
    "--again", is_flag=True, help="Offer once more what was posted or discarded before."
)


def _complete_reasons(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from repurpose.screening import REASONS

    done, comma, word = incomplete.rpartition(",")
    return [done + comma + reason for reason in REASONS if reason.startswith(word)]


allow_option = click.option(
    "--allow",
    metavar="REASON|ID",
    multiple=True,
    help="Use what is held back: by its reason (price,slogan), or one snippet by its id.",
    shell_complete=_complete_reasons,
)


def sandbox_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--sandbox and --fault."""
    command = click.option(
        "--fault",
        "faults",
        metavar="NAME[:COUNT]",
        multiple=True,
        help="Let the sandbox fail: see `repurpose sandbox --faults`.",
    )(command)
    return click.option(
        "--sandbox", is_flag=True, help="Use platforms inside this machine; nothing leaves it."
    )(command)


verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more.")


def verbosity_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """-v and -q."""
    command = click.option("-q", "--quiet", is_flag=True, help="Say less.")(command)
    return verbose_option(command)
