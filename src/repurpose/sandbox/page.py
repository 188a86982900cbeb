"""The page that shows what stands on the sandbox's platforms: plain HTML without scripts."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from repurpose.sandbox.look import STYLE
from repurpose.sandbox.standing import Card, Picture, StandingPost, standing
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Answer, Request
from repurpose.sandbox.x import wording

HTML = "text/html; charset=utf-8"
PICTURES = "/pictures/"
SAFE = {  # no scripts, nothing from elsewhere, whatever a post may contain
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
CUT = '<p class="lost">LinkedIn cut the rest: a reserved character was not escaped.</p>'
PLATFORM_NAMES = {"twitter": "X", "linkedin": "LinkedIn"}


def answer(state: State, request: Request) -> Answer:
    """The page, or one of its pictures."""
    if request.method not in ("GET", "HEAD"):
        return Answer(status=405, body={"message": "Method Not Allowed"})
    if request.path == "/":
        with state.transaction():
            text = render(state, embedded=False)
        return Answer(body=text.encode(), content_type=HTML, headers=dict(SAFE))
    if request.path.startswith(PICTURES):
        return _picture_file(state, request.path.removeprefix(PICTURES))
    return Answer(status=404, body=b"There is nothing here.", content_type="text/plain")


def render(state: State, embedded: bool) -> str:
    """The whole page. Call it inside a transaction.

    Args:
        embedded: Put the pictures into the page, so that it works as a file.
    """
    writer = _Writer(state, embedded)
    feeds = "\n".join(writer.feed(channel) for channel in PLATFORM_NAMES)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox: what would stand on X and LinkedIn</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<header>
<p class="banner"><strong>Sandbox.</strong> These platforms run on this machine. Nothing on this
page was sent anywhere.</p>
<h1>What would stand on X and LinkedIn</h1>
</header>
<main>
{feeds}
</main>
</body>
</html>
"""


class _Writer:
    """Writes posts as HTML."""

    def __init__(self, state: State, embedded: bool) -> None:
        self._state = state
        self._embedded = embedded

    def feed(self, channel: str) -> str:
        """A platform's posts, the newest first; a thread in its own order, as one."""
        posts = standing(self._state, channel)
        name = PLATFORM_NAMES[channel]
        count = "1 post" if len(posts) == 1 else f"{len(posts)} posts"
        threads = "\n".join(self._thread(channel, thread) for thread in _threads(posts))
        body = threads or '<p class="empty">Nothing stands here yet.</p>'
        return f"""<section class="feed {channel}" aria-labelledby="{channel}">
<h2 id="{channel}">{name} <span class="count">{count}</span></h2>
{body}
</section>"""

    def _thread(self, channel: str, posts: Sequence[StandingPost]) -> str:
        articles = "\n".join(self._post(channel, post) for post in posts)
        if len(posts) == 1:
            return articles
        return (
            f'<div class="thread" role="group" aria-label="Thread of {len(posts)} posts">\n'
            f"{articles}\n</div>"
        )

    def _post(self, channel: str, post: StandingPost) -> str:
        author = f"@{post.author}" if channel == "twitter" else post.author
        moment = post.created_at.astimezone()
        lost = CUT if post.cut else ""
        return f"""<article id="{html.escape(post.id)}">
<h3>{html.escape(post.name)} <span class="author">{html.escape(author)}</span></h3>
<p class="text" lang="">{_text(post.text)}</p>{lost}
{"".join(self._figure(channel, picture) for picture in post.media)}{self._card(post.card)}
<p class="when"><time datetime="{moment.isoformat(timespec="seconds")}">{moment:%d %B %Y, %H:%M %Z}</time></p>
</article>"""

    def _figure(self, channel: str, picture: Picture) -> str:
        said = (
            f"<b>Alt text:</b> {html.escape(picture.alt)}" if picture.alt else "<b>No alt text</b>"
        )
        return f"<figure>{self._image(channel, picture)}<figcaption>{said}</figcaption></figure>\n"

    def _image(self, channel: str, picture: Picture) -> str:
        return (
            f'<img src="{html.escape(self._source(channel, picture))}"'
            f' alt="{html.escape(picture.alt)}" width="{picture.width}" height="{picture.height}">'
        )

    def _source(self, channel: str, picture: Picture) -> str:
        if not self._embedded:
            return f"{PICTURES}{channel}/{quote(picture.id, safe='')}"
        data = base64.b64encode(self._state.media_bytes(channel, picture.id)).decode()
        return f"data:{picture.mime};base64,{data}"

    def _card(self, card: Card | None) -> str:
        if card is None:
            return ""
        thumbnail = self._image("linkedin", card.thumbnail) if card.thumbnail else ""
        host = re.sub(r"^https?://(www\.)?", "", card.source).partition("/")[0]
        about = f"<span>{html.escape(card.description)}</span>" if card.description else ""
        return (
            f'<a class="card" rel="noreferrer" href="{html.escape(card.source)}">{thumbnail}'
            f"<strong>{html.escape(card.title)}</strong>{about}<small>{html.escape(host)}</small></a>\n"
        )


def _threads(posts: Sequence[StandingPost]) -> Iterator[list[StandingPost]]:
    """Posts with the answers to them, the newest thread first."""
    roots: dict[str, list[StandingPost]] = {}
    root_of: dict[str, str] = {}
    for post in posts:
        root = root_of.get(post.reply_to or "", post.id)
        root_of[post.id] = root
        roots.setdefault(root, []).append(post)
    yield from reversed(roots.values())


def _text(text: str) -> str:
    """Escaped, with links that lead somewhere and hashtags that stand out."""
    out, at = "", 0
    for link in wording.links(text):
        out += _with_hashtags(text[at : link.start])
        target = html.escape(wording.expanded(link.value))
        out += f'<a rel="noreferrer" href="{target}">{html.escape(link.value)}</a>'
        at = link.end
    return out + _with_hashtags(text[at:])


def _with_hashtags(text: str) -> str:
    out, at = "", 0
    for tag in wording.hashtags(text):
        out += html.escape(text[at : tag.start])
        out += f'<span class="tag">{html.escape(text[tag.start : tag.end])}</span>'
        at = tag.end
    return out + html.escape(text[at:])


def _picture_file(state: State, name: str) -> Answer:
    channel, _, id_ = name.partition("/")
    with state.transaction():
        media = state.media(channel, unquote(id_))
    if media is None or not media.mime:
        return Answer(status=404, body=b"There is no such picture.", content_type="text/plain")
    data = state.media_bytes(channel, media.id)
    return Answer(body=data, content_type=media.mime, headers=dict(SAFE))
