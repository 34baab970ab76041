"""Layout: from a file to its sections, paragraphs and sentences, each character knowing where it stands."""
