"""A picture as one HTML page: to be written to a file, or shown in a notebook."""

import html
from dataclasses import dataclass
from pathlib import Path

from plangraph.views import pages

_HEIGHT = 640  # pixels in a notebook


@dataclass(frozen=True, slots=True)
class Picture:
    """A complete page and its title. A notebook shows it where it is the value of a cell."""

    title: str
    html: str

    def _repr_html_(self) -> str:
        """The page in a frame, for Jupyter and what works alike.

        The whole page is in ``srcdoc``, so no file has to be found or served. The frame is sandboxed: its scripts
        run, but can reach neither the notebook nor what the notebook may reach.
        """
        return (
            f'<iframe title="{html.escape(self.title)}" sandbox="allow-scripts" width="100%" height="{_HEIGHT}" '
            f'style="border: 1px solid #9aa5b1; border-radius: 6px" srcdoc="{html.escape(self.html)}"></iframe>'
        )

    def write(self, path: Path | str) -> Path:
        """Write the page and say where it lies; the folder is made where it is missing.

        Raises:
            DataError: the file cannot be written.
        """
        return pages.write(Path(path), self.html)
