"""Makes the fonts in src/repurpose/media/cards/fonts from their upstream files: a subset, with the
kerning as a `kern` table, which plain layout reads.

    pip install fonttools uharfbuzz
    npm pack @expo-google-fonts/inter@0.4.2 @expo-google-fonts/newsreader@0.4.1 \
        @expo-google-fonts/noto-emoji@0.4.7
    (unpack them into one folder)
    python benchmarks/make_fonts.py FOLDER
"""

from __future__ import annotations

import sys
from io import BytesIO
from itertools import product
from pathlib import Path

import uharfbuzz
from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.ttLib.tables.ttProgram import Program

TARGET = Path(__file__).parent.parent / "src/repurpose/media/cards/fonts"
FONTS = {
    "Inter_400Regular.ttf": "Inter-Regular.ttf",
    "Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
    "Newsreader_400Regular.ttf": "Newsreader-Regular.ttf",
    "Newsreader_600SemiBold.ttf": "Newsreader-SemiBold.ttf",
}
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF),
    (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF),
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
)  # fmt: skip
EMOJI = ("NotoEmoji_500Medium.ttf", "NotoEmoji-Medium.ttf")
# Those that people write; one character each, without colours of skin, flags and families.
_EMOJI = (
    "😀😃😄😁😅😂🙂😉😊😍😎🤔😐🙄😢😭😱😡🤣🤝👍👎👏🙌🙏💪👋👉👈👆👇✌👌☝❤💚💙💛🧡💜🖤💔💯🔥✨⭐🌟🎉🎊🎁🏆🥇🥈🥉🎯🚀💡⚡🔋🔌🌍🌎🌏🌱🌿🌳🌲🍀🌞☀🌧⛅❄🌈💧"
    "🌊🏠🏡🏢🏗🏭🧱🪵🔨🔧🛠⚙🔩📐📏📊📈📉📋📌📍📎📝📚📖📣📢📞📱💻🖥📷🎥🎬🎤🎧🎙🔊🔔🔍🔎🔑🔒🔓📅📆⏰⏱⏳💰💶💵🏦💳🛒📦🚗🚙🚌🚆🚲🚶✈🚢✅❌❗❓⚠⛔🚫♻➡⬅⬆⬇🔴🟢🟡🔵🆕🆗👀👂"
    "🧠👤👥👪👶👩👨🧑🎓🏫🏥💼👷🍎🥕🍞🧀🍷🍺☕🍕🍴🐟🐄🐝🐻🐶🐱☺☻♥♦♣♠♪♫♀♂🥦🏋"
)
_KERNED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÄÖÜäöüßÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùû"
    ".,:;!?-–—/()[]'\"«»‹›„“”‚‘’…%&"
)
_LEAST = 6  # thousandths of an em; less is not seen
_PAIRS = 10_000  # a subtable's length has 16 bits


def main(folder: Path) -> None:
    letters = [n for a, b in _RANGES for n in range(a, b + 1)]
    for source, name in [*FONTS.items(), EMOJI]:
        path = next(folder.rglob(source))
        kerning = {} if name == EMOJI[1] else _kerning(path.read_bytes())
        options = subset.Options(
            layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"],
            drop_tables=["GPOS", "GSUB", "GDEF", "STAT", "DSIG", "gasp"], glyph_names=False,
        )  # fmt: skip
        font = subset.load_font(str(path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, _EMOJI) if name == EMOJI[1] else letters)
        subsetter.subset(font)
        if kerning:
            _add_kerning(font, kerning)
        _add_program(font)
        font["head"].modified = font["head"].created  # the same bytes each time
        font.recalcTimestamp = False
        out = BytesIO()
        font.save(out)
        (TARGET / name).write_bytes(out.getvalue())
        print(f"{name}: {len(out.getvalue()):,} bytes, {len(kerning):,} kerned pairs")


def _kerning(content: bytes) -> dict[tuple[str, str], int]:
    """Units by pair of characters, as HarfBuzz sets them."""
    face = uharfbuzz.Face(content)
    font = uharfbuzz.Font(face)
    shaped = {"kern": True, "liga": False, "calt": False, "clig": False}
    found = {}
    for pair in product(_KERNED, repeat=2):
        widths = []
        for kern in (True, False):
            buffer = uharfbuzz.Buffer()
            buffer.add_str("".join(pair))
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer, {**shaped, "kern": kern})
            widths.append(sum(each.x_advance for each in buffer.glyph_positions))
        if abs(value := widths[0] - widths[1]) * 1000 >= _LEAST * face.upem:
            found[pair] = value
    return found


def _add_kerning(font: TTFont, kerning: dict[tuple[str, str], int]) -> None:
    names = font.getBestCmap()
    pairs = {(names[ord(a)], names[ord(b)]): value for (a, b), value in kerning.items()}
    table = newTable("kern")
    table.version = 0
    table.kernTables = []
    ordered = sorted(pairs.items(), key=lambda item: -abs(item[1]))
    for start in range(0, len(ordered), _PAIRS):
        sub = KernTable_format_0()
        sub.version, sub.coverage, sub.apple, sub.tupleIndex = 0, 1, False, None
        sub.kernTable = dict(ordered[start : start + _PAIRS])
        table.kernTables.append(sub)
    font["kern"] = table


def _add_program(font: TTFont) -> None:
    """FreeType bends the shapes of fonts that have no hints, unless they have a program of more than
    seven bytes: this one switches drop-out control on, and does nothing else."""
    table = newTable("prep")
    table.program = Program()
    table.program.fromBytecode(bytes.fromhex("b801ff85b0048db00021"))
    font["prep"] = table


if __name__ == "__main__":
    main(Path(sys.argv[1]))
