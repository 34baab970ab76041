"""The explorer's page: one file, the same each time, that runs our script and nothing else, whatever a text says."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from plangraph import api
from plangraph.cli import main
from plangraph.errors import DataError
from plangraph.graph.store import Store
from plangraph.views.explorer import page as explorer
from plangraph.views.explorer.book import book
from plangraph.views.explorer.scripts import joined
from tests import project

STATIC = Path(explorer.__file__).resolve().parent / "static"
SHARED = STATIC.parents[1] / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))
WORDS = sorted(STATIC.glob("words.*.json"))
QUERIES = project.ROOT / "queries"
SAMPLE = project.ROOT / "tests" / "cases" / "network" / "sample.trig"
MOST = 2_500_000
PWN = "document.documentElement.dataset.pwned=1"
HOSTILE = (
    f"</script><script>{PWN}</script>",
    f"<!--<script>{PWN}",
    f"]]></noscript><img src=x onerror={PWN}>",
    f'"><svg onload={PWN}>',
    "%%script%% %%book%%",
    "\u2028\u2029\x7f\ufdd0 \U0001ffff\x01",
    "\u202etxet",
)


class Parsed(HTMLParser):
    """The elements of a page, with attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        self._open = tag if tag != "script" else f"script {dict(attributes).get('id', '')}".strip()
        self.texts.setdefault(self._open, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


@pytest.fixture(scope="module")
def text(explored: Path) -> str:
    return explored.read_text(encoding="utf-8")


def test_small_enough_and_the_same_bytes_each_time(explored: Path, tmp_path: Path) -> None:
    assert explored.stat().st_size <= MOST
    command = [sys.executable, "-m", "plangraph", "explore", "--project", str(project.ROOT), "--out"]
    again = tmp_path / "made" / "again.html"
    done = subprocess.run(
        [*command, str(again)], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "77"}
    )
    assert done.stdout == f"explorer: {again}\n"
    assert again.read_bytes() == explored.read_bytes()


def test_nothing_is_loaded_and_only_our_script_may_run(text: str) -> None:
    parsed = Parsed(text)
    for tag, attributes in parsed.elements:
        assert not {"src", "href", "srcset", "style", "action", "data"} & set(attributes), tag
        assert not any(name.startswith("on") for name in attributes), tag
    policy = next(a["content"] for t, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data: blob:"
    assert "unsafe" not in policy
    assert "http" not in policy
    for rule, element in (("script-src", "script"), ("style-src", "style")):
        (content,) = parsed.texts[element]
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
        assert rules[rule] == f"'sha256-{digest}'"
    assert parsed.tags().count("script") == 3  # the data, the words, and the one that runs
    assert [tag for tag in parsed.tags() if tag in ("link", "iframe", "object", "embed", "base", "form", "img")] == []


def test_the_page_tells_its_language_title_source_and_credit(text: str) -> None:
    parsed = Parsed(text)
    assert parsed.elements[0] == ("html", {"lang": "en"})
    (title,) = parsed.texts["title"]
    assert title == "Chapter 32: Further Implementing the Coordinated Regional Development Strategy"
    rights = next(a["content"] for _, a in parsed.elements if a.get("name") == "dcterms.rights")
    assert "GeoNames (geonames.org, CC BY 4.0)" in (rights or "")


def test_without_scripts_the_text_can_be_read(text: str) -> None:
    inside = text[text.index("<noscript>") : text.index("</noscript>")]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", inside))
    chapter = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
    for sentence in re.findall(r"[^.\n]{40,}\.", chapter):
        assert re.sub(r"\s+", " ", sentence.strip()) in words.replace("&#x27;", "'").replace("&quot;", '"')
    assert re.search("[\u4e00-\u9fff]{10}", words)


def test_the_data_is_the_book(text: str) -> None:
    here = api.project(project.ROOT)
    assert json.loads(Parsed(text).texts["script book"][0]) == book(api.load(here), here.queries)


def _hostile(words: str) -> dict[str, Any]:
    """The book of the made-up chapter, with ``words`` for every text in it."""
    store = Store.memory()
    store.load(SAMPLE)
    made = book(store, QUERIES)

    def other(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: other(one) if name not in ("kind", "family", "key") else one for name, one in value.items()}
        if isinstance(value, list):
            return [other(one) for one in value]
        return words if isinstance(value, str) else value

    return {name: other(value) for name, value in made.items()}


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_gets_out_of_its_place(words: str) -> None:
    made = _hostile(words)
    assert made["sentences"]
    plain = Parsed(explorer.page(_hostile("plain")))
    text = explorer.page(made)
    parsed = Parsed(text)
    assert parsed.tags() == plain.tags()
    assert parsed.texts["script"] == plain.texts["script"]
    assert json.loads(parsed.texts["script book"][0]) == made
    assert "<" not in parsed.texts["script book"][0]
    text.encode("utf-8")


def test_a_graph_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no text"):
        explorer.write(Store.memory(), QUERIES, tmp_path / "explorer.html")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = tmp_path / "file" / "explorer.html"
    assert main(["explore", "--project", str(project.ROOT), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"plangraph: {out}: cannot be written: ")
    assert told.count("\n") == 1


# ------------------------------------------------------------------------------------------------- joining modules


def _modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_what_is_imported_stands_first(tmp_path: Path) -> None:
    folder = _modules(
        tmp_path,
        main='import { b as other } from "./one.js";\nimport {\n  a,\n} from "./two.js";\nother(a);\n',
        one='import { a } from "./two.js";\nexport function b(x) {\n  return x + a;\n}\n',
        two="export const a = 1;\nconst hidden = 2;\n",
    )
    text = joined("main", folder)
    assert text.index("const module_two") < text.index("const module_one") < text.index("const module_main")
    assert "const { b: other } = module_one;" in text
    assert "return { a };" in text
    assert "export" not in text
    assert "import" not in text


def test_the_first_folder_with_a_module_gives_it(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "shared").mkdir()
    _modules(tmp_path / "own", main='import { a } from "./two.js";\na();\n')
    _modules(tmp_path / "shared", two="export class a {}\n")
    assert "class a {}" in joined("main", tmp_path / "own", tmp_path / "shared")


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"main": 'import { a } from "./gone.js";\n'}, r"gone\.js: no such module; main\.js imports it"),
        ({"main": 'import { a } from "./main.js";\n'}, r"main\.js: imports itself: main → main"),
        ({"main": "export default 1;\n"}, r"cannot be joined: 'export default 1;'"),
        ({"main": 'import all from "./x.js";\n'}, "cannot be joined: 'import all"),
        ({"main": "export let a = 1;\n"}, "cannot be joined: 'export let"),
        ({"main": 'const a = "</script>";\n'}, "ends or hides a script"),
        ({"main": "// <!-- \n"}, "ends or hides a script"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, texts: dict[str, str], told: str) -> None:
    with pytest.raises(DataError, match=told):
        joined("main", _modules(tmp_path, **texts))


# ------------------------------------------------------------------------------------------------- our own modules


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_modules_are_small_and_put_in_text_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert text.count("\n") <= 250
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
    code = r"\beval\(|new Function|\bimport\(|\bfetch\(|XMLHttpRequest|sendBeacon"
    assert not re.search(f"{markup}|{code}", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_is_imported_is_there_and_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names, other in re.findall(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";$', text, re.MULTILINE):
        home = next(f / f"{other}.js" for f in (STATIC, SHARED) if (f / f"{other}.js").is_file())
        offered = set(
            re.findall(r"^export (?:async )?(?:function\*?|class|const) (\w+)", home.read_text("utf-8"), re.M)
        )
        for name in filter(None, (part.strip() for part in names.split(","))):
            assert name.split(" as ")[0] in offered, f"{path.name}: {name} of {other}.js"
            assert len(re.findall(rf"\b{name.split(' as ')[-1]}\b", text)) > 1, f"{path.name}: {name} is not used"


def test_every_module_is_in_the_page() -> None:
    text = joined("main", STATIC, SHARED)
    missing = [path.name for path in SCRIPTS if f"const module_{path.stem} = " not in text]
    assert missing == []


def test_words_are_there_in_both_languages() -> None:
    words: dict[str, dict[str, str]] = {}
    for path in WORDS:
        table = json.loads(path.read_text(encoding="utf-8"))
        assert not words.keys() & table.keys()
        words |= table
    assert all(set(both) == {"en", "zh"} and all(both.values()) for both in words.values())
    asked = {key for path in SCRIPTS for key in re.findall(r'\bsay\("([\w.]+)"', path.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert asked <= words.keys()
    blanks = {
        key
        for key, both in words.items()
        if set(re.findall(r"\{\d\}", both["zh"])) - set(re.findall(r"\{\d\}", both["en"]))
    }
    assert blanks == set()
