"""The blog as a folder of a static site: pages, pictures, feeds, and the commit of just these."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from lxml import etree

from repurpose.errors import (
    ConfigError,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
)
from repurpose.model import Media, Part, Post
from repurpose.protocols import PublishContext
from repurpose.publishers.blog import Blog
from repurpose.publishers.homepage import Homepage

QUOTE = "> «Holz {{ x }} {% if %} | ~~a~~ <b>»\n>\n> – Regula Hasler\n\nAus dem Vortrag.\n\n<https://a.example>"
MARKS = {"hugo": "hugo.toml", "jekyll": "_config.yml", "eleventy": "eleventy.config.mjs"}
DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
ADDRESS = "https://firma.example/news/{date}-{slug}.html"


def post(text: str = QUOTE, title: str = "Ja: «Holz» & Stein", **more: Any) -> Post:
    part = Part(text=text, title=title, **more)
    return Post(
        id="abc", channel="blog", account="default", parts=(part,), language="de", sent_at=DAY
    )


def site(folder: Path, kind: str = "hugo", **settings: Any) -> Blog:
    if kind in MARKS:
        (folder / MARKS[kind]).touch()
    given = {"kind": kind, "folder": str(folder), **settings}
    if kind == "folder":
        given.setdefault("address", ADDRESS)
    return Blog(PublishContext(channel="blog", account="default", settings=given))


def files(folder: Path) -> list[str]:
    """All below a folder but git's own."""
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(file.as_posix() for file in found if file.parts[0] != ".git")


def front_matter(page: Path) -> tuple[dict[str, Any], str]:
    _, head, body = page.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head), body.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Website [neu]"
    place.mkdir()
    return place


# ── pages ──


def test_a_page_of_hugo_with_its_picture(folder: Path, picture: tuple[Media, ...]) -> None:
    publisher = site(folder, address="https://firma.example/posts/{date}-{slug}/")
    wanted = post(tags=("no", "Holz & Bau"), media=picture)
    receipt = publisher.publish(wanted, "key")
    name = receipt.remote_id.split("/")[2]
    assert receipt.remote_id == f"content/posts/{name}/index.md"
    assert name.startswith("2026-11-25-ja-holz-stein-")
    assert receipt.url == f"https://firma.example/posts/{name}/"
    shown = f"{name.removeprefix('2026-11-25-')}.png"
    assert files(folder) == [receipt.remote_id, f"content/posts/{name}/{shown}", "hugo.toml"]
    about, body = front_matter(folder / receipt.remote_id)
    assert about == {
        "title": "Ja: «Holz» & Stein",
        "date": DAY,
        "description": "«Holz {{ x }} {% if %} | ~~a~~ <b>» – Regula Hasler",
        "tags": ["no", "Holz & Bau"],
        "images": [shown],
    }
    assert body.startswith(f'{{{{< figure src="{shown}" alt="Ein grünes Dach 🌲" >}}}}\n\n> «Holz')
    assert "{%" not in body
    assert "{{ x" not in body
    assert "<b>" not in body


def test_a_page_of_jekyll_and_one_of_eleventy(folder: Path, picture: tuple[Media, ...]) -> None:
    jekyll = site(folder, "jekyll", status="draft", categories=["Neues"])
    place = folder / jekyll.publish(post(media=picture), "key").remote_id
    assert place.parent == folder / "_posts"
    about, body = front_matter(place)
    image = f"/assets/images/{place.stem.removeprefix('2026-11-25-')}.png"
    assert (folder / image[1:]).is_file()
    assert (about["published"], about["layout"], about["lang"]) == (False, "post", "de")
    assert (about["categories"], about["image"]) == (["Neues"], image)
    assert body.startswith(f"""<p><img src="{{{{ '{image}' | relative_url }}}}" alt="Ein grün""")
    eleventy = site(folder, "eleventy", page="posts/{year}/{slug}.md", media="public/img")
    place = folder / eleventy.publish(post(media=picture), "other").remote_id
    assert place.parent == folder / "posts" / "2026"
    assert f'src="/img/{place.stem}.png"' in place.read_text("utf-8")


def test_news_in_plain_text_are_just_these_words_in_markdown(folder: Path) -> None:
    (folder / "hugo.toml").touch()
    settings = {"kind": "hugo", "folder": str(folder)}
    context = PublishContext(channel="homepage", account="default", settings=settings)
    text = "1. Preis * {{ x }}\n– Regula\n\n– eins\n– zwei_drei\n\nMehr: https://a.example/x_y."
    receipt = Homepage(context).publish(post(text), "key")
    _, body = front_matter(folder / receipt.remote_id)
    assert body.splitlines() == [
        r"1\. Preis \* &#123;&#123; x }}  ", "– Regula", "", "- eins", r"- zwei\_drei", "",
        "Mehr: <https://a.example/x_y>.",
    ]  # fmt: skip


def test_what_does_not_go_together_is_said_before_anything_is_written(
    folder: Path, picture: tuple[Media, ...]
) -> None:
    with pytest.raises(ConfigError, match="folder: is not set"):
        Blog(PublishContext(channel="blog", account="default", settings={"kind": "hugo"}))
    with pytest.raises(ConfigError, match="a page of Hugo is a Markdown file"):
        site(folder, page="{slug}.html")
    with pytest.raises(Rejected, match="serves no picture beside a page"):
        site(folder, page="posts/{slug}.md").publish(post(media=picture), "key")
    (folder / "hugo.toml").unlink()
    nowhere = {"kind": "hugo", "folder": str(folder)}
    publisher = Blog(PublishContext(channel="blog", account="default", settings=nowhere))
    with pytest.raises(Rejected, match="is no Hugo site"):
        publisher.publish(post(), "key")
    picture[0].path.unlink()
    with pytest.raises(Rejected, match="cannot be read"):
        site(folder).publish(post(media=picture), "key")
    assert files(folder) == ["hugo.toml"]


# ── once ──


def test_again_it_is_the_same_page_also_on_another_day_and_edits_stay(folder: Path) -> None:
    publisher = site(folder)
    first = publisher.publish(post(), "key")
    page = folder / first.remote_id
    page.write_text("von Hand", "utf-8")
    later = replace(post(), sent_at=datetime(2027, 1, 2, tzinfo=UTC))
    found = publisher.find(later, "key")
    assert found is not None
    assert (found.remote_id, found.url) == (first.remote_id, first.url)
    assert publisher.publish(later, "key").remote_id == first.remote_id
    assert page.read_text("utf-8") == "von Hand"
    assert publisher.find(later, "other") is None
    publisher.publish(later, "other")
    assert len(list((folder / "content" / "posts").iterdir())) == 2


def test_what_stands_there_is_listed(folder: Path) -> None:
    publisher = site(folder, address="https://firma.example/{slug}/")
    receipt = publisher.publish(post("Holz *wächst*."), "key")
    (folder / "content" / "posts" / "2026-01-01-eigener" / "index.md").parent.mkdir()
    (folder / "content" / "posts" / "2026-01-01-eigener" / "index.md").touch()
    [standing] = publisher.standing(datetime(2026, 1, 1, tzinfo=UTC))
    assert (standing.remote_id, standing.url) == (receipt.remote_id, receipt.url)
    assert "Holz *wächst*." in standing.text


def test_the_day_is_that_of_the_users_clock(folder: Path) -> None:
    (folder / "_config.yml").touch()
    settings = {"kind": "jekyll", "folder": str(folder)}
    zurich = ZoneInfo("Europe/Zurich")
    context = PublishContext(channel="blog", account="default", settings=settings, zone=zurich)
    late = replace(post(), sent_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    page = folder / Blog(context).publish(late, "key").remote_id
    assert page.name.startswith("2027-01-01-")
    assert "date: 2027-01-01 00:30:00+01:00\n" in page.read_text("utf-8")


def test_it_is_taken_down_with_its_pictures_and_nothing_else(
    folder: Path, picture: tuple[Media, ...]
) -> None:
    publisher = site(folder, "folder")
    kept = publisher.publish(post(media=picture), "one")
    gone = publisher.publish(post(media=picture), "two")
    for _ in range(2):
        publisher.delete(gone.remote_id)
    stem = kept.remote_id.removesuffix(".html")
    assert files(folder) == [
        kept.remote_id, "feed.json", "feed.xml", "index.html", f"{stem.removeprefix('2026-11-25-')}.png",
    ]  # fmt: skip
    [item] = json.loads((folder / "feed.json").read_text("utf-8"))["items"]
    assert item["url"] == kept.url
    for elsewhere in ("../anderes-12345678.md", "index.html"):
        with pytest.raises(Rejected, match="no page of ours"):
            publisher.delete(elsewhere)


# ── the plain folder ──


def test_a_page_in_html_and_both_feeds(folder: Path, picture: tuple[Media, ...]) -> None:
    own = {"version": "https://jsonfeed.org/version/1.1", "title": "Neues", "items": [{"id": "1"}]}
    (folder / "feed.json").write_text(json.dumps(own), "utf-8")
    (folder / "eigen.html").write_text(
        "<i lang={{ language }}>{{ title }}</i>{{ content }}", "utf-8"
    )
    publisher = site(folder, "folder", layout="eigen.html")
    receipt = publisher.publish(post(tags=("Holz",), media=picture), "key")
    text = (folder / receipt.remote_id).read_text("utf-8")
    assert text.startswith("<i lang=de>Ja: «Holz» &amp; Stein</i><figure><img src=")
    assert "<blockquote>\n<p>«Holz {{ x }} {% if %} | ~~a~~ &lt;b&gt;»</p>" in text
    feed = json.loads((folder / "feed.json").read_text("utf-8"))
    assert (feed["title"], feed["feed_url"]) == ("Neues", "https://firma.example/news/feed.json")
    item, other = feed["items"]
    assert other == {"id": "1"}
    assert (item["url"], item["tags"], item["language"]) == (receipt.url, ["Holz"], "de")
    assert item["image"].startswith("https://firma.example/news/ja-holz-stein-")
    atom = etree.parse(folder / "feed.xml").getroot()
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert atom.findtext("a:title", namespaces=names) == "Neues"
    assert atom.findtext("a:entry/a:title", namespaces=names) == "Ja: «Holz» & Stein"
    assert atom.findtext("a:entry/a:id", namespaces=names) == receipt.url
    assert f'<img src="{item["image"]}"' in (atom.findtext("a:entry/a:content", "", names))
    publisher.publish(post(), "key")
    assert len(json.loads((folder / "feed.json").read_text("utf-8"))["items"]) == 2


def test_a_list_of_the_posts_unless_the_site_has_one_of_its_own(folder: Path) -> None:
    publisher = site(folder, "folder")
    first, second = (publisher.publish(post(title=key), key) for key in ("Eins & zwei", "Drei"))
    text = (folder / "index.html").read_text("utf-8")
    assert f'<a href="{first.remote_id}">Eins &amp; zwei</a>' in text
    assert text.index(second.remote_id) < text.index(first.remote_id)
    publisher.delete(first.remote_id)
    assert first.remote_id not in (folder / "index.html").read_text("utf-8")
    (folder / "index.html").write_text("Willkommen", "utf-8")
    publisher.publish(post(), "vier")
    assert (folder / "index.html").read_text("utf-8") == "Willkommen"


def test_a_feed_that_was_lost_is_made_again_and_a_broken_one_is_left_alone(folder: Path) -> None:
    publisher = site(folder, "folder")
    publisher.publish(post(), "key")
    (folder / "feed.xml").unlink()
    assert publisher.find(post(), "key") is None
    publisher.publish(post(), "key")
    assert publisher.find(post(), "key") is not None
    (folder / "feed.json").write_text("{", "utf-8")
    with pytest.raises(Rejected, match="not a JSON Feed"):
        publisher.publish(post(), "other")
    assert len(list(folder.glob("2*.html"))) == 1
    assert (folder / "feed.json").read_text("utf-8") == "{"


def test_a_draft_is_in_no_feed_and_a_broken_layout_writes_nothing(folder: Path) -> None:
    site(folder, "folder", status="draft").publish(post(), "key")
    assert not (folder / "feed.json").exists()
    (folder / "eigen.html").write_text("{{ titel }}", "utf-8")
    with pytest.raises(Rejected, match="titel"):
        site(folder, "folder", layout="eigen.html").publish(post(), "other")
    assert len(list(folder.glob("*-*.html"))) == 1


# ── git ──


def git(folder: Path, *words: str) -> str:
    ran = subprocess.run(
        ["git", "-c", "user.name=Urs", "-c", "user.email=urs@firma.example", *words],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return ran.stdout.strip()


@pytest.fixture
def remote(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository that the site's folder is a clone of."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Urs")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "urs@firma.example")
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", str(bare))
    (folder / "hugo.toml").touch()
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Anfang")
    git(folder, "push", "-q", "-u", "origin", "main")
    return bare


def committed(folder: Path, commit: str = "HEAD") -> Sequence[str]:
    names = git(folder, "show", "--format=", "--name-only", "-z", commit)
    return sorted(filter(None, names.split("\0")))


def test_just_these_files_are_committed_and_pushed_once(
    folder: Path, remote: Path, picture: tuple[Media, ...]
) -> None:
    (folder / "Entwurf.md").write_text("halb fertig", "utf-8")
    git(folder, "add", "Entwurf.md")
    publisher = site(folder, git="push")
    assert publisher.verify() == f"Hugo in {folder}, branch main"
    receipt = publisher.publish(post(media=picture), "key")
    assert len(committed(remote)) == 2
    assert receipt.remote_id in committed(remote)
    assert git(folder, "status", "--porcelain") == "A  Entwurf.md"
    assert git(remote, "log", "-1", "--format=%s") == "Ja: «Holz» & Stein"
    assert publisher.find(post(media=picture), "key") is not None
    publisher.publish(post(media=picture), "key")
    assert git(remote, "rev-list", "--count", "main") == "2"
    publisher.delete(receipt.remote_id)
    assert committed(remote) != []
    assert git(remote, "ls-tree", "-r", "--name-only", "main") == "hugo.toml"


def test_what_could_not_be_pushed_waits_and_goes_out_with_the_next_run(
    folder: Path, remote: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Kollegin"
    git(tmp_path, "clone", "-q", str(remote), str(other))
    (other / "b.md").touch()
    git(other, "add", ".")
    git(other, "commit", "-q", "-m", "Von ihr")
    git(other, "push", "-q")
    publisher = site(folder, git="push")
    with pytest.raises(Unavailable, match="newer ones") as caught:
        publisher.publish(post(), "key")
    assert "git pull" in caught.value.hint
    assert publisher.find(post(), "key") is None
    with pytest.raises(Unavailable):
        publisher.publish(post(), "key")
    assert git(folder, "rev-list", "--count", "HEAD") == "2"
    git(folder, "pull", "-q", "--rebase")
    publisher.publish(post(), "key")
    assert git(remote, "log", "--format=%s", "main").splitlines() == [
        "Ja: «Holz» & Stein", "Von ihr", "Anfang",
    ]  # fmt: skip
    assert publisher.find(post(), "key") is not None


def test_nothing_of_the_users_is_pushed_along_and_nothing_is_written_then(
    folder: Path, remote: Path
) -> None:
    def refused(words: str) -> None:
        with pytest.raises(PublishError, match=words) as caught:
            site(folder, git="push").publish(post(), "key")
        assert caught.value.hint
        assert not (folder / "content").exists()

    (folder / "eigen.md").touch()
    git(folder, "add", "eigen.md")
    git(folder, "commit", "-q", "-m", "Eigenes")
    refused(r"take along 1 commit\(s\) of yours")
    git(folder, "checkout", "-q", "-b", "neu")
    refused("nowhere to be pushed to")
    git(folder, "checkout", "-q", "--detach")
    refused("git cannot commit there")


def test_a_hook_that_refuses_a_git_at_work_and_a_remote_that_is_gone(
    folder: Path, remote: Path
) -> None:
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'error: zu gross' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(Rejected, match="zu gross"):
        site(folder, git="commit").publish(post(), "key")
    hook.unlink()
    lock = folder / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(Unavailable, match="another git"):
        site(folder, git="commit").publish(post(), "key")
    lock.unlink()
    site(folder, git="commit").publish(post(), "key")
    git(folder, "remote", "set-url", "origin", "https://urs:geheim@127.0.0.1:9/x.git")
    with pytest.raises(
        (Unavailable, LoginError), match=r"cannot be pushed|cannot log in"
    ) as caught:
        site(folder, git="push").publish(post(), "key")
    assert "geheim" not in f"{caught.value} {caught.value.hint}"
