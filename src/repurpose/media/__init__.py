"""What goes with a post: pictures of slides, cards, clips, fitted to a channel, with alternative text."""
