"""``python -m plangraph``: the same as the command ``plangraph``."""

import sys

from plangraph.cli import main

sys.exit(main())
