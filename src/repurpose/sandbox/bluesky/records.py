"""Records on the account's server: posts, each at the key that its author gives it."""

from __future__ import annotations

import re
from typing import Any

from repurpose.sandbox.bluesky import answers, blobs
from repurpose.sandbox.bluesky.bodies import check_post, json_body
from repurpose.sandbox.bluesky.people import did, handle
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse

COLLECTION = "app.bsky.feed.post"
_TID = re.compile(r"[234567a-j][234567a-z]{12}")


def put(call: Call) -> Answer:
    """Write a record. With `swapRecord` null only where none lies; the same one again changes
    nothing."""
    body, uri = _addressed(call)
    record = check_post(body.get("record"))
    name = blobs.record_cid(record)
    there = call.state.post("bluesky", uri)
    if there is not None and there.details["cid"] == name:
        return _written(uri, name)
    if "swapRecord" in body and body["swapRecord"] != (there and there.details["cid"]):
        was = there.details["cid"] if there else "null"
        refuse(answers.error(400, "InvalidSwap", f"Record was at {was}"))
    blobs.check(call, record)
    call.state.remove_post("bluesky", uri)
    call.state.add_post(_post(call, uri, name, record))
    return _written(uri, name)


def create(call: Call) -> Answer:
    """Write a new record. Where one lies at the key, the server stumbles."""
    body, uri = _addressed(call)
    record = check_post(body.get("record"))
    if call.state.post("bluesky", uri) is not None:
        refuse(answers.error(500, "InternalServerError", "Internal Server Error"))
    blobs.check(call, record)
    call.state.remove_post("bluesky", uri)
    call.state.add_post(_post(call, uri, blobs.record_cid(record), record))
    return _written(uri, blobs.record_cid(record))


def get(call: Call) -> Answer:
    """For everybody."""
    given = call.request.parameters
    uri = "at://" + "/".join(given.get(name, "") for name in ("repo", "collection", "rkey"))
    post = call.state.post("bluesky", uri)
    if post is None:
        refuse(answers.error(400, "RecordNotFound", f"Could not locate record: {uri}"))
    return Answer(body={"uri": uri, "cid": post.details["cid"], "value": post.details["record"]})


def list_(call: Call) -> Answer:
    """For everybody, by their keys, the last one first."""
    given = call.request.parameters
    limit, cursor = given.get("limit", "50"), given.get("cursor")
    if not limit.isdigit() or not 1 <= int(limit) <= 100:
        refuse(answers.invalid("limit must be an integer from 1 to 100"))
    found = {
        post.id.rpartition("/")[2]: post for post in call.state.posts("bluesky", given.get("repo"))
    }
    keys = [key for key in sorted(found, reverse=True) if cursor is None or key < cursor]
    page = keys[: int(limit)]
    records = [
        {"uri": post.id, "cid": post.details["cid"], "value": post.details["record"]}
        for post in map(found.__getitem__, page)
    ]
    return Answer(body={"records": records} | ({"cursor": page[-1]} if page else {}))


def delete(call: Call) -> Answer:
    """Also where there is none."""
    _, uri = _addressed(call)
    if call.state.post("bluesky", uri) is None:
        return Answer(body={})
    call.state.delete_post("bluesky", uri, call.now)
    return Answer(body={"commit": _commit(uri)})


def _addressed(call: Call) -> tuple[dict[str, Any], str]:
    """The body, and the address that it names; only in one's own repository."""
    body = json_body(call)
    if body.get("repo") not in (did(call.login), handle(call.login)):
        refuse(answers.not_yours())
    if body.get("collection") != COLLECTION:
        refuse(answers.invalid(f"the sandbox takes {COLLECTION} only"))
    key = str(body.get("rkey"))
    if not _TID.fullmatch(key):
        refuse(
            answers.invalid(
                f'Invalid record key for {COLLECTION}: Invalid TID string (got "{key}") at $'
            )
        )
    return body, f"at://{did(call.login)}/{COLLECTION}/{key}"


def _post(call: Call, uri: str, name: str, record: dict[str, Any]) -> Post:
    return Post(
        channel="bluesky",
        id=uri,
        account=call.login.account,
        author=did(call.login),
        text=record["text"],
        reply_to=record.get("reply", {}).get("parent", {}).get("uri"),
        details={
            "name": call.login.display_name,
            "handle": handle(call.login),
            "cid": name,
            "record": record,
        },
        created_at=call.now,
    )


def _written(uri: str, name: str) -> Answer:
    body = {"uri": uri, "cid": name, "commit": _commit(name), "validationStatus": "valid"}
    return Answer(body=body)


def _commit(what: str) -> dict[str, str]:
    return {"cid": blobs.cid(what.encode(), blobs.DAG_CBOR), "rev": "3sandbox22222"}
