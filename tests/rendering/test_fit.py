"""What does not fit becomes a thread: nothing lost, no word cut, every part within the limit."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from repurpose.model import Rules
from repurpose.rendering.fit import DoesNotFit, first_sentences, fit, shorten
from repurpose.text.counting import graphemes, measure

X = Rules(limit=280, measure="weighted", max_parts=10)
NUMBER = re.compile(r" \((\d+)/(\d+)\)$")
SNAGS = (
    "Haus|und|Dr.|3|000|1.5|Mio.|3.|März|«Ja»|Nein!|gut,|👨‍👩‍👧‍👦|🇨🇭|https://example.com/weg"
    "| | | |\n|\n\n|\r\n|\u00a0|\u0301|\u0600|\u200d"
)
PIECES = st.sampled_from(SNAGS.split("|"))
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=120)
RULES = st.builds(
    Rules,
    limit=st.integers(25, 90),
    measure=st.sampled_from(["weighted", "utf16", "graphemes", "code-points", "utf8"]),
    max_parts=st.integers(1, 12),
)


def without_numbers(parts: list[str]) -> list[str]:
    return [NUMBER.sub("", part) for part in parts] if len(parts) > 1 else parts


def clusters(text: str) -> list[str]:
    return [cluster for cluster in graphemes(text) if not cluster.isspace()]


def thread(text: str, limit: int = 60, language: str = "de") -> list[str]:
    rules = Rules(limit=limit, measure="code-points", max_parts=20)
    return without_numbers(fit(text, rules, language))


@given(TEXTS, RULES, st.booleans())
def test_nothing_is_lost_and_nothing_cut(text: str, rules: Rules, numbered: bool) -> None:
    try:
        parts = fit(text, rules, numbered=numbered)
    except DoesNotFit:
        assert measure(text, rules) > rules.limit
        return
    assert 1 <= len(parts) <= rules.max_parts
    assert all(measure(part, rules) <= rules.limit for part in parts)
    bare = without_numbers(parts) if numbered else parts
    assert [word for part in bare for word in part.split()] == text.split()
    assert [cluster for part in bare for cluster in clusters(part)] == clusters(text)


WHOLE = (
    "https://example.com/a/b?c=d#e",
    "1.5 Mio. Franken",
    "3 000 000",
    "3. März",
    "Dr. Meier",
    "z. B. Holz",
    "CHF 30",
    "12 %",
    "@rhasler",
    "@[Regula von Hasler](urn:li:person:a-B_9)",
    "👨‍👩‍👧‍👦",
)
SENTENCES = st.lists(
    st.sampled_from([*WHOLE, "Haus", "steht", "fest,", "Ende.", "Wo?", "–"]),
    min_size=1,
    max_size=60,
)


@given(SENTENCES, st.integers(60, 120), st.booleans())
def test_no_address_number_abbreviation_or_mention_is_torn(
    words: list[str], limit: int, numbered: bool
) -> None:
    rules = Rules(limit=limit, measure="graphemes", max_parts=200)
    try:
        parts = fit(" ".join(words), rules, "de", numbered=numbered)
    except DoesNotFit:
        assume(False)
    bare = "\n".join(without_numbers(parts) if numbered else parts)
    for word in WHOLE:
        assert bare.count(word) == " ".join(words).count(word)


BACK = {
    "de": ("Dieser Weg", "Das ist", "Aber wir", "Deshalb auch", "Dann baut"),
    "en": ("But we", "Therefore some", "This way", "They go", "However much"),
    "fr": ("Cette voie", "Mais nous", "C’est ainsi", "Donc tous", "Elle va"),
    "it": ("Questa via", "Ma noi", "Quindi tutti", "Però molti", "Infatti va"),
}
STARTS = {"de": "Holz", "en": "Wood", "fr": "Le bois", "it": "Il legno"}


@given(st.sampled_from(sorted(BACK)), st.data())
def test_no_part_begins_with_a_word_that_points_back_where_it_can_be_avoided(
    language: str, data: st.DataObject
) -> None:
    """Sentences of about 60 characters: of any three, one at least stands alone."""
    made: list[str] = []
    for group in data.draw(st.lists(st.permutations([0, 1, 2]), min_size=2, max_size=6)):
        backs = data.draw(st.lists(st.sampled_from(BACK[language]), min_size=3, max_size=3))
        heads = [STARTS[language] if place == 0 else backs[place] for place in group]
        made += [f"{head} {'abcde ' * 7}ende." for head in heads]
    made[0] = f"{STARTS[language]} {'abcde ' * 7}ende."
    text = " ".join(made)
    parts = fit(text, Rules(limit=420, measure="code-points", max_parts=20), language)
    for part in parts[1:]:
        assert part.startswith(STARTS[language])


def test_a_heading_or_a_colon_is_not_left_behind() -> None:
    points = "\n".join(f"– Punkt {'mit Wort ' * 4}Nummer {n}" for n in range(4))
    for head in ("Ein Titel, der fast einen Drittel füllt", "Das gehört alles auch dazu:"):
        first, *_ = thread(f"{head}\n\n{points}", 110)
        assert first.startswith(f"{head}\n\n– Punkt")


def test_without_numbers_there_is_more_room() -> None:
    rules = Rules(limit=30, measure="code-points", max_parts=3)
    text = "Neunundzwanzig Zeichen sind's. Und dann noch ein paar dazu."
    assert fit(text, rules, "de", numbered=False) == [text[:30], text[31:]]


def test_a_call_stays_with_its_address() -> None:
    text = "Wort " * 8 + "alles zum Nachlesen: https://example.com/vortrag"
    assert "Nachlesen: https://example.com/vortrag" in thread(text, 50)[-1]


@given(st.lists(st.text("abcdé", min_size=1, max_size=9), min_size=1, max_size=200))
def test_words_shorter_than_a_part_always_make_a_numbered_thread(words: list[str]) -> None:
    parts = fit(" ".join(words), Rules(limit=40, measure="utf8", max_parts=500))
    if len(parts) > 1:
        numbers = [NUMBER.search(part).groups() for part in parts]  # type: ignore[union-attr]
        assert numbers == [(str(n), str(len(parts))) for n in range(1, len(parts) + 1)]


@given(TEXTS, st.integers(8, 60))
def test_shortened_text_is_a_beginning_at_a_word(text: str, limit: int) -> None:
    try:
        short = shorten(text, limit)
    except DoesNotFit:
        return
    assert len(short) <= limit
    words = short.removesuffix(" […]").split()
    assert text.split()[: len(words)] == words


def test_a_text_of_a_hundred_pages_is_cut_as_well() -> None:
    text = "Ein Geschoss in Holz wiegt einen Drittel. " * 5000
    parts = fit(text, Rules(limit=280, measure="weighted", max_parts=1000), "de")
    assert {NUMBER.sub("", part)[-8:] for part in parts} == {"Drittel."}


@pytest.mark.parametrize("limit", range(46, 75))
@pytest.mark.parametrize(
    "together",
    [
        "1.5 Mio. Franken",
        "3 000 000 Liter",
        "am 3. März",
        "z. B. Holz",
        "Prof. Dr. Meier",
        "CHF 30",
        "12 Prozent",
        "12 %",
        "50 Franken",
        "Wirklich ?",
        "§ 5",
        "https://example.com/ein/weg",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
    ],
)
def test_what_belongs_together_stays_together(together: str, limit: int) -> None:
    text = f"Wir bauen seit vielen Jahren Häuser und {together} gehören dazu wie der Regen"
    whole = together.removeprefix("am ")
    assert any(whole in part for part in thread(text, limit))


def test_cuts_at_paragraphs_before_sentences_before_clauses_before_words() -> None:
    assert thread("Eins zwei drei vier fünf.\n\nSechs sieben. Acht neun zehn elf zwölf ja.") == [
        "Eins zwei drei vier fünf.",
        "Sechs sieben. Acht neun zehn elf zwölf ja.",
    ]
    assert thread("Eins zwei drei vier fünf sechs. Sieben acht neun, zehn elf zwölf ja.") == [
        "Eins zwei drei vier fünf sechs.",
        "Sieben acht neun, zehn elf zwölf ja.",
    ]
    assert thread("Eins zwei drei vier fünf sechs sieben, acht neun zehn elf zwölf ja.") == [
        "Eins zwei drei vier fünf sechs sieben,",
        "acht neun zehn elf zwölf ja.",
    ]


def test_words_alone_are_cut_evenly() -> None:
    first, second = thread("Wort " * 13)
    assert abs(len(first) - len(second)) <= 10


def test_a_lonely_exclamation_is_not_made_a_part() -> None:
    parts = thread("Ja. " + "Wir bauen das Haus so hoch wie es die Gemeinde an diesem Ort erlaubt.")
    assert len(parts[0]) > 20


def test_a_number_of_parts_with_two_digits_is_counted_in() -> None:
    rules = Rules(limit=40, measure="code-points", max_parts=99)
    parts = fit("Zwanzig Buchstaben oder mehr. " * 12, rules, "de")
    assert len(parts) == 12
    assert parts[0].endswith(" (1/12)")
    assert max(map(len, parts)) <= 40


def test_too_long_for_its_thread_says_by_how_much() -> None:
    with pytest.raises(DoesNotFit, match="has 1199 of 280 characters: too long for a thread of 3"):
        fit("Wort, " * 200, Rules(limit=280, measure="weighted", max_parts=3))


def test_a_channel_without_threads_refuses() -> None:
    with pytest.raises(DoesNotFit, match="has 35 of 20 characters, and the channel has no threads"):
        fit("Das ist gut, aber nicht für alle da", Rules(limit=20, measure="code-points"))


def test_a_word_longer_than_a_part_refuses() -> None:
    with pytest.raises(DoesNotFit, match="a word that is longer than a part"):
        fit("Donau" * 70 + " fährt", X)


def test_a_thread_is_filled_to_save_parts_where_the_channel_allows_few() -> None:
    text = "Kurz und gut. " + "Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf " * 2
    rules = Rules(limit=80, measure="code-points", max_parts=2)
    assert len(fit(text, rules, "de")) == 2


def test_addresses_weigh_the_same_whatever_their_length() -> None:
    text = "Mehr dazu: https://example.com/" + "a" * 300
    assert fit(text, X) == [text]


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Der erste Satz. Der zweite Satz ist lang.", 30, "Der erste Satz."),
        ("Ein langer Titel ohne Satz", 19, "Ein langer […]"),
        ("Kurz", 20, "Kurz"),
        (
            "Holz ist teurer. Aber nur am Anfang. Danach spart es.",
            33,
            "Holz ist teurer. Aber nur am […]",
        ),
    ],
)
def test_shortening(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit, language="de") == short


@pytest.mark.parametrize(
    "text",
    [
        "Wir empfehlen den Abbruch. Aber nur, wenn das Fundament nicht trägt.",
        "Braucht es ein neues Haus? Nein, ein Stock mehr genügt.",
        "We build in wood. However, not every house can bear it.",
        "Nous démolissons. Mais seulement si la maison ne tient plus.",
        "Costruiamo in legno. Ma non dappertutto.",
    ],
)
def test_no_sentence_is_left_that_the_next_one_takes_back(text: str) -> None:
    assert first_sentences(text, 40, "code-points") is None
