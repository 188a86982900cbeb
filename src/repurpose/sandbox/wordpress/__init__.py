"""A WordPress site's REST API: posts, media, categories and tags, who one is.

The rules follow wp-includes/rest-api of WordPress 6.1.9 and its answers; `benchmarks/wordpress.py` holds
them against each other.
"""
