"""A file that another program writes, looked at by a clock of our own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose.following.watching import Look, Watcher

STILL = 3.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Podium.vtt"


@pytest.fixture
def watcher(file: Path) -> Watcher:
    return Watcher(file, STILL, changed=0.0)


def test_what_is_added_is_seen_at_once_and_once(file: Path, watcher: Watcher) -> None:
    file.write_bytes(b"eins")
    assert watcher.look(1.0) == Look(b"eins", still=False)
    assert watcher.look(1.5) is None
    with file.open("ab") as out:
        out.write(b" zwei")
    assert watcher.look(2.0) == Look(b"eins zwei", still=False)


def test_it_is_still_once_when_nothing_was_added_for_long(file: Path, watcher: Watcher) -> None:
    file.write_bytes(b"eins")
    watcher.look(1.0)
    assert watcher.look(3.9) is None
    assert watcher.look(4.0) == Look(b"eins", still=True)
    assert watcher.look(60.0) is None


def test_a_file_in_the_middle_of_being_overwritten_is_not_taken(
    file: Path, watcher: Watcher
) -> None:
    file.write_bytes(b"alt alt alt alt")
    watcher.look(1.0)
    with file.open("r+b") as out:
        out.write(b"neu neu")
        out.flush()
        assert watcher.look(1.5) is None  # new words before old ones
        out.write(b" neu neu")
    assert watcher.look(2.0) is None
    assert watcher.look(2.5) == Look(b"neu neu neu neu", still=False)


def test_a_file_that_is_overwritten_all_the_time_is_taken_all_the_same(
    file: Path, watcher: Watcher
) -> None:
    file.write_bytes(b"0 alt")
    watcher.look(0.0)
    looks = []
    for number in range(1, 8):
        file.write_bytes(b"%d neu" % number)
        looks.append(watcher.look(number / 2))
    assert any(looks)


def test_a_file_put_in_its_place_is_taken_at_once(file: Path, watcher: Watcher) -> None:
    file.write_bytes(b"alt")
    watcher.look(1.0)
    other = file.with_suffix(".new")
    other.write_bytes(b"neu")
    other.replace(file)
    assert watcher.look(1.5) == Look(b"neu", still=False)


def test_an_emptied_file_is_waited_for(file: Path, watcher: Watcher) -> None:
    file.write_bytes(b"alt")
    watcher.look(1.0)
    file.write_bytes(b"")
    assert [watcher.look(1.5), watcher.look(2.0)] == [None, None]
    file.write_bytes(b"neu")
    assert watcher.look(9.5) == Look(b"neu", still=False)


def test_a_change_that_neither_size_nor_time_shows_is_seen_when_it_is_still(
    file: Path, watcher: Watcher
) -> None:
    """As on FAT, whose times are two seconds apart."""
    file.write_bytes(b"alt")
    watcher.look(1.0)
    times = file.stat()
    file.write_bytes(b"neu")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert watcher.look(1.5) is None
    looks = [watcher.look(4.0), watcher.look(4.5)]
    assert Look(b"neu", still=False) in looks


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.unlink(), "is gone; waiting for it"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read just now (it is no file)"),
        (lambda path: (path.unlink(), os.mkfifo(path)), "cannot be read just now (it is no file)"),
    ],
)
def test_what_is_in_the_way_is_said_until_it_is_over(
    file: Path, watcher: Watcher, make: Callable[[Path], object], words: str
) -> None:
    assert watcher.look(0.0) is None
    assert watcher.trouble == "is not there yet; waiting"
    file.write_bytes(b"eins")
    watcher.look(1.0)
    assert watcher.trouble == ""
    make(file)
    assert watcher.look(2.0) is None
    assert watcher.trouble.startswith(words)
    if file.is_dir():
        file.rmdir()
    file.unlink(missing_ok=True)
    file.write_bytes(b"eins zwei")
    assert watcher.look(3.0) == Look(b"eins zwei", still=False)
    assert watcher.trouble == ""
