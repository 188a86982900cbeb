"""One clip in its shapes, made in one or two passes over its stretch of the video."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from repurpose.media.clips import loudness
from repurpose.media.clips.formats import Box, Format, Source, fills, placed
from repurpose.media.clips.stretch import Stretch
from repurpose.programs import ffmpeg

FADE = 0.012  # seconds: no click where a cut is in a sound
MOST_FRAMES = 60  # a second: what X and others take
MOST_THREADS = 3  # of an encoder: each holds pictures of its own
MOST_PIXELS = 2_200_000  # of a moment that are encoded at once: an encoder holds some forty moments
_COVER_FRAMES = 16  # among which the cover is looked for
_BLUR = 96  # pixels: the background is blurred that small
NEEDED = ("libx264", "aac", "alimiter", "overlay", "gblur", "yadif")
CAPTIONS = "ass"  # the filter, of libass
# H.264 High, 4:2:0, AAC-LC, the index in front: what all platforms take. The rate keeps a minute below
# 50 MB, which is the least that one of them takes (Bluesky).
_VIDEO = (
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-maxrate", "5500k", "-bufsize", "11M",
    "-profile:v", "high", "-pix_fmt", "yuv420p", "-force_key_frames", "expr:gte(t,n_forced*2)",
    "-x264-params", "rc-lookahead=8:sync-lookahead=0",
)  # fmt: skip
# Whole pictures, as many a second as the video has, with square pixels.
_STEADY = (
    f"yadif=deint=interlaced,fps='min(source_fps,{MOST_FRAMES})':start_time=0,"
    "scale=w='trunc(iw*sar/2)*2':h='trunc(ih/2)*2',setsar=1,format=yuv420p"
)
_SOUND = ("-c:a", "aac", "-profile:a", "aac_low", "-b:a", "160k", "-ar", "48000", "-ac", "2")
_CLEAN = (
    "-map_metadata",
    "-1",
    "-map_chapters",
    "-1",
    "-sn",
    "-dn",
)  # no places, no names of devices


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A file to make.

    Attributes:
        name: Of the file.
        captions: The name of the ASS file that is drawn in, if any.
        crop: The part of the picture that is shown; None: all of it.
    """

    name: str
    form: Format
    captions: str | None
    crop: Box | None = None


def passes(shapes: Sequence[Shape], source: Source) -> list[list[Shape]]:
    """The shapes that are encoded at once: so many that it takes no more memory than a large one alone."""
    groups: list[list[Shape]] = []
    pixels = 0
    for shape in shapes:
        width, height = shape.form.size(source)
        if not groups or pixels + width * height > MOST_PIXELS:
            groups.append([])
            pixels = 0
        groups[-1].append(shape)
        pixels += width * height
    return groups


def encode(
    stretch: Stretch,
    source: Source,
    gain: float,
    shapes: Sequence[Shape],
    cover: str | None,
    folder: Path,
    using: str,
    progress: Callable[[float], None],
) -> bool:
    """Write shapes of a clip in one pass into a folder, where its ASS files and the folder "fonts" are.

    Args:
        cover: The name of a picture to write as well.
        gain: By how many dB the sound is raised.
        using: The ffmpeg.

    Returns:
        Whether ffmpeg found nothing wrong.

    Raises:
        SourceError: it failed.
    """
    seconds = stretch.seconds
    count = len(shapes)
    graph = [
        f"[0:{source.picture}]{stretch.picture},{_STEADY},"
        f"split={count + (cover is not None)}{''.join(f'[in{n}]' for n in range(count))}"
        + ("[still]" if cover else ""),
        *(chain for n, shape in enumerate(shapes) for chain in _chains(n, shape, source)),
        f"[0:{source.sound}]{stretch.sound},afade=t=in:d={FADE},"
        f"afade=t=out:st={seconds - FADE:.3f}:d={FADE},{loudness.filters(gain)},"
        f"asplit={count}{''.join(f'[a{n}]' for n in range(count))}",
    ]
    if cover:
        graph.append(
            f"[still]fps={_COVER_FRAMES / seconds:.4f},{_covered(source)},"
            f"thumbnail={_COVER_FRAMES}[cover]"
        )
    threads = str(max(1, min(MOST_THREADS, os.cpu_count() or 1)))
    words = ["-filter_complex", ";".join(graph), "-filter_complex_threads", threads]
    for number, shape in enumerate(shapes):
        words += ["-map", f"[v{number}]", "-map", f"[a{number}]", *_CLEAN, *_VIDEO, *_SOUND]
        words += ["-threads", threads, "-t", f"{seconds:.3f}", "-movflags", "+faststart"]
        words += ["-f", "mp4", shape.name]
    if cover:
        words += ["-map", "[cover]", *_CLEAN, "-frames:v", "1", "-q:v", "3", "-update", "1"]
        words += ["-f", "image2", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", cover]
    return ffmpeg.write(
        stretch.path, *words, folder=folder, using=using, before=stretch.before, progress=progress
    )


def _chains(number: int, shape: Shape, source: Source) -> list[str]:
    """The filters from [in0] to [v0]."""
    width, height = shape.form.size(source)
    drawn = f",ass=filename={shape.captions}:fontsdir=fonts" if shape.captions else ""
    if shape.crop is not None:
        c = shape.crop
        cut = f"crop={c.width}:{c.height}:{c.x}:{c.y},scale={width}:{height}"
        return [f"[in{number}]{cut},setsar=1{drawn}[v{number}]"]
    if fills(shape.form, source):
        cut = f"scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height}"
        return [f"[in{number}]{cut},setsar=1{drawn}[v{number}]"]
    box = placed(shape.form, source)
    small = (_BLUR, round(_BLUR * height / width / 2) * 2)
    return [
        f"[in{number}]split[back{number}][front{number}]",
        f"[back{number}]scale={small[0]}:{small[1]}:force_original_aspect_ratio=increase:flags=area,"
        f"crop={small[0]}:{small[1]},gblur=sigma=3,lutyuv=y=16+(val-16)*0.55,"
        f"scale={width}:{height}:flags=bicubic,setsar=1[wide{number}]",
        f"[front{number}]scale={box.width}:{box.height},setsar=1[whole{number}]",
        f"[wide{number}][whole{number}]overlay={box.x}:{box.y}{drawn}[v{number}]",
    ]


def _covered(source: Source) -> str:
    """The size of the cover: YouTube asks for 1280 by 720 at least, and 2 MB at most."""
    scale = 1280 / max(source.width, source.height)
    return f"scale={round(source.width * scale / 2) * 2}:{round(source.height * scale / 2) * 2}"
