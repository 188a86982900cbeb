"""What breaks a channel's rules, in texts and in files as they are on disk."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose import channels
from repurpose.channels.checking import breaches
from repurpose.model import Media, MediaKind, Part, Rules
from repurpose.programs import ffmpeg
from repurpose.text.counting import length

RULES = Rules(
    limit=280, measure="code-points", images=2, image_bytes=200_000, image_ratio=(0.8, 1.91),
    image_pixels=1_000_000, alt_limit=20, videos=1, video_seconds=(1, 3), video_ratio=(0.5, 2),
    documents=1, document_pages=2, document_bytes=5_000,
)  # fmt: skip


def picture(folder: Path, name: str = "Bild 1.png", size: tuple[int, int] = (120, 100)) -> Path:
    from PIL import Image

    path = folder / name
    Image.new("RGB", size, "green").save(path, "PNG")
    return path


def clip(folder: Path, seconds: float, size: str = "160x120", name: str = "Clip.mp4") -> Path:
    path = folder / name
    source = f"testsrc=size={size}:rate=5:duration={seconds}"
    command = [ffmpeg.program(), "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", path]
    subprocess.run(command, check=True)
    return path


def pdf(folder: Path, pages: int) -> Path:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(100, 100)
    path = folder / "Folien.pdf"
    document.save(path)
    return path


def said(
    path: Path, kind: MediaKind = "image", rules: Rules = RULES, alt: str = "Ein Bild"
) -> list[str]:
    return breaches(Part(text="Text", media=(Media(path=path, kind=kind, alt=alt),)), rules)


def test_what_keeps_the_rules_has_none(tmp_path: Path) -> None:
    assert said(picture(tmp_path)) == []
    assert said(clip(tmp_path, 2), "video") == []
    assert said(pdf(tmp_path, 2), "document") == []


@pytest.mark.parametrize(
    ("size", "line"),
    [
        ((70, 100), "Bild 1.png is too narrow: 70 by 100; width by height is 0.8 at least"),
        ((200, 100), "Bild 1.png is too wide: 200 by 100; width by height is 1.91 at most"),
        ((1001, 1000), "Bild 1.png has 1,001,000 pixels, 1,000,000 are the most; save it smaller"),
        ((80, 100), None),
        ((1080, 566), None),
    ],
)
def test_the_shape_of_a_picture(tmp_path: Path, size: tuple[int, int], line: str | None) -> None:
    assert said(picture(tmp_path, size=size)) == ([line] if line else [])


def test_a_turned_picture_is_judged_as_it_is_shown(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "hoch.jpg"
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (150, 100)).save(path, exif=turned)
    assert said(path) == ["hoch.jpg is too narrow: 100 by 150; width by height is 0.8 at least"]


def test_the_bytes_tell_the_type_not_the_name(tmp_path: Path) -> None:
    from PIL import Image

    gif = tmp_path / "wirklich.png"
    Image.new("P", (120, 100)).save(gif, "GIF")
    assert said(gif) == ["wirklich.png is GIF; only JPEG or PNG is taken; convert it"]
    text = tmp_path / "Text.jpg"
    text.write_text("kein Bild", "utf-8")
    assert said(text) == ["Text.jpg is no JPEG or PNG; convert it"]


def test_a_damaged_picture_is_not_sent(tmp_path: Path) -> None:
    whole = picture(tmp_path, size=(120, 100)).read_bytes()
    half = tmp_path / "halb.png"
    half.write_bytes(whole[: len(whole) // 2])
    assert said(half) == ["halb.png is damaged; take a sound copy"]


def test_a_picture_that_is_gone_or_too_heavy(tmp_path: Path) -> None:
    gone = tmp_path / "weg.png"
    assert said(gone) == [
        "weg.png cannot be read: No such file or directory; put it back, or leave it out"
    ]
    heavy = picture(tmp_path)
    heavy.write_bytes(heavy.read_bytes() + b"\0" * 300_000)
    assert said(heavy) == ["Bild 1.png has 300 kB, 200 kB are the most; save it smaller"]


def test_an_alternative_text_is_needed_and_limited(tmp_path: Path) -> None:
    path = picture(tmp_path)
    assert said(path, alt=" ") == [
        "Bild 1.png has no alternative text; say in a sentence what it shows"
    ]
    assert said(path, alt="x" * 21) == [
        "Bild 1.png has an alternative text of 21 of 20 characters; shorten it"
    ]


@pytest.mark.parametrize(
    ("seconds", "size", "line"),
    [
        (4, "160x120", "Clip.mp4 lasts 4 s, 3 s is the most; cut it"),
        (0.6, "160x120", "Clip.mp4 lasts 0.6 s, 1 s is the least; take a longer one"),
        (2, "80x200", "Clip.mp4 is too narrow: 80 by 200; width by height is 0.5 at least"),
    ],
)
def test_the_length_and_shape_of_a_video(
    tmp_path: Path, seconds: float, size: str, line: str
) -> None:
    assert said(clip(tmp_path, seconds, size), "video") == [line]


def test_a_video_of_another_kind_or_none(tmp_path: Path) -> None:
    matroska = clip(tmp_path, 2, name="Clip.mkv")
    assert said(matroska, "video") == ["Clip.mkv is MKV; only MP4 is taken; convert it"]
    fake = tmp_path / "leer.mp4"
    fake.write_bytes(b"\0\0\0\x18ftypisom" + b"\0" * 100)
    assert said(fake, "video") == [
        "leer.mp4 has no video in it that can be read; take a sound copy"
    ]


def test_a_document_of_too_many_pages_or_damaged(tmp_path: Path) -> None:
    assert said(pdf(tmp_path, 3), "document") == [
        "Folien.pdf has 3 pages, 2 are the most; split it"
    ]
    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    assert said(broken, "document") == [
        "kaputt.pdf is damaged, or protected by a password; take a sound copy"
    ]


def test_a_deck_is_told_from_other_packages(tmp_path: Path) -> None:
    rules = channels.rules_of("slideshare")
    deck, other = tmp_path / "Deck.pptx", tmp_path / "Deck 2.pptx"
    for path, member in ((deck, "ppt/presentation.xml"), (other, "xl/workbook.xml")):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "x" * 5000)
            package.writestr(member, "x")
    assert said(deck, "document", rules) == []
    assert said(other, "document", rules) == ["Deck 2.pptx is no PDF or PPTX; convert it"]


def test_numbers_and_mixtures(tmp_path: Path) -> None:
    one = Media(path=picture(tmp_path), kind="image", alt="Bild")
    film = Media(path=clip(tmp_path, 2), kind="video", alt="Film")
    assert breaches(Part(text="x", media=(one,) * 3), RULES) == [
        "3 pictures are too many, 2 are taken; leave the others out"
    ]
    assert breaches(Part(text="x", media=(one, film)), RULES) == [
        "a picture and video do not go together in one post; leave one of them out"
    ]
    assert breaches(Part(text="x", media=(film,)), replace(RULES, videos=0)) == [
        "no videos are taken there; leave the video out"
    ]
    needing = replace(RULES, needs_media=True)
    assert breaches(Part(text="x"), needing) == [
        "nothing is taken there without a picture or a video or a document; add one"
    ]
    assert breaches(Part(text="x"), needing, complete=False) == []


@pytest.mark.parametrize(
    ("channel", "part", "lines"),
    [
        ("twitter", Part(text="ä" * 281), ["the text has 281 of 280 characters, as X counts; shorten it"]),
        ("twitter", Part(text="a\ufeffb"), ["the text holds U+FEFF, which is not taken there; take it out"]),
        ("twitter", Part(text=" \n"), ["the text is empty; write one"]),
        ("twitter", Part(text="a\ud83d"), ["the text holds half a character (U+D83D); take it out"]),
        ("bluesky", Part(text="👨\u200d👩\u200d👧\u200d👦" * 121), ["the text has 3,025 of 3,000 bytes; shorten it"]),
        ("linkedin", Part(text="(a)" * 1000),
         ["the text has 5,000 of 3,000 characters, with the backslashes that LinkedIn needs; shorten it"]),
        ("linkedin", Part(text="x", comment="y" * 1251),
         ["the first comment has 1,251 of 1,250 characters; shorten it"]),
        ("instagram", Part(text="#a #b #c #d #e #f"), ["the text has 6 hashtags, 5 at most are taken; leave some out"]),
        ("threads", Part(text="a.ch b.ch c.ch d.ch e.ch f.ch a.ch"),
         ["the text has 6 links, 5 at most are taken; leave some out"]),
        ("youtube", Part(text="ö" * 2501), ["the text has 5,002 of 5,000 bytes; shorten it"]),
        ("youtube", Part(text="x", title="a < b" + "c" * 96),
         ["the title has 101 of 100 characters; shorten it",
          "the title holds <, which is not taken there; take it out"]),
        ("youtube", Part(text="x", tags=("Holz bau",) * 46),
         ["the keywords have 505 of 500 characters; leave some out"]),
        ("blog", Part(text="x", tags=tuple("abcdefghijk")), ["11 keywords are too many, 10 are taken; leave some out"]),
    ],
)  # fmt: skip
def test_a_text_that_breaks_a_rule(channel: str, part: Part, lines: list[str]) -> None:
    assert breaches(part, channels.rules_of(channel), complete=False) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("0:00 Anfang\n1:00 Mitte\n2:30 Ende", []),
        ("00:00 Anfang\n59:00 Mitte\n1:02:30 Ende", []),
        ("Um 9:30 geht es los.\n10:00 beginnt der Rundgang.", []),
        ("0:10 A\n1:00 B\n2:00 C", ["the chapters do not begin at 0:00; give the first one this time"]),
        ("0:00 A\n1:00 B", ["there are 2 chapters, 3 are the least; add some, or leave them out"]),
        ("0:00 A\n0:05 B\n2:00 C", ["a chapter is shorter than 10 seconds; put it together with another one"]),
        ("0:00 A\n2:00 B\n1:00 C", ["the chapters are not in order of time; order them"]),
    ],
)  # fmt: skip
def test_times_at_the_beginning_of_lines_are_chapters(text: str, lines: list[str]) -> None:
    assert breaches(Part(text=text), channels.rules_of("youtube"), complete=False) == lines


@given(st.text(max_size=700), st.sampled_from(channels.names()))
def test_what_is_within_all_limits_is_not_called_too_long(text: str, channel: str) -> None:
    rules = channels.rules_of(channel)
    long = [
        line for line in breaches(Part(text=text), rules, complete=False) if "shorten it" in line
    ]
    measures = ((rules.measure, rules.limit), *rules.further)
    assert len(long) == sum(length(text, measure) > limit for measure, limit in measures)
