"""Putting posts up by hand: a package, the clipboard, the platform's page, and the address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from PIL import Image

from repurpose.channels import domains_of, names, share_of
from tests.cli.conftest import DECK, Run, at_a_terminal

ALT = "Ein grünes Dach 🌲"
ADDRESS = "https://www.xing.com/posts/1"


def _handed_over(run: Run, channels: str, **more: Any) -> list[dict[str, Any]]:
    result = run(DECK, "-c", channels, "-n", "1", "--publish", "--json", "--pictures", "none")
    return list(result.json["posts"])


def _program(path: Path, lines: str) -> Path:
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return path


def test_a_package_holds_texts_files_in_order_and_a_checklist(run: Run, folder: Path) -> None:
    [post] = run(DECK, "-c", "facebook", "-n", "1", "--json", "--pictures", "none").json["posts"]
    picture = folder / "Dach über allem.png"
    Image.new("RGB", (1080, 1080), "seagreen").save(picture)
    run("outbox", "edit", post["id"], "--image", picture, "--alt", ALT)
    run("outbox", "approve", post["id"])
    result = run("handover", post["id"], "--json")
    [made] = result.json["packages"]
    place = Path(made["folder"])
    assert result.code == 0
    assert (place / "text.txt").read_text("utf-8") == made["fields"]["text"] + "\n"
    [medium] = made["media"]
    assert (Path(medium["path"]).name, medium["alt"]) == ("1 Dach über allem.png", ALT)
    assert Path(medium["path"]).read_bytes() == picture.read_bytes()
    steps = (place / "checklist.txt").read_text("utf-8").splitlines()
    assert [step[:6] for step in steps] == [f"[ ] {n}." for n in range(1, len(steps) + 1)]
    assert "https://www.facebook.com/" in steps[0]
    assert any("1 Dach über allem.png" in step and ALT in step for step in steps)
    assert f"repurpose outbox done {post['id']}" in steps[-1]
    picture.unlink()
    gone = run("handover", post["id"])
    assert (gone.code, "put it back" in gone.err, "Traceback" in gone.err) == (1, True, False)


def test_only_an_address_that_was_confirmed_is_recorded(run: Run, folder: Path) -> None:
    first, second = _handed_over(run, "xing")[0], _handed_over(run, "threads")[0]
    opened, copied, bin_ = folder / "opened.txt", folder / "copied.txt", folder / "bin"
    bin_.mkdir()
    browser = _program(bin_ / "browser", f'echo "$1" >> "{opened}"')
    _program(bin_ / "xclip", f'cat > "{copied}"')
    (folder / "repurpose.yaml").write_text(
        yaml.safe_dump({"link": "https://example.org/ä"}), "utf-8"
    )
    surroundings = {
        "DISPLAY": ":99", "WAYLAND_DISPLAY": "", "PATH": f"{bin_}:{os.environ['PATH']}",
        "BROWSER": f"'{browser}' %s",
    }  # fmt: skip
    words = ["handover", first["id"], second["id"]]
    answers = f"www.xing.com\nhttps://elsewhere.example/1\nn\n{ADDRESS}\n\n"
    shown = at_a_terminal(folder, *words, answers=answers, **surroundings)
    assert "the text is on the clipboard" in shown
    assert "an address begins with https://" in shown
    assert "That is no address on XING" in shown
    states = {
        post["id"]: (post["status"], post["url"])
        for post in run("outbox", "list", "--json").json["posts"]
    }
    assert states[first["id"]] == ("published", ADDRESS)
    assert states[second["id"]] == ("handed-over", None)
    pages = opened.read_text("utf-8").split()
    assert pages[0].startswith("https://www.xing.com/")
    assert second["parts"][0]["text"].splitlines()[0] in unquote(pages[1])
    assert copied.read_text("utf-8").startswith(first["parts"][0]["text"].splitlines()[0])


def test_what_others_link_to_comes_first_and_they_wait(run: Run) -> None:
    guest, host = _handed_over(run, "xing,slideshare")
    assert guest["waits_for"] == [host["id"]]
    assert [p["id"] for p in run("handover", "--json").json["packages"]] == [host["id"]]
    named = run("handover", guest["id"], "--json")
    assert (named.code, named.json["packages"]) == (1, [])
    assert f"repurpose handover {host['id']}" in named.json["errors"][0]["hint"]
    address = "https://www.slideshare.net/slideshow/holz/1"
    run("outbox", "done", host["id"], address)
    [made] = run("handover", "--json").json["packages"]
    assert made["id"] == guest["id"]
    assert address in made["fields"]["text"]
    assert (
        made["page"]
        == f"https://www.xing.com/spi/shares/new?url={address.replace(':', '%3A').replace('/', '%2F')}"
    )


def test_what_is_not_for_a_person_is_refused(run: Run) -> None:
    assert "nothing waits" in run("handover").err
    [post] = run(DECK, "-c", "twitter", "-n", "1", "--json").json["posts"]
    assert "approve it first" in run("handover", post["id"]).err
    run("outbox", "approve", post["id"])
    refused = run("handover", post["id"])
    assert (refused.code, f"repurpose publish {post['id']}" in refused.err) == (2, True)
    assert run("handover", "--json").json["packages"] == []


def test_each_channel_knows_where_its_posts_stand() -> None:
    anywhere = {name for name in names() if not domains_of(name)}
    assert anywhere == {"apprise", "blog", "homepage", "mastodon", "webhook"}
    shares = {name: share for name in names() if (share := share_of(name))}
    assert all(s.startswith("https://") and s.endswith("}") for s in shares.values())
