"""Curves of invariance that grow point by point, for whoever looks on."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.progress import Report
from app.inspection.invariance import InvarianceCurve, changes_for, usual_amounts
from app.inspection.invariance_bench import measured_points
from app.inspection.questions import InvarianceQuestion
from app.inspection.subject import Subject
from app.language import tr
from app.training.module import NetworkModule


def growing_curves(
    question: InvarianceQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Iterator[tuple[InvarianceCurve, ...]]:
    """All curves so far, again after each point; ways that signals do not know are passed over.

    Raises ValueError or DataError, with words, as `measured_points` does.
    """
    possible = [change for change in changes_for(subject.shape) if change.name in question.changes]
    plan = [(change, usual_amounts(change, subject.shape)) for change in possible]
    split = subject.dataset.part(question.part)
    images = min(question.count, len(split))
    total = images * sum(len(amounts) for _, amounts in plan)
    name = tr("{name}, step {step:,}", name=subject.network.name, step=subject.step)
    finished: tuple[InvarianceCurve, ...] = ()
    for change, amounts in plan:
        before = images * sum(len(curve.points) for curve in finished)
        points = measured_points(
            module,
            split,
            subject.scaled,
            change,
            amounts,
            count=question.count,
            report=lambda done, _, before=before: report(before + done, total),  # type: ignore[misc]
        )
        curve = InvarianceCurve(change, (), images, name)
        for point in points:
            curve = InvarianceCurve(change, (*curve.points, point), images, name)
            yield (*finished, curve)
        finished = (*finished, curve)
