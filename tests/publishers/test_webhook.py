"""A webhook: the document that it gets, what its answers mean, and that its address stays a secret."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Media
from repurpose.protocols import PublishContext
from repurpose.publishers.webhook import Webhook
from repurpose.sandbox import Fault, Sandbox
from repurpose.sandbox.web import multipart
from tests.publishers.conftest import post
from tests.publishers.scripted import DROP, Platform, running, said

TOKEN, KEY = "t0ken-of-the-address", "key-1"
TEXT = "Grüße 🌲 & <mehr>\nzweite Zeile"


@pytest.fixture
def server() -> Iterator[Platform]:
    with running() as platform:
        yield platform


def make(url: str, signing_key: str = "", **settings: Any) -> Webhook:
    secrets = {"url": url, "signing_key": signing_key}
    return Webhook(
        PublishContext(
            channel="webhook", account="acme", timeout=10, patience=0.3,
            settings=settings, secret=secrets.get,
        )
    )  # fmt: skip


def at(server: Platform, **more: Any) -> Webhook:
    return make(f"{server.url}/hooks/{TOKEN}?tenant=secret-tenant", **more)


def test_it_gets_one_signed_document(server: Platform, picture: tuple[Media, ...]) -> None:
    server.tell(said(200, {"id": 17, "url": "https://example.org/17"}))
    sent = post(
        TEXT, title="Dach", tags=("Holzbau", "Zürich"), link="https://example.org/vortrag",
        comment="Mehr dazu", media=picture, reply_to="16",
    )  # fmt: skip
    receipt = at(server, signing_key="k3y").publish(replace(sent, language="de-CH"), KEY)
    assert (receipt.remote_id, receipt.url) == ("17", "https://example.org/17")
    [got] = server.got
    assert (got.path, got.headers["Idempotency-Key"]) == (
        f"/hooks/{TOKEN}?tenant=secret-tenant", KEY,
    )  # fmt: skip
    assert got.headers["Content-Type"] == "application/json"
    digest = hmac.new(b"k3y", got.body, hashlib.sha256).hexdigest()
    assert got.headers["X-Hub-Signature-256"] == f"sha256={digest}"
    assert json.loads(got.body) == {
        "id": "abc", "key": KEY, "channel": "webhook", "account": "acme", "language": "de-CH",
        "title": "Dach", "text": TEXT, "tags": ["Holzbau", "Zürich"],
        "link": "https://example.org/vortrag", "link_title": None, "comment": "Mehr dazu",
        "reply_to": "16",
        "media": [{"name": "Dach über allem.png", "kind": "image", "alt": "Ein grünes Dach 🌲"}],
    }  # fmt: skip


def test_files_go_along_where_they_are_wanted(
    server: Platform, picture: tuple[Media, ...], tmp_path: Path
) -> None:
    paper = tmp_path / 'Das "Dach".pdf'
    paper.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    media = (*picture, Media(path=paper, kind="document", alt="Das Dach in Zahlen"))
    server.tell(said(204))
    receipt = at(server, files=True, signing_key="k3y").publish(post(TEXT, media=media), KEY)
    assert (receipt.remote_id, receipt.url) == (KEY, None)
    [got] = server.got
    document, *files = multipart(got.headers["Content-Type"], got.body)
    digest = hmac.new(b"k3y", document.data, hashlib.sha256).hexdigest()
    assert got.headers["X-Hub-Signature-256"] == f"sha256={digest}"
    described = json.loads(document.data)["media"]
    assert [(f.name, f.filename) for f in files] == [
        ("file1", "Dach über allem.png"), ("file2", "Das %22Dach%22.pdf"),
    ]  # fmt: skip
    assert files[1].data == paper.read_bytes()
    assert [(d["field"], d["mime"], d["bytes"], d["sha256"]) for d in described] == [
        (f.name, mime, len(f.data), hashlib.sha256(f.data).hexdigest())
        for f, mime in zip(files, ("image/png", "application/pdf"), strict=True)
    ]


def test_a_file_that_breaks_the_rules_is_refused_before_anything_is_sent(
    server: Platform, tmp_path: Path
) -> None:
    paper = tmp_path / "Dach.png"
    paper.write_bytes(b"no picture")
    broken = (Media(path=paper, kind="image", alt="Ein Dach"),)
    with pytest.raises(Rejected, match="takes JPEG, PNG, GIF, WEBP"):
        at(server, files=True).publish(post(TEXT, media=broken), KEY)
    assert server.got == []


OUTCOMES = {
    "401": (said(401, {"message": f"unknown {TOKEN}"}), LoginError, "does not accept this login"),
    "404": (
        said(404, {"message": f'"POST {TOKEN}" is not registered'}),
        LoginError,
        "no webhook at",
    ),
    "410": (said(410), LoginError, "any more"),
    "409": (said(409, {"id": "9"}), Duplicate, "has this post already"),
    "422": (said(422, {"message": "no title for secret-tenant"}), Rejected, "no title for"),
    "429": (said(429, Retry_After="3600"), Unavailable, "no more for now"),
    "500": (said(500), Uncertain, "may be live"),
    "moved": (
        said(308, Location=f"https://example.org/{TOKEN}"),
        LoginError,
        "another address now",
    ),
    "sent on": (said(302, Location=f"https://example.org/{TOKEN}"), Uncertain, "may have taken"),
    "no answer": (DROP, Uncertain, "may be live"),
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_the_answer_says_who_must_act_and_never_the_address(
    server: Platform, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer, kind, words = OUTCOMES[case]
    server.tell(answer)
    with caplog.at_level(logging.DEBUG), pytest.raises(PublishError, match=words) as caught:
        at(server).publish(post(TEXT), KEY)
    assert type(caught.value) is kind
    assert len(server.got) == 1
    told = f"{caught.value} {caught.value.hint} {caplog.text} {at(server)!r}"
    assert not any(secret in told for secret in (TOKEN, "secret-tenant", server.url))
    if isinstance(caught.value, Duplicate):
        assert caught.value.receipt is not None
        assert caught.value.receipt.remote_id == "9"


def test_it_is_asked_only_where_it_answers(server: Platform) -> None:
    with pytest.raises(Uncertain, match="cannot be asked") as caught:
        at(server).find(post(TEXT), KEY)
    assert "outbox done" in caught.value.hint
    assert server.got == []
    asked = at(server, find=True)
    server.tell(said(200, {"id": "7"}), said(404, {"key": KEY}))
    found = asked.find(post(TEXT), KEY)
    assert found is not None
    assert found.remote_id == "7"
    assert asked.find(post(TEXT), KEY) is None
    assert server.got[0].path == f"/hooks/{TOKEN}?tenant=secret-tenant&key={KEY}"
    for unclear in (said(404), said(404, {"key": "other"}), said(200, {"ok": True}), said(405)):
        server.tell(unclear)
        with pytest.raises(Uncertain, match="does not say whether it has the post"):
            asked.find(post(TEXT), KEY)
    server.tell(said(401))
    with pytest.raises(LoginError):
        asked.find(post(TEXT), KEY)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "address is missing"),
        (f"http://hooks.example.org/{TOKEN}", "unencrypted"),
        (f"hooks.example.org/{TOKEN}", "no web address"),
        (f"https://[{TOKEN}", "no web address"),
        (f"https://a b/{TOKEN}", "a space"),
    ],
)
def test_an_address_that_cannot_be_used_is_not_repeated(url: str, words: str) -> None:
    with pytest.raises(LoginError, match=words) as caught:
        make(url)
    assert TOKEN not in f"{caught.value} {caught.value.hint}"


def test_a_name_and_a_password_before_the_host_log_in(server: Platform) -> None:
    server.tell(said(200))
    make(server.url.replace("://", "://acme:p%40ss@") + "/hook").publish(post(TEXT), KEY)
    [got] = server.got
    assert got.headers["Authorization"] == "Basic YWNtZTpwQHNz"
    assert got.headers["Host"] == server.url.removeprefix("http://")


@pytest.mark.parametrize("name", ["timeout", "timeout-before", "broken", "server-error-after"])
def test_in_the_sandbox_what_was_lost_is_found_or_certainly_absent(name: str) -> None:
    with Sandbox(faults=(Fault(name=name),)) as sandbox:
        publisher = Webhook(
            PublishContext(
                channel="webhook", account="default", timeout=10, patience=0.3,
                settings={**sandbox.settings("webhook"), "find": True},
                secret=sandbox.secrets("webhook").get,
            )
        )  # fmt: skip
        if name == "broken":  # it said yes, and half of the post's address
            assert publisher.publish(post(TEXT), KEY).remote_id == KEY
        else:
            with pytest.raises(Uncertain):
                publisher.publish(post(TEXT), KEY)
        found = publisher.find(post(TEXT), KEY)
        standing = sandbox.posts("webhook")
    assert (found is not None) == bool(standing) == (name != "timeout-before")
    if found is not None:
        assert (found.remote_id, found.url) == (standing[0].id, standing[0].url)
