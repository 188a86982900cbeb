"""Videos and sound: their subtitles, or what is said in them."""
