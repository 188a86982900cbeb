"""What `repurpose live` does with offers: at a terminal, driven by a program, or on its own."""
