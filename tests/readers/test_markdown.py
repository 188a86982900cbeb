"""Markdown: words as they stand, marks gone, headings as titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext

TEXT = """---
title: Käse & Brot
author: [Anna Meier, Béa Rossi]
date: 2026-03-02
lang: de
---
# Wie wir *backen* 🍞

Der **Teig** ruht 24 Stunden, [mehr dazu](https://example.org/teig).
Zweite Zeile.\\
Neue Zeile.

- Punkt eins
- Punkt `zwei`
  1. tief

> «Brot braucht Zeit.»

| Jahr | Brot |
|------|------|
| 2024 | 12   |

```python
x = 1
```
![Ein Laib Brot](http://127.0.0.1:9/brot.png)
<div>HTML &amp; so</div>

<script>alert(1)</script>
"""


def _read(folder: Path, text: str, name: str = "Über uns.md") -> Asset:
    (folder / name).write_bytes(text.encode())
    return readers.read(folder / name, ReadContext())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_of_a_text(tmp_path: Path, end: str) -> None:
    asset = _read(tmp_path, TEXT.replace("\n", end))
    assert [(s.role, s.text, s.locator.line) for s in asset.segments] == [
        ("title", "Wie wir backen 🍞", 7),
        ("body", "Der Teig ruht 24 Stunden, mehr dazu. Zweite Zeile.\nNeue Zeile.", 9),
        ("body", "Punkt eins", 13), ("body", "Punkt zwei", 14), ("body", "tief", 15),
        ("body", "«Brot braucht Zeit.»", 17),
        ("table", "Jahr | Brot", 19), ("table", "2024 | 12", 21),
        ("caption", "Ein Laib Brot", 26), ("body", "HTML & so", 27),
    ]  # fmt: skip
    assert asset.segments[1].links == ("https://example.org/teig",)
    assert (asset.title, asset.author, asset.date, asset.language) == (
        "Käse & Brot", "Anna Meier, Béa Rossi", "2026-03-02", "de",
    )  # fmt: skip


def test_without_front_matter_the_first_heading_is_the_title(tmp_path: Path) -> None:
    assert _read(tmp_path, "# Der Titel\n\nText.\n").title == "Der Titel"
    assert _read(tmp_path, "Text.\n").title == "Über uns"


@pytest.mark.parametrize("front", ["---\n{[\n---\n", "---\ntitle: !!python/object:x\n---\n"])  # fmt: skip
def test_front_matter_that_is_none_costs_nothing(tmp_path: Path, front: str) -> None:
    assert [s.text for s in _read(tmp_path, front + "Ein Satz.\n").segments] == ["Ein Satz."]


@pytest.mark.parametrize("text", [">" * 50_000, "[" * 500_000, "*a " * 50_000, "`" * 30_000, "<" * 50_000, "- " * 3000])  # fmt: skip
def test_pathological_texts_end(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, f"Davor.\n\n{text}\n\nEin Satz.\n").segments[0].text == "Davor."


def test_a_text_without_words(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no text"):
        _read(tmp_path, "```\nx\n```\n")
