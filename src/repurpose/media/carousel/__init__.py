"""Carousels: a cover, a few pages, a last page; as a PDF with real text, or as pictures.

Same words, size and brand: same bytes.
"""

from __future__ import annotations

from repurpose.media.carousel.pages import (
    SIZE,
    About,
    Carousel,
    Page,
    of_cards,
    of_list,
    of_slides,
)

__all__ = ["SIZE", "About", "Carousel", "Page", "of_cards", "of_list", "of_slides"]
