"""Words: what the words, numbers and signs of a sentence can be."""
