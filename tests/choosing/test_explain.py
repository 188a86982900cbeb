"""extract --explain: why this, and why not that."""

# ruff: noqa: F811 - fixtures of another folder

from __future__ import annotations

import re
from pathlib import Path

from tests.cli import contract
from tests.cli.conftest import DECK, PANEL, Run, folder, run  # noqa: F401 - fixtures


def test_for_people(run: Run) -> None:
    result = run("extract", PANEL, "--explain", "-c", "x")
    assert result.code == 0, result.err
    head, chosen, left = re.split(r"\n(?=  not chosen:)|(?<=^X)\n", result.out, flags=re.MULTILINE)
    assert head == "X"
    assert len(re.findall(r"^    why: \S", chosen, re.MULTILINE)) == 5
    assert len(re.findall(r"^  \[\w{12}\] 0\.\d\d ", left, re.MULTILINE)) == 10
    assert re.search(r"^    the (third|fourth) of ", left, re.MULTILINE)


def test_for_scripts_by_channel(run: Run) -> None:
    document = run("extract", DECK, "--explain", "-c", "x,linkedin", "--json").json
    contract.check(document, contract.EXTRACT)
    for channel in ("twitter", "linkedin"):
        entries = [e for e in document["explained"] if e["channel"] == channel]
        assert [e["chosen"] for e in entries] == [True] * 5 + [False] * 10
        assert all(e["why"] for e in entries if not e["chosen"])
        known = {snippet["id"] for snippet in document["snippets"]}
        assert {e["snippet"] for e in entries} <= known
    assert document["snippets"] == run("extract", DECK, "--json").json["snippets"]
    assert "explained" not in run("extract", DECK, "--json").json


def test_it_agrees_with_the_run_and_knows_what_was_posted(run: Run) -> None:
    first = run(DECK, "-c", "x", "-n", 2, "--json").json["posts"]
    run("outbox", "discard", first[0]["id"])
    explained = run("extract", DECK, "--explain", "-c", "x", "--json").json["explained"]
    chosen = {e["snippet"] for e in explained if e["chosen"]}
    offered = run(DECK, "-c", "x", "--json").json["posts"]
    assert chosen == {id_ for post in offered for id_ in post["snippets"]}
    [why] = [e["why"] for e in explained if e["snippet"] == first[0]["snippets"][0]]
    assert why[0].startswith("discarded for X on ")


def test_repeats_name_what_stays(run: Run, folder: Path) -> None:
    sentence = (
        "Wer ein bewohntes Haus umbauen will, muss mit den Mietern reden, bevor der Kran kommt."
    )
    (folder / "a.txt").write_text(f"Anna Muster: {sentence}\n", "utf-8")
    (folder / "b.txt").write_text(
        f"Beat Beispiel: {sentence.replace('kommt', 'da ist')}\n", "utf-8"
    )
    explained = run("extract", "a.txt", "b.txt", "--explain", "-c", "x", "--json").json["explained"]
    [kept, left] = explained
    assert kept["chosen"]
    assert left["why"] == [f"says the same as [{kept['snippet']}]"]


def test_the_channels_are_those_of_the_configuration(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("channels:\n  linkedin:\nlimit: 1\n")
    explained = run("extract", DECK, "--explain", "--json").json["explained"]
    assert {e["channel"] for e in explained} == {"linkedin"}
    assert [e["chosen"] for e in explained[:2]] == [True, False]


def test_channels_alone_are_wrong_usage(run: Run) -> None:
    result = run("extract", DECK, "-c", "x")
    assert result.code == 2
    assert "--channels goes with --explain" in result.err


def test_it_writes_nothing(run: Run, folder: Path) -> None:
    run("extract", DECK, "--explain")
    assert not (folder / ".repurpose" / "outbox.db").exists()
