"""LinkedIn's answers as they come from the real one: pictures, refusals, posts found again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from repurpose.errors import Duplicate, LoginError, Rejected, Unavailable, Uncertain
from repurpose.model import Media, Receipt
from repurpose.publishers.linkedin import PAGE, LinkedIn
from repurpose.text.little import escaped, unescaped

from .conftest import now, post
from .scripted import AUTHOR, DROP, Platform, Told, running, said

CREATED = said(201, x_restli_id="urn:li:share:7")
IMAGE = "urn:li:image:C4E1"
LOOK = "GET /rest/images/urn%3Ali%3Aimage%3AC4E1"


@pytest.fixture
def platform() -> Iterator[Platform]:
    with running() as told:
        yield told


# ── the post ──


def test_the_body_is_the_documented_one(platform: Platform) -> None:
    platform.tell(CREATED)
    drafted = post("Grüße (aus) Zürich", link="https://example.org/a_b", link_title="Ein Titel")
    receipt = platform.linkedin().publish(drafted, "key")
    [got] = platform.got
    assert json.loads(got.body) == {
        "author": AUTHOR,
        "commentary": r"Grüße \(aus\) Zürich",
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        "content": {"article": {"source": "https://example.org/a_b", "title": "Ein Titel"}},
    }
    assert got.headers["Linkedin-Version"] == "202609"
    assert got.headers["X-Restli-Protocol-Version"] == "2.0.0"
    assert receipt.url == "https://www.linkedin.com/feed/update/urn:li:share:7"


def test_visibility_and_version_are_settings(platform: Platform) -> None:
    platform.tell(CREATED)
    settings = {"author": AUTHOR, "visibility": "CONNECTIONS", "api_version": "202608"}
    LinkedIn(platform.context("linkedin", **settings)).publish(post("Grüße"), "key")
    [got] = platform.got
    assert json.loads(got.body)["visibility"] == "CONNECTIONS"
    assert got.headers["Linkedin-Version"] == "202608"


def test_a_card_always_has_a_title(platform: Platform) -> None:
    platform.tell(CREATED)
    platform.linkedin().publish(post("Grüße", link="https://example.org"), "key")
    article = json.loads(platform.got[0].body)["content"]["article"]
    assert article == {"source": "https://example.org", "title": "https://example.org"}


def test_a_text_too_long_without_escaping_says_its_own_length(platform: Platform) -> None:
    with pytest.raises(Rejected, match=r"3001 of 3000 characters$"):
        platform.linkedin().publish(post("ä" * 3001), "key")
    assert platform.got == []


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("#Holzbau und #2026", r"#Holzbau und \#2026"),
        ("C# (#1) a#b", r"C\# \(\#1\) a\#b"),
        ("https://example.org/a_b?c=(d)#e", r"https://example.org/a\_b?c=\(d\)\#e"),
        ("@Anna [x] {y} <z> a|b *c* ~d \\", r"\@Anna \[x\] \{y\} \<z\> a\|b \*c\* \~d \\"),
        ("(#Dach)", r"\(#Dach\)"),
    ],
)
def test_what_is_reserved_is_escaped_and_hashtags_stay(text: str, sent: str) -> None:
    assert escaped(text) == sent
    assert unescaped(sent) == text


def test_a_hashtag_comes_back_as_a_template() -> None:
    assert unescaped(r"Viel {hashtag|\#|Holz} \(neu\)") == "Viel #Holz (neu)"


# ── pictures ──


def announced(platform: Platform) -> Told:
    value = {"uploadUrl": f"{platform.url}/dms-uploads/1", "image": IMAGE}
    return said(200, {"value": value})


def state(status: str) -> Told:
    return said(200, {"id": IMAGE, "status": status})


def test_a_picture_is_waited_for(platform: Platform, picture: tuple[Media, ...]) -> None:
    platform.tell(announced(platform), said(201), state("PROCESSING"), state("AVAILABLE"), CREATED)
    platform.linkedin().publish(post("Mit Bild", media=picture), "key")
    assert platform.calls == [
        "POST /rest/images", "PUT /dms-uploads/1", LOOK, LOOK, "POST /rest/posts",
    ]  # fmt: skip
    put, last = platform.got[1], json.loads(platform.got[-1].body)
    assert put.body == picture[0].path.read_bytes()
    assert put.headers["Authorization"].startswith("Bearer ")
    assert last["content"] == {"media": {"id": IMAGE, "altText": picture[0].alt}}


def test_a_member_may_not_look_and_posts_all_the_same(
    platform: Platform, picture: tuple[Media, ...]
) -> None:
    platform.tell(announced(platform), said(201), said(403, {"message": "no"}), CREATED)
    assert platform.linkedin().publish(post("Mit Bild", media=picture), "key")


def test_a_picture_that_cannot_be_processed_is_no_post(
    platform: Platform, picture: tuple[Media, ...]
) -> None:
    platform.tell(announced(platform), said(201), state("PROCESSING_FAILED"))
    with pytest.raises(Rejected, match="cannot process"):
        platform.linkedin().publish(post("Mit Bild", media=picture), "key")


def test_bytes_whose_answer_was_lost_go_to_a_new_address(
    platform: Platform, picture: tuple[Media, ...]
) -> None:
    again = (announced(platform), said(201), state("AVAILABLE"))
    platform.tell(announced(platform), DROP, *again)
    assert platform.linkedin().upload(post("Mit Bild", media=picture)) == (IMAGE,)
    assert platform.calls[:4] == ["POST /rest/images", "PUT /dms-uploads/1"] * 2


def test_a_token_that_runs_out_meanwhile_is_said(
    platform: Platform, picture: tuple[Media, ...]
) -> None:
    platform.tell(announced(platform), said(201), said(401))
    with pytest.raises(LoginError, match="not valid"):
        platform.linkedin().upload(post("Mit Bild", media=picture))


@pytest.mark.parametrize("body", [{}, {"value": None}, {"value": {"image": IMAGE}}, []])
def test_no_address_for_the_picture(
    platform: Platform, picture: tuple[Media, ...], body: Any
) -> None:
    platform.tell(said(200, body))
    with pytest.raises(Unavailable, match="no address"):
        platform.linkedin().upload(post("Mit Bild", media=picture))


# ── refusals ──


def test_a_duplicate_names_what_stands_there(platform: Platform) -> None:
    inputs = [{"code": "DUPLICATE_POST", "description": "Duplicate post is detected"}]
    message = "BadRequestResponseException: Content is a duplicate of urn:li:ugcPost:71411389"
    body = {"status": 422, "message": message, "errorDetails": {"inputErrors": inputs}}
    platform.tell(said(422, body))
    with pytest.raises(Duplicate) as caught:
        platform.linkedin().publish(post("Grüße"), "key")
    assert isinstance(caught.value.receipt, Receipt)
    assert caught.value.receipt.remote_id == "urn:li:ugcPost:71411389"


@pytest.mark.parametrize("details", [None, [], {"inputErrors": "?"}, {"inputErrors": [None]}])
def test_an_odd_422_is_a_plain_refusal(platform: Platform, details: Any) -> None:
    platform.tell(said(422, {"message": "ERROR", "errorDetails": details}))
    with pytest.raises(Rejected) as caught:
        platform.linkedin().publish(post("Grüße"), "key")
    assert type(caught.value) is Rejected


@pytest.mark.parametrize("status", [400, 426])
def test_a_version_that_is_gone_says_which_setting(platform: Platform, status: int) -> None:
    code = "VERSION_MISSING" if status == 400 else "NONEXISTENT_VERSION"
    platform.tell(said(status, {"code": code, "message": "Requested version is not active"}))
    with pytest.raises(Rejected) as caught:
        platform.linkedin("acme").publish(post("Grüße"), "key")
    assert "channels.linkedin:acme.api_version" in caught.value.hint


def test_a_login_without_a_profile_says_how_to_name_the_author(platform: Platform) -> None:
    platform.tell(said(403, {"message": "Not enough permissions to access: userinfo.GET"}))
    with pytest.raises(LoginError) as caught:
        LinkedIn(platform.context("linkedin")).publish(post("Grüße"), "key")
    assert "channels.linkedin.author" in caught.value.hint


# ── finding a post again ──


def element(text: str, created: datetime, urn: str = "urn:li:share:7") -> dict[str, Any]:
    return {"id": urn, "commentary": text, "createdAt": int(created.timestamp() * 1000)}


def test_a_post_is_known_again(platform: Platform) -> None:
    sent_at = now()
    shown = element(r"Grüße \(aus\) {hashtag|\#|Zürich}", sent_at)
    platform.tell(said(200, {"elements": [element("Anderes", sent_at), shown]}))
    found = platform.linkedin().find(post("Grüße (aus) #Zürich", sent_at=sent_at), "key")
    assert found is not None
    assert found.remote_id == "urn:li:share:7"
    assert abs(found.published_at - sent_at) < timedelta(seconds=1)


def test_what_was_there_long_before_is_another_post(platform: Platform) -> None:
    old = element("Grüße", now() - timedelta(days=3))
    platform.tell(said(200, {"elements": [old]}))
    assert platform.linkedin().find(post("Grüße", sent_at=now()), "key") is None


def test_a_full_page_of_newer_posts_proves_nothing(platform: Platform) -> None:
    platform.tell(said(200, {"elements": [element("Anderes", now())] * PAGE}))
    with pytest.raises(Uncertain):
        platform.linkedin().find(post("Grüße", sent_at=now()), "key")


def test_an_expired_login_is_no_open_question(platform: Platform) -> None:
    platform.tell(said(401))
    with pytest.raises(LoginError):
        platform.linkedin().find(post("Grüße", sent_at=now()), "key")


@pytest.mark.parametrize("elements", [None, {}, "?"])
def test_a_list_that_is_none_proves_nothing(platform: Platform, elements: Any) -> None:
    platform.tell(said(200, {"elements": elements}))
    with pytest.raises(Unavailable):
        platform.linkedin().find(post("Grüße", sent_at=now()), "key")
