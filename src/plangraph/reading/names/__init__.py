"""Names: the things that a text speaks of, known to the gazetteer or told by their words."""
