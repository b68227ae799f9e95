"""The command that drives the window through the lectures' scenes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.printing import CommandError, print_json, print_table

Written = Callable[[Path], None]
"""Is told of every picture."""


@dataclass(frozen=True)
class Tour:
    """What the command calls; both need Qt."""

    scenes: Callable[[], Sequence[tuple[str, str]]]
    """The scenes there are: the row of the lectures that each shows, and its title."""
    play: Callable[[Path, Sequence[str], Written], int]
    """Plays into a folder the scenes of these rows, or all there is; gives the exit code."""


def add_tour_options(options: argparse.ArgumentParser) -> None:
    """What `tour` takes."""
    options.description = (
        "Drive the real window: build and train a network, then put on the screen what the "
        "lectures show, row by row. The numbers that the window shows are compared with those of "
        "the lectures; exit code 1 says that one is another."
    )
    options.add_argument("--output", type=Path, metavar="DIR", help="where the pictures go")
    options.add_argument(
        "--rows", metavar="B1,B4", help="play only the scenes of these rows; default: everything"
    )
    options.add_argument("--list", action="store_true", help="name the scenes and play none")


def run_tour_command(options: argparse.Namespace, tour: Tour | None) -> int:
    """Play the tour, or list its scenes, as the options say."""
    if tour is None:
        raise CommandError("the tour needs the window: start it with python main.py tour")
    if options.list:
        return _list(tour, options.format)
    if options.output is None:
        raise CommandError("say with --output where the pictures go, or name the scenes by --list")
    rows = _rows(options.rows, tour)
    pictures: list[str] = []

    def written(picture: Path) -> None:
        pictures.append(str(picture))
        print(picture, file=sys.stderr)

    code = tour.play(options.output, rows, written)
    if options.format == "json" and pictures:
        print_json({"pictures": pictures})
    return code


def _list(tour: Tour, form: str) -> int:
    scenes = tour.scenes()
    if form == "json":
        print_json([{"row": row, "title": title} for row, title in scenes])
    else:
        print_table(("Row", "Scene"), scenes)
    return 0


def _rows(text: str | None, tour: Tour) -> tuple[str, ...]:
    """The rows that are named; CommandError for one that no scene shows."""
    if text is None:
        return ()
    rows = tuple(word.strip().upper() for word in text.split(",") if word.strip())
    known = [row for row, _ in tour.scenes()]
    for row in rows:
        if row not in known:
            raise CommandError(f"no scene shows row {row!r}; there are {', '.join(known)}")
    if not rows:
        raise CommandError(f"--rows names no row; there are {', '.join(known)}")
    return rows
