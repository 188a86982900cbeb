"""How what was read of a transcript becomes an Asset."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.transcripts import clock, names, roll_up, speakers
from repurpose.readers.transcripts.cue import Cue, Spoken, Times
from repurpose.text.language import recognise, shares

_CHANGE = re.compile(r"^>>+\s*", re.MULTILINE)  # another person speaks, nobody says who
NAMED_ABOVE = 0.9  # of the cues
SAMPLE = 200_000  # characters by which the language is recognised
# Where two languages are spoken: shares of what is said.
MOSTLY, LEAST_MAJOR, LEAST_SPOKEN = 0.7, 0.4, 0.1
MOST_TOLD_APART = 2000  # segments


def asset_of(path: Path, context: ReadContext, spoken: Spoken) -> Asset:
    """The asset of a file whose cues were read. One that holds no text is said to."""
    cues, astray = _in_time(spoken.cues)
    if spoken.captions:
        cues = list(_with_speakers(_named_above(roll_up.unrolled(cues))))
    segments = tuple(_segments(cues))
    faults = [f"{astray} of its times are impossible; the text is there"] if astray else []
    return made(path, context, segments, spoken.title, faults if segments else [spoken.nothing])


def made(
    path: Path,
    context: ReadContext,
    segments: Sequence[Segment],
    title: str | None = None,
    faults: Iterable[str] = (),
) -> Asset:
    """The asset of what was said, each speaker under one name."""
    one = names.merged({segment.speaker for segment in segments if segment.speaker})
    language, mixed = _language(context, segments)
    return Asset(
        path=path,
        kind="transcript",
        title=title or path.stem,
        language=language,
        sha256=files.sha256(path),
        segments=tuple(
            segment if one.get(segment.speaker or "", segment.speaker) == segment.speaker
            else replace(segment, speaker=one[segment.speaker or ""])
            for segment in segments
        ),
        faults=(*faults, *mixed),
    )  # fmt: skip


def _language(context: ReadContext, segments: Sequence[Segment]) -> tuple[str, list[str]]:
    """The language of what was said; where two are spoken, the one that is spoken more, and a line that
    says so."""
    texts = [segment.text for segment in segments]
    found = context.language or recognise(sample(texts))
    if found != "und":
        return found, []
    spoken = shares(texts[:MOST_TOLD_APART])
    if sum(spoken.values()) < MOSTLY or max(spoken.values()) < LEAST_MAJOR:
        return "und", []
    first, *others = (name for name, share in spoken.items() if share >= LEAST_SPOKEN)
    if not others:
        return "und", []
    return first, [
        f"several languages are spoken in it ({', '.join([first, *others])}): it is read as {first}; "
        f"for another one: --language {others[0]}"
    ]


def sample(texts: Iterable[str]) -> str:
    """As many of the texts as it takes to tell their language."""
    taken: list[str] = []
    length = 0
    for text in texts:
        taken.append(text)
        length += len(text)
        if length > SAMPLE:
            break
    return "\n".join(taken)


def refusal(path: Path, message: str, hint: str) -> SourceError:
    """What is said of a file that cannot be read."""
    return SourceError(message, where=str(path), hint=hint)


def _in_time(cues: Iterable[Cue]) -> tuple[list[Cue], int]:
    """Cues whose times can be true; an impossible one becomes that of its neighbour. And how many
    were impossible."""
    found: list[Cue] = []
    astray = 0
    last = 0.0
    for cue in cues:
        start, end = clock.sound(cue.start), clock.sound(cue.end)
        if start is not None and start <= cue.end == end and not cue.word_times:
            found.append(cue if start == cue.start else replace(cue, start=start))
            last = end
            continue
        astray += start is None or end is None
        start = last if start is None else start
        end = start if end is None else max(start, end)
        found.append(replace(cue, start=start, end=end, word_times=_word_times(cue, start, end)))
        last = end
    return found, astray


def _word_times(cue: Cue, start: float, end: float) -> Times:
    """The times of a cue's words, in order and within it; none where they do not fit its text."""
    if len(cue.word_times) != len(cue.text.split()):
        return ()
    times: list[tuple[float, float]] = []
    at = start
    for first, last in cue.word_times:
        first = min(max(at, first if first == first else at), end)
        at = min(max(first, last if last == last else first), end)
        times.append((first, at))
    return tuple(times)


def _segments(cues: Iterable[Cue]) -> Iterator[Segment]:
    for cue in cues:
        text = " ".join(cue.text.split())
        if text:
            yield Segment(
                text=text,
                role="speech",
                speaker=cue.speaker,
                locator=Locator(start=cue.start, end=cue.end),
                word_times=cue.word_times,
            )


def _named_above(cues: list[Cue]) -> list[Cue]:
    """In a record of Teams the first line of each cue is the name of who speaks."""
    heads = Counter(cue.text.partition("\n")[0].strip() for cue in cues if "\n" in cue.text.strip())
    named = sum(count for head, count in heads.items() if _is_name(head))
    if len(cues) < 3 or named < NAMED_ABOVE * len(cues) or 2 * len(heads) > len(cues) + 1:
        return cues
    return [
        replace(cue, text=rest, speaker=head.strip(), word_times=())
        if rest.strip() and _is_name(head.strip())
        else cue
        for cue in cues
        for head, _, rest in [cue.text.partition("\n")]
    ]


def _is_name(line: str) -> bool:
    return 1 < len(line) <= 60 and line[-1] not in ".,;:!?…" and speakers.looks_like_name(line)


def _with_speakers(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Labels written into the text become speakers; who speaks goes on until another does."""
    openings = [line for cue in cues for line in _opening(cue)]
    labels = speakers.Labels.of(openings)
    goes_on = speakers.mark_changes(openings, labels)
    current: str | None = None
    for cue in cues:
        if cue.speaker is not None or not labels.names:
            yield from _parts(cue, [(cue.speaker, _CHANGE.sub("", cue.text))])
            continue
        turns = _turns(cue.text, labels, current)
        current = turns[-1][0] if goes_on else None
        yield from _parts(cue, turns)


def _parts(cue: Cue, turns: list[tuple[str | None, str]]) -> Iterator[Cue]:
    """A cue for each turn in it. A label is no spoken word: its times go with it."""
    if len(turns) == 1 and turns[0] == (cue.speaker, cue.text):
        yield cue
        return
    if not cue.word_times:
        yield from (replace(cue, speaker=speaker, text=text) for speaker, text in turns)
        return
    words = cue.text.split()
    end = len(words)
    parts: list[Cue] = []
    for speaker, text in reversed(turns):
        said = text.split()
        while said and end > len(said) and words[end - len(said) : end] != said:
            end -= 1
        times = cue.word_times[max(0, end - len(said)) : end]
        at = (times[0][0], times[-1][1]) if times else (cue.start, cue.start)
        parts.append(Cue(*at, text, speaker, times))
        end = max(0, end - len(said))
    yield from reversed(parts)


def _opening(cue: Cue) -> list[str]:
    """The lines of a cue that may begin with a label: wrapped lines do not."""
    first, *others = cue.text.split("\n")
    return [first, *(line for line in others if speakers.split_label(line)[0])]


def _turns(text: str, labels: speakers.Labels, current: str | None) -> list[tuple[str | None, str]]:
    """A cue's text by speaker: two people may share one cue, a line each."""
    turns: list[tuple[str | None, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        speaker, rest = (None, line) if number and labels.everywhere else labels.split(line)
        other = speakers.somebody_else(line) if speaker is None else None
        if speaker is not None or other is not None:
            turns.append((speaker, [rest if other is None else other]))
        elif turns:
            turns[-1][1].append(line)
        else:
            turns.append((current, [line]))
    if len(turns) > 1 and not any(speaker for speaker, _ in turns):
        return [(None, text)]  # nobody knows who: the cue stays whole
    return [(speaker, " ".join(" ".join(lines).split())) for speaker, lines in turns]
