"""Questions of talk that somebody who was not there understands, so that they can stand as headings.

Rather none than one that leans on what was said before ("Is that still correct?"), asks somebody in the
room to do something, or is a statement with a question mark.
"""

from __future__ import annotations

import re

from repurpose.extractors._lines import begins, is_clean, points_back

LEAST_WORDS = 4
LEAST_CONTENT_WORDS = 2
MOST_CHARACTERS = 120

# What a question begins with that is put as one: "So, we're live now?" is none.
_PUT_WORDS = {
    "de": r"(?i:(?:(?:an|auf|aus|bei|für|in|mit|seit|um|unter|von|vor|zu) )?(?:was|wer|wen|wem|wessen|wie|wo|wann|warum|"
    r"weshalb|wieso|wo(?:ran|rauf|raus|rin|rum|von|vor|zu|her|hin|für|durch|mit)|welche[rnms]?|wieviele?)\b)|"
    r"[A-ZÄÖÜ][a-zäöüß]*(?:t|st|d|en|ss|ar) (?:der|die|das|den|dem|eine?[rnms]?|keine?[rnms]?|man|es|Sie|sich|wir|du|"
    r"ihr|jede[rnms]?|alle|unsere?|mehr|weniger|[A-ZÄÖÜ][a-zäöüß]+)\b",
    "en": r"(?i:(?:(?:at|by|for|from|in|on|to|with|under) )?(?:what|who|whom|whose|when|where|why|how|which)\b|"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|must|may|might)(?:n['’]t)?\b)",
    "fr": r"(?i:(?:(?:à|de|pour|avec|par|en|dans|depuis|vers) )?(?:qu(?:i|oi|and|e|el\w*)\b|qu['’]|comment\b|pourquoi\b|où\b|"
    r"combien\b|lequel\b|laquelle\b|est-ce\b)|(?:[\w’'-]+ ){0,4}?[\w’']+-(?:t-)?(?:ils?|elles?|on|nous|vous|tu)\b)",
    "it": r"(?i:(?:(?:a|di|per|con|da|in|su) )?(?:che|chi|cosa|come|dove|quando|perché|quant[oaie]|qual[ei]?|cos['’]|dov['’]|"
    r"quant['’])(?!\w)|(?:si|è|sono|ha|hanno|può|possono|possiamo|deve|devono|dobbiamo|bisogna|conviene|serve|"
    r"esiste|esistono|c['’]è|ci sono|vale)(?!\w))",
}
_PUT = {language: re.compile(words) for language, words in _PUT_WORDS.items()}
# Words that stand for something said before, beside those that no question may hold.
_LEANS = re.compile(
    r"(?i:\w+n['’]t (?:that|this|it)\b|(?:is|was|are|were|does|did) (?:that|it)\b|(?:\S+ ){0,7}(?:it|them|they|those|these)\b|.*\b(?:am|are|is|do|did|was|were) i\b|"
    r"(?:what|how) about\b|.*\byou mean\b)|"
    r"(?:[Ii]st|[Ww]ar|[Ss]ind|[Ww]aren|[Ww]äre) (?:das|dies)\b|.*\b(?:man|wir|ich|du|ihr|Sie|sie|er|kostet|bedeutet|hei(?:ss|ß)t|bringt|ändert|nützt|hilft) das (?:die|den|dem|der|nicht|auch|so|alles|für|mit|in|auf|bei|von|zu)\b|"
    r".*\b(?:dann|da(?! (?:oben|unten|draussen|draußen))|sonst|trotzdem|also|dieser?|diese[nms]?|dazu|er|ihn|ihm|ihnen)\b|"
    r".*\bsie (?:ist|hat|war|wird|kann|soll)\b|"
    r"(?i:.*\b(?:alors|donc|allora|quindi|dunque)\b|.*\b(?:lo|la|li|le) (?:\w+ate|\w+ete|\w+ite|fa|fate|dice)\b)"
)
# What somebody in the room is asked to do, and what only concerns those who are there.
_ASKED_TO = re.compile(
    r"(?:(?:can|could|would|will|may) (?:you|i|some\w+|any\w+)\b|could we (?:get|have)\b|are you\b|"
    r"(?:kann|darf|könnte|dürfte|soll) ich\b|(?:können|könnten|würden|möchten|sehen|hören) sie\b|"
    r"(?:kannst|könntest|würdest|möchtest|siehst|hörst) du\b|(?:pouvez|pourriez|voulez)-vous\b|"
    r"(?:puis|peux|pourrais)-(?:je|tu)\b|(?:puoi|potresti|potete|posso)\b)|"
    r".*\b(?:updates?|comments?|topics?|today|agenda|slides?|screen|questions?|next (?:item|point)|wortmeldung\w*|"
    r"folien?|traktand\w*|heute abend|ce soir|stasera|anyone|anybody|by any chance|right now|you guys)\b",
    re.IGNORECASE,
)
# Who is asked, at the beginning: "Herr Oertli, ".
_CALLED = re.compile(
    r"(?:(?:Herr|Frau|Mr|Mrs|Ms|Monsieur|Madame|Signora?|Dr|Prof|Dottor\w*)\.? )?(?:[A-ZÄÖÜÉÈ][\w’'-]+ ?){1,3}, "
)
_SLIGHT_WORDS = (
    "would could should about there their where which actually really something anything still enough "
    "könnte könnten würde würden sollte sollten immer etwas jemand eigentlich denken sagen machen "
    "faire être aussi encore serait pourrait essere anche ancora sarebbe potrebbe"
)
_SLIGHT = frozenset(_SLIGHT_WORDS.split())


def is_understood_alone(text: str, language: str) -> bool:
    """Whether a question can stand above its answer without anything that was said before."""
    put = _PUT.get(language)
    plain = " ".join(text.split()).strip("\"'»”’)«“„› ")
    asked = _CALLED.sub("", plain, count=1)
    words = [word.strip(".,;:?!").casefold() for word in asked.split()]
    telling = sum(len(word) > 3 and word not in _SLIGHT for word in words[1:])
    return (
        put is not None
        and put.match(asked[:1].upper() + asked[1:]) is not None
        and plain.endswith("?")
        and plain.count("?") == 1
        and len(plain) <= MOST_CHARACTERS
        and len(words) >= LEAST_WORDS
        and telling >= LEAST_CONTENT_WORDS
        and ":" not in plain
        and "…" not in plain
        and "..." not in plain
        and begins(plain)
        and not _LEANS.match(asked)
        and not points_back(asked, language)
        and not _ASKED_TO.match(asked)
        and is_clean(plain, language)
    )
