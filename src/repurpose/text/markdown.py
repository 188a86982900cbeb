"""Words in Markdown that stay words: what a sign could mean in CommonMark, GitHub's, Goldmark's or
kramdown's dialect, or in Liquid, is escaped."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]#|]")
_CUT = re.compile(r"\\\[…\\\](?=\s|$)")
_AT_START = re.compile(r"[-+>=:](?=\s|$|[-=>:])|>|={2,}|-{2,}")
_NUMBER_AT_START = re.compile(r"(\d+)([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """A text in one line so that Markdown shows just these characters."""
    text = " ".join(text.split())
    out = _ANYWHERE.sub(r"\\\g<0>", text).replace("&", "&amp;").replace("<", "&lt;")
    out = _CUT.sub("[…]", out)  # before a space it is no link, and easier to read so
    out = out.replace("{", "&#123;")  # Liquid knows no backslash, and reads before Markdown does
    if out.count("~") > 1:
        out = out.replace("~", "&#126;")  # kramdown knows no backslash before it
    if out.count("$") > 1:
        out = out.replace("$", r"\$")
    out = _NUMBER_AT_START.sub(r"\1\\\2", out, count=1) if _NUMBER_AT_START.match(out) else out
    return f"\\{out}" if _AT_START.match(out) else out
