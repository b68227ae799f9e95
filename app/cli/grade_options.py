"""The options of `grade`; nothing heavy is imported for them."""

from __future__ import annotations

import argparse
from pathlib import Path

FORMATS = ("table", "csv", "json")


def add_grade_options(parser: argparse.ArgumentParser) -> None:
    """The exercise, the students' files, and where the grades go."""
    parser.description = (
        "Hold students' files against an exercise: a row for each, also for one that cannot be "
        "read. Exit code 0 says that all have passed, 1 that some have not or could not be checked."
    )
    parser.add_argument("exercise", type=Path, metavar="EXERCISE", help="an .exercise.json file")
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a .convas file, or a folder: the .convas files in it",
    )
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="write the grades here as well, row by row"
    )
    parser.add_argument(
        "--train",
        action="store_true",
        help="train the networks of which the exercise wants it, which takes its time; "
        "default: such a constraint is left open",
    )
