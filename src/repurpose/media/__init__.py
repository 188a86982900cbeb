"""What is made beside the words of a post: pictures of slides, cards, clips."""
