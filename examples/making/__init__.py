"""How the example decks and transcripts are made out of the plain texts beside them."""
