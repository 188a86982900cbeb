"""With --json, a command that fails as a whole still prints its one document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from repurpose.cli import documents
from repurpose.errors import RepurposeError


def json_errors(*lists: str, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For a command with `as_json`: on a failure print a document whose `lists` are empty, with `more`,
    and whose `errors` say what happened; then fail as without --json."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapped(**values: Any) -> Any:
            try:
                return command(**values)
            except RepurposeError as error:
                if values.get("as_json"):
                    documents.show(documents.error_document(error, lists) | more)
                raise

        return wrapped

    return decorate
