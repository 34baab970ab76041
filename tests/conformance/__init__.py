"""The W3C suites of SPARQL 1.1 against a served file, and against the library in process."""
