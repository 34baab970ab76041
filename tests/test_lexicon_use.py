"""The lexicon is not made for one text: its examples are not the chapter's, and its entries occur in other texts."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.beside import needs
from tests.lexicon_use import CHAPTER, LEXICON, Entry, Words, entries, outside_texts

MOST_UNSEEN = 0.32  # of all entries; whoever widens the lexicon beyond the texts at hand raises this knowingly
MOST_FROM_CHAPTER = 70  # entries that occur in the sample chapter and in no other text
_RUN = 6  # words in a row that no example may share with the chapter


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _shown(found: list[Entry]) -> str:
    return "\n".join(f"{entry.table}.tsv:{entry.line}: {entry.key}" for entry in found)


def test_no_example_is_from_the_chapter() -> None:
    chapter = _words(CHAPTER.read_text("utf-8"))
    runs = {tuple(chapter[at : at + _RUN]) for at in range(len(chapter) - _RUN + 1)}
    whole = f" {' '.join(chapter)} "
    taken = []
    for entry in entries(LEXICON):
        words = _words(entry.example)
        inside = any(tuple(words[at : at + _RUN]) in runs for at in range(len(words) - _RUN + 1))
        if inside or (len(words) > 1 and f" {' '.join(words)} " in whole):
            taken.append(entry)
    assert taken == [], _shown(taken)


def test_every_table_has_examples() -> None:
    tables = {entry.table for entry in entries(LEXICON)}
    assert {path.stem for path in LEXICON.glob("*.tsv")} - tables == {"precisions"}
    assert [entry for entry in entries(LEXICON) if not entry.example.strip()] == []


@pytest.mark.shared
@needs("gold", "corpus")
def test_entries_occur_in_other_texts(capsys: pytest.CaptureFixture[str]) -> None:
    outside, chapter = Words(outside_texts()), Words([CHAPTER])
    every = list(entries(LEXICON))
    unseen = [entry for entry in every if not outside.has(entry.key)]
    from_chapter = [entry for entry in unseen if chapter.has(entry.key)]
    by_table = ", ".join(f"{name} {count}" for name, count in Counter(entry.table for entry in unseen).most_common())
    with capsys.disabled():
        report = f"{len(unseen)} of {len(every)} lexicon entries occur in no text but their own example"
        print(f"\n{report} ({len(from_chapter)} of them in the chapter): {by_table}")  # noqa: T201 - the count is wanted
    assert len(from_chapter) <= MOST_FROM_CHAPTER, _shown(from_chapter)
    assert len(unseen) / len(every) <= MOST_UNSEEN, _shown(unseen)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("mend", True),  # in another form
        ("sea wall", True),
        ("sea bed", False),
        ("wall sea", False),
        ("wall boats", False),  # across two sentences
        ("bring ... into play", True),
        ("bring ... into use", False),
        ("by #", True),
        ("with # boats", False),
        ("boats * old", True),
        ("modernize", True),
        ("stricken", True),  # the end of a compound
        ("US$", True),
        ("Aba", True),
        ("Storm", False),  # a name, and the text has the word
    ],
)
def test_where_entries_are_found(tmp_path: Path, key: str, found: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "We mended the sea wall. Boats of an old storm-stricken fleet came to Aba.\n\n"
        "They will bring divers' skills into play by 2031 and modernise it for US$40 million.\n",
        "utf-8",
    )
    assert Words([path]).has(key) is found
