"""What a machine can tell of each sentence of a talk: how long it is, how rare its words are, where it
stands, what it answers, whom it follows. Numbers only; learned weights make a judgement of them.

Which features carry a ranking of talk, and which do not, was measured on meetings, calls and debates
with known answers; see benchmarks/train_statements.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.extractors.worth.content import content_words, of_content
from repurpose.extractors.worth.lexicon import COUNTED
from repurpose.extractors.worth.roles import ROLES, of_roles
from repurpose.extractors.worth.surroundings import of_surroundings
from repurpose.extractors.worth.turns import of_turns
from repurpose.extractors.worth.wording import of_wording

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

NAMES = (
    "words", "log_words", "words_to_25", "characters", "content", "log_content", "rarity", "rarest",
    "mean_rarity", "tfidf", "topical", "new", "new_later", "new_others", "place", "from_turn_start",
    "to_turn_end", "turn_sentences", "turn_words", "words_before", "words_after", "turn_first",
    "turn_last", "words_previous", "words_next", "question_before", "question_next", "like_previous",
    "like_next", "rarity_before", "rarity_next", "agreed", "speaker_changes", "back_channel",
    "back_channel_next", "speaker_share", "numbers", "percent", "capitals", "question", "exclamation",
    "stop", "begins_capital", "commas", "begins_connective", "begins_it", "distinct", "word_length",
    "long_words", "from_end", "from_start",
    *COUNTED, *(f"{name}_share" for name in COUNTED), "stance",
    "rarity_near", "rarity_far", "tfidf_near", "tfidf_far", "log_words_near", "log_words_far",
    "rank_near", "rank_far", "ahead", "behind", "words_ahead", "words_behind", "mean_ahead",
    "mean_behind", "opens_more", "opens", "coherence", "thanks_next", "thanks", "shorter_than_previous",
    "short_after_long", "colon", "quotation", "number_share", "said_twice", "hyphens",
    *ROLES,
)  # fmt: skip
TALK_NAMES = (
    "german",
    "log_sentences",
    "mean_words",
    "filler_share",
    "stops",
    "speakers",
    "comma_share",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a talk: its words in lower case, and who said it."""

    text: str
    words: tuple[str, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Features:
    """Of each of NAMES the values of all sentences, of the talk the values of TALK_NAMES, and the
    content words of each sentence."""

    columns: list[list[float]]
    talk: list[float]
    content: list[dict[str, None]]

    @property
    def rows(self) -> list[tuple[float, ...]]:
        """Of each sentence the values of NAMES."""
        return list(zip(*self.columns, strict=True))


def features(talk: Sequence[Said], language: str) -> Features:
    """The features of a talk's sentences, in time linear in its words."""
    if not talk:
        return Features([[] for _ in NAMES], [0.0] * len(TALK_NAMES), [])
    speakers = [each.speaker for each in talk]
    found = of_wording([each.text for each in talk], [each.words for each in talk], language)
    found |= of_turns(speakers, found["words"], found["question"], found["back_channel"])
    found |= of_roles([each.words for each in talk], speakers)
    content = content_words([each.words for each in talk], language)
    found |= of_content(content, speakers)
    found |= of_surroundings(found["rarity"], found["tfidf"], found["log_words"])
    count, words = len(talk), sum(found["words"])
    return Features(
        columns=[found[name] for name in NAMES],
        talk=[
            float(language == "de"), math.log(count + 1), words / count,
            sum(found["filler"]) / max(1, words), sum(found["stop"]) / count,
            float(len(set(speakers))), sum(found["commas"]) / max(1, words),
        ],
        content=content,
    )  # fmt: skip
