"""Rows of the outbox's tables to values, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from repurpose.errors import OutboxError
from repurpose.model import Asset, Media, Part, Post, Receipt, Snippet
from repurpose.outbox.entry import Entry, Origin, PartState, Source, locator_from, part_fields
from repurpose.outbox.schema import assets, parts, posts, snippets

MOST_NAMED = 500  # ids in one query


def keep_asset(connection: Connection, asset: Asset, now: datetime) -> None:
    values = {
        "path": asset.url or str(asset.path),
        "kind": asset.kind,
        "title": asset.title,
        "language": asset.language,
        "seen_at": now,
    }
    connection.execute(
        insert(assets)
        .values(sha256=asset.sha256, **values)
        .on_conflict_do_update(index_elements=["sha256"], set_=values)
    )


def keep_snippet(
    connection: Connection, asset: Asset, snippet: Snippet, sources: Sequence[Source]
) -> None:
    values: dict[str, Any] = {
        "asset": asset.sha256,
        "kind": snippet.kind,
        "text": snippet.text,
        "speaker": snippet.speaker,
        "locator": snippet.locator.as_json(),
        "score": snippet.score,
        "language": snippet.language,
        "sources": [_source_json(source) for source in sources],
    }
    connection.execute(
        insert(snippets)
        .values(id=snippet.id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def post_row(connection: Connection, id_: str) -> Row[Any] | None:
    return connection.execute(select(posts).where(posts.c.id == id_)).one_or_none()


def entry(connection: Connection, id_: str) -> Entry:
    """One post, whole.

    Raises:
        OutboxError: there is no such post.
    """
    found = entries(connection, posts.c.id == id_)
    if not found:
        raise OutboxError(f"no post has the id {id_!r}", hint="see: repurpose outbox list")
    return found[0]


def entries(connection: Connection, condition: ColumnElement[bool]) -> list[Entry]:
    """The posts that fulfil a condition, whole, in the order they go out; three queries for all."""
    order = (posts.c.due_at.is_(None), posts.c.due_at, posts.c.created_at)
    rows_ = connection.execute(select(posts).where(condition).order_by(*order)).all()
    parts_of: dict[str, list[Row[Any]]] = {}
    query = select(parts).join(posts).where(condition).order_by(parts.c.post, parts.c.position)
    for part in connection.execute(query):
        parts_of.setdefault(part.post, []).append(part)
    origins = _origins(connection, sorted({id_ for row in rows_ for id_ in row.snippets}))
    return [_entry(row, parts_of.get(row.id, []), origins) for row in rows_]


def _entry(row: Row[Any], its_parts: Sequence[Row[Any]], origins: dict[str, Origin]) -> Entry:
    return Entry(
        post=_post(row, its_parts),
        states=tuple(_state(part) for part in its_parts),
        key=row.key,
        not_before=row.not_before,
        attempts=row.attempts,
        edited=row.edited,
        stale=row.stale,
        error=row.error,
        hint=row.hint,
        updated_at=row.updated_at,
        origins=tuple(origins[id_] for id_ in row.snippets if id_ in origins),
    )


def _origins(connection: Connection, ids: Sequence[str]) -> dict[str, Origin]:
    query = select(snippets, assets.c.path, assets.c.title).join(assets)
    found: dict[str, Origin] = {}
    for start in range(0, len(ids), MOST_NAMED):
        some = snippets.c.id.in_(ids[start : start + MOST_NAMED])
        found |= {row.id: _origin(row) for row in connection.execute(query.where(some))}
    return found


def part_rows(id_: str, new: Sequence[Part]) -> list[dict[str, Any]]:
    return [
        {
            "post": id_,
            "position": position,
            "text": part.text,
            "link": part.link,
            "link_title": part.link_title,
            "media": [{**asdict(medium), "path": str(medium.path)} for medium in part.media],
            "fields": part_fields(part) or None,
        }
        for position, part in enumerate(new)
    ]


def _post(row: Row[Any], part_rows_: Sequence[Row[Any]]) -> Post:
    return Post(
        id=row.id,
        channel=row.channel,
        account=row.account,
        parts=tuple(_part(part) for part in part_rows_),
        snippets=tuple(row.snippets),
        language=row.language,
        status=row.status,
        due_at=row.due_at,
        waits_for=tuple(row.waits_for),
    )


def _part(row: Row[Any]) -> Part:
    media = tuple(Media(**{**medium, "path": Path(medium["path"])}) for medium in row.media)
    fields = dict(row.fields or {})
    return Part(
        text=row.text,
        link=row.link,
        link_title=row.link_title,
        media=media,
        title=fields.get("title"),
        tags=tuple(fields.get("tags", ())),
        comment=fields.get("comment"),
        article=bool(fields.get("article")),
    )


def _state(row: Row[Any]) -> PartState:
    receipt = None
    if row.remote_id is not None:
        receipt = Receipt(remote_id=row.remote_id, url=row.url, published_at=row.published_at)
    return PartState(sent_at=row.sent_at, uploads=tuple(row.uploads or ()), receipt=receipt)


def _origin(row: Row[Any]) -> Origin:
    return Origin(
        snippet=row.id,
        kind=row.kind,
        text=row.text,
        speaker=row.speaker,
        locator=locator_from(row.locator),
        path=row.path,
        title=row.title,
        sources=tuple(_source(source) for source in row.sources),
    )


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "text": source.text,
        "locator": source.locator.as_json(),
        "speaker": source.speaker,
        "role": source.role,
        "marks": [list(mark) for mark in source.marks],
    }


def _source(values: dict[str, Any]) -> Source:
    return Source(
        text=values["text"],
        locator=locator_from(values["locator"]),
        speaker=values["speaker"],
        role=values["role"],
        marks=tuple((start, end) for start, end in values["marks"]),
    )
