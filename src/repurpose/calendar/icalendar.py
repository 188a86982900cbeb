"""The plan as a calendar that Outlook, Apple's and Google's read: iCalendar, RFC 5545.

A post is an event of a quarter of an hour that does not make anybody busy. Its UID is the post's id:
a calendar that reads the file again moves the event and makes no second one. All times are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from repurpose import __version__
from repurpose.calendar.planned import Planned

MOST_OCTETS = 75  # a line, without its end (RFC 5545, 3.1)
MOST_WORDS = 60  # characters of a post's text in the title
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def icalendar(plan: Iterable[Planned], name: str, called: Callable[[str, str], str]) -> bytes:
    """The posts that have a date.

    Args:
        name: What the calendar is called where programs show one.
        called: What people call a channel and its account.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//repurpose//repurpose {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",  # RFC 7986
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for planned in plan:
        if planned.when is not None:
            post = planned.entry.post
            lines += _event(planned, planned.when, called(post.channel, post.account))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(planned: Planned, when: datetime, place: str) -> Iterator[str]:
    changed = _moment(planned.entry.updated_at)
    text = "\n\n".join(part.text for part in planned.entry.post.parts)
    yield "BEGIN:VEVENT"
    yield f"UID:{planned.id}@repurpose"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"DTSTART:{_moment(when)}"
    yield "DURATION:PT15M"
    yield f"SUMMARY:{_text(f'{place}: {planned.words(MOST_WORDS)}')}"
    yield f"DESCRIPTION:{_text(text)}"
    yield f"CATEGORIES:{_text(place)},{_text(planned.status)}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    if planned.entry.url:
        yield f"URL:{_CONTROLS.sub('', planned.entry.url)}"
    yield "END:VEVENT"


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A value of the type TEXT (RFC 5545, 3.3.11)."""
    unix = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROLS.sub("", unix).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; no character is cut, each further piece begins with a
    space."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > MOST_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += character
        octets += size
    yield piece
