"""In whatever pieces a transcript arrives, the same statements are offered in the end, each once and
none before its end."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repurpose import readers
from repurpose.config import load
from repurpose.following.complete import complete, is_complete
from repurpose.following.follower import Follower
from repurpose.following.pacing import Pace
from repurpose.model import Asset, Locator, Segment
from repurpose.production import Producer
from repurpose.protocols import ReadContext
from repurpose.rendering import Renderer
from repurpose.text import verbatim
from repurpose.text.similarity import near_duplicate, words

PANEL = Path(__file__).resolve().parents[2] / "examples" / "holzbau" / "Podium Verdichten.vtt"


def _panel(cues: int = 14, skipped: int = 8) -> str:
    """Some cues of a real panel."""
    head, *blocks = PANEL.read_text("utf-8").strip().split("\n\n")
    return "\n\n".join([head, *blocks[skipped : skipped + cues]]) + "\n\n"


def _srt() -> bytes:
    """The same as SubRip with the names written into the text, as Windows writes files."""
    text = re.sub(r"<v ([^>]+)>(.*?)</v>", r"\1: \2", _panel().split("\n\n", 1)[1])
    text = re.sub(r"(\d\d:\d\d:\d\d)\.(\d{3})", r"\1,\2", text)
    blocks = [f"{n}\n{block}" for n, block in enumerate(text.strip().split("\n\n"), start=1)]
    return b"\xef\xbb\xbf" + ("\n\n".join(blocks) + "\n\n").replace("\n", "\r\n").encode()


def _txt() -> bytes:
    """The same as plain text, a paragraph a turn."""
    turns = re.findall(r"<v ([^>]+)>(.*?)</v>", _panel())
    return "\n\n".join(f"{name}: {said}" for name, said in turns).encode()


FILES = {
    "panel.vtt": _panel().encode(),
    "panel.srt": _srt(),
    "panel.txt": _txt(),
    "panel.utf16.vtt": _panel().encode("utf-16"),
}


def _follower(name: str) -> Follower:
    return Follower(
        producer=Producer(renderer=Renderer(), language="de"),
        path=Path(name),
        channels=[load().channel("linkedin")],
        pace=Pace(None),
        is_known=lambda post: False,
    )


def _offered(name: str, pieces: list[bytes]) -> list[str]:
    """The texts offered while the pieces arrive, one after the other."""
    follower = _follower(name)
    content = b""
    texts: list[str] = []
    for number, piece in enumerate([*pieces, b""]):
        content += piece
        follower.take(content, still=number == len(pieces))
        texts += [offer.find.snippet.text for offer in follower.offers(float(number))]
    return texts


@lru_cache
def _at_once(name: str) -> list[str]:
    return _offered(name, [FILES[name]])


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_however_it_is_cut_the_same_is_offered(name: str, data: st.DataObject) -> None:
    content = FILES[name]
    places = st.lists(st.integers(0, len(content)), max_size=12, unique=True)
    cuts = [0, *sorted(data.draw(places)), len(content)]
    pieces = [content[a:b] for a, b in pairwise(cuts)]
    offered = _offered(name, pieces)
    assert len(offered) >= 5
    assert all(_is_among(text, offered) for text in _at_once(name))
    for number, text in enumerate(offered):
        assert _is_among(text, _at_once(name))
        assert not _is_among(text, offered[:number])


def _is_among(text: str, others: list[str]) -> bool:
    """Whether one of the others says so, contains it or is contained in it."""
    plain = words(text)
    return any(
        near_duplicate(text, other) or plain in words(other) or words(other) in plain
        for other in others
    )


@pytest.mark.parametrize("name", FILES)
def test_what_is_offered_stands_in_the_file_word_for_word(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    asset = readers.read(tmp_path / name, ReadContext(language="de"))
    assert _at_once(name)
    assert all(verbatim.locate(text, asset) for text in _at_once(name))


@pytest.mark.parametrize(
    ("content", "suffix", "whole"),
    [
        ("Sie baut für".encode()[:-2], ".txt", b"Sie baut "),
        ("für".encode()[:2], ".txt", b""),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n\n00:0", ".vtt",
         b"WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n\n"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nEins\r\n", ".srt", b""),
        (b"1\n00:00:01,000 --> 00:00:02,000\nEins\n2\n00:00:02,000 --> 00:00:03,000\nZw", ".srt",
         b"1\n00:00:01,000 --> 00:00:02,000\nEins\n"),
        (b"[00:00.000 --> 00:03.120] Eins.\n[00:03.1", ".txt", b"[00:00.000 --> 00:03.120] Eins.\n"),
        (b"start\tend\ttext\n0\t900\tEins", ".tsv", b"start\tend\ttext\n"),
        (b'{"text": "Eins."}\n{"text": "Zw', ".json", b'{"text": "Eins."}\n'),
        (b'[{"text": "Eins."}]', ".json", b'[{"text": "Eins."}]'),
        ("Eins zwei".encode("utf-16")[:-1], ".txt", b"Eins "),
    ],
)  # fmt: skip
def test_only_what_is_written_to_its_end_is_taken(
    content: bytes, suffix: str, whole: bytes
) -> None:
    assert complete(content, suffix) == whole


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("Der Umbau des Schulhauses beginnt am 3.", False),
        ("Der Umbau kostet die Stadt gegen 45 Mio.", False),
        ("Das gilt für alle Häuser aus den Siebzigern, z. B.", False),
        ("Der Umbau des Schulhauses beginnt im Jahr 2027.", True),
        ("Der Umbau kostet die Stadt gegen vierzig Millionen!", True),
        ("«Der Umbau kostet die Stadt gegen vierzig Millionen.»", True),
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it_however_still_it_is(
    words: str, ended: bool
) -> None:
    segment = Segment(text=f"Guten Abend. {words}", role="speech", locator=Locator(line=1))
    asset = Asset(
        path=Path("a.txt"), kind="transcript", title="a", language="de", sha256="", segments=(segment,)
    )  # fmt: skip
    assert is_complete(words, asset, still=True) is ended
    assert not is_complete(words, asset)
    assert is_complete("Guten Abend.", asset)
