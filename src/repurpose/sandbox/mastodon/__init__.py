"""A Mastodon server: statuses, media, who one is, what the server takes.

The rules follow docs.joinmastodon.org (methods, entities/Instance, api/rate-limits; state of July
2026) and the wording of a server of version 4.6.
"""
