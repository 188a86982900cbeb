"""Other people's programs, run as processes of their own with bounds: ffmpeg and LibreOffice."""
