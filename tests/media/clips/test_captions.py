"""Captions: two lines, read in time, broken at phrases, every word in one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.media.clips.captions import GAP, LEAST, Caption, Spoken, captions, srt

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
WORDS = st.text(LETTERS, min_size=1, max_size=14) | st.sampled_from(
    [
        "und",
        "die",
        "der",
        "Wohnraumförderungsgesetzesänderungsantrag",
        "Baden-Württemberg",
        "😀",
        "1’300",
    ]
)


@st.composite
def talks(draw: st.DrawFn) -> tuple[list[Spoken], float]:
    """What people say, as quickly as people do: 8 to 20 letters a second."""
    time = draw(st.floats(0, 2))
    speed = draw(st.floats(8, 20))
    turn, said = 0, []
    for word in draw(st.lists(WORDS, min_size=1, max_size=60)):
        mark = draw(st.sampled_from(["", "", "", "", ",", ".", "?"]))
        seconds = (len(word) + 1) / speed
        said.append(Spoken(text=word + mark, start=time, end=time + seconds * 0.9, turn=turn))
        time += seconds + (draw(st.floats(0, 1.5)) if mark else 0)
        if mark in (".", "?") and time > 3 and draw(st.integers(0, 4)) == 0:
            turn += 1
            time += 1.2
    return said, max(time, said[0].start + LEAST) + 1.2


def _unbroken(shown: list[Caption]) -> str:
    """The words again: those broken at a line's end put together."""
    return " ".join(line for each in shown for line in each.lines)


@given(talks(), st.sampled_from([24, 34, 42]), st.sampled_from(["de", "fr", "und"]))
def test_captions_can_be_read(talk: tuple[list[Spoken], float], width: int, language: str) -> None:
    said, end = talk
    shown = captions(said, end, width, language)
    for each in shown:
        assert 1 <= len(each.lines) <= 2
        assert all(0 < len(line) <= width for line in each.lines)
        assert each.start >= 0
        assert each.end <= end + 0.001
        assert each.end > each.start
    for before, behind in pairwise(shown):
        assert behind.start - before.end >= GAP - 0.001
    if len(shown) * (LEAST + GAP) < 0.7 * (end - said[0].start):
        assert all(each.end - each.start >= LEAST - 0.001 for each in shown)
    spoken = " ".join(word.text for word in said)
    assert _letters(_unbroken(shown)) == _letters(spoken)


def _letters(text: str) -> str:
    return re.sub(r"[-\s]", "", text)


def _said(text: str, seconds_a_letter: float = 0.06) -> tuple[list[Spoken], float]:
    time, said = 0.0, []
    for word in text.split():
        end = time + len(word) * seconds_a_letter
        said.append(Spoken(text=word, start=time, end=end))
        time = end + 0.05 + (0.4 if word[-1] in ".?!" else 0.0)
    return said, time


def test_they_are_broken_at_phrases() -> None:
    said, end = _said(
        "Die nachhaltigste Wohnung ist die, aus der niemand ausziehen muss. Wer mit den Nachbarn reden "
        "will, muss es tun, solange man am Plan noch etwas ändern kann."
    )
    assert [each.lines for each in captions(said, end)] == [
        ("Die nachhaltigste Wohnung ist die,", "aus der niemand ausziehen muss."),
        ("Wer mit den Nachbarn reden will,", "muss es tun,"),
        ("solange man am Plan", "noch etwas ändern kann."),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Antrag wurde am 1. März von der Kommission in Bern mit 14 Stimmen angenommen."),
        ("fr", "Le prix du mètre carré ne dit rien sur les quarante années qui suivent."),
        ("it", "Il prezzo al metro quadrato non dice nulla sui quarant'anni che seguono."),
        ("en", "We compared twelve buildings and the most expensive ones were the cheapest."),
    ],
)
@pytest.mark.parametrize("width", [24, 42])
def test_no_line_ends_with_a_word_that_one_reads_on_from(
    language: str, text: str, width: int
) -> None:
    said, end = _said(text)
    ends = {
        line.split()[-1].casefold()
        for each in captions(said, end, width, language)
        for line in each.lines
    }
    articles = "der den dem am von in mit 1. 14 neuen le les la du sur quarante il la al sui che the and most twelve"
    assert not ends & set(articles.split())


def test_two_people_are_never_in_one() -> None:
    asked, end = _said("Und in Wirklichkeit?")
    answer = [
        Spoken(text=w, start=end + n, end=end + n + 0.5, turn=1)
        for n, w in enumerate(("Nein.", "Nie."))
    ]
    shown = captions([*asked, *answer], end + 3)
    assert [each.lines for each in shown] == [("Und in Wirklichkeit?",), ("Nein. Nie.",)]


def test_a_quick_speaker_is_shown_as_long_as_there_is_time() -> None:
    said, end = _said(
        "Ja. Nein. Doch. Gut. So. Also los jetzt, wir fangen an mit dem ersten Thema.", 0.03
    )
    shown = captions(said, end + 1.0)
    assert all(each.end - each.start >= 1.0 for each in shown)
    assert shown[0].start == 0.0


def test_no_caption_ends_with_the_first_words_of_a_sentence() -> None:
    said, end = _said(
        "C’est le temps que l’on perd dans les procédures. Les locataires n’ont pas peur du chantier, ils ont peur "
        "de ne pas pouvoir revenir. Une commune qui répond en dix jours fait "
        "économiser des milliers de francs à ses habitants."
    )
    for width in (42, 34, 24):
        shown = [each.text.replace("\n", " ") for each in captions(said, end, width, "fr")]
        assert not [text for text in shown if re.search(r"\. (?:\S+ ?){1,3}$", text)], shown


def test_a_long_word_is_hyphenated_by_its_language() -> None:
    said, end = _said("Das Wohnraumförderungsgesetzesänderungsantragsformular liegt auf.")
    lines = [line for each in captions(said, end, 26, "de") for line in each.lines]
    assert lines[:2] == ["Das Wohnraumförderungs-", "gesetzesänderungs-"]
    assert (
        "".join(lines)
        .replace("-", "")
        .startswith("Das Wohnraumförderungsgesetzesänderungsantragsformular")
    )


def test_a_subrip_file() -> None:
    shown = [
        Caption(start=0.15, end=2.0, lines=("Grüße, «Welt»", "😀")),
        Caption(start=3599.9996, end=3661.5, lines=("Ende.",)),
    ]
    assert srt(shown) == (
        "1\n00:00:00,150 --> 00:00:02,000\nGrüße, «Welt»\n😀\n\n"
        "2\n01:00:00,000 --> 01:01:01,500\nEnde.\n"
    )
