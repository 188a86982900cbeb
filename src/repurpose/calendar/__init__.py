"""The plan: what goes out when, shown, edited as a text, and exported for calendars and tables."""
