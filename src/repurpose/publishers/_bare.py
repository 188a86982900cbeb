"""Pictures without what a camera or an editor wrote into them: the place, the date, the owner.

For platforms that give pictures out as they got them. Nothing of what is seen changes: only these parts of
the file are left out; which way up a JPEG is shown is kept.

Sources: JPEG (ITU-T T.81, annex B; Exif 2.32, 4.5 and 4.6), PNG (W3C, third edition, 11.3), WebP (RFC 9649).
"""

from __future__ import annotations

import io
import struct

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# APP1 (Exif, XMP), APP13 (IPTC), a comment; what colours mean (APP0, APP2, APP14) stays.
_DROPPED = {0xE1, 0xED, 0xFE}
_SCAN = 0xDA
_CHUNKS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_RIFF = {b"EXIF": 0x08, b"XMP ": 0x04}  # and their bits in the head
_ORIENTATION = 0x0112


def bare(picture: bytes) -> bytes:
    """A JPEG, PNG or WebP without them; anything else, or damaged, as it is."""
    try:
        if picture.startswith(_JPEG):
            return _jpeg(picture)
        if picture.startswith(_PNG):
            return _png(picture)
        if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
            return _webp(picture)
    except (struct.error, IndexError, ValueError):
        pass
    return picture


def _jpeg(data: bytes) -> bytes:
    kept, at = [_JPEG], 2
    if (turned := _orientation(data)) not in (0, 1):
        kept.append(_upright(turned))
    while data[at + 1] != _SCAN:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] not in _DROPPED:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


def _orientation(data: bytes) -> int:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            return int(image.getexif().get(_ORIENTATION, 1))
    except (OSError, SyntaxError, TypeError, ValueError):
        return 1


def _upright(turned: int) -> bytes:
    """An Exif segment that says which way up a picture is, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        if name not in _CHUNKS:
            kept.append(data[at : at + size + 12])
        at += size + 12
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, at, gone = [], 12, 0
    while at < len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        end = at + 8 + size + size % 2
        if name in _RIFF:
            gone |= _RIFF[name]
        else:
            kept.append(bytearray(data[at:end]))
        at = end
    if gone and kept[0][:4] == b"VP8X":
        kept[0][8] &= ~gone
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
