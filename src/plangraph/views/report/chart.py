"""Pictures as SVG of our own: a bar or a dot for each line with its interval, over the band that chance gives.

Colours are of Okabe and Ito (2008), told apart by the colour-blind; what is apart from chance is also filled, what is
not is hollow, so that a print without colours says the same. Texts stand above their bars, for narrow screens.
"""

from collections.abc import Sequence
from html import escape
from xml.sax.saxutils import quoteattr

from plangraph.views.report.tried import Row, Tried

WIDTH, _LEFT, _RIGHT, _STEP, _TOP = 440, 8, 58, 38, 34
_CUT = 52
STYLE = (
    ".pg-t{fill:#1d2733;font:14px system-ui,'Noto Sans CJK SC','PingFang SC',sans-serif}"
    ".pg-n{fill:#5a6672;font-size:12px}"
    ".pg-band{fill:#e3e6ea}.pg-mean{stroke:#7d8894;stroke-width:1.5}.pg-axis{stroke:#c4cbd3}"
    ".pg-on{fill:#0072b2;stroke:#0072b2}.pg-off{fill:none;stroke:#0072b2;stroke-width:1.5}"
    ".pg-line{stroke:#d55e00;stroke-width:2}"
    "@media screen and (prefers-color-scheme:dark){.pg-t{fill:#e6ebf0}.pg-n{fill:#a5b0bb}.pg-band{fill:#38424d}"
    ".pg-mean{stroke:#97a3af}.pg-axis{stroke:#4a545f}.pg-on{fill:#56b4e9;stroke:#56b4e9}.pg-off{stroke:#56b4e9}"
    ".pg-line{stroke:#e69f00}}"
)
_KEY = (
    ("filled: outside what chance gives", "grey: chance (95 %)", "line: interval"),
    ("实心：超出随机范围", "灰色：随机范围（95%）", "线：区间"),
)


def shown(row: Row, share: bool) -> str:
    """The value as the picture says it: 8/11, or 23."""
    return f"{row.value:g}/{row.of}" if share else f"{row.value:g}"


def svg(found: Tried, language: int) -> str:
    """The picture of an answer, with a title and a description for those who cannot see it."""
    share = len({row.of for row in found.rows}) > 1
    rows = found.rows
    top = max((max(row.value, row.high, row.chance_high) / (row.of if share else 1) for row in rows), default=1) or 1
    height = _TOP + _STEP * len(rows) + 20
    said = "; ".join(f"{row.label[language]}: {shown(row, share)}" for row in rows)
    name = f"{found.id}-{'zh' if language else 'en'}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'lang="{"zh-CN" if language else "en"}" aria-labelledby={quoteattr(f"{name}-t {name}-d")}>',
        f'<title id="{name}-t">{escape(found.title[language])}</title>',
        f'<desc id="{name}-d">{escape(said)}</desc>',
        f"<style>{STYLE}</style>",
        f'<text class="pg-t pg-n" x="{_LEFT}" y="13">{escape(" · ".join(_KEY[language]))}</text>',
    ]
    for number, row in enumerate(rows):
        parts += _line(row, _TOP + number * _STEP, top, share, language)
    end = "100%" if share and top == 1 else f"{100 * top:.0f}%" if share else f"{top:.0f}"
    base = height - 5
    parts += [
        f'<text class="pg-t pg-n" x="{_LEFT}" y="{base}">0</text>',
        f'<text class="pg-t pg-n" x="{WIDTH - _RIGHT}" y="{base}" text-anchor="end">{end}</text>',
        "</svg>\n",
    ]
    return "".join(parts)


def _line(row: Row, y: int, top: float, share: bool, language: int) -> Sequence[str]:
    def at(value: float) -> str:
        part = value / (row.of if share else 1) / top if top else 0.0
        return f"{_LEFT + min(1.0, part) * (WIDTH - _LEFT - _RIGHT):.1f}"

    middle = y + 14
    label = row.label[language] + (f" · {row.note[language]}" if row.note[language] else "")
    label = label if len(label) <= _CUT else label[: _CUT - 1].rstrip() + "…"
    width = float(at(row.chance_high)) - float(at(row.chance_low))
    look = "pg-on" if row.apart else "pg-off"
    parts = [
        f'<text class="pg-t" x="{_LEFT}" y="{y + 1}">{escape(label)}</text>',
        f'<line class="pg-axis" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{middle}" y2="{middle}"/>',
        f'<rect class="pg-band" x="{at(row.chance_low)}" y="{middle - 7}" width="{max(width, 2):.1f}" height="14"/>',
        f'<line class="pg-mean" x1="{at(row.mean)}" x2="{at(row.mean)}" y1="{middle - 7}" y2="{middle + 7}"/>',
    ]
    if not share and row.value:
        parts.append(
            f'<rect class="{look}" x="{_LEFT}" y="{middle - 4}" width="{float(at(row.value)) - _LEFT:.1f}" height="8"/>'
        )
    if row.high > row.low:
        parts.append(f'<line class="pg-line" x1="{at(row.low)}" x2="{at(row.high)}" y1="{middle}" y2="{middle}"/>')
    if share:
        parts.append(f'<circle class="{look}" cx="{at(row.value)}" cy="{middle}" r="5"/>')
    parts.append(f'<text class="pg-t" x="{WIDTH - 4}" y="{middle + 4}" text-anchor="end">{shown(row, share)}</text>')
    return parts
