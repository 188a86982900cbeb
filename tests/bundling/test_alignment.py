"""Whatever the assets hold, lining them up never fails and never goes back in time."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from repurpose.bundling import bundle
from repurpose.model import Asset, AssetKind, Locator, Segment, Snippet
from tests.bundling.conftest import DECK, hold, read

WORDS = some.text(some.sampled_from("aäbcdefgßéñ 1290.,’'!?🙂-"), max_size=80)
SAID = some.lists(WORDS.filter(str.strip), max_size=12)


def _asset(kind: AssetKind, texts: list[str], *, timed: bool) -> Asset:
    def place(number: int) -> Locator:
        if kind == "deck":
            return Locator(slide=number // 2 + 1)
        if timed:
            return Locator(start=2.0 * number, end=2.0 * number + 1.5)
        return Locator(line=number + 1)

    return Asset(
        path=Path(f"a.{kind}"), kind=kind, title="", language="de", sha256=f"{kind}{timed}",
        segments=tuple(
            Segment(text=t, role="body" if kind == "deck" else "speech", locator=place(n))
            for n, t in enumerate(texts)
        ),
    )  # fmt: skip


@given(SAID, SAID, some.booleans())
def test_any_text(slides: list[str], said: list[str], timed: bool) -> None:
    assets = [
        _asset("deck", slides, timed=False),
        _asset("transcript", said, timed=timed),
        _asset("video", said[::2], timed=True),
    ]
    made = bundle(assets)
    for event in made.events:
        assert set(event.assets) <= {asset.sha256 for asset in assets}
    found = [
        (Snippet(kind="statement", text=s.text, locator=s.locator), asset.sha256)
        for asset in assets
        for s in asset.segments
    ]
    kept, _ = made.without_repeats(found)
    assert len({number for number, _ in kept}) == len(kept) <= len(found)


@settings(max_examples=20)
@given(some.integers(0, 1000), some.floats(0, 0.35))
def test_times_rise_with_the_lines(seed: int, wrong: float) -> None:
    """A transcript without times, whatever is wrong with its words."""
    chance = random.Random(seed)
    said = [text for _, _, text in hold(DECK, seed=3).cues[:40]]
    typed = [" ".join("oder" if chance.random() < wrong else w for w in t.split()) for t in said]
    video, transcript = _asset("video", said, timed=True), _asset("transcript", typed, timed=False)
    made = bundle([video, transcript])
    starts = []
    for segment in transcript.segments:
        snippet = Snippet(kind="quote", text=segment.text, locator=segment.locator)
        [(_, kept)], _ = made.without_repeats([(snippet, transcript.sha256)])
        starts += [(segment.locator.line, s.locator.start) for s in kept.also]
    assert [start for _, start in starts] == sorted(start for _, start in starts)
    if wrong < 0.1:
        assert len(starts) > 30


@settings(max_examples=15)
@given(some.integers(1, 50), some.sampled_from([0.0, 0.3, 0.5]))
def test_slides_follow_each_other(seed: int, left_out: float) -> None:
    held = hold(DECK, seed=seed, left_out=left_out)
    talk = _asset("video", [text for _, _, text in held.cues], timed=True)
    [event] = bundle([read(DECK), talk]).events
    times = [second for s in event.slides for second in (s.start, s.end)]
    assert times == sorted(times)
    shown = [s.slide for s in event.slides]
    assert shown == sorted(shown)  # this speaker never goes back
