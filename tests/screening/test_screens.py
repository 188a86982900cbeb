"""What is held back, by reason; and what is let through though it looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.model import Asset, Hold, Locator, Segment, Snippet
from repurpose.screening import REASONS, Policy, screen, screen_all
from tests.screening.cases import CASES, INFORMATION

HELD = [(reason, *case) for reason, (held, _) in CASES.items() for case in held]
PASSING = [(reason, *case) for reason, (_, passing) in CASES.items() for case in passing]
MUSTER = Policy(company=("Muster Holzbau", "Acme"))


def asset(*segments: Segment, kind: str = "transcript", title: str = "Podium") -> Asset:
    return Asset(
        path=Path("Podium.vtt"), kind=kind, title=title, language="de", sha256="0" * 64,  # type: ignore[arg-type]
        segments=segments,
    )  # fmt: skip


def said(text: str, *, speaker: str | None = None, line: int = 1) -> Segment:
    return Segment(text=text, role="speech", speaker=speaker, locator=Locator(line=line))


def snippet(segment: Segment, language: str = "de") -> Snippet:
    return Snippet(
        kind="statement", text=segment.text, locator=segment.locator, speaker=segment.speaker,
        language=language,
    )  # fmt: skip


def holds(text: str, policy: Policy = MUSTER, language: str = "de") -> tuple[Hold, ...]:
    segment = said(text)
    return screen(snippet(segment, language), asset(segment), policy)


def reasons(found: tuple[Hold, ...]) -> list[str]:
    return [hold.reason for hold in found]


def slide(text: str, role: str = "body", number: int = 3, *, hidden: bool = False) -> Segment:
    return Segment(text=text, role=role, locator=Locator(slide=number), hidden=hidden)  # type: ignore[arg-type]


@pytest.mark.parametrize(("reason", "language", "text"), HELD)
def test_it_is_held_back_for_the_reason(reason: str, language: str, text: str) -> None:
    found = {hold.reason: hold for hold in holds(text, language=language)}
    assert reason in found
    assert found[reason].words
    assert found[reason].words in text


@pytest.mark.parametrize(("reason", "language", "text"), PASSING)
def test_it_passes_though_it_looks_alike(reason: str, language: str, text: str) -> None:
    assert reasons(holds(text, language=language)) == []


@pytest.mark.parametrize(("language", "text"), INFORMATION)
def test_information_passes(language: str, text: str) -> None:
    assert reasons(holds(text, language=language)) == []


@pytest.mark.parametrize(("reason", "language", "text"), HELD[::7])
def test_the_user_overrules_a_reason_or_a_snippet(reason: str, language: str, text: str) -> None:
    segment = said(text)
    whole = snippet(segment, language)
    by_reason = Policy(company=MUSTER.company, allow=frozenset({reason}))
    assert reason not in reasons(screen(whole, asset(segment), by_reason))
    by_id = Policy(company=MUSTER.company, allow=frozenset({whole.id}))
    assert screen(whole, asset(segment), by_id) == ()


def test_an_explanation_names_both_ways_to_overrule() -> None:
    segment = said("Kurse ab CHF 49.– pro Person.")
    (hold,) = screen(snippet(segment), asset(segment), Policy())
    assert hold.words.endswith("ab CHF 49.–")
    assert hold.explanation.endswith(f"--allow price, or --allow {snippet(segment).id}")
    assert "\n" not in hold.explanation


def test_every_reason_is_known() -> None:
    assert set(CASES) <= set(REASONS)


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", ""])
@pytest.mark.parametrize("amount", ["49.–", "49.-", "49.50", "49", "1’250.–", "1'250", "1250.00"])
def test_prices_as_swiss_people_write_them(gap: str, amount: str) -> None:
    (hold,) = holds(f"Kurse ab CHF{gap}{amount} pro Person.")
    assert hold.words.endswith(f"ab CHF{gap}{amount}")


# ── names ──

FALKE = Policy(do_not_name=("Projekt Falke", "Regula Müller", "Beton Huber AG"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das Projekt Falke beginnt im März.", "Projekt Falke"),
        ("Projekt\u00a0Falke kostet mehr.", "Projekt\u00a0Falke"),
        ("Regula Müller hat recht.", "Regula Müller"),
        ("REGULA MUELLER hat recht.", "REGULA MUELLER"),
        ("Das sagt Müller, Regula.", "Müller, Regula"),
        ("Dr. Regula Müllers Haus steht.", "Regula Müllers"),
        ("Das sagte R. Müller gestern.", "R. Müller"),
        ("Das sagte Regula M. Müller gestern.", "Regula M. Müller"),
        ("Frau Müller hat recht.", "Frau Müller"),
        ("Die Beton Huber AG liefert.", "Beton Huber AG"),
    ],
)
def test_what_no_post_may_name(text: str, words: str) -> None:
    (hold,) = holds(text, FALKE)
    assert (hold.reason, hold.words) == ("do-not-name", words)


@pytest.mark.parametrize(
    "text",
    [
        "Der Falke kreist über dem Dach.",
        "Peter Müller hat recht.",
        "Regula Hasler hat recht.",
        "Der Müller mahlt das Korn.",
        "Herr Huber liefert Beton.",
        "Die Projekte heissen anders.",
        "Frau Müllerthal ist ein Ort.",
        "Das Projekt der Falken beginnt.",
    ],
)
def test_names_that_are_like_those_pass(text: str) -> None:
    assert holds(text, FALKE) == ()


def test_a_surname_alone_is_the_person_where_the_whole_name_is_said_elsewhere() -> None:
    policy = Policy(do_not_name=("Regula Hasler",))
    alone = said("Da hat Hasler ganz recht gehabt.", line=2)
    assert screen(snippet(alone), asset(alone), policy) == ()
    known = asset(said("Guten Abend.", speaker="Hasler, Regula"), alone)
    (hold,) = screen(snippet(alone), known, policy)
    assert hold.words == "Hasler"


@pytest.mark.parametrize("speaker", ["Regula Müller", "Dr. Regula Müller", "MÜLLER, Regula"])
def test_a_speaker_on_the_list_is_held_back(speaker: str) -> None:
    segment = said("Der Boden ist knapp.", speaker=speaker)
    (hold,) = screen(snippet(segment), asset(segment), FALKE)
    assert (hold.reason, hold.words) == ("do-not-name", "")
    assert "as the speaker" in hold.explanation


def test_titles_are_looked_at_because_posts_show_them() -> None:
    body = slide("Der Boden ist knapp.")
    deck = asset(slide("Projekt Falke: Stand", "title"), body, kind="deck", title="Bericht")
    (hold,) = screen(snippet(body), deck, FALKE)
    assert (hold.words, "in the title of the slide" in hold.explanation) == ("Projekt Falke", True)
    other = asset(slide("Projekt Falke", "title", 2), body, kind="deck", title="Bericht")
    assert screen(snippet(body), other, FALKE) == ()
    titled = asset(body, kind="deck", title="Projekt Falke")
    (hold,) = screen(snippet(body), titled, FALKE)
    assert "in the title of the deck" in hold.explanation


CONSENT = Policy(consent=("Regula Hasler", "Jürg Meier-Zoll", "Prof. Dr. Anna Bianchi"))


@pytest.mark.parametrize(
    "speaker",
    [
        "Regula Hasler", "Hasler, Regula", "Dr. Regula Hasler", "regula hasler", "Hasler Regula",
        "Regula Hasler, Stadt Zürich", "Frau Regula Hasler (Moderation)", "Regula K. Hasler",
        "Juerg Meier-Zoll", "JÜRG MEIER ZOLL", "Anna Bianchi", None,
    ],
)  # fmt: skip
def test_who_agreed_is_quoted(speaker: str | None) -> None:
    segment = said("Der Boden ist knapp.", speaker=speaker)
    assert screen(snippet(segment), asset(segment), CONSENT) == ()


@pytest.mark.parametrize(
    "speaker",
    ["Hasler", "Regula", "Regula Hasler-Meier", "Beat Hasler", "Speaker 2", "Regula Haslerin"],
)
def test_who_did_not_agree_is_not(speaker: str) -> None:
    segment = said("Der Boden ist knapp.", speaker=speaker)
    (hold,) = screen(snippet(segment), asset(segment), CONSENT)
    assert (hold.reason, hold.words) == ("no-consent", "")
    assert speaker in hold.explanation
    assert screen(snippet(segment), asset(segment), Policy()) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("«Der Boden ist knapp», sagt Beat Zollinger.", "Beat Zollinger"),
        ("Wie sagte Herr Zollinger: Der Boden ist knapp.", "Herr Zollinger"),
        ("Peter Müller: «Der Boden ist knapp.»", "Peter Müller"),
        ("“Land is scarce”, says Peter Miller.", "Peter Miller"),
        ("Peter Miller said: “Land is scarce.”", "Peter Miller"),
        ("«Le sol est rare», dit Pierre Martin.", "Pierre Martin"),
        ("«Il suolo è raro», dice Mario Rossi.", "Mario Rossi"),
    ],
)
def test_who_is_quoted_inside_a_text_must_have_agreed(text: str, words: str) -> None:
    (hold,) = holds(text, CONSENT, "und")
    assert (hold.reason, hold.words) == ("no-consent", words)
    assert holds(text, Policy(), "und") == ()


@pytest.mark.parametrize(
    "text",
    [
        "«Der Boden ist knapp», sagt Regula Hasler.",
        "Das Haus «Zum Falken» hat Beat Zollinger gebaut.",
        "Beat Zollinger hat das Haus gebaut.",
        "Dr. Regula Hasler: «Der Boden ist knapp.»",
    ],
)
def test_who_is_named_is_not_quoted(text: str) -> None:
    assert holds(text, CONSENT, "und") == ()


# ── around it, and where it stands ──


def test_speech_beside_a_mark_is_confidential_and_further_away_it_is_not() -> None:
    filler = [
        said(f"Das Dach ist da, und der Boden ist knapp im Jahr {n}.", line=n + 9)
        for n in range(20)
    ]
    secret = said("Der Umbau beginnt im März.", line=2)
    talk = asset(said("Das bleibt jetzt unter uns.", line=1), secret, *filler)
    (hold,) = screen(snippet(secret), talk, Policy())
    assert (hold.reason, hold.words) == ("confidential", "")
    assert "Das bleibt jetzt unter uns" in hold.explanation
    assert screen(snippet(filler[-1]), talk, Policy()) == ()


def test_a_mark_may_run_across_two_cues() -> None:
    first = Segment(text="so this is off the", role="speech", locator=Locator(start=0, end=2))
    second = Segment(
        text="record, the plan is dead.", role="speech", locator=Locator(start=2, end=4)
    )
    third = Segment(
        text="Nobody has told the board yet.", role="speech", locator=Locator(start=4, end=6)
    )
    assert reasons(screen(snippet(third, "en"), asset(first, second, third), Policy())) == [
        "confidential"
    ]


def test_a_note_that_says_so_makes_its_slide_confidential() -> None:
    body = slide("Wir bauen 2027 in Aarau.")
    deck = asset(body, slide("Zahlen noch nicht öffentlich!", "notes"), kind="deck")
    assert reasons(screen(snippet(body), deck, Policy())) == ["confidential"]
    elsewhere = asset(body, slide("Zahlen noch nicht öffentlich!", "notes", 4), kind="deck")
    assert screen(snippet(body), elsewhere, Policy()) == ()


@pytest.mark.parametrize("mark", ["Vertraulich", "Sperrfrist: 5.12.2026", "Strictly confidential"])
def test_a_mark_on_the_first_slide_is_for_the_whole_deck(mark: str) -> None:
    body = slide("Wir bauen 2027 in Aarau.", number=9)
    deck = asset(slide("Ausbau", "title", 1), slide(mark, "body", 1), body, kind="deck")
    (hold,) = screen(snippet(body), deck, Policy())
    assert hold.reason == "confidential"
    assert mark[:10] in hold.explanation


def test_notes_and_hidden_slides_are_marked_although_included() -> None:
    note, hidden = (
        slide("Der Kran kam zu spät.", "notes"),
        slide("Die Reserve ist weg.", number=4, hidden=True),
    )
    shown = slide("Der Boden ist knapp.")
    deck = asset(shown, note, hidden, kind="deck")
    found = screen_all([snippet(each) for each in (shown, note, hidden)], deck, Policy())
    assert [reasons(each) for each in found] == [[], ["notes"], ["hidden-slide"]]
    assert screen(snippet(note), deck, Policy(allow=frozenset({"notes"}))) == ()


def test_what_is_shown_and_noted_is_shown() -> None:
    text = "Der Boden ist knapp."
    deck = asset(slide(text), slide(text, "notes"), kind="deck")
    assert screen(snippet(slide(text)), deck, Policy()) == ()


# ── whatever the text ──

_PIECES = st.sampled_from(
    ["ab CHF 49.–", "Mein Burnout", "Frau Müller lügt", "unter uns", "+41 79 123 45 67", "Projekt Falke",
     "we are the best provider", "🙂", "\u2028", "\x00", "(", "[", "«", "0", "CH93 ", "İ", "ﬁ", "\ud7ff"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=8).map(" ".join)
)
_ALL = Policy(
    company=("Muster", "A (", "\\"),
    do_not_name=("Projekt Falke", "Regula Müller", ", "),
    consent=("Ä ß",),
)


@given(
    text=_TEXTS,
    title=_TEXTS,
    speaker=st.one_of(st.none(), _TEXTS),
    language=st.sampled_from(["de", "en", "fr", "it", "und", "x-y"]),
)
def test_it_never_raises_and_its_words_stand_there(
    text: str, title: str, speaker: str | None, language: str
) -> None:
    segment = said(text, speaker=speaker)
    for hold in screen(snippet(segment, language), asset(segment, title=title), _ALL):
        assert hold.words in text or hold.words in title
        assert hold.reason in REASONS
        assert len(hold.explanation.splitlines()) == 1
