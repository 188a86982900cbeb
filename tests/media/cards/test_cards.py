"""Cards: all words are on them, inside the frame, in colours that can be read; or there is none."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from repurpose import channels
from repurpose.media.cards import Brand, Card, NoCard, card, quote_card, statistic_card
from repurpose.media.cards.colours import Colour, contrast
from repurpose.media.cards.layout import Line
from repurpose.text.quotation import quoted

SIZES = ((1200, 675), (1200, 627), (1080, 1080), (1080, 1350))
LONG = (
    "Die Donaudampfschifffahrtsgesellschaft prüft Aufstockungsmöglichkeiten für Mehrfamilienhäuser."
)
SAID = "Die nachhaltigste Wohnung ist die, aus der niemand ausziehen muss."

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
LETTERS = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüßéèçàôABCDEFGÄÖÜẞ0123456789.,;:!?-–/«»„“’…%&€()")
    | st.characters(codec="utf-8", max_codepoint=0x2FFF),
    min_size=1,
    max_size=18,
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=45).map(" ".join)


def bare(text: str) -> str:
    """Without white space and hyphens, composed: what must be the same on the card."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", unicodedata.normalize("NFC", text))


def lines_of(made: Card, *, size: int | None = None) -> list[Line]:
    """The lines of the text proper: those of its size, which is the largest but for a figure's."""
    lines = made.layout.lines
    wanted = size or max(line.size for line in lines)
    return [line for line in lines if line.size == wanted]


def words(made: Card) -> str:
    return "\n".join(line.text for line in made.layout.lines)


@settings(deadline=None, max_examples=150)
@given(
    text=TEXTS,
    size=st.sampled_from(SIZES),
    language=st.sampled_from(["de", "en", "fr", "it", "und"]),
)
@example(text=LONG, size=(1080, 1350), language="de")
@example(text="W" * 60, size=(1200, 675), language="de")
@example(text="a\u0301 z\u0337", size=(1200, 675), language="fr")
def test_any_text_is_on_the_card_whole_and_inside_or_there_is_no_card(
    text: str, size: tuple[int, int], language: str
) -> None:
    try:
        made = card("statement", text, source="Aufstocken mit Holz", language=language, size=size)
    except NoCard:
        return
    body, source = made.layout.lines[:-1], made.layout.lines[-1]
    assert source.text == "Aufstocken mit Holz"
    assert bare("".join(line.text for line in body)) == bare(text)
    margin = made.layout.margin
    edge = round(0.75 * margin)
    for line in made.layout.lines:
        assert margin - 1 <= line.x + line.own.bearing(line.text, line.size)
        assert line.x + line.own.width(line.text, line.size) <= size[0] - margin + line.size * 0.1
        assert line.y - line.own.cap_height(line.size) >= edge - 1
        assert line.y <= size[1] - edge + 1
    for upper, lower in pairwise(body):
        assert lower.y - upper.y >= upper.size


@settings(deadline=None, max_examples=30)
@given(text=TEXTS, size=st.sampled_from(SIZES))
def test_nothing_is_drawn_at_the_edge(text: str, size: tuple[int, int]) -> None:
    try:
        made = quote_card(text, speaker="Milena Jankovic", size=size, language="de")
    except NoCard:
        return
    edge = made.layout.margin // 5
    ground = Image.new("RGB", size, made.layout.background)
    image = made.image
    for box in (
        (0, 0, size[0], edge),
        (0, size[1] - edge, *size),
        (0, 0, edge, size[1]),
        (size[0] - edge, 0, *size),
    ):
        assert image.crop(box).tobytes() == ground.crop(box).tobytes()


@settings(deadline=None, max_examples=200)
@given(colour=COLOURS, background=COLOURS)
@example(colour=Colour(0, 0, 0), background=Colour(0, 0, 0))
@example(colour=Colour(255, 224, 0), background=Colour(255, 255, 255))
@example(colour=Colour(128, 128, 128), background=Colour(119, 119, 119))
def test_all_that_is_written_can_be_read(colour: Colour, background: Colour) -> None:
    brand = Brand(colour=colour, background=background, name="Muster AG")
    made = card(
        "statistic", "9 von 14 Häusern trugen es.", speaker="Beat Zollinger", role="Zimmermeister",
        source="Folie 4", language="de", size=(400, 225), brand=brand,
    )  # fmt: skip
    for line in made.layout.lines:
        assert contrast(line.colour, background) >= 4.5
    kept = contrast(colour, background) >= 4.5
    assert (brand.text_colour == colour) is kept
    assert bool(brand.notes) is not kept


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Colour(0, 0, 0), Colour(255, 255, 255)) == pytest.approx(21)
    assert contrast(Colour(0x76, 0x76, 0x76), Colour(255, 255, 255)) == pytest.approx(
        4.54, abs=0.01
    )


@pytest.mark.parametrize(
    ("language", "start", "end"),
    [
        ("de", "«Die", "muss.»"),
        ("de-DE", "„Die", "muss.“"),
        ("en", "“Die", "muss.”"),
        ("fr", "«\u202fDie", "muss.\u202f»"),
    ],
)
def test_a_quote_has_the_marks_of_its_language_which_hang_out(
    language: str, start: str, end: str
) -> None:
    made = quote_card(SAID, speaker="Milena Jankovic", role="Stadtplanerin", language=language)
    first, *others = lines_of(made)
    assert first.text.startswith(start)
    assert others[-1].text.endswith(end)
    assert first.x < others[0].x - 10
    assert "Milena Jankovic\nStadtplanerin" in words(made)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Bei 9 von 14 Häusern trug das Fundament.", "9 von 14"),
        ("Rund 1’000 Häuser stehen leer.", "Rund 1’000"),
        ("Das spart bis zu 30 Prozent Strom.", "bis zu 30 Prozent"),
        ("Sie arbeiten 50 oder 60 Stunden die Woche.", "50 oder 60 Stunden"),
        ("Costs rose from 12 % to 18 % last year.", None),
        ("Es sind nicht 40 % der Häuser.", None),
        ("Aus 3 Häusern wurden 14.", None),
        ("Der Preis stieg 2024 um 3,5 % auf 20 Franken.", "3,5\u202f%"),
        ("Seit 2019 kamen 14 neue Häuser dazu.", "14"),
        ("Am 3. Mai kamen 250 Leute.", "250"),
        ("It costs CHF 4.5 million a year.", "CHF 4.5 million"),
        ("Le bois pèse 5 fois moins.", "5 fois"),
        ("Ein neues Dach kostet 290’000 Franken.", "290’000 Franken"),
        ("Two out of three tenants stayed.", "Two out of three"),
        ("Nach ISO 9001 wird geprüft.", None),
        ("Er kam 2019.", None),
        ("Es zahlt sich nach rund 11 Jahren aus.", "rund 11 Jahren"),
        ("Dans 340 communes vivent 2,4 millions de personnes.", None),
        ("In 340 Gemeinden leben 2,4 Millionen Menschen.", None),
        ("30 Prozent der 400 Betriebe bilden aus.", "30 Prozent"),
        ("In Zone 3 leben 2,4 milioni di persone in 12 Jahren.", None),
        ("Im 2. Quartal sank der Verbrauch um 12 Prozent.", "12 Prozent"),
        ("Wir brauchen 12 kWh für 65-Jährige.", "12 kWh"),
        ("2,4 millions de personnes vivent là.", "2,4 millions"),
    ],
)
def test_a_statistic_shows_its_figure_large_and_the_whole_sentence(
    text: str, figure: str | None
) -> None:
    made = statistic_card(text, language="de")
    largest = "".join(line.text for line in lines_of(made))
    if figure is None:
        assert bare(largest) == bare(text)
        return
    assert largest == figure
    rest = [line.text for line in made.layout.lines if line not in lines_of(made)]
    assert bare("".join(rest)) == bare(text)


def test_each_point_of_a_list_begins_with_a_dash_behind_which_its_lines_stand() -> None:
    points = [f"Der {n}. Boden ist knapp, das Dach ist da, und Holz ist leicht." for n in (1, 2, 3)]
    made = card("list", "\n".join(points), heading="Drei Gründe", language="de", size=(1080, 1080))
    lines = made.layout.lines[1:]
    firsts = [line for line in lines if line.text.startswith("–\u00a0")]
    others = [line for line in lines if line not in firsts]
    assert len(firsts) == 3
    assert others
    inside = firsts[0].x + firsts[0].own.width("–\u00a0", firsts[0].size)
    assert all(abs(line.x - inside) < 0.3 * line.size for line in others)


TIED = (
    "12 %", "1,5 Mio. Franken", "CHF 30", "€ 4.50", "12 kWh", "3 000", "z. B.", "u. a.", "p. ex.",
    "Dr. Meier", "3. März", "3 mars", "Folie 4", "Nr. 7", "20 Franken", "40 Quadratmetern",
    "von 14",
)  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_what_is_one_though_it_has_a_space_stands_on_one_line(size: tuple[int, int]) -> None:
    for fill in ("Haus", "Wohnung", "Genossenschaften"):
        for tied in TIED:
            text = f"{fill} und {fill} mit {tied} neben {fill} und {tied} in {fill} oder {tied}"
            shown = words(card("statement", text, language="de", size=size))
            assert shown.count(tied) == 3, shown


def test_no_line_begins_with_a_dash() -> None:
    for many in range(1, 12):
        text = f"{'Holz ' * many}– und das ist viel – und {'Holz ' * many}"
        shown = words(card("statement", text, language="de"))
        assert not [line for line in shown.splitlines() if line.startswith("–")]


def test_long_german_words_are_hyphenated_where_they_are_joined() -> None:
    made = card("statement", LONG, language="de", size=(1080, 1350))
    lines = [line.text for line in made.layout.lines]
    assert "Aufstockungs-" in lines
    title = "Bestandserhaltung statt Abbruch: Schadstoffuntersuchungen im Gebäudebestand"
    narrow = card("statement", title, language="de", size=(1080, 1350))
    assert "Schadstoff-" in [line.text for line in narrow.layout.lines]
    assert not any(re.search(r"^.{1,2}-$", line) for line in lines)


@pytest.mark.parametrize("size", SIZES)
def test_french_signs_stay_with_their_words(size: tuple[int, int]) -> None:
    text = "L’architecture n’est pas un luxe : c’est un besoin quotidien ! Vraiment ?"
    made = quote_card(text, speaker="Hélène Dubois", language="fr", size=size)
    for line in made.layout.lines:
        assert not re.match(r"[:!?»]", line.text.strip())


def test_280_characters_fit_on_every_card() -> None:
    text = (SAID + " ") * 4
    for size in SIZES:
        made = quote_card(text[:280], speaker="Beat Zollinger", role="Zimmermeister", size=size,
                          source="Aufstocken mit Holz · Folie 4", language="de")  # fmt: skip
        assert lines_of(made)[0].size >= 12.4 / 360 * size[0] - 1


def test_one_word_is_large_but_not_as_wide_as_the_card() -> None:
    (line,) = lines_of(quote_card("Nein.", speaker="Regula Hasler", language="de"))
    assert 100 <= line.size <= 200


def test_a_long_title_is_cut_at_the_foot_the_words_are_not() -> None:
    title = "Von der Aufstockung im Bestand und anderen Vorhaben " * 6
    made = card("statement", SAID, source=f"{title.strip()} · Folie 4", language="de")
    *body, first, second = [line.text for line in made.layout.lines]
    assert bare("".join(body)) == bare(SAID)
    assert first.startswith("Von der Aufstockung im Bestand")
    assert second.endswith("… · Folie 4")
    assert made.alt.startswith(SAID)


def test_what_asks_for_colour_is_not_seen() -> None:
    made = card("statement", "Wir ❤\ufe0f Holz", language="de")
    assert words(made).replace("\ufe0f", "") == "Wir ❤ Holz"


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(NoCard, match="too long to be read"):
        quote_card(SAID * 12, language="de")
    with pytest.raises(NoCard, match="too long to be read"):
        card("list", f"{SAID}\n" * 5000, language="de")


@pytest.mark.parametrize(
    "text", ["你好，世界", "👩‍🔬", "👍🏽", "🦩", "مرحبا", "Stop \ue000 here", "na\u0338ïf z\u0337"]
)
@pytest.mark.parametrize("font", ["sans", "serif"])
def test_no_character_comes_out_as_a_box(text: str, font: str) -> None:
    with pytest.raises(NoCard, match="no font at hand has") as refused:
        card("statement", text, language="en", brand=Brand(font=font))
    if text in ("👩‍🔬", "👍🏽"):
        assert text in str(refused.value)  # not the joiner inside it


@pytest.mark.parametrize(
    "text",
    ["GROẞ und groß", "«‹„“”’–—…›»", "→ • ✓ € ‰ ½ ² ₂ − ×", "Ωμέγα", "Москва", "Danke 👍 🚀"],
)
@pytest.mark.parametrize("font", ["sans", "serif"])
def test_letters_and_signs_of_europe_are_there(text: str, font: str) -> None:
    made = card("statement", text, language="en", brand=Brand(font=font))
    assert bare("".join(line.text for line in made.layout.lines)) == bare(text)


@pytest.mark.parametrize("name", channels.names())
def test_each_channels_size_bytes_and_type(name: str) -> None:
    rules = channels.rules_of(name)
    if not rules.images:
        return
    made = quote_card(SAID, speaker="Milena Jankovic", language="de", size=rules.picture_size)
    content, suffix = made.encoded(rules)
    assert len(content) <= rules.image_bytes
    opened = Image.open(io.BytesIO(content))
    assert opened.size == rules.picture_size
    assert Image.MIME[opened.format or ""] in rules.image_types
    assert {".png": "PNG", ".jpg": "JPEG"}[suffix] == opened.format
    corner = opened.convert("RGB").getpixel((1, 1))
    assert corner == pytest.approx(made.layout.background, abs=2)


def test_the_same_words_give_the_same_bytes() -> None:
    rules = channels.rules_of("twitter")
    one, other = (quote_card(SAID, language="de", source="Folie 4").encoded(rules) for _ in "ab")
    assert one == other


def test_the_colours_are_exactly_the_brands() -> None:
    brand = Brand(colour=Colour(11, 93, 59), background=Colour(250, 240, 230))
    image = statistic_card("87 % der Leute blieben.", language="de", brand=brand).image
    colours = {colour for _, colour in image.getcolors(100_000) or []}
    assert {brand.colour, brand.background} <= colours


# ── lists, logos, alternative texts ──


def test_a_list_has_its_heading_and_all_points() -> None:
    points = ["Der Boden ist knapp.", "Das Dach ist da.", "Holz ist leicht."]
    made = card("list", "\n".join(points), heading="Drei Gründe", language="de", size=(1080, 1350))
    assert bare(words(made)) == bare("".join(["Drei Gründe", *(f"–{point}" for point in points)]))
    assert made.alt == "\n".join(["Drei Gründe", *points])
    plain = card("list", "\n".join(points), language="de")
    assert words(plain) == "\n".join(f"–\u00a0{point}" for point in points)


@pytest.mark.parametrize(("wide", "high"), [(800, 100), (200, 400), (1, 1)])
def test_the_logo_is_inside_and_nothing_touches_it(tmp_path: Path, wide: int, high: int) -> None:
    logo = tmp_path / "Logo.png"
    Image.new("RGBA", (wide, high), (200, 20, 20, 255)).save(logo)
    for size in SIZES:
        brand = Brand(logo=logo, name="not set")
        made = card("statement", SAID * 2, source="Aufstocken mit Holz · Folie 4 · " * 2, brand=brand,
                    language="de", size=size)  # fmt: skip
        assert made.layout.mark is not None
        left, top, right, bottom = made.layout.mark.box
        assert right == size[0] - made.layout.margin
        assert bottom <= size[1] - made.layout.margin // 2
        for line in made.layout.lines:
            end = line.x + line.own.width(line.text, line.size)
            assert end + 10 <= left or line.y + 0.2 * line.size <= top
        assert made.image.getpixel((int(right) - 1, int(bottom) - 1)) == (200, 20, 20)
        assert "not set" not in words(made)


def test_a_logo_that_is_not_seen_on_the_ground_gets_one_of_its_own(tmp_path: Path) -> None:
    logo = tmp_path / "Logo.png"
    Image.new("RGBA", (200, 100), (10, 30, 20, 255)).save(logo)
    dark = Colour(0, 20, 10)
    made = card("statement", SAID, language="de", brand=Brand(logo=logo, background=dark))
    assert made.layout.mark is not None
    assert made.layout.mark.plate is not None
    assert contrast(made.layout.mark.plate, dark) > 4.5
    light = card("statement", SAID, language="de", brand=Brand(logo=logo))
    assert light.layout.mark is not None
    assert light.layout.mark.plate is None


def test_the_alternative_text_is_what_stands_there() -> None:
    made = quote_card(
        SAID, speaker="Milena Jankovic", role="Stadtplanerin", source="Podium", language="de"
    )
    assert made.alt == f"«{SAID}» – Milena Jankovic, Stadtplanerin (Podium)"


@given(limit=st.integers(1, 200), text=TEXTS)
@settings(deadline=None, max_examples=50)
def test_the_alternative_text_keeps_to_its_limit_and_is_never_empty(limit: int, text: str) -> None:
    try:
        made = card("quote", text, speaker="Milena Jankovic", language="de", alt_limit=limit)
    except NoCard:
        return
    assert 0 < len(made.alt) <= limit
    said = quoted(" ".join(unicodedata.normalize("NFC", text).split()), "de")
    shown = " ".join(made.alt.split())
    assert shown.startswith(said[:3].strip()) or made.alt == "…" or limit < 4
