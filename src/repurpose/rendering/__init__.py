"""Snippet and Channel to the parts of a Post."""
