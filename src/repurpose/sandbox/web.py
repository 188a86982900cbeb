"""Requests and answers, free of sockets: what the two platforms share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote

MAX_BODY = 64 * 1024 * 1024


@dataclass(kw_only=True)
class Request:
    """One API request.

    Attributes:
        path: As it came, percent-encoded, after the platform's base address: "/2/tweets".
        uri: The whole address as the client meant it: what a signature covers.
    """

    method: str
    path: str
    query: str
    uri: str
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The query; the last one where a name comes twice."""
        found = parse_qs(self.query, keep_blank_values=True)
        return {name: values[-1] for name, values in found.items()}

    def header(self, name: str) -> str | None:
        return self.headers.get(name)

    @property
    def content_type(self) -> str:
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()


@dataclass(kw_only=True)
class Answer:
    """What goes back. `body` is JSON where it is not bytes; None is an empty body."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"

    def payload(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode()


class Refused(Exception):
    """A platform says no. Nothing of the request is kept."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refuse(answer: Answer) -> NoReturn:
    raise Refused(answer)


class NotJson(ValueError):
    """A body that is not one JSON object."""


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body.

    Raises:
        NotJson: anything else, also NaN and broken UTF-8.
    """
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # refuses lone surrogates
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error
    if not isinstance(value, dict):
        raise NotJson("the body is not an object")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """One field of a multipart form."""

    name: str
    filename: str | None
    data: bytes


def multipart(content_type: str, body: bytes) -> list[FormPart]:
    """The fields of a multipart/form-data body.

    Raises:
        ValueError: it is not one.
    """
    boundary = _header(content_type).get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise ValueError("multipart without a boundary")
    mark = b"--" + boundary.encode("latin-1")
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise ValueError("the form is not complete")
    return [_form_part(piece) for piece in pieces[1:-1]]


def _form_part(piece: bytes) -> FormPart:
    head, separator, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not separator:
        raise ValueError("a field without a header")
    lines = dict(
        line.split(":", 1) for line in head.decode("utf-8", "replace").split("\r\n") if ":" in line
    )
    disposition = {name.lower(): value for name, value in lines.items()}.get("content-disposition")
    if disposition is None:
        raise ValueError("a field without a name")
    header = _header(disposition.strip())
    name, filename = header.get_param("name"), header.get_param("filename")
    if not isinstance(name, str):
        raise ValueError("a field without a name")
    return FormPart(name=name, filename=filename if isinstance(filename, str) else None, data=data)


def _header(value: str) -> Message:
    message = Message()
    message["Content-Type"] = value.replace("\r", " ").replace("\n", " ")
    return message


Handler = Callable[..., Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path with {names}, each standing for one percent-encoded segment."""

    method: str
    path: str
    handler: Handler

    def match(self, path: str) -> dict[str, str] | None:
        """The named segments as they came, or None where the path is another."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        found = re.fullmatch(pattern, path)
        return None if found is None else found.groupdict()


def find_route(routes: Sequence[Route], request: Request) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and its named segments; None where there is none."""
    for route in routes:
        names = route.match(request.path)
        if names is not None and route.method == request.method:
            return route, names
    return None


def decoded(segment: str) -> str:
    return unquote(segment)
