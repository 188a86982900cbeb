"""The keys of repurpose.yaml that say how the firm's cards look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from repurpose.media.cards import Brand

FAMILIES = ("sans", "serif")

BRAND: dict[str, dict[str, Any]] = {
    "brand": {
        "description": "How the pictures with quotes and figures look.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            "colour": {
                "description": "Your colour, in quotes: of the accent and the large figures.",
                "type": "string",
                "format": "colour",
                "examples": ["#1f5f6b"],
            },
            "background": {
                "description": "The ground; what stands on it is set dark or light.",
                "type": "string",
                "format": "colour",
                "examples": ["#fbfaf7"],
            },
            "font": {
                "description": "sans, serif, or a font file of your own (.ttf, .otf).",
                "type": "string",
                "format": "font",
                "default": "sans",
            },
            "logo": {
                "description": "A picture with your logo; the best is a PNG without background.",
                "type": "string",
                "format": "logo",
                "examples": ["logo.png"],
            },
            "name": {
                "description": "What stands where there is no logo; the first of `company` otherwise.",
                "type": "string",
                "minLength": 1,
                "maxLength": 60,
                "examples": ["Muster Holzbau AG"],
            },
        },
    },
}


def brand(values: Mapping[str, Any], root: Path, company: Sequence[str]) -> Brand:
    """The brand of checked values.

    Args:
        root: Where relative paths start.
        company: The firm's names.
    """
    from repurpose.media.cards import Brand, parse_colour

    made: dict[str, Any] = {
        key: parse_colour(values[key]) for key in ("colour", "background") if key in values
    }
    if "font" in values:
        font = values["font"]
        made["font"] = font if font in FAMILIES else str(_place(root, font))
    if "logo" in values:
        made["logo"] = _place(root, values["logo"])
    return Brand(name=values.get("name") or next(iter(company), ""), **made)


def check_colour(text: str) -> object:
    """Raises ConfigError where a text is no colour."""
    from repurpose.media.cards import parse_colour

    if (found := parse_colour(text)) is None:
        raise ConfigError(f"{text!r} is not a colour", hint='write e.g. "#1f5f6b", in quotes')
    return found


def check_font(root: Path, name: str) -> None:
    """Raises ConfigError where it is neither a family nor a font file."""
    if name in FAMILIES:
        return
    file = _place(root, name)
    if not file.is_file():
        raise ConfigError(
            f"there is no font {name!r}",
            hint="write sans, serif, or the path of a .ttf or .otf file",
        )
    from repurpose.media.cards import check_font_file

    check_font_file(file)


def check_logo(root: Path, name: str) -> None:
    """Raises ConfigError where there is no such picture, or none that can be read."""
    file = _place(root, name)
    if not file.is_file():
        raise ConfigError(f"there is no file {name!r}", hint="name a PNG or JPEG with your logo")
    from repurpose.media.cards import check_logo_file

    check_logo_file(file)


def files_there(data: Any, root: Path) -> str:
    """Which of the files that the keys name are there, and since when: a check depends on it."""
    values = data.get("brand") if isinstance(data, Mapping) else None
    named = [values.get(key) for key in ("font", "logo")] if isinstance(values, Mapping) else []
    files = [_place(root, name) for name in named if isinstance(name, str)]
    return str([file.is_file() and file.stat().st_mtime_ns for file in files])


def _place(root: Path, name: str) -> Path:
    return root / Path(name).expanduser()
