"""Chinese pages: each message, column and text of a question has its Chinese, and programs are told in English.

What the code may say is read from the code itself, so that a new message without Chinese fails here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from plangraph.asking.limits import Limits
from plangraph.errors import LimitError
from plangraph.files import find_project
from plangraph.graph import queries, sparql
from plangraph.web import faults, words
from tests import project
from tests.served import of_project

SOURCE = Path(words.__file__).resolve().parents[1]
SAID_TO_CLIENTS = [
    *sorted((SOURCE / "web").glob("*.py")),
    *sorted((SOURCE / "asking").glob("*.py")),
    SOURCE / "graph" / "sparql.py",
    SOURCE / "graph" / "store" / "answers.py",
]
ERRORS = {"Refusal", "QueryError", "LimitError", "WorkerError"}
QUESTIONS = queries.load_all(find_project(project.ROOT).queries / "ask")
LIMIT = "'x' (limit: 'x'); 'x'"  # made of parts, see the test of limits
CHINESE = re.compile("[\u4e00-\u9fff]")


def _text(node: ast.expr) -> str | None:
    """The message that an expression makes, with a name in each of its blanks; None where it is none by itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else _blank(part)
            for part in node.values
            if isinstance(part, ast.Constant | ast.FormattedValue)
        )
    return None


def _blank(part: ast.FormattedValue) -> str:
    code = ast.unparse(part.value)
    if "nearest(" in code:
        return "; did you mean 'other'?"
    return {"kind": "rows", "error": "the query is empty"}.get(code, "'x'")


def _messages(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            for one in ast.walk(ast.Tuple(node.args[:2], ast.Load())):
                if isinstance(one, ast.IfExp) or one in node.args:
                    for value in (one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,):
                        text = _text(value) if isinstance(value, ast.expr) else None
                        if text and " " in text:
                            yield f"{path.name}:{node.lineno}", text


MESSAGES = [found for path in SAID_TO_CLIENTS for found in _messages(path)]


def test_each_message_of_the_code_has_its_chinese() -> None:
    assert len(MESSAGES) > 45
    missing = [(where, text) for where, text in MESSAGES if faults.told(text, "zh")[1] != "zh" and text != LIMIT]
    assert missing == []


@pytest.mark.parametrize("name", ["seconds", "memory", "waiting"])
def test_each_limit_is_told_in_chinese(name: str) -> None:
    error: LimitError = Limits().exceeded(name)
    text, language = faults.told(str(error), "zh")
    assert language == "zh"
    assert f"（限制：{name}）" in text


@pytest.mark.parametrize(
    "query",
    ["SELECT", "", "SELECT * WHERE { ?s nosuch:x ?o }", "DELETE WHERE {}", "SELECT * WHERE { ?s ?p }", "ASK {" * 500,
     "SELECT (COUNT(*) AS ?n) ?s WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://e.example/> { ?s ?p ?o } }", "  "],
)  # fmt: skip
def test_what_is_wrong_with_a_query_is_told_in_chinese(client: TestClient, query: str) -> None:
    page = client.get("/sparql", params={"query": query, "lang": "zh"}, headers={"accept": "text/html"})
    fault = re.search(r'<p id="fault"([^>]*)>(.*?)</p>', page.text)
    assert page.status_code == 400
    assert fault
    assert CHINESE.search(fault[2])
    assert "lang=" not in fault[1]


@pytest.mark.parametrize(
    "path", ["/query/nosuch", "/place/nosuch", "/resource", "/static/nosuch", "/query/airports?a=1"]
)
def test_programs_are_told_in_english_and_readers_in_their_language(client: TestClient, path: str) -> None:
    chinese = path + ("&" if "?" in path else "?") + "lang=zh"
    for accept in ("application/json", "text/plain"):
        assert not CHINESE.search(client.get(chinese, headers={"accept": accept}).text)
    page = client.get(chinese, headers={"accept": "text/html"}).text
    assert CHINESE.search(re.findall(r'<p class="fault">(.*?)</p>', page)[0])
    assert '<html lang="zh-CN">' in page
    assert 'href="/?lang=zh"' in page
    page = client.get(path, headers={"accept": "text/html"}).text
    assert not CHINESE.search(page)


def test_an_unknown_message_stays_english_and_says_so() -> None:
    for message in ("nobody wrote this", "line 1, column 2: The unheard of, near 'x'", "the query is empty" * 1000):
        assert faults.told(message, "zh") == (message, "en")


def test_a_message_is_put_together_from_its_parts() -> None:
    wrong = "parameter 'place' of the question 'a': 'b:c': the prefix 'b' is not known; did you mean 'd'?"
    assert faults.told(wrong, "zh")[0] == "问题 'a' 的参数 'place'：'b:c'：前缀 'b' 未知；是否想写 'd'？"
    assert faults.told(wrong, "en") == (wrong, "en")
    for known, said in (
        ([], "没有可选项"),
        (["k1", "k2"], "可选：k1, k2"),
        ([f"k{n}" for n in range(20)], "另有 8 个"),
    ):
        assert said in faults.told("'zzz' is no scope" + sparql.nearest("zzz", known), "zh")[0]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with of_project() as made:
        yield made


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_columns_and_own_texts_of_a_question_are_chinese(client: TestClient, question: queries.Question) -> None:
    page = client.get(f"/query/{question.id}?lang=zh", headers={"accept": "text/html"}).text
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    assert [head for head in heads if not CHINESE.search(head)] == []
    own = {text for bound in re.findall(r"\bBIND\((.*)\)", question.text) for text in re.findall(r'"([^"]+)"', bound)}
    assert [text for text in own if not words.text(text, "zh")] == []
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    shown = {re.sub(r"<[^>]*>|\s+", " ", cell).strip() for cell in cells}
    assert shown & (own | {"true", "false"}) == set()
