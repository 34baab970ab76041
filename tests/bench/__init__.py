"""Timings, each side by side with a named peer in the same run. The machine is noisy; only the ratios say something."""
