"""Remembers that a configuration was found in order, so that the next command need not load the
validator again: that costs more than everything else in `outbox list`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from repurpose import __version__
from repurpose.config.brand_keys import files_there
from repurpose.config.keys import Schema
from repurpose.config.settings import DEFAULT_STATE

_FILE = "configuration-in-order"


def digest(text: str, rules: Schema, root: Path, data: Any) -> str:
    """Of all that the check depends on: the text, the rules, and whether its folders are there."""
    words = [
        __version__,
        text,
        json.dumps(rules, sort_keys=True, default=str),
        str(root),
        str(_is_there(root, data, "templates")),
        str(_is_there(root, _at(data, "speech"), "model", "model.bin")),
        files_there(data, root),
    ]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def _is_there(root: Path, data: Any, key: str, file: str = "") -> bool:
    """Whether the folder that a key names, or a file in it, is there."""
    name = _at(data, key)
    if not isinstance(name, str):
        return False
    folder = root / Path(name).expanduser()
    return (folder / file).is_file() if file else folder.is_dir()


def _at(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, Mapping) else None


def in_order(root: Path, data: Any, wanted: str) -> bool:
    """Whether this very configuration was found in order before."""
    try:
        return (_state(root, data) / _FILE).read_text("utf-8") == wanted
    except (OSError, ValueError):
        return False


def remember(root: Path, data: Any, found: str) -> None:
    """Note it beside the outbox, where that is; nothing is made for it."""
    state = _state(root, data)
    try:
        if state.is_dir():
            (state / _FILE).write_text(found, "utf-8")
    except OSError:  # then it is checked again the next time
        return


def _state(root: Path, data: Any) -> Path:
    named = _at(data, "state")
    return root / Path(named if isinstance(named, str) else DEFAULT_STATE).expanduser()
