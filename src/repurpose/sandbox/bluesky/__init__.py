"""Bluesky: where an account logs in, the server with its posts, the video service.

The rules follow the lexicons and packages/pds of bluesky-social/atproto (state of August 2026) and
docs.bsky.app (tutorials/video, advanced-guides/rate-limits); the words are those of a server of this
version.
"""
