"""Grades as rows of a table: one for each file, three columns for each thing that is asked for."""

from __future__ import annotations

from app.exercises.checking import FITS, REBUILT, Finding, Verdict
from app.exercises.exercise import Exercise
from app.exercises.grading import Grade

VERDICTS: dict[Verdict, str] = {"passed": "yes", "failed": "no", "open": "not checked"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def heads(exercise: Exercise) -> tuple[str, ...]:
    """The columns; for each constraint what was found, whether that is as asked for, and why."""
    wanted = [FITS, *(constraint.words for constraint in exercise.constraints)]
    if exercise.hidden is not None:
        wanted.append(REBUILT)
    columns = [head for words in wanted for head in (words, f"passed: {words}", f"remark: {words}")]
    return ("file", "passed", "network", *columns, "message")


def row(exercise: Exercise, grade: Grade) -> tuple[str, ...]:
    """A grade under `heads`; a figure stands alone in its cell, and is one to every program.

    No cell begins like a formula, which a spreadsheet would carry out.
    """
    cells: list[str] = []
    for finding in grade.findings:
        cells += [_figure(finding), VERDICTS[finding.verdict], finding.remark]
    cells += [""] * (len(heads(exercise)) - 4 - len(cells))
    whole = (str(grade.path), VERDICTS[grade.verdict], grade.network, *cells, grade.message)
    return tuple(_harmless(cell) for cell in whole)


def sentence(grade: Grade) -> str:
    """What a grade comes to in a line: passed, or the first things that are not."""
    if grade.message and not grade.findings:
        return grade.message
    if grade.verdict == "passed":
        return "passed"
    missing = [
        f"{finding.wanted} ({', '.join(part for part in (finding.found, finding.remark) if part)})"
        for finding in grade.findings
        if finding.verdict == grade.verdict
    ]
    return f"{'missing' if grade.verdict == 'failed' else 'not checked'}: {'; '.join(missing)}"


def _figure(finding: Finding) -> str:
    """What was found: digits without commas, shares from 0 to 1, words where it is no number."""
    return finding.found if finding.value is None else f"{finding.value:.12g}"


def _harmless(cell: str) -> str:
    plain = " ".join(cell.split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
