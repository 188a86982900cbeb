"""One clip in its shapes, with captions, cover and text, into a folder: whole, or an error."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.media.clips import (
    about,
    damage,
    encoding,
    fonts,
    framing,
    labelling,
    listening,
    loudness,
)
from repurpose.media.clips.captions import Caption, captions, srt
from repurpose.media.clips.chapters import clock
from repurpose.media.clips.encoding import Shape
from repurpose.media.clips.formats import Box, Format, Source, fills
from repurpose.media.clips.planning import Plan
from repurpose.media.clips.stretch import Stretch
from repurpose.media.clips.styling import drawn
from repurpose.model import Asset
from repurpose.programs import ffmpeg

Cut = tuple[float, float, float]  # start and end in seconds of the video, gain in dB


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Makes the files of clips of one video.

    Attributes:
        shapes: All that are wanted.
        burn: Draw the captions into the picture.
        near: Look for faces: narrow shapes may be filled, and no name lies on one.
    """

    video: Asset
    source: Source
    shapes: Sequence[Format]
    burn: bool
    near: bool

    def looks_for_faces(self) -> bool:
        """Whether that is wanted, and can be done."""
        return self.near and framing.can_see()

    def program(self, *, burn: bool) -> str:
        """The ffmpeg. Raises SourceError where none here can do it."""
        needed = (*encoding.NEEDED, encoding.CAPTIONS) if burn else encoding.NEEDED
        found = ffmpeg.program_that_has(*needed)
        if found is None:
            raise SourceError(
                "the ffmpeg that is installed cannot write H.264 (libx264)",
                hint="pip install imageio-ffmpeg brings one that can",
            )
        return found

    def cut(self, plan: Plan) -> Cut:
        """From when to when, where nobody speaks, and how much louder.

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
        start = round(listening.start_of(heard, first, silences), 3)
        end = min(length, listening.end_of(heard, last, silences))
        end = round(max(end, start + 1.0), 3)
        return start, end, loudness.gain(self._stretch(start, end), self.source.sound)

    def render(
        self,
        plan: Plan,
        cut: Cut,
        missing: dict[str, Format],
        room: Path,
        told: Callable[[float], None],
    ) -> None:
        """Write the files of a clip: its shapes, by the names of their files, cover, captions, text.

        Raises:
            SourceError: the video is damaged there.
        """
        start, end, gain = cut
        stretch = self._stretch(start, end)
        face = fonts.face() if self.burn else None
        if face is not None:
            (room / "fonts").mkdir()
            shutil.copyfile(face.file, room / "fonts" / face.file.name)
        pictures = self._faces(plan, stretch, missing.values())
        shapes = [
            self._shape(name, form, plan, stretch, pictures, room) for name, form in missing.items()
        ]
        cover = f"{plan.name}.jpg"
        passes = encoding.passes(shapes, self.source)
        faultless = True
        for number, some in enumerate(passes):

            def written(seconds: float, number: int = number) -> None:
                told((number * (end - start) + seconds) / len(passes))

            faultless &= encoding.encode(
                stretch, self.source, gain, some,
                cover if number == 0 else None, room, self.program(burn=self.burn), written,
            )  # fmt: skip
        if not faultless and (at := damage.damaged_at(stretch, self.source)) is not None:
            raise _damaged(self.video.path, plan, at)
        if not all((room / name).is_file() for name in (*missing, cover)):
            raise _damaged(self.video.path, plan, start)
        shown = self._captions(plan, stretch, max(form.width for form in self.shapes))
        (room / f"{plan.name}.srt").write_text(srt(shown), "utf-8", newline="\n")
        told_of = about.about(plan, self.video, start, end)
        (room / f"{plan.name}.txt").write_text(told_of, "utf-8", newline="\n")

    def _stretch(self, start: float, end: float) -> Stretch:
        return Stretch(path=self.video.path, start=start, end=end)

    def _captions(self, plan: Plan, stretch: Stretch, width: int) -> list[Caption]:
        return captions(plan.spoken(stretch.start), stretch.seconds, width, self.video.language)

    def _faces(self, plan: Plan, stretch: Stretch, forms: Collection[Format]) -> list[list[Box]]:
        """Where they are looked for: to fill narrow shapes, and where a name stands in the picture."""
        narrow = not all(fills(form, self.source) for form in forms)
        named = self.burn and bool(plan.names(stretch.start))
        if not self.looks_for_faces() or not (narrow or named):
            return []
        return framing.faces(stretch, self.source)

    def _shape(
        self,
        name: str,
        form: Format,
        plan: Plan,
        stretch: Stretch,
        pictures: Sequence[Sequence[Box]],
        room: Path,
    ) -> Shape:
        full = fills(form, self.source)
        crop = None if full else framing.crop(pictures, form, self.source)
        if not self.burn:
            return Shape(name=name, form=form, captions=None, crop=crop)
        seen = None
        if full or crop is not None:
            size = form.size(self.source)
            seen = labelling.in_shape(pictures, stretch.seconds, crop, size, self.source)
        shown = self._captions(plan, stretch, form.width)
        names = plan.names(stretch.start)
        style = drawn(shown, names, form, self.source, fonts.face(), seen)
        (room / f"{form.suffix}.ass").write_text(style, "utf-8", newline="\n")
        return Shape(name=name, form=form, captions=f"{form.suffix}.ass", crop=crop)


def _damaged(path: Path, plan: Plan, at: float) -> SourceError:
    return SourceError(
        f"its picture or sound cannot be decoded at {clock(at)}; left out: "
        f"«{' '.join(plan.window.text.split())}»",
        where=str(path),
        hint="see whether a player shows this part; copy or download the file again",
    )
