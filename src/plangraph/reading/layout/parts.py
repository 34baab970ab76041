"""Parts of a very long document, read one after the other so that only one of them fills the memory.

A plan of a whole government has some thousand sentences and is one part. What is longer is cut between sentences, if it
can be where a section begins; the headings that a part stands under are given to it again.
"""

from dataclasses import dataclass, replace

from plangraph.model import Document

SIZE = 20_000  # sentences


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a document's sentences, as a document over the same text."""

    document: Document
    lead: int  # its first sentences, headings of parts before it, which are not its own


def bounds(document: Document, size: int = SIZE) -> tuple[tuple[int, int], ...]:
    """Where the parts of a document begin and end, by the indices of its sentences; at least one."""
    total = len(document.sentences)
    found = [(0, _end(document, 0, size))]
    while found[-1][1] < total:
        found.append((found[-1][1], _end(document, found[-1][1], size)))
    return tuple(found)


def part(document: Document, first: int, last: int) -> Part:
    """The part with the sentences from ``first`` to before ``last``."""
    if (first, last) == (0, len(document.sentences)):
        return Part(document, 0)
    return _part(document, first, last)


def _end(document: Document, first: int, size: int) -> int:
    """Where a part ends: before a heading near its full size, else at that."""
    full = first + size
    if full >= len(document.sentences):
        return len(document.sentences)
    forms = document.sentences
    for last in range(full, full - size // 10, -1):
        if forms[last].form == "heading" and forms[last - 1].form != "heading":
            return last
    return full


def _part(document: Document, first: int, last: int) -> Part:
    wanted: set[int] = set()
    for sentence in document.sentences[first:last]:
        above = sentence.section
        while above is not None and above not in wanted:
            wanted.add(above)
            above = document.sections[above].parent
    sections = {old: new for new, old in enumerate(sorted(wanted))}
    lead = sorted(heading for old in sections for heading in document.sections[old].headings if heading < first)
    indices = {old: new for new, old in enumerate((*lead, *range(first, last)))}
    return Part(
        replace(
            document,
            sections=tuple(
                replace(
                    document.sections[old],
                    headings=tuple(indices[at] for at in document.sections[old].headings if at in indices),
                    parent=sections.get(parent) if (parent := document.sections[old].parent) is not None else None,
                )
                for old in sections
            ),
            sentences=tuple(
                replace(sentence, section=sections.get(sentence.section) if sentence.section is not None else None)
                for sentence in (document.sentences[at] for at in indices)
            ),
        ),
        len(lead),
    )
