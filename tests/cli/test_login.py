"""Logging in: through the platform's own pages, on loopback, against the sandbox."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
import yaml

from repurpose.logins import Logins
from repurpose.sandbox import Event, Sandbox
from repurpose.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from tests import program
from tests.cli.conftest import DECK, Run, Start
from tests.program import PIPE

CODE_CHANNELS = ["twitter", "linkedin"]
# A browser: opens the page, and goes where it is sent.
BROWSER = "import sys, urllib.request as u; u.urlopen(sys.argv[1], timeout=5).read()"


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

    def configure(self, channel: str) -> None:
        settings = {"api_url": self.sandbox.url(channel)}
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


def _logged_in(
    platforms: Platforms, channel: str, *words: str, secret: str = CLIENT_SECRET
) -> tuple[int, str]:
    """Log in: type the app's ID and secret; the browser does the rest."""
    done = program.run(
        "login", channel, "--port", "0", *words,
        cwd=platforms.folder, input=f"{CLIENT_ID}\n{secret}\n",
        env={**os.environ, "BROWSER": f"'{sys.executable}' -c '{BROWSER}' %s"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("channel", CODE_CHANNELS)
def test_the_platforms_own_way_and_then_it_publishes(
    run: Run, platforms: Platforms, channel: str
) -> None:
    platforms.configure(channel)
    missing = run("doctor", "--channels", channel)
    assert (missing.code, f"repurpose login {channel}" in missing.out) == (4, True)
    code, shown = _logged_in(platforms, channel)
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


def test_google_lets_the_owner_of_a_channel_in(run: Run, platforms: Platforms) -> None:
    platforms.configure("youtube")
    code, shown = _logged_in(platforms, "youtube")
    assert (code, "logged in to YouTube as Sam Sandbox" in shown) == (0, True), shown
    assert platforms.sandbox.secrets("youtube")["refresh_token"] not in shown
    assert run("doctor", "--channels", "youtube", "--online").code == 0
    platforms.sandbox.expire("youtube")
    ended = run("doctor", "--channels", "youtube", "--online")
    assert (ended.code, "repurpose login youtube" in ended.out + ended.err) == (4, True)


def test_a_wrong_app_is_one_line_and_nothing_is_kept(platforms: Platforms) -> None:
    platforms.configure("linkedin")
    code, shown = _logged_in(platforms, "linkedin", secret="falsch")
    assert (code, "secret is wrong" in shown, "Traceback" in shown) == (4, True, False)
    assert "falsch" not in shown.splitlines()[-2]
    assert not platforms.kept.exists()


def test_without_a_browser_the_address_is_pasted(platforms: Platforms, start: Start) -> None:
    platforms.configure("twitter")
    process = start("login", "x", "--paste", stdin=PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{CLIENT_ID}\n\n")
    process.stdin.flush()
    url = process.stdout.readline().strip()
    assert "code_challenge_method=S256" in url
    sent = requests.get(url, allow_redirects=False, timeout=5)
    process.stdin.write(sent.headers["Location"] + "\n")
    process.stdin.flush()
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    assert "logged in to X as @sandbox" in error


def test_somebody_elses_link_is_refused(platforms: Platforms) -> None:
    platforms.configure("twitter")
    elsewhere = "http://127.0.0.1:8765/?code=code-1&state=foreign"
    typed = f"{CLIENT_ID}\n\n{elsewhere}\n"
    done = program.run("login", "twitter", "--paste", cwd=platforms.folder, input=typed)
    assert (done.returncode, "another attempt" in done.stderr) == (4, True)
    assert not platforms.kept.exists()
    assert not [call for call in platforms.seen if "token" in call]


def test_a_token_that_ends_is_renewed_once_and_for_all(run: Run, platforms: Platforms) -> None:
    platforms.configure("twitter")
    assert _logged_in(platforms, "twitter")[0] == 0
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


def test_a_fortnight_before_the_end_it_is_said(run: Run, platforms: Platforms) -> None:
    platforms.configure("linkedin")
    assert _logged_in(platforms, "linkedin")[0] == 0
    assert "ends in" not in run("doctor", "--channels", "linkedin").out
    _age(platforms, timedelta(days=50))
    said = run("doctor", "--channels", "linkedin")
    assert re.search(r"it ends in (9|10) days", said.out)
    published = run(DECK, "-n", "1", "--publish")
    assert "the login of linkedin ends in" in published.err
    _age(platforms, timedelta(days=20))
    ended = run(DECK, "-n", "2", "--publish")
    assert (ended.code, "repurpose login linkedin" in ended.err) == (4, True)


def test_where_there_is_nothing_to_log_in_to(run: Run) -> None:
    refused = run("login", "xing")
    assert (refused.code, "repurpose handover" in refused.err) == (2, True)


def _age(platforms: Platforms, time: timedelta) -> None:
    """As if the login had been made so long ago."""
    kept = {}
    for label, text in json.loads(platforms.kept.read_text()).items():
        found = json.loads(text)
        for name in ("expires_at", "ends_at"):
            if name in found:
                found[name] = (datetime.fromisoformat(found[name]) - time).isoformat()
        kept[label] = json.dumps(found)
    platforms.kept.write_text(json.dumps(kept))
