"""A reader, an extractor and a publisher: what a plug-in for repurpose looks like."""
