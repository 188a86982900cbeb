"""Builds the four examples out of the texts beside them: `python examples/make.py [FOLDER]`.

Without FOLDER the files are written where they stand in the repository. The same texts give the
same files, byte for byte with the same versions of python-pptx, XlsxWriter and Pillow.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.decks import build_deck
from making.talk import build_transcript

HERE = Path(__file__).resolve().parent
DECKS = {
    "holzbau/deck.yaml": "holzbau/Aufstocken mit Holz.pptx",
    "delicatessen/deck.yaml": "delicatessen/Cheese that keeps.pptx",
}
TRANSCRIPTS = {
    "holzbau/podium.txt": "holzbau/Podium Verdichten.vtt",
    "delicatessen/panel.txt": "delicatessen/Panel local food.srt",
}


def main(folder: Path) -> None:
    for source, target in {**DECKS, **TRANSCRIPTS}.items():
        made = folder / target
        made.parent.mkdir(parents=True, exist_ok=True)
        build = build_deck if target.endswith(".pptx") else build_transcript
        build(HERE / source, made)
        print(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
