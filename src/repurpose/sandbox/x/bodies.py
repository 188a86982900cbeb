"""Taking apart what X is sent."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import NotJson, json_object, multipart, refuse
from repurpose.sandbox.x import answers, schemas


def json_body(call: Call, schema: str) -> dict[str, Any]:
    """The JSON body, checked against what X takes there."""
    if call.request.content_type != "application/json":
        refuse(answers.problem(415, "Unsupported Media Type", "Send application/json."))
    try:
        body = json_object(call.request.body)
    except NotJson as error:
        refuse(answers.invalid(f"The body is not valid JSON: {error}"))
    schemas.check(schema, body)
    return body


def upload_body(call: Call, schema: str) -> tuple[dict[str, Any], bytes]:
    """The fields and the bytes of an upload: a multipart form, or JSON with base64."""
    if call.request.content_type != "multipart/form-data":
        body = json_body(call, schema)
        try:
            return body, base64.b64decode(body["media"], validate=True)
        except binascii.Error:
            refuse(answers.invalid("$.media: is not base64", media=[]))
    return _form_body(call, schema)


def _form_body(call: Call, schema: str) -> tuple[dict[str, Any], bytes]:
    try:
        parts = multipart(call.request.header("Content-Type") or "", call.request.body)
    except ValueError as error:
        refuse(answers.invalid(f"The form cannot be read: {error}"))
    fields: dict[str, Any] = {}
    data = b""
    for part in parts:
        if part.name == "media":
            data, fields["media"] = part.data, ""
        else:
            fields[part.name] = _number_or_text(part.name, part.data)
    schemas.check(schema, fields)
    return fields, data


def _number_or_text(name: str, data: bytes) -> int | str:
    """Forms know no numbers: where one is meant, digits are one."""
    text = data.decode("utf-8", "replace")
    return int(text) if name == "segment_index" and text.isascii() and text.isdigit() else text
