"""Long documents: read in parts, by several processes, with the same result as in one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph import workers
from plangraph.errors import PlanGraphError
from plangraph.model import Document, Reading
from plangraph.reading import streamed
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout import parts
from plangraph.reading.layout.structure import parse
from plangraph.reading.names.gazetteer import load
from plangraph.reading.output import as_json
from tests import project

CHAPTER = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
NESTED = "Part One  A\nChapter 2  B\nSection 3  C\n" + "We will dig the canal.\nWe will pave the road.\n" * 20


@pytest.fixture(scope="module")
def read() -> Callable[[Document], Reading]:
    extractor = RuleExtractor(load(project.ROOT / "graph" / "gazetteer"))
    return lambda document: next(iter(extractor.read([document])))


@pytest.mark.parametrize("size", [1, 2, 7, 30, 1000])
@pytest.mark.parametrize("text", [CHAPTER, NESTED, "One line.\n"], ids=["chapter", "nested", "line"])
def test_parts_are_the_whole(text: str, size: int) -> None:
    document = parse("any", text)
    bounds = parts.bounds(document, size)
    assert [first for first, _ in bounds] == [0, *(last for _, last in bounds[:-1])]
    assert bounds[-1][1] == len(document.sentences)
    assert all(0 < last - first <= size for first, last in bounds)
    own = []
    for first, last in bounds:
        part = parts.part(document, first, last)
        assert part.document.text == text
        for sentence in part.document.sentences[part.lead :]:
            own.append(sentence.evidence)
            assert _titles(part.document, sentence.section) == _titles(
                document, document.sentences[len(own) - 1].section
            )
        for section in part.document.sections:
            said = [part.document.sentences[heading].evidence.quote for heading in section.headings]
            assert all(section.number in quote or section.title in quote for quote in said)
    assert own == [sentence.evidence for sentence in document.sentences]


def _titles(document: Document, section: int | None) -> list[str]:
    titles = []
    while section is not None:
        titles.append(f"{document.sections[section].level} {document.sections[section].number}")
        section = document.sections[section].parent
    return titles


def test_a_part_begins_with_a_heading_where_it_can() -> None:
    text = "".join(f"Section {number}  Roads\n" + "We will build a road.\n" * 7 for number in range(1, 40))
    document = parse("any", text)
    bounds = parts.bounds(document, 100)
    assert len(bounds) > 2
    assert all(document.sentences[first].form == "heading" for first, _ in bounds)


@pytest.mark.parametrize("size", [7, 30, 1000])
def test_output_in_parts_is_the_output_of_the_whole(read: Callable[[Document], Reading], size: int) -> None:
    """The chapter's names are all known, so that no part has to learn them from another."""
    document = parse("any", CHAPTER)
    made = []
    for bounds in parts.bounds(document, size):
        part = parts.part(document, *bounds)
        made.append(streamed.fragments(read(part.document), part.lead))
    whole = json.dumps(as_json(read(document)), ensure_ascii=False, indent=1)
    assert "".join(streamed.json_text(made)) == whole


@pytest.mark.parametrize("lists", [("", "", ""), (",\n  1", "", ""), ("", ",\n  1", ",\n  2")])
def test_empty_lists(lists: tuple[str, ...]) -> None:
    for made in ([lists], [lists, ("", "", "")], [("", "", ""), lists]):
        text = "".join(streamed.json_text(made))
        assert text == json.dumps(json.loads(text), indent=1)
        assert len(text) == len("".join(streamed.json_text([lists])))


def test_workers_keep_the_order() -> None:
    def slow(number: int) -> tuple[int, int]:
        time.sleep(0.002 * (number % 3))
        return number, os.getpid()

    found = list(workers.mapped(slow, range(20)))
    assert [number for number, _ in found] == list(range(20))
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        assert os.getpid() not in {process for _, process in found}
    assert list(workers.mapped(slow, [])) == []
    assert list(workers.mapped(slow, [5])) == [(5, os.getpid())]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="work is not shared here")
def test_a_worker_that_dies_is_told_and_leaves_no_other_behind() -> None:
    def die(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    found = workers.mapped(die, range(8))
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(PlanGraphError, match="worker process ended"):
        list(found)


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="work is not shared here")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(
        "import os, sys, time\nfrom plangraph import workers\n"
        "def work(n):\n    os.write(1, b'%d\\n' % os.getpid())\n    time.sleep(0.05)\n    return 'x' * 1000000\n"
        "for _ in workers.mapped(work, range(1000)):\n    time.sleep(1000)\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    first = {int(process.stdout.readline()) for _ in range(2)}
    process.kill()
    process.stdout.read()  # ends when the last worker has closed it
    process.stdout.close()
    process.wait()
    until = time.monotonic() + 20
    while not all(_is_gone(number) for number in first) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(_is_gone(number) for number in first)


def _is_gone(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split(")")[-1].split()[0] == "Z"
    except FileNotFoundError:
        return True
