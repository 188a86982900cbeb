"""The feed page in a real Chromium, at the width of a telephone and of a desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import X

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller" * 3

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Sandbox]:
    """A feed with a thread, a picture, umlauts, emoji, a very long word and an attack."""
    Image.new("RGB", (1600, 900), "seagreen").save(tmp_path / "Dach.png")
    with Sandbox() as sandbox:
        x = X(sandbox)
        first = x.posted("Grüße 🌲 aus Zürich <script>document.title = 'taken'</script>")
        x.reply(f"Zwei: {LONG}", first)
        media = x.uploaded((tmp_path / "Dach.png").read_bytes())
        text = {"alt_text": {"text": "Ein grünes Dach"}}
        x("POST", "/2/media/metadata", json={"id": media, "metadata": text})
        x.posted("Mit Bild https://example.org/vortrag #Holzbau", media={"media_ids": [media]})
        yield sandbox


@pytest.mark.parametrize("width", [360, 1280])
def test_the_feed_can_be_read(feed: Sandbox, width: int) -> None:
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto(feed.page)
        text = page.inner_text("body")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        picture = page.get_by_alt_text("Ein grünes Dach")
        drawn = picture.evaluate("image => image.naturalWidth")
        box = picture.bounding_box()
        title = page.title()
        browser.close()
    assert "Grüße 🌲 aus Zürich <script>" in text
    assert title != "taken"
    assert "sandbox" in text.lower()
    assert not wide, "the page has to be moved sideways"
    assert drawn == 1600
    assert box is not None
    assert box["width"] <= width
    assert failed == []
