"""A post as an HTML page: in a layout of the site's, or in a plain one of ours."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from repurpose.errors import Rejected
from repurpose.publishers._site_kinds import Page
from repurpose.publishers._site_text import above, flow, html_of, summary_of

OURS = "<!-- list of posts, written by repurpose -->"
LAYOUT = """<!doctype html>
<html{% if language %} lang="{{ language }}"{% endif %}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
{% if description %}<meta name="description" content="{{ description }}">
{% endif %}
<link rel="alternate" type="application/atom+xml" href="{{ feed }}">
<style>
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 system-ui, sans-serif; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; }
time { color: #555; }
</style>
</head>
<body>
<main>
<article>
<h1>{{ title }}</h1>
{% if date %}<p><time datetime="{{ date }}">{{ date }}</time></p>
{% endif %}
{{ content }}
</article>
</main>
</body>
</html>
"""


def html_page(page: Page, layout: Path | None, feed: str = "feed.xml") -> str:
    """The whole page.

    Args:
        layout: A Jinja template with the names title, date, language, description, content and feed.
        feed: Where the feed is, from the page.

    Raises:
        Rejected: the layout cannot be read, or is broken.
    """
    return _laid_out(
        layout,
        feed=feed,
        title=page.title,
        date=f"{page.day:%Y-%m-%d}",
        language="" if page.language == "und" else page.language,
        description=summary_of(page.part, page.markup),
        content=content_of(page),
    )


def list_page(feed: Mapping[str, Any], layout: Path | None) -> str:
    """A page with links to those of a JSON Feed; its end says that it is ours. Raises as `html_page`."""
    lines = [_line(item) for item in feed["items"] if "_repurpose" in item]
    return _laid_out(
        layout,
        title=str(feed.get("title", "")),
        date="",
        language="",
        description="",
        feed="feed.xml",
        content="\n".join(["<ul>", *lines, "</ul>", OURS]),
    )


def _line(item: Mapping[str, Any]) -> str:
    """Addresses of pages are relative, so that the list also works where it is only looked at."""
    day = html.escape(str(item.get("date_published", ""))[:10])
    page = html.escape(str(item["_repurpose"].get("page", "")))
    title = html.escape(str(item.get("title", "")), quote=False)
    summary = html.escape(str(item.get("summary", "")), quote=False)
    shown = f'<li><time datetime="{day}">{day}</time> <a href="{page}">{title}</a>'
    return f"{shown}{f'<br>{summary}' if summary else ''}</li>"


def _laid_out(layout: Path | None, *, content: str, **values: str) -> str:
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as Broken
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True
    )
    try:
        source = LAYOUT if layout is None else layout.read_text("utf-8")
        shown = Markup(content)  # noqa: S704 - our own HTML, all text in it escaped
        return environment.from_string(source).render(content=shown, **values)
    except (OSError, UnicodeDecodeError, Broken) as error:
        words = " ".join(str(error).split())[:200]
        raise Rejected(
            f"the layout cannot be used: {words}",
            where=str(layout or ""),
            hint="it may use {{ title }}, {{ date }}, {{ language }}, {{ description }}, {{ feed }} and "
            "{{ content }}; put it right, then: repurpose outbox retry",
        ) from error


def content_of(page: Page) -> str:
    """The pictures and the text."""
    figures = [
        f'<figure><img src="{html.escape(at)}" alt="{html.escape(medium.alt)}"></figure>'
        for at, medium in page.figures
    ]
    return "\n".join(
        figures[each] if isinstance(each, int) else html_of(each, page.markup)
        for each in (*above(page.part), *flow(page.part))
    )
