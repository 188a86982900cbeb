"""From what a run found in a video to clips: planned, made, shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.choosing.find import FLOOR
from repurpose.cli import terminal
from repurpose.cli.audible import Audible
from repurpose.errors import ConfigError, SourceError
from repurpose.media.clips import kept, probing, windows, withdrawn, youtube
from repurpose.media.clips.chapters import Mark
from repurpose.media.clips.formats import FORMATS, Format
from repurpose.media.clips.making import Made, Maker
from repurpose.media.clips.planning import Plan, plans
from repurpose.media.clips.timeline import timeline
from repurpose.media.clips.withdrawn import Withdrawn
from repurpose.model import Asset, Locator, Snippet
from repurpose.screening import Policy

if TYPE_CHECKING:
    from repurpose.production import Production

FOLDER = "clips"


@dataclass(slots=True, kw_only=True)
class Cut:
    """What a run made, or would make.

    Attributes:
        made: The clips on disk; empty in a dry run.
        texts: The files for the whole video.
        recognised: A machine has heard the words, and nobody has read them.
        withdrawn: What earlier runs made and may not be posted any more.
        notes: What the user should know.
    """

    plans: Sequence[Plan] = ()
    made: list[Made] = field(default_factory=list)
    texts: list[Path] = field(default_factory=list)
    chapters: Sequence[Mark] = ()
    recognised: bool = False
    withdrawn: list[Withdrawn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The part of the document that scripts rely on."""
        made: list[Made | None] = [*self.made] or [None] * len(self.plans)
        return {
            "clips": [_clip_json(plan, each) for plan, each in zip(self.plans, made, strict=True)],
            "youtube": [str(path) for path in self.texts],
            "chapters": [{"start": round(m.start, 3), "title": m.title} for m in self.chapters],
            "recognised": self.recognised,
            "withdrawn": [
                {"name": each.name, "why": each.why, "files": [path.name for path in each.files]}
                for each in self.withdrawn
            ],
        }

    def show(self) -> None:
        """On standard output, a few lines a clip."""
        for number, plan in enumerate(self.plans):
            made = self.made[number] if self.made else None
            start, end = (made.start, made.end) if made else (plan.start, plan.end)
            head = f"{plan.number}  {terminal.clock(start)}–{terminal.clock(end)}"
            name = plan.window.speaker or ""
            click.echo(click.style(head, bold=True) + f"  {end - start:.0f} s  {name}")
            if plan.question:
                click.echo(f"   asked: «{plan.question}»")
            click.echo(f"   «{' '.join(plan.window.text.split())}»")
            if made:
                there = "" if made.encoded else "  (there already)"
                names = ", ".join(path.name for path in made.files.values())
                click.echo(click.style(f"   {names}{there}", fg="bright_black"))
        if self.made:
            click.echo(f"{self.made[0].captions.parent}{os.sep}")
        if self.chapters and not self.made:
            click.echo("chapters:")
        for mark in self.chapters if not self.made else ():
            click.echo(
                click.style(f"   {terminal.clock(mark.start)} {mark.title}", fg="bright_black")
            )
        if self.texts:
            click.echo(f"for YouTube: {', '.join(path.name for path in self.texts)}")


def shapes_of(words: str) -> list[Format]:
    """The formats of --formats.

    Raises:
        ConfigError: one is none of those that are made.
    """
    names = [word.strip().replace("x", ":") for word in words.split(",") if word.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise ConfigError(
            f"--formats: {unknown[0]!r} is not one of {', '.join(FORMATS)}"
            if unknown
            else "--formats is empty",
            hint="e.g. --formats 1:1,9:16",
        )
    return [FORMATS[name] for name in dict.fromkeys(names)]


def cut_clips(
    made: Production,
    policy: Policy,
    shapes: Sequence[Format],
    *,
    limit: int,
    folder: Path | None,
    burn: bool,
    near: bool,
    again: bool,
    dry: bool,
) -> Cut:
    """Plan the clips of the video of a run and, unless `dry`, make them.

    Raises:
        ConfigError: there are several videos.
        SourceError: there is none, or nothing in it makes a clip.
    """
    video = _video(made)
    source = probing.probed(video.path)
    said = timeline(video)
    found = _said_in(video, made)
    may = Audible(video, policy, (s.text for s, _ in found if s.id in policy.allow))
    chosen = windows.windows(found, video, said, may, limit)
    place = folder or _place(video)
    cut = Cut(plans=plans(chosen, said), recognised=video.recognised)
    cut.withdrawn = withdrawn.withdrawn(place, said, may.against)
    cut.withdrawn += [] if chosen else withdrawn.texts(place)
    cut.notes += _taken_away(place, cut.withdrawn, dry=dry)
    if not dry:
        withdrawn.moved(place, cut.withdrawn, datetime.now(UTC).astimezone().date())
    if not chosen:
        if not made.errors:
            made.errors.append(_nothing(video, found))
        return cut
    slides = [m for m in youtube.slides_of(video, made.assets, made.events) if may.title(m.title)]
    texts = youtube.texts(video, found, said, slides, source.seconds, may)
    cut.chapters = texts.chapters
    if not texts.chapters:
        cut.notes.append(
            "no chapters: YouTube asks for three of ten seconds, and there is less to tell"
        )
    if video.recognised:
        cut.notes.append(_recognised(video, place))
    unknown = [str(p.number) for p in cut.plans if any(s.speaker is None for s in p.sentences)]
    if policy.consent is not None and unknown:
        cut.notes.append(
            f"nobody knows who speaks in clip {', '.join(unknown)}: see yourself that they are on your "
            "consent list, or give a transcript with names"
        )
    if dry:
        return cut
    with terminal.progress("cutting") as update:
        maker = Maker(
            video=video, source=source, folder=place, shapes=shapes, burn=burn, near=near, again=again,
            progress=update,
        )  # fmt: skip
        if burn and not maker.can_burn():
            cut.notes.append(
                "the ffmpeg here draws no captions (it was built without libass); they are in the .srt. "
                "pip install imageio-ffmpeg brings one that does"
            )
        cut.made = maker.make(cut.plans, made.errors)
        cut.notes += _of_earlier(place, cut.made)
    if not cut.made:
        return replace(cut, plans=(), chapters=())
    cut.plans = [each.plan for each in cut.made]
    cut.texts, theirs = youtube.write(texts, place, again=again)
    theirs = [*(name for each in cut.made for name in each.theirs), *theirs]
    if theirs:
        cut.notes.append(
            f"in {place}, you have worked on {', '.join(theirs)}: left as it is (--again makes it anew)"
        )
    return cut


def _taken_away(folder: Path, found: Sequence[Withdrawn], *, dry: bool) -> list[str]:
    """What is said of clips that may not be posted any more."""
    verb = "would be moved" if dry else "moved"
    place = folder / withdrawn.FOLDER
    return [
        f"{each.name} may not be posted any more: {each.why}; {verb} to {place}" for each in found
    ]


def _recognised(video: Asset, folder: Path) -> str:
    beside = video.path.with_suffix(".srt")
    captions = folder / youtube.FOLDER / "captions.srt"
    return (
        f"a machine recognised the words of {video.path.name}: read the captions before you post. To "
        f"correct them, copy {captions} to {beside}, correct it there, and run this again"
    )


def _of_earlier(folder: Path, made: Sequence[Made]) -> list[str]:
    """What lies in the folder of runs that chose other clips, and may still be posted."""
    own = {each.plan.name for each in made}
    left = [clip.files for name, clip in kept.opened(folder).clips.items() if name not in own]
    videos = [n for files in left for n in files if n.endswith(".mp4") and (folder / n).is_file()]
    if not videos:
        return []
    return [f"in {folder}, of an earlier run and not chosen now: {', '.join(sorted(videos))}"]


def _video(made: Production) -> Asset:
    videos = [asset for asset in made.assets if asset.kind == "video"]
    if len(videos) > 1:
        raise ConfigError(
            f"{videos[1].path}: clips are cut from one video at a time",
            hint="run it once for each; a deck or transcript of the same talk may go along",
        )
    if videos:
        return videos[0]
    for error in made.errors:
        raise error
    other = made.assets[0] if made.assets else None
    if other is not None and other.kind == "audio":
        raise SourceError(
            "has no picture; clips are cut from videos",
            where=str(other.path),
            hint="take the video of it",
        )
    raise SourceError(
        "is no video; clips are cut from videos",
        where=str(other.path) if other else "",
        hint="repurpose clips VIDEO [DECK]",
    )


def _said_in(video: Asset, made: Production) -> list[tuple[Snippet, Locator | None]]:
    """What may be passed on and is said in the video, best first; of another file's statement, where."""
    found: list[tuple[Snippet, Locator | None]] = []
    for find in made.finds:
        if find.snippet.score < FLOOR:
            continue
        if find.asset.sha256 == video.sha256:
            found.append((find.snippet, None))
            continue
        seen = next((s.locator for s in find.snippet.also if s.asset == video.sha256), None)
        if seen is not None and seen.start is not None:
            found.append((find.snippet, seen))
    return found


def _place(video: Asset) -> Path:
    """The folder clips beside the video; where it holds those of another video, a folder in it."""
    place = video.path.parent / FOLDER
    there = kept.opened(place).video
    return place if there in (None, video.sha256) else place / video.path.stem


def _nothing(video: Asset, found: Sequence[object]) -> SourceError:
    if not found:
        return SourceError(
            "nothing that is said in it is worth a clip",
            where=str(video.path),
            hint=f"see what was read: repurpose read {str(video.path)!r}",
        )
    return SourceError(
        f"no statement in it makes a clip of {windows.LEAST:.0f} to {windows.MOST:.0f} seconds that "
        "may be heard as a whole",
        where=str(video.path),
        hint=f"see what is held back: repurpose extract {str(video.path)!r} --held",
    )


def _clip_json(plan: Plan, made: Made | None) -> dict[str, Any]:
    """A clip; without files where it is only planned."""
    start, end = (made.start, made.end) if made else (plan.start, plan.end)
    files = [
        {"format": name, "path": str(path), "bytes": path.stat().st_size}
        for name, path in (made.files.items() if made else ())
    ]
    return {
        "number": plan.number,
        "path": files[0]["path"] if files else None,
        "start": round(start, 3),
        "end": round(end, 3),
        "text": plan.window.text,
        "question": plan.question,
        "speaker": plan.window.speaker,
        "said": plan.text,
        "snippet": plan.snippet.id,
        "alt": plan.alternative(end - start),
        "files": files,
        "captions": str(made.captions) if made else None,
        "about": str(made.text) if made else None,
        "cover": str(made.cover) if made else None,
        "encoded": made.encoded if made else False,
    }
