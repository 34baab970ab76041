"""The site of a small project whose plan, places and counties bear hostile names."""

import csv
import re
from pathlib import Path

from plangraph import build, snapshots
from plangraph.files import find_project
from plangraph.site import making
from tests import small

PWN = "document.documentElement.dataset.pwned=1"
TITLE = "</title><script>document.title='pwned'</script>"
NAMES = (
    f"</title><script>{PWN}</script><img src=x onerror={PWN}>",
    '"><img src=x onerror=alert(1)>',
    '<a href="/sparql">x</a>',
)


def make(folder: Path) -> None:
    """The built project in ``project`` of a folder, and its site in ``out``."""
    root = folder / "project"
    small.fewer_pages(small.copy(root))
    plan = root / "graph" / "text" / "cn-14fyp" / "plan.toml"
    plan.write_text(re.sub(r'(?m)^en = ".*"$', lambda _: f'en = "{TITLE}"', plan.read_text("utf-8"), count=1), "utf-8")
    divisions = root / "graph" / "gazetteer" / "divisions.csv"
    with divisions.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, name in zip((row for row in rows if row["level"] == "prefecture"), NAMES, strict=False):
        row["name_en"] = name
    with divisions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    here = find_project(root, root)
    with snapshots.building(here) as right:
        build.write(build.assemble(here), right)
    making.write(here, folder / "out")
