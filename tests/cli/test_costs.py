"""What X bills: said before, and held within the month's budget."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import yaml

from repurpose.outbox.store import Outbox
from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, Run
from tests.outbox.samples import put


def _budget(folder: Path, configured: Sandbox, budget: float, link: str = "") -> None:
    settings = {
        **configured.settings("twitter"),
        "budget": budget,
        **({"link": link} if link else {}),
    }
    text = yaml.safe_dump({"channels": {"twitter": settings}, "pictures": "none"})
    (folder / "repurpose.yaml").write_text(text, "utf-8")


def test_a_post_a_link_and_an_alternative_text(run: Run) -> None:
    posts = run(DECK, "-c", "twitter,linkedin", "-n", "1", "--json").json["posts"]
    by_channel = {post["channel"]: post for post in posts}
    [part] = by_channel["twitter"]["parts"]
    assert len(part["media"]) == 1
    assert by_channel["twitter"]["cost"] == {"amount": 0.02, "currency": "USD"}
    assert by_channel["linkedin"]["cost"] is None
    id_ = by_channel["twitter"]["id"]
    run("outbox", "edit", id_, "--text", "Mehr auf example.com/ä", "--no-image")
    assert run("outbox", "show", id_, "--json").json["posts"][0]["cost"]["amount"] == 0.2
    approved = run("outbox", "approve", id_)
    assert "X bills about 0.20 USD for this" in approved.err


def test_a_run_says_what_it_will_cost(run: Run) -> None:
    shown = run(DECK, "-c", "twitter", "-n", "2", "--pictures", "none", "--dry-run").err
    assert "X bills about 0.03 USD for this" in shown
    assert "bills" not in run(DECK, "-c", "linkedin", "-n", "2", "--dry-run").err


def test_the_months_budget_holds(run: Run, folder: Path, configured: Sandbox) -> None:
    _budget(folder, configured, 0.04)
    posts = run(DECK, "-c", "twitter", "-n", "3", "--publish", "--json").json
    states = [post["status"] for post in posts["posts"]]
    assert states == ["published", "published", "approved"]
    assert "of the month's budget of 0.04 0.030 are spent" in posts["errors"][0]["what"]
    assert len(configured.posts("twitter")) == 2
    assert run("publish", "--due", "--json").json["deliveries"] == []  # it waits for next month
    waiting = posts["posts"][2]["id"]
    assert run("publish", waiting, "--json").json["deliveries"][0]["status"] == "approved"
    _budget(folder, configured, 0.05)
    assert run("publish", waiting, "--json").json["deliveries"][0]["status"] == "published"


def test_a_thread_is_begun_only_where_all_of_it_is_paid(
    run: Run, folder: Path, configured: Sandbox
) -> None:
    _budget(folder, configured, 0.04)
    outbox = Outbox(folder / ".repurpose")
    thread = put(outbox, "Eins", parts=("Eins", "Zwei", "Drei")).post
    outbox.approve(thread.id, datetime.now(UTC))
    outbox.close()
    [delivery] = run("publish", "--due", "--json").json["deliveries"]
    assert (delivery["status"], configured.posts("twitter")) == ("approved", [])
