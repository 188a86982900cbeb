"""A post as an HTML page: in a layout of the site's, or in a plain one of ours."""

from __future__ import annotations

import html
from pathlib import Path

from repurpose.errors import TemplateError
from repurpose.publishers._site_kinds import Page
from repurpose.publishers._site_text import html_of, summary_of

LAYOUT = """<!doctype html>
<html{% if language %} lang="{{ language }}"{% endif %}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
{% if description %}<meta name="description" content="{{ description }}">
{% endif %}
<link rel="alternate" type="application/atom+xml" href="feed.xml">
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
<p><time datetime="{{ date }}">{{ date }}</time></p>
{{ content }}
</article>
</main>
</body>
</html>
"""


def html_page(page: Page, layout: Path | None) -> str:
    """The whole page.

    Args:
        layout: A Jinja template with the names title, date, language, description and content.

    Raises:
        TemplateError: it cannot be read, or is broken.
    """
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as Broken
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True
    )
    try:
        source = LAYOUT if layout is None else layout.read_text("utf-8")
        return environment.from_string(source).render(
            title=page.title,
            date=f"{page.day:%Y-%m-%d}",
            language="" if page.language == "und" else page.language,
            description=summary_of(page.part, page.markup),
            content=Markup(content_of(page)),  # noqa: S704 - our own HTML, all text in it escaped
        )
    except (OSError, UnicodeDecodeError, Broken) as error:
        words = " ".join(str(error).split())[:200]
        raise TemplateError(
            f"the layout cannot be used: {words}",
            where=str(layout or ""),
            hint="it may use {{ title }}, {{ date }}, {{ language }}, {{ description }} and {{ content }}",
        ) from error


def content_of(page: Page) -> str:
    """The pictures and the text."""
    shown = [
        f'<figure><img src="{html.escape(at)}" alt="{html.escape(medium.alt)}"></figure>'
        for at, medium in page.figures
    ]
    return "\n".join([*shown, html_of(page.part, page.markup)])
