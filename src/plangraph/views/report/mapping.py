"""The map as SVG: a net of degrees as in the explorer, and on it what the text names, each class with its shape.

No coast and no border is drawn: the graph has points only, and a line that nobody can check is none to be printed.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from plangraph.views.report.atlas import Atlas, Point, Sight
from plangraph.views.report.tried import Both

WIDTH, _EDGE, _STEP, _KEY = 720, 26, 10, 30
STYLE = (
    ".mp-t{fill:#1d2733;font:12px system-ui,'Noto Sans CJK SC','PingFang SC',sans-serif}"
    ".mp-n{fill:#5a6672;font-size:11px}.mp-h{fill:none;stroke:#fff;stroke-width:3;stroke-linejoin:round}"
    ".mp-grid{stroke:#dde2e7}.mp-0{fill:#d55e00}.mp-1{fill:#0072b2}.mp-2{fill:#cc79a7}.mp-p{fill:#009e73}"
    ".mp-r0{fill:none;stroke:#1d2733;stroke-width:4;stroke-linecap:round}"
    ".mp-r1{fill:none;stroke:#7d8894;stroke-width:1.5;stroke-dasharray:5 4}"
    "@media screen and (prefers-color-scheme:dark){.mp-t{fill:#e6ebf0}.mp-n{fill:#a5b0bb}.mp-h{stroke:#14191f}"
    ".mp-grid{stroke:#2c353e}.mp-0{fill:#e69f00}.mp-1{fill:#56b4e9}.mp-p{fill:#2fc79a}.mp-r0{stroke:#e6ebf0}"
    ".mp-r1{stroke:#97a3af}}"
)
TITLE: Both = ("Where the places and works lie that commitments name", "承诺所点名的地点和工程在何处")
_PLACES: Both = ("other places", "其他地点")


class _Net:
    """Degrees to pixels: height is true, and width is true in the middle, as in the explorer."""

    def __init__(self, points: Sequence[Point]) -> None:
        """A net that shows all points with room round them."""
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        self.west, self.east = min(lons) - 3, max(lons) + 5
        self.south, self.north = min(lats) - 3, max(lats) + 3
        self.squeeze = round(math.cos(math.radians((self.south + self.north) / 2)), 6)
        self.scale = min((WIDTH - 2 * _EDGE) / ((self.east - self.west) * self.squeeze), 30.0)
        self.height = round(2 * _EDGE + (self.north - self.south) * self.scale)

    def at(self, point: Point) -> tuple[float, float]:
        """The pixel of a point."""
        lon, lat = point
        x = _EDGE + (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round(_EDGE + (self.north - lat) * self.scale, 1)


def svg(found: Atlas, language: int) -> str:
    """The map with title and description; nothing where no point is known."""
    if not found.sights:
        return ""
    net = _Net([point for sight in found.sights for point in sight.points])
    shapes = _shapes(found)
    name = f"map-{'zh' if language else 'en'}"
    said = "; ".join(
        f"{text}: {', '.join(s.label[language] for s in found.sights if _kind(s) == kind)}"
        for kind, text in _legend(found, language)
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {net.height + _KEY}" role="img" '
        f'lang="{"zh-CN" if language else "en"}" aria-labelledby="{name}-t {name}-d">',
        f'<title id="{name}-t">{TITLE[language]}</title><desc id="{name}-d">{escape(said)}</desc>',
        f"<style>{STYLE}</style>",
        *_graticule(net),
    ]
    for sight in sorted(found.sights, key=lambda s: (not s.route, s.work, s.iri)):
        parts.append(_drawn(net, sight, shapes[_kind(sight)]))
    parts += [*_named(net, found, language), *_key(found, shapes, net.height, language), "</svg>\n"]
    return "".join(parts)


def _kind(sight: Sight) -> str:
    return sight.kind if sight.work else ""


def _shapes(found: Atlas) -> dict[str, str]:
    """The look of each class of works: the most frequent first; places have one of their own."""
    made = {"": "p"}
    for route in (True, False):
        counts = Counter(s.kind for s in found.sights if s.work and s.route == route)
        for place, (kind, _) in enumerate(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))):
            made.setdefault(kind, f"r{min(place, 1)}" if route else str(min(place, 2)))
    return made


def _graticule(net: _Net) -> Iterator[str]:
    for lon in range(math.ceil(net.west / _STEP) * _STEP, math.floor(net.east) + 1, _STEP):
        x = net.at((lon, 0))[0]
        yield f'<line class="mp-grid" x1="{x}" x2="{x}" y1="0" y2="{net.height}"/>'
        yield f'<text class="mp-t mp-n" x="{x + 3}" y="{net.height - 4}">{abs(lon)}°{"E" if lon > 0 else "W"}</text>'
    for lat in range(math.ceil(net.south / _STEP) * _STEP, math.floor(net.north) + 1, _STEP):
        y = net.at((0, lat))[1]
        yield f'<line class="mp-grid" x1="0" x2="{WIDTH}" y1="{y}" y2="{y}"/>'
        yield f'<text class="mp-t mp-n" x="4" y="{y - 3}">{abs(lat)}°{"N" if lat > 0 else "S"}</text>'


def _drawn(net: _Net, sight: Sight, look: str) -> str:
    pixels = [net.at(point) for point in sight.points]
    if sight.route and len(pixels) > 1:
        return f'<polyline class="mp-{look}" points="{" ".join(f"{x},{y}" for x, y in pixels)}"/>'
    if sight.route:
        (x, y) = pixels[0]
        return f'<path class="mp-{look}" d="M{x - 4},{y}h8"/>'
    return _shape(*pixels[0], look)


def _shape(x: float, y: float, look: str) -> str:
    if look == "0":
        return f'<path class="mp-0" d="M{x},{y - 6}l5.5,10h-11z"/>'
    if look == "1":
        return f'<rect class="mp-1" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'
    if look == "2":
        return f'<path class="mp-2" d="M{x},{y - 6}l6,6l-6,6l-6,-6z"/>'
    return f'<circle class="mp-p" cx="{x}" cy="{y}" r="4"/>'


def _named(net: _Net, found: Atlas, language: int) -> Iterator[str]:
    """Names where there is room beside the sign, one for things at the same point; works come first."""
    signs = [net.at(p) for s in found.sights if not s.route for p in s.points]
    taken = [(x - 5, y - 6, x + 5, y + 6) for x, y in signs]
    told: set[str] = set()
    for sight in sorted(found.sights, key=lambda s: (s.route, not s.work, s.iri)):
        text = sight.label[language]
        short = text.split(" Port")[0].split(" Airport")[0] if not language else text
        if sight.route or short in told:
            continue
        x, y = net.at(sight.points[0])
        width = sum(12.5 if ord(letter) > 0x2E80 else 6.6 for letter in short)
        for left, base in ((x + 8, y + 4), (x - 8 - width, y + 4), (x - width / 2, y - 9), (x - width / 2, y + 18)):
            box = (left, base - 11, left + width, base + 3)
            inside = left > 2 and left + width < WIDTH - 2
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                told.add(short)
                at = f'x="{left:.1f}" y="{base:.1f}"'
                yield f'<text class="mp-t mp-h" {at} aria-hidden="true">{escape(short)}</text>'
                yield f'<text class="mp-t" {at}>{escape(short)}</text>'
                break


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(found: Atlas, language: int) -> list[tuple[str, str]]:
    counts = Counter(_kind(s) for s in found.sights)
    order = sorted(counts, key=lambda kind: (not kind, -counts[kind], kind))
    return [(k, f"{found.kinds[k][language] if k else _PLACES[language]} ({counts[k]})") for k in order]


def _key(found: Atlas, shapes: dict[str, str], top: int, language: int) -> Iterator[str]:
    x, y = 12.0, top + 18
    for kind, text in _legend(found, language):
        look = shapes[kind]
        if look.startswith("r"):
            yield f'<path class="mp-{look}" d="M{x - 6},{y - 4}h16"/>'
        else:
            yield _shape(x + 2, y - 4, look)
        yield f'<text class="mp-t" x="{x + 14}" y="{y}">{escape(text)}</text>'
        x += 34 + sum(12.5 if ord(letter) > 0x2E80 else 6.6 for letter in text)
