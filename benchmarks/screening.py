"""What the screens hold back, by reason, in each file given.

    python benchmarks/screening.py FILE… [--sentences] [--show N] [--json]

FILE: anything that is read (a deck, a transcript), or annotated talk as `.jsonl.gz`, one document a
line ({doc_id, lang, utterances: [{speaker, text}]}). Prints for each file how many snippets there
are, the share held back, how often each reason, and CPU milliseconds a snippet for screening alone.
In real talks that were meant for the public nearly all of it is a false alarm: read it with --show.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from repurpose import extractors, readers
from repurpose.errors import SourceError
from repurpose.model import Asset, Hold, Locator, Segment, Snippet
from repurpose.protocols import ExtractContext, ReadContext
from repurpose.screening import Policy, screen_all
from repurpose.text.sentences import sentences


@dataclass(kw_only=True)
class Measured:
    """One file. `reasons`: how many snippets each reason holds back."""

    file: str
    snippets: int = 0
    held: int = 0
    milliseconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", action="store_true", help="screen every sentence")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N that are held")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = []
    for file in options.files:
        measured, held = measure(file, every_sentence=options.sentences)
        found.append(measured)
        if not options.json:
            print(_line(measured))
            for snippet in held[: options.show]:
                for hold in snippet.holds:
                    print(f"    {hold.reason} «{hold.words}»  {snippet.text}")
    if options.json:
        rows = [asdict(each) | {"share": _share(each)} for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    return 0


def measure(file: Path, *, every_sentence: bool) -> tuple[Measured, list[Snippet]]:
    """The figures of a file, and what is held back in it."""
    measured = Measured(file=file.name)
    held: list[Snippet] = []
    for asset in assets(file):
        found = list(_sentences(asset)) if every_sentence else list(_snippets(asset))
        start = time.process_time()
        holds = screen_all(found, asset, Policy())
        measured.milliseconds += 1000 * (time.process_time() - start)
        measured.snippets += len(found)
        measured.reasons.update(hold.reason for each in holds for hold in each)
        held += [_with(s, why) for s, why in zip(found, holds, strict=True) if why]
    measured.held = len(held)
    measured.milliseconds /= max(1, measured.snippets)
    return measured, held


def assets(file: Path) -> Iterator[Asset]:
    if not file.name.endswith(".jsonl.gz"):
        try:
            yield readers.read(file, ReadContext())
        except SourceError as error:
            print(error, file=sys.stderr)
        return
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            yield Asset(
                path=Path(document["doc_id"]), kind="transcript", title="", sha256="",
                language=document["lang"],
                segments=tuple(
                    Segment(text=u["text"], role="speech", speaker=u["speaker"], locator=Locator(line=n))
                    for n, u in enumerate(document["utterances"], start=1)
                ),
            )  # fmt: skip


def _snippets(asset: Asset) -> Iterator[Snippet]:
    yield from extractors.extract(asset, ExtractContext()).snippets


def _sentences(asset: Asset) -> Iterator[Snippet]:
    for segment in asset.segments:
        for start, end in sentences(segment.text, asset.language):
            yield Snippet(
                kind="statement", text=segment.text[start:end], locator=segment.locator,
                speaker=segment.speaker, language=asset.language,
            )  # fmt: skip


def _with(snippet: Snippet, holds: tuple[Hold, ...]) -> Snippet:
    return replace(snippet, holds=holds)


def _share(measured: Measured) -> float:
    return round(measured.held / max(1, measured.snippets), 4)


def _line(measured: Measured) -> str:
    reasons = ", ".join(f"{name} {count}" for name, count in measured.reasons.most_common())
    return (
        f"{measured.file:<40} {measured.held:5} of {measured.snippets:6} held  {_share(measured):6.2%}  "
        f"{measured.milliseconds:5.2f} ms each  {reasons}"
    )


if __name__ == "__main__":
    sys.exit(main())
