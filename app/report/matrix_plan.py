"""How a confusion matrix is laid out so that it fits on a page, whatever its classes are called."""

from __future__ import annotations

from typing import NamedTuple

from app.inspection.evaluation import Evaluation
from app.language import figures, tr

_LONGEST_CLASS = 20
"""Letters of a class at its row; what is longer is told in full by class."""
_SHORT = 4
"""Letters of a class that are not wider than its numbers may be: it stands above its column."""
_COLUMN_GAP = 1.3
_LETTERS = 110
"""Letters side by side on A4, in the type of all tables …"""
_LETTERS_BESIDE = 64
"""… of which the accuracies by class leave so many, …"""
_SMALLER = {"many": 146, "most": 182}
"""… and in smaller type, by the kind of table."""


class MatrixPlan(NamedTuple):
    """What stands at the rows and above the columns of a matrix, and how much room it takes."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    """The names, or numbers that stand at the rows as well."""
    letters: float
    """The width of all columns together, in letters."""

    @property
    def beside(self) -> bool:
        """Whether the accuracies by class fit beside it."""
        widest = max(map(len, self.rows), default=0)
        return self.letters + widest <= _LETTERS_BESIDE

    @property
    def kind(self) -> str | None:
        """The kind of its type on paper, empty for that of all tables; None where none fits."""
        if self.letters <= _LETTERS:
            return ""
        return next((kind for kind, most in _SMALLER.items() if self.letters <= most), None)


def matrix_plan(found: Evaluation) -> MatrixPlan:
    """Names above the columns where these are short, else numbers."""
    rows = tuple(_shortened(name) for name in found.classes)
    columns = rows
    widest = [len(figures(f"{count:,}")) for count in found.confusion().max(axis=0)]
    named = _width(columns, widest) + _side(rows)
    if named > _LETTERS_BESIDE and max(map(len, rows)) > _SHORT:
        columns = tuple(str(number) for number in range(1, len(rows) + 1))
        rows = tuple(f"{number} · {name}" for number, name in zip(columns, rows, strict=True))
    return MatrixPlan(rows, columns, _width(columns, widest) + _side(rows))


def corner() -> str:
    """What the rows and the columns are."""
    return tr("true ↓ predicted →")


def _width(columns: tuple[str, ...], widest: list[int]) -> float:
    pairs = zip(columns, widest, strict=True)
    return sum(max(len(name), numbers) + _COLUMN_GAP for name, numbers in pairs)


def _side(rows: tuple[str, ...]) -> float:
    return max(len(corner()), *map(len, rows)) + _COLUMN_GAP


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_CLASS else f"{name[: _LONGEST_CLASS - 1].rstrip()}…"
