"""A chat that takes messages at an address, as apprise sends them, and says no more of them."""
