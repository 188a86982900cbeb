"""What is wrong with a configuration file: every fault at once, each with its line and its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repurpose.errors import ConfigError

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `line` is 1-based, `key` written as in "schedule.slots[1]"."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key}: {self.message}" if self.key else self.message


class ConfigFaults(ConfigError):
    """A configuration file that cannot be used. The message has a line for each fault.

    Args:
        file: The file's name as it is shown.
        faults: At least one.
    """

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults: Sequence[Fault] = sorted(faults, key=lambda fault: fault.line)
        lines = [f"{file}:{fault.line}: {fault}" for fault in self.faults]
        if len(lines) > 1:
            lines = [f"{file} has {len(lines)} faults", *(f"  {line}" for line in lines)]
        super().__init__("\n".join(lines))


def written(path: Iterable[str | int]) -> str:
    """A place in the file as people write it: channels.twitter.hashtags[2]."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ""."""
    from difflib import get_close_matches

    words = {each.casefold(): each for each in known}
    close = get_close_matches(str(word).casefold(), words, n=1, cutoff=0.6)
    return words[close[0]] if close else ""
