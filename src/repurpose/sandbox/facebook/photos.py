"""Photos of a page: published at once, or kept until a post shows them."""

from __future__ import annotations

from dataclasses import replace

from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook.people import page_id, page_name
from repurpose.sandbox.facebook.posting import add, check_page, next_id
from repurpose.sandbox.graph import answers
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse

MAX_BYTES = 4_000_000
ALT_LIMIT = 1000
TYPES = ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff")


def create(call: Call, form: Form, page: str) -> Answer:
    check_page(call, page)
    file = form.files.get("source")
    if file is None:
        refuse(answers.error(324, "(#324) Requires upload file"))
    if len(file.data) > MAX_BYTES:
        refuse(answers.error(1, "An unknown error occurred", subcode=1366046, user=(
            "Can't Read Files", "Your photos couldn't be uploaded. Photos should be smaller than 4 MB "
            "and saved as JPG, PNG, GIF, TIFF, HEIF or WebP files.")))  # fmt: skip
    facts = pictures.recognise(file.data)
    if facts is None or facts.mime not in TYPES:
        refuse(answers.error(324, "(#324) Missing or invalid image file", subcode=2069019))
    alt = form.get("alt_text_custom")
    if len(alt) > ALT_LIMIT:
        refuse(answers.invalid("Param alt_text_custom is too long"))
    id_ = next_id(call)
    media = Media(channel="facebook", id=id_, owner=page_id(call.login), status="ready",
                  created_at=call.now)  # fmt: skip
    call.state.add_media(media)
    media = replace(media, mime=facts.mime, width=facts.width, height=facts.height, alt=alt,
                    size=len(file.data))  # fmt: skip
    call.state.change_media(media, file.data)
    if not form.is_set("published", default=True):
        return Answer(body={"id": id_})
    message = form.get("message") or form.get("caption")
    post = add(call, message, {"link": "", "photos": [id_], "name": page_name(call.login)})
    return Answer(body={"id": id_, "post_id": post.id})


def photo_of(call: Call, id_: str) -> Media:
    """A photo of the page's own that a post may show."""
    media = call.state.media("facebook", id_)
    if media is None or media.owner != page_id(call.login) or not media.mime.startswith("image/"):
        refuse(answers.invalid(f"The photo {id_} does not exist or may not be attached"))
    return media
