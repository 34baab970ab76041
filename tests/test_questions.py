"""The gallery of questions: answers read by hand, and the same rows on two engines.

An answer file (``tests/answers/<question>[.<variant>].tsv``) begins with comment lines:

* ``# from:`` where the answer comes from (and lines that go on with it);
* ``# with: name=value`` a value for a parameter, one a line;
* ``# rows: at least`` more rows may come; without it the rows must be these and no others;
* ``# distinct: variable`` rows count apart for each value of a variable that is not a column.

Then a header with the columns that are compared, and one row a line. A cell is the value, shortened to a prefixed
name where it is an IRI; of a span of text, its words. ``*`` is anything, ``+`` a number above zero, an empty cell is
unbound, ``~part`` is a value that holds a part, ``start…`` one that begins so. A row that begins with ``?`` may come
or not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.query import ResultRow
from rdflib.term import Node

from plangraph.graph.queries import Question, bind, load_all
from plangraph.graph.store import Store
from plangraph.vocab import BASE, ONTOLOGY_GRAPH, PREFIXES

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = load_all(ROOT / "queries" / "ask")
ANSWERS = sorted((ROOT / "tests" / "answers").glob("*.tsv"))
SPAN = re.compile(re.escape(BASE) + r"([\w.-]+)/([\w.-]+)#char=(\d+),(\d+)")

Row = tuple[Node | None, ...]
Table = tuple[tuple[str, ...], list[Row]]


@dataclass(frozen=True)
class Answer:
    """What one answer file says."""

    question: str
    columns: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]
    may: tuple[tuple[str, ...], ...]
    parameters: dict[str, str]
    distinct: tuple[str, ...]
    open: bool
    source: str


@pytest.fixture(scope="module")
def store() -> Store:
    """The graph as it is published: the built files and the ontology."""
    store = Store.memory()
    built = sorted((ROOT / "graph" / "built").rglob("*.trig"))
    assert built, "no graph here yet; run: plangraph build"
    for path in built:
        store.load(path)
    for path in (ROOT / "ontology" / "plan.ttl", *sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))):
        store.load(path, to_graph=ONTOLOGY_GRAPH)
    return store


@pytest.fixture(scope="module")
def second(store: Store) -> Dataset:
    """The same graph in rdflib's memory, for rdflib's own evaluator."""
    dataset = Dataset(default_union=True)
    graphs: dict[Node | None, Graph] = {}
    for s, p, o, g in store.quads():
        if g not in graphs:
            graphs[g] = dataset.graph(g)
        graphs[g].add((s, p, o))
    return dataset


def first_engine(store: Store, text: str) -> Table:
    answer = store.select(text)
    return answer.variables, list(answer)


def second_engine(dataset: Dataset, text: str) -> Table:
    answer = dataset.query(text)
    assert answer.vars is not None
    names = tuple(str(variable) for variable in answer.vars)
    rows: list[Row] = []
    for row in answer:
        assert isinstance(row, ResultRow)
        rows.append(tuple(row))
    return names, rows


@cache
def text_of(plan: str, chapter: str) -> str:
    return (ROOT / "graph" / "text" / plan / f"{chapter}.txt").read_text(encoding="utf-8")


def shown(term: Node | None) -> str:
    """A term as answer files write it."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return str(term)
    found = SPAN.fullmatch(str(term))
    if found:
        plan, chapter, start, end = found.groups()
        return re.sub(r"^- ", "", " ".join(text_of(plan, chapter)[int(start) : int(end)].split()))
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace) and "/" not in str(term)[len(namespace) :]:
            return f"{prefix}:{str(term)[len(namespace) :]}"
    return str(term).removeprefix(BASE)


def fits(cell: str, value: str) -> bool:
    if cell == "*":
        return True
    if cell == "+":
        return value.isdecimal() and int(value) > 0
    if cell.startswith("~"):
        return cell[1:].casefold() in value.casefold()
    if cell.endswith("…"):
        return value.startswith(cell[:-1])
    return cell == value


def read_answer(path: Path) -> Answer:
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = [line[1:].strip() for line in lines if line.startswith("#")]
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    fields = [tuple(note.split(": ", 1)) for note in notes if re.match(r"(with|rows|distinct): ", note)]
    values = [value for key, value in fields if key == "with"]
    rows = [tuple(cells) for cells in table[1:]]
    assert all(len(row) == len(table[0]) for row in rows), f"{path}: a row has another number of cells than the header"
    return Answer(
        question=path.stem.split(".")[0],
        columns=tuple(table[0]),
        must=tuple(row for row in rows if not row[0].startswith("?")),
        may=tuple((row[0][1:], *row[1:]) for row in rows if row[0].startswith("?")),
        parameters=dict(value.split("=", 1) for value in values),
        distinct=tuple(value for key, value in fields if key == "distinct"),
        open=("rows", "at least") in fields,
        source=notes[0] if notes else "",
    )


def missing_and_left(answer: Answer, table: Table) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The rows that should be there and are not, and those that are and should not."""
    names, rows = table
    keys = [names.index(name) for name in (*answer.columns, *answer.distinct)]
    width = len(answer.columns)
    got = [row[:width] for row in dict.fromkeys(tuple(shown(row[key]) for key in keys) for row in rows)]
    wanted = [*answer.must, *answer.may]
    pairs = matching(wanted, got)
    missing = [row for at, row in enumerate(answer.must) if at not in pairs]
    left = [] if answer.open else [row for at, row in enumerate(got) if at not in pairs.values()]
    return missing, left


def matching(wanted: list[tuple[str, ...]], got: list[tuple[str, ...]]) -> dict[int, int]:
    """The largest one-to-one matching of wanted rows to fitting rows, by augmenting paths; must-rows come first."""
    fit = [[j for j, row in enumerate(got) if all(map(fits, want, row))] for want in wanted]
    taken: dict[int, int] = {}

    def place(at: int, seen: set[int]) -> bool:
        for j in fit[at]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = at
                    return True
        return False

    for at in range(len(wanted)):
        place(at, set())
    return {at: j for j, at in taken.items()}


def explained(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (" | ".join(cell[:60] for cell in row) for row in rows)


def check_answer(answer: Answer, table: Table) -> None:
    missing, left = missing_and_left(answer, table)
    lines = [*(f"missing: {line}" for line in explained(missing)), *(f"too much: {line}" for line in explained(left))]
    assert not lines, "\n" + "\n".join(lines)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answer(path: Path, store: Store) -> None:
    answer = read_answer(path)
    check_answer(answer, first_engine(store, bind(QUESTIONS[answer.question], answer.parameters)))


def _once(path: Path) -> Any:
    """A question is asked of the second engine once; with other values for its parameters by ``make soak``."""
    first = next(one for one in ANSWERS if one.name.split(".")[0] == path.name.split(".")[0])
    return pytest.param(path, id=path.stem, marks=[] if path == first else [pytest.mark.soak])


# rdflib's evaluator calls methods of its own that it has deprecated
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("path", [_once(path) for path in ANSWERS])
def test_answer_on_second_engine(path: Path, store: Store, second: Dataset) -> None:
    """rdflib gives the same rows, in the same order; so it gives the answer when the first engine does."""
    answer = read_answer(path)
    if QUESTIONS[answer.question].slow:
        pytest.skip("marked as too slow for rdflib's own evaluator")
    text = bind(QUESTIONS[answer.question], answer.parameters)
    names, rows = first_engine(store, text)
    other_names, other_rows = second_engine(second, text)
    assert other_names == names
    assert [tuple(map(shown, row)) for row in other_rows] == [tuple(map(shown, row)) for row in rows]


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answer_file_says_where_it_comes_from(path: Path) -> None:
    answer = read_answer(path)
    assert answer.source.startswith("from: ")
    assert answer.question in QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_sentences_are_sentences(question: Question, store: Store) -> None:
    names, rows = first_engine(store, question.text)
    sentences = {row[at] for row in rows for at, name in enumerate(names) if name.lower().endswith("sentence")}
    known = {row[0] for row in store.select("SELECT ?s WHERE { ?s a plan:Sentence }")}
    assert sentences <= known


def test_nobody_is_responsible_and_the_answer_says_so(store: Store) -> None:
    question = QUESTIONS["responsible-organisations"]
    assert not first_engine(store, question.text)[1]
    assert "western" in question.empty
    assert "西部地区" in question.empty_zh


def test_a_wrong_answer_is_seen() -> None:
    """The comparison itself: what is missing, what is too much, wildcards and a row that would fit two."""
    answer = Answer(
        "q", ("a", "b"), (("x", "~coal"), ("x", "coal power")), (("y", "*"),), {}, (), open=False, source=""
    )

    def table(*rows: tuple[str, str]) -> Table:
        return ("a", "b"), [(Literal(a), Literal(b)) for a, b in rows]

    assert missing_and_left(answer, table(("x", "coal power"), ("x", "coal"))) == ([], [])
    assert missing_and_left(answer, table(("x", "coal"), ("y", "1"))) == ([("x", "coal power")], [])
    assert missing_and_left(answer, table(("x", "coal power"), ("x", "coal"), ("z", "1"))) == ([], [("z", "1")])
    assert shown(URIRef(BASE + "place/hunchun")) == "place:hunchun"
