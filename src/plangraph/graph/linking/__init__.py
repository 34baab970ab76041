"""Links between measures and things of different chapters: what is the same, what goes on, what was reported done."""
