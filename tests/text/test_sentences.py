"""Where sentences end, in four languages; a wrong cut is worse than a missed one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.text.language import recognise
from repurpose.text.sentences import sentences
from repurpose.text.similarity import near_duplicate, without_near_duplicates
from tests.text.tricky import TRICKY

CASES = [
    ("de", ["Das kostet z. B. 5 Mio. Franken.", "Mehr nicht."]),
    ("de", ["Am 3. März beginnt es.", "Im 2. Obergeschoss wohnt Frau Dr. Meier."]),
    ("de", ["Es sind über 55.", "Das merkt das Quartier."]),
    ("de", ["«Niemand zieht aus.»", "So war es bzw. so blieb es, u. a. im Hof."]),
    ("de", ["Wirklich?", "Ja!", "Und zwar 1.5 m hoch."]),
    ("en", ["It grew by 3.5 per cent in the U.S. last year.", "Dr. Smith agrees."]),
    ("en", ["He said: “No.”", "Then (at 5 p.m. sharp) it ended."]),
    ("en", ["The talk starts at 7.", "1. Keep it cold.", "2. Turn it."]),
    ("en", ["Wait… there is more.", "J. R. Miller knew."]),
    ("fr", ["M. Dupont est là, p. ex. ce soir.", "Vraiment ?", "Oui."]),
    ("it", ["Il sig. Rossi c'è, p. es. stasera.", "Davvero?"]),
]


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_sentences(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [(language, each) for language, all_ in TRICKY.items() for each in all_],
)
def test_tricky_sentences(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


@st.composite
def _tricky_texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    language = draw(st.sampled_from(sorted(TRICKY)))
    texts = draw(st.lists(st.sampled_from(TRICKY[language]), min_size=1, max_size=6))
    return language, [sentence for text in texts for sentence in text]


@given(_tricky_texts(), st.sampled_from([" ", "\n", "  ", "\n\n", "\u00a0"]))
def test_no_sentence_is_ever_cut(case: tuple[str, list[str]], gap: str) -> None:
    language, parts = case
    text, allowed = "", set()
    for part in parts:
        text += (gap if text else "") + part
        allowed.add(len(text))
    assert {end for _, end in sentences(text, language)} <= allowed


@given(st.text(), st.sampled_from(["de", "en", "fr", "it", "und"]))
def test_nothing_is_lost_and_all_is_in_order(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir haben das alte Dach abgetragen und ein Geschoss aus Holz gebaut."),
        ("en", "We took off the old roof and built a storey of timber on top of it."),
        ("fr", "Nous avons enlevé le vieux toit et construit un étage en bois."),
        ("it", "Abbiamo tolto il vecchio tetto e costruito un piano in legno per la casa."),
        ("und", "Сегодня мы говорим о том, как строят дома из дерева и почему."),
        ("und", "Hemos quitado el tejado viejo y hemos construido una planta de madera para las familias."),
        ("und", "Retirámos o telhado velho e construímos um andar de madeira para as famílias."),
        ("und", "We hebben het oude dak verwijderd en een verdieping van hout gebouwd voor het gezin."),
        ("und", "Vi tog bort det gamla taket och byggde en våning av trä som är lätt."),
        ("und", "Holz"),
        ("und", ""),
    ],
)  # fmt: skip
def test_languages(language: str, text: str) -> None:
    assert recognise(text) == language


def test_the_same_said_a_little_otherwise() -> None:
    said = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen."
    assert near_duplicate(
        said, "Ein Geschoss in Holz wiegt einen Drittel dessen was Beton und Backstein wiegen"
    )
    assert near_duplicate(said, "Merken Sie sich: " + said)
    assert not near_duplicate(said, "Ein nasser Unterlagsboden trocknet vier Wochen.")


def test_another_number_is_another_statement() -> None:
    assert not near_duplicate("Der Verlust sank um 12 Prozent.", "Der Verlust sank um 15 Prozent.")


def test_of_several_the_first_stays() -> None:
    texts = ["Holz wiegt wenig im Bau.", "Beton trocknet lange.", "Holz wiegt wenig im Bau!"]
    assert without_near_duplicates(texts) == [0, 1]
