"""Grades as rows of a table: one for each file, two columns for each thing that is asked for."""

from __future__ import annotations

from app.exercises.checking import FITS, REBUILT, Verdict
from app.exercises.exercise import Exercise
from app.exercises.grading import Grade

VERDICTS: dict[Verdict, str] = {"passed": "yes", "failed": "no", "open": "not checked"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def heads(exercise: Exercise) -> tuple[str, ...]:
    """The columns; for each constraint what was found, and whether that is as asked for."""
    wanted = [FITS, *(constraint.words for constraint in exercise.constraints)]
    if exercise.hidden is not None:
        wanted.append(REBUILT)
    pairs = [head for words in wanted for head in (words, f"passed: {words}")]
    return ("file", "passed", "network", *pairs, "message")


def row(exercise: Exercise, grade: Grade) -> tuple[str, ...]:
    """A grade under `heads`. No cell begins like a formula, which a spreadsheet would carry out."""
    cells: list[str] = []
    for finding in grade.findings:
        shown = ": ".join(part for part in (finding.found, finding.remark) if part)
        cells += [shown, VERDICTS[finding.verdict]]
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


def _harmless(cell: str) -> str:
    plain = " ".join(cell.split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
