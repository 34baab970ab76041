"""What changed between two chapters, plans or years: measures paired, and told apart."""
