"""Whatever a platform does, the error names who must act, and says nothing that is secret."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError, SSLError

from repurpose.config.secrets import variable
from repurpose.errors import ConfigError, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Media
from repurpose.protocols import PublishContext
from repurpose.publishers import _login
from repurpose.publishers._answers import never_left
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.twitter import Twitter

from .conftest import now, post
from .scripted import DROP, TOKEN, Platform, Told, running, said

BOTH = pytest.mark.parametrize("name", ["x", "linkedin"])
CREATE = {"x": "POST /2/tweets", "linkedin": "POST /rest/posts"}


@pytest.fixture
def platform() -> Iterator[Platform]:
    with running() as told:
        yield told


def failure(platform: Platform, name: str, *answers: Told) -> PublishError:
    """What publishing raises when these are the answers."""
    platform.tell(*answers)
    with pytest.raises(PublishError) as caught:
        platform.any(name).publish(post("Grüße"), "key")
    return caught.value


# ── creating ──


@BOTH
@pytest.mark.parametrize(
    "told",
    [said(500), said(502), said(503, Retry_After="1"), said(504), said(408), DROP,
     (201, {"Content-Length": "999"}, b'{"data": {"id": "1"}}')],
)  # fmt: skip
def test_a_create_that_may_be_live_is_uncertain_and_sent_once(
    platform: Platform, name: str, told: Told
) -> None:
    error = failure(platform, name, told)
    assert type(error) is Uncertain
    assert "publish --due" in error.hint
    assert platform.calls == [CREATE[name]]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"data": []}', b'{"data": {"id": null}}', b"[" * 100_000]
)
def test_success_on_x_without_an_id_is_uncertain(platform: Platform, body: bytes) -> None:
    assert type(failure(platform, "x", (201, {}, body))) is Uncertain


@pytest.mark.parametrize("headers", [{}, {"x-restli-id": "42"}])
def test_success_on_linkedin_without_a_name_is_uncertain(
    platform: Platform, headers: dict[str, str]
) -> None:
    assert type(failure(platform, "linkedin", (201, headers, b""))) is Uncertain


@BOTH
@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
def test_a_refusal_is_final(platform: Platform, name: str, status: int) -> None:
    error = failure(platform, name, said(status, {"message": "so nicht"}))
    assert type(error) is Rejected
    assert "so nicht" in str(error)
    assert len(platform.got) == 1


@BOTH
def test_a_short_wait_is_waited_and_then_it_goes_out(platform: Platform, name: str) -> None:
    platform.tell(
        said(429, Retry_After="0.1"),
        said(201, {"data": {"id": "7"}}, x_restli_id="urn:li:share:7"),
    )
    assert platform.any(name).publish(post("Grüße"), "key").remote_id.endswith("7")
    assert len(platform.got) == 2


@BOTH
@pytest.mark.parametrize("after", ["86400", "Wed, 21 Oct 2099 07:28:00 GMT", "9" * 400])
def test_a_long_wait_is_handed_back(platform: Platform, name: str, after: str) -> None:
    error = failure(platform, name, said(429, Retry_After=after))
    assert isinstance(error, Unavailable)
    assert error.retry_at is not None
    assert timedelta(hours=23) < error.retry_at - now() < timedelta(days=8)


@BOTH
@pytest.mark.parametrize("after", ["", "soon", "-1", "²", "Wed, 99 Oct 2099"])
def test_a_wait_that_cannot_be_read_is_not_guessed(
    platform: Platform, name: str, after: str
) -> None:
    error = failure(platform, name, (429, {"Retry-After": after.encode().decode("latin-1")}, b"{}"))
    assert isinstance(error, Unavailable)
    assert error.retry_at is None


def test_the_end_of_a_day_on_x_counts_before_the_quarter_of_an_hour(platform: Platform) -> None:
    soon, tomorrow = int(now().timestamp()) + 600, int(now().timestamp()) + 50_000
    error = failure(
        platform, "x",
        said(429, x_rate_limit_remaining="99", x_rate_limit_reset=str(soon),
             x_user_limit_24hour_remaining="0", x_user_limit_24hour_reset=str(tomorrow)),
    )  # fmt: skip
    assert isinstance(error, Unavailable)
    assert error.retry_at is not None
    assert abs(error.retry_at.timestamp() - tomorrow) < 60


def test_linkedins_day_ends_at_midnight_utc(platform: Platform) -> None:
    words = "Resource level throttle MEMBER DAY limit for calls to this resource is reached."
    error = failure(platform, "linkedin", said(429, {"message": words}))
    assert isinstance(error, Unavailable)
    assert error.retry_at is not None
    assert (error.retry_at.hour, error.retry_at.minute, error.retry_at.tzinfo) == (0, 0, UTC)
    assert timedelta(0) < error.retry_at - now() <= timedelta(days=1)


def test_after_the_last_post_allowed_none_leaves_until_the_reset(platform: Platform) -> None:
    platform.tell(
        said(201, {"data": {"id": "1"}}, x_rate_limit_remaining="0",
             x_rate_limit_reset="4102444800"),
        said(200, {"data": {"id": "5", "username": "firma"}}),
    )  # fmt: skip
    publisher = platform.twitter()
    publisher.publish(post("Eins"), "key")
    for _ in range(2):
        with pytest.raises(Unavailable) as caught:
            publisher.publish(post("Zwei"), "key")
        assert caught.value.retry_at is not None
    assert publisher.verify() == "@firma", "reading has a limit of its own"
    assert platform.calls == ["POST /2/tweets", "GET /2/users/me"]


# ── reading and uploading ──


def test_reading_is_tried_again_a_few_times(platform: Platform) -> None:
    platform.tell(said(503), DROP, said(200, {"sub": "x", "name": "Firma"}))
    assert platform.linkedin().verify() == "Firma"
    platform.tell(*[said(500)] * 9)
    with pytest.raises(Unavailable):
        platform.linkedin().verify()
    assert len(platform.got) == 3 + 4


@BOTH
@pytest.mark.parametrize("told", [said(200), said(200, []), (200, {}, b"<html>"), said(200, {})])
def test_an_answer_that_cannot_be_read_is_never_certainly_not_there(
    platform: Platform, name: str, told: Told
) -> None:
    if name == "x":
        platform.tell(said(200, {"data": {"id": "5", "username": "firma"}}))
    platform.tell(told)
    with pytest.raises((Unavailable, Uncertain)):
        platform.any(name).find(post("Grüße", sent_at=now()), "key")


@BOTH
def test_reading_that_is_refused_leaves_the_outcome_open(platform: Platform, name: str) -> None:
    if name == "x":
        platform.tell(said(200, {"data": {"id": "5", "username": "firma"}}))
    platform.tell(said(403, {"detail": "not for you", "message": "not for you"}))
    with pytest.raises(Uncertain):
        platform.any(name).find(post("Grüße", sent_at=now()), "key")


@BOTH
def test_what_was_never_sent_is_not_asked_for(platform: Platform, name: str) -> None:
    assert platform.any(name).find(post("Grüße"), "key") is None
    assert platform.got == []


# ── the way there ──


def test_encryption_that_fails_means_not_taken(platform: Platform) -> None:
    address = platform.url.replace("http://", "https://")
    publisher = Twitter(platform.context("twitter", api_url=address))
    with pytest.raises(Unavailable, match="cannot be reached"):
        publisher.publish(post("Grüße"), "key")


def _broken(reason: Exception) -> requests.exceptions.ConnectionError:
    kind = requests.exceptions.SSLError if isinstance(reason, SSLError) else (
        requests.exceptions.ConnectionError
    )  # fmt: skip
    return kind(MaxRetryError(None, "/", reason))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "before"),
    [
        (_broken(SSLError(ssl.SSLCertVerificationError("self-signed certificate"))), True),
        (_broken(SSLError(ssl.SSLEOFError(8, "EOF occurred in violation of protocol"))), False),
        (_broken(NewConnectionError(None, "refused")), True),  # type: ignore[arg-type]
        (requests.exceptions.ConnectTimeout(), True),
        (requests.exceptions.ReadTimeout(), False),
        (requests.exceptions.SSLError(SSLError("in the middle of the answer")), False),
        (requests.exceptions.ChunkedEncodingError(), False),
    ],
)
def test_only_what_fails_before_the_request_counts_as_not_sent(
    error: Exception, before: bool
) -> None:
    assert never_left(error) is before


@BOTH
def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    platform: Platform, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable_ in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable_, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    platform.tell(said(201, {"data": {"id": "1"}}, x_restli_id="urn:li:share:1"))
    assert platform.any(name).publish(post("Grüße"), "key")


@pytest.mark.parametrize("kind", [Twitter, LinkedIn])
def test_no_login_travels_unencrypted(kind: Any) -> None:
    with pytest.raises(ConfigError, match="unencrypted"):
        kind(_context(TOKEN, api_url="http://proxy.example.com"))


# ── secrets ──


def _context(token: str, account: str = "default", **settings: Any) -> PublishContext:
    return PublishContext(
        channel="linkedin", account=account, settings=settings, secret={"access_token": token}.get
    )


@pytest.mark.parametrize("kind", [Twitter, LinkedIn])
@pytest.mark.parametrize("token", ["two words", "line\nend", "schlüssel", "emoji🔑"])
def test_what_cannot_be_a_token_is_said_early_and_not_shown(kind: Any, token: str) -> None:
    with pytest.raises(LoginError) as caught:
        kind(_context(token))
    assert token not in f"{caught.value!r} {caught.value} {caught.value.hint}"


@BOTH
def test_a_token_that_the_platform_repeats_is_blotted_out(
    platform: Platform, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    words = f"\x1b[31mtoken {TOKEN} is\nnot good\x1b[0m"
    error = failure(platform, name, said(400, {"detail": words, "message": words}))
    everything = f"{error!r} {error} {error.hint} {error.__cause__!r} {caplog.text}"
    assert TOKEN not in everything
    assert "\x1b" not in everything
    assert "token … is not good" in str(error)


def test_the_upload_address_of_somebody_else_gets_no_login(
    platform: Platform, picture: tuple[Media, ...]
) -> None:
    with running() as thief:
        value = {"uploadUrl": f"{thief.url}/upload", "image": "urn:li:image:1"}
        platform.tell(said(200, {"value": value}))
        with pytest.raises(Rejected, match="not its own"):
            platform.linkedin().publish(post("Mit Bild", media=picture), "key")
        assert thief.got == []


@BOTH
def test_the_hint_names_the_variable_of_the_account(platform: Platform, name: str) -> None:
    platform.tell(said(401, {"title": "Unauthorized"}))
    publisher = platform.twitter("acme-ag") if name == "x" else platform.linkedin("acme-ag")
    channel = "twitter" if name == "x" else "linkedin"
    with pytest.raises(LoginError) as caught:
        publisher.publish(post("Grüße"), "key")
    assert variable(channel, "acme-ag", "access_token") in caught.value.hint
    assert caught.value.where == f"{channel}:acme-ag"


@pytest.mark.parametrize("account", ["default", "acme-ag", "Büro Süd"])
def test_publishers_and_configuration_agree_on_names(account: str) -> None:
    assert _login.variable(_context("t", account), "access_token") == variable(
        "linkedin", account, "access_token"
    )


def test_a_token_from_a_file_may_end_with_a_line_end(platform: Platform) -> None:
    platform.tell(said(200, {"sub": "x", "name": "Firma"}))
    context = _context(f" {TOKEN}\r\n", api_url=platform.url)
    assert LinkedIn(context).verify() == "Firma"
    assert platform.got[0].headers["Authorization"] == f"Bearer {TOKEN}"


def test_five_pictures_are_one_too_many(platform: Platform, picture: tuple[Media, ...]) -> None:
    with pytest.raises(Rejected, match="here are 5"):
        platform.twitter().publish(post("Mit Bildern", media=picture * 5), "key")
    assert platform.got == []


def test_a_folder_is_no_picture(platform: Platform, tmp_path: Path) -> None:
    folder = Media(path=tmp_path, kind="image", alt="Ein Ordner")
    with pytest.raises(Rejected, match="cannot be read"):
        platform.linkedin().publish(post("Mit Ordner", media=(folder,)), "key")


def test_the_time_of_a_receipt_is_now(platform: Platform) -> None:
    platform.tell(said(201, {"data": {"id": "1"}}))
    before = datetime.now(UTC)
    receipt = platform.twitter().publish(post("Grüße"), "key")
    assert before <= receipt.published_at <= datetime.now(UTC)
