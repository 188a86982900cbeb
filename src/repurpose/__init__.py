"""From a deck or a transcript to posts: read, extract, render, keep, publish."""

__version__ = "0.1.0"
