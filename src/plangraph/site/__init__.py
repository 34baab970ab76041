"""The graph as a folder of files for any host: pages in two languages, with RDF beside each."""
