"""A comparison as one HTML file without scripts: both quotes side by side, in English and Chinese, filters by style.

Language and filter are radio buttons of the page itself; which rows they show is a rule of its style, which is admitted
by its hash. Nothing is loaded from anywhere.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from plangraph.graph.comparing.difference import CHANGES, STATUSES, Change, Difference
from plangraph.graph.rows import MeasureRow
from plangraph.views.difference.table import marks
from plangraph.views.difference.words import say, title
from plangraph.views.pages import admitted

_CSS = Path(__file__).resolve().parent / "page.css"
_TONGUES = (("en", "en"), ("zh", "zh-Hans"))


def html(found: Difference) -> str:
    """The whole page; the same comparison gives the same bytes."""
    counts = {name: number for name, number in found.counts().items() if number}
    css = _CSS.read_text(encoding="utf-8") + "".join(_rules(tuple(counts)))
    policy = f"default-src 'none'; style-src {admitted(css)}; base-uri 'none'; form-action 'none'"
    body = "\n".join(_body(found, counts))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(_title(found, 0))}</title>\n<style>{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _rules(names: tuple[str, ...]) -> Iterator[str]:
    """Which language and which rows a chosen button shows, and how the chosen button looks."""
    for tongue, _ in _TONGUES:
        yield f"#in-{tongue}:checked ~ * .{tongue} {{ display: revert; }}\n"
        yield f'#in-{tongue}:checked ~ * label[for="in-{tongue}"] {{ display: none; }}\n'
    for name in names:
        yield f"#only-{name}:checked ~ main tbody tr:not(.{name}) {{ display: none; }}\n"
    for name in ("all", *names):
        label = f'~ main label[for="only-{name}"]'
        yield f"#only-{name}:checked {label} {{ background: var(--ink); color: var(--ground); }}\n"
        yield f"#only-{name}:focus-visible {label} {{ outline: 2px solid var(--link); outline-offset: 2px; }}\n"
    yield '[id^="in-"]:focus-visible ~ header .language { outline: 2px solid var(--link); }\n'


def _body(found: Difference, counts: dict[str, int]) -> Iterator[str]:
    for tongue, _ in _TONGUES:
        name = ("English", "中文")[tongue == "zh"]
        yield f'<input type="radio" name="tongue" id="in-{tongue}" aria-label="{name}"{" checked" * (tongue == "en")}>'
    for name in ("all", *counts):
        label = f"{say(name, 0)} {say(name, 1)}"
        yield f'<input type="radio" name="only" id="only-{name}" aria-label="{label}"{" checked" * (name == "all")}>'
    yield '<header><p class="language"><label for="in-zh">中文</label><label for="in-en">English</label></p>'
    yield f"<h1>{_both(*(escape(_title(found, n)) for n in (0, 1)))}</h1>"
    if found.about:
        yield f"<p>{_both(*(escape(say('about', n, about=found.about.label)) for n in (0, 1)))}</p>"
    yield f'<p class="soft">{_both(*(escape(_lead(found, n)) for n in (0, 1)))}</p></header>'
    yield "<main><nav>"
    yield f'<label for="only-all">{_word("all")}<b>{len(found.rows)}</b></label>'
    for name in (*STATUSES, *CHANGES):
        if name in counts:
            yield f'<label for="only-{name}">{_word(name)}<b>{counts[name]}</b></label>'
    yield "</nav>"
    if not found.rows:
        yield f"<p>{_word('none')}</p></main>"
        return
    names = [escape(side.name) for side in (found.earlier, found.later)]
    yield f'<table><thead><tr><th scope="col">{_word("status")}</th>'
    yield "".join(f'<th scope="col">{name}</th>' for name in names) + "</tr></thead><tbody>"
    for row in found.rows:
        yield _row(row, names)
    yield "</tbody></table></main>"


def _row(row: Change, names: list[str]) -> str:
    told = _both(*(escape(marks(row, n).partition("：" if n else ": ")[2]) for n in (0, 1)))
    more = f'<span class="marks">{told}</span>' if row.changes else ""
    cells = "".join(_cell(one, name) for one, name in zip((row.earlier, row.later), names, strict=True))
    classes = " ".join((row.status, *row.changes))
    return f'<tr class="{classes}"><td><strong>{_word(row.status)}</strong>{more}</td>{cells}</tr>'


def _cell(row: MeasureRow | None, name: str) -> str:
    if row is None:
        return f'<td class="none" data-name="{name}">{_word("absent")}</td>'
    place = [f"{say('characters', n, start=row.start, end=row.end)} · {say(row.strength, n)}" for n in (0, 1)]
    section = f"{escape(row.section)} · " if row.section else ""
    return (
        f'<td data-name="{name}"><span lang="en">{escape(row.quote)}</span>'
        f'<span class="where">{section}{_both(*place)}</span></td>'
    )


def _both(english: str, chinese: str) -> str:
    return f'<span class="en" lang="en">{english}</span><span class="zh" lang="zh-Hans">{chinese}</span>'


def _word(key: str) -> str:
    return _both(say(key, 0), say(key, 1))


def _title(found: Difference, language: int) -> str:
    return say("title", language, earlier=title(found.earlier, language), later=title(found.later, language))


def _lead(found: Difference, language: int) -> str:
    return say(
        "lead",
        language,
        before=len(found.earlier.rows),
        after=len(found.later.rows),
        earlier=found.earlier.name,
        later=found.later.name,
        done=found.earlier.other_kinds + found.later.other_kinds,
    )
