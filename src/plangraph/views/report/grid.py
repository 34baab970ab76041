"""A matrix as SVG: one line for each of one side, a column for each of the other, darker where there is more.

An empty cell is drawn as one: a dash where chance leaves it empty as well, a cross where chance seldom would.
"""

from html import escape
from xml.sax.saxutils import quoteattr

from plangraph.views.report.tried import Both, Row, Tried

_LEFT, _CELL, _TOP, _LINE, _WIDTH = 132, 26, 30, 13, 440
STYLE = (
    ".gr-t{fill:#1d2733;font:13px system-ui,'Noto Sans CJK SC','PingFang SC',sans-serif}.gr-n{fill:#5a6672;font-size:11px}"
    ".gr-c{stroke:#c4cbd3;fill:#fff}.gr-1{fill:#d6e8f5}.gr-2{fill:#9fc9e8}.gr-3{fill:#4f9fd1}.gr-4{fill:#00578a}"
    ".gr-w{fill:#fff}.gr-o{fill:none;stroke:#d55e00;stroke-width:3}"
    "@media screen and (prefers-color-scheme:dark){.gr-t{fill:#e6ebf0}.gr-n{fill:#a5b0bb}.gr-c{stroke:#4a545f;fill:#14191f}"
    ".gr-1{fill:#1d3a50}.gr-2{fill:#285a80}.gr-3{fill:#4f9fd1}.gr-4{fill:#a8d8f5}.gr-d{fill:#0d1318}.gr-w{fill:#0d1318}"
    ".gr-o{stroke:#e69f00}}"
)
_KEY: Both = ("number: commitments · –: none · framed: outside what chance gives (95 %)", "数字：承诺数 · –：无 · 加框：超出随机范围（95%）")
_MEANT: Both = ("×: none, where chance would seldom leave none", "×：无，而随机情况下很少为空")


def svg(found: Tried, language: int) -> str:
    """The matrix of an answer, the side with fewer members across, with title and description."""
    sides = [list(dict.fromkeys(r.id.split(" ")[side] for r in found.rows)) for side in (0, 1)]
    across = 1 if len(sides[1]) < len(sides[0]) else 0
    names = {r.id.split(" ")[side]: (r.label, r.note)[side][language] for r in found.rows for side in (0, 1)}
    cells = {(r.id.split(" ")[1 - across], r.id.split(" ")[across]): r for r in found.rows}
    columns, lines = sides[across], sides[1 - across]
    lines.sort(key=lambda name: (-sum(cells[name, c].value for c in columns), names[name]))
    step = (_WIDTH - _LEFT - 4) / len(columns)
    heads = {c: _wrapped(names[c], max(2, int(step / (13 if language else 6.4)))) for c in columns}
    top = _TOP + 14 + _LINE * max(map(len, heads.values())) + 4
    meant = any(not r.value and r.apart for r in found.rows)
    name, most = f"{found.id}-{'zh' if language else 'en'}", max(r.value for r in found.rows) or 1
    said = "; ".join(f"{r.label[language]}, {r.note[language]}: {r.value:g}" for r in found.rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + _CELL * len(lines) + 6}" role="img" '
        f'lang="{"zh-CN" if language else "en"}" aria-labelledby={quoteattr(f"{name}-t {name}-d")}>',
        f'<title id="{name}-t">{escape(found.title[language])}</title><desc id="{name}-d">{escape(said)}</desc>',
        f"<style>{STYLE}</style>",
        f'<text class="gr-t gr-n" x="4" y="12">{_KEY[language]}</text>',
        f'<text class="gr-t gr-n" x="4" y="26">{_MEANT[language] if meant else ""}</text>',
    ]
    for number, column in enumerate(columns):
        middle, words = _LEFT + step * (number + 0.5), heads[column]
        for line, word in enumerate(words):
            y = top - 6 - _LINE * (len(words) - 1 - line)
            parts.append(f'<text class="gr-t gr-n" x="{middle:.1f}" y="{y}" text-anchor="middle">{escape(word)}</text>')
    for number, line in enumerate(lines):
        y = top + _CELL * number
        parts.append(f'<text class="gr-t" x="{_LEFT - 6}" y="{y + 17}" text-anchor="end">{escape(_cut(names[line], language))}</text>')
        for place, column in enumerate(columns):
            parts.append(_cell(cells[line, column], _LEFT + step * place, y, step, most))
    return "".join([*parts, "</svg>\n"])


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
    room = 9 if language else 20
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
