"""What may be typed after commands that compare, and after those that write a folder."""

import argparse
from pathlib import Path


def diff(command: argparse.ArgumentParser) -> None:
    """What is compared, and how it is told."""
    command.add_argument("earlier", metavar="A", help="plan/chapter, such as cn-14fyp/32, or a plan")
    command.add_argument("later", metavar="B", help="what it is compared with")
    command.add_argument("--about", default="", metavar="THING", help="only what bears on it, such as western-region")
    command.add_argument("--format", choices=("table", "json", "html", "ttl"), default="table")
    command.add_argument("--out", type=Path, metavar="FILE", help="the file (default: the standard output)")


def align(command: argparse.ArgumentParser) -> None:
    """Which texts are aligned, and how that is told."""
    command.add_argument("english", type=Path, metavar="EN", help="the English text")
    command.add_argument("chinese", type=Path, metavar="ZH", help="the Chinese text of the same document")
    command.add_argument("--format", choices=("tsv", "json", "trig"), default="tsv")
    command.add_argument("--chapter", default="", metavar="ID/N", help="for trig: the chapter that the texts are of")
    command.add_argument("--out", type=Path, metavar="FILE", help="the file (default: the standard output)")


def release(command: argparse.ArgumentParser) -> None:
    """Where the release goes."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder, or a release")


def site(command: argparse.ArgumentParser) -> None:
    """Where the site goes, and where it will be seen."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder, or such a site")
    command.add_argument("--url", default="", metavar="URL", help="where it will be: for w3id.org and search engines")


def gold(command: argparse.ArgumentParser) -> None:
    """What is compared, and what is told of it."""
    command.add_argument(
        "gold", type=Path, metavar="GOLD", nargs="?", help="annotated texts; without it the sample chapter"
    )
    command.add_argument("--all", action="store_true", help="with the worked reference (00-*) of a folder")
    command.add_argument("--errors", action="store_true", help="list each thing missed or read wrongly, as file:line")
    command.add_argument("--format", choices=("table", "json"), default="table")


def query(command: argparse.ArgumentParser) -> None:
    """What is asked, and how the answer is told."""
    command.add_argument("name", metavar="NAME|FILE|-", nargs="?", help="without it the gallery is listed")
    command.add_argument("parameters", nargs="*", metavar="name=value")
    command.add_argument("--format", choices=("table", "full", "csv", "json"), default="table")
    command.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS", help="how long it may take (10)")
