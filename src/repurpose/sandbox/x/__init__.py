"""X's API version 2: posts, reading one's own posts, images with alt text.

The rules follow X's developer documentation and its OpenAPI description 2.167.
"""
