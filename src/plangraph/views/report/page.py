"""The report as a page of HTML: no script, nothing from outside, styles admitted by their hashes."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from plangraph.graph.network import Proof
from plangraph.views.pages import admitted
from plangraph.views.report.answers import Answers
from plangraph.views.report.chart import STYLE, svg
from plangraph.views.report.tried import Tried
from plangraph.views.report.words import TEXTS, cautions, lead, method, number, statistic

_CSS = Path(__file__).resolve().parent / "report.css"
SHOWN, MOST = 2, 40


def html(found: Answers, language: int) -> str:
    """The whole page in English (0) or Chinese (1), which lies in the folder ``zh``."""
    css = _CSS.read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {admitted(css)} {admitted(STYLE)}; base-uri 'none'; form-action 'none'"
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
    yield f"<p>{lead(found, language)} {t['quotes']}</p>"
    yield f"<h2>{t['findings']}</h2>"
    if not found.apart:
        yield f"<p>{t['none']}</p>"
    for place, one in enumerate(found.apart, start=1):
        yield from _finding(found, one, place, language)
    if found.not_apart:
        yield f'<h2>{t["rest"]}</h2>\n<p>{t["rest_note"]}</p>\n<div class="wide"><table>'
        yield f"<tr><th>{t['asked']}</th><th>{t['figure']}</th><th>{t['chance']}</th><th>q</th></tr>"
        yield from (_row(one, language) for one in found.not_apart)
        yield "</table></div>"
    yield f'<h2>{t["method"]}</h2>\n<p class="small">{method(found, language)}</p>'


def _row(one: Tried, language: int) -> str:
    null = one.standing.null
    up = "../" if language else ""
    return (
        f'<tr><td><a href="{up}data/{one.id}.csv">{escape(one.title[language])}</a><br><span class="small">'
        f"{escape(one.sentence[language])} {cautions(one, language)}</span></td>"
        f'<td class="n">{number(one.standing.value)}</td><td class="n">{number(one.standing.null.mean)} '
        f'({number(null.low)}–{number(null.high)})</td><td class="n">{one.standing.q:.2f}</td></tr>'
    )


def _finding(found: Answers, one: Tried, place: int, language: int) -> Iterator[str]:
    t, up = {key: text[language] for key, text in TEXTS.items()}, "../" if language else ""
    yield f'<article id="{one.id}">\n<h3>{place}. {escape(one.title[language])}</h3>'
    yield f'<p class="said">{escape(one.sentence[language])} {escape(one.meaning[language])}</p>'
    if warned := cautions(one, language):
        yield f'<p class="caution">{warned}</p>'
    queries = " ".join(f'<a href="{up}queries/{one.id}.{view}.rq">{t["query"]}: {view}</a>' for view in one.views)
    picture = f"{up}figures/{one.id}{'.zh' if language else ''}.svg"
    yield f"<figure>{svg(one, language)}<figcaption>{escape(statistic(one, language))} "
    yield f'<a href="{up}data/{one.id}.csv">{t["data"]}</a> <a href="{picture}">{t["picture"]}</a> {queries}'
    yield "</figcaption></figure>"
    yield from (_quote(found, proof) for proof in one.proofs[:SHOWN])
    if rest := one.proofs[SHOWN:MOST]:
        yield f"<details><summary>{t['sentences']} ({len(one.proofs)})</summary>"
        yield from (_quote(found, proof) for proof in rest)
        yield "</details>"
    yield "</article>"


def _quote(found: Answers, proof: Proof) -> str:
    known = found.passages.get(proof.sentence)
    where = known.where.partition(" “")[0] if known else proof.sentence
    iri = proof.span or proof.sentence
    return (
        f'<blockquote lang="en">“{escape(proof.quote)}” <a class="small" href="{escape(iri)}">{escape(where)}, '
        f"#char={escape(iri.rpartition('#char=')[2])}</a></blockquote>"
    )
