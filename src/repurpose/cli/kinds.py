"""The kinds of snippets that a user may ask for."""

from __future__ import annotations

from typing import get_args

from repurpose.errors import ConfigError
from repurpose.model import SnippetKind

KINDS: tuple[str, ...] = get_args(SnippetKind)


def chosen_kinds(words: str | None) -> frozenset[str]:
    """The kinds of "quote,statistic"; empty for all of them.

    Raises:
        ConfigError: one of them is no kind, or none is named.
    """
    if words is None:
        return frozenset()
    named = [word.strip().casefold() for word in words.split(",") if word.strip()]
    for word in named:
        if word not in KINDS:
            raise _unknown(word)
    if not named:
        raise ConfigError("--kinds names no kind", hint=f"choose of: {', '.join(KINDS)}")
    return frozenset(named)


def _unknown(word: str) -> ConfigError:
    from repurpose.config.faults import nearest

    near = nearest(word, KINDS)
    hint = f"do you mean {near}?" if near else "leave --kinds away to have all of them"
    return ConfigError(f"--kinds {word!r} is not one of {', '.join(KINDS)}", hint=hint)
