"""The page that shows what stands on the sandbox's platforms: plain HTML without scripts."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from repurpose import channels
from repurpose.sandbox.look import STYLE
from repurpose.sandbox.platforms import PLATFORMS, platform
from repurpose.sandbox.standing import Card, Medium, StandingPost
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Answer, Request
from repurpose.sandbox.x import wording

HTML = "text/html; charset=utf-8"
MEDIA = "/media/"
SAFE = {  # no scripts, nothing from elsewhere, whatever a post may contain
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
CUT = '<p class="lost">LinkedIn cut the rest: a reserved character was not escaped.</p>'
ALWAYS = ("twitter", "linkedin")  # the others only where something stands


def answer(state: State, request: Request) -> Answer:
    """The page, or one of its media."""
    if request.method not in ("GET", "HEAD"):
        return Answer(status=405, body={"message": "Method Not Allowed"})
    if request.path == "/":
        with state.transaction():
            text = render(state, embedded=False)
        return Answer(body=text.encode(), content_type=HTML, headers=dict(SAFE))
    if request.path.startswith(MEDIA):
        return _media_file(state, request.path.removeprefix(MEDIA))
    return Answer(status=404, body=b"There is nothing here.", content_type="text/plain")


def render(state: State, embedded: bool) -> str:
    """The whole page. Call it inside a transaction.

    Args:
        embedded: Put the pictures into the page, so that it works as a file.
    """
    writer = _Writer(state, embedded)
    feeds = "\n".join(filter(None, map(writer.feed, PLATFORMS)))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox: what would stand on the platforms</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<header>
<p class="banner"><strong>Sandbox.</strong> These platforms run on this machine. Nothing on this
page was sent anywhere.</p>
<h1>What would stand on the platforms</h1>
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
        """A platform's posts, the newest first; a thread in its own order, as one. "" where it has
        none and need not be shown."""
        standing = platform(channel).standing
        posts = [standing(self._state, post) for post in self._state.posts(channel)]
        if not posts and channel not in ALWAYS:
            return ""
        name = channels.name_of(channel)
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
        moment = post.created_at.astimezone()
        lost = CUT if post.cut else ""
        title = f'<p class="title">{html.escape(post.title)}</p>' if post.title else ""
        tags = f'<p class="when">{html.escape(", ".join(post.tags))}</p>' if post.tags else ""
        seen = f" · {html.escape(post.visibility)}" if post.visibility != "public" else ""
        comments = "".join(f'<p class="comment">{_text(words)}</p>' for words in post.comments)
        return f"""<article id="{html.escape(post.id)}">
<h3>{html.escape(post.name)} <span class="author">{html.escape(post.byline)}</span></h3>
{title}<p class="text" lang="">{_text(post.text)}</p>{lost}
{"".join(self._figure(channel, medium) for medium in post.media)}{self._card(channel, post.card)}{tags}
<p class="when"><time datetime="{moment.isoformat(timespec="seconds")}">{moment:%d %B %Y, %H:%M %Z}</time>{seen}</p>{comments}
</article>"""

    def _figure(self, channel: str, medium: Medium) -> str:
        said = f"<b>Alt text:</b> {html.escape(medium.alt)}" if medium.alt else "<b>No alt text</b>"
        if medium.kind != "image":
            said = html.escape(medium.alt)
        if medium.cover:
            said += " <b>With a cover.</b>"
        if medium.captions:
            said += f" <b>Captions:</b> {html.escape(', '.join(medium.captions))}"
        shown = self._shown(channel, medium)
        return f"<figure>{shown}<figcaption>{said}</figcaption></figure>\n"

    def _shown(self, channel: str, medium: Medium) -> str:
        if medium.kind == "image":
            return self._image(channel, medium)
        megabytes = f"{medium.bytes / 1e6:.1f} MB"
        if self._embedded:
            return f"<p>{medium.kind}, {megabytes}</p>"
        source = html.escape(self._source(channel, medium))
        if medium.kind == "video":
            return f'<video controls preload="metadata" src="{source}"></video>'
        return f'<p><a href="{source}">{medium.kind}, {megabytes}</a></p>'

    def _image(self, channel: str, picture: Medium) -> str:
        return (
            f'<img src="{html.escape(self._source(channel, picture))}"'
            f' alt="{html.escape(picture.alt)}" width="{picture.width}" height="{picture.height}">'
        )

    def _source(self, channel: str, medium: Medium) -> str:
        if not self._embedded:
            return f"{MEDIA}{channel}/{quote(medium.id, safe='')}"
        data = base64.b64encode(self._state.media_bytes(channel, medium.id)).decode()
        return f"data:{medium.mime};base64,{data}"

    def _card(self, channel: str, card: Card | None) -> str:
        if card is None:
            return ""
        thumbnail = self._image(channel, card.thumbnail) if card.thumbnail else ""
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


def _media_file(state: State, name: str) -> Answer:
    channel, _, id_ = name.partition("/")
    with state.transaction():
        media = state.media(channel, unquote(id_))
    if media is None or not media.mime:
        return Answer(status=404, body=b"There is no such file.", content_type="text/plain")
    data = state.media_bytes(channel, media.id)
    return Answer(body=data, content_type=media.mime, headers=dict(SAFE))
