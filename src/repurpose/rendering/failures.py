"""What is wrong with a template, in one line: file, line, and what would be right."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jinja2 import (
    TemplateAssertionError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from repurpose.errors import RepurposeError, TemplateError
from repurpose.rendering.environment import BoundedEnvironment
from repurpose.rendering.values import NAMES

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"'[^']* object' has no (?:attribute|element) '?([^']*)'?")
_NO_FILTER = re.compile(r"No (filter|test) named '([^']*)'")


@contextmanager
def explained(environment: BoundedEnvironment, file: str) -> Iterator[None]:
    """Turn whatever a template raises into a TemplateError; ours pass as they are.

    Args:
        file: The template, for what has no place of its own.
    """
    try:
        yield
    except RepurposeError:
        raise
    except TemplateSyntaxError as error:
        raise _syntax(error, environment, file) from error
    except TemplateNotFound as error:
        raise TemplateError(
            f"asks for a template that is nowhere: {error.message}",
            where=_place(error, environment, file),
            hint="put it into the folder of your templates, or remove the line",
        ) from error
    except UndefinedError as error:
        raise _undefined(error, environment, file) from error
    except SecurityError as error:
        raise TemplateError(
            f"is stopped: {_one_line(error)}",
            where=_place(error, environment, file),
            hint="a template sets a text; see docs/templates.md",
        ) from error
    except RecursionError as error:
        raise TemplateError(
            "is stopped: it includes or calls itself without end",
            where=_place(error, environment, file),
        ) from error
    except Exception as error:
        raise TemplateError(
            f"fails: {type(error).__name__}: {_one_line(error)}",
            where=_place(error, environment, file),
        ) from error


def _syntax(
    error: TemplateSyntaxError, environment: BoundedEnvironment, file: str
) -> TemplateError:
    where = f"{error.filename or file}:{error.lineno}"
    unknown = _NO_FILTER.search(error.message or "")
    if isinstance(error, TemplateAssertionError) and unknown:
        kind, name = unknown.groups()
        known = environment.filters if kind == "filter" else environment.tests
        return TemplateError(
            f"there is no {kind} {name!r}{_near(name, known)}",
            where=where,
            hint="the ones of repurpose: quoted, hashtag, shorten, number, day, markdown; most of Jinja's work as well",
        )
    return TemplateError(
        f"is not a valid template: {_one_line(error.message or error)}",
        where=where,
        hint="the language is Jinja's: {{ text }}, {% if speaker %} … {% endif %}",
    )


def _undefined(error: UndefinedError, environment: BoundedEnvironment, file: str) -> TemplateError:
    message = _one_line(error)
    unknown = _UNDEFINED.fullmatch(message)
    if unknown:
        message = f"there is no name {unknown[1]!r}{_near(unknown[1], NAMES)}"
    elif missing := _NO_ATTRIBUTE.fullmatch(message):
        message = f"what stands before .{missing[1]} has nothing of that name"
    hint = f"a template may use: {', '.join(NAMES)}"
    return TemplateError(message, where=_place(error, environment, file), hint=hint)


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=2)
    return f"; do you mean {' or '.join(close)}?" if close else ""


def _place(error: BaseException, environment: BoundedEnvironment, file: str) -> str:
    """The template's file and line where an error arose: Jinja puts them into the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename in environment.folders.files]
    return f"{lines[-1].filename}:{lines[-1].lineno}" if lines else file


def _one_line(words: object) -> str:
    return " ".join(str(words).split()).rstrip(".")
