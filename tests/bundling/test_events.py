"""Deck, transcript and video of one talk, given together."""

from __future__ import annotations

import subprocess
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import Any

from repurpose.programs import ffmpeg
from repurpose.text.verbatim import CUT
from tests.bundling.conftest import CHEESE, DECK, PANEL, SPEAKER, Held, hold
from tests.cli import contract
from tests.cli.conftest import Run


def _extract(run: Run, *files: Path | str) -> tuple[dict[str, Any], dict[str, str]]:
    """The document, and the names of the assets by sha256."""
    document = run("extract", *files, "--json").json
    contract.check(document, contract.EXTRACT)
    return document, {a["sha256"]: Path(a["path"]).name for a in document["assets"]}


def _video(path: Path) -> None:
    arguments = ("-f", "lavfi", "-i", "color=s=64x64:d=2:r=5", "-c:v", "mpeg4", str(path))
    subprocess.run([ffmpeg.program(), "-nostdin", "-v", "error", *arguments], check=True)


def test_when_each_slide_was_shown(run: Run, talk: Held) -> None:
    document, names = _extract(run, DECK, "Vortrag 1.srt")
    [event] = document["events"]
    assert {names[asset] for asset in event["assets"]} == {DECK.name, "Vortrag 1.srt"}
    showings = event["slides"]
    assert len({each["slide"] for each in showings}) >= 8
    right = [talk.slide_at((s["start"] + s["end"]) / 2) == s["slide"] for s in showings]
    assert sum(right) >= 0.9 * len(right)
    times = [second for s in showings for second in (s["start"], s["end"])]
    assert times == sorted(times)


def test_a_quote_knows_the_slide_that_was_shown(run: Run, talk: Held) -> None:
    document, names = _extract(run, DECK, "Vortrag 1.srt")
    said = [s for s in document["snippets"] if names[s["asset"]] == "Vortrag 1.srt"]
    seen = [
        (also["slide"], talk.slide_at(snippet["locator"]["start"]))
        for snippet in said
        for also in snippet["also"]
        if "slide" in also
    ]
    assert len(seen) >= 3
    assert sum(slide == shown for slide, shown in seen) >= 0.9 * len(seen)


def test_a_statement_of_the_deck_knows_its_seconds(run: Run, talk: Held) -> None:
    document, names = _extract(run, DECK, "Vortrag 1.srt")
    seen = [
        (snippet, also)
        for snippet in document["snippets"]
        for also in snippet["also"]
        if names[snippet["asset"]] == DECK.name and names[also["asset"]] == "Vortrag 1.srt"
    ]
    assert len(seen) >= 5
    for snippet, also in seen:
        assert snippet["speaker"] is None
        assert talk.slide_at(also["start"]) == snippet["locator"]["slide"]
        near = [t for start, end, t in talk.cues if start <= also["end"] and end >= also["start"]]
        words = set(snippet["text"].split())
        assert snippet["kind"] == "list" or max(
            len(words & set(text.split())) for text in near
        ) >= 0.4 * len(words)


def test_a_transcript_without_times_gets_the_seconds_of_the_video(
    run: Run, talk: Held, folder: Path
) -> None:
    """And a statement that both have is offered once, with its speaker."""
    _video(folder / "Podium.mp4")
    (folder / "Vortrag 1.srt").rename(folder / "Podium.srt")
    document, names = _extract(run, "Podium.mp4", "Abschrift.txt")
    [event] = document["events"]
    assert (len(event["assets"]), event["slides"]) == (2, [])
    typed = [s for s in document["snippets"] if names[s["asset"]] == "Abschrift.txt"]
    assert len(typed) > 5
    timed = 0
    paragraphs = (folder / "Abschrift.txt").read_text("utf-8").strip().split("\n\n")
    paragraphs = [f"{paragraph.removeprefix(f'{SPEAKER}: ')} " for paragraph in paragraphs]
    typed_text, begins = "".join(paragraphs), list(accumulate(map(len, paragraphs), initial=0))
    for snippet in typed:
        assert snippet["speaker"] == SPEAKER
        assert set(snippet["locator"]) == {"line"}
        for also in snippet["also"]:
            timed += 1
            pieces = [piece for piece in CUT.split(snippet["text"]) if piece]
            first = typed_text.index(pieces[0])
            last = typed_text.index(pieces[-1], first) + len(pieces[-1]) - 1
            start, _, _ = talk.cues[bisect(begins, first) - 1]
            _, end, _ = talk.cues[bisect(begins, last) - 1]
            assert start - 0.5 <= also["start"] <= also["end"] <= end + 0.5
    assert timed >= 0.9 * len(typed)
    texts = [snippet["text"] for snippet in document["snippets"]]
    assert len(set(texts)) == len(texts)


def test_the_three_together_in_words(run: Run, talk: Held, folder: Path) -> None:
    _video(folder / "Vortrag.mp4")
    (folder / "Vortrag 1.srt").rename(folder / "Vortrag.srt")
    result = run("extract", DECK, "Vortrag.mp4", "Abschrift.txt", "-v")
    assert result.code == 0
    lines = result.out.splitlines()
    assert any("Abschrift.txt, line" in line and "in Vortrag.mp4" in line for line in lines)
    assert any(
        line.rstrip().endswith("in Vortrag.mp4") or "in Vortrag.mp4 ·" in line for line in lines
    )
    assert any(f"of {DECK.name}" in line for line in lines)
    said = [line for line in result.err.splitlines() if "are of one event" in line]
    assert any(line.endswith("slides found in the talk") for line in said)
    assert any(line.endswith("of the words are the same") for line in said)
    assert "are of one event" not in run("extract", DECK, "Vortrag.mp4").err


def test_the_deck_of_another_talk(run: Run, talk: Held, folder: Path) -> None:
    """Neither an unrelated deck nor a panel at which the same people said much the same."""
    document, names = _extract(run, DECK, CHEESE, PANEL, "Vortrag 1.srt")
    [event] = document["events"]
    assert {names[asset] for asset in event["assets"]} == {DECK.name, "Vortrag 1.srt"}
    for snippet in document["snippets"]:
        for also in snippet["also"]:
            assert {names[snippet["asset"]], names[also["asset"]]} == {DECK.name, "Vortrag 1.srt"}


def test_a_draft_of_what_is_now_offered_with_its_speaker_is_not_stale(
    run: Run, talk: Held, folder: Path
) -> None:
    (folder / "Abschrift.txt").write_text(talk.as_text(0), "utf-8")
    alone = run("Vortrag 1.srt", "-c", "x", "-n", "20", "--json").json
    both = run("Vortrag 1.srt", "Abschrift.txt", "-c", "x", "-n", "20", "--json").json
    offered = {snippet["id"] for snippet in both["snippets"]}
    assert any(not offered.issuperset(post["snippets"]) for post in alone["posts"])
    for post in alone["posts"]:
        assert run("outbox", "show", post["id"], "--json").json["posts"][0]["stale"] is False


def test_two_decks_are_no_event(run: Run, folder: Path) -> None:
    copy = folder / "Entwurf.pptx"
    copy.write_bytes(DECK.read_bytes())
    document, _ = _extract(run, DECK, CHEESE, copy)
    assert document["events"] == []
    assert all(not snippet["also"] for snippet in document["snippets"])


def test_a_deck_that_was_shown_at_two_talks(run: Run, folder: Path) -> None:
    for number in (1, 2):
        (folder / f"{number}.srt").write_text(
            hold(DECK, seed=number, left_out=0.5).as_srt(), "utf-8"
        )
    panel = folder / "Podium.vtt"
    panel.write_bytes(PANEL.read_bytes())
    document, names = _extract(run, DECK, "1.srt", "2.srt")
    events = [{names[asset] for asset in event["assets"]} for event in document["events"]]
    assert events == [{DECK.name, "1.srt"}, {DECK.name, "2.srt"}]


def test_what_is_hidden_is_lined_up_with_nothing(run: Run, talk: Held) -> None:
    document, _ = _extract(run, DECK, "Vortrag 1.srt")
    assert all(
        showing["slide"] != 13 for event in document["events"] for showing in event["slides"]
    )


def test_a_failure_has_the_list_as_well(run: Run) -> None:
    result = run("extract", "missing.pptx", "--json")
    assert (result.code, result.json["events"]) == (3, [])


def test_real_transcripts_of_one_talk(run: Run, corpora: Path) -> None:
    """Three recognisers heard it, each by its own clock."""
    place = corpora / "transcripts" / "bbc_react-transcript-editor"
    files = ["autoEdit2TedTalkTranscript.sample.json", "gcpSttPunctuation.sample.json"]
    document, _ = _extract(run, *(place / name for name in files))
    assert len(document["events"]) == 1
    seen = [
        (snippet["locator"]["start"], also["start"])
        for snippet in document["snippets"]
        for also in snippet["also"]
    ]
    assert seen
    # One of them heard an "If" two seconds before the sentence.
    assert all(abs(here - there) < 2.5 for here, there in seen)
