"""Videos, documents and comments on LinkedIn, as a plain HTTP client sees them."""

from __future__ import annotations

from typing import Any

import pytest

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import VIDEO, Clock, LinkedIn

PART = 4 * 1024 * 1024


def announced(client: LinkedIn, kind: str, **more: Any) -> dict[str, Any]:
    body = {"initializeUploadRequest": {"owner": client.author, **more}}
    answer = client("POST", f"/rest/{kind}s?action=initializeUpload", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["value"])


def finalized(client: LinkedIn, video: str, ids: list[str]) -> int:
    request = {"video": video, "uploadToken": "", "uploadedPartIds": ids}
    path = "/rest/videos?action=finalizeUpload"
    return client("POST", path, json={"finalizeUploadRequest": request}).status_code


def test_a_video_comes_in_the_parts_that_were_announced(
    organization: LinkedIn, sandbox: Sandbox, clock: Clock
) -> None:
    data = VIDEO + bytes(PART)
    value = announced(organization, "video", fileSizeBytes=len(data))
    bounds = [(part["firstByte"], part["lastByte"]) for part in value["uploadInstructions"]]
    assert bounds == [(0, PART - 1), (PART, len(data) - 1)]
    addresses = [part["uploadUrl"] for part in value["uploadInstructions"]]
    assert organization("PUT", addresses[0], data=data[:-1]).status_code == 400
    pairs = zip(addresses, bounds, strict=True)
    ids = [
        organization("PUT", address, data=data[first : last + 1]).headers["ETag"].strip('"')
        for address, (first, last) in pairs
    ]
    assert finalized(organization, value["video"], ids[::-1]) == 422
    assert finalized(organization, value["video"], ids) == 200
    content = {"content": {"media": {"id": value["video"], "title": "Holz"}}}
    assert organization.post("Zu früh", **content).status_code == 422
    clock.advance(seconds=1)
    organization.posted("Jetzt", **content)
    [standing] = sandbox.posts("linkedin")
    assert (standing.title, standing.media[0].bytes) == ("Holz", len(data))


def test_what_is_no_video_fails_and_is_no_post(organization: LinkedIn, clock: Clock) -> None:
    value = announced(organization, "video", fileSizeBytes=5)
    part = organization("PUT", value["uploadInstructions"][0]["uploadUrl"], data=b"hello")
    assert finalized(organization, value["video"], [part.headers["ETag"].strip('"')]) == 200
    clock.advance(seconds=1)
    path = f"/rest/videos/{value['video'].replace(':', '%3A')}"
    assert organization("GET", path).json()["status"] == "PROCESSING_FAILED"
    assert organization.post("x", content={"media": {"id": value["video"]}}).status_code == 422


def test_a_document_needs_a_title(member: LinkedIn) -> None:
    value = announced(member, "document")
    assert member("PUT", value["uploadUrl"], data=b"%PDF-1.7").status_code == 201
    assert member.post("x", content={"media": {"id": value["document"]}}).status_code == 422
    member.posted("x", content={"media": {"id": value["document"], "title": "Holz"}})
    text = announced(member, "document")
    member("PUT", text["uploadUrl"], data=b"hello")
    body = {"content": {"media": {"id": text["document"], "title": "Holz"}}}
    assert member.post("y", **body).status_code == 422


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 201),
        ({"actor": "urn:li:person:other"}, 403),
        ({"object": "urn:li:share:1"}, 422),
        ({"message": {"text": ""}}, 422),
        ({"message": {"text": "x" * 1251}}, 422),
    ],
)
def test_comments_have_their_rules(
    member: LinkedIn, sandbox: Sandbox, change: dict[str, Any], status: int
) -> None:
    urn = member.posted("Mehr unten")
    body = {"actor": member.author, "object": urn, "message": {"text": r"Zum \(Lesen\)"}, **change}
    path = f"/rest/socialActions/{urn.replace(':', '%3A')}/comments"
    assert member("POST", path, json=body).status_code == status
    shown = sandbox.posts("linkedin")[0].comments
    assert shown == (("Zum (Lesen)",) if status == 201 else ())
    assert member("GET", path).status_code == 403
