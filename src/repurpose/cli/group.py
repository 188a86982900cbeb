"""The group of commands. Each is imported when it is used, so that `--help` stays fast."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from repurpose import __version__

# name: (what it does, in which module); the order is the order of the help
COMMANDS = {
    "run": "Turn decks, documents, transcripts and recordings into posts (`run` may be left out).",
    "live": "Follow a transcript that grows, and publish what you approve while people talk.",
    "outbox": "See, edit, approve or discard posts.",
    "publish": "Publish what is approved: `publish --due` from cron, or one post by its id.",
    "calendar": "Show what goes out when; edit the plan as a text; export it (ICS, CSV).",
    "handover": "Put up by hand what a platform takes from people only: text, files, page, address.",
    "reconcile": "Compare the outbox with what stands on the platforms.",
    "takedown": "Take posts down everywhere: of a person, of a file, or by their ids.",
    "read": "Show what is read from files, folders and pages of the web.",
    "extract": "Show what is worth passing on in a file, best first.",
    "clips": "Cut clips from a video: captions, all shapes, chapters for YouTube.",
    "slides": "Make pictures of a deck's slides, with alternative texts.",
    "article": "Draft an article from a deck, a panel or a talk, word for word.",
    "viewer": "Make a page that shows a deck, for your homepage, and what uploads need.",
    "cards": "Make pictures of quotes, figures and lists, in your own look.",
    "pause": "Publish nothing for a while.",
    "resume": "End a pause.",
    "channels": "Show what each channel takes: text, media, threads; and how it goes out.",
    "templates": "List the templates that set posts; `templates copy` makes them yours.",
    "init": "Write a commented repurpose.yaml.",
    "login": "Log in to a platform, step by step, and keep the login.",
    "doctor": "Say what is set up and what is missing.",
    "sandbox": "Show the sandbox: the platforms inside this machine.",
    "completion": "Print the completion script for your shell.",
}
_MODULES = {"resume": "pause"}


class Commands(click.Group):
    """Knows its commands by name; a first word that is none of them is an asset to run on."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"repurpose.cli.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*COMMANDS, "--help", "-h", "--version"):
            _refuse_typo(ctx, args[0])
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _refuse_typo(ctx: click.Context, word: str) -> None:
    """A word that is no file and nearly a command is a typing error, not an asset."""
    if word.startswith("-") or any(sign in word for sign in "./\\*?[") or Path(word).exists():
        return
    from difflib import get_close_matches

    if near := get_close_matches(word, COMMANDS, 1, cutoff=0.75):
        ctx.fail(f"{word!r} is no file and no command; did you mean `repurpose {near[0]}`?")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start here: repurpose deck.pptx --channels twitter,linkedin",
)
@click.version_option(__version__, prog_name="repurpose")
def cli() -> None:
    """Turns decks, talks and documents into posts: verbatim, traceable, published exactly once.

    \b
    repurpose deck.pptx --channels twitter,linkedin     drafts, kept in the outbox
    repurpose outbox approve ID                         what you approve ...
    repurpose publish --due                             ... goes out, once
    """
