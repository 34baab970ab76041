"""The graph for clients of the Model Context Protocol: a few tools that only read, each answer with its proof.

Needs the extra ``mcp``. Queries run in the isolated workers of ``plangraph.asking``; this process only asks them.
"""
