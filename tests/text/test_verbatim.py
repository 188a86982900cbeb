"""What is verbatim is found where it stands; what is not, is not."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from repurpose.model import Asset, Locator, Segment
from repurpose.text.verbatim import VerbatimIndex, locate

WORDS = st.lists(
    st.sampled_from(["Holz", "wiegt", "«wenig»", "im", "Bau,", "der", "Hof's", "“Beton”", "–", "trocknet", "3’000", "Jahre.", "🌲", "é", "ß"]),
    min_size=1, max_size=12,
)  # fmt: skip
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", " \n "])


def _asset(*texts: str, speaker: str | None = None) -> Asset:
    segments = tuple(
        Segment(text=text, role="body", locator=Locator(slide=number), speaker=speaker)
        for number, text in enumerate(texts, start=1)
    )
    return Asset(
        path=Path("a.pptx"),
        kind="deck",
        title="",
        language="de",
        sha256="0" * 64,
        segments=segments,
    )


def _cues(*said: tuple[str, str]) -> Asset:
    segments = tuple(
        Segment(text=text, role="speech", speaker=who, locator=Locator(start=float(n), end=n + 1.0))
        for n, (who, text) in enumerate(said)
    )
    return Asset(
        path=Path("a.vtt"), kind="transcript", title="", language="de", sha256="0" * 64,
        segments=segments,
    )  # fmt: skip


def _plain(text: str) -> str:
    return re.sub(r"[«»“”‘’']", "?", " ".join(text.split()))


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_any_words_are_found_at_a_place_that_says_the_same(
    texts: list[list[str]], data: st.DataObject
) -> None:
    asset = _asset(*(" ".join(words) for words in texts))
    words = data.draw(st.sampled_from(texts))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    text = "".join(word + data.draw(SPACES) for word in words[first:last]).strip()
    text = text.replace("«", "“").replace("»", "”").replace("’", "'")
    spans = locate(text, asset)
    assert spans is not None
    [span] = spans
    there = asset.segments[span.segment].text[span.start : span.end]
    assert _plain(there) == _plain(text)


@given(WORDS, st.data())
def test_an_altered_word_is_not_found(words: list[str], data: st.DataObject) -> None:
    asset = _asset(" ".join(words))
    place = data.draw(st.integers(0, len(words) - 1))
    altered = [*words[:place], "niemals", *words[place + 1 :]]
    assume(altered != words)
    assert locate(" ".join(altered), asset) is None


def test_half_a_word_is_not_verbatim() -> None:
    asset = _asset("Unmöglich ist das nicht.")
    assert locate("möglich ist das", asset) is None
    assert locate("Unmöglich ist das", asset) is not None


def test_a_quote_may_run_over_the_cues_of_one_speaker_only() -> None:
    asset = _cues(("Anna", "Holz wiegt"), ("Anna", "wenig."), ("Beat", "Beton nicht."))
    spans = locate("Holz wiegt wenig.", asset)
    assert spans is not None
    assert [(span.segment, span.start, span.end) for span in spans] == [(0, 0, 10), (1, 0, 6)]
    assert locate("wenig. Beton nicht.", asset) is None


def test_words_of_two_slides_are_no_statement() -> None:
    assert locate("Holz wiegt", _asset("Holz", "wiegt")) is None


def test_a_cut_is_marked_and_its_pieces_stand_in_order() -> None:
    asset = _asset("Holz wiegt wenig und wächst nach.", "Beton nicht.")
    assert locate("Holz […] wächst nach.", asset) is not None
    assert locate("Holz [...] wächst nach.", asset) is not None
    assert locate("wächst nach. […] Holz", asset) is None
    assert locate("Holz […] Beton", asset) is None
    assert locate("Holz wächst nach.", asset) is None
    assert locate("[…]", asset) is None


def test_the_place_named_wins_over_others() -> None:
    asset = _asset("Holz wiegt wenig.", "Ja!", "Holz wiegt wenig.")
    index = VerbatimIndex(asset)
    assert [s.segment for s in index.locate("Holz wiegt wenig.") or ()] == [0]
    assert [s.segment for s in index.locate("Holz wiegt wenig.", Locator(slide=3)) or ()] == [2]
