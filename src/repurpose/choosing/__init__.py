"""Finds to posts: which of what was found is offered on which channel, and why the rest is not."""
