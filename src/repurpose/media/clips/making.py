"""Clips on disk: cut, captioned, in all shapes, each file whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from repurpose.errors import ConfigError, RepurposeError, SourceError
from repurpose.media.clips import encoding, kept
from repurpose.media.clips.formats import Format, Source
from repurpose.media.clips.kept import Clip, Heard, Kept
from repurpose.media.clips.planning import Plan
from repurpose.media.clips.renderer import Renderer
from repurpose.model import Asset
from repurpose.programs import ffmpeg

VERSION = "2"  # of how clips are made: with another one, all are made again
_PART, _LONG_AGO = ".part-", 24 * 3600  # a folder of files that are being written; seconds
Progress = Callable[[str, float, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A clip that is there.

    Attributes:
        start, end: From when to when, in seconds of the video.
        files: The videos, by the names of their shapes.
        captions, cover, text: A SubRip file, a picture, and what whoever posts it should know.
        encoded: Something had to be encoded for it.
        theirs: The names of files that somebody has worked on: they are left as they are.
    """

    plan: Plan
    start: float
    end: float
    files: dict[str, Path]
    captions: Path
    cover: Path
    text: Path
    encoded: bool
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes the clips of one video.

    Attributes:
        shapes: In which shapes.
        burn: Draw the captions into the picture.
        near: Fill narrow shapes with the part of the picture in which the speaker is, where that is
            known for sure; else they show the whole picture.
        again: Encode also what is there, and what somebody has worked on.
        progress: Called with the name of a clip and (done, total) in seconds of all clips.
    """

    video: Asset
    source: Source
    folder: Path
    shapes: Sequence[Format]
    burn: bool = True
    near: bool = True
    again: bool = False
    progress: Progress = lambda name, done, total: None

    def can_burn(self) -> bool:
        """Whether captions are wanted in the picture, and an ffmpeg is here that draws them."""
        return (
            self.burn and ffmpeg.program_that_has(*encoding.NEEDED, encoding.CAPTIONS) is not None
        )

    def make(self, plans: Sequence[Plan], errors: list[RepurposeError]) -> list[Made]:
        """Cut the clips. What is interrupted leaves those that are done.

        Args:
            errors: What could not be cut is added, with the reason: the video is damaged there, or
                ends before.

        Raises:
            ConfigError: nothing can be written into the folder.
            SourceError: no ffmpeg here can encode.
        """
        self._renderer().program(burn=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.folder).close()
        except OSError as error:
            raise ConfigError(
                f"nothing can be written there: {error.strerror}",
                where=str(self.folder),
                hint="name another folder: --to FOLDER",
            ) from error
        self._tidy()
        known = kept.opened(self.folder)
        known.video = self.video.sha256
        total = round(sum(plan.end - plan.start for plan in plans))
        done, made = 0.0, []
        for plan in plans:

            def told(seconds: float, plan: Plan = plan, done: float = done) -> None:
                self.progress(plan.name, min(done + seconds, total), total)

            told(0.0)
            try:
                made.append(self._made(plan, known, told))
            except SourceError as error:
                errors.append(error)
            done += plan.end - plan.start
        return made

    def _tidy(self) -> None:
        """Take away what a run left that was killed, long ago: another may be at work."""
        for left in self.folder.glob(f"{_PART}*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _LONG_AGO:
                    shutil.rmtree(left)

    def _renderer(self) -> Renderer:
        return Renderer(
            video=self.video,
            source=self.source,
            shapes=self.shapes,
            burn=self.can_burn(),
            near=self.near,
        )

    def _made(self, plan: Plan, known: Kept, told: Callable[[float], None]) -> Made:
        renderer = self._renderer()
        key = self._key(plan, renderer)
        known.call(plan.name, key)
        shapes = {f"{plan.name}-{form.suffix}.mp4": form for form in self.shapes}
        beside = (f"{plan.name}.jpg", f"{plan.name}.srt", f"{plan.name}.txt")
        keys = {name: _digest(key, form.name, str(renderer.burn)) for name, form in shapes.items()}
        keys |= {name: _digest(key, name.removeprefix(plan.name)) for name in beside}
        theirs = () if self.again else tuple(filter(known.is_theirs, keys))
        wanting = [n for n in keys if n not in theirs and not known.has(keys[n], n)]
        missing = {name: shapes[name] for name in wanting if name in shapes}
        if self.again or key not in known.cuts:
            missing = {name: form for name, form in shapes.items() if name not in theirs}
            known.cuts[key] = renderer.cut(plan)
        cut = known.cuts[key]
        if wanting or missing:
            missing = missing or dict(list(shapes.items())[:1])
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=_PART) as room:
                renderer.render(plan, cut, missing, Path(room), told)
                made = [name for name in (*missing, *beside) if name not in theirs]
                for name in made:
                    known.add(keys[name], name, Path(room, name))
                known.clips[plan.name] = _clip(plan, key, known, list(keys))
                known.save()
                for name in made:
                    Path(room, name).replace(self.folder / name)
            known.settle({name: keys[name] for name in made})
            known.save()
        return Made(
            plan=plan,
            start=cut[0],
            end=cut[1],
            files={form.name: self.folder / name for name, form in shapes.items()},
            cover=self.folder / beside[0],
            captions=self.folder / beside[1],
            text=self.folder / beside[2],
            encoded=bool(wanting or missing),
            theirs=theirs,
        )

    def _key(self, plan: Plan, renderer: Renderer) -> str:
        times = f"{plan.start:.3f} {plan.end:.3f}"
        names = [named.name for named in plan.names(0.0)]
        near = str(renderer.looks_for_faces())
        return _digest(VERSION, near, self.video.sha256, times, plan.text, *names)


def _clip(plan: Plan, key: str, known: Kept, names: Sequence[str]) -> Clip:
    """What is noted of a clip; files in other shapes of an earlier run are among its files."""
    before = known.clips[plan.name].files if plan.name in known.clips else ()
    said = tuple(
        Heard(speaker=each.speaker, text=each.text, start=each.start, end=each.end)
        for each in plan.sentences
    )
    return Clip(key=key, said=said, files=tuple(dict.fromkeys((*before, *names))))


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
