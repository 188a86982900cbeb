"""The JSON documents that scripts rely on, as JSON Schemas."""

from __future__ import annotations

from typing import Any

import jsonschema

TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
LOCATOR = {
    "oneOf": [
        {"required": [name], "additionalProperties": False, "properties": {name: {"type": "integer", "minimum": 1}}}
        for name in ("slide", "page", "line")
    ]
    + [
        {
            "required": ["start", "end"],
            "additionalProperties": False,
            "properties": {"start": {"type": "number"}, "end": {"type": "number"}},
        }
    ]
}  # fmt: skip


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


STATUS = {
    "enum": [
        "draft", "approved", "publishing", "published", "failed", "unknown", "discarded",
        "handed-over",
    ]
}  # fmt: skip
ASSET = _object(
    path=TEXT, kind={"enum": ["deck", "transcript", "video", "audio", "document", "page"]},
    title=TEXT, language=TEXT, sha256=SHA256, author=MAYBE, date=MAYBE, url=MAYBE, segments=COUNT,
    sections=_list(_object(name=TEXT, first=COUNT)),
    recordings=_list(_object(name=TEXT, kind={"enum": ["video", "audio"]}, locator=LOCATOR)),
    faults=_list(TEXT),
)  # fmt: skip
SNIPPET = _object(
    id=TEXT, kind={"enum": ["quote", "statement", "statistic", "tip", "question", "announcement", "list", "definition"]}, text=TEXT, speaker=MAYBE,
    locator=LOCATOR, score={"type": "number", "minimum": 0, "maximum": 1}, language=TEXT,
    asset=SHA256, question=MAYBE, also=_list(_object(asset=SHA256)),
)  # fmt: skip
EVENT = _object(
    assets={**_list(SHA256), "minItems": 2}, why=_list(TEXT),
    slides=_list(_object(slide=COUNT, start={"type": "number"}, end={"type": "number"},
                         deck=SHA256, recording=SHA256)),
)  # fmt: skip
MEDIA = _object(path=TEXT, kind=TEXT, alt=TEXT)
PART = _object(text=TEXT, length=COUNT, limit=COUNT, link=MAYBE, media=_list(MEDIA))
POST = _object(
    id=TEXT, channel=TEXT, account=TEXT, status=STATUS, due_at=MAYBE, snippets=_list(TEXT),
    waits_for=_list(TEXT), parts={**_list(PART), "minItems": 1},
)  # fmt: skip
ERROR = _object(where=TEXT, what=TEXT, hint=TEXT)
SKIPPED = _list(_object(where=TEXT, why=TEXT))
SCHEMA = {"const": 1}
LEFT_OUT = {"type": "object", "additionalProperties": _list(_object(snippet=TEXT, why=TEXT))}
RUN = _object(
    held=_list(SNIPPET),
    schema=SCHEMA, assets=_list(ASSET), snippets=_list(SNIPPET), posts=_list(POST),
    left_out=LEFT_OUT, skipped=SKIPPED, errors=_list(ERROR),
)  # fmt: skip
EXTRACT = _object(
    held=_list(SNIPPET), events=_list(EVENT),
    schema=SCHEMA, assets=_list(ASSET), snippets=_list(SNIPPET), skipped=SKIPPED,
    errors=_list(ERROR),
)  # fmt: skip
EXPLAINED = _list(_object(channel=TEXT, snippet=TEXT, chosen={"type": "boolean"}, why=_list(TEXT)))
EXTRACT["properties"]["explained"] = EXPLAINED  # with --explain
SEGMENT = _object(
    text=TEXT, role={"enum": ["title", "body", "notes", "table", "chart", "caption", "speech"]},
    speaker=MAYBE, locator=LOCATOR, hidden={"type": "boolean"},
)  # fmt: skip
READ = _object(
    schema=SCHEMA,
    assets=_list({**ASSET, "properties": {**ASSET["properties"], "segments": _list(SEGMENT)}}),
    skipped=SKIPPED,
)
DELIVERIES = _object(
    schema=SCHEMA,
    deliveries=_list(_object(id=TEXT, channel=TEXT, status=STATUS, url=MAYBE, error=MAYBE)),
)
ARTICLES = _object(
    schema=SCHEMA, skipped=SKIPPED, errors=_list(ERROR),
    articles=_list(_object(
        title=TEXT, language=TEXT, folder=MAYBE, files=_list(TEXT), statements=_list(SNIPPET),
        sources=_list(_object(path=TEXT, title=TEXT)),
    )),
)  # fmt: skip
VIEWER = _object(
    schema=SCHEMA, title=TEXT, folder=TEXT, slides=_list(_object(slide=COUNT, title=TEXT)),
    left_out=_list(_object(slide=COUNT, why=TEXT)), embed=TEXT, errors=_list(ERROR),
    upload=_object(title=TEXT, description=TEXT, tags=_list(TEXT)),
)  # fmt: skip


def check(document: Any, schema: dict[str, Any]) -> None:
    """Raises where a document is not as scripts rely on."""
    jsonschema.validate(document, schema)
