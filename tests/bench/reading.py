"""Reading: sentences a second of the whole extractor, and finding names beside spaCy's tokenizer and PhraseMatcher.

spaCy stands in the extra `bench` alone: lemminflect loads it wherever it finds it, which takes a second.
"""

import gc
import importlib.util
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from plangraph.files import Project
from plangraph.model import Document
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.source import read_text
from plangraph.reading.layout.structure import parse
from plangraph.reading.names.gazetteer import Gazetteer, load
from tests.bench.timing import alternating, row
from tests.beside import CORPUS


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    gazetteer = load(project.gazetteer)
    texts = {path: read_text(path)[0] for path in _texts(project)}
    extractor = RuleExtractor(gazetteer)
    documents = [parse(path.name, text) for path, text in texts.items()]
    list(extractor.read(documents))  # warm
    gc.collect()
    gc.freeze()  # what is here already is no garbage of the reading
    took = min(_seconds(extractor, texts) for _ in range(3))
    gc.unfreeze()
    count = sum(len(document.sentences) for document in documents)
    speed = f"{'reading, whole, warm, one core':44} {count / took:9.0f} sentences/s"
    yield f"{speed}   ({count} sentences of {len(texts)} texts)"
    sentences = [sentence.text for document in documents for sentence in document.sentences]
    theirs = _phrase_matcher(gazetteer, sentences)
    if theirs is None:
        yield f"{'names of the gazetteer':44} spaCy not installed: left out"
        return
    ours = alternating(lambda: [gazetteer.hits(sentence) for sentence in sentences], theirs)
    yield row("names of the gazetteer", *ours, "spaCy blank(en) + PhraseMatcher") + f" ({ours[1] / ours[0]:.1f} times)"


def _texts(project: Project) -> list[Path]:
    found = [path for path in sorted(CORPUS.rglob("*.txt")) if not path.name.endswith(".zh.txt")]
    return found or sorted(project.texts.rglob("*.txt"))


def _seconds(extractor: RuleExtractor, texts: dict[Path, str]) -> float:
    """Seconds of this process from the text to the measures."""
    began = time.process_time()
    documents: Iterator[Document] = (parse(path.name, text) for path, text in texts.items())
    for _ in extractor.read(documents):
        pass
    return time.process_time() - began


def _phrase_matcher(gazetteer: Gazetteer, sentences: Sequence[str]) -> Callable[[], object] | None:
    """The same names looked for in the same sentences."""
    if importlib.util.find_spec("spacy") is None:
        return None
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    names = sorted(gazetteer.names)
    matcher.add("NAME", list(nlp.tokenizer.pipe(names)))
    return lambda: [filter_spans(matcher(doc, as_spans=True)) for doc in nlp.tokenizer.pipe(sentences)]
