"""What is known of a folder of clips that was made before."""

from __future__ import annotations

import json
import os
from pathlib import Path

from repurpose.media.clips import kept

MADE = {"01-holz-16x9.mp4": b"video", "01-holz.srt": b"captions", "02-beton-16x9.mp4": b"another"}


def _made_earlier(folder: Path) -> None:
    """As versions did that noted sizes: the list is written last."""
    for name, content in MADE.items():
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1_000_000, 1_000_000))
    files = {f"key of {name}": [name, len(content)] for name, content in MADE.items()}
    document = {"schema": 1, "video": "abc", "cuts": {}, "files": files}
    (folder / kept.NAME).write_text(json.dumps(document), "utf-8")
    os.utime(folder / kept.NAME, (1_000_001, 1_000_001))


def test_clips_of_an_earlier_version_are_ours_where_nobody_has_touched_them(tmp_path: Path) -> None:
    _made_earlier(tmp_path)
    known = kept.opened(tmp_path)
    assert known.video == "abc"
    assert not [name for name in MADE if known.is_theirs(name)]
    known.save()
    assert not [name for name in MADE if kept.opened(tmp_path).is_theirs(name)]


def test_what_somebody_has_changed_or_put_there_since_is_theirs(tmp_path: Path) -> None:
    _made_earlier(tmp_path)
    (tmp_path / "01-holz.srt").write_bytes(b"Captions")  # of the same size
    (tmp_path / "02-beton-16x9.mp4").write_bytes(b"a longer one")
    os.utime(tmp_path / "02-beton-16x9.mp4", (1_000_000, 1_000_000))
    (tmp_path / "own.mp4").write_bytes(b"own")
    known = kept.opened(tmp_path)
    names = sorted([*MADE, "own.mp4"])
    assert [name for name in names if known.is_theirs(name)] == [
        "01-holz.srt", "02-beton-16x9.mp4", "own.mp4",
    ]  # fmt: skip
