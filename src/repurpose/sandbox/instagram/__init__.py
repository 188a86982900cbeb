"""Instagram's API for professional accounts: pictures, reels, carousels, comments.

Sources: developers.facebook.com/docs/instagram-platform/content-publishing, …/instagram-graph-api/reference:
ig-user/media, ig-user/media_publish, ig-container, ig-media/comments, error-codes. State of November 2026.
"""
