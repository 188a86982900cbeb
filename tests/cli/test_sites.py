"""The blog and the homepage from a run to a page: by hand, in WordPress, in a folder."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, Run


def test_without_a_kind_their_posts_are_handed_over(run: Run) -> None:
    result = run(DECK, "-c", "blog,homepage", "-n", 1, "--publish", "--json")
    assert result.code == 0
    assert [post["status"] for post in result.json["posts"]] == ["handed-over", "handed-over"]
    said = run("channels", "blog", "homepage").out
    assert "blog: put up by hand: channels.blog.kind does not say where they go" in said


def test_in_the_sandbox_they_stand_on_a_wordpress_site(run: Run, folder: Path) -> None:
    words = (DECK, "-c", "blog,homepage", "-n", 1, "--pictures", "cards", "--sandbox", "--publish")
    said = run(*words)
    assert (said.code, said.out.count("· published · https://")) == (0, 2), said.err
    assert run(*words).code == 0
    page = (folder / ".repurpose" / "sandbox" / "feed.html").read_text("utf-8")
    assert page.count("<article") == page.count("<b>Alt text:</b>") == 2
    assert page.count('<p class="title">Der Boden ist knapp, das Dach ist da</p>') == 2


@pytest.fixture
def hugo(folder: Path) -> Path:
    """A Hugo site beside the firm's folder, and the configuration that names it."""
    site = folder.parent / "Website"
    site.mkdir()
    (site / "hugo.toml").touch()
    (folder / "repurpose.yaml").write_text(
        "channels:\n  blog:\n    kind: hugo\n    folder: ../Website\n"
        "    address: https://firma.example/posts/{date}-{slug}/\n",
        "utf-8",
    )
    return site


def test_a_folder_named_beside_the_configuration_gets_the_page(
    run: Run, folder: Path, hugo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"Hugo in {hugo}" in run("doctor", "--online").out.replace("Bau & Söhne/../", "")
    below = folder / "Vorträge"
    below.mkdir()
    monkeypatch.chdir(below)
    result = run(DECK, "-n", 1, "--publish", "--json")
    assert result.code == 0, result.err
    [post] = result.json["posts"]
    [shown] = run("outbox", "show", post["id"], "--json").json["posts"]
    assert shown["url"].startswith("https://firma.example/posts/")
    [page] = hugo.rglob("index.md")
    assert post["parts"][0]["text"].split("\n")[0][:40] in page.read_text("utf-8")


def test_a_folder_is_tried_in_one_of_the_sandbox(run: Run, folder: Path, hugo: Path) -> None:
    assert run(DECK, "-n", 1, "--sandbox", "--publish").code == 0
    assert not (hugo / "content").exists()
    place = folder / ".repurpose" / "sandbox" / "sites" / "blog"
    assert len(list(place.rglob("index.md"))) == 1


def test_doctor_says_what_a_kind_of_site_lacks(
    run: Run, folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "repurpose.yaml").write_text("channels: {blog: {kind: wordpress}}", "utf-8")
    said = run("doctor").out
    for what in ("blog api_url", "blog user", "blog application_password"):
        assert what in said
    assert "blog folder" not in said
    assert "REPURPOSE_BLOG_APPLICATION_PASSWORD" in said
    settings = sandbox.settings("blog")
    monkeypatch.setenv(
        "REPURPOSE_BLOG_APPLICATION_PASSWORD", sandbox.secrets("blog")["application_password"]
    )
    (folder / "repurpose.yaml").write_text(f"channels: {{blog: {settings}}}", "utf-8")
    assert "Sam Sandbox on Sandbox" in run("doctor", "--online").out
    (folder / "repurpose.yaml").write_text("channels: {blog: {kind: folder, user: a}}", "utf-8")
    said = run("doctor").out
    assert "blog folder" in said
    assert "application_password" not in said
    text = "channels: {blog: {kind: hugo, folder: ../fort}}"
    (folder / "repurpose.yaml").write_text(text, "utf-8")
    assert f"there is no folder {folder}/../fort" in run("doctor").out
    assert run(DECK, "-n", 1).code == 0


def test_a_login_names_the_page_that_gives_the_password_and_is_kept(
    run: Run, folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {"blog": sandbox.settings("blog"), "homepage": {"kind": "hugo", "folder": "."}}
    configuration = {"channels": {**kinds, "blog:zwei": {}}, "pictures": "none"}
    (folder / "repurpose.yaml").write_text(yaml.safe_dump(configuration), "utf-8")
    password = sandbox.secrets("blog")["application_password"]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    result = run("login", "blog")
    assert result.code == 0, result.err
    assert f"{sandbox.url('blog')}/wp-admin/authorize-application.php?app_name=" in result.out
    assert "as Sam Sandbox on Sandbox" in result.err
    assert password not in result.out + result.err
    assert run(DECK, "-c", "blog", "-n", 1, "--publish").code == 0
    assert len(sandbox.posts("blog")) == 1
    assert "needs no login" in run("login", "homepage").err
    assert "channels.blog:zwei.kind does not say" in run("login", "blog:zwei").err
