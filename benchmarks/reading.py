"""What reading finds and what it costs, on real files, beside other tools in the same run.

    python benchmarks/reading.py [decks] [text] [time] [memory] [transcripts] [long]
                                 [--worst] [--no-peers] [--runs N] [--json]

Real files: the folder REPURPOSE_CORPORA, else ../shared/corpora. The other tools are installed once
into an environment of their own, in the user's cache folder. Exit code 1 where a figure misses what
it must reach.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import reading_truth
from reading_peers import Tool, peers

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
    """How much of what stands in the decks each tool finds, and how many decks it opens."""
    decks = sound("decks", OOXML)
    truth = [reading_truth.classes(deck) for deck in decks]
    with ExitStack() as stack:
        for tool in (Tool(OURS), *peers("markitdown", "python-pptx", wanted=options.peers)):
            stack.enter_context(tool)
            yield from _text_of(tool, decks, truth, options.worst and tool.name == OURS)


def _text_of(
    tool: Tool, decks: list[Path], truth: list[dict[str, list[str]]], worst: bool
) -> Iterator[Figure]:
    ours = tool.name == OURS
    answers = [tool.read(deck) for deck in decks]
    yield Figure(
        what=f"decks opened, of {len(decks)}", tool=tool.name, unit="",
        value=sum(answer.opened for answer in answers),
        reach=len(decks) if ours else None, at_least=True,
    )  # fmt: skip
    held: Counter[str] = Counter()
    found: Counter[str] = Counter()
    said = 0
    missing = []
    for deck, answer, texts in zip(decks, answers, truth, strict=True):
        out = reading_truth.words(text for _, text, *_ in answer.texts)
        said += out.total()
        inside = {name: reading_truth.words(texts[name]) for name in texts}
        whole = sum(inside.values(), Counter[str]())
        for name, its_words in inside.items():
            held[name] += its_words.total()
            # A word that stands in several classes counts for each with its share.
            got = {w: n * min(1, out[w] / whole[w]) for w, n in its_words.items()}
            found[name] += sum(got.values())
            lost = {w: n - got[w] for w, n in its_words.items() if n - got[w] > 0}
            if lost:
                missing.append((sum(lost.values()), deck, name, lost))
    for name in reading_truth.CLASSES:
        yield Figure(
            what=f"text found: {name}, of {held[name]} words", tool=tool.name, unit="%",
            value=100 * found[name] / max(1, held[name]), reach=99.5 if ours else None, at_least=True,
        )  # fmt: skip
    yield Figure(
        what="words said / words that stand there", tool=tool.name, unit="x",
        value=said / max(1, held.total()),
    )  # fmt: skip
    if worst:
        for number, deck, name, lost in sorted(missing, key=lambda each: -each[0])[:40]:
            shown = " ".join(f"{word}×{count:g}" for word, count in list(lost.items())[:12])
            print(f"{number:7.1f} {name:<9} {deck.relative_to(CORPORA)}: {shown}", file=sys.stderr)


PARTS = {"text": text}

if __name__ == "__main__":
    sys.exit(main())
