"""The report: what a graph shows that chance does not give as well, for readers who are not analysts."""
