"""What people look at: text for a terminal, pages, pictures."""
