"""The report as a page of HTML: no script, nothing from outside, styles admitted by their hashes."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from plangraph.graph.network import Proof
from plangraph.views.pages import admitted
from plangraph.views.report import atlas, chart, grid, mapping
from plangraph.views.report.answers import Answers
from plangraph.views.report.tried import TOPICS, Tried, listed
from plangraph.views.report.words import TEXTS, cautions, lead, method, number, said, statistic

_CSS = Path(__file__).resolve().parent / "report.css"
SHOWN, MOST = 2, 40


def html(found: Answers, language: int) -> str:
    """The whole page in English (0) or Chinese (1), which lies in the folder ``zh``."""
    css = _CSS.read_text(encoding="utf-8")
    styles = " ".join(admitted(style) for style in (css, chart.STYLE, grid.STYLE, mapping.STYLE))
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    other = "../index.html" if language else "zh/index.html"
    t = {key: text[language] for key, text in TEXTS.items()}
    body = "\n".join(_body(found, language)) if found.commitments else f"<p>{t['nothing']}</p>"
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if language else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{t['title']}</title>\n<style>{css}</style>\n</head>\n<body>\n<header>\n"
        f'<nav><a href="{other}" lang="{"en" if language else "zh-CN"}">{t["other"]}</a></nav>\n'
        f"<h1>{t['title']}</h1>\n{_plans(found, language)}</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _plans(found: Answers, language: int) -> str:
    return "".join(f'<p class="plan">{escape(line)}</p>\n' for line in plans(found, language))


def plans(found: Answers, language: int) -> Iterator[str]:
    """The chapters that were read, one a line."""
    for row in found.plans:
        name = row.get("titleZh", row.get("title", "")) if language else row.get("title", "")
        if "number" in row:
            name += (
                f"，第{row['number']}章" if language else f", Chapter {row['number']}: {row.get('chapterTitle', '')}"
            )
        yield name


def _body(found: Answers, language: int) -> Iterator[str]:
    t = {key: text[language] for key, text in TEXTS.items()}
    yield f"<p>{lead(found, language)}{t['quotes']}</p>"
    yield f'<h2>{t["brief"]}</h2>\n<ul class="brief">'
    for place, statement in enumerate(found.opening, start=1):
        head, _, rest = statement.text[language].partition("：" if language else ": ")
        yield f"<li><strong>{escape(head)}</strong>{'：' if language else ': '}{escape(rest)}"
        yield from _sentences(found, statement.proofs, 0, language)
        yield f'<span class="small">{_queries(f"opening-{place}", statement.views, language)}</span></li>'
    yield "</ul>"
    yield from _map(found, language)
    if found.matrix:
        yield f"<h2>{t['matrix']}</h2>\n<p>{t['matrix_note']}</p>"
        yield from _answer(found, found.matrix, found.matrix.title[language], language)
    yield f"<h2>{t['findings']}</h2>"
    yield f"<p>{t['none'] if not found.apart else t['findings_note']}</p>"
    yield from _contents(found, language)
    for topic, own in groupby(found.apart, key=lambda one: one.topic):
        yield f"<h3>{TOPICS[topic][language]}</h3>"
        for one in own:
            yield from _answer(found, one, f"{found.apart.index(one) + 1}. {one.title[language]}", language)
    yield f"<h2>{t['method']}</h2>"
    yield from (f"<p>{line}</p>" for line in method(found, language))
    if found.not_apart:
        yield f'<h2>{t["rest"]}</h2>\n<p>{t["rest_note"]}</p>\n<div class="wide"><table>'
        yield f"<tr><th>{t['asked']}</th><th>{t['figure']}</th><th>{t['chance']}</th><th>q</th></tr>"
        yield from (_row(one, language) for one in found.not_apart)
        yield "</table></div>"


def _contents(found: Answers, language: int) -> Iterator[str]:
    if found.apart:
        yield "<ol>"
        yield from (f'<li><a href="#{one.id}">{escape(one.title[language])}</a></li>' for one in found.apart)
        yield "</ol>"


def _map(found: Answers, language: int) -> Iterator[str]:
    t, up = {key: text[language] for key, text in TEXTS.items()}, "../" if language else ""
    if not found.atlas.sights:
        return
    missing = [name[language] for name in found.atlas.missing]
    yield f'<h2>{t["map"]}</h2>\n<figure class="map"><div class="wide">{mapping.svg(found.atlas, language)}</div>'
    yield f"<figcaption>{t['map_note']} "
    picture = f"{up}figures/map{'.zh' if language else ''}.svg"
    yield f'<a href="{up}data/map.csv">{t["data"]}</a> <a href="{picture}">{t["picture"]}</a> '
    yield f"{_queries('map', atlas.VIEWS, language)}"
    if missing:
        some = t["no_point"].format(len(missing))
        yield f"<details><summary>{some}</summary>{escape(listed(missing, language))}</details>"
    yield "</figcaption></figure>"


def _queries(name: str, views: tuple[str, ...], language: int) -> str:
    up, text = "../" if language else "", TEXTS["query"][language]
    return " ".join(f'<a href="{up}queries/{name}.{view}.rq">{text}: {view}</a>' for view in views)


def _row(one: Tried, language: int) -> str:
    null = one.standing.null
    up = "../" if language else ""
    return (
        f'<tr><td><a href="{up}data/{one.id}.csv">{escape(one.title[language])}</a> <span class="small">'
        f"{cautions(one, language)}</span></td>"
        f'<td class="n">{number(one.standing.value)}</td><td class="n">{number(one.standing.null.mean)} '
        f'({number(null.low)}–{number(null.high)})</td><td class="n">{one.standing.q:.2f}</td></tr>'
    )


def _answer(found: Answers, one: Tried, title: str, language: int) -> Iterator[str]:
    t, up = {key: text[language] for key, text in TEXTS.items()}, "../" if language else ""
    yield f'<article id="{one.id}">\n<h4>{escape(title)}</h4>'
    yield f'<p class="said">{escape(said(one, language))}</p>'
    if warned := cautions(one, language):
        yield f'<p class="caution">{warned}</p>'
    picture = f"{up}figures/{one.id}{'.zh' if language else ''}.svg"
    drawn = grid.svg(one, language) if one.grid else chart.svg(one, language)
    yield f"<figure>{drawn}<figcaption>{escape(statistic(one, language))} "
    yield f'<a href="{up}data/{one.id}.csv">{t["data"]}</a> <a href="{picture}">{t["picture"]}</a> '
    yield f"{_queries(one.id, one.views, language)}</figcaption></figure>"
    yield from _sentences(found, one.proofs, SHOWN, language)
    yield "</article>"


def _sentences(found: Answers, proofs: tuple[Proof, ...], shown: int, language: int) -> Iterator[str]:
    """The first quotes in the open, the others to be unfolded."""
    yield from (_quote(found, proof) for proof in proofs[:shown])
    if rest := proofs[shown:MOST]:
        some = TEXTS["more" if shown else "sentences"][language].format(len(proofs) - shown)
        cut = TEXTS["cut"][language].format(len(rest)) if len(proofs) > MOST else ""
        yield f"<details><summary>{some}{cut}</summary>"
        yield from (_quote(found, proof) for proof in rest)
        yield "</details>"


def _quote(found: Answers, proof: Proof) -> str:
    known = found.passages.get(proof.sentence)
    where = known.where.partition(" “")[0] if known else proof.sentence
    iri = proof.span or proof.sentence
    return (
        f'<blockquote lang="en">“{escape(proof.quote)}” <a class="small" href="{escape(iri)}">{escape(where)}, '
        f"#char={escape(iri.rpartition('#char=')[2])}</a></blockquote>"
    )
