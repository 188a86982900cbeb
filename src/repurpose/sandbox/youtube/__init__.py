"""YouTube's Data API v3: videos with resumable uploads, covers, captions, playlists, channels.

The rules follow developers.google.com/youtube/v3 (videos, thumbnails, captions, playlistItems; the
resumable upload protocol; quota costs) and the API's own description, revision 20261104.
"""
