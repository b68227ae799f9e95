"""One step of learning in words and as pictures: what the microscope shows, without Qt."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values, number
from app.inspection.gradient_results import OneStep
from app.language import figures, tr
from app.network.tables import Table

Fact = tuple[str, str]


def facts_of(step: OneStep, label: int, name: str, loss: str) -> list[Fact]:
    """The step in the order in which it happens; `name` is the class's, `loss` the recipe's."""
    index = step.weight.index
    at = ", ".join(map(str, index))
    gradient, seen = float(step.gradient[index]), float(step.seen[index])
    before, after = (
        float(each[0, label]) for each in (step.probabilities_before, step.probabilities_after)
    )
    facts = [
        (tr("forward"), f"p({name}) = {number(before)}"),
        (tr("loss"), f"{loss} = {number(step.loss_before)}"),
        (tr("weight"), f"w = {step.weight.parameter}[{at}] = {number(float(step.before[index]))}"),
        (tr("backward"), tr("∂loss/∂w = g = {gradient}", gradient=number(gradient))),
        (tr("checked"), f"(L(w+h) − L(w−h))/(2h) = {step.check.text}"),
        (tr("relative error"), number(step.check.relative_error)),
        (tr("update"), step.text),
        (
            tr("loss after"),
            f"{number(step.loss_after)}   ({_signed(step.loss_after - step.loss_before)})",
        ),
        (tr("forward again"), f"p({name}) = {number(after)}"),
    ]
    if seen != gradient:
        facts.insert(6, (tr("with L1 and clipping"), f"g = {number(seen)}"))
    return facts


def table_of(facts: list[Fact], step: OneStep) -> Table:
    """The facts, and the length of the gradient of every parameter."""
    norms = [
        (tr("‖gradient of {name}‖", name=name), figures(f"{norm:.6g}"))
        for name, norm in step.norms.items()
    ]
    return Table((tr("What"), tr("Value")), (*facts, *norms))


def slices_of(step: OneStep) -> tuple[list[tuple[str, NDArray[np.float32]]], NDArray[np.bool_]]:
    """The kernel or the row that the weight lies in: before, gradient and change; and its place."""
    index = step.weight.index
    whole = {
        tr("before"): step.before,
        tr("gradient"): step.gradient,
        tr("change"): step.after - step.before,
    }
    marked = np.zeros(step.before.shape, np.bool_)
    marked[index] = True
    pictures = [(name, _slice(values, index).astype(np.float32)) for name, values in whole.items()]
    return pictures, _slice(marked, index)


_Array = TypeVar("_Array", Values, NDArray[np.bool_])


def _slice(values: _Array, index: tuple[int, ...]) -> _Array:
    """Two dimensions of a parameter: a kernel, or a row of weights in lines of 32 at most."""
    if values.ndim >= 4:
        kernel: _Array = values[index[: values.ndim - 2]]
        return kernel
    row = values[index[:-1]] if values.ndim > 1 else values
    columns = max(d for d in range(1, 33) if len(row) % d == 0)
    table: _Array = row.reshape(-1, columns if columns >= 5 else len(row))
    return table


def _signed(value: float) -> str:
    return number(value) if value < 0 else f"+{number(value)}"
