"""What will be published, and what became of it."""
