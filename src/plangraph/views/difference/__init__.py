"""A comparison for people: a table for a terminal, a page for a browser."""
