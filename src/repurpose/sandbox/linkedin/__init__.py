"""LinkedIn's versioned REST API: posts, images, who one is.

The rules follow Microsoft Learn's LinkedIn pages (posts-api, images-api, little-text-format) and
answers of the live platform quoted in public reports.
"""
