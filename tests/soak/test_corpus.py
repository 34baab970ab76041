"""Seven reports and 23 speeches of five governments, read in one run: every warning is of a kind that is explained."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.notices import KINDS, kind_of
from plangraph.reading.layout.source import outer
from plangraph.reading.names.gazetteer import load
from plangraph.texts import read_document
from tests import project
from tests.beside import CORPUS, needs

PAGE = (project.ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")


@pytest.mark.soak
@pytest.mark.shared
@needs("corpus")
def test_all_texts_are_read_in_one_run(record_property: Callable[[str, object], None]) -> None:
    extractor = RuleExtractor(load(project.ROOT / "graph" / "gazetteer"))
    kinds: Counter[str] = Counter()
    words = sentences = measures = texts = 0
    for reading in extractor.read(map(read_document, _texts())):
        document = reading.document
        texts += 1
        words += len(document.text.split())
        sentences += len(document.sentences)
        measures += len(reading.measures)
        for notice in document.notices:
            kind = kind_of(notice)
            assert kind is not None, f"{document.name}:{notice.line}: {notice.message}"
            assert f"\n### {KINDS[kind][0]}\n" in PAGE
            kinds[kind] += 1
        for mention in reading.mentions:
            span = outer(mention.evidence)
            assert (
                document.text[span.start : span.end].split() == mention.evidence.quote.split()
                or len(mention.evidence.segments) > 1
            )
    record_property(
        "read", f"{texts} texts, {words} words, {sentences} sentences, {measures} measures, notices {dict(kinds)}"
    )
    assert texts >= 30
    assert words > 400_000
    assert measures > 10_000


def _texts() -> Iterator[Path]:
    yield from sorted(path for path in CORPUS.rglob("*.txt") if not path.name.endswith(".zh.txt"))
