"""The most telling things that a graph says, as plain sentences with their numbers and the words behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis import Matrix, gaps, matrix
from plangraph.graph.network import Network, Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import Passage, find, passages, records
from plangraph.views.plain import safe
from plangraph.vocab import STRENGTHS

_WORKS = {"Highway": "highways", "Railway": "railways", "Airport": "airports", "BorderPort": "border ports"}
_MANY, _QUOTES, _LONG = 20, 2, 90


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence in plain English, and what it rests on in reading order.

    A finding about an absence has no evidence: that nothing is there can only be seen in the whole text.
    """

    text: str
    evidence: tuple[Proof, ...]


def findings(store: Reads, folder: Path | None = None) -> list[Finding]:
    """What the networks and commitments of a graph show; an empty graph gives an empty list.

    Args:
        store: a built graph.
        folder: where the view queries lie; those of the package when it is None.
    """
    commitments = records(store, find("commitments", folder))
    if not commitments:
        return []
    themes = matrix(network(store, "region-theme", folder))
    found = [
        _size(commitments),
        _numbers(commitments),
        _strength(commitments),
        _works_by_region(network(store, "macro-region-infrastructure", folder)),
        _works_by_province(network(store, "region-infrastructure", folder)),
        _shared_places(network(store, "item-place", folder)),
        _empty_themes(themes),
        _single_themes(themes),
    ]
    return [finding for finding in found if finding is not None]


def text(found: Sequence[Finding], store: Reads, folder: Path | None = None) -> str:
    """Findings as lines of text, each with its first two quotes and how many more there are.

    A finding about a great part of the text gets no quotes: two would not show it.
    """
    known = passages(store, folder)
    lines = []
    for finding in found:
        lines.append(f"• {finding.text}")
        if len(finding.evidence) > _MANY:
            lines.append(f"    {len(finding.evidence)} places in the text")
            continue
        lines += [f"    “{_cut(proof.quote)}” ({_where(proof, known)})" for proof in finding.evidence[:_QUOTES]]
        if len(finding.evidence) > _QUOTES:
            lines.append(f"    and {len(finding.evidence) - _QUOTES} more")
    return "\n".join(safe(line) for line in lines)


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONG else quote[:_LONG].rpartition(" ")[0] + " …"


def _where(proof: Proof, known: dict[str, Passage]) -> str:
    span = (proof.span or proof.sentence).rpartition("#char=")[2].replace(",", "–")
    place = known[proof.sentence].where.partition(" “")[0] if proof.sentence in known else proof.sentence
    return f"{place}, characters {span}"


def _proofs(rows: Iterable[dict[str, str]]) -> tuple[Proof, ...]:
    found = {Proof(row["sentence"], row["measure"], row["quote"], row["evidence"]) for row in rows}
    return tuple(sorted(found, key=reading_order))


def _size(rows: list[dict[str, str]]) -> Finding:
    measures, sentences = {row["measure"] for row in rows}, {row["sentence"] for row in rows}
    return Finding(f"The text makes {len(measures)} commitments in {len(sentences)} sentences.", _proofs(rows))


def _numbers(rows: list[dict[str, str]]) -> Finding:
    """Which commitments carry a number and which name who is responsible: mostly a finding about absence."""
    counted = sorted((row for row in rows if "value" in row), key=lambda row: reading_order(_proofs([row])[0]))
    amounts = dict.fromkeys(
        f"{'about ' if row.get('approximate') == 'true' else ''}{row['value']} {row.get('unit', '')}".strip()
        for row in counted
    )
    named = [row for row in rows if "organisation" in row]
    measures = len({row["measure"] for row in counted})
    numbers = f"{measures} of them {_carry(measures)} a number ({_list(list(amounts))})" if counted else ""
    bodies = len({row["measure"] for row in named})
    text = f"{'Only ' + numbers if numbers else 'None of them carries a number'}; "
    text += f"{bodies} name an organisation." if named else "none names an organisation as responsible."
    return Finding(text, _proofs([*counted, *named]))


def _carry(count: int) -> str:
    return "carries" if count == 1 else "carry"


def _strength(rows: list[dict[str, str]]) -> Finding:
    firm = {row["measure"]: row["strength"].rpartition("/")[2] for row in rows}
    counts = Counter(firm.values())
    parts = [f"{counts[name]} {name}" for name in STRENGTHS if counts[name]]
    boxes = {row["measure"] for row in rows if row.get("partClass", "").endswith(("#Item", "#Box"))}
    prose = Counter(strength for measure, strength in firm.items() if measure not in boxes)
    firmest = [row for row in rows if firm[row["measure"]] == "deliver"]
    sentence = f"By how firm they are: {_list(parts)}"
    if boxes and len(boxes) < len(firm):
        sentence += (
            f"; in boxes {_share(counts['deliver'] - prose['deliver'], len(boxes))} are of the firmest kind"
            f' ("deliver"), in running text {_share(prose["deliver"], len(firm) - len(boxes))}'
        )
    return Finding(f"{sentence}.", _proofs(firmest))


def _works(graph: Network) -> dict[str, dict[str, tuple[Proof, ...]]]:
    """By region: the named roads, airports and ports that a commitment acts on there, with their proofs."""
    found: dict[str, dict[str, tuple[Proof, ...]]] = {
        node: {} for node, data in graph.nodes(data=True) if data["side"] == "source"
    }
    for region, work, data in graph.edges(data=True):
        if graph.nodes[work]["cls"] in _WORKS and graph.nodes[work]["named"]:
            found[region][work] = found[region].get(work, ()) + data["evidence"]
    return found


def _works_by_region(graph: Network) -> Finding | None:
    works = _works(graph)
    total = {work for mine in works.values() for work in mine}
    if not total:
        return None
    label = {node: str(data["label"]) for node, data in graph.nodes(data=True)}
    kinds = Counter(_WORKS[graph.nodes[work]["cls"]] for work in total)
    ordered = sorted(works, key=lambda region: (-len(works[region]), label[region]))
    some = [f"{len(works[region])} in {_the(label[region])}" for region in ordered if works[region]]
    none = [_the(label[region]) for region in ordered if not works[region]]
    named = _list([f"{number} {kind}" for kind, number in sorted(kinds.items())])
    verb = "gets" if len(none) == 1 else "get"
    sentence = f"{len(total)} named works are to be built or changed ({named}): {_list(some)}"
    return Finding(f"{sentence}; {_list(none)} {verb} none." if none else f"{sentence}.", _all(works.values()))


def _works_by_province(graph: Network) -> Finding | None:
    works = {region: mine for region, mine in _works(graph).items() if mine}
    if len(works) < 2:
        return None
    label = {node: str(data["label"]) for node, data in graph.nodes(data=True)}
    ordered = sorted(works, key=lambda region: (-len(works[region]), label[region]))
    parts = [f"{label[region]} {len(works[region])}" for region in ordered]
    return Finding(f"By province (a road through two counts in both): {_list(parts)}.", _all([works[ordered[0]]]))


def _shared_places(graph: Network) -> Finding | None:
    places = [n for n, data in graph.nodes(data=True) if data["side"] == "target" and len(set(graph.pred[n])) > 1]
    if not places:
        return None
    edges = [data for _, place, data in graph.edges(data=True) if place in places]
    proofs = {proof for data in edges for proof in data["evidence"]}
    names = sorted(graph.nodes[place]["label"] for place in places)
    return Finding(
        f"{len(names)} {'place stands' if len(names) == 1 else 'places stand'} under more than one item of a box: "
        f"{_list(names)}.",
        tuple(sorted(proofs, key=reading_order)),
    )


def _empty_themes(found: Matrix) -> Finding | None:
    empty = gaps(found)
    if not empty or not found.rows:
        return None
    by_region = Counter(cell.row for cell in empty)
    ordered = sorted(found.rows, key=lambda row: (by_region[row], found.labels[row]))
    parts = [f"{len(found.columns) - by_region[row]} in {_the(found.labels[row])}" for row in ordered]
    nowhere = [c for c in found.columns if not any(found.cells[row, c].measures for row in found.rows)]
    sentence = f"Of {len(found.columns)} policy themes, measures cover {_list(parts)}"
    if nowhere:
        sentence += f"; no macro-region gets one on {_list([f'“{found.labels[c]}”' for c in nowhere], 'or')}"
    return Finding(f"{sentence}.", ())


def _single_themes(found: Matrix) -> Finding | None:
    """Themes on which one region alone gets measures."""
    only: dict[str, list[str]] = {}
    proofs: set[Proof] = set()
    for column in found.columns:
        rows = [row for row in found.rows if found.cells[row, column].measures]
        if len(rows) == 1:
            only.setdefault(rows[0], []).append(f"“{found.labels[column]}”")
            proofs.update(found.cells[rows[0], column].evidence)
    if not only:
        return None
    parts = [f"{found.labels[row]}, {_list(only[row])}" for row in found.rows if row in only]
    return Finding(
        f"Themes on which one macro-region alone gets measures: {'; '.join(parts)}.",
        tuple(sorted(proofs, key=reading_order)),
    )


def _all(works: Iterable[dict[str, tuple[Proof, ...]]]) -> tuple[Proof, ...]:
    found = {proof for mine in works for proofs in mine.values() for proof in proofs}
    return tuple(sorted(found, key=reading_order))


def _the(name: str) -> str:
    return f"the {name}" if name.endswith("region") else name


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}"


def _list(parts: Sequence[str], word: str = "and") -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
