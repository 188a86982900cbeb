"""A transcript that grows while people talk: what is new in it, what of it is complete, and what of
that is worth offering now. Saves nothing, sends nothing."""
