"""A WordPress site of the firm's own, through its REST API with an application password.

Sources: developer.wordpress.org/rest-api/reference (posts, media, categories, tags, users); answers of
WordPress 6.1.9. State of November 2026.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext
from repurpose.publishers._answers import child
from repurpose.publishers._media import Attachment, attachments
from repurpose.publishers._site_names import name_of
from repurpose.publishers._site_text import Markup, above, blocks_of, flow, summary_of, text_of
from repurpose.publishers._wordpress_blocks import block, figure
from repurpose.publishers._wordpress_rest import Rest
from repurpose.text.slug import slug

POSTS, MEDIA = "/wp/v2/posts", "/wp/v2/media"
POLYLANG = "pll/v1"  # its namespace; Polylang Pro takes a post's language as `lang`
PAGE, MOST_PAGES = 100, 20
_SEEN = "id,slug,status,link,date_gmt"


class WordPress:
    """One user of one site."""

    def __init__(self, context: PublishContext, rules: Rules, markup: Markup) -> None:
        self._site = Rest(context)
        self._rules = rules
        self._markup: Markup = markup
        self._status = str(context.settings.get("status") or "publish")
        self._categories: Sequence[str] = context.settings.get("categories") or ()
        self._featured = bool(context.settings.get("featured", True))

    def __repr__(self) -> str:
        return f"<WordPress {self._site.label}>"

    def publish(self, post: Post, key: str) -> Receipt:
        uploads = post.uploads or self.upload(post)
        wanted = name_of(post.parts[0], key)
        body = self._body(post, wanted, [int(number) for number in uploads])
        made = self._site.call("POST", POSTS, creates=True, json=body)
        if not isinstance(made, dict) or not isinstance(made.get("id"), int):
            from repurpose.publishers._http import SETTLING

            raise Uncertain("WordPress gave no number for the post; it may be live", hint=SETTLING)
        if str(made.get("slug", "")).startswith(f"{wanted}-"):
            return self._first_of_two(made, wanted)
        return _receipt(made)

    def upload(self, post: Post) -> tuple[str, ...]:
        part = post.parts[0]
        files = attachments(part, self._rules.of(part), "WordPress", "image")
        return tuple(str(self._upload(file)) for file in files)

    def find(self, post: Post, key: str) -> Receipt | None:
        found = self._of_name(name_of(post.parts[0], key))
        return _receipt(found[0]) if found else None

    def standing(self, since: datetime) -> Iterator[Standing]:
        me = self._me().get("id")
        asked: dict[str, Any] = {
            "author": me,
            "status": "publish,future,draft,pending,private",
            "context": "edit",
            # Compared in the site's own time zone, which is not known here.
            "after": (since - timedelta(days=1)).isoformat("T", "seconds"),
            "per_page": PAGE,
            "_fields": f"{_SEEN},content",
        }
        for number in range(1, MOST_PAGES + 1):
            found = self._site.call("GET", POSTS, params={**asked, "page": number})
            for each in found if isinstance(found, list) else ():
                receipt = _receipt(each)
                if receipt.published_at >= since:
                    yield Standing(
                        remote_id=receipt.remote_id,
                        url=receipt.url,
                        text=text_of(str(child(each, "content", "rendered") or "")),
                        published_at=receipt.published_at,
                    )
            if not isinstance(found, list) or len(found) < PAGE:
                return
        raise Uncertain(
            "there are more posts than can be looked through",
            where=self._site.label,
            hint="look at the site yourself",
        )

    def delete(self, remote_id: str) -> None:
        answer = self._site.ask("DELETE", f"{POSTS}/{remote_id}")
        if answer.status_code in (200, 404, 410):
            return
        if answer.status_code == 501:
            raise Rejected(
                "the site has no bin: what is deleted there is gone",
                where=self._site.label,
                hint="delete it in WordPress, if you mean it",
            )
        raise self._site.refusal(answer)

    def verify(self) -> str:
        me = self._me()
        rights = me["capabilities"]
        needed = ["edit_posts", *(["publish_posts"] if self._status == "publish" else [])]
        lacking = [right for right in (*needed, "upload_files") if not rights.get(right)]
        if lacking:
            raise LoginError(
                f"the user {self._site.user} lacks the right to: {', '.join(lacking)}",
                where=self._site.label,
                hint="give the user the role Author or Editor in WordPress",
            )
        return f"{me.get('name')} on {html.unescape(self._site.index.name)}"

    def _me(self) -> dict[str, Any]:
        asked = {"context": "edit", "_fields": "id,name,capabilities"}
        me = self._site.call("GET", "/wp/v2/users/me", params=asked)
        if not isinstance(me, dict) or not isinstance(me.get("capabilities"), dict):
            raise Unavailable("WordPress does not say whose login it is", hint="try again later")
        return me

    # ── the post ──

    def _body(self, post: Post, name: str, pictures: Sequence[int]) -> dict[str, Any]:
        part = post.parts[0]
        markup: Markup = "markdown" if part.article else self._markup
        first = above(part)
        featured = pictures[first.pop(0)] if first and self._featured else 0
        blocks = []
        for each in (*first, *flow(part)):
            if isinstance(each, int):
                blocks.append(self._figure(part, pictures, each))
            else:
                blocks += [block(one) for one in blocks_of(each, markup)]
        body: dict[str, Any] = {
            "title": html.escape(part.title or "", quote=False),
            "content": "\n\n".join(blocks),
            "excerpt": html.escape(summary_of(part, markup), quote=False),
            "slug": name,
            "status": self._status,
            "featured_media": featured,
            **self._terms(part),
        }
        if post.language != "und" and POLYLANG in self._site.index.namespaces:
            body["lang"] = post.language.partition("-")[0]
        return body

    def _terms(self, part: Part) -> dict[str, list[int]]:
        from repurpose.publishers._wordpress_terms import numbers

        found = {
            "categories": numbers(self._site, "categories", self._categories),
            "tags": numbers(self._site, "tags", part.tags),
        }
        return {name: terms for name, terms in found.items() if terms}

    def _figure(self, part: Part, pictures: Sequence[int], place: int) -> str:
        number = pictures[place]
        seen = self._site.call("GET", f"{MEDIA}/{number}", params={"_fields": "source_url"})
        return figure(number, str(seen.get("source_url", "")), part.media[place].alt)

    def _of_name(self, name: str) -> list[dict[str, Any]]:
        """The posts of a name in any state but the bin, the oldest first. A second one of the same name
        would have got -2."""
        wanted = {
            "slug": ",".join([name, f"{name}-2", f"{name}-3"]),
            "status": "any",
            "context": "edit",
            "orderby": "id",
            "order": "asc",
            "per_page": 10,
            "_fields": _SEEN,
        }
        found = self._site.call("GET", POSTS, params=wanted)
        if not isinstance(found, list):
            raise Uncertain(
                "WordPress does not list its posts",
                where=self._site.label,
                hint="look at the site yourself",
            )
        return [each for each in found if isinstance(each, dict) and "id" in each]

    def _first_of_two(self, made: dict[str, Any], name: str) -> Receipt:
        """An earlier attempt got through after all: that post stays, the new one goes to the bin."""
        others = [each for each in self._of_name(name) if each["id"] != made["id"]]
        if not others or others[0].get("slug") != name:
            return _receipt(made)
        try:
            self.delete(str(made["id"]))
        except PublishError as error:
            raise Uncertain(
                f"the post stands twice: {error.message}",
                where=self._site.label,
                hint=f"delete the second one in WordPress: {made.get('link')}",
            ) from error
        return _receipt(others[0])

    # ── pictures ──

    def _upload(self, file: Attachment) -> int:
        """A picture's number in the media library. One that is there from an earlier attempt is taken."""
        content = file.content()
        alt = file.medium.alt
        digest = hashlib.sha256(content + b"\0" + alt.encode()).hexdigest()[:12]
        name = f"{slug(file.medium.path.stem, 40, 'picture')}-{digest}"
        asked = {"slug": name, "context": "edit", "_fields": "id,alt_text"}
        found = self._site.call("GET", MEDIA, params=asked)
        there = found[0] if isinstance(found, list) and found else self._sent(file, name, content)
        number = there.get("id")
        if not isinstance(number, int):
            raise Unavailable("WordPress gave no number for the picture", hint="try again later")
        if not there.get("alt_text"):
            # Tags are taken out of it; an angle bracket as an entity stays one.
            words = {"alt_text": alt.replace("<", "&lt;")}
            self._site.call("POST", f"{MEDIA}/{number}", json=words)
        return number

    def _sent(self, file: Attachment, name: str, content: bytes) -> dict[str, Any]:
        suffix = file.mime.removeprefix("image/").replace("jpeg", "jpg")
        headers = {
            "Content-Type": file.mime,
            "Content-Disposition": f'attachment; filename="{name}.{suffix}"',
        }
        made = self._site.call("POST", MEDIA, tries=1, data=content, headers=headers)
        return made if isinstance(made, dict) else {}


def _receipt(seen: dict[str, Any]) -> Receipt:
    """Of a post as the API gives it. `date_gmt` has no zone."""
    try:
        moment = datetime.fromisoformat(str(seen.get("date_gmt"))).replace(tzinfo=UTC)
    except ValueError:
        moment = datetime.now(UTC)
    return Receipt(remote_id=str(seen["id"]), url=seen.get("link"), published_at=moment)
