"""What may listen at a webhook: it takes a post, keeps it, and says whether it has it. It does not know a key
again: that nothing comes twice is the sender's doing."""
