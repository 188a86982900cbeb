"""What a clip will be, before anything is cut: its words, its name, what is said of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from repurpose.media.clips.captions import Spoken
from repurpose.media.clips.listening import Border
from repurpose.media.clips.styling import NAME_SECONDS, Named
from repurpose.media.clips.timeline import Sentence, Timeline, Word
from repurpose.media.clips.windows import Window
from repurpose.model import Snippet

LONGEST_NAME = 48  # characters of a file's name, without number and shape
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o"}
)
_LABEL = re.compile(r"\d|_|^\W*$")  # of a speaker whom a recogniser told apart, but cannot name
_A_CLIP = {
    "de": "Videoausschnitt",
    "en": "Video clip",
    "fr": "Extrait vidéo",
    "it": "Estratto video",
}
_SECONDS = {"de": "Sekunden", "en": "seconds", "fr": "secondes", "it": "secondi"}
_ASKED = {"de": "Frage", "en": "Question", "fr": "Question", "it": "Domanda"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A clip to be cut. `number`: 1 is the best."""

    number: int
    window: Window
    said: Timeline

    @property
    def snippet(self) -> Snippet:
        return self.window.snippet

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.said.sentences[self.window.first : self.window.stop]

    @property
    def words(self) -> tuple[Word, ...]:
        return self.said.words[self.sentences[0].first : self.sentences[-1].stop]

    @property
    def start(self) -> float:
        """When its first word begins, as far as the text tells; the cut is looked for around it."""
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def text(self) -> str:
        """All that is said in it."""
        return " ".join(" ".join(each.text.split()) for each in self.sentences)

    @property
    def question(self) -> str | None:
        """The question that it begins with."""
        return self.snippet.question if self.window.asked else None

    @property
    def named(self) -> str:
        """Who says it; "" where nobody knows the name."""
        speaker = self.window.speaker or ""
        return "" if _LABEL.search(speaker) else speaker

    @property
    def name(self) -> str:
        """For its files: `01-die-nachhaltigste-wohnung-ist-die`."""
        return f"{self.number:02}-{slug(self.window.text)}"

    def borders(self) -> tuple[Border, Border]:
        """What is known of the places where it is cut."""
        first, last = self.sentences[0].first, self.sentences[-1].stop - 1
        words = self.said.words
        before = words[first - 1].end if first else None
        behind = words[last + 1].start if last + 1 < len(words) else None
        return (
            Border(before=before, behind=words[first].start, slack=words[first].start_slack),
            Border(before=words[last].end, behind=behind, slack=words[last].end_slack),
        )

    def spoken(self, start: float) -> list[Spoken]:
        """Its words, in seconds of a clip that is cut at `start`."""
        return [
            Spoken(
                text=word.text,
                start=max(0.0, word.start - start),
                end=max(0.0, word.end - start),
                turn=sentence.turn,
                begins_cue=word.begins_cue and not word.timed,
            )
            for sentence in self.sentences
            for word in self.said.words[sentence.first : sentence.stop]
        ]

    def names(self, start: float) -> list[Named]:
        """Who speaks, shown when one begins."""
        found: list[Named] = []
        turns = [
            s for n, s in enumerate(self.sentences) if not n or s.turn != self.sentences[n - 1].turn
        ]
        for number, sentence in enumerate(turns):
            begins = max(0.0, self.said.words[sentence.first].start - start)
            following = turns[number + 1] if number + 1 < len(turns) else None
            ends = begins + NAME_SECONDS
            if following is not None:
                ends = min(ends, self.said.words[following.first].start - start)
            if sentence.speaker and not _LABEL.search(sentence.speaker) and ends - begins >= 1.0:
                found.append(Named(name=sentence.speaker, start=begins, end=ends))
        return found

    def alternative(self, seconds: float) -> str:
        """What somebody is told who does not see the clip."""
        language = self.snippet.language.split("-")[0]
        language = language if language in _A_CLIP else "en"
        head = f"{_A_CLIP[language]}, {round(seconds)} {_SECONDS[language]}."
        asked = f" {_ASKED[language]}: «{self.question}»" if self.question else ""
        who = f" {self.named}:" if self.named else ""
        return f"{head}{asked}{who} «{' '.join(self.window.text.split())}»"


def plans(chosen: list[Window], said: Timeline) -> list[Plan]:
    """The clips, numbered; the best first."""
    return [Plan(number=n, window=window, said=said) for n, window in enumerate(chosen, start=1)]


def slug(text: str) -> str:
    """The first words of a text, as part of a file's name that every system takes."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    name = ""
    for word in words:
        if len(name) + 1 + len(word) > LONGEST_NAME:
            break
        name += f"-{word}"
    return name.lstrip("-") or "clip"
