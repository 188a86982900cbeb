"""A stretch of a recording, read so that picture and sound begin when it says, together.

ffmpeg goes to a place of a file and drops what is before it. In some containers it may come out behind the
place; so there it goes to one well before, and filters drop the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_INDEXED = frozenset(
    {".mp4", ".m4v", ".mov", ".3gp", ".mkv", ".webm"}
)  # with a list of their pictures
_AHEAD = 10.0  # seconds: pictures that stand by themselves are not further apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From `start` to `end`, in seconds of the recording at `path`; both may be outside of it."""

    path: Path
    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start

    @property
    def is_indexed(self) -> bool:
        """Whether the file knows where its pictures are, so that one comes to a place exactly."""
        return self.path.suffix.lower() in _INDEXED

    @property
    def _lead(self) -> float:
        """Seconds that are read before it."""
        ahead = 0.0 if self.is_indexed else _AHEAD
        return min(self.start, ahead)

    @property
    def before(self) -> tuple[str, ...]:
        """The options of the file."""
        length = self.seconds + self._lead
        return ("-ss", f"{self.start - self._lead:.3f}", "-t", f"{length:.3f}")

    @property
    def picture(self) -> str:
        """The filter that its picture goes through first."""
        return f"trim=start={self._lead:.3f},setpts=PTS-{self._lead:.3f}/TB"

    @property
    def sound(self) -> str:
        """The filter that its sound goes through first; where there is none at the beginning, there is
        silence."""
        lead = f"{self._lead:.3f}"
        return f"aresample=async=1:first_pts=0,atrim=start={lead},asetpts=PTS-{lead}/TB"
