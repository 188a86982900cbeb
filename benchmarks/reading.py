"""What reading finds and what it costs, on real files, beside other tools in the same run.

    python benchmarks/reading.py [text] [time] [memory] [transcripts] [long]
                                 [--worst] [--no-peers] [--runs N] [--json]

Real files: the folder REPURPOSE_CORPORA, else ../shared/corpora. The other tools are installed once
into an environment of their own, in the user's cache folder. Times are CPU time inside a warm
process, without the start of it; tools take turns, file by file. Exit code 1 where a figure misses
what it must reach.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import reading_cues
import reading_files
import reading_truth
from reading_peers import Answer, Tool, peers

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("REPURPOSE_CORPORA", ROOT.parent / "shared" / "corpora"))
OOXML = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm")
OURS = "repurpose"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure. `reach`: what it must be, at most or at least; None: to compare with."""

    what: str
    tool: str
    value: float
    unit: str
    reach: float | None = None
    at_least: bool = False

    @property
    def missed(self) -> bool:
        if self.reach is None:
            return False
        return self.value < self.reach if self.at_least else self.value > self.reach

    def line(self) -> str:
        goal = "" if self.reach is None else (
            f"{'at least' if self.at_least else 'at most'} {self.reach:g} {self.unit}   "
            f"{'MISSED' if self.missed else 'ok'}"
        )  # fmt: skip
        return f"{self.what:<44} {self.tool:<12} {self.value:9.2f} {self.unit:<4} {goal}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--worst", action="store_true", help="the texts that were not found")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        parser.error(f"the folder of real files is not here: {CORPORA} (REPURPOSE_CORPORA)")
    figures = [f for name in options.parts or PARTS for f in PARTS[name](options)]
    if options.json:
        print(json.dumps([asdict(figure) | {"missed": figure.missed} for figure in figures]))
    else:
        print("\n".join(figure.line() for figure in figures))
    return int(any(figure.missed for figure in figures))


def sound(kind: str, suffixes: tuple[str, ...] = ()) -> list[Path]:
    """The files of a kind that open, as the manifest says."""
    with (CORPORA / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    files = [CORPORA / row["file"] for row in rows if row["expected"] == "opens"]
    return [file for file in files if not suffixes or file.suffix.lower() in suffixes]


# ── text ──


def text(options: argparse.Namespace) -> Iterator[Figure]:
    """How many decks each tool opens, and how much of what stands in them it finds."""
    decks = sound("decks", OOXML)
    truth = [reading_truth.classes(deck) for deck in decks]
    for tool in (Tool(OURS), *peers("markitdown", "python-pptx", wanted=options.peers)):
        with tool:
            answers = [tool.read(deck) for deck in decks]
        yield opened("decks opened", tool.name, answers)
        yield from _recall(tool.name, answers, truth)
        if options.worst and tool.name == OURS:
            _print_worst(decks, answers, truth)
    others = sound("decks", (".odp", ".pdf", ".ppt"))
    with Tool(OURS) as tool:
        yield opened(
            "other decks opened (odp, pdf, ppt)", OURS, [tool.read(deck) for deck in others]
        )


def opened(what: str, tool: str, answers: list[Answer]) -> Figure:
    return Figure(
        what=f"{what}, of {len(answers)}", tool=tool, unit="", at_least=True,
        value=sum(answer.opened for answer in answers),
        reach=len(answers) if tool == OURS else None,
    )  # fmt: skip


def _recall(
    tool: str, answers: list[Answer], truth: list[dict[str, list[str]]]
) -> Iterator[Figure]:
    held: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for answer, texts in zip(answers, truth, strict=True):
        for name, (its, lost) in reading_truth.compared(texts, answer.texts).items():
            held[name] += its.total()
            found[name] += its.total() - sum(lost.values())
    for name in reading_truth.CLASSES:
        yield Figure(
            what=f"text found: {name}, of {held[name]} words", tool=tool, unit="%", at_least=True,
            value=100 * found[name] / max(1, held[name]), reach=99.5 if tool == OURS else None,
        )  # fmt: skip
    said = sum(reading_truth.words(t for _, t in answer.texts).total() for answer in answers)
    yield Figure(what="words said / words that stand there", tool=tool, unit="x",
                 value=said / held.total())  # fmt: skip


def _print_worst(
    decks: list[Path], answers: list[Answer], truth: list[dict[str, list[str]]]
) -> None:
    missing = [
        (sum(lost.values()), f"{name:<9} {deck.relative_to(CORPORA)}: {' '.join(list(lost)[:12])}")
        for deck, answer, texts in zip(decks, answers, truth, strict=True)
        for name, (_, lost) in reading_truth.compared(texts, answer.texts).items()
        if lost
    ]
    for number, line in sorted(missing, reverse=True)[:10]:
        print(f"{number:7.1f} words missing: {line}", file=sys.stderr)


# ── time and memory ──


def time(options: argparse.Namespace) -> Iterator[Figure]:
    """Seconds a deck, of the decks that a tool opens."""
    decks = sound("decks", OOXML)
    tools = [Tool("raw"), Tool(OURS), *peers("python-pptx", "markitdown", wanted=options.peers)]
    medians: dict[str, float] = {}
    with ExitStack() as stack:
        for tool in tools:
            stack.enter_context(tool)
            tool.read(decks[0])  # warm: what is imported with the first file
        seconds = [_in_turn(tools, deck, options.runs) for deck in decks]
    for tool in tools:
        its = [1000 * deck[tool.name] for deck in seconds if tool.name in deck]
        medians[tool.name] = statistics.median(its)
        yield Figure(
            what="time a deck, median", tool=tool.name, value=medians[tool.name], unit="ms"
        )
        yield Figure(what="time a deck, 95 of 100 take at most", tool=tool.name, unit="ms",
                     value=statistics.quantiles(its, n=20)[-1])  # fmt: skip
    yield Figure(what="median time / raw walk", tool=OURS, unit="x", reach=3,
                 value=medians[OURS] / medians["raw"])  # fmt: skip
    if "markitdown" in medians:
        yield Figure(what="median time of markitdown / ours", tool=OURS, unit="x", reach=3,
                     value=medians["markitdown"] / medians[OURS], at_least=True)  # fmt: skip


def _in_turn(tools: list[Tool], deck: Path, runs: int) -> dict[str, float]:
    """Each tool's median for a deck; none of a tool that does not open it."""
    answers = [(tool.name, tool.read(deck)) for _ in range(runs) for tool in tools]
    seconds: dict[str, list[float]] = {}
    for name, answer in answers:
        if answer.opened:
            seconds.setdefault(name, []).append(answer.seconds)
    return {name: statistics.median(each) for name, each in seconds.items()}


def memory(options: argparse.Namespace) -> Iterator[Figure]:
    """A deck of 500 slides, made of the slides of a real one; each tool in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder:
        deck = Path(folder) / "500 slides.pptx"
        reading_files.repeat_slides(_wordiest(), deck, 500)
        names = ("python-pptx", "markitdown")
        for tool in (Tool("raw"), Tool(OURS), *peers(*names, wanted=options.peers)):
            with tool:
                answer = tool.read(deck)
            if not answer.opened:
                continue
            yield Figure(what="500 slides: peak memory of the process", tool=tool.name, unit="MB",
                         value=answer.peak_mb, reach=150 if tool.name == OURS else None)  # fmt: skip
            yield Figure(what="500 slides: time", tool=tool.name, unit="s", value=answer.seconds)


def _wordiest() -> Path:
    """Of the real decks with ten slides or more, the one with most words."""
    decks = {
        d: reading_truth.classes(d) for d in sound("decks", OOXML) if reading_files.slides(d) > 9
    }
    return max(decks, key=lambda deck: sum(len(" ".join(texts)) for texts in decks[deck].values()))


# ── transcripts ──


def transcripts(options: argparse.Namespace) -> Iterator[Figure]:
    """How many transcripts each tool opens, and whether each cue of WebVTT and SubRip is there."""
    files = sound("transcripts")
    truth = [reading_cues.truth(f) if f.suffix in (".vtt", ".srt") else [] for f in files]
    for tool in (Tool(OURS), *peers("webvtt-py", "pysubs2", wanted=options.peers)):
        with tool:
            answers = [tool.read(file) for file in files]
        yield opened("transcripts opened", tool.name, answers)
        held = sum(
            sum(1 for _ in reading_cues.held(cues, answer.texts))
            for cues, answer in zip(truth, answers, strict=True)
        )
        cues = sum(map(len, truth))
        yield Figure(what=f"cues found, of {cues}", tool=tool.name, unit="", value=held,
                     reach=cues if tool.name == OURS else None, at_least=True)  # fmt: skip


def long(options: argparse.Namespace) -> Iterator[Figure]:
    """A transcript of a million words, and how time grows from a tenth of it."""
    runs = max(1, options.runs // 2)
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder:
        files = [Path(folder) / f"{count} words.vtt" for count in (100_000, 1_000_000)]
        for file, count in zip(files, (100_000, 1_000_000), strict=True):
            reading_files.write_transcript(file, count)
        for tool in (Tool(OURS), *peers("webvtt-py", "pysubs2", wanted=options.peers)):
            with tool:
                tool.read(files[0])
                small, large = (
                    statistics.median(tool.read(file).seconds for _ in range(runs))
                    for file in files
                )
            ours = tool.name == OURS
            yield Figure(what="transcript of 1,000,000 words: time", tool=tool.name, unit="s",
                         value=large, reach=10 if ours else None)  # fmt: skip
            yield Figure(what="time for 1,000,000 words / for 100,000", tool=tool.name, unit="x",
                         value=large / small, reach=12 if ours else None)  # fmt: skip


PARTS = {
    "text": text,
    "time": time,
    "memory": memory,
    "transcripts": transcripts,
    "long": long,
}

if __name__ == "__main__":
    sys.exit(main())
