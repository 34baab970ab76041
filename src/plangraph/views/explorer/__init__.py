"""The explorer: one HTML file that shows a graph as text, network, map, table and matrix, each opening the others."""
