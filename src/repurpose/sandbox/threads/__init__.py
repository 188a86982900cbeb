"""The API of Threads: text, pictures, videos, carousels, replies.

Sources: developers.facebook.com/documentation/threads/posts, …/reference/publishing,
…/retrieve-and-manage-replies, …/troubleshooting. State of November 2026.
"""
