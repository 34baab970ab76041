"""Commands that take texts in, and out again."""

import argparse
import sys
from collections.abc import Callable

from plangraph import adding
from plangraph.adding import Change, Wish
from plangraph.commands import building, telling
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.snapshots import Building, staging
from plangraph.snapshots import building as right_to_build
from plangraph.views import added
from plangraph.views.plain import safe


def add_command(options: argparse.Namespace) -> int:
    """Take a text or a folder of texts in, and build."""
    here = _writable(telling.project(options))
    wish = Wish(options.path, options.plan, options.chapter, options.title, options.language, options.replace)
    with right_to_build(here) as right, building.uncollected():
        change = _staged(here, lambda: adding.add(here, wish))
        for chapter in change.already:
            print(f"{change.plan}/{chapter}: this text is here already")
        for note in change.notes:
            print(safe(note), file=sys.stderr)
        if not change.chapters:
            return telling.OK
        return _build(here, right, options.workers, change, gone=False)


def remove_command(options: argparse.Namespace) -> int:
    """Take a chapter or a plan out, and build."""
    here = _writable(telling.project(options))
    with right_to_build(here) as right, building.uncollected():
        change = _staged(here, lambda: adding.remove(here, options.name))
        return _build(here, right, 1, change, gone=True)


def _writable(here: Project) -> Project:
    if not here.writable:
        raise PlanGraphError("the packaged sample is read-only; make a project: a folder with graph/text/<plan>/ in it")
    return here


def _staged(here: Project, stage: Callable[[], Change]) -> Change:
    try:
        return stage()
    except OSError as error:
        staging.drop(here)
        raise PlanGraphError(f"{here.texts}: cannot be written: {error.strerror}; nothing was changed") from error
    except PlanGraphError:
        staging.drop(here)
        raise


def _build(here: Project, right: Building, workers: int, change: Change, *, gone: bool) -> int:
    grown = building.grown(here, right, workers)
    if not grown.files:
        staging.drop(here)
        return telling.FAULT
    for chapter in change.chapters:
        name = f"{change.plan}/{chapter}"
        print(f"{name}: removed" if gone else added.text(name, added.counts(grown.store, name)))
    if change.new_plan:
        print(f"{change.plan}: the plan is gone" if gone else f"{change.plan}: a new plan")
    print(f"written: {len(grown.files)} files in {here.built}")
    return telling.OK
