"""One tool that reads decks or transcripts, in a process of its own.

    python reading_tools.py TOOL

For each line of standard input, {"path": …}, one line of output: {"opened": bool, "seconds": CPU
time, "peak_mb": the most memory of the process so far, "texts": [[role, text], …]}; for transcripts
texts are cues, [start, end, text, speaker].
Runs in the environment of the readers or in that of the peers: imports what its tool needs, only.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Reading = list[tuple[Any, ...]]


def main() -> None:
    read = TOOLS[sys.argv[1]]()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        path = Path(json.loads(line)["path"])
        start = time.process_time()
        try:
            texts, opened = read(path), True
        except Exception:
            texts, opened = [], False
        seconds = time.process_time() - start
        answer = {"opened": opened, "seconds": seconds, "peak_mb": _peak_mb(), "texts": texts}
        print(json.dumps(answer), file=answers)
        answers.flush()


def _peak_mb() -> float:
    """The most memory of this process. Linux counts that of the parent into ru_maxrss."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1000)


def _ours() -> Callable[[Path], Reading]:
    from repurpose import readers
    from repurpose.protocols import ReadContext

    def read(path: Path) -> Reading:
        asset = readers.read(path, ReadContext())
        if asset.kind == "transcript":
            return [
                (s.locator.start, s.locator.end, s.text, s.speaker or "") for s in asset.segments
            ]
        return [(segment.role, segment.text) for segment in asset.segments]

    return read


def _raw() -> Callable[[Path], Reading]:
    import reading_truth

    return lambda path: [("all", reading_truth.raw(path))]


def _markitdown() -> Callable[[Path], Reading]:
    from markitdown import MarkItDown  # type: ignore[import-not-found]

    converter = MarkItDown()
    return lambda path: [("all", converter.convert(str(path)).text_content)]


def _python_pptx() -> Callable[[Path], Reading]:
    """The loop that everybody writes."""
    from pptx import Presentation

    def texts(path: Path) -> Iterator[tuple[str, str]]:
        for slide in Presentation(str(path)).slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    yield "all", shape.text_frame.text

    return lambda path: list(texts(path))


def _webvtt() -> Callable[[Path], Reading]:
    import webvtt  # type: ignore[import-not-found]

    def read(path: Path) -> Reading:
        form = {".srt": webvtt.from_srt, ".sbv": webvtt.from_sbv}.get(path.suffix, webvtt.read)
        return [
            (_seconds(cue.start), _seconds(cue.end), cue.text, cue.voice or "")
            for cue in form(str(path))
        ]

    return read


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def _pysubs2() -> Callable[[Path], Reading]:
    import pysubs2  # type: ignore[import-not-found]

    return lambda path: [
        (event.start / 1000, event.end / 1000, event.plaintext, "")
        for event in pysubs2.load(str(path))
        if not event.is_comment
    ]


TOOLS: dict[str, Callable[[], Callable[[Path], Reading]]] = {
    "repurpose": _ours,
    "raw": _raw,
    "markitdown": _markitdown,
    "python-pptx": _python_pptx,
    "webvtt-py": _webvtt,
    "pysubs2": _pysubs2,
}

if __name__ == "__main__":
    main()
