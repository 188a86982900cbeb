"""The pages in a real Chromium, as people with a telephone, a keyboard, or without scripts meet them."""

from __future__ import annotations

import http.server
import itertools
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.pages.decks import STATEMENTS

# Contrast of text with what is behind it, as WCAG 2.2 computes it (1.4.3), of all text that is seen.
CONTRAST = """() => {
  const lum = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (s) => s.match(/[\\d.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.body.querySelectorAll("*")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.getClientRects().length || e.matches(":disabled, script, style")) continue;
    const a = lum(parse(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([e.tagName, e.className, e.textContent.trim().slice(0, 40), ratio]);
  }
  return poor;
}"""
# Who can be operated must have a name, and room for a finger (WCAG 2.2, 4.1.2 and 2.5.8).
NAMELESS = """() => [...document.querySelectorAll("a, button, input, summary, img")]
  .filter((e) => e.getClientRects().length)
  .filter((e) => {
    const label = e.labels && e.labels[0] ? e.labels[0].textContent : "";
    const name = e.getAttribute("aria-label") || label || e.textContent.trim() || e.getAttribute("alt");
    const decoration = e.tagName === "IMG" && e.getAttribute("alt") === "";
    return !name && !decoration;
  }).map((e) => e.outerHTML.slice(0, 80))"""
SMALL = """() => [...document.querySelectorAll("button, input, summary, nav a, header a")]
  .filter((e) => e.getClientRects().length && !e.matches(".skip"))
  .map((e) => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)"""
WIDE = "document.documentElement.scrollWidth > window.innerWidth"
IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top < window.innerHeight && box.bottom > 0;
}"""


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page of a folder; what goes wrong in it is in its list `faults`."""
    contexts: list[Any] = []

    def load(folder: Path, width: int = 1280, name: str = "index.html", **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **more)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((folder / name).as_uri())
        return page

    yield load
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read(opened: Any, german: Path, width: int, scheme: str) -> None:
    page = opened(german, width, color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    assert not page.evaluate(WIDE), "the page has to be moved sideways"
    assert page.title() == "Höher bauen mit Holz"
    assert "<script>" in page.inner_text("#slide-3")
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL) == []
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.wait_for_function("image => image.naturalWidth > 1000", arg=picture.element_handle())
    assert page.faults == []


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_everything_is_there(opened: Any, german: Path, width: int) -> None:
    page = opened(german, width, java_script_enabled=False)
    assert not page.locator("form").is_visible()
    for number, words in ((2, STATEMENTS[0]), (8, STATEMENTS[5])):
        section = page.locator(f"#slide-{number}")
        section.locator("summary").click()
        assert section.get_by_text(words).is_visible()
    page.locator("nav a[href='#slide-8']").click()
    assert page.url.endswith("#slide-8")
    page.wait_for_timeout(700)  # it scrolls there smoothly
    box = page.locator("#slide-8 h2").bounding_box()
    assert 0 <= box["y"] < 800


def test_search_finds_marks_and_leaves_no_trace(opened: Any, long: Path) -> None:
    page = opened(long, reduced_motion="reduce")
    before = page.inner_html("main")
    page.get_by_label("In den Folien suchen").fill("OFEN")
    assert page.locator("#count").inner_text() == "20 Treffer"
    assert page.locator("mark").first.inner_text() == "Öfen"
    page.get_by_label("In den Folien suchen").fill("Folie 14 stehen")
    assert page.locator("#count").inner_text() == "1 Treffer"
    assert [link.get_attribute("href") for link in page.locator("nav a[data-hits]").all()] == [
        "#slide-14"
    ]
    page.keyboard.press("Enter")
    assert page.locator("mark.now").is_visible()
    assert page.evaluate(IN_VIEW, "slide-14")
    page.get_by_label("In den Folien suchen").fill("gibt es nicht")
    assert page.locator("#count").inner_text() == "Keine Treffer"
    assert page.get_by_label("Nächster Treffer").is_disabled()
    page.keyboard.press("Escape")
    assert page.locator("#count").inner_text() == ""
    assert page.inner_html("main") == before
    assert page.faults == []


def test_search_takes_any_words(opened: Any, german: Path) -> None:
    page = opened(german)
    text = page.text_content("main")
    for words in "<b>", "&amp;", "\\", "(", ".*", "  Geschoss   in ", "İ", "ﬁ", "🌲":
        page.get_by_label("In den Folien suchen").fill(words)
        assert page.text_content("main") == text, words
        assert (page.locator("mark").count() > 0) == ("Geschoss" in words), words
        assert page.faults == [], words


def test_with_the_keyboard_alone(opened: Any, long: Path) -> None:
    page = opened(long, reduced_motion="reduce")
    page.keyboard.press("Tab")
    skip = page.get_by_text("Zum Inhalt springen")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["y"] >= 0, "the link is not seen when it has the focus"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
    assert names[0].startswith("PDF herunterladen")
    assert names[1] == "words"
    assert names[2].startswith("1 Abschnitt 1")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "words", "arrows move in the field"
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") in ("slide-2", "slide-3")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(IN_VIEW, page.evaluate("document.activeElement.id"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_nothing_moves_for_who_wants_that(opened: Any, long: Path) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert opened(long, reduced_motion="reduce").evaluate(behaviour) == "auto"
    assert opened(long, reduced_motion="no-preference").evaluate(behaviour) == "smooth"


def test_on_paper_there_are_the_slides(opened: Any, long: Path) -> None:
    page = opened(long)
    page.emulate_media(media="print")
    for gone in ("nav", "form", ".skip", "summary"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator("#slide-7 img").is_visible()


def test_headings_and_landmarks(opened: Any, long: Path) -> None:
    page = opened(long)
    for role, name in (("navigation", "Übersicht"), ("search", None), ("main", None)):
        assert page.get_by_role(role, name=name).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("heading", level=2, name="Folie 9: Abschnitt 9").count() == 1
    assert page.get_by_role("article", name="Folie 9: Abschnitt 9").count() == 1
    assert page.get_by_role("img", name="Folie 9: Abschnitt 9").count() <= 1


def test_a_script_that_got_in_would_not_run(opened: Any, german: Path) -> None:
    page = opened(german)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      const picture = document.createElement("img");
      picture.src = "https://example.org/spy.png";
      document.body.append(picture);
    }""")
    page.wait_for_function("() => true")
    assert page.title() != "taken"
    assert any("Content Security Policy" in fault for fault in page.faults)


def test_inside_another_page_from_a_server(browser: Any, long: Path, tmp_path: Path) -> None:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    shutil.copytree(long, tmp_path / "Seite")
    handler = partial(Quiet, directory=str(tmp_path))
    (tmp_path / "firm.html").write_text(
        '<!doctype html><title>Firma</title><iframe src="Seite/index.html" title="Vortrag" '
        'width="400" height="600"></iframe>',
        "utf-8",
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
        page.goto(f"http://127.0.0.1:{server.server_port}/firm.html")
        frame = page.frame_locator("iframe")
        frame.locator("nav a[href='#slide-3']").click()
        frame.get_by_label("In den Folien suchen").fill("Öfen")
        assert frame.locator("#count").inner_text() == "20 Treffer"
        page.close()
        server.shutdown()
    assert hosts == {"127.0.0.1"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_can_be_read(opened: Any, article: Path, width: int, scheme: str) -> None:
    page = opened(article, width, "article.html", color_scheme=scheme)
    assert not page.evaluate(WIDE)
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    levels = [int(e.evaluate("e => e.tagName[1]")) for e in page.locator("h1, h2, h3").all()]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.naturalWidth > 1000", arg=picture.element_handle())
    assert page.faults == []
