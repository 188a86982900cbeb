"""What stands on the platforms against what the outbox says; and taking it down."""

from __future__ import annotations

from typing import Any

import requests

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, PANEL, Run

ACME = "linkedin:acme"


def _published(run: Run, *words: object) -> list[dict[str, Any]]:
    return list(run(*words, "--sandbox", "--publish", "--json").json["posts"])


def _platforms(folder: Any) -> Sandbox:
    return Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db")


def _post_by_hand(sandbox: Sandbox, text: str) -> None:
    token = sandbox.secrets("twitter")["access_token"]
    answer = requests.post(
        sandbox.url("twitter") + "/2/tweets", json={"text": text}, timeout=5,
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip
    assert answer.status_code == 201


def test_in_step_unknown_and_gone_and_nothing_changes_unless_asked(run: Run, folder: Any) -> None:
    stays, goes = _published(run, DECK, "-c", "twitter", "-n", "2")
    with _platforms(folder) as sandbox:
        there = next(p for p in sandbox.posts("twitter") if goes["url"].endswith(p.id))
        token = sandbox.secrets("twitter")["access_token"]
        requests.delete(
            sandbox.url("twitter") + f"/2/tweets/{there.id}", timeout=5,
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        _post_by_hand(sandbox, "Von Hand: Grüße 🌲")
    for _ in range(2):
        result = run("reconcile", "--sandbox", "--json")
        [account] = result.json["accounts"]
        assert (result.code, account["in_step"], account["gone"]) == (
            0,
            [stays["id"]],
            [goes["id"]],
        )
        assert [each["text"] for each in account["unknown"]] == ["Von Hand: Grüße 🌲"]
    shown = run("reconcile", "--sandbox")
    assert "X: 1 in step" in shown.out
    assert f"gone     {goes['id']}" in shown.out
    assert "--apply" in shown.err
    assert run("reconcile", "--sandbox", "--apply").code == 0
    [post] = run("outbox", "show", goes["id"], "--sandbox", "--json").json["posts"]
    assert (post["status"], post["url"]) == ("discarded", None)
    [account] = run("reconcile", "--sandbox", "--json").json["accounts"]
    assert (account["in_step"], account["gone"]) == ([stays["id"]], [])
    again = run(DECK, "-c", "twitter", "-n", "5", "--sandbox", "--json").json["posts"]
    assert goes["id"] not in [each["id"] for each in again]


def test_a_platform_that_does_not_show_its_posts_is_named(run: Run) -> None:
    _published(run, DECK, "-c", "linkedin", "-n", "1")  # a member may not read
    result = run("reconcile", "--sandbox", "--json")
    [account] = result.json["accounts"]
    assert (result.code, account["in_step"], account["gone"]) == (5, [], [])
    assert "does not show" in result.json["errors"][0]["what"]
    assert run("reconcile", "-c", "twitter", "--sandbox", "--json").json["accounts"] == []


def test_who_withdraws_consent_goes_everywhere(run: Run, folder: Any) -> None:
    posts = _published(run, PANEL, "-c", "twitter,linkedin", "-n", "3")
    drafts = run(PANEL, "-c", "mastodon", "-n", "3", "--sandbox", "--json").json["posts"]
    snippets = {s["id"]: s["speaker"] for s in run("extract", PANEL, "--json").json["snippets"]}
    person = snippets[posts[0]["snippets"][0]]
    assert person
    theirs = {p["id"] for p in [*posts, *drafts] if snippets[p["snippets"][0]] == person}
    others = {p["id"] for p in [*posts, *drafts]} - theirs
    assert others
    asked = run("takedown", "--speaker", person.upper(), "--sandbox", "--json").json
    assert {p["id"] for p in asked["posts"]} == theirs
    with _platforms(folder) as sandbox:
        before = len(sandbox.posts("twitter")) + len(sandbox.posts("linkedin"))
    done = run("takedown", "--speaker", person, "--sandbox", "--yes", "--json")
    assert (done.code, done.json["errors"]) == (0, [])
    assert {p["status"] for p in done.json["posts"]} == {"discarded"}
    with _platforms(folder) as sandbox:
        after = len(sandbox.posts("twitter")) + len(sandbox.posts("linkedin"))
    live = {p["id"] for p in posts} & theirs
    assert before - after == len(live) > 0
    again = run("takedown", "--speaker", person, "--sandbox", "--yes", "--json")
    assert again.json["posts"] == []
    states = {
        p["id"]: p["status"] for p in run("outbox", "list", "--sandbox", "--json").json["posts"]
    }
    assert {states[id_] for id_ in others}.isdisjoint({"discarded"})


def test_what_was_put_up_by_hand_is_named_with_its_address(run: Run) -> None:
    [post] = run(DECK, "-c", "xing", "-n", "1", "--publish", "--json").json["posts"]
    run("outbox", "done", post["id"], "https://www.xing.com/posts/1")
    result = run("takedown", post["id"], "--yes")
    assert result.code == 1
    assert "delete https://www.xing.com/posts/1 yourself" in result.err
    assert run("outbox", "show", post["id"], "--json").json["posts"][0]["status"] == "published"
    assert run("takedown", post["id"], "--gone", "--yes").code == 0
    assert run("outbox", "show", post["id"], "--json").json["posts"][0]["status"] == "discarded"


def test_all_that_was_made_of_a_file(run: Run) -> None:
    posts = run(DECK, "-c", "twitter", "-n", "2", "--json").json["posts"]
    assert run("takedown", "--asset", DECK.name, "--json").json["posts"][0]["status"] == "draft"
    done = run("takedown", "--asset", DECK, "--yes", "--json").json["posts"]
    assert {p["id"] for p in done} == {p["id"] for p in posts}
    assert run("takedown", "--asset", "another.pptx", "--yes").err.startswith("no post is meant")
    assert run("takedown", "--yes").code == 2
