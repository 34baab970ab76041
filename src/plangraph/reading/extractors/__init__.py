"""Extractors: each reads mentions and measures out of documents."""
