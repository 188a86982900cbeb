"""A page or file of the web that the user named, fetched once, to be read like a file.

Asked for is only the address itself: no cookies, no login, and nothing that the page refers to.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from repurpose import __version__, readers
from repurpose.errors import SourceError

if TYPE_CHECKING:
    from requests import Response

MOST_BYTES = 200_000_000
MOST_REDIRECTS = 5
TIMEOUT = (10.0, 20.0)  # seconds to connect, and between bytes
MOST_SECONDS = 120.0  # in all
_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/vtt": ".vtt",
    "text/srt": ".srt",
    "application/x-subrip": ".srt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ttml+xml": ".ttml",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow": ".ppsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
}
_UNTOLD = ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/zip")
_STATUS = {
    401: ("asks for a login", "save the page in the browser, and take the file"),
    403: ("may not be read by programs", "save the page in the browser, and take the file"),
    404: ("no page is there (404)", "see that the address is right"),
    410: ("the page was taken away (410)", "see that the address is right"),
    429: ("asks to wait (429)", "try again later"),
}


class Download(NamedTuple):
    """What was fetched. `url`: the address that it came from in the end."""

    path: Path
    url: str


def is_address(word: str) -> bool:
    """Whether a word of the command is an address of the web."""
    return word.lower().startswith(("http://", "https://"))


def fetched(
    url: str, folder: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Download:
    """Fetch an address into a folder.

    Args:
        progress: Called with (done, total) bytes; the total is 0 where it is not known.

    Raises:
        SourceError: it cannot be reached, is not there, is too large, or is nothing to be read.
    """
    deadline = time.monotonic() + MOST_SECONDS
    with _failures(url), _answer(url) as (answer, final):
        _check(answer, url)
        suffix = _suffix(answer, final)
        if suffix not in readers.known_suffixes():
            raise SourceError(
                f"is no page, but {_type(answer) or 'something unknown'}, which no reader knows",
                where=url,
                hint="save it as a file that a reader knows",
            )
        path = folder / f"{_name(final)}{suffix}"
        with path.open("wb") as file:
            done, total = 0, _length(answer)
            for chunk in _chunks(answer, url, deadline):
                file.write(chunk)
                done += len(chunk)
                progress(done, max(total, done))
    if suffix == ".html":
        _tell_encoding(path, answer)
    return Download(path, final)


@contextmanager
def _answer(url: str) -> Iterator[tuple[Response, str]]:
    """The answer behind all redirects, none of which may lead out of the web."""
    import requests

    place = url
    with requests.Session() as session:
        session.auth = lambda request: request  # else it looks for a login in .netrc
        session.headers["User-Agent"] = f"repurpose/{__version__}"
        for _ in range(MOST_REDIRECTS + 1):
            if urlsplit(place).scheme.lower() not in _SCHEMES:
                raise SourceError(
                    f"leads to {place[:80]!r}, which is no page",
                    where=url,
                    hint="open it in the browser and take the address it ends at",
                )
            with session.get(place, stream=True, timeout=TIMEOUT, allow_redirects=False) as answer:
                target = answer.headers.get("Location")
                if answer.status_code not in _REDIRECTS or not target:
                    yield answer, place
                    return
                place = urljoin(place, target)
            session.cookies.clear()
    raise SourceError(
        f"leads from one address to the next, more than {MOST_REDIRECTS} times",
        where=url,
        hint="open it in the browser and take the address it ends at",
    )


@contextmanager
def _failures(url: str) -> Iterator[None]:
    """What the network does, in a line."""
    import requests

    try:
        yield
    except requests.exceptions.SSLError:
        what, hint = "its certificate is not valid", "see whether the browser warns as well"
    except requests.exceptions.Timeout:
        what, hint = "does not answer in time", "try again later"
    except requests.exceptions.ConnectionError:
        what, hint = "cannot be reached", "see that you are online and that the address is right"
    except (requests.exceptions.RequestException, UnicodeError, ValueError):
        what, hint = "cannot be fetched", "see that the address is right"
    else:
        return
    raise SourceError(what, where=url, hint=hint)


def _check(answer: Response, url: str) -> None:
    status = answer.status_code
    if status == 200:
        return
    what, hint = _STATUS.get(
        status, (f"answers with an error ({status})", "try again later, or save the page")
    )
    raise SourceError(what, where=url, hint=hint)


def _chunks(answer: Response, url: str, deadline: float) -> Iterator[bytes]:
    done = 0
    for chunk in answer.iter_content(1 << 16):
        done += len(chunk)
        if done > MOST_BYTES:
            raise SourceError("is larger than 200 MB", where=url, hint="download it yourself")
        if time.monotonic() > deadline:
            raise SourceError(
                f"was not there after {MOST_SECONDS:.0f} seconds",
                where=url,
                hint="download it yourself",
            )
        yield chunk


def _type(answer: Response) -> str:
    return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _length(answer: Response) -> int:
    told = answer.headers.get("Content-Length", "")
    return int(told) if told.isdecimal() else 0


def _suffix(answer: Response, url: str) -> str:
    """By what the server says, or by the name where it says nothing."""
    kind, named = _type(answer), Path(urlsplit(url).path).suffix.lower()
    if kind in _SUFFIXES:
        known = _SUFFIXES[kind]
        return named if kind == "application/json" and named in (".json", ".srv3") else known
    if kind in _UNTOLD or named in readers.known_suffixes():
        return named or (".txt" if kind == "text/plain" else ".html")
    return ""


def _name(url: str) -> str:
    """A file's name made of the address: of "https://a.org/blog/dach/" it is "dach"."""
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = Path(last).stem if last else parts.hostname or "page"
    return re.sub(r"[^\w .-]+", "-", stem).strip(" .-")[:80] or "page"


def _tell_encoding(path: Path, answer: Response) -> None:
    """What the server says of the encoding counts more than what the page says (HTML, 13.2.3.2)."""
    match = re.search(r"charset=[\"']?([\w.:-]+)", answer.headers.get("Content-Type", ""), re.I)
    if match is None:
        return
    try:
        text = path.read_bytes().decode(match[1])
    except (LookupError, UnicodeError):
        return
    path.write_text(text.removeprefix("\ufeff"), "utf-8-sig", newline="")
