"""Who leads a talk and who has come in: how long ago the one who leads spoke, or called up a new
topic, what a sentence's speaker has said up to there, and who decides and plans. What is worth passing
on of a call is often what somebody says first after being asked."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

__all__ = ["ROLES", "of_roles"]

ROLES = (
    "leads", "turn_share", "since_leader", "since_new_topic", "since_own", "stretch", "own_words",
    "reply_agrees", "reply_words", "own_words_next", "own_words_previous",
    "decides", "acts", "calls_up",
)  # fmt: skip
_NEW_TOPIC_WORDS = (
    "next move moving agenda topic item update updates start first discuss introduce "
    "nächste nächster nächsten tagesordnungspunkt thema rufe aufruf prochain prochaine sujet parole "
    "prossimo prossima argomento parola"
)
_NEW_TOPIC = frozenset(_NEW_TOPIC_WORDS.split())
_DECIDES_WORDS = (
    "agreed agree decided decide decision consensus plan planning propose proposed proposal ready merged "
    "merge launch launched ship release released include included schedule scheduled deadline target "
    "finalize finalized implement implemented deploy deployed beschlossen beschluss entscheiden "
    "entschieden vorschlag geplant décidé proposition prévu deciso proposta previsto"
)
_DECIDES = frozenset(_DECIDES_WORDS.split())
_ACTS_WORDS = (
    "we'll i'll let's should please can need needs tomorrow monday tuesday wednesday thursday friday week "
    "weeks sollte sollten müssen bitte morgen montag dienstag mittwoch donnerstag freitag woche wochen "
    "devons demain semaine semaines dobbiamo domani settimana settimane"
)
_ACTS = frozenset(_ACTS_WORDS.split())
_AGREES_WORDS = (
    "thanks thank great perfect awesome cool sounds okay agreed agree danke dank einverstanden gut merci "
    "parfait grazie perfetto"
)
_AGREES = frozenset(_AGREES_WORDS.split())
_LONG_AGO, _LONGEST_STRETCH, _NEVER = 60, 40, 200  # sentences
_AROUND, _REPLY = 5, 3  # sentences
_CALL_WORDS, _BRIEF = 5, 6  # words: a call for a topic has more; who interjects says less


def of_roles(
    words: Sequence[Sequence[str]], speakers: Sequence[str | None]
) -> dict[str, list[float]]:
    """Of each of ROLES the values of all sentences.

    Args:
        words: Of each sentence, in lower case.
        speakers: Of each sentence.
    """
    count = len(words)
    lengths = [len(each) for each in words]
    changes = [n == 0 or speakers[n] != speakers[n - 1] for n in range(count)]
    turns = Counter(speaker for speaker, new in zip(speakers, changes, strict=True) if new)
    leader = turns.most_common(1)[0][0] if turns else None
    total = max(1, turns.total())
    since_leader = since_topic = _LONG_AGO
    stretch = 0
    last: dict[str | None, int] = {}
    said: Counter[str | None] = Counter()
    rows: list[list[float]] = []
    for n, speaker in enumerate(speakers):
        since_own = n - last.get(speaker, n - _NEVER)
        goes_on = n > 0 and (not changes[n] or lengths[n - 1] < _BRIEF)
        stretch = stretch + 1 if since_own <= _AROUND and goes_on else 0
        said[speaker] += lengths[n]
        reply = next(
            (m for m in range(n + 1, min(count, n + 1 + _REPLY)) if speakers[m] != speaker), None
        )
        rows.append(
            [
                speaker == leader, turns[speaker] / total, since_leader, since_topic,
                min(since_own, _NEVER), min(stretch, _LONGEST_STRETCH), math.log1p(said[speaker]),
                0 if reply is None else sum(word in _AGREES for word in words[reply][:4]),
                0 if reply is None else lengths[reply],
                _own_words(lengths, speakers, n, range(n + 1, min(count, n + 1 + _AROUND))),
                _own_words(lengths, speakers, n, range(max(0, n - _AROUND), n)),
                *(sum(map(known.__contains__, words[n])) for known in (_DECIDES, _ACTS, _NEW_TOPIC)),
            ]
        )  # fmt: skip
        last[speaker] = n
        leads = speaker == leader
        since_leader = 0 if leads else min(_LONG_AGO, since_leader + 1)
        calls = leads and lengths[n] > _CALL_WORDS and not _NEW_TOPIC.isdisjoint(words[n])
        since_topic = 0 if calls else min(_LONG_AGO, since_topic + 1)
    columns = zip(*rows, strict=True) if rows else ([] for _ in ROLES)
    return {
        name: [float(value) for value in column]
        for name, column in zip(ROLES, columns, strict=True)
    }


def _own_words(lengths: Sequence[int], speakers: Sequence[str | None], n: int, among: range) -> int:
    """The words that its speaker says in the sentences around."""
    return sum(lengths[m] for m in among if speakers[m] == speakers[n])
