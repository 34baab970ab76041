"""Verdicts: read strictly, applied where they fit, reported where they no longer do."""

from pathlib import Path

import pytest

from plangraph.errors import DataError
from plangraph.reading import curation

HEADER = "plan\tchapter\tsection\tquote\tproperty\tvalue\tverdict\twho\twhen\twhy\n"
ROW = "cn-14fyp\t32\tsection/1\tboost investment\ttheme\tfinance\tadd\tA. Reader\t2026-11-24\tinvestment is finance\n"


def _write(folder: Path, text: str) -> Path:
    path = folder / "judgements.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read(tmp_path: Path) -> None:
    (judgement,) = curation.load(_write(tmp_path, HEADER + ROW))
    assert (judgement.section, judgement.quote, judgement.verdict) == ("section/1", "boost investment", "add")
    assert judgement.line == 2


def test_no_table_is_no_verdict(tmp_path: Path) -> None:
    assert curation.load(tmp_path / "judgements.tsv") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\tadd\t", "\tmaybe\t", "judgements.tsv:2: verdict is 'maybe'; it must be one of accept, reject, add"),
        ("2026-11-24", "24.11.2026", "judgements.tsv:2: when is '24.11.2026'; write a date as 2026-01-31"),
        ("A. Reader", "", "judgements.tsv:2: who is empty"),
        ("\ttheme\t", "\tcolour\t", "judgements.tsv:2: property is 'colour'; it must be one of"),
        ("\tinvestment is finance", "", "judgements.tsv:2: 9 cells, but the header has 10"),
        ("\twhy", "", "judgements.tsv:1: the header lacks why"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (HEADER + ROW).replace(old, new, 1)
    with pytest.raises(DataError) as caught:
        curation.load(_write(tmp_path, text))
    assert says in str(caught.value)
