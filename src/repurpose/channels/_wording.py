"""Numbers and units in words."""

from __future__ import annotations

from repurpose.model import Measure

_UNITS: dict[Measure, str] = {
    "weighted": "characters, as X counts",
    "utf16": "characters",
    "graphemes": "characters",
    "code-points": "characters",
    "utf8": "bytes",
    "mastodon": "characters, as Mastodon counts",
    "threads": "characters, as Threads counts",
    "little": "characters, with the backslashes that LinkedIn needs",
}
_TYPES = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP",
    "image/bmp": "BMP", "image/tiff": "TIFF", "image/heic": "HEIC", "image/avif": "AVIF",
    "video/mp4": "MP4", "video/quicktime": "MOV", "video/webm": "WebM", "video/x-matroska": "MKV",
    "video/x-msvideo": "AVI", "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}  # fmt: skip


def counted(measure: Measure) -> str:
    """The unit of a measure."""
    return _UNITS[measure]


def type_name(mime: str) -> str:
    """A MIME type as people call it."""
    return _TYPES.get(mime, mime)


def type_names(mimes: tuple[str, ...]) -> str:
    """JPEG, PNG or GIF."""
    *others, last = map(type_name, mimes)
    return f"{', '.join(others)} or {last}" if others else last


def number(value: int) -> str:
    """12,345."""
    return f"{value:,}"


def megabytes(size: int) -> str:
    """Rounded, but never to nothing: 0.3 MB."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"


def duration(seconds: float) -> str:
    """2:20 or 1:00:00; below a minute 7.5 s."""
    if seconds < 60:
        return f"{seconds:g} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
