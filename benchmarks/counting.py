"""Whether the counters count as the platforms do, on random texts; and whether `rendering.fit` keeps
within what they count.

    python benchmarks/counting.py [N] [--seed S] [--jobs N] [--node-modules FOLDER] [--json]

Each of N texts goes through each counter and its independent counterpart: twitter-text 3 (X), its
addresses with the mention rule of Mastodon's server (Mastodon), RichText of @atproto/api (Bluesky's
graphemes, bytes and facets), and JavaScript's own String, Buffer and Intl.Segmenter (the rest). They
run in node, which must be installed; FOLDER is where `npm install twitter-text@3 @atproto/api` was
run, outside of this repository. What is missing is left out, and said.

Each text is also fitted to the limit of each channel and to short ones: no part may be over its
limit, nothing may be lost, and no grapheme may be cut.

Both sides must know a character before they can agree on it: for X, whose texts are brought into
NFC, texts with characters younger than Python's `unicodedata` are left out and counted as skipped;
where `regex` and node know different versions of Unicode, nothing that is counted in graphemes is
compared. For node with Unicode 17: pip install --target FOLDER regex==2025.11.3, and PYTHONPATH=FOLDER.

Progress and what differs are told as they come. Ctrl-C ends it early, with the report of what was done. Exit code 1
where anything differs.
"""

from __future__ import annotations

import argparse
import atexit
import json
import multiprocessing
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

import regex
from counting_texts import Texts

from repurpose import channels
from repurpose.model import Rules
from repurpose.rendering.borders import trimmed
from repurpose.rendering.fit import DoesNotFit, fit
from repurpose.text import counting
from repurpose.text.facets import facets

BATCH = 400
PROGRESS = 100_000
SHOWN = 5  # differences of each counter
_KNOWN = regex.compile(r"\P{Cn}")
# A character of each version of Unicode that is in none before.
_NEWEST = {"18": "\u1aed", "17": "\u20c1", "16": "\u1c89", "15": "\U0001fae8"}
_UNICODE = next((v for v, char in _NEWEST.items() if _KNOWN.match(char)), "14 or older")
# What `regex` knows and `unicodedata` does not.
_UNKNOWN = frozenset(
    char
    for char in map(chr, range(0x110000))
    if unicodedata.category(char) == "Cn" and _KNOWN.match(char)
)
_NUMBER = regex.compile(r" \(\d+/\d+\)\Z")
# An address that begins with "http" without being one: there our facets are meant to differ.
_HTTP_WORD = regex.compile(r"(?:^|[\s(\ufeff])http(?!s?://)", regex.IGNORECASE)
_SHORT = tuple(
    Rules(limit=limit, measure=measure, max_parts=99)
    for limit in (30, 64)
    for measure in ("weighted", "utf16", "graphemes", "code-points", "utf8", "mastodon", "threads")
)  # fmt: skip


class Tally:
    """What was compared, what was skipped, and what differs."""

    def __init__(self) -> None:
        self.texts = 0
        self.compared: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.differ: Counter[str] = Counter()
        self.examples: list[dict[str, Any]] = []

    def compare(self, what: str, text: str, ours: object, theirs: object) -> None:
        self.compared[what] += 1
        if ours != theirs:
            self.differ[what] += 1
            if self.differ[what] <= SHOWN:
                self.examples.append({"what": what, "text": text, "ours": ours, "theirs": theirs})

    def add(self, other: Tally) -> None:
        self.texts += other.texts
        self.compared += other.compared
        self.skipped += other.skipped
        self.examples += [e for e in other.examples if self.differ[e["what"]] < SHOWN]
        self.differ += other.differ


class Counterparts:
    """The counters of others, in a process of node."""

    def __init__(self, folder: Path) -> None:
        self._process = None
        self.about: dict[str, Any] = {}
        node = shutil.which("node")
        if node is not None:
            script = Path(__file__).with_name("counting_counterparts.cjs")
            pipe = subprocess.PIPE
            call = [node, script, folder]
            self._process = subprocess.Popen(call, stdin=pipe, stdout=pipe, encoding="utf-8")
            self.about = json.loads(self._process.stdout.readline())
            atexit.register(self._process.kill)

    def ask(self, texts: list[str]) -> None:
        if self._process is not None:
            self._process.stdin.write(json.dumps(texts) + "\n")
            self._process.stdin.flush()

    def answers(self, number: int) -> list[dict[str, Any]]:
        if self._process is None:
            return [{}] * number
        found: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="?", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes; each has a node of its own")
    parser.add_argument("--node-modules", type=Path, default=Path())
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tally = Tally()
    started = time.monotonic()
    about = Counterparts(options.node_modules).about
    work = [
        (options.seed, first, min(BATCH, options.texts - first))
        for first in range(0, options.texts, BATCH)
    ]
    with multiprocessing.Pool(options.jobs, _begin, (options.node_modules,)) as pool:
        try:
            for found in pool.imap_unordered(_batch, work):
                tally.add(found)
                for example in found.examples:
                    print(json.dumps(example), file=sys.stderr, flush=True)
                if tally.texts % PROGRESS < BATCH:
                    differing = sum(tally.differ.values())
                    print(f"{tally.texts} texts, {differing} differ", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            pass  # what was done by then is reported
        pool.terminate()
    _report(tally, options, about, time.monotonic() - started)
    return int(bool(tally.differ))


_counterparts: Counterparts


def _begin(folder: Path) -> None:
    global _counterparts
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _counterparts = Counterparts(folder)


def _batch(work: tuple[int, int, int]) -> Tally:
    """Some of the texts: those from number `first` on. The same seed and number give the same texts."""
    seed, first, number = work
    row = Texts(f"{seed} {first}")
    texts = [row.next() for _ in range(number)]
    _counterparts.ask(texts)
    tally = Tally()
    for turn, text in enumerate(texts, first):
        _fitted(tally, text, turn)
    same = _counterparts.about.get("unicode", "").startswith(_UNICODE)
    for text, theirs in zip(texts, _counterparts.answers(number), strict=True):
        _counted(tally, text, theirs)
        if same:
            _counted_in_graphemes(tally, text, theirs)
    tally.texts = number
    return tally


def _counted(tally: Tally, text: str, theirs: dict[str, Any]) -> None:
    if not theirs:
        return
    for measure in ("utf16", "code-points", "utf8"):
        tally.compare(measure, text, counting.length(text, measure), theirs[measure])
    if "weighted" in theirs:
        if not _UNKNOWN.isdisjoint(text):
            tally.skipped["weighted"] += 1
        else:
            ours = [counting.weighted_length(text), counting.is_valid_on_x(text)]
            tally.compare("weighted", text, ours, [theirs["weighted"], theirs["valid"]])
    if "facets" in theirs and _HTTP_WORD.search(text):
        tally.skipped["bluesky facets"] += 1
    elif "facets" in theirs:
        found = [[facet.kind, facet.start, facet.end, facet.value] for facet in facets(text)]
        tally.compare("bluesky facets", text, found, theirs["facets"])


def _counted_in_graphemes(tally: Tally, text: str, theirs: dict[str, Any]) -> None:
    units = len if not text or max(text) <= "\uffff" else counting.utf16_length
    clusters = list(map(units, counting.graphemes(text)))
    tally.compare("grapheme clusters", text, clusters, theirs["clusters"])
    tally.compare("threads", text, counting.threads_length(text), theirs["threads"])
    if "mastodon" in theirs:
        tally.compare("mastodon", text, counting.mastodon_length(text), theirs["mastodon"])
    if "graphemes" in theirs:
        ours = [counting.length(text, "graphemes"), counting.length(text, "utf8")]
        tally.compare("bluesky", text, ours, [theirs["graphemes"], theirs["bytes"]])


def _fitted(tally: Tally, text: str, turn: int) -> None:
    """Each text to one channel and to one short limit, by turns."""
    names = channels.names()
    for rules in (channels.rules_of(names[turn % len(names)]), _SHORT[turn % len(_SHORT)]):
        try:
            parts = fit(text, rules)
        except DoesNotFit:
            tally.skipped["does not fit"] += 1
            continue
        over = [
            part
            for part in parts
            for measure, limit in ((rules.measure, rules.limit), *rules.further)
            if counting.length(part, measure) > limit
        ]
        tally.compare("parts within their limit", text, over, [])
        _whole(tally, text, parts)


def _whole(tally: Tally, text: str, parts: list[str]) -> None:
    """Whether the parts are the text, but for white space, and begin and end between graphemes."""
    text = trimmed(text)
    plain = [_NUMBER.sub("", part) for part in parts] if len(parts) > 1 else parts
    borders = {0, *accumulate(map(len, counting.graphemes(text)))}
    place, cut, lost = 0, [], []
    for part in plain:
        start = text.find(part, place)
        if start < 0 or text[place:start].strip():
            lost.append(part)
            break
        place = start + len(part)
        cut += [each for each in (start, place) if each not in borders]
    tally.compare("no grapheme cut", text, cut, [])
    tally.compare("nothing lost", text, [*lost, text[place:].strip()], [""])


def _report(
    tally: Tally, options: argparse.Namespace, about: dict[str, Any], seconds: float
) -> None:
    missing = [name for name in ("twitter", "bluesky") if not about.get(name)]
    if options.json:
        found = {
            "texts": tally.texts, "seed": options.seed, "seconds": round(seconds, 1),
            "missing": missing if about else ["node"], "compared": tally.compared,
            "skipped": tally.skipped, "differ": tally.differ, "examples": tally.examples,
        }  # fmt: skip
        print(json.dumps(found, indent=2))
        return
    print(f"{tally.texts} texts, seed {options.seed}, {seconds:.0f} s")
    known = f"regex {_UNICODE}, unicodedata {unicodedata.unidata_version}"
    print(f"Unicode: node {about.get('unicode')}, {known}")
    if not about:
        print("node is missing: nothing was compared with a counterpart")
    for name in missing if about else ():
        package = {"twitter": "twitter-text@3", "bluesky": "@atproto/api"}[name]
        print(f"not compared: npm install {package}, and name the folder with --node-modules")
    for what, number in tally.compared.items():
        skipped = f", {tally.skipped[what]} skipped" if tally.skipped[what] else ""
        print(f"  {what:<26} {number:>9} compared{skipped}, {tally.differ[what]} differ")
    print(f"  {tally.skipped['does not fit']} times a text did not fit, and was refused")
    for example in tally.examples:
        print(json.dumps(example, ensure_ascii=True))
    print(f"{tally.compared.total()} compared, {tally.differ.total()} differ")


if __name__ == "__main__":
    sys.exit(main())
