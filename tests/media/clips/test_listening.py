"""A cut never leaves the place between two words, however little can be heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from repurpose.media.clips.listening import LEAD_OUT, Border, Envelope, end_of, start_of

LEVELS = st.lists(st.floats(-90, 0), max_size=400)


@given(LEVELS, st.floats(0.5, 3), st.floats(0, 0.5), st.floats(0, 0.4))
def test_the_cut_stays_between_the_words(
    levels: list[float], before: float, gap: float, slack: float
) -> None:
    heard = Envelope(0.0, tuple(levels))
    border = Border(before=before, behind=before + gap, slack=slack)
    earliest, latest = before - slack - 1e-6, before + gap + slack + 1e-6
    assert earliest <= end_of(heard, border, heard.silences()) <= latest + LEAD_OUT
    assert start_of(heard, border, heard.silences()) <= latest


def test_a_sound_in_which_nothing_is_heard_moves_no_cut() -> None:
    """All of it is silence, up to a noise far behind."""
    heard = Envelope(0.0, (-70.0,) * 1200 + (-10.0,) * 200)
    border = Border(before=0.9, behind=1.1, slack=0.3)
    assert 0.6 <= end_of(heard, border, heard.silences()) <= 1.4
    assert 0.6 <= start_of(heard, border, heard.silences()) <= 1.1
