"""Small decks for tests of pages: as PDF, which needs no other program to be drawn, and as PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from tests.readers.pdf_writing import Page, Writer

ATTACK = "<script>document.title = 'taken'</script>"
STATEMENTS = (
    "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen.",
    "Bei 9 von 14 Häusern trug das Fundament ein Geschoss mehr ohne Verstärkung.",
    "Wer früh mit den Nachbarn redet, spart auf dem Amt drei Monate und zwei Einsprachen.",
    "Im Jahr 2024 haben wir 31 Gesuche eingereicht und 24 Bewilligungen bekommen.",
    "Nach einer Stunde Brand fehlen auf jeder Seite des Balkens gut vier Zentimeter.",
    "Die ruhigste Wohnung liegt unter dem Dach, weil über ihr niemand mehr geht.",
)


def pdf_deck(path: Path, slides: Sequence[tuple[str, Sequence[str]]], title: str = "") -> Path:
    """A deck as PDF: of each slide its title and its lines."""
    pages = [
        Page([(head, 40, 70, 30), *((line, 40, 150 + 40 * n, 14) for n, line in enumerate(lines))])
        for head, lines in slides
    ]
    return Writer(pages, {"Title": title} if title else {}).write(path)


def german_pdf(path: Path) -> Path:
    """Of seven slides: the first with the title, then one statement each."""
    slides = [("Höher bauen mit Holz", ["Ein Abend für Eigentümer"])]
    heads = ("Das Gewicht", "Fundamente", "Nachbarn", "Gesuche", "Brand", "Ruhe im Haus")
    slides += [(head, [words]) for head, words in zip(heads, STATEMENTS, strict=True)]
    return pdf_deck(path, slides, "Höher bauen mit Holz")


def long_pdf(path: Path, count: int = 20) -> Path:
    """Of many slides."""
    slides = [
        (f"Abschnitt {n}: Grüsse aus Zürich", [f"Auf Folie {n} stehen {n * 7} Wörter über Öfen."])
        for n in range(1, count + 1)
    ]
    return pdf_deck(path, slides, "Zwanzig Folien über Öfen")


def german_deck(path: Path) -> Path:
    """As PowerPoint: with notes, a hidden and a confidential slide, a table, a chart, an attack, and a
    slide with a telephone number."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.core_properties.title = "Höher bauen mit Holz"
    deck.core_properties.author = "Geheimer Autor"
    _slide(deck, "Höher bauen mit Holz", ["Ein Abend für Eigentümer"])
    weight = _slide(deck, "Das Gewicht", STATEMENTS[:2])
    weight.notes_slide.notes_text_frame.text = "Notiz: Die Marge beträgt 38 Prozent des Auftrags."
    _slide(deck, f"Böse Zeichen {ATTACK}", [*STATEMENTS[2:4], "5 * 3 & 2 < 4 _so_ #wichtig | ja"])
    hidden = _slide(deck, "Ausgeblendet", ["Der Deckungsbeitrag ist auf 5,8 Prozent gefallen."])
    hidden.element.set("show", "0")
    _slide(deck, "Vertraulich", ["Die Kündigung der Bauherrschaft kam am dritten Tag im Mai."])
    _table(_slide(deck, "Zahlen", []))
    _chart(_slide(deck, "Verlauf", []))
    _slide(deck, "Brand und Ruhe", STATEMENTS[4:])
    _slide(deck, "Rufen Sie an", [STATEMENTS[0].replace("Drittel", "Viertel"), "071 555 12 34"])
    deck.save(str(path))
    return path


def _slide(deck, title, lines):  # type: ignore[no-untyped-def]
    slide = deck.slides.add_slide(deck.slide_layouts[1 if lines else 5])
    slide.shapes.title.text = title
    if lines:
        frame = slide.placeholders[1].text_frame
        frame.text = lines[0]
        for line in lines[1:]:
            frame.add_paragraph().text = line
        for paragraph in frame.paragraphs:
            paragraph.font.size = Pt(20)
    return slide


def _table(slide) -> None:  # type: ignore[no-untyped-def]
    rows = [("Kennzahl", "Vorher", "Nachher"), ("Wohnungen", "12", "16")]
    table = slide.shapes.add_table(2, 3, Inches(1), Inches(2), Inches(8), Inches(1)).table
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            table.cell(y, x).text = cell


def _chart(slide) -> None:  # type: ignore[no-untyped-def]
    data = CategoryChartData()
    data.categories = ["2023", "2024"]
    data.add_series("Gesuche", (17, 31))
    place = (Inches(1), Inches(2), Inches(8), Inches(4))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
