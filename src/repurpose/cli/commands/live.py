"""repurpose live: follow a transcript while people talk, and publish what you approve."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import options, terminal
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, RepurposeError, SourceError

if TYPE_CHECKING:
    from repurpose.cli.live.decisions import Decisions
    from repurpose.cli.live.loop import Loop

INTERVAL = 0.5  # seconds between two looks at the file
STILL = 3.0  # seconds without a change after which the last sentence has ended
MOST = 3  # offers in ten minutes
RECORDINGS = ("video", "audio")  # readers


@click.command("live")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.channels_option
@click.option(
    "-n", "--limit", metavar="N", type=click.IntRange(1), default=MOST, show_default=True,
    help="At most N offers in ten minutes.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Offer every statement, as it comes.")
@click.option(
    "--until-still", metavar="TIME", help="End when the file has not grown for 90s, 10m, 1h."
)
@click.option(
    "--still", metavar="SECONDS", type=click.FloatRange(0.05), default=STILL, show_default=True,
    help="The last sentence has ended when nothing was added for so long.",
)  # fmt: skip
@click.option(
    "--interval", metavar="SECONDS", type=click.FloatRange(0.02), default=INTERVAL,
    show_default=True, help="Time between two looks at the file.",
)  # fmt: skip
@options.language_option
@options.theme_option
@options.config_option
@options.sandbox_options
@click.option(
    "--json", "as_json", is_flag=True,
    help="Print a JSON object a line, and take decisions from standard input.",
)  # fmt: skip
def live(
    file: Path,
    channels: str | None,
    limit: int,
    everything: bool,
    until_still: str | None,
    still: float,
    interval: float,
    language: str | None,
    theme: str | None,
    config_path: Path | None,
    sandbox: bool,
    faults: tuple[str, ...],
    as_json: bool,
) -> int:
    """Follow a transcript or captions that grow while people talk, and offer what is worth posting.

    A statement is offered seconds after its last word. One key publishes it at once (a), opens it in
    your editor (e), keeps it as a draft (l) or passes it over (s). Nothing goes out without that key.
    """
    from repurpose.cli.live.stream import emit

    try:
        with Session(config_path, sandbox, faults, language) as session:
            return _follow(
                session, file, channels, None if everything else limit, _seconds(until_still),
                still, interval, language, theme, as_json,
            )  # fmt: skip
    except RepurposeError as error:
        if as_json:
            from repurpose.cli.documents import errors_json

            emit("error", errors=errors_json([error]))
        raise


def _follow(
    session: Session,
    file: Path,
    channels: str | None,
    most: int | None,
    until_still: float | None,
    still: float,
    interval: float,
    language: str | None,
    theme: str | None,
    as_json: bool,
) -> int:
    from repurpose.cli.live.decisions import Decisions, is_known
    from repurpose.cli.live.loop import Loop
    from repurpose.cli.producing import Asked, producer
    from repurpose.following.follower import Follower
    from repurpose.following.following import OVER, Following
    from repurpose.following.pacing import Pace
    from repurpose.following.watching import Watcher

    _refuse_others(file)
    targets = session.channels(channels)
    with producer(session, Asked(language=language, theme=theme)) as makes:
        follower = Follower(
            producer=makes,
            path=file,
            channels=targets,
            pace=Pace(most),
            is_known=lambda post: is_known(session, post),
        )
    over = OVER if until_still is None else min(OVER, until_still / 2)
    following = Following(Watcher(file, still, time.monotonic()), follower, over)
    loop = Loop(following, file, interval, until_still)
    decisions = Decisions(session)
    try:
        _run(loop, decisions, as_json)
    finally:  # also when it is interrupted: what was done is told
        _tell_end(session, loop, decisions, as_json)
    return _exit_code(loop, decisions)


def _run(loop: Loop, decisions: Decisions, as_json: bool) -> None:
    if as_json:
        from repurpose.cli.live.stream import Stream

        Stream(loop, decisions).run()
    elif sys.stdin is not None and sys.stdin.isatty():
        from repurpose.cli.live.at_terminal import AtTerminal
        from repurpose.cli.live.keys import Keys

        terminal.say(f"following {loop.path}  (q or Ctrl-C ends)")
        with Keys() as keys:
            AtTerminal(loop, decisions, keys).run()
    else:
        from repurpose.cli.live.alone import keep_all

        terminal.say(f"following {loop.path}  (Ctrl-C ends)")
        terminal.say(
            "standard input is no terminal: statements are kept as drafts, nothing is published"
        )
        keep_all(loop, decisions)


def _tell_end(session: Session, loop: Loop, decisions: Decisions, as_json: bool) -> None:
    heard = loop.following.follower.heard
    if as_json:
        from repurpose.cli.live.stream import emit

        emit(
            "end", heard=heard, offered=decisions.offered, published=decisions.published,
            kept=decisions.kept, skipped=decisions.skipped, waiting=decisions.waiting,
            undecided=decisions.undecided,
        )  # fmt: skip
        return
    terminal.say(f"{decisions.summary()}; {heard} statements heard")
    if decisions.kept:
        terminal.next_step(f"repurpose outbox{session.flag and ' list --sandbox'}")
    if decisions.waiting:
        terminal.next_step(f"repurpose publish --due{session.flag}", "sends or settles the rest")
    if session.use_sandbox and decisions.published:
        terminal.say(f"The feed: {session.write_sandbox_page()}")


def _exit_code(loop: Loop, decisions: Decisions) -> int:
    """3 where it ended by itself and the file could not be read, or held nothing to offer."""
    following = loop.following
    ended = loop.is_over()
    if decisions.offered or not ended:
        return decisions.exit_code()
    if following.follower.fault is not None:
        raise following.follower.fault
    if not following.watcher.seen:
        raise SourceError("was not there, or empty, all the time", where=str(loop.path))
    heard = following.follower.heard
    raise SourceError(
        "nothing in it was offered" + (f" of {heard} statements" if heard else ""),
        where=str(loop.path),
        hint="--all offers everything; what was read: repurpose extract" if heard else "",
    )


def _refuse_others(file: Path) -> None:
    """Raises SourceError for what is surely no growing text."""
    from repurpose import readers

    if file.is_dir():
        raise SourceError("is a folder", where=str(file), hint="name the file that will grow")
    known = readers.known_suffixes()
    reader = known.get(file.suffix.lower())
    if reader is None or reader in RECORDINGS:
        raise SourceError(
            "is a recording, no transcript" if reader else "is no transcript that a reader knows",
            where=str(file),
            hint="name the text that the meeting or the recogniser writes: .vtt, .srt, .txt, .json",
        )


def _seconds(words: str | None) -> float | None:
    """ "90s", or a length of time as elsewhere; in seconds.

    Raises:
        ConfigError: it is none.
    """
    if words is None:
        return None
    if (match := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*s\s*", words)) is not None:
        return float(match[1])
    from repurpose.schedule.duration import parse_duration

    try:
        return parse_duration(words).total_seconds()
    except ConfigError as error:
        raise ConfigError(error.message, where="--until-still", hint="write 90s, 10m, 1h") from None
