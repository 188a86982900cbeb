"""Posting on LinkedIn: what is taken, what is refused, what then stands there."""

from __future__ import annotations

import struct
from typing import Any
from urllib.parse import quote

import pytest

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import Clock, LinkedIn, picture


def test_a_post_stands_as_a_reader_sees_it(
    sandbox: Sandbox, member: LinkedIn, clock: Clock
) -> None:
    urn = member.posted(r"Grüße \(aus Köln\) 😀 #Holzbau \| \@alle")
    (post,) = sandbox.posts("linkedin")
    assert post.id == urn
    assert urn.startswith("urn:li:share:")
    assert post.author == member.author
    assert post.text == "Grüße (aus Köln) 😀 #Holzbau | @alle"
    assert post.created_at == clock.time


def test_an_unescaped_bracket_cuts_the_text_without_a_word(
    sandbox: Sandbox, member: LinkedIn
) -> None:
    member.posted("Das Haus (Baujahr 1911) steht noch.")
    (post,) = sandbox.posts("linkedin")
    assert (post.text, post.cut) == ("Das Haus", True)
    assert "LinkedIn cut the rest" in sandbox.page_html()


@pytest.mark.parametrize(
    ("commentary", "status"),
    [
        ("a" * 3000, 201),
        ("a" * 3001, 400),
        ("ä" * 3000, 201),
        ("😀" * 1500, 201),
        ("😀" * 1501, 400),
        (r"\(" * 1500, 201),
        (r"\(" * 1501, 400),
        ("", 422),
        (" \n ", 422),
    ],
)
def test_how_long_a_text_may_be(
    sandbox: Sandbox, member: LinkedIn, commentary: str, status: int
) -> None:
    assert member.post(commentary).status_code == status
    assert len(sandbox.posts("linkedin")) == (status == 201)


def test_too_long_is_worded_as_linkedin_words_it(member: LinkedIn) -> None:
    answer = member.post("a" * 3025).json()
    assert "text length (3025 characters) exceeded the maximum allowed" in answer["message"]
    assert answer["errorDetails"]["inputErrors"][0]["code"] == "FIELD_ARRAY_SIZE_TOO_HIGH"


def test_an_image_with_alt_text_goes_out(sandbox: Sandbox, member: LinkedIn) -> None:
    data = picture("JPEG", 640, 480)
    urn = member.uploaded(data)
    alt = "Ein Dachstuhl im Rohbau"
    member.posted("Richtfest", content={"media": {"id": urn, "altText": alt}})
    (post,) = sandbox.posts("linkedin")
    (shown,) = post.media
    assert (shown.alt, shown.bytes, shown.width, shown.height) == (alt, len(data), 640, 480)


def test_several_images_and_a_card(sandbox: Sandbox, member: LinkedIn) -> None:
    urns = [member.uploaded(picture(color=color)) for color in ("red", "green")]
    images = [{"id": urn, "altText": f"Bild {n}"} for n, urn in enumerate(urns, 1)]
    member.posted("Zwei Bilder", content={"multiImage": {"images": images}})
    article = {
        "source": "https://example.com/bericht",
        "title": "Der Bericht (2026)",
        "description": "Was wir gebaut haben.",
        "thumbnail": urns[0],
    }
    member.posted("Ein Bericht", content={"article": article})
    pictures, link = sandbox.posts("linkedin")
    assert [image.alt for image in pictures.media] == ["Bild 1", "Bild 2"]
    assert link.card is not None
    assert (link.card.source, link.card.title) == (article["source"], article["title"])
    assert link.card.thumbnail is not None
    assert link.card.thumbnail.id == urns[0]


def test_the_bytes_must_be_there_and_be_an_image(sandbox: Sandbox, member: LinkedIn) -> None:
    waiting, address = member.announced()
    content = {"media": {"id": waiting, "altText": ""}}
    assert member.post("Zu früh", content=content).status_code == 422
    assert member("PUT", address, data=b"%PDF-1.7").status_code == 201
    assert member.post("Kein Bild", content=content).status_code == 422
    webp = member.uploaded(picture("WEBP"))
    assert member.post("WebP", content={"media": {"id": webp}}).status_code == 422
    small = picture("GIF")
    large = member.uploaded(small[:6] + struct.pack("<HH", 6100, 6000) + small[10:])
    assert member.post("Zu groß", content={"media": {"id": large}}).status_code == 422
    assert member("PUT", address, data=picture()).status_code == 400
    assert sandbox.posts("linkedin") == []


def test_the_upload_needs_the_owners_token(sandbox: Sandbox, member: LinkedIn) -> None:
    _, address = member.announced()
    other = LinkedIn(sandbox, account="fremd")
    assert other("PUT", address, data=picture()).status_code == 403
    assert member("PUT", address, data=picture(), headers={"Authorization": ""}).status_code == 401
    assert member("PUT", f"{address}x", data=picture()).status_code == 404


def test_images_belong_to_the_author(
    sandbox: Sandbox, member: LinkedIn, organization: LinkedIn
) -> None:
    foreign = organization.uploaded(picture())
    assert member.post("Fremd", content={"media": {"id": foreign}}).status_code == 422
    body = {"initializeUploadRequest": {"owner": organization.author}}
    refused = member("POST", "/rest/images?action=initializeUpload", json=body)
    assert refused.status_code == 403


def test_one_posts_as_oneself_only(
    sandbox: Sandbox, member: LinkedIn, organization: LinkedIn
) -> None:
    assert member.post("Hallo", author=organization.author).status_code == 403
    assert organization.post("Hallo", author=member.author).status_code == 403
    assert sandbox.posts("linkedin") == []
    organization.posted("Wir bauen.")
    assert sandbox.posts("linkedin")[0].author == organization.author


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"unknown": 1}, 403),
        ({"visibility": "EVERYBODY"}, 422),
        ({"visibility": None}, 422),
        ({"lifecycleState": "DRAFT"}, 422),
        ({"commentary": 1}, 422),
        ({"author": "me"}, 422),
        ({"distribution": {}}, 422),
        ({"distribution": {"feedDistribution": "NOWHERE"}}, 422),
        ({"content": {}}, 422),
        ({"content": {"media": {}}}, 422),
        ({"content": {"media": {"id": "urn:li:image:C4E", "alt": "x"}}}, 403),
        ({"content": {"media": {"id": "urn:li:image:C4E"}}}, 422),
        ({"content": {"article": {"source": "https://example.com"}}}, 422),
        ({"content": {"article": {"source": "https://example.com", "title": ""}}}, 422),
        ({"content": {"article": {"source": "example.com", "title": "t"}}}, 422),
        ({"content": {"article": {"source": "https://example.com", "title": "t", "x": 1}}}, 403),
        ({"content": {"poll": {}}}, 403),
    ],
)
def test_what_the_body_may_be(
    sandbox: Sandbox, member: LinkedIn, change: dict[str, Any], status: int
) -> None:
    body = {**member.body("Hallo"), **change}
    assert member("POST", "/rest/posts", json=body).status_code == status
    assert sandbox.posts("linkedin") == []


@pytest.mark.parametrize(
    "missing", ["author", "commentary", "visibility", "distribution", "lifecycleState"]
)
def test_what_must_be_there(member: LinkedIn, missing: str) -> None:
    body = member.body("Hallo")
    del body[missing]
    answer = member("POST", "/rest/posts", json=body)
    assert answer.status_code == 422
    assert f"/{missing} :: field is required but not found" in answer.json()["message"]


def test_a_card_and_an_image_do_not_go_together(member: LinkedIn) -> None:
    urn = member.uploaded(picture())
    article = {"source": "https://example.com", "title": "t"}
    assert (
        member.post("Beides", content={"media": {"id": urn}, "article": article}).status_code == 422
    )


def test_alt_text_has_a_limit(member: LinkedIn) -> None:
    urn = member.uploaded(picture())
    assert (
        member.post("Lang", content={"media": {"id": urn, "altText": "a" * 4087}}).status_code
        == 422
    )
    member.posted("Kurz", content={"media": {"id": urn, "altText": "a" * 4086}})


def test_a_duplicate_names_what_stands_there(
    sandbox: Sandbox, member: LinkedIn, clock: Clock
) -> None:
    urn = member.posted("Zweimal")
    clock.advance(minutes=9)
    again = member.post("Zweimal ")
    assert again.status_code == 422
    assert again.json()["errorDetails"]["inputErrors"][0]["code"] == "DUPLICATE_POST"
    assert again.json()["message"].endswith(f"Content is a duplicate of {urn}")
    clock.advance(minutes=2)
    member.posted("Zweimal")
    assert len(sandbox.posts("linkedin")) == 2


def test_what_was_deleted_is_still_a_duplicate(sandbox: Sandbox, member: LinkedIn) -> None:
    urn = member.posted("Vertippt")
    path = f"/rest/posts/{quote(urn, safe='')}"
    assert member("DELETE", path).status_code == 204
    assert member("DELETE", path).status_code == 204
    assert sandbox.posts("linkedin") == []
    assert urn in member.post("Vertippt").json()["message"]


def test_the_same_text_with_another_link_is_another_post(member: LinkedIn) -> None:
    for number in range(2):
        article = {"source": f"https://example.com/{number}", "title": "Bericht"}
        member.posted("Lesenswert", content={"article": article})


def test_a_body_that_is_no_json_object_is_refused(member: LinkedIn) -> None:
    kind = {"Content-Type": "application/json"}
    for data in (b"", b"{", b"[]", b"null", b'{"commentary": "\xff"}'):
        assert member("POST", "/rest/posts", data=data, headers=kind).status_code == 400
    assert member("POST", "/rest/posts", data={"commentary": "x"}).status_code == 415
