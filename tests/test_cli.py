"""The command line: exit status, one clear line for bad input, nothing lost."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph.cli import main
from tests import project

CHAPTER = project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt"


def _fails(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    assert main(arguments) == 1
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    assert lines[0].startswith("plangraph: ")
    return lines[0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty file"),
        ("binary.txt", b"Chapter 1 X\n\x00\x01\x02", "binary"),
        ("latin.txt", b"Chapter 1 X\nWe will build a caf\xe9.\n", "UTF-8"),
        ("plan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("plan.docx", b"PK\x03\x04\x14\x00\x06\x00", "DOCX"),
    ],
)
@pytest.mark.parametrize("command", ["read", "extract"])
def test_bad_texts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, name: str, data: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    line = _fails(capsys, [command, str(path)])
    assert says in line
    assert name in line


def _typo(folder: Path) -> None:
    path = folder / "ontology" / "plan.ttl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("plan:Region a owl:Class", "plan:Region a a owl:Class"), "utf-8"
    )


def _no_column(folder: Path) -> None:
    path = folder / "graph" / "gazetteer" / "places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("label_zh", "label_cn", 1), "utf-8")


def _short_row(folder: Path) -> None:
    path = folder / "graph" / "gazetteer" / "members.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].rsplit(",", 1)[0]
    path.write_text("\n".join(lines), "utf-8")


def _bad_verdict(folder: Path) -> None:
    (folder / "graph" / "curated" / "judgements.tsv").write_text(
        "plan\tchapter\tsection\tquote\tproperty\tvalue\tverdict\twho\twhen\twhy\n"
        "cn-14fyp\t32\tsection/1\tboost\ttheme\tfinance\tperhaps\tA\t2026-01-01\tb\n",
        "utf-8",
    )


def _unknown_plan(folder: Path) -> None:
    (folder / "graph" / "text" / "cn-14fyp" / "plan.toml").unlink()


def _bad_text(folder: Path) -> None:
    (folder / "graph" / "text" / "cn-14fyp" / "33.txt").write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("breaks", "where"),
    [
        (_typo, r"plan\.ttl:\d+"),
        (_no_column, r"places\.csv:1: the header lacks label_zh"),
        (_short_row, r"members\.csv:5: \d cells"),
        (_bad_verdict, r"judgements\.tsv:2: verdict is 'perhaps'"),
        (_unknown_plan, r"plan\.toml: missing"),
        (_bad_text, r"33\.txt"),
    ],
)
def test_a_broken_project_says_where_and_keeps_what_was_built(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, breaks: Callable[[Path], None], where: str
) -> None:
    folder = project.copy(tmp_path)
    breaks(folder)
    before = project.snapshot(folder / "graph" / "built")
    assert before
    line = _fails(capsys, ["build", "--project", str(folder)])
    assert re.search(where, line), line
    assert project.snapshot(folder / "graph" / "built") == before


def test_unknown_question_and_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean 'border-ports-built'" in _fails(capsys, ["query", "border-port-built"])
    assert "no parameter 'plaze'" in _fails(capsys, ["query", "measures-for-a-place", "plaze=x"])
    assert "name=value" in _fails(capsys, ["query", "measures-for-a-place", "hunchun"])
    assert "no IRI" in _fails(capsys, ["query", "measures-for-a-place", "place=<x> } DROP ALL #"])


def test_a_project_folder_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "no plangraph project here" in _fails(capsys, ["info", "--project", str(tmp_path)])


def test_nothing_built_yet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = project.copy(tmp_path, built=False)
    assert "run: plangraph build" in _fails(capsys, ["info", "--project", str(folder)])


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["extract"], ["query", "x", "--format", "pdf"]])
def test_a_wrong_command_line_is_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: plangraph" in capsys.readouterr().err


def test_extract_prints_json_with_offsets_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(CHAPTER), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    text = CHAPTER.read_bytes().decode("utf-8")
    assert len(printed["sentences"]) == 59 + 19
    for mention in printed["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_a_query_from_standard_input() -> None:
    text = (
        "PREFIX plan: <https://w3id.org/plangraph/ontology#>\nSELECT (COUNT(DISTINCT ?b) AS ?n) WHERE { ?b a plan:Box }"
    )
    command = [sys.executable, "-m", "plangraph", "query", "-", "--format", "csv"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=project.ROOT)
    assert done.stdout.splitlines() == ["n", "1"]


def test_help_needs_no_heavy_library() -> None:
    code = "import sys; from plangraph.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    heavy = "rdflib pyoxigraph networkx numpy lemminflect pyvis owlready2"
    done = subprocess.run(
        [sys.executable, "-c", code + f"print([m for m in '{heavy}'.split() if m in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
