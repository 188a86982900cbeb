"""How loud a clip is: measured as EBU R 128 says, and brought to what social platforms play.

EBU R 128 asks broadcasters for -23 LUFS. Platforms play louder: YouTube turns down what is above -14 LUFS
and does not turn up what is below; so -14 LUFS it is, measured in the same way, with a true peak of at
most -1 dBTP (https://tech.ebu.ch/docs/r/r128.pdf; RTW, "Worldwide loudness delivery standards").
"""

from __future__ import annotations

import re

from repurpose.media.clips.stretch import Stretch
from repurpose.programs import ffmpeg

TARGET = -14.0  # LUFS
PEAK = -1.0  # dBTP, at most, of the file
# The limiter works on four times the samples, so that it sees the peaks between them; encoding adds some.
CEILING = -2.2  # dB
RATE, OVERSAMPLED = 48_000, 192_000
NEAR = 0.4  # LU: what nobody hears
ROUNDS = 5
MOST_STEP = 3.0  # dB for a LU
MOST_GAIN = 30.0  # dB: louder, one hears the room
_INTEGRATED = re.compile(r"Integrated loudness:\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")
_SILENCE = -60.0  # LUFS


def filters(gain: float) -> str:
    """The filters that make a sound louder by a number of dB and keep its peaks below the ceiling."""
    limit = 10 ** (CEILING / 20)
    return (
        f"aformat=channel_layouts=stereo,aresample={OVERSAMPLED},volume={gain:.2f}dB,"
        f"alimiter=limit={limit:.4f}:attack=5:release=80:level=disabled,"
        f"aresample={RATE},aformat=sample_fmts=fltp"
    )


def gain(stretch: Stretch, sound: int) -> float:
    """By how many dB a stretch is to be raised so that, limited, it is as loud as it should be."""
    found, step = 0.0, 1.0
    loud = _measured(stretch, sound, "aformat=channel_layouts=stereo")
    for _ in range(ROUNDS):
        if loud is None or abs(TARGET - loud) < NEAR:
            break
        raised = max(-MOST_GAIN, min(MOST_GAIN, found + step * (TARGET - loud)))
        now = _measured(stretch, sound, filters(raised))
        if now is None or raised == found:
            break
        # What the limiter takes away must be added: a dB more is less than a LU more.
        step = (
            max(1.0, min(MOST_STEP, (raised - found) / (now - loud))) if now > loud else MOST_STEP
        )
        found, loud = raised, now
    return found


def _measured(stretch: Stretch, sound: int, through: str) -> float | None:
    """The integrated loudness in LUFS; None where there is silence."""
    filters = f"{stretch.sound},{through},ebur128=framelog=quiet"
    process = ffmpeg.start(
        stretch.path, "-map", f"0:{sound}", "-af", filters, "-f", "null", "-",
        before=stretch.before, level="info", stderr=True,
    )  # fmt: skip
    said = ffmpeg.output(process, 1_000_000, 60.0).decode("utf-8", errors="replace")
    match = _INTEGRATED.search(said)
    if match is None or match[1] in ("nan", "inf", "-inf"):
        return None
    loud = float(match[1])
    return None if loud < _SILENCE else loud
