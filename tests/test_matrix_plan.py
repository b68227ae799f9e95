"""The confusion matrix of a report: it fits on the page, whatever its classes are called."""

from __future__ import annotations

import numpy as np
import pytest

from app.inspection.evaluation import Evaluation
from app.report.matrix_plan import matrix_plan

FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker",
           "Bag", "Ankle boot")  # fmt: skip


def evaluation(*classes: str, images: int = 100) -> Evaluation:
    """All images of all classes are read rightly."""
    labels = np.repeat(np.arange(len(classes)), images)
    sure = np.ones(len(labels), np.float32)
    return Evaluation("test", classes, labels, labels, sure, sure, np.zeros_like(labels))


def test_long_names_stand_at_the_rows_and_their_numbers_above_the_columns() -> None:
    plan = matrix_plan(evaluation(*FASHION, images=1_000))
    assert plan.columns == ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
    assert [row.split(" · ")[1] for row in plan.rows] == list(FASHION)
    assert not plan.beside
    assert plan.kind == ""


def test_short_names_stand_above_the_columns() -> None:
    plan = matrix_plan(evaluation("apples", "bananas", "leaves"))
    assert plan.rows == plan.columns == ("apples", "bananas", "leaves")
    assert plan.beside


def test_digits_are_never_numbered() -> None:
    digits = tuple("0123456789")
    assert matrix_plan(evaluation(*digits, images=100_000)).columns == digits


@pytest.mark.parametrize(
    ("classes", "kind"), [(10, ""), (16, "many"), (24, "most"), (40, None), (100, None)]
)
def test_the_more_classes_the_smaller_the_type(classes: int, kind: str | None) -> None:
    names = (f"a class whose number is {number}" for number in range(classes))
    assert matrix_plan(evaluation(*names, images=1_000)).kind == kind
