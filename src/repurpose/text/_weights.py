"""What a text weighs on X: twitter-text 3.1, js/src/parseTweet.js with config/v3.json.

After NFC a code point weighs 1 or 2, an address 23 and an emoji 2. What one emoji is, its parser of
emoji says, in the version that X published with it (twemoji-parser 11): of a newer one, and of one
that is written incompletely, each part weighs for itself. An emoji that X has learnt since weighs
less there than here, never more.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from repurpose.text._twitter_text import addresses, twitter_text

ADDRESS = 23  # transformedURLLength
EMOJI = 2  # defaultWeight by scale
# What weighs 1: the ranges 0-4351, 8192-8205, 8208-8223 and 8242-8247.
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# What the data file of emoji (version 12) has and the parser has not: emoji of version 12, what is
# joined without U+FE0F, and cases of their own.
_UNKNOWN = re.compile(
    "[\U0001f90f\U0001f9af\U0001f9ba-\U0001f9bd\U0001f9cd-\U0001f9cf]|\u200d\U0001f91d|"
    "[\U0001f46b-\U0001f46d][\U0001f3fb-\U0001f3ff]|\u200d[\u2620\u2640\u2642\u2695\u2696\u2708](?!\ufe0f)|"
    "[\u26f9\u2764\U0001f3cb\U0001f3cc\U0001f3f3\U0001f574\U0001f575]\u200d|\u267e|"
    "\U0001f441\u200d\U0001f5e8\ufe0f|\U0001f441\ufe0f\u200d"
)
# What the parser has and the file has not: people of both sexes, tones behind U+FE0F, and U+FE0F where
# it is not needed.
_WITHOUT = "⌚⌛◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯"
_ALSO = (
    "\U0001f935[\U0001f3fb-\U0001f3ff]?\u200d[\u2640\u2642]\ufe0f|"
    "\U0001f574[\U0001f3fb-\U0001f3ff\ufe0f]\u200d[\u2640\u2642]\ufe0f|"
    "[\u261d\u26f7\u26f9\u270c\u270d\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590]\ufe0f[\U0001f3fb-\U0001f3ff]|"
    "\u26f7[\U0001f3fb-\U0001f3ff]|"
    f"[{_WITHOUT}]\ufe0f"
)
_FIRST = f"{_WITHOUT}\u261d\u26f7\u26f9\u270c\u270d\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590\U0001f935"


@lru_cache(maxsize=512)
def weighed(text: str) -> int:
    """The weight of a text in NFC."""
    # An emoji is one wherever it begins outside of an address, and hides none behind it.
    emoji = [match.span() for match in _emoji().finditer(text)]
    weight, place, following = 0, 0, 0
    for start, end in (*addresses(text, bare=True), (len(text), len(text))):
        while following < len(emoji) and emoji[following][0] < start:
            first, behind = emoji[following]
            following += 1
            if first >= place:
                weight += _of_characters(text, place, first) + EMOJI
                place = behind
        if place < start:
            weight += _of_characters(text, place, start)
        if end > start:
            weight += ADDRESS
        place = max(place, end)
    return weight


def _of_characters(text: str, start: int, end: int) -> int:
    return end - start + len(_HEAVY.findall(text, start, end))


@cache
def _emoji() -> re.Pattern[str]:
    twitter_text()
    from twitter_text.regexp.emoji import emoji_list

    known = {"".join(chr(int(code, 16)) for code in each.codepoint.split()) for each in emoji_list}
    chosen = (each for each in known if len(each) > 1 and not _UNKNOWN.search(each))
    longest_first = [each for each in sorted(chosen, key=len, reverse=True) if each[0] > "9"]
    first = "".join(sorted({each[0] for each in longest_first}))
    others = "|".join([_ALSO, *map(re.escape, longest_first)])
    return re.compile(f"[0-9#*]\ufe0f?\u20e3|(?=[{first}{_FIRST}])(?:{others})")
