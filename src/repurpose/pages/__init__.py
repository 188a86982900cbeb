"""Pages made of an asset: an article, and a page that shows a deck. Every sentence in them stands in
the asset; our own are only labels and the lines that say where something stands."""
