"""Posts on Threads: containers, their publishing, deleting."""

from __future__ import annotations

from repurpose.model import Rules
from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers, containers
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.graph.fetching import fetched
from repurpose.sandbox.threads.people import check_user, user_id
from repurpose.sandbox.web import Answer, refuse
from repurpose.text.counting import measure
from repurpose.text.facets import facets

RULES = Rules(limit=500, measure="threads")
LINKS = 5
ALT_LIMIT = 1000
POSTS_A_DAY, REPLIES_A_DAY = 250, 1000
ITEMS = (2, 20)
IMAGE_TYPES = ("image/jpeg", "image/png")


def create(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    kind, text = form.get("media_type"), form.get("text")
    _check_text(text)
    if kind == "TEXT" and not text.strip():
        refuse(answers.invalid("Param text is required for media_type TEXT"))
    if form.get("link_attachment") and kind != "TEXT":
        refuse(answers.invalid("link_attachment can be used for text-only posts"))
    reply_to = form.get("reply_to_id") or None
    if reply_to is not None and call.state.post("threads", reply_to) is None:
        refuse(answers.not_there(reply_to))
    container = containers.make(
        call, user_id(call.login), text,
        media=_media(call, form, kind),
        is_item=form.is_set("is_carousel_item"),
        reply_to=reply_to,
        link=form.get("link_attachment"),
        looks=containers.LOOKS_OF_A_VIDEO if kind == "VIDEO" else 0,
    )  # fmt: skip
    if kind == "TEXT" and form.is_set("auto_publish_text"):
        return Answer(body={"id": _published(call, container)})
    return Answer(body={"id": container.id})


def publish(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    id_ = form.get("creation_id")
    container = containers.own(call, user_id(call.login), id_)
    ready = container is not None and container.state(call.now) in ("FINISHED", "PUBLISHED")
    if container is None or container.is_item or not ready:
        refuse(
            answers.error(24, "The requested resource does not exist", subcode=4279009,
                          user=("Media Not Found", f"The media with id {id_} cannot be found."))
        )  # fmt: skip
    return Answer(body={"id": _published(call, container)})


def delete(call: Call, form: Form, id: str) -> Answer:
    post = call.state.post("threads", id)
    if post is None or post.author != user_id(call.login):
        refuse(answers.not_there(id))
    call.state.delete_post("threads", id, call.now)
    return Answer(body={"success": True, "deleted_id": id})


def _published(call: Call, container: containers.Container) -> str:
    is_reply = container.reply_to is not None
    most = REPLIES_A_DAY if is_reply else POSTS_A_DAY
    used = containers.used_today(call, container.owner, replies=is_reply)
    if container.post is None and used >= most:
        refuse(
            answers.error(9, "Application request limit reached", subcode=2207042,
                          user=("Posting limit", "You reached the maximum number of posts that is "
                                "allowed to be published by the Content Publishing API."))
        )  # fmt: skip
    details = {"name": call.login.display_name, "username": call.login.handle}
    return containers.publish(call, container, details).id


def _check_text(text: str) -> None:
    length = measure(text, RULES)
    if length > RULES.limit:
        refuse(answers.invalid("Param text must be at most 500 characters long."))
    if len({facet.value for facet in facets(text) if facet.kind == "link"}) > LINKS:
        refuse(answers.error(100, "Invalid parameter", subcode=4279049,
                             user=("Too many links", f"A post has at most {LINKS} links.")))  # fmt: skip


def _media(call: Call, form: Form, kind: str) -> list[str]:
    owner = user_id(call.login)
    if kind == "TEXT":
        return []
    if kind == "CAROUSEL":
        return containers.children(call, owner, form.get("children"), *ITEMS)
    if kind not in ("IMAGE", "VIDEO"):
        refuse(answers.invalid("Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}"))
    alt = form.get("alt_text")
    if len(alt) > ALT_LIMIT:
        refuse(answers.invalid("Param alt_text must be at most 1000 characters long."))
    media = fetched(call, form.get(f"{kind.lower()}_url"), owner, alt)
    if kind == "IMAGE" and media.mime not in IMAGE_TYPES:
        refuse(answers.error(36001, "The image format is not supported.", subcode=2207005))
    return [media.id]
