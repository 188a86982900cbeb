"""What goes with the whole video on YouTube: chapters, description, captions."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from repurpose.media.clips import kept
from repurpose.media.clips.captions import Spoken, captions, srt
from repurpose.media.clips.chapters import Mark, chapters, listed
from repurpose.media.clips.description import description
from repurpose.media.clips.timeline import Timeline
from repurpose.media.clips.windows import May, question_of, starts_of
from repurpose.model import Asset, Event, Locator, Snippet

FOLDER = "youtube"
CHAPTERS = "chapters.txt"
Found = Sequence[tuple[Snippet, Locator | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Files of the folder "youtube", by name, with what is in them; and the chapters, if there are any."""

    files: dict[str, str]
    chapters: tuple[Mark, ...]


def texts(
    video: Asset, found: Found, said: Timeline, slides: Sequence[Mark], seconds: float, may: May
) -> Texts:
    """The texts for a whole video.

    Args:
        found: Statements of it, best first, and where each is said, where it is of another asset.
        slides: When which slide was shown.
        may: Whether a sentence may be passed on.
    """
    seconds = seconds or (said.words[-1].end if said.words else 0.0)
    marks = chapters(slides, list(_marks(video, found, said, may)), video.title, seconds)
    spoken = [
        Spoken(text=word.text, start=word.start, end=word.end, turn=sentence.turn,
               begins_cue=word.begins_cue and not word.timed)
        for sentence in said.sentences
        for word in said.words[sentence.first : sentence.stop]
    ]  # fmt: skip
    end = max(seconds, spoken[-1].end if spoken else 0.0)
    files = {"captions.srt": srt(captions(spoken, end, language=video.language))}
    best = [snippet for snippet, _ in found]
    files["description.txt"] = description(video.title, best, marks, video.language)
    if marks:
        files[CHAPTERS] = listed(marks)
    return Texts(files=files, chapters=tuple(marks))


def write(made: Texts, folder: Path, *, again: bool) -> tuple[list[Path], list[str]]:
    """Write the texts into the folder "youtube" of a folder, each whole or not at all.

    Chapters of an earlier run that are none any more are taken away.

    Args:
        again: Overwrite also what somebody has worked on.

    Returns:
        The texts that are there; and the names of those that somebody has worked on, which stay.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    known = kept.opened(folder)
    names = {name: f"{FOLDER}/{name}" for name in (*made.files, CHAPTERS)}
    theirs = [n for n in dict.fromkeys(names.values()) if not again and known.is_theirs(n)]
    written = []
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as room:
        for name, text in made.files.items():
            part = Path(room, name)
            part.write_text(text, "utf-8", newline="\n")
            if names[name] not in theirs:
                known.add(names[name], names[name], part)
                known.save()
                part.replace(place / name)
            written.append(place / name)
    if CHAPTERS not in made.files and names[CHAPTERS] not in theirs:
        (place / CHAPTERS).unlink(missing_ok=True)
    return written, theirs


def slides_of(video: Asset, assets: Sequence[Asset], events: Sequence[Event]) -> list[Mark]:
    """When the slides of a deck were shown in a video, by their titles; without what is private."""
    titles = {
        (asset.sha256, segment.locator.slide): " ".join(segment.text.split())
        for asset in assets
        for segment in reversed(asset.segments)
        if segment.role == "title" and not segment.hidden and segment.locator.slide
    }
    return [
        Mark(start=shown.start, title=title)
        for event in events
        for shown in event.slides
        if shown.recording == video.sha256 and (title := titles.get((shown.deck, shown.slide)))
    ]


def _marks(video: Asset, found: Found, said: Timeline, may: May) -> list[Mark]:
    """Where statements begin: with the question that they answer, else with their own words."""
    marks = []
    for (snippet, _), core in zip(found, starts_of(found, video, said), strict=True):
        if core is None:
            continue
        asked = question_of(snippet, core, said)
        if asked is not None and snippet.question and may(said.sentences[asked]):
            marks.append(Mark(start=said.start(asked), title=snippet.question))
        else:
            marks.append(Mark(start=said.start(core), title=snippet.text))
    return marks
