"""The canonical form of a dataset, and its hash: the same however it is written or its blank nodes are named."""

import hashlib

import pyoxigraph as ox


def canonical(nquads: bytes) -> bytes:
    r"""The canonical N-Quads of a dataset (RDF Dataset Canonicalization, RDFC-1.0, W3C 2024).

    Args:
        nquads: the dataset as N-Quads, in UTF-8.

    >>> canonical(b'_:x <https://example.org/p> "1" .\n')
    b'_:c14n0 <https://example.org/p> "1" .\n'
    """
    dataset = ox.Dataset(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    written = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    lines = sorted(filter(None, written.decode("utf-8").split("\n")))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def canonical_hash(nquads: bytes) -> str:
    """The SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(nquads)).hexdigest()
