"""Facebook's Graph API for pages: posts, photos, videos, comments.

Sources: developers.facebook.com/documentation/pages-api/posts, /docs/graph-api/reference/page/feed, …/photos,
…/videos, /documentation/video-api/reference/error-codes. What the documentation leaves open is marked where it
is decided. State of November 2026.
"""
