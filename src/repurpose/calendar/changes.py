"""What a plan that a person edited would change, and why it cannot be as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from repurpose import plugins
from repurpose.calendar.planned import EDITABLE, NO_DATE, Planned, date_text, plan_digest
from repurpose.calendar.text_file import Line, Unreadable, is_unedited
from repurpose.errors import ConfigError, Rejected, RepurposeError
from repurpose.schedule import dates
from repurpose.schedule.calendar_words import WEEKDAYS

Verb = Literal["move", "approve", "unschedule", "discard"]
WORDS = ("approve", "unschedule", "discard")
_EMPTY = {NO_DATE, "–", "—", "?"}
_DAY = re.compile(r"\d+[-./]\d")
_PULL = "pull the plan again: repurpose calendar pull {file}"


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one post. `due_at` is its new date, where it gets one."""

    line: Line
    planned: Planned
    verb: Verb
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that cannot be followed."""

    number: int
    why: str
    hint: str


@dataclass(slots=True)
class Comparison:
    """What a file means for the outbox.

    Attributes:
        notes: What is worth knowing of lines that change nothing: the line's number, and words.
    """

    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Comparer:
    """Holds the lines of a file against the outbox as it is now.

    Attributes:
        posts: All posts of the outbox by id.
        refuse_breaches: Raises Rejected where a post breaks its channel's rules.
        file: As messages call it.
    """

    posts: Mapping[str, Planned]
    zone: ZoneInfo
    now: datetime
    refuse_breaches: Callable[[Planned], None]
    file: str

    def compare(self, lines: Iterable[Line | Unreadable]) -> Comparison:
        found = Comparison()
        seen: dict[str, int] = {}
        for line in lines:
            if isinstance(line, Unreadable):
                found.refusals.append(Refusal(line.number, line.why, line.hint))
            elif line.id in seen:
                why = f"{line.id} is in line {seen[line.id]} already"
                found.refusals.append(Refusal(line.number, why, "keep one of the two lines"))
            else:
                seen[line.id] = line.number
                self._look_at(line, found)
        self._refuse_shared_slots(found)
        return found

    # ── one line ──

    def _look_at(self, line: Line, found: Comparison) -> None:
        planned = self.posts.get(line.id)
        try:
            if planned is None:
                raise self._no(f"no post has the id {line.id}", _PULL)
            if not _names(line.channel, planned.account):
                why = f"{line.id} is a post for {planned.account}, not {line.channel!r}"
                raise self._no(why, f"write {planned.account}; a post stays on its channel")
            if change := self._change(line, planned, found):
                found.changes.append(change)
        except RepurposeError as error:
            found.refusals.append(Refusal(line.number, error.message, error.hint))

    def _change(self, line: Line, planned: Planned, found: Comparison) -> Change | None:
        date = date_text(planned, self.zone)
        stands = plan_digest(date, planned.status, self.zone) == line.plan
        if is_unedited(line, self.zone):
            if planned.status in EDITABLE and planned.content() != line.content:
                raise self._changed(planned, "its text or its pictures are others by now")
            if not stands:
                found.notes.append((line.number, f"{line.id} is {self._state(planned)} by now"))
            return None
        if planned.status in EDITABLE and not planned.is_editable:
            raise self._no(f"a part of {line.id} stands on {planned.account} already; it goes on "
                           "with the next run", "leave the line as it was, or delete it")  # fmt: skip
        change = self._wanted(line, planned, date, stands=stands)
        if change is None:
            return None
        if planned.content() != line.content:
            raise self._changed(planned, "its text or its pictures are others by now")
        if not stands:
            raise self._changed(planned, f"it is {self._state(planned)}")
        if change.verb == "approve":
            self._refuse_rule_breaches(planned)
        return change

    def _wanted(self, line: Line, planned: Planned, date: str, *, stands: bool) -> Change | None:
        """The change that an edited line asks for; None where the post is so already.

        Args:
            date: The post's, as a line has it.
            stands: Whether date and status are still those that the line was written with.

        Raises:
            ConfigError: the line is unclear, or names what cannot be.
        """
        word = line.word.casefold()
        if word == planned.status and word not in EDITABLE:
            return None
        if word == "discard":
            done = planned.status == "discarded"
            return None if done else Change(line, self._open(planned), "discard")
        if word not in (*WORDS, *EDITABLE):
            listed = ", ".join(f"`{each}`" for each in WORDS)
            raise self._no(
                f"{line.word!r} is unclear", f"leave `{planned.status}`, or write {listed}"
            )
        if self._open(planned).status == "draft":
            return self._of_draft(line, planned, word)
        if word in ("draft", "unschedule"):
            return Change(line, planned, "unschedule")
        if " ".join(line.date.split()) == date:
            return None
        if _is_empty(line.date):
            raise self._no(f"{line.id} is approved and has no date any more",
                           "write a date, or `unschedule` to make it a draft again")  # fmt: skip
        due_at = self._moment(line.date, date, stands=stands)
        is_same = planned.when is not None and due_at == _minute(planned.when)
        return None if is_same else Change(line, planned, "move", due_at)

    def _of_draft(self, line: Line, planned: Planned, word: str) -> Change | None:
        has_date = not _is_empty(line.date)
        was_approved = plan_digest(line.date, "approved", self.zone) == line.plan
        if word == "unschedule" or (word == "draft" and (was_approved or not has_date)):
            return None
        if word != "approve":
            raise self._no(f"{line.id} is a draft with a date; a draft does not go out",
                           "write `approve` to approve it for then, or - for the date")  # fmt: skip
        if not has_date:
            raise self._no(f"{line.id} is to be approved, but for no date",
                           "write a date; or approve it for the next run: repurpose outbox approve "
                           f"{line.id}")  # fmt: skip
        return Change(line, planned, "approve", self._moment(line.date, NO_DATE, stands=True))

    def _moment(self, text: str, before: str, *, stands: bool) -> datetime:
        """The instant of a date. Where only the weekday was left as it was written, and contradicts
        the new date, the date counts."""
        try:
            return dates.parse(text, now=self.now, zone=self.zone)
        except ConfigError:
            first, rest = _weekday_and_rest(text)
            old, old_rest = _weekday_and_rest(before)
            if not first or (stands and (first != old or rest == old_rest)):
                raise
            return dates.parse(rest, now=self.now, zone=self.zone)

    def _open(self, planned: Planned) -> Planned:
        if planned.status not in EDITABLE:
            raise self._no(f"{planned.id} is {self._state(planned)} by now; its line was edited",
                           f"delete the line, or {_PULL}")  # fmt: skip
        return planned

    def _state(self, planned: Planned) -> str:
        if planned.status == "approved":
            date = date_text(planned, self.zone)
            return f"approved for {'the ' if planned.when is None else ''}{date}"
        return "a draft" if planned.status == "draft" else planned.status

    def _refuse_rule_breaches(self, planned: Planned) -> None:
        try:
            self.refuse_breaches(planned)
        except Rejected as error:
            raise ConfigError(f"{planned.id}: {error.message}", hint=error.hint) from error

    def _changed(self, planned: Planned, how: str) -> ConfigError:
        return self._no(f"{planned.id} changed since the plan was pulled: {how}", _PULL)

    def _no(self, why: str, hint: str) -> ConfigError:
        return ConfigError(why, hint=hint.format(file=self.file))

    # ── all lines ──

    def _refuse_shared_slots(self, found: Comparison) -> None:
        """Two posts of an account at one time, where the file brought one of them there."""
        changed = {change.line.id: change for change in found.changes}
        times: dict[tuple[str, datetime], str] = {}
        for planned in self.posts.values():
            if planned.status == "approved" and planned.when and planned.id not in changed:
                times.setdefault((planned.account, _minute(planned.when)), planned.id)
        for change in found.changes:
            if change.due_at is None:
                continue
            place = (change.planned.account, _minute(change.due_at))
            if other := times.setdefault(place, change.line.id):
                if other == change.line.id:
                    continue
                when = dates.echo(change.due_at, self.zone)
                why = f"{change.line.id} and {other} would both go out on {when}"
                hint = f"give one of the two another time; both are for {change.planned.account}"
                found.refusals.append(Refusal(change.line.number, why, hint))


def _names(written: str, account: str) -> bool:
    """Whether a label, or its alias, is that of the account."""
    name, colon, rest = written.strip().partition(":")
    return f"{plugins.canonical(name.casefold())}{colon}{rest}" == account


def _weekday_and_rest(date: str) -> tuple[str, str]:
    """ "Tue 2026-12-01 09:00" as ("Tue", "2026-12-01 09:00"); ("", …) where no weekday comes first,
    or no day of the month behind it."""
    first, _, rest = " ".join(date.split()).partition(" ")
    found = first in WEEKDAYS and _DAY.match(rest)
    return (first, rest) if found else ("", " ".join(date.split()))


def _is_empty(date: str) -> bool:
    """Whether a date is none; a weekday alone before it does not count."""
    words = [word for word in date.split() if word not in WEEKDAYS]
    return all(word in _EMPTY for word in words) and (bool(words) or not date)


def _minute(when: datetime) -> datetime:
    return when.replace(second=0, microsecond=0)
