"""The report of statements.py, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MEASURES = ("precision_at_5", "precision_at_10", "r_precision", "average_precision")
HEADS = ("P@5", "P@10", "R-prec", "AP")
WIDTH = 34  # of four figures


def text(report: dict[str, Any]) -> str:
    """Tables, and what they mean."""
    lines = [line for file in report["files"] for line in _file(file, report)]
    return "\n".join([*lines, *_legend(report)])


def _file(file: dict[str, Any], report: dict[str, Any]) -> Iterator[str]:
    fits = report["post_sized"]
    yield f"{file['file']}: {_many(file['documents'], 'document')}, {_many(file['utterances'], 'utterance')}, {', '.join(file['languages'])}"  # fmt: skip
    if file["left_out"]:
        yield f"left out: {_many(len(file['left_out']), 'document')} that the weights have seen"
    chosen = f"{fits['from']} to {fits['to']} characters"
    yield f"{'':20}{'all utterances':^{WIDTH}}  {chosen:^{WIDTH}}   CPU s"
    heads = "".join(f"{head:>8}" for head in HEADS)
    yield f"{'':20}{heads:<{WIDTH}}  {heads:<{WIDTH}}   per 1,000"
    for name, method in file["methods"].items():
        cost = method["cpu_seconds_per_1000"]
        figures = f"{_four(method['all'])}  {_four(method['post_sized'])}"
        yield f"{name:20}{figures}  {'–' if cost is None else f'{cost:.3f}':>9}"
    chance = file["chance"]
    yield f"{'chance':20}{_share(chance['all'])}  {_share(chance['post_sized'])}".rstrip()
    for name, method in file["methods"].items():
        if method["over_cap"]:
            yield f"{name}: {_many(len(method['over_cap']), 'document')} left out: over {report['cap_seconds']:g} s"
        if method["failed"]:
            yield f"{name}: {_many(len(method['failed']), 'document')} left out: it failed"
    yield ""


def _four(figures: dict[str, float] | None) -> str:
    values = [figures[name] if figures else None for name in MEASURES]
    each = "".join("       –" if value is None else f"{value:8.3f}" for value in values)
    return f"{each:<{WIDTH}}"


def _share(value: float | None) -> str:
    return f"{'–' if value is None else f'{value:.3f}':>8}{'':{WIDTH - 8}}"


def _legend(report: dict[str, Any]) -> Iterator[str]:
    fits = report["post_sized"]
    yield "Means over documents. P: precision, R-prec: R-precision, AP: average precision; chance: the"
    yield "share of what people chose. repurpose: what it offers, best first, then all other utterances,"
    yield "by their worth; a statement of two sentences counts as the one that it is offered for."
    yield f"{fits['from']} to {fits['to']} characters: only such utterances compete and count."
    for each in report["not_installed"]:
        yield f"{each['method']}: not installed: {each['install']}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
