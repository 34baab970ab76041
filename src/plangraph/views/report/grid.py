"""A matrix as SVG: one line for each of one side, a column for each of the other, darker where there is more.

An empty cell is drawn as one: a dash where chance leaves it empty as well, a cross where chance seldom would.
"""

from collections.abc import Iterator, Sequence
from html import escape
from xml.sax.saxutils import quoteattr

from plangraph.views.report.tried import Both, Row, Tried

_LEFT, _CELL, _TOP, _LINE, _WIDTH = 182, 26, 30, 13, 470
STYLE = (
    ".gr-t{fill:#1d2733;font:13px system-ui,'Noto Sans CJK SC','PingFang SC',sans-serif}"
    ".gr-n{fill:#5a6672;font-size:12px}.gr-h{font-size:11px}.gr-w{fill:#fff}.gr-o{fill:none;stroke:#d55e00;stroke-width:3}"
    ".gr-c{stroke:#c4cbd3;fill:#fff}.gr-1{fill:#d6e8f5}.gr-2{fill:#9fc9e8}.gr-3{fill:#4f9fd1}.gr-4{fill:#00578a}"
    "@media screen and (prefers-color-scheme:dark){.gr-t{fill:#e6ebf0}.gr-n{fill:#a5b0bb}"
    ".gr-c{stroke:#4a545f;fill:#14191f}.gr-1{fill:#1d3a50}.gr-2{fill:#285a80}.gr-3{fill:#4f9fd1}.gr-4{fill:#a8d8f5}"
    ".gr-d{fill:#0d1318}.gr-w{fill:#0d1318}.gr-o{stroke:#e69f00}}"
)
_KEY: Both = (
    "number: commitments · –: none · framed: outside what chance gives (95 %)",
    "数字：承诺数 · –：无 · 加框：超出随机范围（95%）",
)
_MEANT: Both = ("×: none, where chance would seldom leave none", "×：无，而随机情况下很少为空")


def svg(found: Tried, language: int) -> str:
    """The matrix of an answer, the side with fewer members across, with title and description."""
    sides = [list(dict.fromkeys(row.id.split(" ")[side] for row in found.rows)) for side in (0, 1)]
    across = 1 if len(sides[1]) < len(sides[0]) else 0
    names = {row.id.split(" ")[side]: (row.label, row.note)[side][language] for row in found.rows for side in (0, 1)}
    cells = {(row.id.split(" ")[1 - across], row.id.split(" ")[across]): row for row in found.rows}
    columns, lines = sides[across], sides[1 - across]
    lines.sort(key=lambda line: (-sum(cells[line, column].value for column in columns), names[line]))
    step = (_WIDTH - _LEFT - 4) / len(columns)
    room = max(2, int(step / (12.5 if language else 5.6)))
    heads = [_wrapped(names[column], room) for column in columns]
    top = _TOP + 18 + _LINE * max(map(len, heads))
    most = max(row.value for row in found.rows) or 1
    parts = [*_begin(found, top + _CELL * len(lines) + 6, language), *_heads(heads, step, top)]
    for number, line in enumerate(lines):
        y = top + _CELL * number
        text = escape(_cut(names[line], language))
        parts.append(f'<text class="gr-t" x="{_LEFT - 6}" y="{y + 17}" text-anchor="end">{text}</text>')
        for place, column in enumerate(columns):
            parts.append(_cell(cells[line, column], _LEFT + step * place, y, step, most))
    return "".join([*parts, "</svg>\n"])


def _begin(found: Tried, height: int, language: int) -> Iterator[str]:
    name = f"{found.id}-{'zh' if language else 'en'}"
    said = "; ".join(f"{row.label[language]}, {row.note[language]}: {row.value:g}" for row in found.rows)
    meant = any(not row.value and row.apart for row in found.rows)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
    yield f'lang="{"zh-CN" if language else "en"}" aria-labelledby={quoteattr(f"{name}-t {name}-d")}>'
    yield f'<title id="{name}-t">{escape(found.title[language])}</title><desc id="{name}-d">{escape(said)}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<text class="gr-t gr-n" x="4" y="12">{_KEY[language]}</text>'
    yield f'<text class="gr-t gr-n" x="4" y="27">{_MEANT[language] if meant else ""}</text>'


def _heads(heads: Sequence[Sequence[str]], step: float, top: int) -> Iterator[str]:
    for number, words in enumerate(heads):
        x = _LEFT + step * (number + 0.5)
        for line, word in enumerate(words):
            y = top - 6 - _LINE * (len(words) - 1 - line)
            yield f'<text class="gr-t gr-n gr-h" x="{x:.1f}" y="{y}" text-anchor="middle">{escape(word)}</text>'


def _cell(row: Row, x: float, y: float, width: float, most: float) -> str:
    shade = min(4, 1 + int(4 * (row.value - 1) / most)) if row.value else 0
    text = f"{row.value:g}" if row.value else "×" if row.apart else "–"
    ink = "gr-w" if shade == 4 else "gr-d" if shade == 3 else ""
    box = f'x="{x + 1:.1f}" y="{y + 1}" width="{width - 2:.1f}" height="{_CELL - 2}"'
    frame = f'<rect class="gr-o" x="{x + 2.5:.1f}" y="{y + 2.5}" width="{width - 5:.1f}" height="{_CELL - 5}"/>'
    return (
        f'<rect class="gr-c gr-{shade}" {box}/>{frame if row.apart else ""}'
        f'<text class="gr-t {ink}" x="{x + width / 2:.1f}" y="{y + 18}" text-anchor="middle">{text}</text>'
    )


def _cut(text: str, language: int) -> str:
    room = 12 if language else 24
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _wrapped(text: str, room: int) -> list[str]:
    """A name in lines of so many letters, words whole where there are words."""
    if not text.isascii():
        return [text[at : at + room] for at in range(0, len(text), room)][:3]
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= room else word[: room - 1] + ".")
    return lines[:3]
