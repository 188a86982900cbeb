"""Clips of earlier runs that may not be shown any more: moved away from those that are to be posted.

Somebody has withdrawn consent since, a name has come onto a list, a transcript was corrected. Nothing is
deleted: the files go into a folder beside, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from repurpose.errors import ConfigError
from repurpose.media.clips import kept, youtube
from repurpose.media.clips.kept import Clip
from repurpose.media.clips.timeline import Sentence, Timeline

FOLDER = "not to be posted"
WHY = "why.txt"
Against = Callable[[Sentence], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What may not be shown. `name`: of a clip, or of the folder of texts for the whole video."""

    name: str
    why: str
    files: tuple[Path, ...]


def withdrawn(folder: Path, said: Timeline, against: Against) -> list[Withdrawn]:
    """The clips in a folder in which something is heard that may not be.

    Args:
        said: What is said in the video, as far as one knows now.
        against: Why a sentence may not be heard; None where it may.
    """
    found = []
    for name, clip in kept.opened(folder).clips.items():
        files = tuple(folder / file for file in clip.files if (folder / file).is_file())
        why = next(filter(None, map(against, _heard(clip, said))), None)
        if why and files:
            found.append(Withdrawn(name=name, why=why, files=files))
    return found


def texts(folder: Path) -> list[Withdrawn]:
    """The texts for the whole video, where nothing in it may be posted any more."""
    there = tuple(path for path in sorted((folder / youtube.FOLDER).glob("*.*")) if path.is_file())
    made = kept.opened(folder).video is not None
    why = "nothing that is said in the video may be posted now"
    return [Withdrawn(name=youtube.FOLDER, why=why, files=there)] if there and made else []


def moved(folder: Path, found: Sequence[Withdrawn], today: date) -> None:
    """Move them into the folder "not to be posted" of a folder of clips, with the reasons in a text.

    Raises:
        ConfigError: that cannot be done; they are to be moved by hand.
    """
    if not found:
        return
    place = folder / FOLDER
    try:
        place.mkdir(exist_ok=True)
        for each in found:
            _note(place, f"{today.isoformat()}  {each.name}: {each.why}\n")
            for file in each.files:
                file.rename(_free(place / file.name))
    except OSError as error:
        raise ConfigError(
            f"may not be posted any more ({found[0].why}), and cannot be moved away: {error.strerror}",
            where=str(found[0].files[0]),
            hint="close it in other programs, and run this again; or delete it",
        ) from error
    known = kept.opened(folder)
    for each in found:
        if each.name in known.clips:
            known.drop(each.name)
    known.save()


def _heard(clip: Clip, said: Timeline) -> list[Sentence]:
    """The sentences of a clip, as they were known when it was made, and as they are known now."""
    then = [
        Sentence(
            text=each.text,
            first=0,
            stop=0,
            turn=0,
            speaker=each.speaker,
            start=each.start,
            end=each.end,
        )
        for each in clip.said
    ]
    if not then:
        return []
    return [*then, *(said.sentences[n] for n in said.within(then[0].start, then[-1].end))]


def _note(place: Path, line: str) -> None:
    with (place / WHY).open("a", encoding="utf-8", newline="\n") as file:
        file.write(line)


def _free(path: Path) -> Path:
    """A name that nothing has yet."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
