"""Pages as HTML: one file, its looks inside it, nothing fetched from elsewhere. All text is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from repurpose.pages.article import Article, heading_of_list
from repurpose.rendering.environment import own_folder
from repurpose.text.quotation import quoted

FOLDER = "pages"


def article_html(article: Article) -> str:
    """The page of an article."""
    return page(
        "article.html.j2",
        {
            "article": article,
            "labels": article.labels,
            "description": " ".join(article.lead.statements[0].snippet.text.split()),
            "css": _asset("article.css"),
        },
    )


def page(template: str, names: Mapping[str, Any]) -> str:
    """A template's text. Raises TemplateError where the installation lacks the templates."""
    return _environment().get_template(template).render(names)


def styles(name: str) -> Markup:
    """A style sheet of ours, as it is."""
    return _asset(name)


def script(name: str) -> tuple[Markup, str]:
    """A script of ours as it is, and what a Content-Security-Policy allows it by."""
    text = _asset(name)
    digest = hashlib.sha256(f"\n{text}".encode()).digest()
    return text, f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["heading_of_list"] = heading_of_list
    environment.filters["quoted"] = quoted
    return environment


def _source(name: str) -> str | None:
    file = _folder() / name
    return file.read_text("utf-8") if file.is_file() else None


def _asset(name: str) -> Markup:
    return Markup((_folder() / name).read_text("utf-8"))  # noqa: S704 - our own file


def _folder() -> Traversable:
    return own_folder() / FOLDER
