"""The graph over HTTP: the SPARQL protocol, questions, and a page or RDF for each IRI. No query code runs here."""
