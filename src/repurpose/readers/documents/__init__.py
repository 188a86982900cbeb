"""Documents: paragraphs under their headings to segments, one module a format."""
