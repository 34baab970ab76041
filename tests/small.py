"""A project that is built quickly: the sample with a short text, and only the divisions that its tables name."""

from pathlib import Path

from tests import project

TEXTS = (
    "Chapter 32 Regions\n\nWe will build an airport in Kashgar. We will support the western region.\n",
    "Chapter 32 Regions\n\nWe will build a highway to Hunchun. We will support the central region.\n",
)


ACTIONS = ("build", "construct", "support")  # one below another, and not taken


def copy(folder: Path) -> Path:
    """The small project in ``folder``, not built yet; its path."""
    project.copy(folder, built=False)
    (folder / "graph" / "curated" / "judgements.tsv").unlink()
    project.few_divisions(folder / "graph" / "gazetteer")
    plan = folder / "graph" / "text" / "cn-14fyp" / "plan.toml"
    plan.write_bytes(plan.read_text("utf-8").partition("[sha256]")[0].encode())
    rewrite(folder, 0)
    return folder


def fewer_pages(folder: Path) -> Path:
    """Take out of the project what gives a site most of its pages and no page that differs from others; its path.

    Actions that its texts do not take, and what lies in regions other than the western one.
    """
    scheme = folder / "ontology" / "schemes" / "action.ttl"
    head, *actions = scheme.read_text("utf-8").split("\naction:")
    kept = [action for action in actions if action.split()[0] in ACTIONS]
    scheme.write_bytes("\naction:".join([head, *kept]).encode())
    members = folder / "graph" / "gazetteer" / "members.csv"
    first, *rows = members.read_text("utf-8").splitlines(keepends=True)
    members.write_bytes("".join([first, *(row for row in rows if row.startswith("western-region,"))]).encode())
    return folder


def rewrite(folder: Path, variant: int) -> None:
    """Let its text be another one of ``TEXTS``."""
    (folder / "graph" / "text" / "cn-14fyp" / "32.txt").write_bytes(TEXTS[variant].encode())
