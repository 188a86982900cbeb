"""Logging in: through the platform's own pages, on loopback, against the sandbox."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
import yaml

from repurpose.logins import Logins
from repurpose.sandbox import Event, Sandbox
from repurpose.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from tests.cli.conftest import DECK, Run, Start
from tests.program import PIPE

CODE_CHANNELS = ["twitter", "linkedin"]


@dataclass
class Clock:
    """The sandbox's."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Platforms:
    """The sandbox as the configured platform, without any login in the environment."""

    folder: Path
    sandbox: Sandbox
    clock: Clock
    seen: list[str] = field(default_factory=list)

    def configure(self, channel: str, **more: str) -> None:
        settings = {"api_url": self.sandbox.url(channel), **more}
        text = yaml.safe_dump({"channels": {channel: settings}, "pictures": "none"})
        (self.folder / "repurpose.yaml").write_text(text, "utf-8")

    @property
    def kept(self) -> Path:
        return self.folder / ".repurpose" / "logins.json"


@pytest.fixture
def platforms(folder: Path) -> Iterator[Platforms]:
    clock = Clock()
    seen: list[str] = []

    def watch(event: Event) -> None:
        if event.kind == "received":
            seen.append(f"{event.method} {event.path}")

    with Sandbox(now=clock, watch=watch) as sandbox:
        yield Platforms(folder, sandbox, clock, seen)


Browse = Callable[[str], bool]


def _opens(url: str) -> bool:
    """A browser: it opens the page, and goes where it is sent."""
    requests.get(url, timeout=5)
    return True


def _interrupts(url: str) -> bool:
    raise KeyboardInterrupt


LogIn = Callable[..., tuple[int, str]]


@pytest.fixture
def log_in(run: Run, platforms: Platforms, monkeypatch: pytest.MonkeyPatch) -> LogIn:
    """Log in: type the app's ID and secret, or what else is said; the browser does the rest."""

    def command(
        channel: str, *words: str, typed: str = "", browser: Browse = _opens
    ) -> tuple[int, str]:
        monkeypatch.setattr(webbrowser, "open", browser)
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed or f"{CLIENT_ID}\n{CLIENT_SECRET}\n"))
        done = run("login", channel, "--port", "0", *words)
        return done.code, done.out + done.err

    return command


@pytest.mark.parametrize("channel", CODE_CHANNELS)
def test_the_platforms_own_way_and_then_it_publishes(
    run: Run, platforms: Platforms, log_in: LogIn, channel: str
) -> None:
    platforms.configure(channel)
    missing = run("doctor", "--channels", channel)
    assert (missing.code, f"repurpose login {channel}" in missing.out) == (4, True)
    code, shown = log_in(channel)
    assert code == 0, shown
    assert "1. " in shown  # what must be done before
    assert "logged in to" in shown
    assert str(platforms.kept) in shown
    assert platforms.kept.stat().st_mode & 0o777 == 0o600
    token = platforms.sandbox.secrets(channel)["access_token"]
    assert token not in shown
    result = run(DECK, "-n", "1", "--publish", "--json")
    assert (result.code, result.json["posts"][0]["status"]) == (0, "published")
    assert token not in result.out + result.err
    assert run("login", channel, "--forget").code == 0
    assert run("doctor", "--channels", channel).code == 4


def test_google_lets_the_owner_of_a_channel_in(
    run: Run, platforms: Platforms, log_in: LogIn
) -> None:
    platforms.configure("youtube")
    code, shown = log_in("youtube")
    assert (code, "logged in to YouTube as Sam Sandbox" in shown) == (0, True), shown
    assert platforms.sandbox.secrets("youtube")["refresh_token"] not in shown
    assert run("doctor", "--channels", "youtube", "--online").code == 0
    platforms.sandbox.expire("youtube")
    ended = run("doctor", "--channels", "youtube", "--online")
    assert (ended.code, "repurpose login youtube" in ended.out + ended.err) == (4, True)


def test_a_wrong_app_is_one_line_and_nothing_is_kept(platforms: Platforms, log_in: LogIn) -> None:
    platforms.configure("linkedin")
    code, shown = log_in("linkedin", typed=f"{CLIENT_ID}\nfalsch\n")
    assert (code, "secret is wrong" in shown, "Traceback" in shown) == (4, True, False)
    assert "falsch" not in shown
    assert not platforms.kept.exists()


@pytest.mark.parametrize(
    ("channel", "words", "name"),
    [
        ("twitter", ["--port", "0"], "logged in to X as @sandbox"),  # there is no browser
        ("threads", ["--redirect", "https://example.com/back"], "logged in to Threads as @sandbox"),
    ],
)
def test_without_a_browser_the_address_is_pasted(
    platforms: Platforms, start: Start, channel: str, words: list[str], name: str
) -> None:
    platforms.configure(channel)
    surroundings = {k: v for k, v in os.environ.items() if k not in ("BROWSER", "DISPLAY")}
    process = start("login", channel, *words, stdin=PIPE, env=surroundings)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{CLIENT_ID}\n{CLIENT_SECRET}\n")
    process.stdin.flush()
    url = process.stdout.readline().strip()
    assert (channel == "threads") != ("code_challenge_method=S256" in url)
    sent = requests.get(url, allow_redirects=False, timeout=5)
    process.stdin.write(sent.headers["Location"] + "\n")
    process.stdin.flush()
    _, error = process.communicate(timeout=30)
    assert (process.returncode, name in error) == (0, True), error


def test_somebody_elses_link_is_refused(platforms: Platforms, log_in: LogIn) -> None:
    platforms.configure("twitter")
    elsewhere = "http://127.0.0.1:8765/?code=code-1&state=foreign"
    code, shown = log_in("twitter", "--paste", typed=f"{CLIENT_ID}\n\n{elsewhere}\n")
    assert (code, "another attempt" in shown) == (4, True)
    assert not platforms.kept.exists()
    assert not [call for call in platforms.seen if "token" in call]


def test_a_token_that_ends_is_renewed_once_and_for_all(
    run: Run, platforms: Platforms, log_in: LogIn
) -> None:
    platforms.configure("twitter")
    assert log_in("twitter")[0] == 0
    kept = Logins(platforms.kept.parent).get("twitter")
    assert kept is not None
    first = kept.values["refresh_token"]
    _age(platforms, timedelta(hours=3))
    platforms.sandbox.expire("twitter")
    result = run(DECK, "-n", "1", "--publish", "--json")
    assert (result.code, result.json["posts"][0]["status"]) == (0, "published")
    again = Logins(platforms.kept.parent).get("twitter")
    assert again is not None
    assert again.values["refresh_token"] != first
    assert sum("token" in call for call in platforms.seen) == 2  # the login, and one renewal
    # What was used already, an older copy of the file say, is refused with the way out.
    text = json.loads(platforms.kept.read_text())
    old = json.loads(text["twitter"])
    old["values"]["refresh_token"] = first
    platforms.kept.write_text(json.dumps({"twitter": json.dumps(old)}))
    _age(platforms, timedelta(hours=3))
    refused = run("publish", "--due")
    assert refused.code == 0  # nothing is due
    doctor = run("doctor", "--channels", "twitter")
    assert (doctor.code, "repurpose login twitter" in doctor.out) == (4, True)
    assert first not in doctor.out


def test_a_fortnight_before_the_end_it_is_said(
    run: Run, platforms: Platforms, log_in: LogIn
) -> None:
    platforms.configure("linkedin")
    assert log_in("linkedin")[0] == 0
    assert "ends in" not in run("doctor", "--channels", "linkedin").out
    _age(platforms, timedelta(days=50))
    said = run("doctor", "--channels", "linkedin")
    assert re.search(r"it ends in (9|10) days", said.out)
    published = run(DECK, "-n", "1", "--publish")
    assert "the login of linkedin ends in" in published.err
    _age(platforms, timedelta(days=20))
    ended = run(DECK, "-n", "2", "--publish")
    assert (ended.code, "repurpose login linkedin" in ended.err) == (4, True)


def test_a_page_of_facebook_gets_a_login_without_an_end(
    run: Run, platforms: Platforms, log_in: LogIn
) -> None:
    page = platforms.sandbox.settings("facebook")["page"]
    platforms.configure("facebook")
    code, shown = log_in("facebook")
    assert (code, f"page: {page}" in shown) == (0, True), shown  # what to write into the file
    platforms.configure("facebook", page=page)
    code, shown = log_in("facebook")
    assert (code, "it lasts" in shown) == (0, False), shown
    kept = Logins(platforms.kept.parent).get("facebook")
    assert kept is not None
    assert (kept.expires_at, kept.ends_at) == (None, None)
    assert kept.values["access_token"] == platforms.sandbox.secrets("facebook")["access_token"]
    result = run(DECK, "-n", "1", "--publish", "--json")
    assert result.json["posts"][0]["status"] == "published"
    platforms.configure("facebook", page="4711")
    refused, shown = log_in("facebook")
    assert (refused, f"({page})" in shown) == (4, True)
    assert Logins(platforms.kept.parent).get("facebook") == kept


@pytest.mark.parametrize("channel", ["threads", "instagram"])
def test_a_long_token_is_made_new_with_itself(
    run: Run, platforms: Platforms, log_in: LogIn, channel: str
) -> None:
    hosted = platforms.sandbox.settings(channel)
    platforms.configure(channel, media_url=hosted["media_url"], media_folder=hosted["media_folder"])
    token = platforms.sandbox.secrets(channel)["access_token"]
    code, shown = log_in(channel, typed=f"{token}\n\n")
    assert (code, "longer with each run" in shown, token in shown) == (0, True, False), shown
    first = _ends(platforms, channel)

    def run_after(time: timedelta) -> int:
        """How often the token was made new by one more run, so long after the last."""
        platforms.clock.ahead += time
        _age(platforms, time)
        before = sum("refresh_access_token" in call for call in platforms.seen)
        assert run("doctor", "--channels", channel, "--online").code == 0
        return sum("refresh_access_token" in call for call in platforms.seen) - before

    assert run_after(timedelta(hours=2)) == 0  # it is too young
    assert run_after(timedelta(hours=24)) == 1
    assert _ends(platforms, channel) > first - timedelta(hours=1)
    assert run_after(timedelta(hours=1)) == 0  # once a week is enough
    assert run_after(timedelta(days=50)) == 1
    # Where the platform refuses, as too young, the token goes on, and its end is told in time.
    _age(platforms, timedelta(days=50))
    shown = run("doctor", "--channels", channel, "--online").out
    assert re.search(r"it ends in (9|10) days", shown)
    _age(platforms, timedelta(days=11))
    ended = run("doctor", "--channels", channel, "--online")
    assert (ended.code, f"repurpose login {channel}" in ended.out) == (4, True)


def test_ctrl_c_leaves_the_old_login_as_it_was(platforms: Platforms, log_in: LogIn) -> None:
    platforms.configure("twitter")
    assert log_in("twitter", browser=_interrupts)[0] == 130
    assert not platforms.kept.exists()
    assert log_in("twitter")[0] == 0
    before = platforms.kept.read_bytes()
    assert log_in("twitter", browser=_interrupts)[0] == 130
    assert log_in("twitter", typed=f"{CLIENT_ID}\n")[0] == 130  # at the next question
    assert platforms.kept.read_bytes() == before


def test_what_a_page_of_the_platform_shows_is_taken_too(
    platforms: Platforms, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    platforms.configure("linkedin")
    token = platforms.sandbox.secrets("linkedin")["access_token"]
    monkeypatch.setenv("REPURPOSE_LINKEDIN_ACCESS_TOKEN", "an older one")
    code, shown = log_in("linkedin", "--token", typed=f"{token}\n")
    assert (code, "logged in to LinkedIn as Sam Sandbox" in shown) == (0, True), shown
    assert "REPURPOSE_LINKEDIN_ACCESS_TOKEN is set, and goes before this login" in shown
    code, shown = log_in("linkedin", "--token", typed="wrong\n")
    assert (code, "the login of LinkedIn is not valid" in shown) == (4, True)


def test_where_there_is_nothing_to_log_in_to(run: Run) -> None:
    refused = run("login", "xing")
    assert (refused.code, "repurpose handover" in refused.err) == (2, True)


def _ends(platforms: Platforms, channel: str) -> datetime:
    kept = Logins(platforms.kept.parent).get(channel)
    assert kept is not None
    assert kept.ends_at is not None
    return kept.ends_at


def _age(platforms: Platforms, time: timedelta) -> None:
    """As if the login had been made so long ago."""
    kept = {}
    for label, text in json.loads(platforms.kept.read_text()).items():
        found = json.loads(text)
        for name in ("expires_at", "ends_at", "renews_at"):
            if name in found:
                found[name] = (datetime.fromisoformat(found[name]) - time).isoformat()
        kept[label] = json.dumps(found)
    platforms.kept.write_text(json.dumps(kept))
