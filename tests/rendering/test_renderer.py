"""What gets into a post, and what stays away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repurpose.model import Asset, Channel, Locator, Part, Rules, Segment, Snippet
from repurpose.rendering import DoesNotFit, Renderer
from repurpose.rendering.hashtags import hashtag
from repurpose.text.counting import measure
from repurpose.text.quotation import quoted
from tests.rendering.samples import (
    LINKEDIN,
    OTHER,
    X,
    asset_of,
    deck,
    dressed,
    long_quote,
    panel,
    snippet,
)

LINK = "https://www.example.ch/vortrag"


def parts(made: Snippet, channel: Channel = X, asset: Asset | None = None) -> tuple[Part, ...]:
    return Renderer().render(made, asset or asset_of(made), channel)


def text(made: Snippet, channel: Channel = X, asset: Asset | None = None) -> str:
    return "\n=\n".join(part.text for part in parts(made, channel, asset))


def test_on_x_a_statement_is_the_words_and_nothing_else() -> None:
    made = snippet("statement")
    assert parts(made) == (Part(text=made.text),)


def test_words_with_a_name_are_quoted_whatever_kind_they_are() -> None:
    made = snippet("statistic", speaker="Beat Oertli", text="Es sind 31 Gesuche.")
    assert text(made, X, panel()) == "Beat Oertli: «Es sind 31 Gesuche.»"


@pytest.mark.parametrize("name", ["Speaker 2", "SPEAKER_00", "Sprecherin 1", "Intervenant", None])
def test_a_label_that_is_no_name_is_left_out(name: str | None) -> None:
    made = snippet("quote", speaker=name, text="Das geht.")
    said, where = text(made).split("\n\n")
    assert said == "«Das geht.»"
    assert where.startswith("Quelle: ")


def test_what_nobody_with_a_name_said_is_quoted_all_the_same() -> None:
    """Else it would read as the firm's own words."""
    made = snippet("statement", speaker="Speaker 2", text="Ich bin Soziologe.")
    said, where = text(made, X, panel()).split("\n\n")
    assert said == "«Ich bin Soziologe.»"
    assert where.startswith("Quelle: ")


def test_white_space_of_the_file_is_not_part_of_the_post() -> None:
    made = snippet("statement", text="Ein  Satz\r\nüber\vzwei Zeilen.\r\n\r\nUnd  ein Absatz.")
    assert text(made) == "Ein Satz über zwei Zeilen.\n\nUnd ein Absatz."


def test_a_list_keeps_its_lines() -> None:
    made = replace(snippet("statement"), kind="list", text="Boden\n Feuer \nLärm")
    assert text(made) == "Das Gewicht entscheidet\n\n– Boden\n– Feuer\n– Lärm"


def test_an_unknown_language_falls_back_to_the_files_and_then_to_english() -> None:
    made = replace(snippet("quote"), language="und")
    assert text(made, X, panel()).startswith("Regula Hasler: «")
    assert text(made, X, replace(panel(), language="de-CH")).startswith("Regula Hasler: «")
    assert "“" in text(made, X, replace(panel(), language="und"))


@pytest.mark.parametrize(
    ("title", "path", "known"),
    [
        ("Aufstocken mit Holz", "Aufstocken mit Holz.pptx", True),
        ("Aufstocken mit Holz", "deck_final_v3.pptx", True),
        ("Was wir 2026 bauen", "x.pptx", True),
        ("deck_final_v3", "deck_final_v3.pptx", False),
        ("praesentation-2026-kurz", "praesentation-2026-kurz.pptx", False),
        ("Bericht 2026", "Bericht 2026.pptx", False),
        ("chat", "chat.txt", False),
        ("deck_final.pptx", "other.pptx", False),
        ("PowerPoint-Präsentation", "x.pptx", False),
        ("PowerPoint Presentation", "x.pptx", False),
        ("Présentation PowerPoint", "x.pptx", False),
        ("Presentazione standard di PowerPoint", "x.pptx", False),
        ("Präsentation1", "x.pptx", False),
        ("Untitled", "x.pptx", False),
        ("Folie 1", "x.pptx", False),
        ("2026", "x.pptx", False),
        ("", "x.pptx", False),
        ("Ein Text " * 40, "x.pptx", False),
    ],
)
def test_a_title_that_says_nothing_is_not_shown(title: str, path: str, known: bool) -> None:
    shown = text(snippet("statement"), LINKEDIN, deck(title=title, path=Path(path)))
    expected = (
        f"Aus unserem Vortrag «{title}», Folie 4." if known else "Aus unserem Vortrag, Folie 4."
    )
    assert shown.splitlines()[-1] == expected


@pytest.mark.parametrize(
    "heading", ["Fazit", "Zum Schluss:", "Aufstocken  mit Holz", "Folie 4", "Kein neuer Boden:"]
)
def test_a_slide_title_that_adds_nothing_is_not_shown(heading: str) -> None:
    title = Segment(text=heading, role="title", locator=Locator(slide=4))
    made = snippet("statement", text="Kein neuer Boden: das ist der Vorteil.")
    assert text(made, LINKEDIN, deck(segments=(title,))).startswith("Kein neuer Boden: das")


def test_a_title_that_leads_on_loses_its_colon() -> None:
    asset = deck(title="Verdichten –\vwer zahlt: ")
    assert "«Verdichten – wer zahlt», Folie 4." in text(snippet("statement"), LINKEDIN, asset)


def test_a_hidden_slides_title_stays_hidden() -> None:
    title = Segment(text="Nur für uns", role="title", locator=Locator(slide=4), hidden=True)
    assert "Nur für uns" not in text(snippet("statement"), LINKEDIN, deck(segments=(title,)))


@pytest.mark.parametrize(
    ("speakers", "locator", "line"),
    [
        (("A", "B", "C"), Locator(start=3599.9), "Aus dem Podium «Der Abend», bei 59:59."),
        (("A", "B"), Locator(start=5), "Aus dem Gespräch «Der Abend», bei 0:05."),
        ((None,), Locator(start=3600), "Aus der Aufzeichnung «Der Abend», bei 1:00:00."),
        (("A", "B", "C"), Locator(line=12), "Aus dem Podium «Der Abend»."),
    ],
)
def test_the_source_says_no_more_than_is_known(
    speakers: tuple[str | None, ...], locator: Locator, line: str
) -> None:
    said = tuple(Segment(text="x", role="speech", speaker=s, locator=locator) for s in speakers)
    asset = panel(title="Der Abend", segments=said)
    assert text(snippet("quote", locator=locator), LINKEDIN, asset).endswith(line)


def test_the_source_does_not_say_panel_twice() -> None:
    asset = panel(title="Podium Verdichten")
    assert text(snippet("quote"), LINKEDIN, asset).endswith("\nAus «Podium Verdichten», bei 12:03.")


def test_a_page_has_a_page_number() -> None:
    made = snippet("statement", "it", locator=Locator(page=7))
    asset = deck("it", kind="document")
    assert text(made, LINKEDIN, asset).endswith("Dal documento «Costruire sul tetto», pagina 7.")


def test_a_link_in_the_text_is_named_in_the_part_too() -> None:
    (part,) = parts(snippet("statement"), dressed(X, "de"))
    assert (part.link, part.link_title) == (LINK, None)
    assert f"Alle Zahlen zum Nachlesen: {LINK}" in part.text


def test_a_link_on_a_card_is_not_in_the_text() -> None:
    (part,) = parts(snippet("statement"), dressed(LINKEDIN, "de"))
    assert (part.link, part.link_title) == (LINK, "Aufstocken mit Holz")
    assert LINK not in part.text


def test_a_card_without_a_title_is_named_by_its_host() -> None:
    asset = deck(title="deck_1", path=Path("deck_1.pptx"), segments=())
    (part,) = parts(snippet("statement"), dressed(LINKEDIN, "de"), asset)
    assert part.link_title == "www.example.ch"


def test_a_template_without_a_link_gets_it_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "twitter.txt.j2").write_text("{{ text }}", "utf-8")
    made = snippet("statement")
    (part,) = Renderer(tmp_path).render(made, deck(), replace(X, link=LINK))
    assert part.text == f"{made.text}\n\n{LINK}"


def test_in_a_thread_only_the_last_part_has_hashtags_and_link() -> None:
    *first, last = parts(long_quote(), dressed(X, "de"))
    assert first
    assert all("#" not in part.text and part.link is None for part in first)
    assert "#Holzbau" in last.text
    assert last.link == LINK
    assert LINK in last.text


def test_hashtags_are_left_off_rather_than_posted_alone() -> None:
    made = snippet("statement", text="Holz " * 53 + "hält.")
    assert text(made, replace(X, hashtags=("Holz", "Verdichtung", "Bau"))).endswith(
        "hält.\n\n#Holz"
    )
    assert text(made, replace(X, hashtags=("Verdichtung", "Bau"))).endswith("hält.")


def test_a_long_statement_keeps_whole_sentences_where_there_are_no_threads() -> None:
    made = snippet("statement", text="Der erste Satz sagt alles. Der zweite sagt " + "viel " * 20)
    channel = replace(OTHER, rules=Rules(limit=100, measure="graphemes"))
    assert text(made, channel).startswith("Der erste Satz sagt alles.\n\nAus unserem Vortrag")
    taken_back = snippet(
        "statement", text="Holz ist teurer. Aber nur " + "ganz " * 20 + "am Anfang."
    )
    with pytest.raises(DoesNotFit, match="has 189 of 100 characters"):
        text(taken_back, channel)


def test_a_long_quote_is_refused_where_there_are_no_threads() -> None:
    channel = replace(OTHER, rules=Rules(limit=300, measure="graphemes"))
    with pytest.raises(DoesNotFit, match="of 300 characters, and the channel has no threads"):
        text(long_quote(), channel)


def test_the_same_in_gives_the_same_out() -> None:
    renderer, made = Renderer(), long_quote("fr")
    first = renderer.render(made, asset_of(made), dressed(X, "fr"))
    renderer.render(snippet("quote", "en"), panel("en"), LINKEDIN)
    assert renderer.render(made, asset_of(made), dressed(X, "fr")) == first
    assert all(measure(part.text, X.rules) <= 280 for part in first)


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Künstliche Intelligenz", "#KünstlicheIntelligenz"),
        ("#schon da", "#SchonDa"),
        ("digital", "#digital"),
        ("E-Mobilität", "#EMobilität"),
        ("SBB CFF FFS", "#SBBCFFFFS"),
        ("l’économie locale", "#LÉconomieLocale"),
        ("2026", ""),
        ("Ziel 2026", "#Ziel2026"),
        ("!?", ""),
    ],
)
def test_hashtags_are_legal(words: str, tag: str) -> None:
    assert hashtag(words) == tag


@pytest.mark.parametrize(
    ("plain", "language", "result"),
    [
        ("Ja, „sofort“.", "de", "«Ja, ‹sofort›.»"),
        ("Er sagte: »Nein«", "de-AT", "„Er sagte: ‚Nein‘“"),
        ("Ja, «sofort».", "de-DE", "„Ja, ‚sofort‘.“"),
        ("Er sagte: »Nein«", "de-CH", "«Er sagte: ‹Nein›»"),
        ('He said "no".', "en", "“He said ‘no’.”"),
        ("Il dit : « Non ! »", "fr", "«\u202fIl dit : ‹\u202fNon !\u202f›\u202f»"),
        ("l'acqua non c'è", "it", "«l'acqua non c'è»"),
        ("“All of it.”", "en", "“All of it.”"),
        ("«a» und «b»", "de", "«‹a› und ‹b›»"),
        ('12" Rohr', "de", '«12" Rohr»'),
        ("der Rest» fehlt", "de", "«der Rest» fehlt»"),
    ],
)
def test_quotation_marks(plain: str, language: str, result: str) -> None:
    assert quoted(plain, language) == result
