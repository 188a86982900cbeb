"""The endpoints of a WordPress site. The blog and the homepage are two sites of one kind."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from repurpose.sandbox.calling import NOBODY, Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.standing import Medium, StandingPost, medium
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.web import Answer, Route, find_route
from repurpose.sandbox.wordpress import answers, media, people, posts, terms

API = "/wp-json/wp/v2"
FAULT_WAIT = 2  # seconds

ROUTES = (
    Route(method="GET", path=f"{API}/users/me", handler=people.me),
    Route(method="POST", path=f"{API}/posts", handler=posts.create),
    Route(method="GET", path=f"{API}/posts", handler=posts.listed),
    Route(method="DELETE", path=f"{API}/posts/{{id}}", handler=posts.delete),
    Route(method="POST", path=f"{API}/media", handler=media.create),
    Route(method="GET", path=f"{API}/media", handler=media.listed),
    Route(method="GET", path=f"{API}/media/{{id}}", handler=media.get),
    Route(method="POST", path=f"{API}/media/{{id}}", handler=media.change),
)


class Site:
    """One site. A module of the sandbox's table, as an object."""

    KINDS = people.KINDS
    POSTING = (("POST", rf"{API}/posts"),)

    def __init__(self, channel: str) -> None:
        self.BASE = f"/{channel}"
        self._channel = channel

    def secrets(self, login: Login, address: str) -> dict[str, str]:
        return people.secrets(login, address)

    def settings(self, login: Login, address: str) -> Mapping[str, Any]:
        return {"kind": "wordpress", "api_url": address, "user": login.handle}

    def standing(self, state: State, post: Post) -> StandingPost:
        details = post.details
        shown = [details["featured_media"]] if details["featured_media"] else []
        inside = re.findall(r'class="wp-image-(\d+)"', details["content"])
        live = details["status"] == "publish"
        return StandingPost(
            id=post.id,
            account=post.account,
            author=post.author,
            name=details["name"],
            byline=details["handle"],
            title=html.unescape(details["title"]),
            text=post.text,
            tags=tuple(terms.names_of(state, post.channel, "tags", details["tags"])),
            url=posts.seen(post)["link"],
            visibility="public" if live else details["status"],
            media=tuple(_shown(state, post.channel, str(n)) for n in (*shown, *inside)),
            created_at=post.created_at,
        )

    def answer(self, call: Call) -> Answer:
        call.login = people.login_of(call, self._channel) or NOBODY
        path = call.request.path
        if path.rstrip("/") == "/wp-json":
            return Answer(body=_index(call))
        for taxonomy in terms.TAXONOMIES:
            if path == f"{API}/{taxonomy}":
                made = call.request.method == "POST"
                return (terms.create if made else terms.listed)(call, taxonomy)
        route = find_route(ROUTES, call.request)
        return answers.no_route() if route is None else route[0].handler(call, **route[1])

    def fault(self, name: str, call: Call) -> Answer:
        if name in ("rate-limit", "retry-after"):
            headers = {"Retry-After": str(FAULT_WAIT)} if name == "retry-after" else {}
            return Answer(status=429, body=b"Too Many Requests", headers=headers,
                          content_type="text/html")  # fmt: skip
        if name == "expired-token":
            return answers.not_logged_in()
        if name == "server-error-after":
            return answers.critical()
        return Answer(status=503, body=b"<h1>Service Unavailable</h1>", content_type="text/html")


def _shown(state: State, channel: str, number: str) -> Medium:
    found = medium(state, channel, number)
    return replace(found, alt=html.unescape(found.alt))


def _index(call: Call) -> dict[str, Any]:
    there = f"{call.address}/wp-admin/authorize-application.php"
    return {
        "name": "Sandbox",
        "namespaces": ["oembed/1.0", "wp/v2", "wp-block-editor/v1"],
        "authentication": {"application-passwords": {"endpoints": {"authorization": there}}},
    }


BLOG: Site = Site("blog")
HOMEPAGE: Site = Site("homepage")
