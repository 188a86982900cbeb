"""Signs that a piece of a transcript is no sentence as it was meant: a recogniser's commas and
capitals, an end that was lost, a beginning that was."""

from __future__ import annotations

import re

from repurpose.extractors._tidying import CUT

MOST_WEAK_COMMAS = 2
LONG, MANY_COMMAS = 200, 6  # characters, and commas of one sentence that is too much
_OTHER_STOPS = (";", ":", " - ", " – ", ". ")
LONGEST_WORD = 20  # characters
LONGEST_WITHOUT_NOUN = 15  # words of German; nouns have capitals there

# "We keep up with the, blob demand": no writer puts a comma there.
_COMMA_EN = re.compile(r"\b(?:the|an?|our|their|my|your|every|of|into|from), ", re.IGNORECASE)
# "… and all the a all the values"
_TWO_ARTICLES_EN = re.compile(r"\b(?:the|an?) (?:the|an?|this|we|i) ", re.IGNORECASE)
# Behind these it may be right: "what we deal with, …", "we will, however, …". Again and again, it is not.
_WEAK_COMMA_EN = re.compile(
    r"\b(?:to|for|with|in|at|by|is|are|was|be|been|have|has|had|will|would|can|could|should|that|this|we|i|and|but), ",
    re.IGNORECASE,
)
_ASIDE_EN = re.compile(r", (?:of course|for example|for instance|in fact|however|again|too), ")
# "… on the platform Right now they see …", "… or DFI, And there was …": a full stop is missing.
_CAPITAL_EN = re.compile(
    r"[a-z]{2},? (?:So|And|But|Or|We|It|What|They|If|When|You|There|Because|Now|Well|Then|Right|Yeah|In|On|With|"
    r"To|For|That|This|The|Has|Which|Like|Cuz|He|She|My|Our|All|Not|Ever|Every|Before|After|Since|Some|Most|Just|Also|Even|Once|Until|While|Where|Already|Currently|Basically|Hopefully|Actually|Probably|Maybe)(?:['’][a-z]+)?,? (?=[a-z])"
)
# "… because the first thing that I found is that."
_HALF_EN = re.compile(r" (?:is|was|say|said|think|so) that\.$")
# "The only reason is […]", "… so one of them is […]", "… which […]".
_LOST_END_EN = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|which|who|because|if|when|where|while|my|our|their|your|its|than|"
    r"into|from|needs?|wants?|after|until|doing|using|an? new|kind|sort|very|we|they|i|like|is that|means|pretty|looking|currently|still)$",
    re.IGNORECASE,
)
_LOST_END_DE = re.compile(
    r"\b(?:dass|weil|wenn|ob|wie|ich|wir|man|sehr|nicht|auch|noch|mein|meine|unser|unsere|ihr|ihre|sein|seine|"
    r"kein|keine|einen|einem|einer|dem|den|des|als|um|aus|nach|vor|über|durch|bei)$",
    re.IGNORECASE,
)
# "Ich mir damals wenig behalten habe": the word that opened the clause is lost.
_LOST_BEGINNING_DE = re.compile(
    r"(?:ich|wir|man|du) (?:mir|mich|uns|sich|dir|dich|auch|aber auch|halt|ja|eben|dann|also|nicht)\b",
    re.IGNORECASE,
)
# "[…] get a presentation from them": who does is lost.
_LOST_SUBJECT_EN = re.compile(
    r"(?:get|come|let|go|be|fix|put|make|give|commit|start|keep|[a-z]{3,}ed (?:by|was|is|in)|found by) "
)
# "… dieses ideologische, also ganz …": the noun never came.
_LOST_NOUN_DE = re.compile(
    r"\b(?:diese[rnms]?|eine[rnm]?|keine[rnm]?|der|die|das|den|dem) [a-zäöüß]+(?:e|en|er|es), also\b"
)
# "Improvement, and we have …", "25 PR, and we …": the end of another sentence.
_END_OF_ANOTHER_EN = re.compile(
    r"(?:\d+ )?\w+, (?:and|so|but) (?:we|i|they|it|you|there)\b", re.IGNORECASE
)
# "763, fill each …", "7, 6, 8, 18, 2. The scope": numbers read out.
_NUMBERS = re.compile(r"\d[\d ]*, ")
# "… - vermeintlich! - es nicht wert ist": begun in an aside.
_IN_AN_ASIDE = re.compile(r"[\w ]{1,40}[!?.] [-–] ")


def has_slip(text: str, language: str) -> bool:
    """Whether something in a spoken text tells that it is no sentence. `text`: with its marks."""
    ends_early = text.endswith(CUT)
    plain = text.removesuffix(CUT).rstrip() if ends_early else text
    if _goes_on_and_on(plain):
        return True
    if plain[:1].isdigit() and _NUMBERS.match(plain):
        return True
    if (" - " in plain or " – " in plain) and _IN_AN_ASIDE.match(plain):
        return True
    if language == "en":
        return (
            (ends_early and _LOST_END_EN.search(plain) is not None)
            or _TWO_ARTICLES_EN.search(plain) is not None
            or _LOST_SUBJECT_EN.match(plain) is not None
            or ("," in plain[:LONGEST_WORD] and _END_OF_ANOTHER_EN.match(plain) is not None)
            or (plain.endswith(" that.") and _HALF_EN.search(plain) is not None)
            or (
                not plain.islower()
                and (_has_comma_slip(plain) or _CAPITAL_EN.search(plain) is not None)
            )
        )
    if language == "de":
        return (
            (ends_early and _LOST_END_DE.search(plain) is not None)
            or _LOST_BEGINNING_DE.match(plain) is not None
            or (", also " in plain and _LOST_NOUN_DE.search(plain) is not None)
            or _has_no_noun(plain)
        )
    return False


def _goes_on_and_on(text: str) -> bool:
    """Clause upon clause, with nothing but commas between: nobody reads that."""
    return (
        len(text) > LONG
        and text.count(",") >= MANY_COMMAS
        and not any(map(text.__contains__, _OTHER_STOPS))
    )


def _has_comma_slip(text: str) -> bool:
    if "," not in text:
        return False
    if _COMMA_EN.search(text):
        return True
    weak = len(_WEAK_COMMA_EN.findall(text)) - len(_ASIDE_EN.findall(text))
    return weak > MOST_WEAK_COMMAS


def _has_no_noun(text: str) -> bool:
    words = text.split()
    return len(words) >= LONGEST_WITHOUT_NOUN and not any(word[:1].isupper() for word in words[1:])
