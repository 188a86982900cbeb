"""Dates as people write them, and the slots of the week."""
