"""What the main job costs: start-up, the example deck, and how reading grows with the deck.

    python benchmarks/main_job.py [--runs N] [--json]

Each figure is CPU time (user and system) of a whole process, the median of N runs that take turns
with the command they are compared with, so that a noisy machine hits both alike. Exit code 1 where
a figure misses what it must reach.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECK = ROOT / "examples" / "holzbau" / "Aufstocken mit Holz.pptx"
REPURPOSE = (sys.executable, "-m", "repurpose")
IMPORT_CLICK = (sys.executable, "-c", "import click")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure. `reach` is the most it may be; `unit` "s" or "x" (a ratio)."""

    what: str
    value: float
    unit: str
    reach: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder:
        figures = [*start_up(Path(folder), options.runs), *example(Path(folder), options.runs)]
        figures.append(growth(Path(folder), max(3, options.runs // 3)))
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    else:
        for figure in figures:
            sign = "ok" if figure.value <= figure.reach else "MISSED"
            print(
                f"{figure.what:<58} {figure.value:6.2f} {figure.unit}   "
                f"at most {figure.reach:g} {figure.unit}   {sign}"
            )
    return int(any(figure.value > figure.reach for figure in figures))


def start_up(folder: Path, runs: int) -> list[Figure]:
    """Commands that run often, against `python -c "import click"`."""
    _cpu((*REPURPOSE, "init", "--yes"), folder)  # a configuration to check each time
    _cpu((*REPURPOSE, str(DECK), "--channels", "twitter"), folder)  # an outbox with drafts
    return [
        Figure(
            what=f"repurpose {' '.join(words)} / import click",
            value=_ratio((*REPURPOSE, *words), IMPORT_CLICK, folder, runs),
            unit="x",
            reach=reach,
        )
        for words, reach in (
            (("--help",), 2.5),
            (("outbox", "list"), 5.0),
            (("publish", "--due"), 5.0),
        )
    ]


def example(folder: Path, runs: int) -> list[Figure]:
    """The example deck to drafts for two channels, into a new outbox each time; what LibreOffice costs
    is measured by slides.py."""
    figures = []
    for pictures, what, reach in (("none", "without pictures", 1.5), ("cards", "with cards", 2.5)):
        seconds = []
        for number in range(runs):
            fresh = folder / f"{pictures} {number}"
            fresh.mkdir()
            words = (str(DECK), "--channels", "twitter,linkedin", "--pictures", pictures)
            seconds.append(_cpu((*REPURPOSE, *words), fresh))
        name = f"example deck to drafts for two channels, {what}"
        figures.append(Figure(what=name, value=statistics.median(seconds), unit="s", reach=reach))
    return figures


def growth(folder: Path, runs: int) -> Figure:
    """Reading 500 slides against reading 50, without the cost of starting."""
    decks = [_deck(folder, slides) for slides in (50, 500)]
    code = (
        "import sys, time; from pathlib import Path; from repurpose import readers; "
        "from repurpose.protocols import ReadContext; import pptx; "
        "t = time.process_time(); readers.read(Path(sys.argv[1]), ReadContext()); "
        "print(time.process_time() - t)"
    )
    small, large = (
        statistics.median(
            float(subprocess.check_output((sys.executable, "-c", code, str(deck)), text=True))
            for _ in range(runs)
        )
        for deck in decks
    )
    return Figure(what="reading 500 slides / 50 slides", value=large / small, unit="x", reach=12)


def _deck(folder: Path, slides: int) -> Path:
    from pptx import Presentation

    deck = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Werk {number}"
        slide.placeholders[1].text = "\n".join(
            f"Im Werk {number} sank der Verbrauch um {n + 3} Prozent." for n in range(6)
        )
        slide.notes_slide.notes_text_frame.text = "Hier nach Fragen fragen."
    path = folder / f"{slides} slides.pptx"
    deck.save(str(path))
    return path


def _ratio(a: Sequence[str], b: Sequence[str], folder: Path, runs: int) -> float:
    pairs = [(_cpu(a, folder), _cpu(b, folder)) for _ in range(runs)]
    return statistics.median(x for x, _ in pairs) / statistics.median(y for _, y in pairs)


def _cpu(command: Sequence[str], folder: Path) -> float:
    """CPU seconds of one process; its output is thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
