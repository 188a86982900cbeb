"""File to Asset: one module a format."""
