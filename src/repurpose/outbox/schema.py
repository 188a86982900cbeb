"""The outbox's tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO 8601 in UTC so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()

assets = Table(
    "assets",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("seen_at", Moment, nullable=False),
)

snippets = Table(
    "snippets",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("asset", String(64), ForeignKey("assets.sha256"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("locator", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("language", String(16), nullable=False),
    # The segments the words stand in: [{"text", "locator", "speaker", "role", "marks": [[start, end]]}]
    Column("sources", JSON, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("channel", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("snippets", JSON, nullable=False),
    Column("waits_for", JSON, nullable=False),
    Column("due_at", Moment),
    Column("not_before", Moment),  # the platform asked to wait, or a back-off
    Column("approved_content", String(64)),  # approval is bound to the content
    Column("key", String(64)),  # the idempotency key of the approved content
    Column("attempts", Integer, nullable=False, default=0),
    Column("edited", Boolean, nullable=False, default=False),
    Column("stale", Boolean, nullable=False, default=False),
    Column("error", Text),
    Column("hint", Text),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("posts_status_due", "status", "due_at"),
)

parts = Table(
    "parts",
    metadata,
    Column("post", String(16), ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("link", Text),
    Column("link_title", Text),
    Column("media", JSON, nullable=False),
    # Since format 2: {"title", "tags", "comment", "article"}, as far as they are set.
    Column("fields", JSON),
    Column("uploads", JSON),  # what the platform calls the media
    Column("sent_at", Moment),  # first attempt: from here on it may be live
    Column("remote_id", Text),
    Column("url", Text),
    Column("published_at", Moment),
)

# Since format 3: what was spent on platforms that bill for posts; each attempt counts.
charges = Table(
    "charges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("post", String(16), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("amount", Integer, nullable=False),  # millionths of the currency
    Column("at", Moment, nullable=False, index=True),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# What a file of an older format lacks, by its format; a new file (0) lacks nothing.
SINCE: dict[int, tuple[str, ...]] = {1: ("ALTER TABLE parts ADD COLUMN fields JSON",)}
