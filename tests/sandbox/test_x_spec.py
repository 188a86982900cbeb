"""X's own OpenAPI description as the judge: what it refuses, the sandbox refuses; what the sandbox
answers is as it describes."""

from __future__ import annotations

import base64
import copy
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import VIDEO, Clock, X, picture

Schema = dict[str, Any]
ID = "1790000000000000000"
PNG = picture()
# A full, valid body for each endpoint: every property that the description knows.
FULL: dict[str, Schema] = {
    "CreatePostsRequest": {
        "text": "Voll",
        "card_uri": "card://1",
        "community_id": ID,
        "direct_message_deep_link": "https://x.com/messages",
        "edit_options": {"previous_post_id": ID},
        "for_super_followers_only": False,
        "geo": {"place_id": "5a110d312052166f"},
        "made_with_ai": False,
        "media": {
            "media_ids": [ID],
            "tagged_user_ids": [ID],
            "description": "d",
            "title": "t",
            "embeddable": True,
            "preview_media_id": ID,
            "call_to_actions": {
                "app_install": {
                    "app_store_id": "1",
                    "ipad_app_store_id": "2",
                    "play_store_id": "3",
                },
                "visit_site": {"url": "https://example.com"},
                "watch_now": {"url": "https://example.com"},
            },
        },
        "nullcast": False,
        "paid_partnership": False,
        "poll": {"options": ["ja", "nein"], "duration_minutes": 60, "reply_settings": "following"},
        "quote_tweet_id": ID,
        "reply": {
            "in_reply_to_tweet_id": ID,
            "auto_populate_reply_metadata": True,
            "exclude_reply_user_ids": [ID],
        },
        "reply_settings": "following",
        "share_with_followers": False,
    },
    "MediaUploadRequest": {
        "media": base64.b64encode(PNG).decode(),
        "media_category": "tweet_image",
        "additional_owners": ID,
    },
    "InitializeMediaUploadRequest": {
        "media_type": "image/png",
        "total_bytes": 100,
        "media_category": "tweet_image",
        "additional_owners": [ID],
        "shared": False,
    },
    "AppendMediaUploadRequest": {"media": base64.b64encode(PNG).decode(), "segment_index": 0},
    "CreateMediaMetadataRequest": {
        "id": ID,
        "metadata": {
            "allow_download_status": {"allow_download": True},
            "alt_text": {"text": "Alt"},
            "audience_policy": {},
            "content_expiration": {"timestamp_sec": 1.5},
            "domain_restrictions": {"whitelist": ["example.com"]},
            "found_media_origin": {"provider": "p", "id": "i"},
            "geo_restrictions": {},
            "management_info": {"managed": True},
            "preview_image": {"media_key": {}},
            "sensitive_media_warning": {},
            "shared_info": {"shared": True},
            "sticker_info": {"stickers": [{}]},
            "upload_source": {"upload_source": "s"},
        },
    },
    "CreateMediaSubtitlesRequest": {
        "id": ID,
        "media_category": "TweetVideo",
        "subtitles": {"id": ID, "language_code": "DE", "display_name": "Deutsch"},
    },
}
PATHS = {
    "CreatePostsRequest": "/2/tweets",
    "MediaUploadRequest": "/2/media/upload",
    "InitializeMediaUploadRequest": "/2/media/upload/initialize",
    "AppendMediaUploadRequest": "/2/media/upload/{id}/append",
    "CreateMediaMetadataRequest": "/2/media/metadata",
    "CreateMediaSubtitlesRequest": "/2/media/subtitles",
}
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, "", "x", "12x", "1" * 20, "1" * 1001, "12\n", "１２", [], [1], [None],
    ["x"], ["1"] * 11, ["a", "b", "c", "d", "e"], ["", "a"], ["a" * 26, "b"], {}, {"unknown": 1},
    10**12, 99999, 4, 1000, "FOLLOWING", "tweet_image ",
)  # fmt: skip


@pytest.fixture(scope="session")
def description(corpora: Path) -> Schema:
    with gzip.open(corpora / "specs" / "x-openapi.json.gz", "rt", encoding="utf-8") as file:
        return dict(json.load(file))


def validator(description: Schema, name: str) -> Draft4Validator:
    """OpenAPI 3.0's schemas are Draft 4's, but for `nullable`."""
    return Draft4Validator({"$ref": f"#/components/schemas/{name}", **components(description)})


def components(description: Schema) -> Schema:
    return {"components": _with_null(description["components"])}


def _with_null(node: Any) -> Any:
    if isinstance(node, dict):
        node = {key: _with_null(value) for key, value in node.items()}
        if node.get("nullable") is True and isinstance(node.get("type"), str):
            node["type"] = [node["type"], "null"]
            if "enum" in node:
                node["enum"] = [*node["enum"], None]
        return node
    return [_with_null(value) for value in node] if isinstance(node, list) else node


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values in a body."""
    yield path
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, value in items:
        yield from places(value, (*path, key))


def mutations(name: str) -> Iterator[Schema]:
    """Each value of the full body in turn: replaced by strange ones, left out, with one more
    beside it."""
    for path in places(FULL[name]):
        for value in STRANGE:
            if path:
                yield changed(name, path, value)
        if path:
            yield changed(name, path, ...)
        if isinstance(at(FULL[name], path), dict):
            yield changed(name, (*path, "unknown"), 1)


def at(node: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def changed(name: str, path: tuple[Any, ...], value: Any) -> Schema:
    body = copy.deepcopy(FULL[name])
    parent = at(body, path[:-1])
    if value is ...:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return body


@pytest.fixture(scope="module")
def client() -> Iterator[X]:
    with Sandbox() as sandbox:
        yield X(sandbox)


def status(client: X, name: str, body: Any) -> int:
    path = PATHS[name]
    if "{id}" in path:
        begin = FULL["InitializeMediaUploadRequest"]
        upload = client("POST", "/2/media/upload/initialize", json=begin).json()["data"]["id"]
        path = path.replace("{id}", upload)
    return client("POST", path, json=body).status_code


@pytest.mark.parametrize("name", FULL)
def test_the_full_body_is_one_that_the_description_takes(description: Schema, name: str) -> None:
    assert list(validator(description, name).iter_errors(FULL[name])) == []
    known = description["components"]["schemas"][name]["properties"]
    assert set(FULL[name]) == set(known)


@pytest.mark.parametrize("name", FULL)
def test_the_sandbox_knows_each_rule_of_the_description(description: Schema, name: str) -> None:
    """The schemas agree on every mutation: the sandbox is as strict as X, and not stricter here."""
    from repurpose.sandbox.x import schemas

    ours = {
        "CreatePostsRequest": "post",
        "MediaUploadRequest": "upload",
        "InitializeMediaUploadRequest": "initialize",
        "AppendMediaUploadRequest": "append",
        "CreateMediaMetadataRequest": "metadata",
        "CreateMediaSubtitlesRequest": "subtitles",
    }
    judge = validator(description, name)
    own = Draft4Validator(schemas.BODIES[ours[name]])
    bodies = list(mutations(name))
    refused = [body for body in bodies if not judge.is_valid(body)]
    assert len(refused) > len(bodies) / 4
    for body in bodies:
        if own.is_valid(body) != judge.is_valid(body):
            assert has_line_end(body), body
            assert not own.is_valid(body), body


def has_line_end(body: Schema) -> bool:
    """Python's $ also matches before a last line end; X's (and the sandbox's) does not."""
    return "\\n" in json.dumps(body)


@pytest.mark.parametrize("name", FULL)
def test_what_the_description_refuses_is_refused_over_http(
    description: Schema, client: X, name: str
) -> None:
    judge = validator(description, name)
    for body in [body for body in mutations(name) if not judge.is_valid(body)][::7]:
        assert 400 <= status(client, name, body) < 500, body


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", FULL)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_body_makes_the_sandbox_stumble(
    description: Schema, client: X, name: str, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(list(places(FULL[name]))))
    value = data.draw(json_values)
    body = changed(name, path, value) if path else value
    code = status(client, name, body)
    if validator(description, name).is_valid(body):
        assert code in (200, 201) or 400 <= code < 500
    else:
        assert 400 <= code < 500, body


def conforms(description: Schema, name: str, answer: Any) -> None:
    errors = list(validator(description, name).iter_errors(answer))
    assert errors == [], (name, errors[0].message, answer)


def test_the_answers_are_as_described(description: Schema, x: X) -> None:
    upload = x.upload(PNG).json()
    conforms(description, "MediaUploadResponse", upload)
    media = upload["data"]["id"]
    described = {"id": media, "metadata": {"alt_text": {"text": "Ein Bild"}}}
    metadata = x("POST", "/2/media/metadata", json=described).json()
    conforms(description, "CreateMediaMetadataResponse", metadata)
    post = x.post("Fräsen & Hobeln #Holz @du https://example.com", media={"media_ids": [media]})
    conforms(description, "CreatePostsResponse", post.json())
    id_ = post.json()["data"]["id"]
    conforms(description, "CreatePostsResponse", x.reply("Antwort", id_).json())
    fields = (
        "created_at,entities,attachments,conversation_id,lang,public_metrics,reply_settings,"
        "possibly_sensitive"
    )
    everything = {
        "post.fields": fields,
        "expansions": "author_id,attachments.media_keys,referenced_posts,in_reply_to_user_id",
        "media.fields": "alt_text,width,height,url",
    }
    timeline = x.timeline(**everything)
    conforms(description, "GetUsersPostsResponse", timeline)
    assert timeline["data"][0]["referenced_posts"] == [{"type": "replied_to", "id": id_}]
    single = x("GET", f"/2/tweets/{id_}", params=everything).json()
    conforms(description, "GetPostsByIdResponse", single)
    several = x("GET", "/2/tweets", params={"ids": f"{id_},17", **everything}).json()
    conforms(description, "GetPostsByIdsResponse", several)
    assert several["errors"]
    me = x("GET", "/2/users/me", params={"user.fields": "created_at,verified"}).json()
    conforms(description, "GetUsersMeResponse", me)
    conforms(description, "DeletePostsResponse", x("DELETE", f"/2/tweets/{id_}").json())


def test_the_answers_to_an_upload_in_pieces_are_as_described(description: Schema, x: X) -> None:
    begin = {"media_type": "image/png", "total_bytes": len(PNG), "media_category": "tweet_image"}
    first = x("POST", "/2/media/upload/initialize", json=begin).json()
    conforms(description, "InitializeMediaUploadResponse", first)
    path = f"/2/media/upload/{first['data']['id']}"
    form = {"data": {"segment_index": "0"}, "files": {"media": PNG}}
    conforms(description, "AppendMediaUploadResponse", x("POST", f"{path}/append", **form).json())
    conforms(description, "FinalizeMediaUploadResponse", x("POST", f"{path}/finalize").json())
    asked = {"command": "STATUS", "media_id": first["data"]["id"]}
    state = x("GET", "/2/media/upload", params=asked).json()
    conforms(description, "GetMediaUploadStatusResponse", state)


def test_the_answers_to_a_video_are_as_described(description: Schema, x: X, clock: Clock) -> None:
    video, begun = x.in_pieces(VIDEO, "video/mp4", "tweet_video")
    conforms(description, "FinalizeMediaUploadResponse", begun)
    assert begun["data"]["processing_info"]["state"] == "in_progress"
    assert x.post("Zu früh", media={"media_ids": [video]}).status_code == 400
    asked = {"command": "STATUS", "media_id": video}
    conforms(
        description,
        "GetMediaUploadStatusResponse",
        x("GET", "/2/media/upload", params=asked).json(),
    )
    clock.advance(seconds=1)
    state = x("GET", "/2/media/upload", params=asked).json()
    conforms(description, "GetMediaUploadStatusResponse", state)
    track, _ = x.in_pieces(b"1\n00:00:00,000 --> 00:00:01,000\nHallo\n", "text/srt", "subtitles")
    about = {"id": track, "language_code": "DE", "display_name": "Deutsch"}
    body = {"id": video, "media_category": "TweetVideo", "subtitles": about}
    answer = x("POST", "/2/media/subtitles", json=body)
    conforms(description, "CreateMediaSubtitlesResponse", answer.json())
    assert answer.status_code == 200
    x.posted("Jetzt", media={"media_ids": [video]})
    everything = {"expansions": "attachments.media_keys", "media.fields": "preview_image_url"}
    timeline = x.timeline(**everything)
    conforms(description, "GetUsersPostsResponse", timeline)
    assert timeline["includes"]["media"][0]["type"] == "video"


def test_the_fields_that_can_be_asked_for_are_the_described_ones(description: Schema) -> None:
    from repurpose.sandbox.x import parameters

    asked = description["components"]["parameters"]
    for name, key in (
        ("post.fields", "PostFields"),
        ("user.fields", "UserFields"),
        ("media.fields", "MediaFields"),
        ("poll.fields", "PollFields"),
        ("place.fields", "PlaceFields"),
    ):
        described = asked[f"{key}Parameter"]["schema"]["items"]["enum"]
        assert parameters.POST[name] == set(described), name
    for known, key in ((parameters.POST, "PostExpansions"), (parameters.USER, "UserExpansions")):
        assert known["expansions"] >= set(asked[f"{key}Parameter"]["schema"]["items"]["enum"])


def test_refusals_of_a_body_are_described_problems(description: Schema, x: X) -> None:
    conforms(description, "Problem", x.post("Hallo", unknown=1).json())
    conforms(description, "Problem", x("DELETE", "/2/tweets/17").json())
