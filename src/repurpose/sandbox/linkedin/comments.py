"""Comments on LinkedIn.

Source: learn.microsoft.com/linkedin/marketing/community-management/shares/comments-api.
"""

from __future__ import annotations

from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers, little
from repurpose.sandbox.linkedin.people import own_urn
from repurpose.sandbox.linkedin.schemas import json_body
from repurpose.sandbox.linkedin.urns import urn_of
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Answer, refuse

LIMIT = 1250  # UTF-16 units


def create(call: Call, urn: str) -> Answer:
    body, post = json_body(call, "comment"), call.state.post("linkedin", urn_of(urn))
    if post is None:
        refuse(answers.not_found("The post"))
    if body["actor"] != own_urn(call.login):
        refuse(answers.denied("comments.CREATE as that actor"))
    if body.get("object", post.id) != post.id:
        refuse(answers.invalid("/object", "is another post"))
    text = body["message"]["text"]
    if len(text.encode("utf-16-le")) // 2 > LIMIT:
        refuse(answers.invalid("/message/text", f"is longer than {LIMIT} characters"))
    number = str(call.state.next_number("linkedin comments", 7_000_000_000_000_000_000))
    comment = {"post": post.id, "actor": body["actor"], "text": little.parse(text).visible}
    call.state.keep("linkedin", "comment", number, comment)
    about = {"id": number, "object": post.id, "actor": body["actor"], "message": body["message"]}
    return Answer(status=201, body=about, headers={"x-restli-id": number})


def find(call: Call, urn: str) -> Answer:
    """The comments below a post. Refused for members: r_member_social is closed."""
    if call.login.kind != "organization":
        refuse(answers.denied("comments.GET_ALL"))
    elements = [
        {"id": id_, "actor": each["actor"], "message": {"text": each["text"]}}
        for id_, each in call.state.all_kept("linkedin", "comment").items()
        if each["post"] == urn_of(urn)
    ]
    paging = {"start": 0, "count": 10, "total": len(elements), "links": []}
    return Answer(body={"paging": paging, "elements": elements})


def below(state: State, post: str) -> tuple[str, ...]:
    """The texts of the comments below a post, as a reader sees them."""
    kept = state.all_kept("linkedin", "comment").values()
    return tuple(each["text"] for each in kept if each["post"] == post)
