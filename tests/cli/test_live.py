"""`repurpose live`: a transcript grows while the command follows it, driven as a program drives it
(JSON lines) and as a person does (single keys at a terminal)."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

from repurpose.sandbox import Sandbox
from repurpose.text.similarity import near_duplicate, words
from tests import program
from tests.cli.conftest import DECK, PANEL, Run, Start
from tests.program import DEVNULL, PIPE, Process

QUICK = ("--interval", "0.03")
NEVER_STILL = ("--still", "1000")
PATIENCE = 60.0  # seconds; only where something is broken

CUE = "{start} --> {end}\n<v {speaker}>{text}</v>\n\n"
BETON = (
    "Wer ein gesundes Haus abreisst, wirft Beton weg, den vor sechzig Jahren jemand bezahlt hat."
)
HOLZ = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen."
LIFT = "Unter 150 Quadratmetern lohnt es sich selten, denn Kran und Lift kosten gleich viel."
BAUM = "Ein sechzigjähriger Baum kühlt den Hof besser als jedes begrünte Dach im Quartier."
SHORT = "Ja, genau so ist es."


def cues(*texts: str, speaker: str = "Regula Hasler", first: int = 0) -> str:
    """One cue a text, ten seconds each."""
    return "".join(
        CUE.format(start=f"00:{n:02}:00.000", end=f"00:{n:02}:10.000", speaker=speaker, text=text)
        for n, text in enumerate(texts, start=first)
    )


@dataclass
class Live:
    """The command with --json: what it is told, and what it has said so far."""

    file: Path
    stdin: IO[str]
    stdout: IO[str]
    finish: Callable[[], int]
    events: list[dict[str, Any]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    _lines: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def next(self, kind: str) -> dict[str, Any]:
        """The next event of a kind that comes."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"it ended before: {self.events}"
            event: dict[str, Any] = json.loads(line)
            assert event["schema"] == 1
            self.events.append(event)
            if event["event"] == kind:
                return event

    def offer(self, text: str = "") -> dict[str, Any]:
        """The first offer that was not asked for yet (with these words)."""
        offers = [event for event in self.events if event["event"] == "offer"]
        while True:
            for event in offers:
                if event["id"] not in self.taken and text in event["snippet"]["text"]:
                    self.taken.add(event["id"])
                    return event
            offers = [self.next("offer")]

    def write(self, text: str | bytes) -> None:
        with self.file.open("ab") as file:
            file.write(text.encode() if isinstance(text, str) else text)

    def say(self, **words: Any) -> None:
        self.stdin.write(json.dumps(words) + "\n")
        self.stdin.flush()

    def decide(self, offer: dict[str, Any], do: str, **more: Any) -> dict[str, Any]:
        self.say(id=offer["id"], do=do, **more)
        return self.next("decision")

    def end(self) -> int:
        """Wait until it ends by itself."""
        self.next("end")
        return self.finish()

    def quit(self) -> int:
        self.say(do="quit")
        return self.end()

    @property
    def texts(self) -> list[str]:
        return [e["snippet"]["text"] for e in self.events if e["event"] == "offer"]


Begin = Callable[..., Live]
NAME = "Podium Müllerhaus.vtt"


def _words(name: str, *words: object) -> list[str]:
    return [
        "live",
        name,
        "--json",
        "-c",
        "x,linkedin",
        "--language",
        "de",
        *QUICK,
        *map(str, words),
    ]


@pytest.fixture
def live(live_process: Callable[..., tuple[Live, Process]]) -> Begin:
    """Run `repurpose live … --json` in a process of its own, on a file that is not there yet."""

    def begin(*words: object, name: str = NAME) -> Live:
        return live_process(*words, name=name)[0]

    return begin


@pytest.fixture
def live_process(folder: Path, start: Start) -> Iterator[Callable[..., tuple[Live, Process]]]:
    """The same in a process of its own."""
    running: list[Process] = []

    def begin(*words: object, name: str = NAME) -> tuple[Live, Process]:
        process = start(*_words(name, *words), stdin=PIPE)
        running.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        talk = Live(
            folder / name, process.stdin, process.stdout, lambda: process.wait(timeout=PATIENCE)
        )
        talk.next("following")
        return talk, process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]


def _standing(folder: Path, channel: str = "twitter") -> list[str]:
    """What stands in the sandbox."""
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as servers:
        return [post.text for post in servers.posts(channel)]


def _unwrapped(shown: str) -> str:
    return " ".join(shown.replace("│", "").split())


def _is_among(text: str, others: list[str]) -> bool:
    """Whether one of the others says so, contains it or is contained in it."""
    plain = words(text)
    return any(
        near_duplicate(text, other) or plain in words(other) or words(other) in plain
        for other in others
    )


# ── a panel that grows ──


def test_a_panel_is_offered_while_it_is_held_each_statement_once(
    folder: Path, live_process: Callable[..., tuple[Live, Any]], run: Run
) -> None:
    found = run("extract", PANEL, "--json", "--language", "de").json["snippets"]
    found = [snippet for snippet in found if snippet["kind"] != "question"]
    talk, _ = live_process("--sandbox", "--all", "--still", "0.4")
    assert talk.next("note")["text"] == "is not there yet; waiting"
    content = PANEL.read_bytes()
    half = content.index(b"jemand bezahlt") + 5  # in mid sentence
    umlaut = content.index("ü".encode(), half) + 1  # in mid character
    talk.write(content[:half])
    talk.write(content[half:umlaut])
    first = talk.offer("Wer ein gesundes Haus abreisst")  # it was cut in two
    decided = talk.decide(first, "approve")
    assert [post["status"] for post in decided["posts"]] == ["published", "published"]
    assert all(post["url"] for post in decided["posts"])
    for place in range(umlaut, len(content), 3001):
        talk.write(content[place : min(place + 3001, len(content))])
        time.sleep(0.02)
    while not all(_is_among(snippet["text"], talk.texts) for snippet in found):
        talk.next("offer")
    assert talk.quit() == 0
    assert talk.events[-1]["published"] == 1
    assert talk.events[-1]["undecided"] == len(talk.texts) - 1
    [asset] = run("read", PANEL, "--json").json["assets"]
    said = words(" ".join(segment["text"] for segment in asset["segments"]))
    for number, text in enumerate(talk.texts):
        assert all(words(piece) in said for piece in text.split("[…]")), text
        assert not _is_among(text, talk.texts[:number])  # once
    [standing] = _standing(folder)
    assert first["snippet"]["text"] in standing
    assert len(_standing(folder, "linkedin")) == 1


def test_it_comes_with_the_next_word_and_without_one_when_the_file_is_still(live: Begin) -> None:
    talk = live("--all", "--still", "0.3")
    talk.write("WEBVTT\n\n" + cues(BETON, SHORT))
    assert talk.offer()["snippet"]["text"] == BETON
    talk.write(cues(HOLZ, first=2))  # nothing follows
    assert talk.offer()["snippet"]["text"] == HOLZ
    assert talk.quit() == 0


def test_a_sentence_that_may_go_on_is_not_offered(live: Begin) -> None:
    talk = live("--all", "--still", "0.1")
    begun = "Der Umbau des alten Schulhauses an der Bachstrasse beginnt am 3."
    talk.write("WEBVTT\n\n" + cues(BETON, begun))
    talk.offer(BETON)
    time.sleep(0.5)  # the file is still, and the sentence is not at its end
    talk.write(cues("März und kostet die Stadt rund vier Millionen Franken.", HOLZ, SHORT, first=2))
    talk.offer(HOLZ)
    whole = f"{begun} März und kostet die Stadt rund vier Millionen Franken."
    assert talk.texts == [BETON, whole, HOLZ]


def test_only_the_better_ones_are_offered_and_few_at_a_time(live: Begin, run: Run) -> None:
    talk = live("-n", "4", *NEVER_STILL)
    talk.write(PANEL.read_bytes())
    for _ in range(4):
        talk.offer()
    assert talk.quit() == 0
    found = run("extract", PANEL, "--json", "--language", "de").json["snippets"]
    best = [snippet["text"] for snippet in found[: len(found) // 5]]
    assert len(talk.texts) == 4
    assert set(talk.texts) <= set(best)
    assert talk.events[-1]["heard"] > 60


# ── whatever happens to the file ──


def test_a_file_that_is_rewritten_replaced_cut_or_gone_is_followed_on(live: Begin) -> None:
    talk = live("--all", *NEVER_STILL)
    file = talk.file
    text = "WEBVTT\n\n" + cues(BETON, SHORT)
    talk.write(text)
    talk.decide(talk.offer(BETON), "skip")
    text += cues(HOLZ, SHORT, first=2)
    file.write_text(text.replace("Jahren", "Jahre"), "utf-8")  # as a whole, an old one corrected
    talk.offer(HOLZ)
    file.unlink()
    assert talk.next("note")["text"] == "is gone; waiting for it"
    text += cues(LIFT, SHORT, first=4)
    (file.parent / "new").write_text(text, "utf-8")
    (file.parent / "new").replace(file)
    talk.offer(LIFT)
    file.write_text("WEBVTT\n\n", "utf-8")  # it begins anew
    talk.write(cues(BETON, SHORT, BAUM, SHORT))
    talk.offer(BAUM)
    assert talk.texts == [BETON, HOLZ, LIFT, BAUM]  # the corrected one is the same


def test_an_open_offer_that_the_file_corrects_is_replaced(folder: Path, live: Begin) -> None:
    talk = live("--all", "--sandbox", *NEVER_STILL)
    wrong = BAUM.replace("sechzigjähriger", "siebzigjähriger")
    talk.write("WEBVTT\n\n" + cues(wrong, SHORT))
    old = talk.offer()
    talk.file.write_text("WEBVTT\n\n" + cues(BAUM, SHORT), "utf-8")
    new = talk.offer()
    assert (new["replaces"], new["snippet"]["text"]) == (old["id"], BAUM)
    talk.say(id=old["id"], do="approve")
    assert talk.next("error")["errors"][0]["what"] == "no open offer has this id"
    talk.decide(new, "approve")
    assert [BAUM in text for text in _standing(folder)] == [True]


def test_words_that_are_gone_from_the_file_are_approved_twice_or_not(live: Begin) -> None:
    talk = live("--all", "--sandbox", *NEVER_STILL)
    talk.write("WEBVTT\n\n" + cues(HOLZ, SHORT))
    gone = talk.offer()
    talk.file.write_text("WEBVTT\n\n" + cues(SHORT, SHORT, BETON, SHORT), "utf-8")
    talk.offer(BETON)
    talk.say(id=gone["id"], do="approve")
    error = talk.next("error")["errors"][0]
    assert error["what"] == "is held back: changed: the file no longer says so"
    assert error["hint"].endswith('"despite": ["changed"]')
    decided = talk.decide(gone, "approve", despite=["changed"])
    assert {post["status"] for post in decided["posts"]} == {"published"}


@pytest.mark.parametrize("name", ["Podium.srt", "Podium.txt", "Podium.json", "Podium.tsv"])
def test_other_forms_grow_as_well(live: Begin, name: str) -> None:
    talk = live("--all", *NEVER_STILL, name=name)
    said = [BETON, SHORT, HOLZ, SHORT]
    lines = {
        ".srt": [
            f"{n}\r\n00:00:0{n},000 --> 00:00:0{n + 1},000\r\n{text}\r\n\r\n"
            for n, text in enumerate(said, start=1)
        ],
        ".txt": [f"Regula Hasler: {text}\n" for text in said],
        ".json": [
            json.dumps({"start": n, "end": n + 1, "text": text}) + "\n"
            for n, text in enumerate(said, start=1)
        ],
        ".tsv": ["start\tend\ttext\n"]
        + [f"{1000 * n}\t{1000 * n + 900}\t{text}\n" for n, text in enumerate(said)],
    }[talk.file.suffix]
    content = ("\ufeff" * (name == "Podium.srt") + "".join(lines)).encode()
    cut = content.index(b"sechzig")
    talk.write(content[:cut])
    time.sleep(0.1)
    talk.write(content[cut:])
    talk.offer(HOLZ)
    assert talk.texts == [BETON, HOLZ]


# ── publishing ──


def test_what_is_kept_or_in_the_outbox_is_not_offered_again(live: Begin, run: Run) -> None:
    content = "WEBVTT\n\n" + cues(BETON, HOLZ, LIFT, SHORT)
    talk = live("--all", "--sandbox", *NEVER_STILL)
    talk.write(content)
    talk.decide(talk.offer(BETON), "later")
    talk.decide(talk.offer(HOLZ), "approve")
    talk.decide(talk.offer(LIFT), "skip")
    assert talk.quit() == 0
    end = talk.events[-1]
    assert (end["published"], end["kept"], end["skipped"], end["undecided"]) == (1, 1, 1, 0)
    posts = run("outbox", "list", "--all", "--sandbox", "--json").json["posts"]
    assert sorted(p["status"] for p in posts) == ["draft", "draft", "published", "published"]
    again = live("--all", "--sandbox", *NEVER_STILL)
    again.write(cues(BAUM, SHORT, first=5))
    again.offer(BAUM)
    assert again.quit() == 0
    assert again.texts == [LIFT, BAUM]  # nothing was kept of what was skipped


def test_killed_while_it_publishes_the_post_stands_once(
    folder: Path, live_process: Callable[..., tuple[Live, Any]], run: Run
) -> None:
    talk, process = live_process("--all", "--sandbox", "--fault", "silence@twitter", *NEVER_STILL)
    talk.write("WEBVTT\n\n" + cues(BETON, SHORT))
    talk.say(id=talk.offer()["id"], do="approve")
    while not ((folder / ".repurpose/sandbox/platforms.db").exists() and _standing(folder)):
        time.sleep(0.05)
    process.kill()  # the post was taken, and the answer will never come
    process.wait(timeout=PATIENCE)
    assert run("publish", "--due", "--sandbox").code == 0
    assert len(_standing(folder)) == len(_standing(folder, "linkedin")) == 1
    posts = run("outbox", "list", "--all", "--sandbox", "--json").json["posts"]
    assert {post["status"] for post in posts} == {"published"}


def test_without_a_login_the_post_stays_approved_and_it_goes_on(live: Begin, run: Run) -> None:
    talk = live("--all", *NEVER_STILL)
    talk.write("WEBVTT\n\n" + cues(BETON, SHORT, HOLZ, SHORT))
    decided = talk.decide(talk.offer(BETON), "approve")
    assert {post["status"] for post in decided["posts"]} == {"approved"}
    assert len(decided["errors"]) == 2
    assert "REPURPOSE_TWITTER" in json.dumps(decided["errors"])
    talk.decide(talk.offer(HOLZ), "later")
    assert talk.quit() == 4
    assert talk.events[-1]["waiting"] == 1
    posts = run("outbox", "list", "--json").json["posts"]
    assert sorted(post["status"] for post in posts) == ["approved", "approved", "draft", "draft"]


def test_while_everything_is_paused_nothing_goes_out(live: Begin, run: Run) -> None:
    run("pause")
    talk = live("--all", *NEVER_STILL)
    talk.write("WEBVTT\n\n" + cues(BETON, SHORT))
    decided = talk.decide(talk.offer(BETON), "approve")
    assert "everything is paused" in decided["errors"][0]["what"]
    assert talk.quit() == 1


def test_decisions_that_say_nothing_are_answered_and_change_nothing(
    live: Begin, folder: Path
) -> None:
    talk = live("--all", "--sandbox", *NEVER_STILL)
    talk.write("WEBVTT\n\n" + cues(BETON, SHORT))
    offer = talk.offer()
    for line, what in (
        ({"id": "1234", "do": "approve"}, "no open offer has this id"),
        ({"id": offer["id"], "do": "publish"}, "'publish' is nothing to do"),
        ({"id": [1], "do": "skip"}, "no open offer has this id"),
    ):
        talk.say(**line)
        assert talk.next("error")["errors"][0]["what"] == what
    talk.stdin.write("[[[\n")
    talk.stdin.flush()
    assert talk.next("error")["errors"][0]["what"] == "is no decision"
    assert talk.quit() == 0
    assert not (folder / ".repurpose" / "sandbox" / "outbox.db").exists()


# ── wrong files ──


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nie.vtt", None, "was not there, or empty, all the time"),
        ("leer.srt", b"", "was not there, or empty, all the time"),
        ("ohne.vtt", b"WEBVTT\n\n" + cues(SHORT).encode(), "nothing in it was offered"),
        ("kaputt.json", b'{"a": [', "is no JSON that can be read"),
        ("film.mp4", b"\0\0\0\x18ftypmp42", "is a recording, no transcript"),
        ("daten.xyz", b"abc", "is no transcript that a reader knows"),
    ],
)
def test_a_file_that_gives_nothing_is_said_to(
    folder: Path, run: Run, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    done = run("live", name, "--until-still", "0.2s", "--still", "0.1", *QUICK, "--sandbox")
    assert (done.code, done.out) == (3, "")
    assert f"error: {name}: {words}" in done.err
    assert "Traceback" not in done.err


def test_a_deck_or_a_folder_is_no_transcript(folder: Path, run: Run) -> None:
    deck = run("live", DECK, "--until-still", "5s", *QUICK, "--json")
    assert deck.code == 3
    assert "is a deck, no transcript" in deck.out.splitlines()[-1]
    assert run("live", folder, "--until-still", "1h").code == 3


@pytest.mark.parametrize(
    ("option", "value"), [("--until-still", "gleich"), ("-c", "myspace"), ("--language", "xx")]
)
def test_wrong_words_end_with_2(run: Run, option: str, value: str) -> None:
    assert run("live", "a.vtt", option, value).code == 2


# ── without anybody ──


def test_without_a_terminal_statements_are_kept_and_nothing_is_published(
    folder: Path, run: Run
) -> None:
    (folder / "Podium.vtt").write_text("WEBVTT\n\n" + cues(BETON, HOLZ, SHORT), "utf-8")
    words = ("--all", "--until-still", "0.2s", "--still", "0.1", *QUICK, "--sandbox")
    done = run("live", "Podium.vtt", "-c", "x", *words)
    assert done.code == 0
    assert "statements are kept as drafts, nothing is published" in done.err
    assert "0 published, 2 kept, 0 skipped" in done.err
    assert BETON in _unwrapped(done.out)
    posts = run("outbox", "list", "--sandbox", "--json").json["posts"]
    assert [post["status"] for post in posts] == ["draft", "draft"]


# ── at a terminal ──

if sys.platform != "win32":
    import pty


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        self.file = folder / "Podium.vtt"
        self.ours, theirs = pty.openpty()
        self.process = program.start(
            "live", "Podium.vtt", "-c", "x", "--language", "de", *QUICK, *words,
            cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, terminal=True,
            env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1", **environment},
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""
        self._pieces: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while piece := os.read(self.ours, 65536):
                self._pieces.put(piece)
        self._pieces.put(None)

    def until(self, words: str) -> str:
        """What is shown until these words, with them."""
        while words not in self.shown:
            piece = self._pieces.get(timeout=PATIENCE)
            assert piece is not None, f"{words!r} was not shown: {self.shown}"
            self.shown += piece.decode("utf-8", "replace")
        before, found, self.shown = self.shown.partition(words)
        return before + found

    def press(self, key: str) -> None:
        os.write(self.ours, key.encode())

    def write(self, text: str) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(text)

    def end(self) -> int:
        return self.process.wait(timeout=PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.fixture
def terminal(folder: Path) -> Iterator[Callable[..., Terminal]]:
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals here")
    running: list[Terminal] = []

    def begin(*words: str, **environment: str) -> Terminal:
        running.append(Terminal(folder, *words, **environment))
        running[-1].until("(q or Ctrl-C ends)")
        return running[-1]

    yield begin
    for each in running:
        each.close()


EDITOR = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
path.write_text(path.read_text("utf-8").replace("Drittel", "Viertel"), "utf-8")
"""


def test_one_key_decides(folder: Path, terminal: Callable[..., Terminal], run: Run) -> None:
    (folder / "edit.py").write_text(EDITOR, "utf-8")
    at = terminal("--all", "--sandbox", *NEVER_STILL, EDITOR=f"{sys.executable} edit.py")
    at.write("WEBVTT\n\n" + cues(BETON, HOLZ, LIFT, SHORT))
    shown = at.until("(2 more waiting)")
    assert f"«{BETON}»" in _unwrapped(shown)
    assert "from Podium.vtt, 0:00, Regula Hasler" in shown
    at.press("xä")  # no such keys
    at.press("ll")  # the second one was not meant for the next offer
    assert "kept" in at.until("(1 more waiting)")
    at.press("e")
    shown = at.until("no longer stand as they were said")
    assert "einen Viertel dessen" in shown
    at.until("[q]uit")
    at.press("a")
    at.until("https://x.com/i/status/")
    at.until("[q]uit")
    at.press("s")
    at.until("skipped")
    at.write(cues(BAUM, SHORT, first=5))
    at.until("[q]uit")
    at.press("q")
    at.until("1 published, 1 kept, 1 skipped, 1 undecided; 4 statements heard")
    assert at.end() == 0
    assert ["einen Viertel dessen" in text for text in _standing(folder)] == [True]
    posts = run("outbox", "list", "--all", "--sandbox", "--json").json["posts"]
    assert sorted(post["status"] for post in posts) == ["draft", "published"]


HOLDING = """
from repurpose.model import Hold, Snippet

class Holding:
    def extract(self, asset, context):
        for segment in asset.segments:
            if "Franken" in segment.text:
                hold = Hold(reason="money", words="Franken", explanation="it names a sum")
                yield Snippet(kind="announcement", text=segment.text, locator=segment.locator,
                              speaker=segment.speaker, score=1.0, holds=(hold,))
"""


def _install_holding(folder: Path) -> str:
    info = folder / "site" / "holding-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "site" / "holding.py").write_text(HOLDING)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: holding\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[repurpose.extractors]\nh = holding:Holding\n")
    return str(folder / "site")


MONEY = "Ein Platz in einer Tiefgarage kostet in unserer Stadt heute gegen 45’000 Franken."


def test_what_is_held_back_needs_a_second_key_and_ctrl_c_ends(
    folder: Path, terminal: Callable[..., Terminal]
) -> None:
    at = terminal("--all", "--sandbox", *NEVER_STILL, PYTHONPATH=_install_holding(folder))
    at.write("WEBVTT\n\n" + cues(MONEY, SHORT, HOLZ, SHORT))
    assert "held back: it names a sum" in at.until("[q]uit")
    for answer in "n", "y":
        at.press("a")
        at.until("publish it all the same? [y/N] ")
        at.press(answer)
        if answer == "n":
            at.until("[q]uit")
    at.until("https://x.com/i/status/")
    at.until("[q]uit")
    at.press("\x03")
    at.until("1 published, 0 kept, 0 skipped, 1 undecided")
    at.until("interrupted; nothing is half-done")
    assert at.end() == 130
    assert [MONEY in text for text in _standing(folder)] == [True]


def test_what_is_held_back_is_not_kept_when_nobody_decides(
    folder: Path, start: Start, run: Run
) -> None:
    (folder / "Podium.vtt").write_text("WEBVTT\n\n" + cues(MONEY, HOLZ, SHORT), "utf-8")
    process = start(
        "live", "Podium.vtt", "-c", "x", "--all", "--until-still", "0.3s", "--still", "0.1", *QUICK,
        stdin=DEVNULL, env={**os.environ, "PYTHONPATH": _install_holding(folder)},
    )  # fmt: skip
    _, err = process.communicate(timeout=PATIENCE)
    assert re.search(r"held back, not kept: 'Ein Platz.*money \(it names a sum\)", err)
    [post] = run("outbox", "list", "--json").json["posts"]
    assert HOLZ in post["parts"][0]["text"]
