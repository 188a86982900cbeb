"""Videos from the command line: to YouTube, and with posts of other channels."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from repurpose.programs import ffmpeg
from tests.cli.conftest import Run

SAID = (
    "Der Holzbau spart im Vergleich zum Massivbau rund vierzig Prozent der Emissionen ein.",
    "Wer aufstockt, braucht kein neues Bauland und kein neues Fundament.",
    "Eine Aufstockung aus Holz ist in acht Wochen bezugsbereit.",
)


@pytest.fixture
def video(folder: Path) -> Path:
    """A talk with its subtitles."""
    path = folder / "Über den Holzbau.mp4"
    source = "testsrc=size=160x120:rate=2:duration=15"
    command = [ffmpeg.program(), "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", path]
    subprocess.run(command, check=True)
    cues = [
        f"{n + 1}\n00:00:{5 * n:02d},000 --> 00:00:{5 * n + 4:02d},000\n{words}\n"
        for n, words in enumerate(SAID)
    ]
    path.with_suffix(".srt").write_text("\n".join(cues), encoding="utf-8")
    return path


def test_a_video_is_uploaded_and_its_owner_makes_it_visible(run: Run, video: Path) -> None:
    result = run(video, "-c", "youtube", "--sandbox", "--publish", "--json")
    [post] = result.json["posts"]
    assert (result.code, post["status"]) == (0, "handed-over")
    [medium] = post["parts"][0]["media"]
    assert (Path(medium["path"]), medium["kind"], bool(medium["alt"])) == (video, "video", True)
    shown = run("outbox", "show", post["id"], "--sandbox")
    assert "as private" in shown.out
    assert "studio.youtube.com" in shown.err
    [made] = run("handover", post["id"], "--sandbox", "--json").json["packages"]
    assert made["page"].startswith("https://studio.youtube.com/video/")
    assert (made["fields"], made["media"]) == ({}, [])  # it is there: nobody uploads it twice
    again = run(video, "-c", "youtube", "--sandbox", "--publish", "--json")
    assert [p["status"] for p in again.json["posts"]] == ["handed-over"]
    address = "https://youtu.be/abc"
    assert run("outbox", "done", post["id"], address, "--sandbox").code == 0
    [done] = run("outbox", "list", "--sandbox", "--json").json["posts"]
    assert (done["status"], done["url"]) == ("published", address)


def test_posts_of_other_channels_link_to_the_video(run: Run, video: Path, folder: Path) -> None:
    settings = "channels:\n  youtube:\n    privacy: public\n  twitter:\n"
    (folder / "repurpose.yaml").write_text(settings, encoding="utf-8")
    result = run(video, "-c", "twitter,youtube", "-n", "1", "--sandbox", "--publish", "--json")
    posts = {post["channel"]: post for post in result.json["posts"]}
    assert {post["status"] for post in posts.values()} == {"published"}, result.err
    assert posts["youtube"]["url"] in posts["twitter"]["parts"][0]["text"]


def test_a_video_goes_with_a_post_on_x(run: Run, video: Path) -> None:
    [post] = run(video, "-c", "x", "-n", "1", "--sandbox", "--json").json["posts"]
    assert run("outbox", "edit", post["id"], "--sandbox", "--media", video).code == 0
    run("outbox", "approve", post["id"], "--sandbox")
    result = run("publish", post["id"], "--sandbox", "--json")
    assert [each["status"] for each in result.json["deliveries"]] == ["published"]
