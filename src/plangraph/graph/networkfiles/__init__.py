"""Networks as files for other programs: each edge with the sentences it rests on, the same bytes on each run."""
