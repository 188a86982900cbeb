"""The page that shows the feeds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import requests

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, LinkedIn, X, picture

VOID = {"meta", "link", "img", "br"}


class Outline(HTMLParser):
    """What a page is made of; stumbles over tags that are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def fetched(sandbox: Sandbox) -> Outline:
    answer = requests.get(sandbox.page, timeout=TIMEOUT)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return Outline(answer.content.decode("utf-8"))


def test_an_empty_page_says_so_and_what_it_is(sandbox: Sandbox) -> None:
    page = fetched(sandbox)
    assert page.all("html") == [{"lang": "en"}]
    assert "Nothing on this page was sent anywhere" in " ".join(page.text.split())
    assert page.text.count("Nothing stands here yet.") == 2
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all(
        "meta"
    )


def test_what_stands_there_can_be_read(sandbox: Sandbox, x: X) -> None:
    id_ = x.posted("Grüße aus Köln 😀\nZweite Zeile #Holzbau https://example.com/weg?a=1&b=2")
    x.reply("Und weiter", id_)
    x.posted("Ein anderer")
    LinkedIn(sandbox).posted(r"Fräsen \& Hobeln".replace(r"\&", "&"))
    page = fetched(sandbox)
    for words in ("Grüße aus Köln 😀\nZweite Zeile", "Und weiter", "Fräsen & Hobeln", "@sandbox"):
        assert words in page.text
    assert page.text.index("Ein anderer") < page.text.index("Grüße") < page.text.index("Und weiter")
    assert [place["href"] for place in page.all("a")] == ["https://example.com/weg?a=1&b=2"]
    assert [place["aria-label"] for place in page.all("div")] == ["Thread of 2 posts"]
    assert len(page.all("article")) == 4
    assert page.all("time")[0]["datetime"].startswith("2026-11-2")


def test_a_post_with_markup_shows_as_text(sandbox: Sandbox, x: X) -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> & \"quotes\" '#<b>'"
    x.posted(evil)
    alt = '"><script>alert(2)</script>'
    member = LinkedIn(sandbox)
    image = {"id": member.uploaded(picture()), "altText": alt}
    member.posted(r"\<script\>alert\(3\)\</script\>", content={"media": image})
    article = {
        "source": 'https://example.com/"><script>',
        "title": "<script>alert(4)</script>",
        "description": "</a><script>",
    }
    member.posted("Karte", content={"article": article})
    page = fetched(sandbox)
    assert evil in page.text
    assert "<script>alert(3)</script>" in page.text
    assert "<script>alert(4)</script>" in page.text
    assert page.all("script") == []
    assert [image["alt"] for image in page.all("img")] == [alt]
    assert not any(name.startswith("on") for _, names in page.tags for name in names)


def test_nothing_but_the_page_itself_may_load(sandbox: Sandbox) -> None:
    policy = requests.get(sandbox.page, timeout=TIMEOUT).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_pictures_are_served_and_their_alt_text_shown(sandbox: Sandbox, x: X) -> None:
    data = picture("JPEG")
    id_ = x.uploaded(data)
    body = {"id": id_, "metadata": {"alt_text": {"text": "Säge & Hobel"}}}
    x("POST", "/2/media/metadata", json=body)
    x.posted("Bild", media={"media_ids": [id_]})
    member = LinkedIn(sandbox)
    member.posted("Ohne", content={"media": {"id": member.uploaded(data)}})
    page = fetched(sandbox)
    assert "Alt text: Säge & Hobel" in page.text
    assert "No alt text" in page.text
    for image in page.all("img"):
        served = requests.get(sandbox.page + image["src"].lstrip("/"), timeout=TIMEOUT)
        assert served.content == data
        assert served.headers["Content-Type"] == "image/jpeg"
    assert requests.get(sandbox.page + "media/twitter/1", timeout=TIMEOUT).status_code == 404


def test_the_page_as_a_file_needs_no_server(sandbox: Sandbox, x: X) -> None:
    x.posted("Bild", media={"media_ids": [x.uploaded(picture())]})
    html = sandbox.page_html()
    (image,) = Outline(html).all("img")
    assert image["src"].startswith("data:image/png;base64,")
    assert not re.search(r"(src|href)=\"/", html)


def test_a_card_shows_title_description_and_host(sandbox: Sandbox, member: LinkedIn) -> None:
    article = {
        "source": "https://www.example.com/bericht",
        "title": "Der Bericht",
        "description": "Was wir gebaut haben.",
        "thumbnail": member.uploaded(picture()),
    }
    member.posted("Lesen", content={"article": article})
    page = fetched(sandbox)
    assert "Der Bericht" in page.text
    assert "Was wir gebaut haben." in page.text
    assert "example.com" in page.text
    assert [place["href"] for place in page.all("a")] == [article["source"]]


def test_the_page_takes_no_orders(sandbox: Sandbox) -> None:
    assert requests.post(sandbox.page, timeout=TIMEOUT).status_code == 405
    assert requests.get(f"{sandbox.page}nowhere", timeout=TIMEOUT).status_code == 404
