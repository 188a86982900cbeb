"""E-mail and chats through the library apprise, against a server on this machine: json:// posts what a chat
would get."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from repurpose.errors import ConfigError, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Media
from repurpose.protocols import PublishContext
from repurpose.publishers.apprise import Apprise
from tests.publishers.conftest import post
from tests.publishers.scripted import DROP, Platform, running, said

pytest.importorskip("apprise")

TOKEN, KEY = "t0ken-of-the-address", "key-1"
TEXT = "Grüße 🌲 & <mehr> *so* :smile:\n\n– eins\\n"
CLOSED = f"json://127.0.0.1:9/{TOKEN}"  # discard: nobody listens there


@pytest.fixture
def server() -> Iterator[Platform]:
    with running() as platform:
        yield platform


def make(*urls: str, **settings: Any) -> Apprise:
    secrets = {"url": " \n".join(urls)}
    return Apprise(
        PublishContext(
            channel="apprise", account="default", timeout=10, patience=0.3,
            settings=settings, secret=secrets.get,
        )
    )  # fmt: skip


def chat(server: Platform, more: str = "") -> str:
    return f"{server.url.replace('http', 'json')}/{TOKEN}{more}"


def test_title_text_and_picture_arrive_as_they_are(
    server: Platform, picture: tuple[Media, ...]
) -> None:
    server.tell(said(200), said(200))
    receipt = make(chat(server), chat(server, "?format=text"), sender="Acme").publish(
        post(TEXT, title="Dach & Wand", media=picture), KEY
    )
    assert (receipt.remote_id.partition("@")[0], receipt.url) == (KEY, None)
    assert len(server.got) == 2
    for got in server.got:
        document = json.loads(got.body)
        assert (document["title"], document["message"]) == ("Dach & Wand", TEXT)
        [file] = document["attachments"]
        assert (file["filename"], file["mimetype"]) == ("Dach über allem.png", "image/png")
        assert base64.b64decode(file["base64"]).startswith(b"\x89PNG")
        assert got.headers["User-Agent"] == "Acme"


def test_what_failed_may_have_gone_out_and_is_sent_once(server: Platform) -> None:
    server.tell(said(200), said(500))
    with pytest.raises(Uncertain, match=r"error=500; 1 of 2 addresses took it") as caught:
        make(chat(server), chat(server, "?retry=3&optional=yes")).publish(post(TEXT), KEY)
    assert "outbox done ID" in caught.value.hint
    assert len(server.got) == 2
    server.tell(DROP)
    with pytest.raises(Uncertain, match="did not confirm"):
        make(chat(server)).publish(post(TEXT), KEY)
    assert len(server.got) == 3


def test_only_what_was_never_reached_is_sent_again(server: Platform) -> None:
    with pytest.raises(Unavailable, match="JSON cannot be reached"):
        make(CLOSED, CLOSED).publish(post(TEXT), KEY)
    with pytest.raises(Unavailable, match="E-Mail cannot be reached"):
        make("mailto://a:secret@127.0.0.1:9?to=b@example.org&from=a@example.org").publish(
            post(TEXT), KEY
        )
    server.tell(said(200))
    with pytest.raises(Uncertain, match="1 of 2 addresses took it"):
        make(CLOSED, chat(server)).publish(post(TEXT), KEY)


def test_no_address_in_an_error_or_a_log(
    server: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    told = []
    with caplog.at_level(logging.DEBUG):
        for urls in ([CLOSED], [chat(server)], [chat(server), CLOSED]):
            publisher = make(*urls)
            with pytest.raises(PublishError) as caught:
                publisher.publish(post(TEXT), KEY)
            told.append(f"{caught.value} {caught.value.hint} {publisher!r}")
        with pytest.raises(LoginError, match="does not know address 2") as unknown:
            make(CLOSED, f"nothing://{TOKEN}")
        told.append(f"{unknown.value} {unknown.value.hint}")
    assert not any(TOKEN in words for words in (*told, caplog.text))


TEAMS = "workflows://127.0.0.1:9/WFID1234567/signature1234567/"
SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general"


def test_what_a_service_does_not_take_is_refused_before_anything_is_sent(
    server: Platform, picture: tuple[Media, ...]
) -> None:
    both = make(chat(server), TEAMS)
    for publisher in (both, make(chat(server), SLACK)):
        with pytest.raises(Rejected, match="takes no files") as caught:
            publisher.publish(post(TEXT, media=picture), KEY)
        assert "channels.apprise.pictures: none" in caught.value.hint
    with pytest.raises(Rejected, match="1,001 of 1,000 characters"):
        both.publish(post("ä" * 1001), KEY)
    assert server.got == []


def test_what_is_missing_is_said() -> None:
    with pytest.raises(LoginError, match="no address is set") as caught:
        make("")
    assert "REPURPOSE_APPRISE_URL" in caught.value.hint


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ConfigError, match="the library apprise is not installed") as caught:
        make(CLOSED)
    assert caught.value.hint == "pip install 'repurpose-cli[apprise]'"


def test_nobody_can_be_asked() -> None:
    with pytest.raises(Uncertain, match="cannot be asked"):
        make(CLOSED).find(post(TEXT), KEY)
