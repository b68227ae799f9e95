"""`grade`: students' files held against an exercise, as a table, CSV or JSON."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from rich.console import Console

from app.cli.printing import CommandError, cannot_write, print_json, print_table
from app.cli.progress_bar import progress_bar
from app.exercises.exercise import ExerciseError, read_exercise
from app.exercises.grading import Grade, Grader, files_in
from app.exercises.report import VERDICTS, heads, row, sentence


def grade(options: argparse.Namespace) -> int:
    """Grade the files that the options name. Raises CommandError where none can be."""
    try:
        exercise = read_exercise(options.exercise)
    except ExerciseError as error:
        raise CommandError(str(error)) from error
    paths = list(files_in(options.files))
    if not paths:
        raise CommandError("there is no .convas file in " + ", ".join(map(str, options.files)))
    if options.csv is not None and _same(options.csv, (options.exercise, *paths)):
        raise CommandError(f"{options.csv} would be overwritten: choose another file for --csv")
    grader = Grader(exercise, train=options.train)
    grades = []
    with _opened(options.csv) as rows:
        to_file = _writer(rows)
        to_screen = _writer(sys.stdout if options.format == "csv" else None)
        for write in (to_file, to_screen):
            write.writerow(heads(exercise))
        console = Console(stderr=True)
        with progress_bar(console) as show:
            for number, path in enumerate(paths, start=1):
                show(path.name, number - 1, len(paths))
                done = grader.grade(path)
                grades.append(done)
                for write, stream in ((to_file, rows), (to_screen, sys.stdout)):
                    write.writerow(row(exercise, done))
                    if stream is not None:
                        stream.flush()
                told = f"{number}/{len(paths)} {path}: {sentence(done)}"
                console.print(told, markup=False, highlight=False, soft_wrap=True)
    _tell(options, grades)
    return int(any(done.verdict != "passed" for done in grades))


class _Rows(Protocol):
    def writerow(self, row: tuple[str, ...], /) -> Any: ...


class _Nowhere:
    def writerow(self, row: tuple[str, ...], /) -> None:
        """Nobody wants this row."""


def _writer(stream: TextIO | None) -> _Rows:
    return _Nowhere() if stream is None else csv.writer(stream, lineterminator="\n")


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO | None]:
    """The file for the rows, which is there from the first grade on: grading may take an hour."""
    if path is None:
        yield None
        return
    try:
        # With a mark, without which spreadsheets take the signs × and ≥ for others.
        file = path.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise cannot_write(path, error) from error
    with file:
        try:
            yield file
        except BrokenPipeError:  # that is standard output, whose reader has seen enough
            raise
        except OSError as error:
            raise cannot_write(path, error) from error


def _same(path: Path, others: tuple[Path, ...]) -> bool:
    return any(path.resolve() == other.resolve() for other in others)


def _tell(options: argparse.Namespace, grades: list[Grade]) -> None:
    if options.format == "json":
        print_json([_form(done) for done in grades])
    elif options.format == "table":
        print_table(
            ("file", "passed", "what is missing"),
            ((str(done.path), VERDICTS[done.verdict], _missing(done)) for done in grades),
        )
        passed = sum(done.verdict == "passed" for done in grades)
        print(f"{passed} of {len(grades)} passed.")
        if options.csv is not None:
            print(f"Wrote {options.csv}.")


def _missing(done: Grade) -> str:
    return "" if done.verdict == "passed" else sentence(done)


def _form(done: Grade) -> dict[str, Any]:
    return {
        "file": str(done.path),
        "passed": {"passed": True, "failed": False, "open": None}[done.verdict],
        "network": done.network,
        "findings": [
            {
                "wanted": finding.wanted,
                "verdict": finding.verdict,
                "found": finding.found,
                "value": finding.value,
                "remark": finding.remark,
            }
            for finding in done.findings
        ],
        "message": done.message,
    }
