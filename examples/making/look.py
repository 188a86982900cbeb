"""A firm's look: its colours and fonts, put on the master and the layouts of a deck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
TITLE_SLIDE, BULLETS, SECTION, COLUMNS, DRAWING = (
    "Title Slide",
    "Title and Content",
    "Section Header",
    "Two Content",
    "Title Only",
)
DARK_LAYOUTS = (TITLE_SLIDE, SECTION)

Box = tuple[float, float, float, float]  # left, top, width, height in inches

TITLE_BOX: Box = (0.75, 0.4, 11.83, 1.05)
BODY_BOX: Box = (0.75, 1.75, 11.83, 4.85)
LEFT_BOX: Box = (0.75, 1.75, 5.65, 4.85)
RIGHT_BOX: Box = (6.93, 1.75, 5.65, 4.85)
FOOTER_BOX: Box = (0.75, 6.9, 8.0, 0.35)
NUMBER_BOX: Box = (11.58, 6.9, 1.0, 0.35)

PLACES: dict[str, dict[int, Box]] = {
    TITLE_SLIDE: {0: (1.3, 1.9, 10.8, 1.7), 1: (1.3, 3.85, 10.8, 1.7)},
    BULLETS: {0: TITLE_BOX, 1: BODY_BOX},
    SECTION: {0: (1.3, 3.05, 10.8, 1.5), 1: (1.3, 2.1, 10.8, 0.7)},
    COLUMNS: {0: TITLE_BOX, 1: LEFT_BOX, 2: RIGHT_BOX},
    DRAWING: {0: TITLE_BOX},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours as six hexadecimal digits; fonts by name."""

    dark: str
    accent: str
    paper: str
    ink: str
    soft: str
    heading_font: str
    body_font: str


def dress(deck: Any, look: Look) -> None:
    """Gives a new presentation the look; layouts that no slide needs are removed."""
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _recolour(deck, look)
    _dress_master(deck.slide_master)
    for layout in list(deck.slide_layouts):
        if layout.name in PLACES:
            _dress_layout(layout)
        else:
            deck.slide_layouts.remove(layout)


def _recolour(deck: Any, look: Look) -> None:
    """Writes the colours and fonts into the theme, so that the firm finds them in its menus."""
    relation = next(r for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    theme = etree.fromstring(relation.target_part.blob)
    colours = {
        "dk1": look.ink,
        "lt1": "FFFFFF",
        "dk2": look.dark,
        "lt2": look.paper,
        "accent1": look.accent,
        "accent2": look.dark,
        "accent3": look.soft,
    }
    for name, value in colours.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + name)}")
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{value}"/>')]
    for kind, font in (("major", look.heading_font), ("minor", look.body_font)):
        theme.find(f".//{qn(f'a:{kind}Font')}/{qn('a:latin')}").set("typeface", font)
    relation.target_part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8")


def _dress_master(master: Any) -> None:
    _background(master, "bg2")
    _stripe(master, (0, 0, 0.22, HEIGHT), "tx2")
    _stripe(master, (0, 0.55, 0.22, 0.75), "accent1")
    boxes = {"title": TITLE_BOX, "body": BODY_BOX, "ftr": FOOTER_BOX, "sldNum": NUMBER_BOX}
    for shape in master.placeholders:
        if (box := boxes.get(_kind(shape))) is not None:
            place(shape, box)
        if _kind(shape) in ("ftr", "sldNum"):
            side = "l" if _kind(shape) == "ftr" else "r"
            _text_style(shape, f'<a:lvl1pPr algn="{side}">{_run(1100, "accent3")}</a:lvl1pPr>')
    styles = master._element.find(qn("p:txStyles"))
    _replace_levels(styles.find(qn("p:titleStyle")), _title_style())
    _replace_levels(styles.find(qn("p:bodyStyle")), _body_style())


def _dress_layout(layout: Any) -> None:
    dark = layout.name in DARK_LAYOUTS
    for shape in list(layout.placeholders):
        box = PLACES[layout.name].get(shape.placeholder_format.idx)
        if box is not None:
            place(shape, box)
            _text_style(
                shape, _dark_text(layout.name, shape) if dark else _light_text(layout.name, shape)
            )
            anchor = _anchor(layout.name, shape)
            shape._element.txBody.find(qn("a:bodyPr")).set("anchor", anchor)
        elif _kind(shape) == "dt" or dark:
            shape._element.getparent().remove(shape._element)
        else:
            shape._element.spPr[:] = []  # where the master has it
    if dark:
        _background(layout, "tx2")
        _stripe(layout, (0, 0, 0.22, HEIGHT), "accent1")
        _stripe(layout, (1.4, 3.65 if layout.name == TITLE_SLIDE else 2.86, 1.6, 0.07), "accent1")
        layout._element.set("showMasterSp", "0")


def place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in box)


def _anchor(layout: str, shape: Any) -> str:
    if layout == SECTION:
        return "t" if shape.placeholder_format.idx == 0 else "b"
    if shape.placeholder_format.idx == 0:
        return "b" if layout == TITLE_SLIDE else "ctr"
    return "t"


def _kind(shape: Any) -> str:
    return str(shape._element.ph.get("type", "obj"))


def _background(sheet: Any, colour: str) -> None:
    content = sheet._element.find(qn("p:cSld"))
    for old in content.findall(qn("p:bg")):
        content.remove(old)
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/>'
    content.insert(0, parse_xml(f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{fill}</p:bgPr></p:bg>"))


def _stripe(sheet: Any, box: Box, colour: str) -> None:
    """A plain rectangle behind everything else (masters and layouts have no add_shape)."""
    left, top, width, height = (Emu(Inches(value)) for value in box)
    tree = sheet.shapes._spTree
    number = max(int(e.get("id")) for e in tree.iter(qn("p:cNvPr"))) + 1
    tree.insert(
        2 + len([e for e in tree if e.tag == qn("p:sp") and e.find(f".//{qn('p:ph')}") is None]),
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Stripe {number}"/>'
            f"<p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr><p:spPr><a:xfrm>"
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            f'<a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )


def _text_style(shape: Any, levels: str) -> None:
    style = shape._element.txBody.find(qn("a:lstStyle"))
    new = parse_xml(f"<a:lstStyle {nsdecls('a')}>{levels}</a:lstStyle>")
    style.getparent().replace(style, new)


def _replace_levels(style: Any, levels: str) -> None:
    style[:] = list(parse_xml(f"<a:lstStyle {nsdecls('a')}>{levels}</a:lstStyle>"))


def _run(size: int, colour: str, *, font: str = "+mn-lt", bold: bool = False) -> str:
    return (
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="{font}"/></a:defRPr>'
    )


def _title_style() -> str:
    run = _run(3200, "tx2", font="+mj-lt", bold=True)
    return f'<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>{run}</a:lvl1pPr>'


def _body_style() -> str:
    bullet = (
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
        '<a:buChar char="&#8226;"/>'
    )
    space = '<a:lnSpc><a:spcPct val="105000"/></a:lnSpc><a:spcBef><a:spcPts val="{0}"/></a:spcBef>'
    return (
        f'<a:lvl1pPr marL="285750" indent="-285750" algn="l">{space.format(1100)}{bullet}'
        f'{_run(2400, "tx1")}</a:lvl1pPr><a:lvl2pPr marL="628650" indent="-285750" algn="l">'
        f"{space.format(400)}{bullet}{_run(2000, 'tx1')}</a:lvl2pPr>"
    )


def _light_text(layout: str, shape: Any) -> str:
    """Half as wide, so a little smaller; everything else is the master's."""
    narrow = layout == COLUMNS and shape.placeholder_format.idx > 0
    return '<a:lvl1pPr><a:defRPr sz="2000"/></a:lvl1pPr>' if narrow else ""


def _dark_text(layout: str, shape: Any) -> str:
    if shape.placeholder_format.idx == 0:
        size = 5000 if layout == TITLE_SLIDE else 4000
        run = _run(size, "bg1", font="+mj-lt", bold=True)
    else:
        run = _run(2200, "bg2" if layout == TITLE_SLIDE else "accent1")
    return f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{run}</a:lvl1pPr>'
