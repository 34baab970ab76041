"""How mentions are found: names by their capitals, kinds and sectors by their heads, and what each stands for."""
