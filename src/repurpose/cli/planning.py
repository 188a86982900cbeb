"""What `repurpose calendar` does with the plan: reads it, compares it, changes it, tells of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.calendar import text_file
from repurpose.calendar.changes import Change, Comparer, Comparison, Refusal
from repurpose.calendar.planned import Planned
from repurpose.cli import documents, terminal
from repurpose.cli.edge import say_error
from repurpose.errors import ConfigError, Exit
from repurpose.schedule import dates
from repurpose.schedule.planning import Taken

if TYPE_CHECKING:
    from repurpose.cli.plan_view import View
    from repurpose.cli.session import Session

_LAST = datetime.max.replace(tzinfo=UTC)
_DONE = {"move": "moved", "approve": "approved", "unschedule": "a draft again",
         "discard": "discarded"}  # fmt: skip
_WOULD = {"move": "move", "approve": "approve", "unschedule": "make a draft again",
          "discard": "discard"}  # fmt: skip


def plan(session: Session) -> list[Planned]:
    """All posts but discarded ones, in the order of their dates; those without one last."""
    if not session.outbox_file.exists():
        return []
    posts = [Planned(entry) for entry in session.outbox.entries()]
    shown_ = [each for each in posts if each.status != "discarded"]
    return sorted(shown_, key=lambda p: (p.when is None, p.when or _LAST, p.status, p.account))


def view(session: Session, now: datetime, *, everything: bool) -> View:
    """The plan as it is shown; what went out before this week only with `everything`."""
    from repurpose.cli.plan_view import View

    occupied = session.planning(now) if session.outbox_file.exists() else None
    return View(session, plan(session), occupied, now, everything)


def shown(file: Path, session: Session) -> str:
    """The file as it is typed after a command, with --sandbox where that is meant."""
    name = str(file)
    quoted = f'"{name}"' if set(name) & set(" &()'$;") else name
    return f"{quoted}{session.flag}"


def write(content: bytes, file: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        RepurposeError: it cannot be written.
    """
    from repurpose.media.writing import write as write_whole

    write_whole(content, file)


def compared(session: Session, file: Path, now: datetime) -> Comparison:
    """What a file means for the outbox.

    Raises:
        ConfigError: it cannot be read, or is no plan.
    """
    lines = list(text_file.read(text_file.decoded(_content(file))))
    if lines and not any(isinstance(line, text_file.Line) for line in lines):
        raise ConfigError(
            "is no plan: no line of it names a post", where=str(file),
            hint="write one: repurpose calendar pull FILE",
        )  # fmt: skip
    posts = {entry.post.id: Planned(entry) for entry in session.outbox.entries()}
    comparer = Comparer(
        posts=posts,
        zone=session.config.timezone,
        now=now,
        refuse_breaches=lambda planned: session.refuse_breaches(planned.entry.post),
        file=shown(file, session),
    )
    comparison = comparer.compare(lines)
    if not comparison.refusals:
        comparison.notes += _against(session, comparison.changes, now)
    return comparison


def applied(session: Session, file: Path, now: datetime) -> Comparison:
    """Make the outbox as a file says: all changes, or none where a line is refused."""
    with session.outbox.together():  # nobody else writes between the comparison and the changes
        comparison = compared(session, file, now)
        for change in comparison.changes if not comparison.refusals else ():
            _follow(session, change, now)
    return comparison


def refuse_loss(session: Session, file: Path, now: datetime) -> None:
    """Raises ConfigError where overwriting a file would lose what a person wrote in it."""
    force = f"or overwrite it: repurpose calendar pull --force {shown(file, session)}"
    lines = list(text_file.read(text_file.decoded(_content(file))))
    if not lines and text_file.is_plan(_content(file)):
        return
    if not any(isinstance(line, text_file.Line) for line in lines):
        raise ConfigError("is there already, and is no plan", where=str(file),
                          hint=f"choose another name, {force}")  # fmt: skip
    zone = session.config.timezone
    if all(
        isinstance(line, text_file.Line) and text_file.is_unedited(line, zone) for line in lines
    ):
        return
    comparison = compared(session, file, now)
    if comparison.changes or comparison.refusals:
        raise ConfigError("holds changes that are not applied", where=str(file),
                          hint=f"repurpose calendar apply {shown(file, session)}, {force}")  # fmt: skip


def tell(
    session: Session, comparison: Comparison, file: Path, *, as_json: bool, applied: bool
) -> int:
    """Says what changes, or changed, and what is refused; returns the exit code."""
    errors = [_error(refusal, file) for refusal in comparison.refusals]
    if as_json:
        _show_json(comparison, errors, done=applied and not errors)
        return Exit.USAGE if errors else Exit.DONE
    for change in comparison.changes if not (applied and errors) else ():
        click.echo(_told(session, change, applied=applied))
    for number, words in sorted(comparison.notes):
        terminal.say(click.style("note: ", fg="yellow") + f"{file}:{number}: {words}")
    for error in sorted(errors, key=lambda each: int(each.where.rpartition(":")[2])):
        say_error(error)
    if errors:
        lines = "1 line is" if len(errors) == 1 else f"{len(errors)} lines are"
        terminal.say(f"{lines} refused; nothing {'was' if applied else 'would be'} changed")
    elif not comparison.changes:
        terminal.say("nothing to change: the plan is as the file says")
    elif applied:
        terminal.next_step(
            f"repurpose calendar pull {shown(file, session)}", "before you edit again"
        )
    else:
        terminal.next_step(f"repurpose calendar apply {shown(file, session)}")
    return Exit.USAGE if errors else Exit.DONE


def exported(session: Session, form: str, separator: str | None) -> tuple[bytes, int]:
    """The plan as iCalendar or CSV, and how many posts are not in it for want of a date."""
    posts = plan(session)
    if form == "csv":
        from repurpose.calendar import table

        signs = separator or table.separator(_language(session, posts))
        return table.table(posts, session.config.timezone, signs), 0
    from repurpose.calendar.icalendar import icalendar

    dated = [each for each in posts if each.when is not None]
    name = "repurpose (sandbox)" if session.use_sandbox else "repurpose"
    return icalendar(dated, name, terminal.name_of), len(posts) - len(dated)


def _follow(session: Session, change: Change, now: datetime) -> None:
    outbox, id_ = session.outbox, change.line.id
    if change.verb == "approve":
        outbox.approve(id_, now, change.due_at)
    elif change.verb == "move" and change.due_at is not None:
        outbox.reschedule(id_, now, change.due_at)
    elif change.verb == "unschedule":
        outbox.unschedule(id_, now)
    else:
        outbox.discard(id_, now)


def _against(session: Session, changes: Sequence[Change], now: datetime) -> list[tuple[int, str]]:
    """What speaks against the dates that the file gives; they hold all the same."""
    ids = [change.line.id for change in changes]
    base = session.planning(now, ids, with_next_run=False)
    dated = [(change, change.due_at) for change in changes if change.due_at is not None]
    times = {change.line.id: Taken(when, change.planned.account) for change, when in dated}
    notes: list[tuple[int, str]] = []
    for change, when in dated:
        others = [each for id_, each in times.items() if id_ != change.line.id]
        planning = replace(base, taken=[*base.taken, *others])
        for obstacle in planning.obstacles(change.planned.account, when):
            words = f"{dates.echo(when, base.zone)} is {obstacle.why}; you named it: it holds"
            notes.append((change.line.number, f"{change.line.id}: {words}"))
    return notes


def _told(session: Session, change: Change, *, applied: bool) -> str:
    zone = session.config.timezone
    post = change.planned
    verb = (_DONE if applied else _WOULD)[change.verb]
    before = dates.echo(post.when, zone) if post.when else ""
    after = dates.echo(change.due_at, zone) if change.due_at else ""
    when = " → ".join(filter(None, [before, after])) if change.verb != "discard" else ""
    name = terminal.name_of(post.entry.post.channel, post.entry.post.account)
    return f"{post.id}  {name}  {verb}  {when and when + '  '}{post.words(60)}"


def _show_json(comparison: Comparison, errors: Sequence[ConfigError], *, done: bool) -> None:
    documents.show(
        {
            "changes": [_change_json(change) for change in comparison.changes],
            "applied": done,
            "notes": [{"line": n, "what": words} for n, words in sorted(comparison.notes)],
            "errors": documents.errors_json(errors),
        }
    )


def _change_json(change: Change) -> dict[str, Any]:
    before, after = change.planned.when, change.due_at
    return {
        "id": change.line.id,
        "channel": change.planned.entry.post.channel,
        "account": change.planned.entry.post.account,
        "change": change.verb,
        "from": before.isoformat() if before else None,
        "to": after.isoformat() if after else None,
    }


def _error(refusal: Refusal, file: Path) -> ConfigError:
    return ConfigError(refusal.why, where=f"{file}:{refusal.number}", hint=refusal.hint)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > text_file.MOST_BYTES:
            raise ConfigError("is too large for a plan", where=str(file))
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {(error.strerror or 'it is no file').lower()}", where=str(file),
            hint="write the plan first: repurpose calendar pull FILE",
        ) from error  # fmt: skip


def _language(session: Session, posts: Sequence[Planned]) -> str | None:
    """The configured language, else the system's where it is set, else that of most posts."""
    from collections import Counter

    if session.config.language:
        return session.config.language
    set_ = next((os.environ[n] for n in ("LC_ALL", "LC_NUMERIC", "LANG") if os.environ.get(n)), "")
    if set_[:2].lower() in ("de", "fr", "it"):
        return set_[:2].lower()
    counts = Counter(each.entry.post.language for each in posts)
    return counts.most_common(1)[0][0][:2] if counts else None
