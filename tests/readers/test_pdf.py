"""PDFs: what is read of a page, in which order, and what is not."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.extractors import privacy
from repurpose.model import Asset, Section
from repurpose.protocols import ReadContext
from repurpose.readers.decks import pdf_process
from tests.readers.pdf_writing import (
    TALL,
    WIDE,
    Page,
    Writer,
    protected,
    speaking_font,
    stream,
    text,
)

Lines = list[tuple[str, float, float, float]]
PROSE = "Wer heute aufstockt, baut mit Holz, weil das alte Haus nicht mehr trägt"


@pytest.fixture(autouse=True)
def _busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine may have other things to do: only tests of patience have little of it."""
    monkeypatch.setattr(pdf_process, "PATIENCE", 60.0)


def _read(path: Path, *pages: Page, **more: Any) -> Asset:
    return readers.read(Writer(pages, **more).write(path / "a.pdf"), ReadContext())


def _told(asset: Asset, *roles: str) -> list[str]:
    return [s.text for s in asset.segments if not roles or s.role in roles]


def _column(texts: list[str], x: float, y: float, size: float = 10) -> Lines:
    return [(words, x, y + 12 * place, size) for place, words in enumerate(texts)]


def _words(asset: Asset) -> set[str]:
    told = unicodedata.normalize("NFKC", " ".join(_told(asset)))
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", told)}


# ── real files ──


def test_a_talk_says_the_same_in_three_formats(corpora: Path) -> None:
    folder = corpora / "decks" / "hbunke_oer_im_unterricht"
    pdf, odp, pptx = (
        readers.read(next(folder.glob(f"*.{suffix}")), ReadContext())
        for suffix in ("pdf", "odp", "pptx")
    )
    for other in (odp, pptx):
        shown = [s.text for s in other.segments if not s.hidden and s.role != "caption"]
        words = {w.lower() for w in re.findall(r"[^\W\d_]{2,}", " ".join(shown))}
        assert len(words & _words(pdf)) >= 0.99 * len(words)
        assert len(words & _words(pdf)) >= 0.99 * len(_words(pdf))
    assert [t for t in _told(odp, "title") if t not in _told(pdf, "title")] == []
    assert pdf.kind == odp.kind == "deck"
    assert (pdf.title, pdf.language) == (odp.title, "de")


def test_real_decks_have_titles_and_no_page_numbers(corpora: Path) -> None:
    folder = corpora / "decks" / "WebAssembly_meetings"
    deck = readers.read(folder / "2018-10-rossberg-c-gc.pdf", ReadContext())
    assert deck.title == "Garbage Collection for Wasm"  # the file's own title is a file name
    pages = {s.locator.page for s in deck.segments}
    titled = {s.locator.page for s in deck.segments if s.role == "title"}
    assert len(titled) >= 0.9 * len(pages)
    assert not [words for words in _told(deck) if words.isdigit()]


def test_columns_of_a_table_of_texts_are_not_mixed(corpora: Path) -> None:
    path = corpora / "decks" / "loechel_praesentationen" / "OWASP_Top_10_-_2013.pdf"
    paper = readers.read(path, ReadContext())
    assert paper.kind == "document"
    assert any(
        words.startswith("Consider anyone who can send untrusted data to the system, including")
        for words in _told(paper)
    )
    assert "pages 1, 22 are pictures: their text is not read" in paper.faults


# ── order and paragraphs ──


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"{PROSE[:34]} eins", f"{PROSE[:34]} zwei", f"{PROSE[:34]} drei."]
    right = [f"{PROSE[:34]} vier", f"{PROSE[:34]} fünf", f"{PROSE[:34]} sechs."]
    mixed = [line for pair in zip(_column(left, 60, 150), _column(right, 300, 150), strict=True)
             for line in pair]  # fmt: skip
    third = _column([f"{PROSE[:34]} neun."], 540, 150)
    deck = _read(tmp_path, Page([("Drei Spalten", 60, 60, 28), *mixed, *third]))
    assert _told(deck) == ["Drei Spalten", " ".join(left), " ".join(right), third[0][0]]
    assert deck.segments[0].role == "title"
    assert deck.segments[0].locator.as_json() == {"page": 1}


def test_bullets_are_segments_and_their_lines_go_together(tmp_path: Path) -> None:
    page = Page(
        [
            ("Drei Gründe", 60, 60, 28),
            ("•", 60, 130, 18), ("Holz ist leicht und lässt sich gut", 80, 130, 18),
            ("heben", 80, 152, 18),
            ("• Holz ist schnell", 60, 174, 18),
            ("–", 90, 196, 14), ("auch im Winter", 110, 196, 14),
            ("1. Zuerst messen", 60, 240, 18),
            ("2. Dann bauen", 60, 262, 18),
        ]
    )  # fmt: skip
    assert _told(_read(tmp_path, page)) == [
        "Drei Gründe",
        "Holz ist leicht und lässt sich gut heben",
        "Holz ist schnell",
        "auch im Winter",
        "1. Zuerst messen",
        "2. Dann bauen",
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["die gemeinsame Zusammen-", "arbeit"], "die gemeinsame Zusammenarbeit"),
        (["bei jedem Ein-", "und Ausgang"], "bei jedem Ein- und Ausgang"),
        (["schreibt uns eine E-", "Mail"], "schreibt uns eine E-Mail"),
        (["wie die Nord-", "Süd-Achse"], "wie die Nord-Süd-Achse"),
        (["in den Jahren 2020-", "2021"], "in den Jahren 2020-2021"),
        (["ein weicher Trenn\xad", "strich"], "ein weicher Trennstrich"),
        (["ein Gedanke -", "und noch einer"], "ein Gedanke - und noch einer"),
        (
            ["well-known here, and a well-", "known there"],
            "well-known here, and a well-known there",
        ),
    ],
)
def test_divided_words_are_whole_again(tmp_path: Path, lines: list[str], whole: str) -> None:
    document = _read(tmp_path, Page(_column(lines, 60, 200, 11), size=TALL))
    assert _told(document) == [whole]


def test_a_line_that_had_room_ends_its_paragraph(tmp_path: Path) -> None:
    lines = [f"{PROSE} und", "steht.", f"{PROSE} und", "hält."]
    document = _read(tmp_path, Page(_column(lines, 60, 200, 11), size=TALL))
    assert _told(document) == [f"{PROSE} und steht.", f"{PROSE} und hält."]


def test_words_without_spaces_between_them_are_parted(tmp_path: Path) -> None:
    raw = b"BT /F1 20 Tf 1 0 0 1 60 300 Tm [(Holz) -400 (baut) -400 (auf)] TJ ET"
    assert _told(_read(tmp_path, Page(raw=raw))) == ["Holz baut auf"]


def test_letters_of_fonts_become_those_of_texts(tmp_path: Path) -> None:
    """A ligature; an accent printed over its letter; a sign of the font's own as a bullet."""
    raw = (
        b"BT /X 20 Tf 1 0 0 1 60 300 Tm (A) Tj ET\n"
        b"BT /X 20 Tf 1 0 0 1 60 200 Tm [(B) 667 (C)] TJ ET\n"
        b"BT /X 20 Tf 1 0 0 1 60 100 Tm (D) Tj 30 0 Td (E) Tj ET\n"
    )
    fonts = {"X": speaking_font("\ufb03", "\u00a8", "u", "\uf0b7", "Holz")}
    assert _told(_read(tmp_path, Page(raw=raw), fonts=fonts)) == ["ffi", "ü", "Holz"]


def test_pictures_of_a_font_are_no_letters(tmp_path: Path) -> None:
    """Wingdings has an arrow where other fonts have a 4, and a square for §."""
    wingdings = [
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/Encoding/WinAnsiEncoding>>"
    ]
    raw = text("4", 60, 300, font="W") + text("Holz ist leicht", 74, 300)
    raw += text("\xa7", 60, 250, font="W") + text("Holz ist schnell", 74, 250)
    raw += text("4 Häuser stehen schon", 60, 200) + text("§ 26 BGB gilt", 60, 150)
    asset = _read(tmp_path, Page(raw=raw), fonts={"W": wingdings})
    assert _told(asset) == [
        "Holz ist leicht",
        "Holz ist schnell",
        "4 Häuser stehen schon",
        "§ 26 BGB gilt",
    ]


def test_hebrew_is_read_in_its_own_order(tmp_path: Path) -> None:
    """On paper the first letter stands on the right."""
    raw = b"BT /X 20 Tf 1 0 0 1 60 300 Tm (DCBA) Tj ET"
    fonts = {"X": speaking_font("ש", "ל", "ו", "ם")}
    assert _told(_read(tmp_path, Page(raw=raw), fonts=fonts)) == ["שלום"]


# ── titles ──


def test_a_document_has_headings(tmp_path: Path) -> None:
    first = [("Vom Bauen", 60, 100, 24), *_column([f"{PROSE} und", "wir zeigen wie."], 60, 140, 11)]
    bold = text("Warum Holz", 60, 842 - 220, 11, font="F2")
    more = _column([f"{PROSE} und", "das ist gut so."], 60, 240, 11)
    document = _read(tmp_path, Page([*first, *more], raw=bold, size=TALL))
    assert document.kind == "document"
    assert document.title == "Vom Bauen"
    assert _told(document, "title") == ["Vom Bauen", "Warum Holz"]


def test_the_title_of_an_opening_page_may_stand_in_the_middle(tmp_path: Path) -> None:
    opening = Page(
        [("Aufstocken", 200, 220, 40), ("mit Holz", 200, 266, 40), ("Anna", 200, 330, 18)]
    )
    others = [
        Page([(f"Grund {n} von vielen", 60, 60, 28), (f"Text {n}a", 60, 150, 18)]) for n in "ABC"
    ]
    deck = _read(tmp_path, opening, *others)
    assert deck.title == "Aufstocken mit Holz"
    assert _told(deck, "title")[1:] == [f"Grund {n} von vielen" for n in "ABC"]


# ── furniture ──


def _pages(*furniture: str) -> list[Page]:
    """Four pages with a footer each; "#" stands for the number."""
    topics = ("Holz", "Beton", "Lehm", "Stahl")
    return [
        Page(
            [
                (f"Thema {topic}", 60, 60, 28),
                (f"{topic} hat seinen Preis", 60, 150, 18),
                *((each.replace("#", str(n)), 60 + 200 * at, 435, 9)
                  for at, each in enumerate(furniture)),
            ]
        )
        for n, topic in enumerate(topics, start=1)
    ]  # fmt: skip


def test_headers_footers_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    deck = _read(tmp_path, *_pages("Meier AG, 3. Juni", "Seite # von 4", "#"))
    assert len(deck.segments) == 8
    assert not [words for words in _told(deck) if "Meier" in words or "Seite" in words]


def test_a_mark_of_confidentiality_is_never_dropped(tmp_path: Path) -> None:
    deck = _read(tmp_path, *_pages("Vertraulich", "#"))
    assert _told(deck, "caption") == ["Vertraulich"] * 4
    assert privacy.public(deck, frozenset()).segments == ()


def test_the_titles_of_a_series_stay(tmp_path: Path) -> None:
    pages = [
        Page([("Ein Beispiel", 60, 45, 28), (words, 60, 150 + 20 * n, 18)])
        for n, words in enumerate(("Wir messen", "Wir planen", "Wir bauen"))
    ]
    assert _told(_read(tmp_path, *pages), "title") == ["Ein Beispiel"] * 3


def test_a_page_that_is_built_up_is_read_once(tmp_path: Path) -> None:
    lines: Lines = [("Drei Schritte", 60, 60, 28), ("Messen", 60, 150, 18), ("Planen", 60, 190, 18),
             ("Bauen", 60, 230, 18)]  # fmt: skip
    numbers = [("7", 700, 435, 9)], [("8", 700, 435, 9)], [("9", 700, 435, 9)]
    built = [Page([*lines[: n + 2], *numbers[n]]) for n in range(3)]
    deck = _read(tmp_path, *built, Page([("Fragen?", 60, 60, 28)]))
    assert [s.locator.page for s in deck.segments] == [3, 3, 3, 3, 4]


# ── what else a page has ──


def test_links_and_remarks(tmp_path: Path) -> None:
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[55 290 300 320]/A<</S/URI/URI(https://example.org/a)>>>>"
    )
    remark = b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Anna)/Contents(Stimmt das?)>>"
    box = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(Neu: ab Mai)/DA(/F1 9 Tf)>>"
    page = Page(
        [("Mehr dazu", 60, 150, 18), ("Ende", 60, 300, 18)], annotations=(link, remark, box)
    )
    deck = _read(tmp_path, page)
    assert {s.text: s.links for s in deck.segments if s.links} == {
        "Mehr dazu": ("https://example.org/a",)
    }
    note = next(s for s in deck.segments if s.role == "notes")
    assert (note.text, note.speaker, note.hidden) == ("Stimmt das?", "Anna", True)
    assert "Neu: ab Mai" in _told(deck, "body")


def test_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    """Both ways: the page is displayed turned, or its text simply runs upward."""
    lines = [
        text(words, x, 60, 20, turn="0 1 -1 0") for words, x in (("Oben", 100), ("Unten", 200))
    ]
    for extra in (b"/Rotate 90", b""):
        deck = _read(tmp_path, Page(raw=b"".join(lines), size=(450, 800), extra=extra))
        assert (_told(deck), deck.kind) == (["Oben", "Unten"], "deck")


def test_text_at_another_angle_is_a_caption(tmp_path: Path) -> None:
    raw = text("Kosten in Franken", 40, 60, 9, turn="0 1 -1 0") + text(
        "Entwurf", 300, 100, 60, turn="0.7 0.7 -0.7 0.7"
    )
    deck = _read(tmp_path, Page([("Die Kosten steigen weiter", 100, 200, 18)], raw=raw))
    assert sorted(_told(deck, "caption")) == ["Entwurf", "Kosten in Franken"]


def test_text_recognised_under_a_picture_is_read(tmp_path: Path) -> None:
    raw = text("Unsichtbar, aber da", 60, 300, 18, more="3 Tr")
    assert _told(_read(tmp_path, Page(raw=raw))) == ["Unsichtbar, aber da"]


def test_pictures_of_pages_are_named(tmp_path: Path) -> None:
    picture = Page(raw=b"q 800 0 0 450 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
    deck = _read(tmp_path, Page([("Anfang", 60, 60, 28)]), picture, picture)
    assert deck.faults == ("pages 2 to 3 are pictures: their text is not read",)
    scan = _read(tmp_path, picture)
    assert scan.segments == ()
    assert scan.faults == ("page 1 is a picture: its text is not read",)


def test_a_font_that_tells_no_characters_is_named(tmp_path: Path) -> None:
    fonts = {"X": speaking_font("\0", "\0")}
    page = Page(raw=b"BT /X 20 Tf 1 0 0 1 60 300 Tm (ABABAB) Tj ET")
    deck = _read(tmp_path, Page([("Anfang", 60, 60, 28)]), page, fonts=fonts)
    assert deck.faults == (
        "page 2 is set in a font that tells no characters: its text is not read",
    )


def test_a_page_with_too_much_text_is_named(tmp_path: Path) -> None:
    lines = [text("x" * 700, 0, 10 + n, 1) for n in range(300)]
    deck = _read(tmp_path, Page(raw=b"".join(lines)))
    assert deck.faults == ("page 1 holds more text than a page can have: not all is read",)


# ── what the file says of itself ──


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Bauen mit Holz", "Bauen mit Holz"),
        ("Microsoft PowerPoint - holz.ppt", "Aufstocken"),
        ("holz_v3-final.indd", "Aufstocken"),
        ("gc-2018-10", "Aufstocken"),
        ("untitled", "Aufstocken"),
        ("", "Aufstocken"),
    ],
)
def test_the_title_is_what_says_something(tmp_path: Path, said: str, title: str) -> None:
    information = {
        "Title": said,
        "Author": "Anna Muster",
        "CreationDate": "D:20241205093000+01'00'",
    }
    deck = _read(tmp_path, Page([("Aufstocken", 60, 60, 28)]), information=information)
    assert (deck.title, deck.author, deck.date) == (
        title,
        "Anna Muster",
        "2024-12-05T09:30:00+01:00",
    )


@pytest.mark.parametrize(
    ("said", "date"),
    [("D:2024", "2024-01-01"), ("D:20240229", "2024-02-29"), ("D:20240229101112Z", "2024-02-29T10:11:12Z"),
     ("gestern", None), ("D:20249999", None)],
)  # fmt: skip
def test_dates(tmp_path: Path, said: str, date: str | None) -> None:
    deck = _read(tmp_path, Page([("Holz", 60, 60, 28)]), information={"ModDate": said})
    assert deck.date == date


def test_the_title_may_stand_in_the_metadata(tmp_path: Path) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Über Holz</rdf:li></rdf:Alt></dc:title>'
        "<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    meta = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(packet), packet)
    deck = _read(tmp_path, Page([("Aufstocken", 60, 60, 28)]), extra=(meta,))
    assert (deck.title, deck.author) == ("Über Holz", "Anna, Ben")


def test_bookmarks_are_sections(tmp_path: Path) -> None:
    pages = [Page([(f"Seite {n}", 60, 60, 28)]) for n in "ABCD"]
    marks = (
        b"<</First 14 0 R/Last 15 0 R>>",
        b"<</Title(Anfang)/Next 15 0 R/Dest[6 0 R/Fit]>>",
        b"<</Title(Ende)/Dest[10 0 R/Fit]>>",
    )
    deck = _read(tmp_path, *pages, catalog=b"/Outlines 13 0 R", extra=marks)
    assert deck.sections == (Section(name="Anfang", first=1), Section(name="Ende", first=3))


# ── passwords ──


def _locked(tmp_path: Path, user: str) -> Path:
    content = Writer([Page([("Geheim", 60, 60, 28)])]).bytes()
    return protected(content, tmp_path / "a.pdf", user, "besitzt")


def test_a_file_that_anybody_may_open_is_opened(tmp_path: Path) -> None:
    def never() -> str | None:
        raise AssertionError("asked for a password without need")

    deck = readers.read(_locked(tmp_path, ""), ReadContext(password=never))
    assert _told(deck) == ["Geheim"]


@pytest.mark.parametrize("password", ["schlüssel", "besitzt"])
def test_the_password_of_the_user_or_the_owner_opens(tmp_path: Path, password: str) -> None:
    deck = readers.read(_locked(tmp_path, "schlüssel"), ReadContext(password=lambda: password))
    assert _told(deck) == ["Geheim"]


@pytest.mark.parametrize("password", [None, "", "falsch"])
def test_without_the_password_it_says_so(tmp_path: Path, password: str | None) -> None:
    with pytest.raises(SourceError, match="is protected with a password") as caught:
        readers.read(_locked(tmp_path, "schlüssel"), ReadContext(password=lambda: password))
    assert "REPURPOSE_PASSWORD" in caught.value.hint
    assert "falsch" not in caught.value.message + caught.value.hint


# ── damage and harm ──


def _refused(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext())
    assert caught.value.where == str(path)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5_000_000),
                                     b"%PDF-1.7\n" + b"1 0 obj<<>>endobj " * 100_000,
                                     b"%PDF-1.7\n" + b"<</A " * 200_000])  # fmt: skip
def test_what_holds_no_page_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ä b.pdf").write_bytes(content)
    assert _refused(tmp_path / "ä b.pdf") == "is truncated or damaged: no page of it can be read"


def test_pages_without_end_are_refused(tmp_path: Path) -> None:
    writer = Writer([Page()])
    kids = b"[%s]" % b" ".join([b"6 0 R"] * 30_000)
    content = writer.bytes().replace(b"/Count 1/Kids[6 0 R]", b"/Count 30000/Kids" + kids)
    (tmp_path / "a.pdf").write_bytes(content)
    assert _refused(tmp_path / "a.pdf") == "holds more than any document can have: it is not opened"


def test_an_unknown_protection_is_named(tmp_path: Path) -> None:
    locked = Writer(
        [Page([("Holz", 60, 60, 28)])], trailer=b"/Encrypt<</Filter/Acme/V 1>>/ID[(a)(a)]"
    )
    message = "is encrypted in a way that only the program that made it can open"
    assert _refused(locked.write(tmp_path / "a.pdf")) == message


def test_one_page_that_unpacks_to_too_much_costs_no_other(tmp_path: Path) -> None:
    bomb = Page(raw=b"q " * 60_000_000)
    deck = _read(tmp_path, Page([("Anfang", 60, 60, 28)]), bomb, Page([("Ende", 60, 60, 28)]))
    assert _told(deck) == ["Anfang", "Ende"]


def test_forms_within_forms_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty to the twentieth drawings in a few kilobytes."""
    monkeypatch.setattr(pdf_process, "PATIENCE", 1.0)
    forms = [
        stream(
            b"/X Do " * 20,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % n,
        )
        for n in range(8, 28)
    ]
    page = Page(raw=b"/X Do " * 20, extra=b"/Resources<</XObject<</X 7 0 R>>>>")
    writer = Writer([page], extra=(*forms, stream(b"")))
    assert _refused(writer.write(tmp_path / "a.pdf"))


def test_pages_that_bring_nothing_earn_no_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of pages with the same heavy content: what was read in time is there."""
    begun = time.monotonic()
    _read(tmp_path, Page([("Anfang", 60, 60, 28)]))
    monkeypatch.setattr(pdf_process, "PATIENCE", 1.0 + 5 * (time.monotonic() - begun))
    heavy = b"BT /F1 1 Tf " + b"(aaaa) Tj 1 0 Td " * 20_000 + b"ET"
    content = Writer([Page([("Anfang", 60, 60, 28)]), Page(raw=heavy)]).bytes()
    kids = b"[6 0 R %s]" % b" ".join([b"8 0 R"] * 2_000)
    content = content.replace(b"/Count 2/Kids[6 0 R 8 0 R]", b"/Count 2001/Kids" + kids)
    (tmp_path / "a.pdf").write_bytes(content)
    deck = readers.read(tmp_path / "a.pdf", ReadContext())
    assert _told(deck)[0] == "Anfang"
    assert re.fullmatch(r"pages \d+ to 2001 take too long and were not read", deck.faults[-1])


def test_what_never_gets_to_a_page_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_process, "PATIENCE", 0.0)
    path = Writer([Page([("Holz", 60, 60, 28)])]).write(tmp_path / "a.pdf")
    assert _refused(path) == "takes too long to open: it is damaged, or made to do harm"


def test_where_no_program_can_be_started_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    path = Writer([Page([("Holz", 60, 60, 28)])]).write(tmp_path / "a.pdf")
    assert "no other program could be started" in _refused(path)


def test_an_interruption_leaves_no_program_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            started.append(self)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Noted)
    path = Writer([Page([("Holz", 60, 60, 28)])] * 1).write(tmp_path / "a.pdf")
    with pytest.raises(KeyboardInterrupt):
        readers.read(path, ReadContext(progress=interrupt))
    assert [process.returncode is None for process in started] == [False]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = Writer(_pages("#")).write(tmp_path / "a.pdf")
    readers.read(path, ReadContext(progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_damaged_bytes_never_crash(corpora: Path, tmp_path: Path) -> None:
    content = (corpora / "decks" / "hbunke_oer_im_unterricht" / "slides.pdf").read_bytes()
    path = tmp_path / "a.pdf"
    for place in range(500, len(content), len(content) // 7):
        damaged = bytearray(content)
        damaged[place : place + 40] = b"\xff\0>>" * 10
        for cut in (damaged, damaged[:place]):
            path.write_bytes(cut)
            said = ""
            try:
                deck = readers.read(path, ReadContext())
            except SourceError as error:
                said = error.message
            else:
                assert all(s.locator.page in range(1, 15) for s in deck.segments)
            assert "plug-in" not in said


def test_the_slide_of_a_wide_page_and_the_page_of_a_tall_one(tmp_path: Path) -> None:
    assert _read(tmp_path, Page([("Holz", 60, 60, 28)], size=WIDE)).kind == "deck"
    assert _read(tmp_path, Page([("Holz", 60, 60, 28)], size=TALL)).kind == "document"
