"""The words of the calendar in German, English, French and Italian.

Each word list is one string a language, in calendar order, so that a missing word is seen at once.
Two-letter forms are German only: "di" would be a Tuesday in German and a Sunday in French.
"""

from __future__ import annotations

import unicodedata

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WEEKDAY_WORDS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "lun mar mer gio ven sab dom",
)
_MORE_WEEKDAY_WORDS = {"sonnabend": 5, "tues": 1, "thur": 3, "thurs": 3}

_MONTH_WORDS = (
    "januar februar marz april mai juni juli august september oktober november dezember",
    "jan feb mrz apr mai jun jul aug sep okt nov dez",
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
)
_MORE_MONTH_WORDS = {"janner": 1, "feber": 2, "maerz": 3, "fev": 2}


def _numbered(lists: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: n for words in lists for n, word in enumerate(words.split(), first)}


WEEKEND_WORDS = {"weekend", "wochenende", "week-end", "fine settimana"}

WEEKDAY_NUMBERS = _numbered(_WEEKDAY_WORDS, 0) | _MORE_WEEKDAY_WORDS  # 0 is Monday
MONTH_NUMBERS = _numbered(_MONTH_WORDS, 1) | _MORE_MONTH_WORDS


def plain(text: str) -> str:
    """Lower case, without accents, one space between words: " Lunedì" is "lunedi"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
