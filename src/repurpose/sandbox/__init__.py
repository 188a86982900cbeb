"""X and LinkedIn as HTTP servers on loopback."""
