"""How the generators of static sites want a post: where its page goes, and what stands above the text.

Sources: gohugo.io/content-management (front-matter, page-bundles), jekyllrb.com/docs (posts, front-matter),
11ty.dev/docs (data-frontmatter) and the project 11ty/eleventy-base-blog. State of November 2026.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from repurpose.model import Media, Part
from repurpose.publishers._site_text import Markup, above, flow, markdown_of, summary_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A generator.

    Attributes:
        page: Where a page goes in the site's folder.
        media: Where pictures go; None: beside the page.
        marks: Files one of which such a site has at its top.
        served_from: A folder whose files are served from the site's top.
    """

    name: str
    page: str
    media: str | None = None
    marks: tuple[str, ...] = ()
    served_from: str = ""


KINDS: Mapping[str, Kind] = {
    "hugo": Kind(
        name="Hugo",
        page="content/posts/{date}-{slug}/index.md",
        marks=(
            *(f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in ("toml", "yaml", "yml", "json")),
            "config/_default",
        ),
        served_from="static/",
    ),
    "jekyll": Kind(
        name="Jekyll",
        page="_posts/{date}-{slug}.md",
        media="assets/images",
        marks=("_config.yml", "_config.yaml", "_config.toml"),
    ),
    "eleventy": Kind(
        name="Eleventy",
        page="content/blog/{date}-{slug}/index.md",
        marks=(
            ".eleventy.js",
            *(f"eleventy.config.{suffix}" for suffix in ("js", "mjs", "cjs", "ts")),
        ),
        served_from="public/",
    ),
    "folder": Kind(name="the plain folder", page="{date}-{slug}.html"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page is made of.

    Attributes:
        day: When it was published, on the user's clock; aware.
        pictures: The address of each picture, as the page refers to it.
    """

    part: Part
    markup: Markup
    language: str
    day: datetime
    pictures: Sequence[str]
    categories: Sequence[str]
    is_draft: bool

    @property
    def title(self) -> str:
        return " ".join((self.part.title or "").split())

    @property
    def figures(self) -> list[tuple[str, Media]]:
        return list(zip(self.pictures, self.part.media, strict=True))


def markdown_page(kind: str, page: Page) -> str:
    """A page in Markdown with its front matter."""
    import yaml

    about = yaml.safe_dump(_about(kind, page), allow_unicode=True, sort_keys=False, width=10**6)
    figures = [_figure(kind, address, medium) for address, medium in page.figures]
    shown = (
        figures[each] if isinstance(each, int) else markdown_of(each, page.markup)
        for each in (*above(page.part), *flow(page.part))
    )
    return "\n\n".join([f"---\n{about}---", *shown]) + "\n"


def _about(kind: str, page: Page) -> dict[str, Any]:
    """The front matter."""
    about: dict[str, Any] = {"layout": "post"} if kind == "jekyll" else {}
    about |= {"title": page.title, "date": page.day.replace(microsecond=0)}
    if kind == "jekyll" and page.is_draft:
        about["published"] = False
    elif page.is_draft:
        about["draft"] = True
    if page.language != "und" and kind != "hugo":  # Hugo takes it from the file's place
        about["lang"] = page.language
    if summary := summary_of(page.part, page.markup):
        about["description"] = summary
    if page.part.tags:
        about["tags"] = list(page.part.tags)
    if page.categories:
        about["categories"] = list(page.categories)
    if page.pictures and kind == "hugo":
        about["images"] = list(page.pictures)
    elif page.pictures:
        about["image"] = page.pictures[0]
    return about


def _figure(kind: str, address: str, medium: Media) -> str:
    """Not in Markdown: Hugo shows a backslash or an entity of an alternative text as it is, and
    markdown-it, which Eleventy has, loses it. Hugo takes no HTML, but has a short code."""
    alt = " ".join(medium.alt.split())
    if kind == "hugo":
        quoted = alt.replace("\\", "\\\\").replace('"', '\\"').replace("}}", "} }")
        return f'{{{{< figure src="{address}" alt="{quoted}" >}}}}'
    if kind == "jekyll" and address.startswith("/"):  # such sites may stand below a path
        address = f"{{{{ '{address}' | relative_url }}}}"
    shown = html.escape(alt).replace("{", "&#123;")
    return f'<p><img src="{address}" alt="{shown}"></p>'
