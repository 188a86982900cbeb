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
from repurpose.media.clips import encoding, fonts, framing, kept, listening, loudness
from repurpose.media.clips.captions import Caption, captions, srt
from repurpose.media.clips.encoding import Shape
from repurpose.media.clips.fonts import Face
from repurpose.media.clips.formats import Box, Format, Source, fills
from repurpose.media.clips.kept import Kept
from repurpose.media.clips.planning import Plan
from repurpose.media.clips.stretch import Stretch
from repurpose.media.clips.styling import drawn
from repurpose.model import Asset
from repurpose.programs import ffmpeg

VERSION = "1"  # of how clips are made: with another one, all are made again
_PART, _LONG_AGO = ".part-", 24 * 3600  # a folder of files that are being written; seconds
Progress = Callable[[str, float, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A clip that is there.

    Attributes:
        start, end: From when to when, in seconds of the video.
        files: The videos, by the names of their shapes.
        captions, cover: A SubRip file, and a picture.
        encoded: Something had to be encoded for it.
    """

    plan: Plan
    start: float
    end: float
    files: dict[str, Path]
    captions: Path
    cover: Path
    encoded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes the clips of one video.

    Attributes:
        shapes: In which shapes.
        burn: Draw the captions into the picture.
        near: Fill narrow shapes with the part of the picture in which the speaker is, where that is
            known for sure; else they show the whole picture.
        again: Encode also what is there.
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
        self._program(burn=False)
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

    def _made(self, plan: Plan, known: Kept, told: Callable[[float], None]) -> Made:
        key = self._key(plan)
        names = {form.name: f"{plan.name}-{form.suffix}.mp4" for form in self.shapes}
        keys = {form.name: _digest(key, form.name, str(self.can_burn())) for form in self.shapes}
        cover, text = f"{plan.name}.jpg", f"{plan.name}.srt"
        missing = [
            f for f in self.shapes if self.again or not known.has(keys[f.name], names[f.name])
        ]
        whole = known.has(_digest(key, "cover"), cover) and (
            known.has(_digest(key, "srt"), text) or known.is_edited(text)
        )
        if self.again or key not in known.cuts:
            missing = list(self.shapes)
            cut = self._cut(plan)
            known.cuts[key] = (*cut, loudness.gain(self._stretch(*cut), self.source.sound))
        elif not whole and not missing:
            missing = list(self.shapes[:1])
        if missing:
            stays = known.is_edited(text) and not self.again
            self._encode(plan, known.cuts[key], missing, names, told, keep_text=stays)
            for form in missing:
                known.add(keys[form.name], names[form.name])
            known.add(_digest(key, "cover"), cover)
            if not stays:
                known.add(_digest(key, "srt"), text)
            known.save()
        start, end, _ = known.cuts[key]
        return Made(
            plan=plan,
            start=start,
            end=end,
            files={form.name: self.folder / names[form.name] for form in self.shapes},
            captions=self.folder / text,
            cover=self.folder / cover,
            encoded=bool(missing),
        )

    def _key(self, plan: Plan) -> str:
        times = f"{plan.start:.3f} {plan.end:.3f}"
        names = [named.name for named in plan.names(0.0)]
        near = str(self._looks_for_faces())
        return _digest(VERSION, near, self.video.sha256, times, plan.text, *names)

    def _stretch(self, start: float, end: float) -> Stretch:
        return Stretch(path=self.video.path, start=start, end=end)

    def _looks_for_faces(self) -> bool:
        return self.near and framing.can_see()

    def _cut(self, plan: Plan) -> tuple[float, float]:
        """From when to when, where nobody speaks.

        Raises:
            SourceError: the video ends before.
        """
        length = self.source.seconds or plan.end + listening.AROUND
        if plan.end > length + 1.0:
            raise SourceError(
                f"ends at {length:.0f} seconds, but its text goes on: «{plan.text[:40]}…» is to stand at "
                f"{plan.start:.0f}",
                where=str(self.video.path),
                hint="see that the text beside it is of this video, and the file is complete",
            )
        around = self._stretch(max(0.0, plan.start - listening.AROUND), plan.end + listening.AROUND)
        heard = listening.envelope(around, self.source.sound)
        silences = heard.silences()
        first, last = plan.borders()
        start = listening.start_of(heard, first, silences)
        end = min(length, listening.end_of(heard, last, silences))
        return round(start, 3), round(max(end, start + 1.0), 3)

    def _encode(
        self,
        plan: Plan,
        cut: tuple[float, float, float],
        missing: Sequence[Format],
        names: dict[str, str],
        told: Callable[[float], None],
        *,
        keep_text: bool,
    ) -> None:
        """Into a folder beside; only what is whole gets its name.

        Args:
            keep_text: The .srt that is there was edited, and stays.
        """
        start, end, gain = cut
        shown = {form.width: self._shown(plan, start, end, form.width) for form in missing}
        burn = self.can_burn()
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=_PART) as made:
            room = Path(made)
            face = fonts.face() if burn else None
            if face is not None:
                (room / "fonts").mkdir()
                shutil.copyfile(face.file, room / "fonts" / face.file.name)
            crops = self._crops(start, end, missing)
            shapes = [
                self._shape(
                    form, names[form.name], plan, start, shown[form.width], face, room, crops
                )
                for form in missing
            ]
            cover = f"{plan.name}.jpg"
            passes = encoding.passes(shapes, self.source)
            for number, some in enumerate(passes):

                def written(seconds: float, number: int = number) -> None:
                    told((number * (end - start) + seconds) / len(passes))

                encoding.encode(
                    self._stretch(start, end), self.source, gain, some,
                    cover if number == 0 else None, room, self._program(burn), written,
                )  # fmt: skip
            text = self._shown(plan, start, end, max(form.width for form in self.shapes))
            (room / f"{plan.name}.srt").write_text(srt(text), "utf-8", newline="\n")
            for name in [*(shape.name for shape in shapes), cover, f"{plan.name}.srt"]:
                if not (room / name).is_file():
                    raise _damaged(self.video.path, start)
            for name in [*(shape.name for shape in shapes), cover, f"{plan.name}.srt"]:
                if not (keep_text and name.endswith(".srt")):
                    (room / name).replace(self.folder / name)

    def _shown(self, plan: Plan, start: float, end: float, width: int) -> list[Caption]:
        return captions(plan.spoken(start), end - start, width, self.video.language)

    def _shape(
        self,
        form: Format,
        name: str,
        plan: Plan,
        start: float,
        shown: Sequence[Caption],
        face: Face | None,
        room: Path,
        crops: dict[str, Box | None],
    ) -> Shape:
        crop = crops.get(form.name)
        if face is None:
            return Shape(name=name, form=form, captions=None, crop=crop)
        whole = crop is not None or fills(form, self.source)
        style = drawn(shown, plan.names(start), form, self.source, face, whole)
        (room / f"{form.suffix}.ass").write_text(style, "utf-8", newline="\n")
        return Shape(name=name, form=form, captions=f"{form.suffix}.ass", crop=crop)

    def _crops(self, start: float, end: float, forms: Sequence[Format]) -> dict[str, Box | None]:
        """The part of the picture that each shape shows; None: all of it."""
        narrow = [form for form in forms if not fills(form, self.source)]
        if not narrow or not self._looks_for_faces():
            return {}
        faces = framing.faces(self._stretch(start, end), self.source)
        return {form.name: framing.crop(faces, form, self.source) for form in narrow}

    def _program(self, burn: bool) -> str:
        needed = (*encoding.NEEDED, encoding.CAPTIONS) if burn else encoding.NEEDED
        found = ffmpeg.program_that_has(*needed)
        if found is None:
            raise SourceError(
                "the ffmpeg that is installed cannot write H.264 (libx264)",
                hint="pip install imageio-ffmpeg brings one that can",
            )
        return found


def _damaged(path: Path, start: float) -> SourceError:
    return SourceError(
        f"its picture or sound cannot be decoded at {start:.0f} seconds",
        where=str(path),
        hint="see whether a player shows this part; copy or download the file again",
    )


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
