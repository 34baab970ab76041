"""The graph wing: RDF stored, asked, reasoned over and checked. It knows no text."""
