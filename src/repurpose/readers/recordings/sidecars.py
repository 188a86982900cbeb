"""Subtitles and transcripts that lie beside a recording.

They are named as players expect it (mpv, VLC, Plex): the name of the recording, with or without its
suffix, then perhaps a language and a mark, each behind a dot: talk.vtt, talk.de.srt, talk.mp4.srt,
talk.en.sdh.vtt. Zoom calls the pictures talk_1920x1080.mp4 and the text talk.transcript.vtt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from repurpose import readers
from repurpose.readers.recordings import languages

# In the order in which they are taken: those with speakers and made by hand first.
SUFFIXES = (".vtt", ".srt", ".ttml", ".dfxp", ".ass", ".ssa", ".sbv", ".json", ".txt")
DOUBTFUL = (".json", ".txt")  # may be anything: taken only where they hold a transcript with times
_ZOOM = re.compile(r"(GMT\d{8}-\d{6}_Recording)(?:_[a-z_]+)?(?:_\d{3,4}x\d{3,4})?")
_IMPAIRED = {"sdh", "cc", "hi"}  # with [music] and the like, for those who do not hear
_PLAIN = {"", "default", "orig", "transcript", "captions", "subtitles", "subs", "sub"}
_FORCED = "forced"  # only what is said in another language than the film's


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """A file beside a recording. `language`: as its name says."""

    path: Path
    language: str | None = None
    impaired: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the file may well be something else than a transcript."""
        return self.path.suffix.lower() in DOUBTFUL


def beside(recording: Path) -> tuple[Sidecar, ...]:
    """The files that hold a recording's text by their names, in the order of SUFFIXES."""
    known = readers.known_suffixes().keys() & set(SUFFIXES)
    stems = _stems(recording)
    try:
        near = [p for p in recording.parent.iterdir() if p.name.casefold().startswith(stems[-1])]
    except OSError:  # one may read the file, but not list the folder
        return ()
    files = sorted(path for path in near if path.suffix.lower() in known)
    found = [sidecar for path in files if (sidecar := _named(path, stems))]
    return tuple(sorted(found, key=lambda sidecar: SUFFIXES.index(sidecar.path.suffix.lower())))


def _stems(recording: Path) -> list[str]:
    """What a sidecar's name may begin with, the longest first."""
    stems = [recording.name, recording.stem]
    if zoom := _ZOOM.fullmatch(recording.stem):
        stems.append(zoom[1])
    return [stem.casefold() for stem in stems]


def _named(path: Path, stems: list[str]) -> Sidecar | None:
    name = path.stem.casefold()
    stem = next((stem for stem in stems if name == stem or name.startswith(f"{stem}.")), None)
    if stem is None or not path.is_file():
        return None
    words = name[len(stem) :].strip(".").split(".")
    language = None
    for word in words:
        named = languages.code(word) if word not in _PLAIN | _IMPAIRED else None
        if word == _FORCED or (named is None and word not in _PLAIN | _IMPAIRED):
            return None  # another recording's: talk.part2.vtt
        language = named or language
    return Sidecar(path=path, language=language, impaired=not _IMPAIRED.isdisjoint(words))
