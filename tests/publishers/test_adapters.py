"""What both adapters do alike: posts, pictures, refusals, lost answers, and what stands there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repurpose.errors import LoginError, Rejected
from repurpose.model import Media
from repurpose.protocols import Uploads, Verifies

from .conftest import Bench, post

ALL = ["x", "member", "organization"]
CHANNEL = {"x": "twitter", "member": "linkedin", "organization": "linkedin"}
TEXT = "Grüße 🌲 & <mehr> (aus) [Zürich] #Holz ~5% https://example.org/a_b?c=d#e"


@pytest.mark.parametrize("name", ALL)
def test_a_picture_goes_along_with_its_description(
    bench: Bench, name: str, picture: tuple[Media, ...]
) -> None:
    bench.any(name).publish(post("Mit Bild", media=picture), "key")
    [standing] = bench.sandbox.posts(CHANNEL[name])
    [shown] = standing.media
    assert (shown.alt, shown.mime, shown.bytes) == (
        picture[0].alt, "image/png", picture[0].path.stat().st_size,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["x", "member"])
def test_a_wrong_picture_is_refused_before_anything_is_sent(
    bench: Bench, name: str, picture: tuple[Media, ...], tmp_path: Path
) -> None:
    fake = tmp_path / "kein Bild.png"
    fake.write_text("no picture")
    huge = tmp_path / "gross.png"
    huge.write_bytes(picture[0].path.read_bytes() + b"\0" * 11_000_000)
    wrong = {
        "cannot be read": replace(picture[0], path=tmp_path / "weg.png"),
        "this is none": replace(picture[0], path=fake),
        "MB": replace(picture[0], path=huge),
        "no alternative text": replace(picture[0], alt=" "),
        "characters": replace(picture[0], alt="ä" * 5000),
    }
    publisher = bench.any(name)
    for says, medium in wrong.items():
        with pytest.raises(Rejected, match=says):
            publisher.publish(post("Mit Bild", media=(medium,)), "key")
    assert not [call for call in bench.seen if "tweets" in call or "posts" in call]
    assert not [call for call in bench.seen if "upload" in call or "images" in call]


@pytest.mark.parametrize("name", ALL)
def test_an_upload_made_before_is_used(bench: Bench, name: str, picture: tuple[Media, ...]) -> None:
    publisher = bench.any(name)
    assert isinstance(publisher, Uploads)
    assert isinstance(publisher, Verifies)
    drafted = post("Mit Bild", media=picture)
    uploads = publisher.upload(drafted)
    seen = len(bench.seen)
    publisher.publish(replace(drafted, uploads=uploads), "key")
    assert len(bench.seen) == seen + 1


@pytest.mark.parametrize("name", ALL)
def test_an_expired_login_says_what_to_do(bench: Bench, name: str) -> None:
    publisher = bench.any(name)
    bench.sandbox.expire(CHANNEL[name])
    for call in (lambda: publisher.publish(post("x"), "key"), publisher.verify):
        with pytest.raises(LoginError) as caught:
            call()
        assert "REPURPOSE_" in caught.value.hint
