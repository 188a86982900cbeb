"""What is held back: not drafted, said in one line, shown with `--held`, used with `--allow`."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from tests.cli import contract
from tests.cli.conftest import Run

PRICE = "Unsere Kurse gibt es jetzt für nur 99 Franken im ganzen Land."
PRAISE = "Wir sind der führende Anbieter für Aufstockungen in der ganzen Schweiz."
BURNOUT = "Mein Burnout hat mir gezeigt, dass Pausen zur Arbeit gehören wie das Werkzeug."
FREE = "Wer Wohnungen will, darf nicht für jede zuerst ein Bett fürs Auto verlangen."


@pytest.fixture
def panel(folder: Path) -> Path:
    file = folder / "Podium Märkte.txt"
    lines = [f"Regula Hasler: {PRICE}", f"Beat Zollinger: {FREE}", f"Beat Zollinger: {PRAISE}"]
    file.write_text("\r\n".join([*lines, f"Regula Hasler: {BURNOUT}"]) + "\r\n", "utf-8")
    return file


@pytest.fixture
def only_prices(folder: Path) -> Path:
    file = folder / "Angebot.txt"
    file.write_text(f"Regula Hasler: {PRICE}\n", "utf-8")
    return file


def configure(folder: Path, text: str) -> None:
    (folder / "repurpose.yaml").write_text(text, "utf-8")


def test_what_is_held_back_is_not_drafted_and_said(run: Run, panel: Path) -> None:
    result = run(panel, "-c", "x", "--dry-run")
    assert result.code == 0
    out = " ".join(result.out.replace("│", " ").split())
    assert FREE in out
    assert not [text for text in (PRICE, PRAISE, BURNOUT) if text in out]
    (line,) = [line for line in result.err.splitlines() if "held back" in line]
    assert line.startswith("3 held back: ")
    assert all(f"{reason} (1)" in line for reason in ("price", "superlative", "health"))
    assert line.endswith(f"→ repurpose extract '{panel}' --held shows them")


def test_scripts_find_it_in_a_list_of_its_own(run: Run, panel: Path) -> None:
    for words in (("extract", panel), (panel, "-c", "x", "--dry-run")):
        out = run(*words, "--json").json
        contract.check(out, contract.RUN if "posts" in out else contract.EXTRACT)
        assert [snippet["text"] for snippet in out["snippets"]] == [FREE]
        assert out["snippets"][0]["holds"] == []
        held = {snippet["text"]: snippet["holds"] for snippet in out["held"]}
        assert [hold["reason"] for hold in held[PRICE]] == ["price"]
        assert held[PRICE][0]["words"] in PRICE
        assert held.keys() == {PRICE, PRAISE, BURNOUT}
        assert out["errors"] == []


def test_extract_shows_what_is_held_back_and_how_to_use_it(run: Run, panel: Path) -> None:
    result = run("extract", panel, "--held")
    ids = {each["text"]: each["id"] for each in run("extract", panel, "--json").json["held"]}
    assert result.code == 0
    assert FREE not in result.out
    assert f"{ids[PRICE]}  Regula Hasler: {PRICE}" in result.out
    assert f"--allow price, or --allow {ids[PRICE]}" in result.out
    assert "held back" not in result.err
    assert "3 held back" in run("extract", panel).err.splitlines()[-1]


def test_nothing_held_back_is_said(run: Run, folder: Path) -> None:
    (folder / "frei.txt").write_text(f"Beat Zollinger: {FREE}\n", "utf-8")
    result = run("extract", folder / "frei.txt", "--held")
    assert (result.code, result.out) == (0, "")
    assert "nothing is held back" in result.err
    assert "held" not in run("extract", folder / "frei.txt").err


def test_a_reason_or_one_snippet_is_allowed_for_one_run(run: Run, panel: Path) -> None:
    def texts(*words: object) -> set[str]:
        return {each["text"] for each in run("extract", panel, "--json", *words).json["snippets"]}

    held = {each["text"]: each["id"] for each in run("extract", panel, "--json").json["held"]}
    assert texts("--allow", "price") == {FREE, PRICE}
    assert texts("--allow", "price,superlative") == {FREE, PRICE, PRAISE}
    assert texts("--allow", "price", "--allow", held[BURNOUT]) == {FREE, PRICE, BURNOUT}
    assert texts() == {FREE}
    posts = run(panel, "-c", "x", "--dry-run", "--allow", held[PRICE], "--json").json["posts"]
    assert any(PRICE in post["parts"][0]["text"] for post in posts)


def test_when_all_is_held_back_it_is_an_error_that_explains(run: Run, only_prices: Path) -> None:
    for words in ((only_prices, "-c", "x"), ("extract", only_prices)):
        result = run(*words)
        assert (result.code, result.out) == (3, "")
        assert "the only statement found is held back: price (1)" in result.err
        assert "--held shows them; to use them: --allow price, or --allow " in result.err
        document = run(*words, "--json")
        assert document.code == 3
        assert "held back: price (1)" in document.json["errors"][0]["what"]
        assert len(document.json["held"]) == 1
    assert run(only_prices, "-c", "x", "--allow", "price").code == 0
    assert run("extract", only_prices, "--held").code == 0


def test_all_of_several_are_counted(run: Run, panel: Path) -> None:
    panel.write_text(panel.read_text("utf-8").replace(f"Beat Zollinger: {FREE}", ""), "utf-8")
    result = run(panel, "-c", "x")
    assert result.code == 3
    assert "all 3 statements found are held back: " in result.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("prices", "--allow: 'prices' is no reason to hold something back, and no snippet's id"),
        ("prices", "did you mean price? known: superlative, price, "),
        ("123", "'123' is no reason"),
        (",", "--allow is empty"),
    ],
)
def test_an_unknown_reason_is_refused(run: Run, panel: Path, word: str, said: str) -> None:
    for command in ("extract", "run"):
        result = run(command, panel, "--allow", word)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
    failed = run("extract", panel, "--allow", word, "--json")
    assert failed.json["held"] == []


def test_the_configuration_allows_reasons_and_ids(run: Run, folder: Path, panel: Path) -> None:
    held = {each["text"]: each["id"] for each in run("extract", panel, "--json").json["held"]}
    configure(folder, f"allow: [price, '{held[PRAISE]}']\n")
    out = run("extract", panel, "--json").json
    assert [snippet["text"] for snippet in out["held"]] == [BURNOUT]
    out = run("extract", panel, "--json", "--allow", "health").json
    assert out["held"] == []


def test_the_consent_list_and_the_do_not_name_list(run: Run, folder: Path, panel: Path) -> None:
    configure(folder, "consent:\n- Zollinger, Beat\ndo_not_name: [Fürs Auto]\n")
    held = {each["text"]: each["holds"] for each in run("extract", panel, "--json").json["held"]}
    assert [hold["reason"] for hold in held[PRICE]] == ["price", "no-consent"]
    assert [(hold["reason"], hold["words"]) for hold in held[FREE]] == [
        ("do-not-name", "fürs Auto")
    ]
    assert "no-consent" not in [hold["reason"] for hold in held[PRAISE]]


def test_the_own_name_is_known_from_the_configuration(run: Run, folder: Path) -> None:
    text = "Die Muster Holzbau ist im Aargau die Nummer eins, wenn es um Dächer geht."
    (folder / "Muster.txt").write_text(f"Beat Zollinger: {text}\n", "utf-8")
    assert run("extract", "Muster.txt").code == 0
    for written in ("Muster Holzbau", "[Muster AG, Muster Holzbau]"):
        configure(folder, f"company: {written}\n")
        assert "superlative (1)" in run("extract", "Muster.txt").err


def test_drafts_of_what_is_held_back_later_are_not_stale(
    run: Run, folder: Path, panel: Path
) -> None:
    run(panel, "-c", "x", "--allow", "price")
    run(panel, "-c", "x")
    posts = run("outbox", "list", "--json").json["posts"]
    assert [post["stale"] for post in posts] == [False, False]


@pytest.mark.parametrize("reason", ["notes", "hidden-slide", "confidential"])
def test_private_text_is_used_only_when_it_is_allowed(run: Run, folder: Path, reason: str) -> None:
    said = "Die Marge liegt bei grossen Aufträgen bei 23 Prozent der Bausumme."
    deck = pptx.Presentation()
    for number, line in enumerate(
        ("Ein nasser Unterlagsboden trocknet in der Regel vier Wochen.", said)
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Bauen mit Holz {number}"
        if reason == "notes" and line == said:
            slide.notes_slide.notes_text_frame.text = line
        else:
            slide.placeholders[1].text = line
        if reason == "hidden-slide" and line == said:
            slide._element.set("show", "0")
        if reason == "confidential" and line == said:
            box = slide.shapes.add_textbox(0, 0, 3_000_000, 500_000)
            box.text_frame.text = "Vertraulich"
    deck.save(str(folder / "Vortrag für Söhne.pptx"))
    plain = run("extract", "Vortrag für Söhne.pptx", "--json")
    assert said not in plain.out
    allowed = run("extract", "Vortrag für Söhne.pptx", "--allow", reason, "--json")
    assert said in [snippet["text"] for snippet in allowed.json["snippets"]]
    other = {"notes": "price", "hidden-slide": "notes", "confidential": "notes"}[reason]
    assert said not in run("extract", "Vortrag für Söhne.pptx", "--allow", other, "--json").out
