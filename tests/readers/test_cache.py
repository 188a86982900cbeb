"""What was read once is not read again, unless something that matters has changed."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose import caching, readers
from repurpose.model import Asset, Locator, Recording, Section, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import cache
from tests import program

EXAMPLES = Path(__file__).parents[2] / "examples"
DECK = EXAMPLES / "holzbau" / "Aufstocken mit Holz.pptx"
PANEL = EXAMPLES / "holzbau" / "Podium Verdichten.vtt"
COUNTING = """
from pathlib import Path
from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment

class Plugin:
    suffixes = (".odd", ".other")
    def companions(self, path):
        return tuple(p for p in [path.with_suffix(".beside")] if p.exists())
    def read(self, path, context):
        with open("calls", "a") as calls:
            calls.write("x")
        text = path.read_text("utf-8")
        faults = ("page 3 is missing",) if "faulty" in text else ()
        if "locked" in text:
            context.password()
        if "slow" in text:
            context.incomplete()
        if "broken" in text:
            raise SourceError("is broken", where=str(path))
        kind = "audio" if "spoken" in text else "document"
        segment = Segment(text=text, role="body", locator=Locator(line=1))
        return Asset(path=path, kind=kind, title=path.stem, language=context.language or "de",
                     sha256="0" * 64, segments=(segment,), faults=faults)
"""
COUNTING_DECKS = """
from repurpose.readers.decks.pptx import PptxReader

class Plugin:
    suffixes = (".pptm",)
    def read(self, path, context):
        with open("calls", "a") as calls:
            calls.write("x")
        return PptxReader().read(path, context)
"""


@dataclass(frozen=True)
class Place:
    """A folder in which the command has a reader that counts how often it is called."""

    folder: Path

    def run(self, *words: object) -> tuple[int, Any]:
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "site")}
        ran = program.run(*words, "--json", cwd=self.folder, env=environment)
        assert "Traceback" not in ran.stderr
        return ran.returncode, json.loads(ran.stdout)

    def read(self, *words: object) -> list[Any]:
        code, document = self.run("read", *words)
        assert code == 0, document
        return document["assets"]

    @property
    def calls(self) -> int:
        calls = self.folder / "calls"
        return len(calls.read_text()) if calls.exists() else 0

    @property
    def readings(self) -> list[Path]:
        return sorted((self.folder / ".repurpose" / "cache" / "readings").glob("*"))

    def install(self, code: str, version: str = "1.0") -> None:
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        info = site / f"odd-{version}.dist-info"
        info.mkdir(parents=True)
        (site / "odd_reader.py").write_text(code, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: odd\nVersion: {version}\n")
        (info / "entry_points.txt").write_text("[repurpose.readers]\na = odd_reader:Plugin\n")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    for name in [name for name in os.environ if name.startswith("REPURPOSE_")]:
        monkeypatch.delenv(name)
    place = Place(tmp_path)
    place.install(COUNTING)
    (tmp_path / "a.odd").write_text("Holz wiegt wenig. 🪵", "utf-8")
    return place


def test_the_same_file_is_read_once_by_all_commands(place: Place) -> None:
    first = place.read("a.odd")
    assert place.read("a.odd") == first
    for command in ("extract", "run"):
        place.run(command, "a.odd")
    place.run("run", "a.odd", "--dry-run")
    assert place.calls == 1


def test_what_a_deck_says_is_not_read_twice(place: Place) -> None:
    place.install(COUNTING_DECKS)
    deck = place.folder / "Vortrag.pptm"
    shutil.copy(DECK, deck)
    first = place.run("run", deck, "--pictures", "none")
    assert place.run("run", deck, "--pictures", "none") == first
    assert place.calls == 1
    content = bytearray(deck.read_bytes())
    content[10] ^= 1  # the time at which its first part was saved
    deck.write_bytes(content)
    place.read(deck)
    assert place.calls == 2


def test_another_name_changes_the_name_only(place: Place) -> None:
    place.read("a.odd")
    (place.folder / "sub").mkdir()
    (place.folder / "a.odd").rename(place.folder / "sub" / "Käse.odd")
    [asset] = place.read("sub/Käse.odd")
    assert (asset["path"], asset["title"]) == ("sub/Käse.odd", "Käse")
    assert place.calls == 1


def test_a_title_of_its_own_stays(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "cache" / "readings"
    caching.prepare(folder)
    deck = shutil.copy(DECK, tmp_path / "a.pptx")
    first = readers.read(Path(deck), ReadContext(cache=folder))
    moved = Path(deck).rename(tmp_path / "b.pptx")
    assert readers.read(moved, ReadContext(cache=folder)) == replace(first, path=moved)
    assert first.title not in ("a", "b")


def test_what_matters_makes_it_read_again(place: Place) -> None:
    file = place.folder / "a.odd"
    place.read(file)
    file.write_text("Holz wiegt wenig, 🪵", "utf-8")
    assert place.read(file)[0]["segments"][0]["text"] == "Holz wiegt wenig, 🪵"
    assert place.calls == 2
    assert place.read(file, "--language", "en")[0]["language"] == "en"
    assert place.calls == 3
    (place.folder / "a.beside").write_text("x")
    place.read(file)
    (place.folder / "a.beside").write_text("y")
    place.read(file)
    assert place.calls == 5
    place.read(file.rename(place.folder / "a.other"))
    assert place.calls == 6
    file.with_suffix(".other").rename(file)
    place.install(COUNTING + "# repaired\n")
    place.read(file)
    place.install(COUNTING + "# repaired\n", "1.1")
    place.read(file)
    assert place.calls == 8


def test_another_speech_model_makes_it_listen_again(place: Place) -> None:
    for name in ("small", "large"):
        (place.folder / name).mkdir()
        (place.folder / name / "model.bin").write_text(name)
        (place.folder / "repurpose.yaml").write_text(f"speech:\n  model: {name}\n")
        for _ in range(2):
            place.read("a.odd")
    assert place.calls == 2
    (place.folder / "large" / "model.bin").write_text("a newer one")
    place.read("a.odd")
    assert place.calls == 3


@pytest.mark.parametrize("text", ["locked", "broken", "faulty and slow"])
def test_neither_secrets_nor_failures_are_kept(place: Place, text: str) -> None:
    (place.folder / "a.odd").write_text(text)
    for _ in range(2):
        place.run("read", "a.odd")
    assert place.calls == 2
    assert place.readings == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-20],
        lambda content: content.replace(b"Holz", b"Gold"),
        lambda content: b"{}",
        lambda content: b"\xff" * 100,
    ],
)
def test_a_damaged_reading_is_made_anew(place: Place, damage: Any) -> None:
    first = place.read("a.odd")
    [reading] = place.readings
    sound = reading.read_bytes()
    reading.write_bytes(damage(sound))
    assert place.read("a.odd") == first
    assert reading.read_bytes() == sound
    reading.unlink()
    reading.mkdir()
    assert place.read("a.odd") == first


@pytest.mark.parametrize("text", ["spoken, but faulty", "faulty"])
def test_a_reading_is_kept_with_what_is_said_to_be_missing(place: Place, text: str) -> None:
    (place.folder / "a.odd").write_text(text)
    assert place.read("a.odd") == place.read("a.odd")
    assert place.calls == 1


def test_nobody_else_may_look_into_it_and_git_does_not(place: Place) -> None:
    place.read("a.odd")
    folder = place.folder / ".repurpose" / "cache"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "readings")]
    assert modes == [0o700, 0o700]
    [reading] = place.readings
    assert stat.S_IMODE(reading.stat().st_mode) == 0o600
    subprocess.run(["git", "init", "-q"], cwd=place.folder, check=True)
    listed = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"],
        cwd=place.folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "a.odd" in listed.stdout
    assert ".repurpose" not in listed.stdout


@pytest.mark.parametrize(
    "obstacle", [".repurpose", ".repurpose/cache", ".repurpose/cache/readings"]
)
def test_where_nothing_can_be_kept_the_run_goes_on(place: Place, obstacle: str) -> None:
    file = place.folder / obstacle
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("in the way")
    assert place.read("a.odd")[0]["segments"][0]["text"] == "Holz wiegt wenig. 🪵"
    assert place.read("a.odd")
    assert place.calls == 2


def test_a_dry_run_leaves_no_folder_except_for_what_was_dear(place: Place) -> None:
    place.run("run", "a.odd", "--dry-run")
    assert not (place.folder / ".repurpose").exists()
    (place.folder / "a.odd").write_text("Das wurde gesprochen: spoken.")
    for _ in range(2):
        place.run("run", "a.odd", "--dry-run")
    assert place.calls == 2
    assert len(place.readings) == 1
    assert not (place.folder / ".repurpose" / "outbox.db").exists()


def test_the_doctor_says_where_it_is(place: Place) -> None:
    place.read("a.odd")
    _, document = place.run("doctor")
    [check] = [check for check in document["checks"] if check["what"] == "cache"]
    assert str(Path(".repurpose") / "cache") in check["detail"]
    assert "1 file," in check["detail"]
    assert "may be deleted at any time" in check["detail"]


def test_the_oldest_are_thrown_away(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "cache" / "readings"
    caching.prepare(folder)
    files = []
    for number in range(4):
        file = tmp_path / f"{number}.vtt"
        file.write_text(f"WEBVTT\n\n00:01.000 --> 00:02.000\nHolz {number}\n")
        readers.read(file, ReadContext(cache=folder))
        [new] = set(folder.iterdir()) - set(files)
        os.utime(new, (new.stat().st_mtime - 86_400 * (100 - 30 * number),) * 2)
        files.append(new)
    (folder / "somebody's.txt").write_text("x")
    (folder / "half.part").write_text("x")
    os.utime(folder / "half.part", (0, 0))
    cache.trim(folder)
    assert not (folder / "half.part").exists()
    assert [file.exists() for file in files] == [False, True, True, True]
    readers.read(tmp_path / "1.vtt", ReadContext(cache=folder))  # used today
    cache.trim(folder, most_bytes=2 * files[1].stat().st_size + 100)
    assert [file.exists() for file in files] == [False, True, False, True]
    assert (folder / "somebody's.txt").exists()


def test_a_file_that_changes_while_it_is_read_is_not_kept(place: Place) -> None:
    code = COUNTING.replace('text = path.read_text("utf-8")', 'text = path.read_text("utf-8")\n'
                            '        path.write_text(text + "!", "utf-8")')  # fmt: skip
    place.install(code)
    place.read("a.odd")
    assert place.readings == []


def test_a_recording_and_its_subtitles(place: Place) -> None:
    (place.folder / "Podium.mp4").write_bytes(b"no film that anything can open")
    shutil.copy(PANEL, place.folder / "Podium.vtt")
    first = place.read("Podium.mp4")
    assert place.read("Podium.mp4") == first
    changed = PANEL.read_text("utf-8").replace("Verdicht", "VERDICHT")
    (place.folder / "Podium.vtt").write_text(changed, "utf-8")
    assert "VERDICHT" in json.dumps(place.read("Podium.mp4"))


def test_a_large_file_shows_how_far_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "cache" / "readings"
    caching.prepare(folder)
    film = tmp_path / "Film.mp4"
    with film.open("wb") as file:
        file.truncate(100_000_000)
    shutil.copy(PANEL, tmp_path / "Film.vtt")
    steps: list[tuple[int, int]] = []
    context = ReadContext(cache=folder, progress=lambda done, total: steps.append((done, total)))
    readers.read(film, context)
    assert (100_000_000, 100_000_000) in steps
    assert len({done for done, total in steps if total == 100_000_000}) > 4


TEXT = st.text(st.characters(), max_size=20)
FLOAT = st.floats(allow_nan=False)
MAYBE = st.none() | TEXT
LOCATORS = st.one_of(
    st.builds(Locator, slide=st.integers(), page=st.none() | st.integers()),
    st.builds(Locator, line=st.integers(), end=FLOAT),
    st.builds(Locator, start=FLOAT | st.integers(), end=st.none() | FLOAT),
)
SEGMENTS = st.builds(
    Segment,
    text=TEXT,
    role=st.sampled_from(["title", "speech"]),
    locator=LOCATORS,
    speaker=MAYBE,
    hidden=st.booleans(),
    links=st.lists(TEXT, max_size=3).map(tuple),
    word_times=st.lists(st.tuples(FLOAT, FLOAT), max_size=3).map(tuple),
)
ASSETS = st.builds(
    Asset,
    path=st.sampled_from([Path("a/Käse.pptx"), Path("b.tar.gz")]),
    kind=st.sampled_from(["deck", "audio"]),
    title=TEXT | st.sampled_from(["Käse", "b.tar", ""]),
    language=TEXT,
    sha256=TEXT,
    segments=st.lists(SEGMENTS, max_size=4).map(tuple),
    author=MAYBE,
    date=MAYBE,
    url=MAYBE,
    sections=st.lists(st.builds(Section, name=TEXT, first=st.integers()), max_size=2).map(tuple),
    recordings=st.lists(
        st.builds(Recording, name=TEXT, kind=st.sampled_from(["video", "audio"]), locator=LOCATORS),
        max_size=2,
    ).map(tuple),
    faults=st.lists(TEXT, max_size=2).map(tuple),
    slides=st.integers(),
    hidden_slides=st.lists(st.integers(), max_size=2).map(tuple),
    recognised=st.booleans(),
)


@given(ASSETS)
def test_what_is_kept_is_exactly_what_was_read(asset: Asset) -> None:
    again = cache.unpacked(cache.packed(asset), asset.path)
    assert again == asset
    assert repr(again) == repr(asset)  # 1 is not 1.0, nor a list a tuple


@pytest.mark.parametrize("text", ["\ud83d\ude00", "\ud800", "👩‍👩‍👧 \u202eשלום\x00\u2028"])
def test_odd_characters_stay(text: str) -> None:
    segment = Segment(text=text, role="body", locator=Locator(line=1))
    asset = Asset(path=Path("a.txt"), kind="document", title="", language="und", sha256="",
                  segments=(segment,))  # fmt: skip
    assert cache.unpacked(cache.packed(asset), asset.path).segments[0].text == text


@pytest.mark.parametrize("kind", [Asset, Segment, Locator, Section, Recording])
def test_the_examples_above_set_every_field(kind: type) -> None:
    """A field that is new to the model has to be kept as well."""
    known = {
        Asset: {"path", "kind", "title", "language", "sha256", "segments", "author", "date", "url",
                "sections", "recordings", "faults", "slides", "hidden_slides",
                "recognised"},
        Segment: {"text", "role", "locator", "speaker", "hidden", "links", "word_times"},
        Locator: {"slide", "page", "line", "start", "end"},
        Section: {"name", "first"},
        Recording: {"name", "kind", "locator"},
    }  # fmt: skip
    assert {field.name for field in fields(kind)} == known[kind]


def test_real_files_come_back_as_they_were_read(corpora: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "cache" / "readings"
    caching.prepare(folder)
    decks = sorted(corpora.glob("decks/python-pptx*/**/*.pptx"))[:30]
    talks = sorted(corpora.glob("transcripts/webvtt*/**/*.vtt"))
    read = 0
    for path in [*decks, *talks]:
        try:
            plain = readers.read(path, ReadContext())
        except readers.SourceError:
            continue
        assert readers.read(path, ReadContext(cache=folder)) == plain
        assert readers.read(path, ReadContext(cache=folder)) == plain
        read += 1
    assert read > 20
    assert len(list(folder.iterdir())) > 20
