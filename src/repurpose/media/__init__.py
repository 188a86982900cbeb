"""Pictures that go with a post: of slides, fitted to a channel, with alternative text."""
