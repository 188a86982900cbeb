"""A recording as an Asset: a file beside it, else a track inside it, else what is heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.recordings import (
    container,
    languages,
    sidecars,
    speech,
    spoken,
    subtitle_tracks,
)
from repurpose.readers.recordings.container import Container, Stream

_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|ohne titel|sans titre|senza titolo|title|titel|titre|titolo|track|piste"
    r"|traccia|(?:new |neue |screen )?recording|(?:neue )?aufnahme|bildschirmaufnahme|zoom meeting"
    r"|meeting|video|movie|audio|sprachmemo|voice memo|vid|img|mvi|dsc|gmt)[\W_\d]*|[\W\d_]*"
    r"|.*\.(?:mp4|mov|m4v|m4a|mkv|avi|wmv|webm|wav|mp3|mxf|prproj|aep|pptx?)",
    re.IGNORECASE,
)
_DATE = re.compile(r"((?:199|20\d)\d)-?(\d\d)-?(\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(\S*))?")
_DATES = ("com.apple.quicktime.creationdate", "date", "creation_time")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where a text can come from, and how far down the order it stands."""

    name: str
    language: str | None
    order: tuple[bool, ...]
    read: Callable[[ReadContext], Asset]
    doubtful: bool = False


def read(path: Path, context: ReadContext, kind: Literal["video", "audio"]) -> Asset:
    """Read a recording. `kind`: what its name says that it is.

    Raises:
        SourceError: it is none, nothing is said in it, or nothing can recognise what is.
    """
    refusal: SourceError | None = None
    try:
        opened = container.opened(path)
        kind = "video" if opened.of_kind("video") else "audio"
    except SourceError as error:
        opened, refusal = Container(), error
    faults = [refusal.message] if refusal else []
    asset = _subtitles(path, opened, context, faults)
    if asset is None:
        if refusal is not None:
            raise refusal
        asset = _spoken(path, opened, context, faults)
    return replace(
        asset,
        path=path,
        kind=kind,
        title=_title(opened) or path.stem,
        sha256=files.sha256(path),
        author=_author(opened) or asset.author,
        date=_date(opened) or asset.date,
        faults=(*faults, *asset.faults),
    )


def _subtitles(
    path: Path, opened: Container, context: ReadContext, faults: list[str]
) -> Asset | None:
    """The first text that can be read; why others could not is added to the faults."""
    wanted = _wanted(opened, context)
    sources = [*_beside(path, wanted), *_inside(path, opened, wanted)]
    for source in sorted(sources, key=lambda source: source.order):
        try:
            asset = source.read(_in_language(context, source.language))
        except SourceError as error:
            if not source.doubtful:
                faults.append(f"{source.name}: {error.message}")
            continue
        said = tuple(segment for segment in asset.segments if _timed(segment))
        if said:
            return replace(asset, segments=said)
    faults.extend(subtitle_tracks.unreadable(opened))
    return None


def _beside(path: Path, wanted: str | None) -> list[_Source]:
    return [
        _Source(
            name=sidecar.path.name,
            language=sidecar.language,
            order=(
                _other(sidecar.language, wanted),
                sidecar.doubtful,
                False,  # made by hand, before what is inside
                _unsure(sidecar.language, wanted),
                False,
                sidecar.impaired,
            ),
            read=partial(readers.read, sidecar.path),
            doubtful=sidecar.doubtful,
        )
        for sidecar in sidecars.beside(path)
    ]


def _inside(path: Path, opened: Container, wanted: str | None) -> list[_Source]:
    return [
        _Source(
            name=f"the subtitles in stream {track.number}",
            language=track.language,
            order=(
                _other(track.language, wanted),
                False,
                True,
                _unsure(track.language, wanted),
                not track.default,
                track.impaired,
            ),
            read=partial(subtitle_tracks.read, path, track),
        )
        for track in subtitle_tracks.readable(opened)
    ]


def _wanted(opened: Container, context: ReadContext) -> str | None:
    """The user's language, else the one that the sound is marked with."""
    if context.language:
        return languages.code(context.language)
    sound = opened.of_kind("audio")
    return _best(sound, None).language if sound else None


def _other(language: str | None, wanted: str | None) -> bool:
    """Whether a text is in another language than the wanted one, as far as one knows."""
    return None not in (language, wanted) and language != wanted


def _unsure(language: str | None, wanted: str | None) -> bool:
    """Whether it is less sure to be the right one than another: talk.de.vtt before talk.vtt where
    German is wanted, after it where nothing is."""
    return language != wanted


def _in_language(context: ReadContext, language: str | None) -> ReadContext:
    """A text that says its language is read in that one."""
    same = language is None or language == languages.code(context.language or "")
    return context if same else replace(context, language=language)


def _timed(segment: Segment) -> bool:
    return segment.locator.start is not None


def _best(sound: Sequence[Stream], wanted: str | None) -> Stream:
    """The stream in the wanted language, else the one that players take."""
    return min(sound, key=lambda each: (_other(each.language, wanted), not each.default))


def _spoken(path: Path, opened: Container, context: ReadContext, faults: list[str]) -> Asset:
    sound = opened.of_kind("audio")
    if not sound:
        raise _nothing(path, "has neither sound nor subtitles that can be read", faults)
    stream = _best(sound, languages.code(context.language or ""))
    heard = speech.recognise(path, stream, opened, context)
    language = context.language or heard.language or "und"
    segments = tuple(spoken.segments(heard.stretches, language))
    if not segments:
        raise _nothing(path, "nothing is said in it", faults)
    if heard.seconds < 0.9 * opened.seconds - 2:  # picture may go on after the sound
        faults.append(f"its sound ends after {heard.seconds:.0f} of {opened.seconds:.0f} seconds")
    return Asset(
        path=path,
        kind="audio",
        title=path.stem,
        language=language,
        sha256="",
        segments=segments,
        recognised=True,
    )


def _nothing(path: Path, what: str, faults: Sequence[str]) -> SourceError:
    why = f" ({'; '.join(faults)})" if faults else ""
    hint = f"if there is a transcript, put it beside it as {path.stem}.vtt or {path.stem}.srt"
    return SourceError(what + why, where=str(path), hint=hint)


def _title(opened: Container) -> str | None:
    title = " ".join(opened.tags.get("title", "").split())
    return None if _NO_TITLE.fullmatch(title) else title


def _author(opened: Container) -> str | None:
    names = (opened.tags.get(key, "").strip() for key in ("artist", "author", "album_artist"))
    return next((name for name in names if name), None)


def _date(opened: Container) -> str | None:
    """The day, with its time where it is there, in ISO 8601; clocks that were never set are not."""
    for tag in _DATES:
        if match := _DATE.fullmatch(opened.tags.get(tag, "").strip()):
            year, month, day, time, zone = match.groups()
            return f"{year}-{month}-{day}" + (f"T{time}{zone}" if time else "")
    return None
