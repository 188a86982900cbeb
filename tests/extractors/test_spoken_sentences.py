"""Sentences rebuilt across cues: from the first word to the last, to the moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from repurpose import extractors, readers
from repurpose.model import Snippet
from repurpose.protocols import ExtractContext, ReadContext

FIRST = "Wer heute in Holz baut, spart in zehn Jahren viel Geld beim Umbau."
SECOND = "Die Stadt muss den Boden zuerst selber kaufen und dann vergeben."
LEAD = "Das war so."


def _snippets(folder: Path, name: str, text: str) -> list[Snippet]:
    (folder / name).write_text(text, "utf-8")
    asset = readers.read(folder / name, ReadContext(language="de"))
    found = extractors.extract(asset, ExtractContext())
    assert not found.errors
    return sorted(found.snippets, key=lambda snippet: snippet.locator.start or 0)


def _whisper(words: list[str], step: float = 0.5, per_cue: int = 7) -> str:
    timed = [
        {"word": f" {w}", "start": n * step, "end": n * step + 0.4} for n, w in enumerate(words)
    ]
    segments: list[dict[str, Any]] = []
    for first in range(0, len(timed), per_cue):
        inside = timed[first : first + per_cue]
        text = "".join(str(word["word"]) for word in inside)
        segments.append(
            {"start": inside[0]["start"], "end": inside[-1]["end"], "text": text, "words": inside}
        )
    return json.dumps({"segments": segments})


def test_by_the_times_of_words(tmp_path: Path) -> None:
    words = f"{LEAD} {FIRST} {SECOND}".split()
    found = _snippets(tmp_path, "a.json", _whisper(words))
    assert [s.text for s in found] == [FIRST, SECOND]
    places = [(s.locator.start, s.locator.end) for s in found]
    one, two = len(LEAD.split()), len(f"{LEAD} {FIRST}".split())
    assert places == [
        (one * 0.5, pytest.approx((two - 1) * 0.5 + 0.4)),
        (two * 0.5, pytest.approx((len(words) - 1) * 0.5 + 0.4)),
    ]


def test_by_letters_where_words_have_no_times(tmp_path: Path) -> None:
    cue, rest = f"{LEAD} {FIRST}", SECOND
    text = f"1\n00:00:10,000 --> 00:00:20,000\n{cue}\n\n2\n00:00:20,000 --> 00:00:26,000\n{rest}\n"
    one, two = _snippets(tmp_path, "a.srt", text)
    assert one.locator.start == pytest.approx(10 + 10 * (len(LEAD) + 1) / len(cue))
    assert one.locator.end == pytest.approx(20)
    assert (two.locator.start, two.locator.end) == (20, 26)


def test_across_cues(tmp_path: Path) -> None:
    half = FIRST.index("spart")
    text = (
        f"WEBVTT\n\n00:10.000 --> 00:12.000\n<v Anna>{LEAD} {FIRST[:half]}\n\n"
        f"00:12.000 --> 00:14.000\n<v Anna>{FIRST[half:]}\n\n00:15.000 --> 00:18.000\n<v Beat>{SECOND}\n"
    )
    one, two = _snippets(tmp_path, "a.vtt", text)
    assert (one.text, one.speaker, two.speaker) == (FIRST, "Anna", "Beat")
    assert 10 < (one.locator.start or 0) < 12
    assert one.locator.end == 14


def test_the_same_sentence_twice_is_found_where_it_was_said(tmp_path: Path) -> None:
    cues = [FIRST, "Ja.", SECOND, "Nein.", FIRST]
    text = "".join(f"00:00:{n}0,000 --> 00:00:{n}8,000\n{line}\n\n" for n, line in enumerate(cues))
    assert [s.text for s in _snippets(tmp_path, "a.srt", text)] == [FIRST, SECOND]


def test_speech_without_punctuation_is_never_cut_anywhere(tmp_path: Path) -> None:
    words = f"{FIRST} {SECOND}".replace(",", "").replace(".", "").split() * 12
    assert _snippets(tmp_path, "a.json", _whisper(words)) == []
    words[40] += "."  # one full stop in all: what stands before it is no sentence
    assert _snippets(tmp_path, "b.json", _whisper(words)) == []


def test_a_text_without_times_keeps_its_lines(tmp_path: Path) -> None:
    found = _snippets(tmp_path, "a.txt", f"Anna Meier: {LEAD}\n\n{FIRST}\n\nBeat Frei: {SECOND}\n")
    assert sorted((s.locator.line, s.text) for s in found) == [(3, FIRST), (5, SECOND)]
