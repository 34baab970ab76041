"""A release: one folder with the graph in every form, its description, the explorer, how to cite it, and checksums.

The same graph gives the same bytes. ``SHA256SUMS`` is for ``sha256sum --check``; ``RDFC-1.0.sha256`` is the hash of the
dataset itself, however it is written: that of its canonical N-Quads (RDF Dataset Canonicalization, W3C 2024).
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from plangraph import __version__
from plangraph.errors import PlanGraphError
from plangraph.files import Project, sample_root
from plangraph.graph import description, export, sssom
from plangraph.graph.store import Store
from plangraph.graph.store.canonical import canonical_hash
from plangraph.views.explorer import page as explorer
from plangraph.vocab import BASE

SUMS = "SHA256SUMS"
CANONICAL = "RDFC-1.0.sha256"
EXPLORER = "explorer.html"
CITATION = "CITATION.cff"
# File to format of ``export`` and media type.
FORMS: Mapping[str, tuple[str, str]] = {
    "graph.trig": ("trig", "application/trig"),
    "graph.ttl": ("turtle", "text/turtle"),
    "graph.jsonld": ("jsonld", "application/ld+json"),
    "graph.nq": ("nquads", "application/n-quads"),
    "measures.csv": ("csv", "text/csv"),
    "measures.graphml": ("graphml", "application/graphml+xml"),
}


def release(here: Project, store: Store, out: Path, progress: Callable[[str, int, int], None]) -> dict[str, bytes]:
    """Write the release of a built graph; the files by name.

    The folder is made beside and takes its place when it is whole.

    Raises:
        PlanGraphError: ``out`` holds what is no release of ours, or cannot be written; nothing has changed then.
    """
    _ours(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
            place = Path(folder) / "new"
            place.mkdir()
            files = _files(here, store, place, progress)
            if out.exists():
                out.rename(Path(folder) / "old")
            shutil.move(place, out)
    except OSError as error:
        raise PlanGraphError(f"{out}: cannot be written: {error.strerror}") from error
    return files


def _ours(out: Path) -> None:
    """Refuse a folder that holds anything but a release, whole and unchanged in what it lists."""
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise PlanGraphError(f"{out}: is a file; name a folder for the release")
    names = {path.name for path in out.iterdir()}
    sums = out / SUMS
    known = {line.split("  ", 1)[1] for line in sums.read_text("utf-8").splitlines()} if sums.is_file() else set()
    if others := sorted(names - known - {SUMS}):
        raise PlanGraphError(f"{out}: holds {others[0]}, which is no part of a release; name a new or an empty folder")


def _files(here: Project, store: Store, place: Path, progress: Callable[[str, int, int], None]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for done, (name, (form, _)) in enumerate(FORMS.items()):
        progress(f"writing {name}", done, len(FORMS) + 1)
        files[name] = export.render(store, form).encode()
    progress(f"writing {EXPLORER}", len(FORMS), len(FORMS) + 1)
    files[EXPLORER] = explorer.write(store, here.queries, place / EXPLORER).read_bytes()
    files["gazetteer.sssom.tsv"] = sssom.text(store, __version__).encode()
    files["ontology.sssom.tsv"] = (here.ontology / "mappings.sssom.tsv").read_bytes()
    files["description.ttl"] = (description.turtle(store, ()) + _record(files)).encode()
    citation = next((root / CITATION for root in (here.root, sample_root()) if (root / CITATION).is_file()), None)
    if citation is not None:
        files[CITATION] = citation.read_bytes()
    files[CANONICAL] = f"{canonical_hash(files['graph.nq'])}  RDFC-1.0\n".encode()
    files[SUMS] = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    for name, content in files.items():
        (place / name).write_bytes(content)
    progress("done", 1, 1)
    return files


def _record(files: Mapping[str, bytes]) -> str:
    """The DCAT record: a catalogue with the dataset, and a distribution for each form."""
    graph = f"<{BASE}graph>"
    nodes = [f"<{BASE}release/{__version__}/{name}>" for name in FORMS]
    lines = ["", "@prefix spdx: <http://spdx.org/rdf/terms#> .", f"<{BASE}release/{__version__}> a dcat:Catalog ;"]
    lines += ['    dcterms:title "plangraph: releases"@en , "plangraph：发布版本"@zh ;', f"    dcat:dataset {graph} ."]
    lines.append(f'{graph} dcat:version "{__version__}" ; dcat:distribution {" , ".join(nodes)} .')
    for node, (name, (_, media)) in zip(nodes, FORMS.items(), strict=True):
        digest = hashlib.sha256(files[name]).hexdigest()
        lines += [
            f'{node} a dcat:Distribution ; dcterms:title "{name}" ;',
            f"    dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> ;",
            f'    dcat:byteSize "{len(files[name])}"^^xsd:nonNegativeInteger ;',
            f"    spdx:checksum <{node[1:-1]}#sha256> .",
            f"<{node[1:-1]}#sha256> a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;",
            f'    spdx:checksumValue "{digest}"^^xsd:hexBinary .',
        ]
    return "\n".join(lines) + "\n"
