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
from repurpose.following.follower import Follower
from repurpose.following.pacing import Pace
from repurpose.production import Producer
from repurpose.protocols import ReadContext
from repurpose.rendering import Renderer

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
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_however_it_is_cut_the_same_is_offered(name: str, data: st.DataObject) -> None:
    content = FILES[name]
    places = st.lists(st.integers(0, len(content)), max_size=12, unique=True)
    cuts = [0, *sorted(data.draw(places)), len(content)]
    pieces = [content[a:b] for a, b in pairwise(cuts)]
    offered = _offered(name, pieces)
    assert sorted(offered) == sorted(_at_once(name))
    assert len(set(offered)) == len(offered) >= 5


def test_what_is_offered_stands_in_the_file(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
        asset = readers.read(tmp_path / name, ReadContext(language="de"))
        said = " ".join(segment.text for segment in asset.segments)
        assert all(text in said for text in _at_once(name))
