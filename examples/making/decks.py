"""Builds a deck out of its YAML text: one function for each kind of slide."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Pt

from making import look
from making.figures import add_chart, add_group, add_picture, add_table
from making.parcel import settle

Source = dict[str, Any]

APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>python-pptx</Application>"
    "</Properties>"
)


def build_deck(source: Path, target: Path) -> None:
    """Writes the deck that `source` describes (its keys: see either deck.yaml)."""
    text: Source = yaml.safe_load(source.read_text(encoding="utf-8"))
    style = look.Look(**text["look"])
    deck = Presentation()
    _clear(deck)
    look.dress(deck, style)
    for entry in text["slides"]:
        _add_slide(deck, entry, text, style)
    _describe(deck, text)
    out = io.BytesIO()
    deck.save(out)
    target.write_bytes(settle(out.getvalue(), text["saved"]))


def _clear(deck: Any) -> None:
    """Takes out what comes with the empty presentation: a thumbnail and a printer's settings."""
    package = deck.part.package
    for holder, kinds in ((package, ("/thumbnail",)), (deck.part, ("/printerSettings",))):
        for key, relation in list(holder._rels.items()):
            if relation.reltype.endswith(kinds):
                holder._rels.pop(key)
    package.part_related_by(RT.EXTENDED_PROPERTIES)._blob = APP.encode()


def _describe(deck: Any, text: Source) -> None:
    moment = datetime.fromisoformat(text["saved"]).replace(tzinfo=None)
    about = deck.core_properties
    about.title, about.author, about.subject = text["title"], text["author"], text["subject"]
    about.keywords, about.category, about.comments = text["keywords"], "", text["comment"]
    about.language, about.last_modified_by, about.revision = text["language"], text["author"], 7
    about.created = about.modified = about.last_printed = moment


def _add_slide(deck: Any, entry: Source, text: Source, style: look.Look) -> None:
    name, fill = KINDS[entry["kind"]]
    layout = next(each for each in deck.slide_layouts if each.name == name)
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text = entry["title"]
    fill(slide, entry, style)
    if name not in look.DARK_LAYOUTS:
        _add_furniture(slide, text["footer"])
    if entry.get("notes"):
        slide.notes_slide.notes_text_frame.text = entry["notes"].strip()
    if entry.get("hidden"):
        slide._element.set("show", "0")
    _mark_language(slide, text["language"])


def _add_furniture(slide: Any, footer: str) -> None:
    """The footer and the slide number: python-pptx leaves them on the layout."""
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.ph.get("type")
        if kind in ("ftr", "sldNum"):
            element = copy.deepcopy(shape._element)
            element.nvSpPr.cNvPr.set("id", str(max(each.shape_id for each in slide.shapes) + 1))
            slide.shapes._spTree.append(element)
            if kind == "ftr":
                _write_footer(slide.shapes[-1].text_frame, footer)


def _write_footer(frame: Any, footer: str) -> None:
    """With its looks said once more: not every program takes them from the master here."""
    frame.text = footer
    paragraph = frame.paragraphs[0]
    paragraph.alignment, font = PP_ALIGN.LEFT, paragraph.runs[0].font
    font.size, font.name, font.color.theme_color = Pt(11), "+mn-lt", MSO_THEME_COLOR.ACCENT_3


def _mark_language(slide: Any, language: str) -> None:
    sheets = [slide, slide.notes_slide] if slide.has_notes_slide else [slide]
    for sheet in sheets:
        for run in sheet._element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", language)


def _title(slide: Any, entry: Source, style: look.Look) -> None:
    slide.placeholders[1].text = entry["subtitle"].strip()


def _bullets(slide: Any, entry: Source, style: look.Look) -> None:
    write_bullets(slide.placeholders[1].text_frame, entry["bullets"])


def _columns(slide: Any, entry: Source, style: look.Look) -> None:
    for number, column in enumerate(entry["columns"], 1):
        frame = slide.placeholders[number].text_frame
        write_bullets(frame, column["bullets"], heading=column["heading"])


def _chart(slide: Any, entry: Source, style: look.Look) -> None:
    write_bullets(slide.placeholders[1].text_frame, entry["bullets"])
    _drop(slide.placeholders[2])
    add_chart(slide, entry["chart"], style)


def _picture(slide: Any, entry: Source, style: look.Look) -> None:
    write_bullets(slide.placeholders[1].text_frame, entry["bullets"])
    _drop(slide.placeholders[2])
    add_picture(slide, entry["picture"])


def _table(slide: Any, entry: Source, style: look.Look) -> None:
    add_table(slide, entry["table"], style)


def _group(slide: Any, entry: Source, style: look.Look) -> None:
    add_group(slide, entry["group"], style)


def write_bullets(frame: Any, bullets: list[Any], heading: str = "") -> None:
    """One paragraph a bullet; a list after a bullet holds its sub-points."""
    lines = [(heading, 0, True)] if heading else []
    for bullet in bullets:
        inner = isinstance(bullet, list)
        lines += [(each, int(inner), False) for each in (bullet if inner else [bullet])]
    for number, (line, level, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = line, level
        if bold:
            _as_heading(paragraph)


def _as_heading(paragraph: Any) -> None:
    paragraph.runs[0].font.bold = True
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert(0, properties.makeelement(qn("a:buNone"), {}))


def _drop(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


KINDS: dict[str, tuple[str, Callable[[Any, Source, look.Look], None]]] = {
    "title": (look.TITLE_SLIDE, _title),
    "section": (look.SECTION, _title),
    "bullets": (look.BULLETS, _bullets),
    "columns": (look.COLUMNS, _columns),
    "chart": (look.COLUMNS, _chart),
    "picture": (look.COLUMNS, _picture),
    "table": (look.DRAWING, _table),
    "group": (look.DRAWING, _group),
}
