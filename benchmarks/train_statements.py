"""Learn which sentences of a talk people pass on: writes the weights of `repurpose.extractors.worth`.

    python benchmarks/train_statements.py FOLDER [--jobs N]

FOLDER holds annotated talk (the format is told in statements_documents.py): ami.jsonl.gz, icsi.jsonl.gz,
bundestag.jsonl.gz and acd-zoom.jsonl.gz. All documents in it are trained on. It needs scikit-learn and
lightgbm: pip install scikit-learn lightgbm.

It writes
  src/repurpose/extractors/worth/talk.json.gz   the weights of the package, from all documents
  benchmarks/folds/fold-K.json.gz               weights from all documents but those of fold K
  benchmarks/trained_on.json                    the fold of each document, by its digest
so that benchmarks/statements.py never ranks a document by weights that have seen it.

Sources: AMI and ICSI meeting corpora with their extractive summaries (CC BY 4.0), plenary records of the
German Bundestag with applause across the aisle (official record), community calls with published
highlights (CC BY-SA 3.0). What is kept of them are numbers, and single words with a weight.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from statements_documents import Document, load

from repurpose import readers
from repurpose.extractors.worth import judged_at_once
from repurpose.extractors.worth.features import NAMES, TALK_NAMES, features
from repurpose.extractors.worth.feedback import Feedback
from repurpose.extractors.worth.model import (
    CHEAP_SCALE,
    MOST_DEVIATIONS,
    around,
    framed_by_least,
    word_features,
)
from repurpose.extractors.worth.roles import ROLES
from repurpose.protocols import ReadContext

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/repurpose/extractors/worth/talk.json.gz"
FOLDS = ROOT / "benchmarks/folds"
TRAINED_ON = ROOT / "benchmarks/trained_on.json"

REGISTERS = {
    "ami": "meeting", "icsi": "discussion", "bundestag": "debate", "acd-zoom": "call",
}  # fmt: skip
LINEAR_SHARE = {"meeting": 0.5, "discussion": 0.5, "debate": 0.5, "call": 0.75}
NOBODY_LEADS = ("meeting", "discussion", "debate")
FOLD_COUNT = 4
LEAST_WORDS = 4  # shorter sentences teach nothing
VOCABULARY, KEPT = 50_000, 10_000
TREES = {
    "n_estimators": 220, "learning_rate": 0.04, "num_leaves": 8, "min_child_samples": 60,
    "subsample": 0.7, "subsample_freq": 1, "colsample_bytree": 0.25, "reg_lambda": 5.0,
    "max_bin": 63, "verbose": -1, "n_jobs": 1, "random_state": 7, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
# There is more to learn from 100 meetings than from as many talks with fewer chosen sentences.
LARGER = {
    "n_estimators": 400, "learning_rate": 0.03, "num_leaves": 16, "min_child_samples": 80,
    "colsample_bytree": 0.15,
}  # fmt: skip
GROWN = {"meeting": TREES | LARGER, "discussion": TREES, "debate": TREES, "call": TREES}
SOURCE = (
    "benchmarks/train_statements.py, from the AMI and ICSI meeting corpora (CC BY 4.0), records of the "
    "German Bundestag, and community call records (CC BY-SA 3.0)"
)


@dataclass
class Talk:
    """A document as the product reads it: of each utterance its words, features, and whether people
    chose it."""

    digest: str
    language: str
    words: list[tuple[str, ...]]
    rows: np.ndarray
    talk: np.ndarray
    content: list[dict[str, None]]
    chosen: np.ndarray

    @property
    def deviations(self) -> np.ndarray:
        spread = self.rows.std(0) + 1e-6
        return np.clip((self.rows - self.rows.mean(0)) / spread, -MOST_DEVIATIONS, MOST_DEVIATIONS)

    @property
    def taught(self) -> np.ndarray:
        return np.array([len(words) >= LEAST_WORDS for words in self.words])


def talk_of(document: Document) -> Talk:
    """Read a document as the product does, from a plain transcript."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "talk.txt")
        file.write_text(document.transcript(), encoding="utf-8", newline="\n")
        asset = readers.read(file, ReadContext())
    said, lines = judged_at_once(asset)
    found = features(said, asset.language)
    return Talk(
        digest=document.digest,
        language=asset.language,
        words=[each.words for each in said],
        rows=np.array(found.rows, dtype=np.float64),
        talk=np.array(found.talk),
        content=found.content,
        chosen=np.array([line is not None and line - 1 in document.gold for line in lines], float),
    )


class Linear:
    """A logistic regression over words and features."""

    def __init__(self, talks: list[Talk]) -> None:
        counter = CountVectorizer(
            analyzer=lambda words: list(word_features(words)), min_df=4, binary=True,
            max_features=VOCABULARY,
        )  # fmt: skip
        taught = [np.flatnonzero(talk.taught) for talk in talks]
        words = [talk.words[n] for talk, rows in zip(talks, taught, strict=True) for n in rows]
        chosen = np.concatenate([t.chosen[r] for t, r in zip(talks, taught, strict=True)])
        cheap = np.vstack([t.deviations[r] for t, r in zip(talks, taught, strict=True)])
        counts = counter.fit_transform(words)
        first = self._fit(normalize(counts), cheap, chosen)
        weight = np.abs(first.coef_[0, : counts.shape[1]])
        frequency = np.asarray(counts.sum(0)).ravel()
        kept = np.sort(np.argsort(-weight * np.sqrt(frequency))[:KEPT])
        final = self._fit(normalize(counts[:, kept]), cheap, chosen)
        names = counter.get_feature_names_out()
        self.words = {
            str(names[k]): round(float(w), 3) for k, w in zip(kept, final.coef_[0], strict=False)
        }
        self.cheap = [round(float(w), 4) for w in final.coef_[0, len(kept) :]]

    @staticmethod
    def _fit(words: Any, cheap: np.ndarray, chosen: np.ndarray) -> LogisticRegression:
        model = LogisticRegression(C=0.5, solver="liblinear", max_iter=60, tol=3e-3)
        return model.fit(hstack([words, csr_matrix(cheap * CHEAP_SCALE)]).tocsr(), chosen)

    def judge(self, talk: Talk) -> np.ndarray:
        said = []
        for words in talk.words:
            known = [self.words[w] for w in set(word_features(words)) if w in self.words]
            said.append(sum(known) / len(known) ** 0.5 if known else 0.0)
        scores = np.array(said) + CHEAP_SCALE * talk.deviations @ np.array(self.cheap)
        return (scores - scores.mean()) / (scores.std() + 1e-6)


def matrix(talk: Talk, linear: np.ndarray) -> np.ndarray:
    """What the trees see, in the order of `repurpose.extractors.worth.model`."""
    facts = np.tile(talk.talk, (len(linear), 1))
    framed = framed_by_least(linear.tolist())
    feedback = Feedback(talk.content, linear.tolist())
    beside = np.array([[*around(framed, n), *feedback.of(n)] for n in range(len(linear))])
    return np.hstack([talk.rows, talk.deviations, linear[:, None], facts, beside])


def without_roles(talks: list[Talk]) -> list[Talk]:
    """The talks as if nobody led them: in calls somebody does; who presides over a parliament tells
    nothing of other talk."""
    roles = [NAMES.index(name) for name in ROLES]
    made = []
    for talk in talks:
        rows = talk.rows.copy()
        rows[:, roles] = 0.0
        made.append(replace(talk, rows=rows))
    return made


def register(talks: list[Talk], name: str) -> dict[str, Any]:
    """The weights of one way of speaking. The trees see judgements of linear models that had not seen
    the talk."""
    unseen: dict[int, np.ndarray] = {}
    for half in (0, 1):
        other = Linear([talk for n, talk in enumerate(talks) if n % 2 != half])
        unseen.update({n: other.judge(t) for n, t in enumerate(talks) if n % 2 == half})
    rows = [(matrix(t, unseen[n])[t.taught], t.chosen[t.taught]) for n, t in enumerate(talks)]
    trees = lightgbm.LGBMClassifier(**GROWN[name]).fit(
        np.vstack([x for x, _ in rows]), np.concatenate([y for _, y in rows])
    )
    given = trees.predict(np.vstack([x for x, _ in rows]), raw_score=True)
    linear = Linear(talks)
    return {
        "center": round(float(given.mean()), 4),
        "spread": round(float(given.std()), 4),
        "words": linear.words,
        "features": linear.cheap,
        "trees": [
            _tree(each["tree_structure"]) for each in trees.booster_.dump_model()["tree_info"]
        ],
        "linear_share": LINEAR_SHARE[name],
    }


def _tree(root: dict[str, Any]) -> list[list[Any]]:
    split: list[int] = []
    thresholds: list[float] = []
    left: list[int] = []
    right: list[int] = []
    values: list[float] = []

    def add(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            values.append(round(float(node["leaf_value"]), 5))
            return ~(len(values) - 1)
        place = len(split)
        split.append(int(node["split_feature"]))
        thresholds.append(float(f"{node['threshold']:.7g}"))
        left.append(0)
        right.append(0)
        left[place] = add(node["left_child"])
        right[place] = add(node["right_child"])
        return place

    if add(root) < 0:  # a tree of a single leaf
        return [[0], [0.0], [-1], [-1], values]
    return [split, thresholds, left, right, values]


def gates(talks: dict[str, list[Talk]]) -> dict[str, list[float]]:
    """What tells the ways of speaking apart, by the features of whole talks but their language."""
    names = list(talks)
    facts = np.vstack([t.talk for name in names for t in talks[name]])
    facts[:, TALK_NAMES.index("german")] = 0.0
    which = np.array([n for n, name in enumerate(names) for _ in talks[name]])
    mean, spread = facts.mean(0), facts.std(0) + 1e-6
    model = LogisticRegression(C=1.0, max_iter=1000).fit((facts - mean) / spread, which)
    weights = model.coef_ / spread
    weights[:, TALK_NAMES.index("german")] = 0.0
    bias = model.intercept_ - (model.coef_ * mean / spread).sum(1)
    return {
        name: [*(round(float(w), 4) for w in weights[n]), round(float(bias[n]), 4)]
        for n, name in enumerate(names)
    }


def model_of(talks: dict[str, list[Talk]]) -> dict[str, Any]:
    """All that `repurpose.extractors.worth.model.load` reads."""
    languages: dict[str, list[str]] = {}
    for name, each in talks.items():
        most = Counter(talk.language for talk in each).most_common(1)[0][0]
        languages.setdefault(most, []).append(name)
    return {
        "source": SOURCE,
        "registers": {
            name: register(without_roles(each) if name in NOBODY_LEADS else each, name)
            for name, each in talks.items()
        },
        "languages": languages,
        "gates": gates(talks),
    }


def write(file: Path, model: dict[str, Any]) -> None:
    """Small, and the same bytes for the same weights."""
    file.parent.mkdir(exist_ok=True)
    data = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    file.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{file.name}: {len(data):,} bytes, {file.stat().st_size:,} compressed", flush=True)


def train(file: Path, talks: dict[str, list[Talk]]) -> None:
    write(file, model_of(talks))


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--jobs", type=int, default=2, help="processes")
    given = arguments.parse_args()
    documents = {name: load(given.folder / f"{file}.jsonl.gz") for file, name in REGISTERS.items()}
    fold = {d.digest: n % FOLD_COUNT for each in documents.values() for n, d in enumerate(each)}
    with ProcessPoolExecutor(given.jobs) as pool:
        talks = {
            name: list(pool.map(talk_of, each, chunksize=4)) for name, each in documents.items()
        }
        print("read", {name: len(each) for name, each in talks.items()}, flush=True)
        jobs = [pool.submit(train, WEIGHTS, talks)]
        for k in range(FOLD_COUNT):
            others = {
                name: [t for t in each if fold[t.digest] != k] for name, each in talks.items()
            }
            jobs.append(pool.submit(train, FOLDS / f"fold-{k}.json.gz", others))
        for job in jobs:
            job.result()
    TRAINED_ON.write_text(json.dumps(fold, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
