"""repurpose.yaml and secrets."""
