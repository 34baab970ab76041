"""The reading wing: a text file in, plain values out. It knows no RDF."""
