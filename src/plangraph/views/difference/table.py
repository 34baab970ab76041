"""A comparison as plain text: what changed, in numbers, then row by row."""

from plangraph.graph.comparing.difference import CHANGES, STATUSES, Change, Difference
from plangraph.graph.rows import MeasureRow
from plangraph.views.difference.words import say, title
from plangraph.views.plain import safe, table


def text(found: Difference) -> str:
    """The comparison in English, folded to the terminal."""
    counts = found.counts()
    lines = [safe(say("title", 0, earlier=title(found.earlier, 0), later=title(found.later, 0)))]
    if found.about:
        lines.append(safe(say("about", 0, about=found.about.label)))
    for names in (STATUSES, CHANGES):
        told = ", ".join(f"{say(name, 0)} {counts[name]}" for name in names if counts[name] or name in STATUSES)
        lines += [told] if told else []
    lines.append("")
    if not found.rows:
        return "\n".join([*lines, say("none", 0), ""])
    header = [say("status", 0), found.earlier.name, found.later.name]
    body = [(marks(row, 0), _cell(row.earlier), _cell(row.later)) for row in found.rows]
    return "\n".join([*lines, table(header, body), "", say("rows", 0, n=len(found.rows)), ""])


def marks(row: Change, language: int) -> str:
    """What changed in a row, in words: "kept: stronger, new place Tibet"."""
    named = {
        "new-place": [one.label for one in row.places],
        "lost-place": [one.label for one in row.places_gone],
        "new-figure": list(row.figures),
        "lost-figure": list(row.figures_gone),
    }
    told = [" ".join(filter(None, (say(mark, language), ", ".join(named.get(mark, ()))))) for mark in row.changes]
    first = say(row.status, language)
    colon, joint = ("：", "；") if language else (": ", "; ")
    return f"{first}{colon}{joint.join(told)}" if told else first


def _cell(row: MeasureRow | None) -> str:
    return f"{row.quote} [{row.start}–{row.end}]" if row else ""
