"""Snapshots: the built graph in generations, each a folder that nothing changes once it is named.

``graph/snapshots/`` holds them, with ``current`` (the name of the one that is read), ``lock`` (who builds) and
``publishing`` (a build is between its swap and its end). ``graph/built/`` is what is committed; generations are made
from it where there are none, and may be deleted at any time.
"""

from plangraph.snapshots.building import Building, building
from plangraph.snapshots.opening import Snapshot, copied, current

__all__ = ["Building", "Snapshot", "building", "copied", "current"]
