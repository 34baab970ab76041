"""The clause grammar: from the tokens of one sentence to the actions that it commits somebody to."""
