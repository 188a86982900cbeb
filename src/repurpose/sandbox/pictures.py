"""What kind of image some bytes are, and how large: told from the bytes, never from a name."""

from __future__ import annotations

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """MIME type and sides in pixels."""

    mime: str
    width: int
    height: int


def recognise(data: bytes) -> ImageFacts | None:
    """The facts of a PNG, JPEG, GIF or WebP image; None for anything else or a damaged head."""
    for reader in (_png, _jpeg, _gif, _webp):
        try:
            facts = reader(data)
        except (struct.error, IndexError):
            continue
        if facts is not None and facts.width > 0 and facts.height > 0:
            return facts
    return None


def _png(data: bytes) -> ImageFacts | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    whole = b"IDAT" in data and b"IEND" in data[-16:]
    return ImageFacts(mime="image/png", width=width, height=height) if whole else None


def _gif(data: bytes) -> ImageFacts | None:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    width, height = struct.unpack("<HH", data[6:10])
    return ImageFacts(mime="image/gif", width=width, height=height)


def _jpeg(data: bytes) -> ImageFacts | None:
    """Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG, DAC)."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return ImageFacts(mime="image/jpeg", width=width, height=height)
        alone = marker == 0xFF or 0xD0 <= marker <= 0xD8
        at += (
            1
            if marker == 0xFF
            else 2
            if alone
            else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        )
    return None


def _webp(data: bytes) -> ImageFacts | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
    elif data[12:16] == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        width, height = (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    elif data[12:16] == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", data[26:30]))
    else:
        return None
    return ImageFacts(mime="image/webp", width=width, height=height)
