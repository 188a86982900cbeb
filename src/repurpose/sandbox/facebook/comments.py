"""Comments below a page's posts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook.people import page_id, page_name
from repurpose.sandbox.facebook.posting import next_id, own_posts
from repurpose.sandbox.graph import answers, edges
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse

LIMIT = 8000


def create(call: Call, form: Form, id: str) -> Answer:
    post = _post(call, id)
    message = form.get("message")
    if not message.strip():
        refuse(answers.invalid("Requires one of the params: message, attachment_id"))
    if len(message) > LIMIT:
        refuse(answers.invalid("Param message is too long"))
    number = next_id(call)
    comment = {"id": f"{post.id.partition('_')[2]}_{number}", "message": message}
    comments = [*post.details.get("comments", ()), comment]
    call.state.change_post(replace(post, details={**post.details, "comments": comments}))
    return Answer(body={"id": comment["id"]})


def listed(call: Call, form: Form, id: str) -> Answer:
    post = _post(call, id)
    author = {"id": page_id(call.login), "name": page_name(call.login)}
    wanted = form.get("fields")

    def show(comment: dict[str, Any]) -> dict[str, Any]:
        return edges.chosen({**comment, "from": author}, wanted, ("message",))

    comments = list(post.details.get("comments", ()))
    return edges.listed(comments, show, form, f"{call.address}{call.request.path}")


def _post(call: Call, id_: str) -> Post:
    """A post of the page's own, by its id or its video's."""
    for post in own_posts(call):
        if id_ in (post.id, post.details.get("video")):
            return post
    refuse(answers.not_there(id_))
