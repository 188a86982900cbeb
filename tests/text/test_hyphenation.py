"""Where words may be hyphenated."""

from __future__ import annotations

from itertools import pairwise

import pytest

from repurpose.text.hyphenation import Grade, hyphens

# As the Duden and the dictionaries of the other languages have them.
KNOWN = [
    ("de", "Schad-stoff-un-ter-su-chun-gen"), ("de", "Kreis-lauf-wirt-schaft"),
    ("de", "Grund-stück-ver-kehrs-ge-neh-mi-gung"), ("de", "Trep-pen-haus-ab-schlüs-se"),
    ("de-CH", "Mass-nah-men-pla-nung"), ("de", "Quar-tier-ent-wick-lung"), ("de", "Pro-zess-op-ti-mie-rung"),
    ("de", "Auf-sto-ckungs-mög-lich-kei-ten"), ("de-AT", "Dach-ge-schoss-aus-bau"),
    ("en", "in-fra-struc-ture"), ("fr", "in-fra-struc-ture"), ("it", "ri-strut-tu-ra-zio-ne"),
    ("und", "infrastructure"), ("ru", "инфраструктура"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "hyphenated"), KNOWN)
def test_words_are_hyphenated_as_their_language_does(language: str, hyphenated: str) -> None:
    word = hyphenated.replace("-", "")
    places = [0, *(each.place for each in hyphens(word, language)), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(places)) == hyphenated


def test_letters_stay_together_at_the_edges() -> None:
    assert [each.place for each in hyphens("Kreislaufwirtschaft", "de", 6)] == [9, 13]


def test_german_words_read_best_where_they_are_joined() -> None:
    word = "Schadstoffuntersuchungen"
    graded = {word[: each.place]: each.grade for each in hyphens(word, "de")}
    assert graded["Schadstoff"] is Grade.JOINT
    assert graded["Schadstoffunter"] is Grade.PLAIN
    assert graded["Schadstoffun"] is graded["Schadstoffuntersu"] is Grade.READS_ON
