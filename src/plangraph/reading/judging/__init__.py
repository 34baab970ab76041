"""Judging: how sure a reading is, and what people say of it."""
