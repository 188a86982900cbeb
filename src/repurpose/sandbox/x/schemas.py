"""The request bodies that X takes, as JSON Schema, for the endpoints the sandbox has."""

from __future__ import annotations

from functools import cache
from typing import Any

from repurpose.sandbox.web import refuse
from repurpose.sandbox.x import answers

Schema = dict[str, Any]

ID: Schema = {"type": "string", "pattern": r"^[0-9]{1,19}\Z"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
BINARY: Schema = {"type": "string"}
REPLY_SETTINGS: Schema = {"enum": ["following", "mentionedUsers", "subscribers", "verified"]}


def closed(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object that has these properties and no others."""
    return {**opened(required, **properties), "additionalProperties": False}


def opened(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": properties}


def array(items: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": items, **limits}


CALL_TO_ACTIONS = closed(
    app_install=closed(app_store_id=TEXT, ipad_app_store_id=TEXT, play_store_id=TEXT),
    visit_site=closed(("url",), url=TEXT),
    watch_now=closed(("url",), url=TEXT),
)
POST = closed(
    card_uri=TEXT,
    community_id=ID,
    direct_message_deep_link=TEXT,
    edit_options=closed(("previous_post_id",), previous_post_id=ID),
    for_super_followers_only=FLAG,
    geo=closed(("place_id",), place_id=TEXT),
    made_with_ai=FLAG,
    media=closed(
        ("media_ids",),
        call_to_actions=CALL_TO_ACTIONS,
        description=TEXT,
        embeddable=FLAG,
        media_ids=array(ID, minItems=1, maxItems=4),
        preview_media_id=ID,
        tagged_user_ids=array(ID, maxItems=10),
        title=TEXT,
    ),
    nullcast=FLAG,
    paid_partnership=FLAG,
    poll=closed(
        ("options", "duration_minutes"),
        duration_minutes={"type": "integer", "minimum": 5, "maximum": 10080},
        options=array({"type": "string", "minLength": 1, "maxLength": 25}, minItems=2, maxItems=4),
        reply_settings=REPLY_SETTINGS,
    ),
    quote_tweet_id=ID,
    reply=closed(
        ("in_reply_to_tweet_id",),
        auto_populate_reply_metadata=FLAG,
        exclude_reply_user_ids=array(TEXT),
        in_reply_to_tweet_id=ID,
    ),
    reply_settings=REPLY_SETTINGS,
    share_with_followers=FLAG,
    text=TEXT,
)
CATEGORIES = ["tweet_image", "tweet_video", "tweet_gif", "dm_image", "dm_video", "dm_gif"]
UPLOAD = closed(
    ("media", "media_category"),
    additional_owners=TEXT,
    media=BINARY,
    media_category={"enum": [*CATEGORIES, "subtitles"]},
)
IMAGE_TYPES = ["jpeg", "gif", "bmp", "png", "webp", "pjpeg", "tiff"]
OTHER_TYPES = ["video/mp4", "video/webm", "video/mp2t", "video/quicktime", "text/srt", "text/vtt"]
MODEL_TYPES = ["model/gltf-binary", "model/vnd.usdz+zip"]
INITIALIZE = closed(
    additional_owners=array(ID),
    media_category={"enum": [*CATEGORIES, "amplify_video", "subtitles"]},
    media_type={"enum": [*(f"image/{kind}" for kind in IMAGE_TYPES), *OTHER_TYPES, *MODEL_TYPES]},
    shared=FLAG,
    total_bytes={"type": "integer", "minimum": 0, "maximum": 16 * 1024**3},
)
APPEND = closed(
    ("media", "segment_index"),
    media=BINARY,
    segment_index={"type": "integer", "minimum": 0, "maximum": 999},
)
METADATA = opened(
    ("id",),
    id=ID,
    metadata=opened(
        allow_download_status=opened(allow_download=FLAG),
        alt_text=opened(("text",), text={"type": "string", "maxLength": 1000}),
        audience_policy=opened(),
        content_expiration=opened(("timestamp_sec",), timestamp_sec={"type": "number"}),
        domain_restrictions=opened(("whitelist",), whitelist=array(TEXT)),
        found_media_origin=opened(("provider", "id"), provider=TEXT, id=TEXT),
        geo_restrictions=opened(),
        management_info=opened(("managed",), managed=FLAG),
        preview_image=opened(("media_key",), media_key=opened()),
        sensitive_media_warning=opened(),
        shared_info=opened(("shared",), shared=FLAG),
        sticker_info=opened(("stickers",), stickers=array(opened())),
        upload_source=opened(("upload_source",), upload_source=TEXT),
    ),
)
SUBTITLES = opened(
    (),
    id=ID,
    media_category={"enum": ["AmplifyVideo", "TweetVideo"]},
    subtitles=opened(
        (), display_name=TEXT, id=ID, language_code={"type": "string", "pattern": r"^[A-Z]{2}\Z"}
    ),
)
BODIES = {
    "post": POST,
    "upload": UPLOAD,
    "initialize": INITIALIZE,
    "append": APPEND,
    "metadata": METADATA,
    "subtitles": SUBTITLES,
}


def check(name: str, body: dict[str, Any]) -> None:
    """Refuses a body that X's description refuses."""
    for error in sorted(_validator(name).iter_errors(body), key=lambda error: error.json_path):
        what = _worded(error.validator, error.message)
        refuse(answers.invalid(f"{error.json_path}: {what}", **{error.json_path: []}))


def _worded(rule: str, message: str) -> str:
    if rule == "additionalProperties":
        return "is not defined in the schema and the schema does not allow additional properties"
    return message[:300]


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(BODIES[name])
