"""Decks: slides and pages to segments, one module a format."""
