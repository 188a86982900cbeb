"""Which of the statements are offered, by a clock of our own."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from repurpose.following.pacing import BEST, WARM_UP, WINDOW, Candidate, Pace


def _replayed(scores: list[float], most: int | None, seconds: float) -> list[tuple[float, int]]:
    """When which statement is offered, if one comes every so many seconds."""
    pace = Pace(most)
    open_: dict[str, Candidate] = {}
    offers = []
    for number, score in enumerate(scores):
        now = number * seconds
        open_[str(number)] = Candidate(id=str(number), score=score, heard=now)
        known = scores[: number + 1]
        taken, passed = pace.choose(list(open_.values()), known, now, over=False)
        offers += [(now, int(id_)) for id_ in taken]
        for id_ in [*taken, *passed]:
            del open_[id_]
    return offers


def test_an_hour_of_panel_gives_ten_to_twenty_offers() -> None:
    chance = random.Random(7)
    for _ in range(20):
        scores = [chance.random() for _ in range(90)]
        assert 10 <= len(_replayed(scores, 3, 40.0)) <= 20


def test_nothing_is_offered_before_there_is_something_to_compare_with() -> None:
    scores = [0.9, *[0.5] * (WARM_UP - 2), 0.8]
    assert _replayed(scores, 3, 5.0) == [((WARM_UP - 1) * 5.0, 0), ((WARM_UP - 1) * 5.0, 9)]


def test_when_the_talk_is_over_few_are_enough() -> None:
    few = [Candidate(id=str(n), score=n / 10, heard=0.0) for n in range(5)]
    chosen, passed = Pace(3).choose(few, [c.score for c in few], 60.0, over=True)
    assert chosen == ["4"]
    assert sorted(passed) == ["0", "1", "2", "3"]


@given(
    scores=st.lists(st.floats(0, 1), max_size=80),
    most=st.integers(1, 4),
    seconds=st.floats(1, 200),
)
def test_never_more_than_asked_for_in_any_window(
    scores: list[float], most: int, seconds: float
) -> None:
    offers = _replayed(scores, most, seconds)
    assert len({number for _, number in offers}) == len(offers)
    for at, number in offers:
        assert sum(at <= other < at + WINDOW for other, _ in offers) <= most
        so_far = scores[: int(at / seconds + 1.5)]
        better = sum(score > scores[number] for score in so_far)
        assert better <= BEST * len(so_far) + 1


@given(scores=st.lists(st.floats(0, 1), max_size=20))
def test_all_means_all_as_they_come(scores: list[float]) -> None:
    assert _replayed(scores, None, 1.0) == [(float(n), n) for n in range(len(scores))]
