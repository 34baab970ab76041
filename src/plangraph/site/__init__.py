"""The graph as a folder of files for any host: pages in two languages, RDF beside each, and nothing that needs a server."""
