"""What follows, by parts: the same as ``reason.closure`` of the whole, for a graph of which only a part is new.

A node is a chapter's own when its IRI lies below that of the chapter; all others are shared. Where each rule looks
at one chapter and at shared statements only (``#+ within: chapter``), and no chain goes back along a property, what
follows from a chapter can be told from its own statements and from the shared ones about what it speaks of: such a
rule does not come from one thing to another over a class or concept that both have, and looks at no words of a thing
that is not the chapter's own. So a chapter's conclusions are kept until one
of those changes. Rules and axioms are monotone: more statements never take a conclusion away.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from plangraph.graph import queries, reason
from plangraph.graph.store import Store
from plangraph.graph.store.lines import triple
from plangraph.vocab import BASE, GAZETTEER_GRAPH, INFERRED_GRAPH, PLAN, SCHEME

_IRI = re.compile(r"<([^<>\"\\\s]*)>")
_TRIPLE = re.compile(r"<([^>]*)> <[^>]*> (?:<([^>]*)>|.*)")
_GRAPH = f" <{INFERRED_GRAPH}> ."


@dataclass(frozen=True, slots=True)
class Own:
    """What tells a chapter's nodes from the shared ones."""

    chapter: str  # its IRI

    def has(self, iri: str) -> bool:
        """Whether a node is the chapter's own."""
        return iri.startswith(self.chapter) and iri[len(self.chapter) : len(self.chapter) + 1] in ("", "/", "#")

    def shared(self, lines: Iterable[str]) -> list[str]:
        """The lines that say something about shared nodes."""
        return [line for line in lines if not self.has(line[1 : line.index(">")])]

    def speaks_of(self, lines: Iterable[str]) -> set[str]:
        """The shared nodes in lines."""
        prefix = "<" + self.chapter
        found: set[str] = set()
        for line in lines:
            subject, _, rest = triple(line).partition(" ")
            if not subject.startswith(prefix):
                found.add(subject[1:-1])
            value = rest[rest.index(" ") + 1 :]
            if value[0] == "<" and not value.startswith(prefix):
                found.add(value[1:-1])
        return {iri for iri in found if _connects(iri)}


def _connects(iri: str) -> bool:
    """Whether a rule may come over a node from one thing to another: not over a class, a concept or a scheme."""
    return iri.startswith(BASE) and not iri.startswith((PLAN, SCHEME))


class Shared:
    """The shared statements of all chapters, to be asked which of them matter to one."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Statements by what they are about, and by what they lead to."""
        self.triples = sorted({triple(line) for line in lines})
        self._about: defaultdict[str, list[int]] = defaultdict(list)
        self._leads: list[str] = []
        for index, text in enumerate(self.triples):
            found = _TRIPLE.fullmatch(text)
            subject, value = found.groups() if found else ("", None)
            if value is not None:  # what a thing is called is nothing to a rule
                self._about[subject].append(index)
            known = value if value and _connects(value) else ""
            self._leads.append(known)
            if known:
                self._about[known].append(index)

    def lines(self) -> list[str]:
        """The statements, each once, in the graph of what is known beforehand; which one is nothing to a rule."""
        return [f"{text} <{GAZETTEER_GRAPH}> ." for text in self.triples]

    def relevant(self, nodes: Iterable[str]) -> str:
        """A checksum of the statements about nodes, and about what those lead to or come from."""
        seen, left, found = set(nodes), list(nodes), set()
        while left:
            for index in self._about.get(left.pop(), ()):
                if index not in found:
                    found.add(index)
                    for iri in (self.triples[index][1 : self.triples[index].index(">")], self._leads[index]):
                        if iri and iri not in seen:
                            seen.add(iri)
                            left.append(iri)
        return hashlib.sha256("\n".join(self.triples[index] for index in sorted(found)).encode()).hexdigest()


def in_parts(ontology: Iterable[Path], rules: Path) -> bool:
    """Whether conclusions may be drawn chapter by chapter.

    Raises:
        DataError: a rule or a file of the ontology is broken.
    """
    if any(question.within != "chapter" for question in queries.load_all(rules).values()):
        return False
    store = Store.memory()
    for path in ontology:
        store.load(path, to_graph=INFERRED_GRAPH)
    return not any("^" in step for _, steps in reason.chains(store) for step in steps)


def conclusions(
    stated: Iterable[Iterable[str]], ontology: Iterable[tuple[Path, str]], rules: Path, closed: Iterable[str] = ()
) -> set[str]:
    """Lines of the inferred graph that follow from lines and are not among them.

    Args:
        stated: what is stated.
        ontology: files, each with the graph that takes it.
        rules: the folder of rules.
        closed: what is known to follow already; not given again.

    Raises:
        DataError: a rule or a file of the ontology is broken.
    """
    axioms = Store.memory()
    for path, graph in ontology:
        axioms.load(path, to_graph=graph)
    store = Store.merged(chain(axioms.lines(), *stated, closed))
    found = Store.memory()
    found.add(reason.closure(store, rules, axioms))
    return set(found.lines())


def by_chapter(lines: Iterable[str], chapters: Mapping[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    """Conclusions by the chapter whose node they are about, or lead to; and those about shared nodes alone.

    Args:
        lines: conclusions.
        chapters: IRI of each chapter to what it is called.
    """
    found: dict[str, list[str]] = {name: [] for name in chapters.values()}
    shared = []
    names = {iri.removeprefix(BASE): name for iri, name in chapters.items()}
    for line in lines:
        for iri in _IRI.findall(triple(line)):
            plan, _, rest = iri.removeprefix(BASE).partition("/")
            name = names.get(f"{plan}/{re.split('[/#]', rest)[0]}") if iri.startswith(BASE) else None
            if name is not None:
                found[name].append(line)
                break
        else:
            shared.append(line)
    return found, shared
