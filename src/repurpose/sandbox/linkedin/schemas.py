"""The request bodies that LinkedIn takes, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.web import NotJson, json_object, refuse

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ALT_LIMIT = 4086
MEDIUM: Schema = {"type": "string", "pattern": r"^urn:li:(image|video|document):[\w-]+\Z"}
IMAGE: Schema = {"type": "string", "pattern": r"^urn:li:image:[\w-]+\Z"}
AUTHOR: Schema = {"type": "string", "pattern": r"^urn:li:(person|organization):[\w-]+\Z"}
ALT: Schema = {"type": "string", "maxLength": ALT_LIMIT}


def closed(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


ARTICLE = closed(
    ("source", "title"),
    source={"type": "string", "pattern": r"^https?://[^\s/]+"},
    title={"type": "string", "minLength": 1, "maxLength": 400},
    description={"type": "string", "maxLength": ALT_LIMIT},
    thumbnail=IMAGE,
    thumbnailAltText=ALT,
)
SEVERAL = {"type": "array", "items": closed(("id",), id=IMAGE, altText=ALT)}
POST = closed(
    ("author", "commentary", "visibility", "distribution", "lifecycleState"),
    author=AUTHOR,
    commentary=TEXT,
    visibility={"enum": ["PUBLIC", "CONNECTIONS", "LOGGED_IN"]},
    distribution=closed(
        ("feedDistribution",),
        feedDistribution={"enum": ["MAIN_FEED", "NONE"]},
        targetEntities={"type": "array", "maxItems": 0},
        thirdPartyDistributionChannels={"type": "array", "maxItems": 0},
    ),
    content={
        **closed(
            (),
            media=closed(("id",), id=MEDIUM, altText=ALT, title=TEXT),
            article=ARTICLE,
            multiImage=closed(("images",), images={**SEVERAL, "minItems": 2, "maxItems": 20}),
        ),
        "minProperties": 1,
        "maxProperties": 1,
    },
    lifecycleState={"enum": ["PUBLISHED"]},
    isReshareDisabledByAuthor={"type": "boolean"},
)
INITIALIZE = closed(
    ("initializeUploadRequest",), initializeUploadRequest=closed(("owner",), owner=AUTHOR)
)
VIDEO = closed(
    ("initializeUploadRequest",),
    initializeUploadRequest=closed(
        ("owner", "fileSizeBytes"),
        owner=AUTHOR,
        fileSizeBytes={"type": "integer"},
        uploadCaptions={"type": "boolean"},
        uploadThumbnail={"type": "boolean"},
    ),
)
FINALIZE = closed(
    ("finalizeUploadRequest",),
    finalizeUploadRequest=closed(
        ("video", "uploadToken", "uploadedPartIds"),
        video={"type": "string", "pattern": r"^urn:li:video:[\w-]+\Z"},
        uploadToken=TEXT,
        uploadedPartIds={"type": "array", "items": TEXT, "minItems": 1},
    ),
)
COMMENT = closed(
    ("actor", "message"),
    actor=AUTHOR,
    object=TEXT,
    parentComment=TEXT,
    message=closed(
        ("text",), text={"type": "string", "minLength": 1}, attributes={"type": "array"}
    ),
)
BODIES = {
    "post": POST,
    "initialize": INITIALIZE,
    "video": VIDEO,
    "finalize": FINALIZE,
    "comment": COMMENT,
}


def json_body(call: Call, schema: str) -> dict[str, Any]:
    """The JSON body, checked against what LinkedIn takes there."""
    if call.request.content_type != "application/json":
        refuse(answers.error(415, "Unsupported Media Type: send application/json"))
    try:
        body = json_object(call.request.body)
    except NotJson as error:
        refuse(answers.error(400, f"Cannot parse request entity: {error}", "ILLEGAL_ARGUMENT"))
    for fault in sorted(_validator(schema).iter_errors(body), key=lambda fault: fault.json_path):
        refuse(_worded(fault))
    return body


def _worded(error: Any) -> Any:
    path = "".join(f"/{step}" for step in error.absolute_path)
    if error.validator == "additionalProperties":
        extra = sorted(set(error.instance) - set(error.schema["properties"]))
        return answers.unpermitted(", ".join(f"{path}/{name}" for name in extra))
    if error.validator == "required":
        lacking = sorted(set(error.validator_value) - set(_mapping(error.instance)))
        return answers.invalid(
            f"{path}/{lacking[0]}", "field is required but not found and has no default value"
        )
    if error.validator == "enum":
        return answers.invalid(path, f'"{error.instance}" is not an enum symbol')
    return answers.invalid(path, error.message[:300])


def _mapping(instance: Any) -> Mapping[str, Any]:
    return instance if isinstance(instance, Mapping) else {}


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(BODIES[name])
