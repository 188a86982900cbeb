"""Images on X."""

from __future__ import annotations

import base64
import contextlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from repurpose.sandbox import Sandbox, pictures
from repurpose.sandbox.web import multipart
from tests.sandbox.clients import Clock, X, picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_an_image_with_alt_text_goes_out(sandbox: Sandbox, x: X, kind: str) -> None:
    data = picture(kind, 320, 200)
    answer = x.upload(data).json()["data"]
    assert answer["size"] == len(data)
    assert answer["image"] == {"image_type": f"image/{kind.lower()}", "w": 320, "h": 200}
    alt = "Ein Gerüst über der Straße 🏗"
    body = {"id": answer["id"], "metadata": {"alt_text": {"text": alt}}}
    assert x("POST", "/2/media/metadata", json=body).status_code == 200
    x.posted("Gerüst", media={"media_ids": [answer["id"]]})
    (post,) = sandbox.posts("twitter")
    (shown,) = post.media
    assert (shown.alt, shown.bytes, shown.width, shown.height) == (alt, len(data), 320, 200)


def test_a_picture_alone_is_a_post(sandbox: Sandbox, x: X) -> None:
    body = {"media": {"media_ids": [x.uploaded(picture())]}}
    answer = x("POST", "/2/tweets", json=body)
    assert answer.status_code == 201
    assert answer.json()["data"]["text"].startswith("https://t.co/")
    assert sandbox.posts("twitter")[0].text == ""


def test_json_with_base64_is_an_upload_too(sandbox: Sandbox, x: X) -> None:
    data = picture("JPEG")
    body = {"media": base64.b64encode(data).decode(), "media_category": "tweet_image"}
    answer = x("POST", "/2/media/upload", json=body)
    assert answer.json()["data"]["size"] == len(data)
    body["media"] = "not base64!"
    assert x("POST", "/2/media/upload", json=body).status_code == 400


def test_an_image_in_pieces(x: X) -> None:
    data = picture("PNG", 300, 300)
    begin = {"media_type": "image/png", "total_bytes": len(data), "media_category": "tweet_image"}
    id_ = x("POST", "/2/media/upload/initialize", json=begin).json()["data"]["id"]
    half = len(data) // 2
    for index, piece in ((1, data[half:]), (0, data[:half])):
        answer = x(
            "POST",
            f"/2/media/upload/{id_}/append",
            data={"segment_index": str(index)},
            files={"media": piece},
        )
        assert answer.status_code == 200, answer.text
    assert x.post("Zu früh", media={"media_ids": [id_]}).status_code == 400
    done = x("POST", f"/2/media/upload/{id_}/finalize")
    assert done.json()["data"]["image"] == {"image_type": "image/png", "w": 300, "h": 300}
    state = x("GET", "/2/media/upload", params={"command": "STATUS", "media_id": id_}).json()
    assert state["data"]["processing_info"]["state"] == "succeeded"
    x.posted("Jetzt", media={"media_ids": [id_]})


def test_pieces_must_add_up(x: X) -> None:
    data = picture()
    begin = {"media_type": "image/png", "total_bytes": len(data), "media_category": "tweet_image"}
    id_ = x("POST", "/2/media/upload/initialize", json=begin).json()["data"]["id"]
    form = {"data": {"segment_index": "1"}, "files": {"media": data}}
    x("POST", f"/2/media/upload/{id_}/append", **form)
    assert x("POST", f"/2/media/upload/{id_}/finalize").status_code == 400


@pytest.mark.parametrize(
    ("data", "category"),
    [
        (b"", "tweet_image"),
        (b"GIF is only a word", "tweet_image"),
        (b"%PDF-1.7", "tweet_image"),
        (picture()[:60], "tweet_image"),
        (picture("TIFF"), "tweet_image"),
        (picture(width=3), "tweet_image"),
        (picture(width=8193, height=4), "tweet_image"),
        (picture() + b"\0" * 5 * 1024 * 1024, "tweet_image"),
        (picture("PNG"), "tweet_gif"),
        (picture(), "tweet_video"),
        (picture(), "nonsense"),
    ],
)
def test_what_is_no_such_image_is_refused(x: X, data: bytes, category: str) -> None:
    assert x.upload(data, category).status_code in (400, 403)


def test_alt_text_has_a_limit(x: X) -> None:
    id_ = x.uploaded(picture())

    def described(text: str) -> int:
        body = {"id": id_, "metadata": {"alt_text": {"text": text}}}
        return x("POST", "/2/media/metadata", json=body).status_code

    assert described("ß" * 1000) == 200
    assert described("ß" * 1001) == 400


def test_up_to_four_images_ones_own_and_each_once(sandbox: Sandbox, x: X) -> None:
    ids = [x.uploaded(picture(color=color)) for color in ("red", "green", "blue", "gray", "teal")]
    foreign = X(sandbox, "fremd").uploaded(picture())
    assert x.post("Fünf", media={"media_ids": ids}).status_code == 400
    assert x.post("Null", media={"media_ids": []}).status_code == 400
    assert x.post("Fremd", media={"media_ids": [foreign]}).status_code == 400
    assert x.post("Zweimal", media={"media_ids": [ids[0], ids[0]]}).status_code == 400
    assert x.post("Unbekannt", media={"media_ids": ["4711"]}).status_code == 400
    assert sandbox.posts("twitter") == []
    x.posted("Vier", media={"media_ids": ids[:4]})
    assert len(sandbox.posts("twitter")[0].media) == 4


def test_foreign_images_cannot_be_described(sandbox: Sandbox, x: X) -> None:
    foreign = X(sandbox, "fremd").uploaded(picture())
    assert x("POST", "/2/media/metadata", json={"id": foreign}).status_code == 403


def test_images_are_good_for_a_day(x: X, clock: Clock) -> None:
    id_ = x.uploaded(picture())
    clock.advance(hours=24)
    answer = x.post("Zu spät", media={"media_ids": [id_]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "Your media IDs are invalid."


def test_pictures_out_of_real_decks_are_recognised(corpora: Path) -> None:
    from PIL import Image

    seen = set()
    for deck in sorted((corpora / "decks").rglob("*.pptx"))[:60]:
        for name, data in pictures_of(deck):
            facts = pictures.recognise(data)
            with Image.open(io.BytesIO(data)) as image:
                assert facts is not None, (deck.name, name)
                assert (facts.width, facts.height) == image.size, (deck.name, name)
                assert facts.mime == Image.MIME[image.format or ""], (deck.name, name)
            seen.add(facts.mime)
    assert {"image/png", "image/jpeg"} <= seen


def pictures_of(deck: Path) -> Iterator[tuple[str, bytes]]:
    """The PNG, JPEG and GIF files of a deck that Pillow can open as well."""
    from PIL import Image

    try:
        with zipfile.ZipFile(deck) as parts:
            names = [
                n for n in parts.namelist() if n.lower().endswith(("png", "jpg", "jpeg", "gif"))
            ]
            for name in names[:10]:
                data = parts.read(name)
                with (
                    contextlib.suppress(Image.UnidentifiedImageError),
                    Image.open(io.BytesIO(data)),
                ):
                    yield name, data
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return


def test_a_form_has_the_described_fields_and_no_others(x: X) -> None:
    def status(**fields: str) -> int:
        files = {"media": picture()}
        return x("POST", "/2/media/upload", files=files, data=fields).status_code

    assert status(media_category="tweet_image") == 200
    assert status() == 400
    assert status(media_category="tweet_image", shared="true") == 400
    assert x("POST", "/2/media/upload", files={"media_category": b"tweet_image"}).status_code == 400
    begin = {"media_type": "image/png", "total_bytes": 9, "media_category": "tweet_image"}
    id_ = x("POST", "/2/media/upload/initialize", json=begin).json()["data"]["id"]
    for index in ("-1", "1000", "one", ""):
        form = {"data": {"segment_index": index}, "files": {"media": b"x"}}
        assert x("POST", f"/2/media/upload/{id_}/append", **form).status_code == 400, index


def test_the_state_is_asked_for_as_described(x: X) -> None:
    id_ = x.uploaded(picture())
    for query in ({"media_id": id_, "command": "INIT"}, {"media_id": id_, "x": "1"}, {}):
        assert x("GET", "/2/media/upload", params=query).status_code == 400


@given(body=st.binary(max_size=200), kind=st.text(max_size=40))
def test_no_form_makes_the_reader_stumble(body: bytes, kind: str) -> None:
    for content_type in (f"multipart/form-data; boundary={kind}", kind):
        for data in (
            body,
            b"--" + kind.encode() + b"\r\n" + body + b"\r\n--" + kind.encode() + b"--",
        ):
            with contextlib.suppress(ValueError):
                multipart(content_type, data)


def test_a_form_that_breaks_off_is_refused(x: X) -> None:
    whole = requests.Request(
        "POST", x.url, files={"media": picture()}, data={"media_category": "tweet_image"}
    ).prepare()
    assert isinstance(whole.body, bytes)
    kind = {"Content-Type": whole.headers["Content-Type"]}
    for body in (whole.body[:-20], b"", b"nonsense"):
        assert x("POST", "/2/media/upload", data=body, headers=kind).status_code == 400
    no_boundary = {"Content-Type": "multipart/form-data"}
    assert x("POST", "/2/media/upload", data=whole.body, headers=no_boundary).status_code == 400
