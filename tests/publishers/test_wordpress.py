"""The blog as a WordPress site: what it gets, what is found again, and what each refusal says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from repurpose import publishers
from repurpose.errors import (
    ByHand,
    ConfigError,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Channel, Media, Part, Post
from repurpose.protocols import PublishContext
from repurpose.publishers.blog import Blog
from repurpose.publishers.homepage import Homepage
from repurpose.sandbox import Drop, Event, Sandbox

from .scripted import DROP, Platform, Told, running, said

PASSWORD = "abcd EFGH ijkl MNOP qrst UVWX"
QUOTE = "> «Holz & Beton: 3 < 5, [gallery]»\n>\n> – Regula Hasler\n\nAus dem Vortrag."
INDEX = said(200, {"name": "Bau &amp; Söhne", "namespaces": ["wp/v2"], "authentication": {"a": 1}})
MADE = {
    "id": 7,
    "slug": "",
    "link": "https://firma.example/?p=7",
    "date_gmt": "2026-11-25T08:00:00",
}


def blog(sandbox: Sandbox, kind: str | None = None, patience: float = 0.5, **settings: Any) -> Blog:
    return Blog(
        PublishContext(
            channel="blog", account="default", timeout=10, patience=patience,
            settings={**sandbox.settings("blog", kind=kind), **settings},
            secret=sandbox.secrets("blog", kind=kind).get,
        )
    )  # fmt: skip


def at(url: str, password: str | None = PASSWORD, **settings: Any) -> Blog:
    return Blog(
        PublishContext(
            channel="blog", account="default", timeout=10, patience=0.3,
            settings={"kind": "wordpress", "api_url": url, "user": "urs", **settings},
            secret={"application_password": password}.get,
        )
    )  # fmt: skip


def post(text: str = QUOTE, title: str = "Grüße & «mehr» <b>", **more: Any) -> Post:
    part = Part(text=text, title=title, **more)
    return Post(id="abc", channel="blog", account="default", parts=(part,), language="de")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def site() -> Iterator[Platform]:
    with running() as told:
        yield told


def failure(site: Platform, *answers: Told) -> PublishError:
    """What publishing raises when these are the answers."""
    site.tell(*answers)
    with pytest.raises(PublishError) as caught:
        at(site.url).publish(post(), "key")
    return caught.value


def shown(content: str) -> list[str]:
    """The lines of a post's HTML without the comments that mark the editor's blocks."""
    return [line for line in content.splitlines() if line and not line.startswith("<!-- ")]


# ── what it gets ──


def test_an_article_has_its_pictures_where_the_text_names_them(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    media = []
    for color in ("red", "teal", "gray"):
        path = tmp_path / f"{color}.png"
        Image.new("RGB", (60, 40), color).save(path)
        media.append(Media(path=path, kind="image", alt=f"Ein Dach in {color}"))
    text = (
        "Zuerst das Wichtigste.\n\n## Das Dach\n\n![Ein \\[rotes\\] Dach](red.png)\n\n*Folie 4*\n\n"
        "> «Es hält.»\n>\n> — Regula Hasler\n\n![Von woanders](https://example.org/a.png)\n\n"
        "![](teal.png)\n\nSchluss."
    )
    article = post(text, media=tuple(media), article=True)
    blog(sandbox).publish(article, "key")
    [standing] = sandbox.posts("blog")
    assert {medium.alt for medium in standing.media} == {medium.alt for medium in media}
    login = (sandbox.settings("blog")["user"], sandbox.secrets("blog")["application_password"])
    address = f"{sandbox.url('blog')}/wp-json/wp/v2/posts"
    [made] = requests.get(address, auth=login, timeout=5).json()
    content = made["content"]["rendered"]
    kinds = re.findall(r"<!-- wp:(\w+)|alt=\"(.*?)\"", content)
    # The one that the text does not name is the featured picture.
    assert ["".join(kind) for kind in kinds] == [
        "paragraph", "heading", "image", "Ein Dach in red", "paragraph", "quote", "paragraph",
        "Von woanders", "image", "Ein Dach in teal", "paragraph",
    ]  # fmt: skip


def test_a_post_stands_there_with_all_that_it_has(
    sandbox: Sandbox, picture: tuple[Media, ...]
) -> None:
    publisher = blog(sandbox, "editor", categories=["Aktuell & neu"])
    wanted = post(tags=("Holz & Bau", "Verdichten"), media=picture)
    receipt = publisher.publish(wanted, "key")
    [standing] = sandbox.posts("blog")
    assert standing.title == "Grüße & «mehr» <b>"
    assert standing.text.splitlines() == [
        "«Holz & Beton: 3 < 5, [gallery]»", "Regula Hasler", "Aus dem Vortrag.",
    ]  # fmt: skip
    assert standing.tags == ("Holz & Bau", "Verdichten")
    assert [medium.alt for medium in standing.media] == ["Ein grünes Dach 🌲"]
    assert (receipt.remote_id, receipt.url) == (standing.id, standing.url)
    assert receipt.url is not None
    assert "/gruesse-mehr-b-" in receipt.url
    assert publisher.find(wanted, "key") == receipt


def test_nothing_in_a_text_is_an_order_to_the_site(site: Platform) -> None:
    site.tell(INDEX, said(201, MADE))
    at(site.url).publish(post("<script>x</script> [gallery] {{ x }} https://a.example"), "key")
    sent = json.loads(site.got[-1].body)
    assert shown(sent["content"]) == [
        "<p>&lt;script&gt;x&lt;/script&gt; &#091;gallery] {{ x }} https://a.example</p>"
    ]
    assert sent["title"] == "Grüße &amp; «mehr» &lt;b&gt;"


def test_news_in_plain_text_become_paragraphs_lists_and_links(site: Platform) -> None:
    site.tell(INDEX, said(201, MADE))
    context = PublishContext(
        channel="homepage", account="default", secret=lambda name: PASSWORD,
        settings={"kind": "wordpress", "api_url": site.url, "user": "urs"},
    )  # fmt: skip
    text = "– Holz\r\n– Stroh & Lehm\n\n(«Vortrag», Folie 5)\n\nMehr: https://a.example/x?a=1&b=2."
    Homepage(context).publish(post(text), "key")
    assert shown(json.loads(site.got[-1].body)["content"]) == [
        "<ul><li>Holz</li><li>Stroh &amp; Lehm</li></ul>",
        "<p>(«Vortrag», Folie 5)</p>",
        '<p>Mehr: <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>.</p>',
    ]


def test_the_editor_gets_blocks_that_it_knows(site: Platform) -> None:
    """As the editor of WordPress 6.1.9 found them valid, and themes style them."""
    site.tell(INDEX, said(201, MADE))
    text = "> «Ja.»\n>\n> – Regula\n\n- eins\n- zwei\n\n1. drei\n\n### Titel\n\n- a\n\n  b\n\nEnde."
    at(site.url).publish(post(text), "key")
    blocks = json.loads(site.got[-1].body)["content"].split("\n\n")
    assert blocks == [
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><p>«Ja.»</p><cite>Regula</cite>'
        "</blockquote>\n<!-- /wp:quote -->",
        "<!-- wp:list -->\n<ul><li>eins</li><li>zwei</li></ul>\n<!-- /wp:list -->",
        '<!-- wp:list {"ordered": true} -->\n<ol><li>drei</li></ol>\n<!-- /wp:list -->',
        '<!-- wp:heading {"level": 3} -->\n<h3>Titel</h3>\n<!-- /wp:heading -->',
        "<ul><li><p>a</p><p>b</p></li></ul>",
        "<!-- wp:paragraph -->\n<p>Ende.</p>\n<!-- /wp:paragraph -->",
    ]


def test_a_draft_is_found_too_and_a_contributor_may_make_one(sandbox: Sandbox) -> None:
    publisher = blog(sandbox, "contributor", status="draft")
    receipt = publisher.publish(post(), "key")
    assert [each.visibility for each in sandbox.posts("blog")] == ["draft"]
    assert publisher.find(post(), "key") == receipt
    assert publisher.find(post(), "another key") is None


def test_a_picture_above_the_text_instead_of_a_featured_one(
    sandbox: Sandbox, picture: tuple[Media, ...]
) -> None:
    blog(sandbox, featured=False).publish(post(media=picture), "key")
    [standing] = sandbox.posts("blog")
    assert [medium.alt for medium in standing.media] == ["Ein grünes Dach 🌲"]


def test_an_address_of_a_site_without_permalinks_is_found_out(site: Platform) -> None:
    page = (404, {"Content-Type": "text/html"}, b"<h1>Nicht gefunden</h1>")
    site.tell(page, INDEX, said(200, {"name": "Urs", "capabilities": dict.fromkeys(
        ("edit_posts", "publish_posts", "upload_files"), True)}))  # fmt: skip
    assert at(f"{site.url}/zweig/").verify() == "Urs on Bau & Söhne"
    assert site.got[-1].path.startswith("/zweig/?rest_route=/wp/v2/users/me&")


# ── once ──


def test_cut_off_at_any_request_it_stands_once_with_one_picture(
    picture: tuple[Media, ...],
) -> None:
    """As the delivery does it: what was cut off is looked for before it is sent again."""
    wanted = post(tags=("Holz",), media=picture)

    def stands(kind: str, place: int) -> bool:
        seen: list[str] = []

        def watch(event: Event) -> None:
            if event.kind == kind:
                seen.append(f"{event.method} {event.path}")
                if len(seen) == place:
                    raise Drop

        with Sandbox(watch=watch) as sandbox:
            for _ in range(2):
                try:
                    publisher = blog(sandbox, patience=0)
                    if publisher.find(wanted, "key") is None:
                        publisher.publish(wanted, "key")
                    break
                except (Unavailable, Uncertain):
                    continue
            [standing] = sandbox.posts("blog")
            assert [medium.id for medium in standing.media] == ["10"], seen
            assert standing.tags == ("Holz",)
        return len(seen) >= place

    for kind in ("received", "done"):
        assert stands(kind, 1)
        place = 2
        while stands(kind, place):
            place += 1
        assert place > 8


def test_of_two_the_first_stays(sandbox: Sandbox) -> None:
    """The first attempt was so slow that the second one was sent before it stood."""
    first = blog(sandbox).publish(post(), "key")
    assert blog(sandbox).publish(post(), "key") == first
    assert [standing.id for standing in sandbox.posts("blog")] == [first.remote_id]


def test_what_stands_there_is_listed_with_drafts_and_without_the_bin(sandbox: Sandbox) -> None:
    publisher = blog(sandbox)
    live = publisher.publish(post(), "one")
    draft = blog(sandbox, status="draft").publish(post("Nur **so**."), "two")
    publisher.delete(publisher.publish(post(), "three").remote_id)
    then = datetime(2026, 1, 1, tzinfo=UTC)
    found = {each.remote_id: each.text for each in publisher.standing(then)}
    assert found == {
        live.remote_id: "«Holz & Beton: 3 < 5, [gallery]» Regula Hasler Aus dem Vortrag.",
        draft.remote_id: "Nur so.",
    }
    assert list(publisher.standing(datetime.now(UTC) + timedelta(days=2))) == []


def test_it_is_put_into_the_bin_and_gone_is_gone(sandbox: Sandbox) -> None:
    publisher = blog(sandbox)
    receipt = publisher.publish(post(), "key")
    for _ in range(2):
        publisher.delete(receipt.remote_id)
    publisher.delete("4711")
    assert sandbox.posts("blog") == []
    assert publisher.find(post(), "key") is None


# ── what is refused ──


def test_the_login_is_proven_with_the_rights_it_needs(sandbox: Sandbox) -> None:
    assert blog(sandbox).verify() == "Sam Sandbox on Sandbox"
    with pytest.raises(LoginError, match="publish_posts, upload_files"):
        blog(sandbox, "contributor").verify()
    with pytest.raises(LoginError, match="may write posts, but not publish") as caught:
        blog(sandbox, "contributor").publish(post(), "key")
    assert "channels.blog.status to draft" in caught.value.hint
    sandbox.expire("blog")
    for call in (lambda: blog(sandbox).verify(), lambda: blog(sandbox).publish(post(), "key")):
        with pytest.raises(LoginError, match="does not know this login"):
            call()


def test_an_author_makes_tags_but_no_categories(sandbox: Sandbox) -> None:
    with pytest.raises(Rejected, match="no category 'Neu', and the user sandbox may make none"):
        blog(sandbox, categories=["Neu"]).publish(post(), "key")
    assert sandbox.posts("blog") == []
    blog(sandbox, "editor", categories=["Neu"]).publish(post(), "one")
    blog(sandbox, categories=["neu"]).publish(post(tags=("Holz",)), "two")
    assert len(sandbox.posts("blog")) == 2


HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ((403, HTML, b"<h1>Blocked by firewall</h1>"), Rejected, "a firewall"),
        (said(401, {"code": "itsec_rest_api_access_restricted", "message": "Nein"}), LoginError, "Nein"),
        (said(403, {"code": "rest_disabled", "message": "Aus"}), Rejected, "Aus"),
        (said(401, {"code": "application_passwords_disabled"}), LoginError, "no application passwords"),
        (said(403, {"code": "rest_forbidden", "message": "So nicht"}), LoginError, "may not do this"),
        (said(404, {"code": "rest_no_route"}), Rejected, "no such address"),
        (said(400, {"code": "rest_invalid_param", "message": "Ungültig: status"}), Rejected, "Ungültig"),
        (said(503, Retry_After="600"), Unavailable, "being updated"),
        (said(301, Location="https://www.firma.example/wp-json/"), Rejected, "https://www.firma.example"),
        (DROP, Uncertain, "may be live"),
        ((200, HTML, b"<p>One moment, please</p>"), Uncertain, "cannot be read"),
        (said(201, {"code": 1}), Uncertain, "no number"),
    ],
)  # fmt: skip
def test_what_a_site_refuses_with_is_named_by_who_must_act(
    site: Platform, answer: Told, kind: type[PublishError], words: str
) -> None:
    error = failure(site, INDEX, answer)
    assert type(error) is kind
    assert words in str(error)
    assert error.hint
    assert PASSWORD.replace(" ", "") not in f"{error} {error.hint}"
    assert len(site.got) == 2


def test_a_switched_off_api_and_a_plug_in_against_logins_are_told_apart(site: Platform) -> None:
    nothing = (200, HTML, b"<h1>Willkommen</h1>")
    assert "no WordPress with a REST API" in str(failure(site, nothing, nothing))
    index = {"name": "x", "namespaces": ["wp/v2"], "authentication": []}
    error = failure(site, said(200, index))
    assert type(error) is LoginError
    assert "Wordfence" in error.hint


def test_warnings_of_php_before_an_answer_do_no_harm(site: Platform) -> None:
    status, headers, body = INDEX  # type: ignore[misc]
    assert isinstance(body, bytes)
    warned = b"<br />\n<b>Deprecated</b>: x in y\n" + body
    site.tell((status, headers, warned), said(201, MADE))
    receipt = at(site.url).publish(post(), "key")
    assert receipt.remote_id == "7"
    assert receipt.published_at == datetime.fromisoformat("2026-11-25T08:00:00Z")


def test_what_is_not_set_is_said_before_anything_is_sent(site: Platform) -> None:
    with pytest.raises(ConfigError, match="user is not set"):
        at(site.url, user="")
    with pytest.raises(ConfigError, match="unencrypted"):
        at("http://firma.example")
    with pytest.raises(LoginError) as caught:
        at(site.url, password=None)
    assert "REPURPOSE_BLOG_APPLICATION_PASSWORD" in caught.value.hint
    nothing = PublishContext(channel="blog", account="default")
    made = publishers.make(Channel(name="blog", account="default", rules=Blog.rules), nothing)
    with pytest.raises(ByHand, match=r"channels\.blog\.kind"):
        made.publish(post(), "key")
    assert site.got == []


def test_a_picture_that_cannot_go_stops_it_before_anything_is_sent(
    sandbox: Sandbox, picture: tuple[Media, ...]
) -> None:
    picture[0].path.write_bytes(b"GIF89a, too small")
    with pytest.raises(Rejected, match="takes JPEG, PNG, WEBP"):
        blog(sandbox).publish(post(media=picture), "key")
    assert sandbox.posts("blog") == []
