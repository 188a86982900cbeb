"""What pictures of slides cost, against the two programs that they are made with.

    python benchmarks/slides.py [--runs N] [--json]

A deck of twenty slides: text, charts, tables, photos. Measured are LibreOffice's own export to PDF from
the command line, with a profile that it has used before; drawing that PDF's pages with pypdfium2 in
this process, without writing them; and `slide_pictures`, which does both and writes the pictures.
Wall-clock time, the least of N runs that take turns. Exit code 1 where a figure misses what it must
reach; 2 where LibreOffice is not installed.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from repurpose import readers
from repurpose.media.slides import slide_pictures
from repurpose.programs import libreoffice
from repurpose.protocols import ReadContext

SLIDES = 20
WIDTH = 1920  # pixels
MOST_OF_BOTH = 1.2
MOST_AGAIN = 0.1  # seconds
SENTENCE = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    program = libreoffice.program()
    if program is None:
        print("LibreOffice is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder:
        found = measure(program, Path(folder), options.runs)
    ratio = found["ours"] / (found["export"] + found["drawing"])
    if options.json:
        print(json.dumps({**found, "ratio": ratio}, indent=2))
    else:
        print(f"LibreOffice's own export            {found['export']:6.2f} s")
        print(f"drawing its pages with pypdfium2    {found['drawing']:6.2f} s")
        print(f"slide_pictures                      {found['ours']:6.2f} s")
        print(f"  times both                        {ratio:6.2f} x   at most {MOST_OF_BOTH:g} x")
        print(
            f"slide_pictures, a second time       {found['again']:6.3f} s   at most {MOST_AGAIN:g} s"
        )
    return int(ratio > MOST_OF_BOTH or found["again"] > MOST_AGAIN)


def measure(program: str, folder: Path, runs: int) -> dict[str, float]:
    """Seconds of each, the least of all runs."""
    deck = write_deck(folder / "deck.pptx")
    asset = readers.read(deck, ReadContext())
    profile = (folder / "profile").as_uri()
    words = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf",
             "--outdir", str(folder), str(deck)]  # fmt: skip

    def export() -> None:
        subprocess.run(words, check=True, capture_output=True)

    def drawing() -> None:
        pdf = pypdfium2.PdfDocument(folder / "deck.pdf")
        assert len(pdf) == SLIDES
        for page in pdf:
            page.render(scale=WIDTH / page.get_width()).to_pil()

    def ours() -> None:
        shutil.rmtree(folder / "state", ignore_errors=True)
        assert len(slide_pictures(asset, folder / "state" / "cache" / "slides")) == SLIDES

    def again() -> None:
        assert len(slide_pictures(asset, folder / "state" / "cache" / "slides")) == SLIDES

    export()  # the first start makes the profile
    kinds: dict[str, Callable[[], None]] = {
        "export": export, "drawing": drawing, "ours": ours, "again": again,
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(runs):
        for name, run in kinds.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return {name: min(seconds) for name, seconds in times.items()}


def write_deck(path: Path) -> Path:
    """A quarter each: text, a chart, a table, a photo with text."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    chance = random.Random(1)
    for number in range(SLIDES):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Folie {number + 1}: was ein Haus wiegt"
        left, top, width, height = Inches(1), Inches(2), Inches(11), Inches(5)
        kind = number % 4
        if kind == 0:
            box = slide.shapes.add_textbox(left, top, width, height).text_frame
            box.word_wrap = True
            box.text = "\n".join([SENTENCE] * 6)
        elif kind == 1:
            data = CategoryChartData()
            data.categories = ["2022", "2023", "2024", "2025"]
            data.add_series("Holz", [chance.randint(5, 50) for _ in range(4)])
            data.add_series("Beton", [chance.randint(5, 50) for _ in range(4)])
            slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, left, top, width, height, data)
        elif kind == 2:
            table = slide.shapes.add_table(7, 4, left, top, width, height).table
            for row in range(7):
                for column in range(4):
                    table.cell(row, column).text = str(chance.randint(1, 9_999))
        else:
            slide.shapes.add_picture(photo(chance), left, top, height=height)
            box = slide.shapes.add_textbox(Inches(7), top, Inches(5), height).text_frame
            box.word_wrap = True
            box.text = SENTENCE
    deck.save(str(path))
    return path


def photo(chance: random.Random) -> io.BytesIO:
    """A picture as colourful as a photo."""
    small = bytes(chance.randrange(256) for _ in range(40 * 40 * 3))
    large = Image.frombytes("RGB", (40, 40), small).resize((1200, 1200), Image.Resampling.BICUBIC)
    content = io.BytesIO()
    large.save(content, "JPEG", quality=88)
    content.seek(0)
    return content


if __name__ == "__main__":
    sys.exit(main())
