"""Post to Receipt: one module a platform."""
