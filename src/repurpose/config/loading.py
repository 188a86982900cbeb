"""Finds repurpose.yaml. Without one, nothing is imported that only a file needs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from repurpose.config.settings import Config, default_config
from repurpose.errors import ConfigError

FILE_NAMES = ("repurpose.yaml", "repurpose.yml")
VARIABLE = "REPURPOSE_CONFIG"
MOST_BYTES = 1_000_000


def load(
    path: Path | None = None,
    *,
    cwd: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Config:
    """The configuration: the file at `path`, else at REPURPOSE_CONFIG, else the nearest
    repurpose.yaml from the working directory upward; where there is none, the defaults.

    Raises:
        ConfigFaults: the file is wrong; all its faults at once.
        ConfigError: the file cannot be read.
    """
    folder = (cwd or _working_directory()).absolute()
    file = _chosen(path, folder, environ) or find(folder)
    if file is None:
        return default_config(folder, environ)
    from repurpose.config.interpretation import interpret

    return interpret(read_text(file), file, _shown(file, folder), environ)


def find(folder: Path) -> Path | None:
    """The nearest configuration file from a folder upward.

    Raises:
        ConfigError: it lies above the folder and belongs to another user, who could send posts and
            logins elsewhere with it.
    """
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            file = place / name
            if _is_there(file):
                if place != folder:
                    _refuse_strangers(file)
                return file
    return None


def read_text(file: Path) -> str:
    """The file's text.

    Raises:
        ConfigError: it is missing, a folder, unreadable, too large or not UTF-8.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _cannot_read(file, error) from error
    if len(content) > MOST_BYTES:
        raise ConfigError(
            "too large for a configuration", where=str(file), hint="is it another file?"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            "the file is not UTF-8", where=f"{file}:{line}", hint="save it as UTF-8 in your editor"
        ) from error


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError as error:  # somebody removed it
        raise ConfigError(
            "the working directory is gone", hint="change to another folder"
        ) from error


def _chosen(path: Path | None, folder: Path, environ: Mapping[str, str]) -> Path | None:
    if path is not None:
        return folder / path.expanduser()
    named = environ.get(VARIABLE, "").strip()
    if not named:
        return None
    file = folder / Path(named).expanduser()
    if not _is_there(file):
        raise ConfigError(
            "there is no such file",
            where=str(file),
            hint=f"the environment variable {VARIABLE} names it",
        )
    return file


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # a folder that may not be looked into
        return False


def _refuse_strangers(file: Path) -> None:
    if not hasattr(os, "geteuid"):
        return
    owner, user = file.stat().st_uid, os.geteuid()
    if user != 0 and owner not in (0, user):
        raise ConfigError(
            "this configuration belongs to another user",
            where=str(file),
            hint=f"if you trust it: --config '{file}'",
        )


def _cannot_read(file: Path, error: OSError) -> ConfigError:
    where = str(file)
    if isinstance(error, FileNotFoundError):
        return ConfigError("there is no such file", where=where, hint="write one: repurpose init")
    if isinstance(error, IsADirectoryError) or file.is_dir():
        return ConfigError(
            "is a folder", where=where, hint=f"name the file: {file / FILE_NAMES[0]}"
        )
    reason = (error.strerror or "it cannot be read").lower()
    return ConfigError(reason, where=where, hint="check that you may read it")


def _shown(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
