"""Measuring: each action that a text commits somebody to, with all its roles."""
