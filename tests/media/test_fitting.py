"""Pictures as channels take them: limits hold, and nothing that stands on a slide is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from repurpose import channels
from repurpose.errors import RepurposeError, SourceError
from repurpose.media.fitting import fitted
from repurpose.model import Rules
from tests.media.conftest import Colour, is_like

MARKS: tuple[Colour, ...] = ((255, 0, 0), (0, 160, 0), (0, 0, 255), (160, 0, 160))
GROUND = (250, 245, 235)


def rules(width: int, height: int, **more: Any) -> Rules:
    return Rules(limit=280, measure="weighted", picture_size=(width, height), **more)


SQUARE, UPRIGHT, WIDE = rules(1080, 1080), rules(1080, 1350), rules(1600, 900)


def slide(
    path: Path,
    size: tuple[int, int] = (1920, 1080),
    ground: Colour = GROUND,
    margin: tuple[float, float] = (0.02, 0.02),
) -> Path:
    """A slide with a mark of its own colour in each corner; `margin` in parts of width and height."""
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    wide, high = size
    x, y = round(wide * margin[0]), round(high * margin[1])
    corners = ((x, y), (wide - x - 60, y), (x, high - y - 60), (wide - x - 60, high - y - 60))
    for (left, top), colour in zip(corners, MARKS, strict=True):
        draw.rectangle((left, top, left + 60, top + 60), fill=colour)
    image.save(path)
    return path


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


def places(image: Image.Image) -> list[tuple[int, int, int, int] | None]:
    """Where each mark is: left, top, right, bottom."""
    found = []
    for colour in MARKS:
        other = Image.new("RGB", image.size, colour)
        red, green, blue = ImageChops.difference(image.convert("RGB"), other).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        found.append(most.point([255] * 60 + [0] * 196).getbbox())
    return found


@pytest.mark.parametrize("size", [(1280, 720), (960, 720), (700, 990), (1600, 400)])
@pytest.mark.parametrize("asked", [SQUARE, UPRIGHT, WIDE], ids=["square", "upright", "wide"])
def test_nothing_is_cut_off_and_nothing_is_distorted(
    tmp_path: Path, size: tuple[int, int], asked: Rules
) -> None:
    image = opened(fitted(slide(tmp_path / "slide.png", size), asked, tmp_path / "out.png"))
    for box in places(image):
        assert box is not None
        left, top, right, bottom = box
        assert abs((right - left) - (bottom - top)) <= 3


@pytest.mark.parametrize("channel", [c for c in channels.names() if channels.rules_of(c).images])
@pytest.mark.parametrize("size", [(1280, 720), (960, 720), (700, 990), (1600, 600)])
def test_the_rules_of_every_channel_hold(
    tmp_path: Path, channel: str, size: tuple[int, int]
) -> None:
    asked = channels.rules_of(channel)
    out = fitted(slide(tmp_path / "slide.png", size), asked, tmp_path / "out.png")
    image = opened(out)
    assert out.stat().st_size <= asked.image_bytes
    assert Image.MIME[image.format or ""] in asked.image_types
    assert image.width <= asked.picture_size[0]
    if asked.image_ratio is not None:
        assert asked.image_ratio[0] <= image.width / image.height <= asked.image_ratio[1]
    if asked.image_pixels is not None:
        assert image.width * image.height <= asked.image_pixels
    assert None not in places(image)


@pytest.mark.parametrize("asked", [SQUARE, UPRIGHT])
@pytest.mark.parametrize("size", [(1280, 720), (960, 720), (700, 990)])
def test_a_channel_with_a_square_or_upright_shape_gets_just_that(
    tmp_path: Path, size: tuple[int, int], asked: Rules
) -> None:
    image = opened(fitted(slide(tmp_path / "slide.png", size), asked, tmp_path / "out.png"))
    wide, high = asked.picture_size
    assert abs(image.width / image.height - wide / high) < 0.003
    assert image.width <= wide
    assert image.height <= high


def test_a_channel_that_shows_other_shapes_gets_the_slide_as_it_is(tmp_path: Path) -> None:
    image = opened(fitted(slide(tmp_path / "a.png"), rules(1200, 627), tmp_path / "out.png"))
    assert image.size == (1200, 675)
    narrow = rules(1200, 627, image_ratio=(1.0, 1.6))
    assert opened(fitted(tmp_path / "a.png", narrow, tmp_path / "out.png")).size == (1200, 750)
    odd = rules(1199, 627, image_ratio=(1.0, 1.61))
    image = opened(fitted(tmp_path / "a.png", odd, tmp_path / "out.png"))
    assert image.width / image.height <= 1.61


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    image = opened(fitted(slide(tmp_path / "a.png", (640, 360)), WIDE, tmp_path / "out.png"))
    assert image.size == (640, 360)


def test_what_is_added_has_the_colour_of_the_slide(tmp_path: Path) -> None:
    path = slide(tmp_path / "a.png", ground=(31, 58, 52))
    image = opened(fitted(path, UPRIGHT, tmp_path / "out.png")).convert("RGB")
    for y in (2, image.height - 3):
        row = [image.getpixel((x, y)) for x in range(0, image.width, 40)]
        assert all(is_like(point, (31, 58, 52)) for point in row)  # type: ignore[arg-type]


def test_a_band_along_the_side_goes_on(tmp_path: Path) -> None:
    image = opened(slide(tmp_path / "a.png"))
    ImageDraw.Draw(image).rectangle((0, 0, 29, 1080), fill=(20, 40, 90))
    image.save(tmp_path / "a.png")
    out = opened(fitted(tmp_path / "a.png", SQUARE, tmp_path / "out.png")).convert("RGB")
    for y in (3, 540, 1076):
        assert is_like(out.getpixel((4, y)), (20, 40, 90))  # type: ignore[arg-type]
        assert is_like(out.getpixel((600, y)), GROUND) or y == 540  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [range(1500, 1900, 8), [960, 1200]], ids=["logo", "poles"])
def test_a_logo_at_the_edge_is_not_drawn_out(tmp_path: Path, columns: Sequence[int]) -> None:
    image = opened(slide(tmp_path / "a.png", margin=(0.1, 0.2)))
    draw = ImageDraw.Draw(image)
    for x in columns:
        draw.rectangle((x, 1000, x + 3, 1080), fill="black")
    image.save(tmp_path / "a.png")
    out = opened(fitted(tmp_path / "a.png", SQUARE, tmp_path / "out.png")).convert("RGB")
    row = [out.getpixel((x, 1070)) for x in range(0, 1080, 2)]
    assert all(is_like(point, GROUND) for point in row)  # type: ignore[arg-type]


def test_empty_margins_make_room_for_words(tmp_path: Path) -> None:
    tight = slide(tmp_path / "tight.png", margin=(0.02, 0.02))
    loose = slide(tmp_path / "loose.png", margin=(0.2, 0.02))
    sizes = []
    for path in (tight, loose):
        box = places(opened(fitted(path, SQUARE, tmp_path / "out.png")))[0]
        assert box is not None
        sizes.append(box[2] - box[0])
    assert sizes[1] > 1.3 * sizes[0]


def test_half_a_pixel_along_the_edge_does_no_harm(tmp_path: Path) -> None:
    """Of a page that is no whole number of pixels wide, the last ones are mixed with white."""
    image = opened(slide(tmp_path / "a.png", ground=(31, 58, 52), margin=(0.2, 0.02)))
    draw = ImageDraw.Draw(image)
    draw.line((1919, 0, 1919, 1079), fill=(140, 155, 150))
    draw.line((0, 1079, 1919, 1079), fill=(140, 155, 150))
    image.save(tmp_path / "b.png")
    whole, mixed = (
        opened(fitted(tmp_path / name, SQUARE, tmp_path / "out.png")) for name in ("a.png", "b.png")
    )
    assert is_like(mixed.getpixel((400, 1070)), (31, 58, 52))  # type: ignore[arg-type]
    assert places(mixed)[0] == places(whole)[0]


@pytest.mark.parametrize("colour", ["black", "white"])
@pytest.mark.parametrize("asked", [WIDE, SQUARE], ids=["wide", "square"])
def test_bars_are_cut(tmp_path: Path, colour: str, asked: Rules) -> None:
    inner = opened(slide(tmp_path / "a.png", (1440, 1080), ground=(90, 120, 60)))
    whole = Image.new("RGB", (1920, 1080), colour)
    whole.paste(inner, (240, 0))
    whole.save(tmp_path / "a.png")
    out = opened(fitted(tmp_path / "a.png", asked, tmp_path / "out.png")).convert("RGB")
    assert is_like(out.getpixel((2, out.height // 2)), (90, 120, 60))  # type: ignore[arg-type]
    assert None not in places(out)


def test_a_photo_is_extended_by_a_blurred_form_of_it(tmp_path: Path) -> None:
    chance = random.Random(7)
    small = Image.frombytes(
        "RGB", (96, 54), bytes(chance.randrange(256) for _ in range(96 * 54 * 3))
    )
    small.resize((1920, 1080), Image.Resampling.NEAREST).save(tmp_path / "a.png")
    out = opened(fitted(tmp_path / "a.png", SQUARE, tmp_path / "out.png")).convert("L")
    added = out.crop((0, 0, 1080, 200)).getextrema()
    inside = out.crop((0, 300, 1080, 800)).getextrema()
    assert out.size == (1080, 1080)
    assert added[1] - added[0] < 0.5 * (inside[1] - inside[0])  # type: ignore[operator]


# ── bytes ──


def test_flat_is_png_and_a_photo_is_jpeg(tmp_path: Path) -> None:
    flat = fitted(slide(tmp_path / "flat.png"), WIDE, tmp_path / "flat.jpeg")
    assert (flat.name, opened(flat).format) == ("flat.png", "PNG")
    Image.effect_noise((960, 540), 80).save(tmp_path / "noise.png")
    photo = fitted(tmp_path / "noise.png", WIDE, tmp_path / "photo.x")
    assert (photo.name, opened(photo).format) == ("photo.jpg", "JPEG")


@pytest.mark.parametrize(
    ("types", "form"),
    [(("image/jpeg",), "JPEG"), (("image/png",), "PNG"), (("image/webp", "video/mp4"), "WEBP")],
)
@pytest.mark.parametrize("most", [700_000, 250_000])
def test_bytes_and_types_hold_even_where_a_picture_is_full_of_details(
    tmp_path: Path, types: tuple[str, ...], form: str, most: int
) -> None:
    Image.effect_noise((960, 540), 60).save(tmp_path / "noise.png")
    asked = rules(1600, 900, image_bytes=most, image_types=types)
    out = fitted(tmp_path / "noise.png", asked, tmp_path / "out.png")
    assert out.stat().st_size <= most
    assert opened(out).format == form


def test_pixels_hold(tmp_path: Path) -> None:
    asked = rules(1600, 900, image_pixels=500_000)
    image = opened(fitted(slide(tmp_path / "a.png"), asked, tmp_path / "out.png"))
    assert image.width * image.height <= 500_000
    assert abs(image.width / image.height - 16 / 9) < 0.01


def test_where_nothing_is_small_enough_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    Image.effect_noise((960, 540), 60).save(tmp_path / "noise.png")
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(RepurposeError, match="no picture is as small as 100 bytes"):
        fitted(tmp_path / "noise.png", rules(1600, 900, image_bytes=100), place / "a.png")
    with pytest.raises(RepurposeError, match="of which image/tiff is taken"):
        fitted(
            tmp_path / "noise.png", rules(1600, 900, image_types=("image/tiff",)), place / "a.png"
        )
    assert list(place.iterdir()) == []


def test_transparency_is_white_and_nothing_is_said_about_the_file(tmp_path: Path) -> None:
    image = Image.new("RGBA", (800, 450), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((300, 100, 500, 300), fill=(200, 0, 0, 255))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010E] = "geheime Baustelle"
    image.save(tmp_path / "a.png", icc_profile=profile, exif=exif)
    out = fitted(tmp_path / "a.png", WIDE, tmp_path / "out.png")
    made = opened(out)
    assert made.mode == "RGB"
    assert made.getpixel((5, 5)) == (255, 255, 255)
    assert not made.getexif()
    assert "icc_profile" not in made.info
    assert b"geheime Baustelle" not in out.read_bytes()


def test_a_photo_that_lies_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    opened(slide(tmp_path / "a.png")).save(tmp_path / "a.jpg", exif=exif, quality=95)
    out = opened(fitted(tmp_path / "a.jpg", UPRIGHT, tmp_path / "out.png"))
    assert out.width < out.height
    assert None not in places(out)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "LA", "I;16"])
def test_pictures_of_every_kind_come_out_in_colours_of_the_screen(
    tmp_path: Path, mode: str
) -> None:
    form = "TIFF" if mode == "CMYK" else "PNG"
    Image.new(mode, (640, 360)).save(tmp_path / "a", form)
    assert opened(fitted(tmp_path / "a", WIDE, tmp_path / "out.png")).mode == "RGB"


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    path = slide(tmp_path / "a.png")
    one, other = (fitted(path, SQUARE, tmp_path / name) for name in ("1.png", "2.png"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_what_is_no_picture_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "größe.png").write_bytes(content)
    with pytest.raises(SourceError, match="is no picture, or damaged"):
        fitted(tmp_path / "größe.png", SQUARE, tmp_path / "out.png")
    assert not (tmp_path / "out.png").exists()
