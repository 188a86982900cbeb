"""What the files of templates are called."""

from __future__ import annotations

SUFFIX = ".txt.j2"
DEFAULT = f"default{SUFFIX}"
FIELDS = ("text", "title", "tags", "comment")


def file_name(channel: str, field: str = "text") -> str:
    """The file that a channel's template is in: blog.txt.j2, blog.title.txt.j2."""
    return f"{channel}{SUFFIX}" if field == "text" else f"{channel}.{field}{SUFFIX}"
