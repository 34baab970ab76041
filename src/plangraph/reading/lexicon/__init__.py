"""Knowledge about words, as tables."""
