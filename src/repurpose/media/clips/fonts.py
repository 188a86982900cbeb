"""The font of captions."""

from __future__ import annotations

from pathlib import Path

from repurpose.media.clips.styling import Face

_FOLDER = Path(__file__).resolve().parents[1] / "cards" / "fonts"


def face() -> Face:
    """A bold font that is easily read."""
    return Face(file=Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"), bold=True)
