"""Asset to Snippets: one module an idea."""
