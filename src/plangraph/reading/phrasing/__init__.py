"""Phrasing: what noun phrases stand for, and what they share."""
