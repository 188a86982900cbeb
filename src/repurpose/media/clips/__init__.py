"""Clips of a video: which stretch, cut where nobody speaks, with captions, in the shapes that channels
show; and chapters, description and captions for the whole video."""
