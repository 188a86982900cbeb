"""Which learned weights may rank a document: never those that have seen it.

`trained_on.json`, written by the training script, has the digests of the documents that the weights
of the package were trained on, each with its fold: {"<sha256>": fold}. `folds/fold-<k>.json.gz` are
weights trained on all folds but k.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from statements_documents import Document

HERE = Path(__file__).resolve().parent
TRAINED_ON = HERE / "trained_on.json"
FOLDS = HERE / "folds"


class SeenError(Exception):
    """The package's weights have seen a document, and there are no others for it."""


def weights_for(document: Document) -> Path | None:
    """The weights of the fold that has not seen a document; None: the package's own.

    Raises:
        SeenError: the document was trained on, and its fold's weights are not there.
    """
    fold = trained_on().get(document.digest)
    if fold is None:
        return None
    weights = FOLDS / f"fold-{fold}.json.gz"
    if not weights.is_file():
        raise SeenError(document.doc_id)
    return weights


@cache
def trained_on() -> dict[str, int]:
    """The fold of each document that was trained on, by its digest."""
    if not TRAINED_ON.exists():
        return {}
    return {digest: int(fold) for digest, fold in json.loads(TRAINED_ON.read_bytes()).items()}
