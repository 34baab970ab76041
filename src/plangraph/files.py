"""Where the project's data lies.

A project is a folder that has ``graph/``. Without one, the sample that ships in the package is used, read-only.
"""

from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import DataError

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project. ``writable`` is false for the packaged sample."""

    root: Path
    ontology: Path
    queries: Path
    writable: bool

    @property
    def texts(self) -> Path:
        """Plans, a folder each, with ``plan.toml`` and the chapters' texts."""
        return self.root / "graph" / "text"

    @property
    def gazetteer(self) -> Path:
        """Tables of places, divisions, countries, memberships and plan outlines."""
        return self.root / "graph" / "gazetteer"

    @property
    def aliases(self) -> Path:
        """The table of names that the gazetteer lacks."""
        return self.gazetteer / "aliases.csv"

    @property
    def judgements(self) -> Path:
        """The table of human verdicts."""
        return self.root / "graph" / "curated" / "judgements.tsv"

    @property
    def ontology_files(self) -> tuple[Path, ...]:
        """The ontology and its schemes, in a fixed order; shapes are not part of it."""
        return (self.ontology / "plan.ttl", *sorted((self.ontology / "schemes").glob("*.ttl")))

    @property
    def built(self) -> Path:
        """What ``plangraph build`` writes."""
        return self.root / "graph" / "built"


def sample_root() -> Path:
    """The folder of the packaged sample; in a source checkout, the checkout itself."""
    packaged = _HERE / "_sample"
    return packaged if packaged.is_dir() else _HERE.parents[1]


def find_project(start: Path, explicit: Path | None = None) -> Project:
    """The project at ``explicit``, or the nearest one upwards from ``start``, or the packaged sample.

    Raises:
        DataError: ``explicit`` has no ``graph`` folder.
    """
    sample = sample_root()
    if explicit is not None:
        if not (explicit / "graph").is_dir():
            raise DataError(f"{explicit}: no plangraph project here: a project is a folder with a graph/ folder in it")
        return _project(explicit.resolve(), sample)
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "graph" / "text").is_dir():
            return _project(folder, sample)
    return _project(sample, sample)


def _project(root: Path, sample: Path) -> Project:
    """A project at ``root``; what it does not bring itself comes from the sample."""

    def own(name: str) -> Path:
        return root / name if (root / name).is_dir() else sample / name

    return Project(root, own("ontology"), own("queries"), writable=root != _HERE / "_sample")
