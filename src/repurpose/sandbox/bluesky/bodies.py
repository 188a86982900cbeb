"""Request bodies: JSON objects, and records as their lexicons have them."""

from __future__ import annotations

from functools import cache
from typing import Any

from repurpose.sandbox.bluesky import answers
from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import NotJson, json_object, refuse
from repurpose.text.counting import graphemes

Schema = dict[str, Any]

MAX_GRAPHEMES, MAX_BYTES = 300, 3000
DATETIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,20})?(Z|[+-]\d\d:\d\d)$"
LANGUAGE = r"^(i|[a-z]{2,3})(-[A-Za-z0-9]{1,8})*$"
TEXT: Schema = {"type": "string"}
URI: Schema = {"type": "string", "pattern": r"^\w+:(//)?[^\s/]\S*$"}
DID: Schema = {"type": "string", "pattern": r"^did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]$"}
AT: Schema = {"type": "string", "pattern": r"^at://[^\s/]+(/[^\s/]+){2}$"}


def open_(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Objects of a lexicon may hold more than it names."""
    return {"type": "object", "required": list(required), "properties": properties}


def several(item: Schema, most: int) -> Schema:
    return {"type": "array", "items": item, "maxItems": most}


BLOB = open_(
    ("$type", "ref", "mimeType", "size"),
    **{"$type": {"const": "blob"}},
    ref=open_(("$link",), **{"$link": TEXT}),
    mimeType=TEXT,
    size={"type": "integer"},
)
SIDE: Schema = {"type": "integer", "minimum": 1}
RATIO = open_(("width", "height"), width=SIDE, height=SIDE)
STRONG = open_(("uri", "cid"), uri=AT, cid={"type": "string", "pattern": "^[a-zA-Z0-9+=]{8,256}$"})
BYTE: Schema = {"type": "integer", "minimum": 0}
KIND = "app.bsky.richtext.facet"
FEATURE: Schema = {
    "oneOf": [
        open_(("$type", "uri"), **{"$type": {"const": f"{KIND}#link"}}, uri=URI),
        open_(("$type", "did"), **{"$type": {"const": f"{KIND}#mention"}}, did=DID),
        open_(("$type", "tag"), **{"$type": {"const": f"{KIND}#tag"}},
              tag={"type": "string", "maxLength": 640}),
    ]
}  # fmt: skip
FACET = open_(
    ("index", "features"),
    index=open_(("byteStart", "byteEnd"), byteStart=BYTE, byteEnd=BYTE),
    features={"type": "array", "items": FEATURE},
)
CAPTION = open_(("lang", "file"), lang={"type": "string", "pattern": LANGUAGE}, file=BLOB)
EMBEDS: dict[str, Schema] = {
    "app.bsky.embed.images": open_(
        ("images",),
        images=several(open_(("image", "alt"), image=BLOB, alt=TEXT, aspectRatio=RATIO), 4),
    ),
    "app.bsky.embed.video": open_(
        ("video",), video=BLOB, alt=TEXT, aspectRatio=RATIO, captions=several(CAPTION, 20)
    ),
    "app.bsky.embed.external": open_(
        ("external",),
        external=open_(
            ("uri", "title", "description"), uri=URI, title=TEXT, description=TEXT, thumb=BLOB
        ),
    ),
}
POST = open_(
    ("text", "createdAt"),
    text=TEXT,
    createdAt={"type": "string", "pattern": DATETIME},
    langs=several({"type": "string", "pattern": LANGUAGE}, 3),
    facets={"type": "array", "items": FACET},
    reply=open_(("root", "parent"), root=STRONG, parent=STRONG),
    tags=several({"type": "string", "maxLength": 640}, 8),
)


def json_body(call: Call) -> dict[str, Any]:
    if call.request.content_type != "application/json":
        refuse(answers.invalid("Request encoding (Content-Type) required but not provided"))
    try:
        return json_object(call.request.body)
    except NotJson:
        refuse(answers.invalid("Request body is not valid JSON"))


def check_post(record: Any) -> dict[str, Any]:
    """A record as a post; refused where the lexicon does not have it so."""
    if not isinstance(record, dict):
        refuse(answers.invalid("Input/record must be an object"))
    kind = record.get("$type", "app.bsky.feed.post")
    if kind != "app.bsky.feed.post":
        refuse(answers.invalid(f"Invalid $type: expected app.bsky.feed.post, got {kind}"))
    _check(record, "post", "$.record")
    text = record["text"]
    if len(text.encode()) > MAX_BYTES:
        size = len(text.encode())
        refuse(answers.invalid_record(f"string too big (maximum {MAX_BYTES}, got {size})"))
    if (size := len(graphemes(text))) > MAX_GRAPHEMES:
        refuse(answers.invalid_record(f"grapheme too big (maximum {MAX_GRAPHEMES}, got {size})"))
    embed = record.get("embed")
    if isinstance(embed, dict) and embed.get("$type") in EMBEDS:
        _check(embed, str(embed["$type"]), "$.record.embed")
    elif embed is not None:
        refuse(answers.invalid("the sandbox has no such embed"))
    return record


def _check(value: Any, schema: str, where: str) -> None:
    for fault in sorted(_validator(schema).iter_errors(value), key=lambda fault: fault.json_path):
        place = fault.json_path.replace("$", where, 1)
        refuse(answers.invalid_record(f"{fault.message[:200]} at {place}"))


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(POST if name == "post" else EMBEDS[name])
