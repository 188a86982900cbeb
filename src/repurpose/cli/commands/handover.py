"""repurpose handover: what a platform takes from people only, step by step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import Exit, OutboxError, RepurposeError
from repurpose.model import Post

if TYPE_CHECKING:
    from repurpose.handing_over import Field, Package

LOCK_WAIT = 60.0  # seconds to wait for another run that is publishing


@click.command("handover")
@click.argument("ids", nargs=-1, metavar="[ID]…", shell_complete=options.complete_posts)
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the packages go. Default: beside the outbox.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the platform's page.")
@click.option("--no-clipboard", is_flag=True, help="Leave the clipboard alone.")
@click.option("--sandbox", is_flag=True, help="The sandbox's own outbox.")
@options.config_option
@options.json_option
@json_errors("packages", "errors")
def handover(
    ids: tuple[str, ...],
    folder: Path | None,
    no_browser: bool,
    no_clipboard: bool,
    sandbox: bool,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Put posts up by hand, where a platform takes none from programs.

    For each post: a folder with its text, its files in order and a checklist; the text on the clipboard;
    the platform's page in your browser; and at the end the question where it stands. Only what you
    confirm is recorded. Without ids: all posts that wait for you.
    """
    with Session(config_path, sandbox) as session:
        packages: list[Package] = []
        errors: list[RepurposeError] = []
        asks = not as_json and sys.stdin.isatty()
        for number, chosen in enumerate(posts := _chosen(session, ids), start=1):
            try:
                post = _noted(session, chosen)
                if post.status != "handed-over" and not ids:
                    continue  # it waits for the address of another one
                made = _package(session, post, folder)
            except RepurposeError as error:
                errors.append(error)
                if not as_json:
                    say_error(error)
                continue
            packages.append(made)
            if not as_json:
                _show(session, made, f"{number} of {len(posts)}")
            if asks and not _by_hand(session, made, no_browser, no_clipboard):
                break
        if as_json:
            packages_json = [_json(made) for made in packages]
            documents.show({"packages": packages_json, "errors": documents.errors_json(errors)})
        elif not packages and not errors:
            terminal.say("nothing waits to be put up by hand")
            terminal.next_step("repurpose outbox list")
    return max((int(error.exit_code) for error in errors), default=Exit.DONE)


def _chosen(session: Session, ids: Sequence[str]) -> list[Post]:
    """The posts to hand over: what others link to goes first.

    Raises:
        OutboxError: one that is named cannot be.
    """
    if not session.outbox_file.exists() and not ids:
        return []
    if ids:
        posts = [session.outbox.find(id_).post for id_ in ids]
        for post in posts:
            _refuse_others(session, post)
    else:
        entries = session.outbox.entries(["handed-over", "approved"])
        posts = [entry.post for entry in entries if _is_ready(session, entry.post)]
    return sorted(posts, key=lambda post: bool(post.waits_for))


def _is_ready(session: Session, post: Post) -> bool:
    if post.status == "handed-over":
        return True
    due = post.due_at is None or post.due_at <= datetime.now(UTC)
    return due and session.is_by_hand(session.channel_of(post))


def _refuse_others(session: Session, post: Post) -> None:
    by_hand = session.is_by_hand(session.channel_of(post))
    if post.status == "handed-over" or (post.status == "approved" and by_hand):
        return
    hints = {"draft": f"approve it first: repurpose outbox approve {post.id}"}
    if post.status == "approved":
        hints["approved"] = f"it is sent: repurpose publish {post.id}"
    what = post.status if post.status != "approved" else "not put up by hand"
    raise OutboxError(
        f"{post.id} is {what}",
        hint=hints.get(post.status, f"see: repurpose outbox show {post.id}"),
    )


def _noted(session: Session, post: Post) -> Post:
    """The post with the addresses that it waited for; what was only approved is handed over now."""
    if post.status == "approved":
        from repurpose.outbox.journal import sole_publisher

        session.refuse_pause()
        with sole_publisher(session.state, LOCK_WAIT):
            session.courier().deliver(post.id)
    return session.outbox.find(post.id).post


def _package(session: Session, post: Post, folder: Path | None) -> Package:
    from repurpose.handing_over import package

    uploads = session.outbox.find(post.id).states[0].uploads
    target = (folder or session.state / "handover") / f"{post.channel} {post.id}"
    return package(replace(post, uploads=uploads), target)


# ── at the terminal ──


def _show(session: Session, made: Package, count: str) -> None:
    entry = session.outbox.find(made.post.id)
    line = f"{count} · {made.folder}"
    terminal.show_post(made.post, session.channel_of(made.post), entry.origins, line)
    if not sys.stdin.isatty():
        terminal.next_step(
            f"repurpose outbox done {made.post.id}{session.flag} ADDRESS", "(when live)"
        )


def _by_hand(session: Session, made: Package, no_browser: bool, no_clipboard: bool) -> bool:
    """Open, copy, ask. Returns False where the user wants no more."""
    if made.page and not no_browser and _opened(made.page):
        terminal.say(f"opened {made.page.partition('?')[0]}")
    elif made.page:
        terminal.say(f"open {made.page}")
    if made.media:
        terminal.say(f"the files, in order: {made.folder}")
    fields = [f for f in made.fields if not (made.prefilled and f.name == "text")]
    for number, field in enumerate(fields):
        if not no_clipboard and not _copied(field):
            no_clipboard = True
        if not no_clipboard and number < len(fields) - 1:
            click.prompt("  Enter for the next", default="", show_default=False, err=True)
    return _recorded(session, made)


def _opened(page: str) -> bool:
    import webbrowser

    return webbrowser.open(page)


def _copied(field: Field) -> bool:
    """Put a field on the clipboard, and say so; False where there is none."""
    import pyperclip

    try:
        pyperclip.copy(field.content)
    except pyperclip.PyperclipException:
        terminal.say("no clipboard here: copy the texts from the files of the folder")
        return False
    terminal.say(f"{field.label} is on the clipboard")
    return True


def _recorded(session: Session, made: Package) -> bool:
    """Ask where it stands, and write it down."""
    from repurpose import channels
    from repurpose.handing_over import is_there

    name = channels.name_of(made.post.channel)
    while True:
        address = click.prompt(
            "Its address (Enter: not yet, q: no more)", default="", show_default=False, err=True
        ).strip()
        if address.lower() == "q":
            return False
        if not address:
            terminal.say("not recorded; it stays handed-over")
            return True
        if is_there(address, made.post.channel) or (
            address.lower().startswith(("http://", "https://"))
            and click.confirm(f"That is no address on {name}. Record it all the same?", err=True)
        ):
            break
        terminal.say("an address begins with https://")
    session.outbox.done(made.post.id, datetime.now(UTC), address)
    terminal.say(f"recorded: {made.post.id} is {terminal.status_word('published')}")
    return True


def _json(made: Package) -> dict[str, Any]:
    return {
        "id": made.post.id,
        "channel": made.post.channel,
        "account": made.post.account,
        "folder": str(made.folder),
        "page": made.page,
        "fields": {field.name: field.content for field in made.fields},
        "media": [{"path": str(m.path), "kind": m.kind, "alt": m.alt} for m in made.media],
    }
