"""What it costs to recognise speech: time for an hour of talk, and memory.

python benchmarks/recognition.py [RECORDING] [--minutes N]

Without a recording, example.mp4 of the real files is repeated until it is N minutes long (default 6).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from repurpose import readers
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("REPURPOSE_CORPORA", ROOT.parent / "shared" / "corpora"))


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("recording", nargs="?", type=Path)
    arguments.add_argument("--minutes", type=float, default=6.0)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        recording = given.recording or _repeated(Path(folder), given.minutes)
        began = time.perf_counter()
        asset = readers.read(recording, ReadContext())
        took = time.perf_counter() - began
    length = max(segment.locator.end or 0.0 for segment in asset.segments)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    words = sum(len(segment.text.split()) for segment in asset.segments)
    print(f"{length / 60:.1f} minutes, {words} words, language {asset.language}")
    print(f"an hour of talk takes {took / length * 60:.1f} minutes")
    print(f"the recogniser takes {memory:.0f} MB at most")


def _repeated(folder: Path, minutes: float) -> Path:
    source = next(CORPORA.glob("media/*/example.mp4"))
    target = folder / "talk.wav"
    words = ["-stream_loop", "-1", "-i", str(source), "-t", str(60 * minutes), "-ac", "1", "-vn"]
    subprocess.run([ffmpeg.program(), "-loglevel", "error", *words, str(target)], check=True)
    return target


if __name__ == "__main__":
    main()
