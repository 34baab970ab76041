"""What pages are made of: words in both languages, marks on sentences, columns for people, files that stay plain."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.files import find_project
from plangraph.graph import queries
from plangraph.web import gallery, marking, pages, showing, words
from plangraph.web.backend import Row
from tests import project

WEB = Path(words.__file__).resolve().parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SCRIPTS = sorted((WEB / "static").glob("*.js"))
QUESTIONS = queries.load_all(find_project(project.ROOT).queries / "ask")


def test_every_word_of_a_template_is_there_in_both_languages() -> None:
    known = words.words("en")
    assert list(known) == list(words.words("zh"))
    asked = {key for path in TEMPLATES for key in re.findall(r"\bt\.(\w+)", path.read_text(encoding="utf-8"))}
    assert asked - set(known) == set()
    empty = {key for key, text in known.items() if not text}
    assert all(key.startswith("param.") for key in empty)  # there the question's own English stands
    assert all(words.words("zh").values())


def test_every_word_of_a_script_is_there() -> None:
    asked = {key for path in SCRIPTS for key in re.findall(r'\bsay\("(\w+)"', path.read_text(encoding="utf-8"))}
    assert len(asked) > 15
    assert asked <= set(words.for_scripts("en"))


def test_words_in_chinese_are_chinese() -> None:
    latin = {key for key, text in words.words("zh").items() if not re.search("[\u4e00-\u9fff]", text)}
    assert latin <= {"colon", "comma", "example_file"}


@pytest.mark.parametrize("path", [*SCRIPTS, *TEMPLATES], ids=lambda path: path.name)
def test_files_stay_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert forbidden not in text
    assert not re.search(r"https?://(?!w3id\.org/plangraph/|www\.w3\.org/2000/svg)", text)
    if path.suffix == ".html":
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|\|safe\b|javascript:", text)
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
        assert all('type="application/json"' in tag for tag in inline)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_a_question_can_be_found_in_both_languages(question: queries.Question) -> None:
    assert question.group in pages.GROUPS[:-1]
    assert re.search("[\u4e00-\u9fff].*[。）]$", question.summary_zh)
    for parameter in question.parameters:
        assert f"param.{parameter.description}" in words.words("zh")


def test_a_question_of_an_unknown_group_is_not_lost() -> None:
    question = queries.Question(id="mine", title="Mine?", text="", group="elsewhere")
    page = pages.gallery({"questions": [gallery.card(question)]})
    assert 'href="/query/mine"' in page
    assert "Other questions" in page


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(90, 150), st.integers(90, 150)), max_size=6))
def test_pieces_are_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    made = marking.pieces(text, 100, marks)
    assert "".join(piece["text"] for piece in made) == text
    marked = {100 + at for at in range(len(text)) if any(begin <= 100 + at < end for begin, end in marks)}
    at = 100
    for piece in made:
        for _ in piece["text"]:
            assert (at in marked) == piece["mark"]
            at += 1


def test_labels_stand_with_their_thing_and_sentences_below_their_row() -> None:
    port, sentence = "https://w3id.org/plangraph/infrastructure/x", "https://w3id.org/plangraph/cn-14fyp/32#char=1,9"
    row: Row = {
        "port": {"type": "uri", "value": port},
        "label": {"type": "literal", "value": "X port", "xml:lang": "en"},
        "labelZh": {"type": "literal", "value": "某口岸", "xml:lang": "zh"},
        "portLabel": {"type": "literal", "value": "X port"},
        "n": {"type": "literal", "value": "2"},
        "sentence": {"type": "uri", "value": sentence},
    }
    named = {port: {"en": "X port", "zh": "某口岸"}}
    assert showing._columns(list(row), [row], named, {sentence: {}}) == ["port", "n"]
    other: Row = {**row, "label": {"type": "literal", "value": "a name of something else"}}
    assert "label" in showing._columns(list(row), [other], named, {sentence: {}})
    assert showing._columns(["sentence"], [{"sentence": row["sentence"]}], {}, {sentence: {}}) == ["sentence"]


@pytest.mark.parametrize(
    ("parameters", "lang", "switch"),
    [
        ([], "en", "?lang=zh"),
        ([("lang", "zh")], "zh", "?"),
        ([("lang", "xx"), ("a", "b&c")], "en", "?a=b%26c&lang=zh"),
        ([("lang", "zh"), ("a", "<"), ("a", ">")], "zh", "?a=%3C&a=%3E"),
    ],
)
def test_the_language_is_in_the_address(parameters: list[tuple[str, str]], lang: str, switch: str) -> None:
    assert pages.language(parameters) == {"lang": lang, "switch": switch}
