"""The feed page in a real Chromium, at the width of a telephone and of a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import X

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller" * 3


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
def test_the_feed_can_be_read(feed: Sandbox, browser: Any, width: int) -> None:
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
    page.close()
    assert "Grüße 🌲 aus Zürich <script>" in text
    assert title != "taken"
    assert "sandbox" in text.lower()
    assert not wide, "the page has to be moved sideways"
    assert drawn == 1600
    assert box is not None
    assert box["width"] <= width
    assert failed == []
