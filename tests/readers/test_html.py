"""Pages of the web: their main text, and nothing of what surrounds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext

PAGES = Path(__file__).parent / "pages"


def _read(path: Path) -> Asset:
    return readers.read(path, ReadContext())


def _page(folder: Path, body: str, head: str = "") -> Path:
    path = folder / "größe & mehr.html"
    path.write_text(
        f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", "utf-8"
    )
    return path


def test_the_text_of_a_blog() -> None:
    asset = _read(PAGES / "blog.html")
    assert [(s.role, s.text) for s in asset.segments] == [
        ("title", "Was ein Dach trägt"),
        ("body", "Von Regula Hasler, 14. September 2026"),
        ("body", "Ein Holzrahmenbau wiegt 390 Kilogramm je Quadratmeter, ein Drittel von dem, was Beton wiegt. Die Rechnung steht im Anhang."),
        ("title", "Was vorher zu klären ist"),
        ("body", "Trägt die Decke über dem obersten Geschoss?"),
        ("body", "Wem gehört das Dach – und wem der Luftraum darüber?"),
        ("body", "Der Boden ist knapp, das Dach ist da."),
        ("caption", "Ein Kran setzt eine Wand auf das Haus"),
        ("caption", "Bachstrasse, Mai 2026"),
        ("table", "Bauweise | kg je m²"), ("table", "Beton | 1180"), ("table", "Holz | 390"),
    ]  # fmt: skip
    assert asset.segments[2].links == ("https://example.org/statik",)
    assert asset.segments[2].locator.line == 18


def test_what_the_page_says_of_itself() -> None:
    asset = _read(PAGES / "blog.html")
    assert (asset.kind, asset.title, asset.author) == (
        "page",
        "Was ein Dach trägt",
        "Regula Hasler",
    )
    assert (asset.date, asset.language) == ("2026-09-14T08:00:00+02:00", "de")


def test_a_page_of_the_nineties() -> None:
    asset = _read(PAGES / "old.html")
    texts = [s.text for s in asset.segments]
    assert texts[0].startswith("Le four est réparé")
    assert "Après trois semaines" in texts[1]
    assert not [text for text in texts if "Accueil" in text or "Webmaster" in text]
    assert (asset.title, asset.language) == ("Café du Pont", "fr")


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Start</nav>", "<footer>Impressum</footer>", '<div role="navigation">Start</div>',
        '<div class="cookie-banner">Wir verwenden Cookies</div>', '<ul class="breadcrumb"><li>Start</ul>',
        '<div id="related">Mehr dazu</div>', '<p hidden>versteckt</p>', '<p style="display: none">weg</p>',
        "<form><p>Suche</p></form>", "<template><p>später</p></template>", "<svg><text>Logo</text></svg>",
        '<section class="post-comments">Erster!</section>', "<noscript>Bitte Skripte einschalten</noscript>",
    ],
)  # fmt: skip
def test_what_surrounds_the_text_is_left_out(tmp_path: Path, furniture: str) -> None:
    for body in (
        f"{furniture}<main><p>Ein Satz.</p></main>",
        f"<main>{furniture}<p>Ein Satz.</p></main>",
    ):
        assert [s.text for s in _read(_page(tmp_path, body)).segments] == ["Ein Satz."]


def test_a_page_without_marks_is_read_whole(tmp_path: Path) -> None:
    asset = _read(_page(tmp_path, "Nur ein <b>Satz</b>.<br>Und noch einer.<div>Kasten</div>Ende"))
    assert [s.text for s in asset.segments] == ["Nur ein Satz.\nUnd noch einer.", "Kasten", "Ende"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes("<html><body><p>Größe über Köln</p></body></html>".encode(encoding))
    assert _read(path).segments[0].text == "Größe über Köln"


def test_xhtml_with_a_declaration(tmp_path: Path) -> None:
    path = tmp_path / "a.xhtml"
    text = '<?xml version="1.0" encoding="UTF-8"?>\r\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Für alle</p></body></html>'
    path.write_bytes(text.encode())
    assert _read(path).segments[0].text == "Für alle"


def test_entities_and_deep_nesting_end(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    path = tmp_path / "a.html"
    path.write_text(laughs + "<p>Ein Satz. &a; &x;</p>" + "<div>" * 50_000 + "tief", "utf-8")
    texts = " ".join(s.text for s in _read(path).segments)
    assert "Ein Satz." in texts
    assert "root:" not in texts


@pytest.mark.parametrize(
    ("body", "says"),
    [("<script>alert(1)</script>", "made by scripts"), ("<b>" * 600_000, "larger than any page")],
)
def test_pages_without_text(tmp_path: Path, body: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        _read(_page(tmp_path, body))
