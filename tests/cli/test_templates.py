"""repurpose templates: which there are, whose they are, and copies to edit."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import DECK, Run


def test_each_channel_has_its_templates(run: Run) -> None:
    found = run("templates", "--json").json["templates"]
    by_place = {(each["channel"], each["field"]): each for each in found}
    assert by_place["twitter", "text"]["name"] == "twitter.txt.j2"
    assert by_place["youtube", "title"]["name"] == "youtube.title.txt.j2"
    assert by_place["blog", "title"]["name"] == "default.title.txt.j2"
    assert ("twitter", "title") not in by_place
    assert {each["origin"] for each in found} == {"built in"}
    assert all(Path(each["path"]).is_file() for each in found)
    assert "question" in found[0]["kinds"]
    assert found[0]["languages"] == ["de", "en", "fr", "it"]


def test_the_list_says_which_are_the_users(run: Run, folder: Path) -> None:
    (folder / "Vorlagen ü").mkdir()
    (folder / "Vorlagen ü" / "twitter.txt.j2").write_text("{{ text }}", "utf-8")
    (folder / "repurpose.yaml").write_text("templates: Vorlagen ü\n", "utf-8")
    out = run("templates").out
    assert f"yours: {folder / 'Vorlagen ü' / 'twitter.txt.j2'}" in out
    assert "linkedin.txt.j2             built in" in out


def test_a_copy_sets_posts_as_the_built_in_one_until_it_is_edited(run: Run, folder: Path) -> None:
    words = (str(DECK), "--channels", "twitter", "-n", "1", "--dry-run")
    before = run(*words).out
    copied = run("templates", "copy", "x", "--to", "meine Vorlagen")
    assert copied.code == 0
    file = folder / "meine Vorlagen" / "twitter.txt.j2"
    assert copied.out.split("\n")[0].endswith("twitter.txt.j2")
    assert run(*words, "--template-dir", "meine Vorlagen").out == before
    file.write_text("Gesagt: {{ text }}", "utf-8")
    assert "Gesagt: " in run(*words, "--template-dir", "meine Vorlagen").out


def test_for_scripts_copy_prints_what_it_wrote(run: Run, folder: Path) -> None:
    copied = run("templates", "copy", "x", "--json").json["copied"]
    assert [Path(file) for file in copied] == [folder / "templates" / "twitter.txt.j2"]
    again = run("templates", "copy", "x", "--json")
    assert again.code == 2
    assert again.json["copied"] == []
    assert again.json["errors"]


def test_a_channel_gets_templates_of_its_own_where_it_had_those_of_all(
    run: Run, folder: Path
) -> None:
    run("templates", "copy", "blog")
    names = {path.name for path in (folder / "templates").iterdir()}
    assert names == {"blog.txt.j2", "blog.title.txt.j2", "blog.tags.txt.j2"}


def test_all_are_copied_where_none_is_named(run: Run, folder: Path) -> None:
    assert run("templates", "copy").code == 0
    copied = {p.relative_to(folder / "templates") for p in (folder / "templates").rglob("*.j2")}
    ours = Path(__file__).resolve().parents[2] / "templates"
    posts = {path.relative_to(ours) for path in ours.rglob("*.j2")}
    assert copied == {path for path in posts if path.parts[0] != "pages"}


def test_nothing_is_replaced_unless_it_is_asked_for(run: Run, folder: Path) -> None:
    run("templates", "copy", "blog")
    mine = folder / "templates" / "blog.title.txt.j2"
    mine.write_text("Meins: {{ headline }}", "utf-8")
    refused = run("templates", "copy", "blog", "xing")
    assert refused.code == 2
    assert "blog.txt.j2: is there already and 2 more; nothing was copied" in refused.err
    assert not (folder / "templates" / "xing.txt.j2").exists()
    assert mine.read_text("utf-8") == "Meins: {{ headline }}"
    assert run("templates", "copy", "blog", "--overwrite").code == 0
    assert "Meins" not in mine.read_text("utf-8")
    assert not list((folder / "templates").glob(".*"))


def test_an_unknown_name_is_refused(run: Run, folder: Path) -> None:
    refused = run("templates", "copy", "twitter", "chirp")
    assert refused.code == 2
    assert "no template is called 'chirp'" in refused.err
    assert not (folder / "templates").exists()


def test_a_folder_that_cannot_be_made_is_named(run: Run, folder: Path) -> None:
    (folder / "voll").write_text("", "utf-8")
    refused = run("templates", "copy", "x", "--to", "voll/templates")
    assert refused.code == 2
    assert "cannot be written" in refused.err
    assert len(refused.err.splitlines()) == 2
