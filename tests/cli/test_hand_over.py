"""Channels whose posts a person puts up: drafted like all others, handed over instead of sent."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.cli import contract
from tests.cli.conftest import CHEESE, DECK, PANEL, Run

CHANNELS = ["facebook", "threads", "xing"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_its_posts_fit_and_are_handed_over(run: Run, channel: str) -> None:
    first, *_ = run(DECK, "-c", channel, "--json").json["posts"]
    assert all(part["length"] <= part["limit"] for part in first["parts"])
    run("outbox", "approve", first["id"])
    result = run("publish", "--due", "--json")
    contract.check(result.json, contract.DELIVERIES)
    [delivery] = result.json["deliveries"]
    assert (result.code, delivery["status"], delivery["url"]) == (0, "handed-over", None)
    assert f"repurpose outbox done {first['id']} ADDRESS" in delivery["hint"]


def test_it_is_handed_over_once_and_closed_with_its_address(run: Run) -> None:
    first, *_ = run(DECK, "-c", "xing", "--json").json["posts"]
    run("outbox", "approve", first["id"])
    said = run("publish", first["id"])
    assert said.code == 0
    assert "posts for XING are put up by hand" in said.err
    assert run("publish", "--due", "--json").json["deliveries"] == []
    again = run("publish", first["id"])
    assert (again.code, "is handed-over" in again.err) == (2, True)
    address = "https://www.xing.com/posts/1"
    assert run("outbox", "done", first["id"], address).code == 0
    [post] = run("outbox", "show", first["id"], "--json").json["posts"]
    assert (post["status"], post["url"]) == ("published", address)


def test_a_run_that_publishes_hands_over(run: Run) -> None:
    result = run(DECK, "-c", "xing", "--publish", "--json")
    assert result.code == 0
    assert {post["status"] for post in result.json["posts"]} == {"handed-over"}
    later = run(DECK, "-c", "xing", "--json")
    assert {p["id"] for p in later.json["posts"]}.isdisjoint(p["id"] for p in result.json["posts"])


def test_what_was_handed_over_can_be_changed_or_discarded(run: Run) -> None:
    posts = run(DECK, "-c", "xing", "--publish", "--json").json["posts"]
    first, second = posts[:2]
    assert run("outbox", "edit", first["id"], "--text", "Anders.").code == 0
    [post] = run("outbox", "show", first["id"], "--json").json["posts"]
    assert post["status"] == "draft"
    assert run("outbox", "discard", second["id"]).code == 0


def test_where_the_file_itself_is_shown_it_gets_one_post(run: Run) -> None:
    result = run(DECK, CHEESE, PANEL, "-c", "slideshare,scribd", "--json")
    assert result.code == 0
    titles = [(p["channel"], p["parts"][0]["title"]) for p in result.json["posts"]]
    decks = ["Aufstocken mit Holz", "Cheese that keeps"]
    assert sorted(titles) == [(c, t) for c in ("scribd", "slideshare") for t in decks]
    whys = {each["why"] for each in result.json["left_out"]["scribd"]}
    assert "the file has a post there already" in whys
    again = run(DECK, "-c", "scribd", "--json").json["posts"]
    assert [p["id"] for p in again] == [
        p["id"] for p in result.json["posts"] if p["channel"] == "scribd" and "Holz" in str(p)
    ]


def test_a_transcript_is_no_video(run: Run) -> None:
    result = run(PANEL, "-c", "youtube")
    assert result.code == 3
    assert "YouTube: nothing here: " in result.err
    assert "it shows videos, and this is none" in run(PANEL, "-c", "youtube", "-v").err


def test_posts_that_link_to_a_deck_wait_until_it_is_up(run: Run) -> None:
    posts = run(DECK, "-c", "twitter,slideshare", "-n", "1", "--sandbox", "--publish", "--json")
    link, host = posts.json["posts"]
    assert (posts.code, link["status"], host["status"]) == (0, "approved", "handed-over")
    assert link["waits_for"] == [host["id"]]
    assert f"‹the address of {host['id']}›" in run("outbox", "show", link["id"], "--sandbox").out
    asked = run("publish", link["id"], "--sandbox")
    assert (asked.code, f"waits for {host['id']}" in asked.out) == (0, True)
    assert run("publish", "--due", "--sandbox", "--json").json["deliveries"] == []
    address = "https://www.slideshare.net/slideshow/aufstocken/1"
    run("outbox", "done", host["id"], address, "--sandbox")
    [delivery] = run("publish", "--due", "--sandbox", "--json").json["deliveries"]
    assert delivery["status"] == "published"
    [shown] = run("outbox", "show", link["id"], "--sandbox", "--json").json["posts"]
    assert shown["parts"][0]["text"].endswith(address)
    later = run(DECK, "-c", "linkedin", "-n", "1", "--sandbox", "--json").json["posts"]
    assert [part["link"] for post in later for part in post["parts"]] == [address]


def test_where_decks_are_shown_the_deck_itself_goes_along_without_what_is_private(
    run: Run, folder: Path
) -> None:
    deck = folder / "Vortrag Zürich.pdf"
    page = Canvas(str(deck), pagesize=(720, 405))
    page.setTitle("Aufstocken mit Holz")
    for words in ("Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton wiegt.",
                  "Vertraulich: die Marge beträgt 40 Prozent.",
                  "Die Montage eines Geschosses dauert in Holz nur sechs Tage."):  # fmt: skip
        page.setFont("Helvetica", 20)
        page.drawString(40, 300, words)
        page.showPage()
    page.save()
    [post] = run(deck, "-c", "scribd", "-n", "1", "--json").json["posts"]
    [document] = post["parts"][0]["media"]
    assert (document["kind"], document["alt"]) == ("document", "Aufstocken mit Holz")
    with pypdfium2.PdfDocument(document["path"]) as pdf:
        texts = [pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf))]
    assert len(texts) == 2
    assert not any("Marge" in text for text in texts)
