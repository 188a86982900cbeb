"""LinkedIn's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.linkedin import answers, comments, images, members, posts, uploads
from repurpose.sandbox.linkedin.entry import check_headers, login_of
from repurpose.sandbox.linkedin.feed import standing
from repurpose.sandbox.linkedin.people import KINDS, own_urn, secrets
from repurpose.sandbox.web import Answer, Refused, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/linkedin"
POSTING = (("POST", r"/rest/posts"),)
DAY = 24 * 60 * 60  # seconds; LinkedIn counts UTC days
MEMBER_LIMIT = 150  # requests a member and day (product "Share on LinkedIn")
FAULT_WAIT = 2  # seconds

OAUTH = oauth.OAuth(
    authorize="/oauth/v2/authorization", tokens="/oauth/v2/accessToken", kind="member",
    lives=60 * DAY,
)  # fmt: skip

ROUTES = (
    Route(method="POST", path="/rest/posts", handler=posts.create),
    Route(method="GET", path="/rest/posts", handler=posts.find),
    Route(method="GET", path="/rest/posts/{urn}", handler=posts.get),
    Route(method="DELETE", path="/rest/posts/{urn}", handler=posts.delete),
    Route(method="POST", path="/rest/images", handler=images.initialize),
    Route(method="GET", path="/rest/images/{urn}", handler=images.get),
    Route(method="PUT", path="/dms-uploads/{id}/uploaded-image/0", handler=images.put),
    Route(method="POST", path="/rest/documents", handler=uploads.initialize_document),
    Route(method="GET", path="/rest/documents/{urn}", handler=uploads.get),
    Route(method="PUT", path="/dms-uploads/{id}/uploaded-document/0", handler=uploads.put_document),
    Route(method="POST", path="/rest/videos", handler=uploads.initialize_video),
    Route(method="GET", path="/rest/videos/{urn}", handler=uploads.get),
    Route(method="POST", path="/dms-uploads/{id}/captions/0", handler=uploads.put_captions),
    Route(method="PUT", path="/dms-uploads/{id}/captions/0", handler=uploads.put_captions),
    Route(method="PUT", path="/dms-uploads/{id}/thumbnail/0", handler=uploads.put_thumbnail),
    Route(method="POST", path="/rest/socialActions/{urn}/comments", handler=comments.create),
    Route(method="GET", path="/rest/socialActions/{urn}/comments", handler=comments.find),
    Route(method="GET", path="/v2/userinfo", handler=members.userinfo),
    Route(method="GET", path="/rest/organizationAcls", handler=members.organizations),
)


PART = Route(
    method="PUT", path="/dms-uploads/{id}/uploadedVideo/{number}", handler=uploads.put_part
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address, "author": own_urn(login)}


def answer(call: Call) -> Answer:
    """What LinkedIn answers; a refusal is an answer too."""
    if names := PART.match(call.request.path):
        return uploads.put_part(call, **names)
    if (found := oauth.answer(call, "linkedin", OAUTH)) is not None:
        return found
    call.login = login_of(call)
    if call.request.path.startswith("/rest/"):
        check_headers(call)
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.error(404, "No virtual resource found", "RESOURCE_NOT_FOUND")
    used, _ = call.state.count_call(f"linkedin {own_urn(call.login)}", "all", call.now, DAY)
    if call.login.kind == "member" and used > MEMBER_LIMIT:
        return answers.throttled()
    try:
        return route[0].handler(call, **route[1])
    except Refused as refusal:
        return refusal.answer


def fault(name: str, call: Call) -> Answer:
    """How LinkedIn words a switched-on fault."""
    if name in ("rate-limit", "retry-after"):
        found = answers.throttled()
        if name == "retry-after":
            found.headers = {"Retry-After": str(FAULT_WAIT)}
        return found
    if name == "expired-token":
        return answers.expired_token()
    if name == "server-error-after":
        return answers.error(500, "Internal Server Error", "INTERNAL_SERVER_ERROR")
    return answers.error(503, "Service Unavailable", "SERVICE_UNAVAILABLE")
