"""Talk: cues and paragraphs of speakers to segments, one module a family of formats."""
