"""The document and the files of a request."""

from __future__ import annotations

import hashlib
from typing import Any

from repurpose.sandbox.attached import attached
from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import Answer, Request, multipart, refuse

DOCUMENT = "post"


def unpacked(request: Request) -> tuple[bytes, dict[str, bytes]]:
    """The document, and the files by their fields."""
    if request.content_type != "multipart/form-data":
        return request.body, {}
    try:
        parts = multipart(request.header("Content-Type") or "", request.body)
    except ValueError as error:
        refuse(Answer(status=400, body={"message": str(error)}))
    found = {part.name: part.data for part in parts}
    return found.pop(DOCUMENT, b""), found


def kept(call: Call, described: list[dict[str, Any]], sent: dict[str, bytes]) -> list[str]:
    """Stores the files that the document describes; their ids. Refused where they are others."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sent.items()}
    if digests != {each["field"]: each["sha256"] for each in described if "field" in each}:
        refuse(Answer(status=400, body={"message": "these are not the files of the document"}))
    return [
        attached(
            call, "webhook", sent[each["field"]],
            name=each["name"], mime=each["mime"], alt=each["alt"],
        )
        for each in described
        if "field" in each
    ]  # fmt: skip
