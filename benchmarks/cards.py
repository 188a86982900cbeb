"""What cards cost: CPU seconds and bytes of the cards of what stands in the files given.

    python benchmarks/cards.py [FILE…] [--count 50] [--channel twitter]

FILE: anything that is read; the example deck and panel by default. Their snippets are taken in turn
until there are COUNT cards, each composed, drawn and encoded. The time of the first card, which loads
Pillow, fonts and hyphens, is printed by itself.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from repurpose import channels, extractors, readers
from repurpose.choosing.find import Find
from repurpose.media.cards import Brand, NoCard
from repurpose.model import Rules
from repurpose.protocols import ExtractContext, ReadContext
from repurpose.snippet_cards import card_of

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "holzbau"
BRAND = Brand(name="Muster Holzbau AG")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(EXAMPLES.glob("*.[pv]*t*")))
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--channel", default="twitter", choices=channels.names())
    asked = parser.parse_args()
    rules = channels.rules_of(asked.channel)
    finds = [find for file in asked.files for find in _finds(file)]
    if not finds:
        raise SystemExit("nothing is found in these files")
    _, first = _seconds(finds[:1], rules)
    made, seconds = _seconds(islice(cycle(finds), asked.count), rules)
    sizes = [size for size in made if size]
    print(f"{len(finds)} snippets, for {asked.channel}: {rules.picture_size}")
    print(f"the first card: {first:.2f} s of CPU")
    print(f"{len(made)} more: {seconds:.2f} s of CPU, {1000 * seconds / len(made):.1f} ms each")
    print(
        f"refused: {len(made) - len(sizes)}; a file has {sum(sizes) // max(1, len(sizes)):,} bytes"
    )


def _finds(file: Path) -> Iterator[Find]:
    asset = readers.read(file, ReadContext())
    for snippet in extractors.extract(asset, ExtractContext()).snippets:
        yield Find(asset=asset, snippet=snippet)


def _seconds(finds: Iterator[Find] | list[Find], rules: Rules) -> tuple[list[int], float]:
    """The bytes of each card, 0 for one that is refused; CPU seconds for all."""
    start, sizes = time.process_time(), []
    for find in finds:
        try:
            content, _ = card_of(find, rules, BRAND).encoded(rules)
            sizes.append(len(content))
        except NoCard:
            sizes.append(0)
    return sizes, time.process_time() - start


if __name__ == "__main__":
    main()
