"""How far a network still recognises what is moved, turned or scaled (F5). Needs no torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.data.preprocessing import Shape
from app.language import figures, tr
from app.network.tables import Table

ChangeName = Literal["shift-across", "shift-down", "angle", "scale"]


@dataclass(frozen=True)
class Change:
    """One way to change images by an amount; `nothing` is the amount that leaves them alone."""

    name: ChangeName
    title: str
    unit: str
    nothing: float


CHANGES: tuple[Change, ...] = (
    Change("shift-across", tr("Shift to the right"), tr("pixels"), 0.0),
    Change("shift-down", tr("Shift downwards"), tr("pixels"), 0.0),
    Change("angle", tr("Turn clockwise"), tr("degrees"), 0.0),
    Change("scale", tr("Scale"), tr("times"), 1.0),
)


def change_named(name: str) -> Change:
    """The change of that name; ValueError names the known ones."""
    for change in CHANGES:
        if change.name == name:
            return change
    known = ", ".join(change.name for change in CHANGES)
    raise ValueError(tr("there is no change {name!r}; known: {known}", name=name, known=known))


def changes_for(shape: Shape) -> tuple[Change, ...]:
    """The changes that make sense for images (channels, height, width): signals lie in one row."""
    if shape[1] > 1:
        return CHANGES
    return tuple(change for change in CHANGES if change.name in ("shift-across", "scale"))


def usual_amounts(change: Change, shape: Shape) -> tuple[float, ...]:
    """Amounts for a curve: shifts by whole pixels up to a third of the image, 8 at most."""
    if change.name == "angle":
        return tuple(float(angle) for angle in range(-180, 181, 15))
    if change.name == "scale":
        return tuple(tenths / 10 for tenths in range(5, 16))
    side = shape[2] if change.name == "shift-across" else shape[1]
    most = min(8, side // 3)
    return tuple(float(pixels) for pixels in range(-most, most + 1))


class InvariancePoint(NamedTuple):
    """What a network makes of images that are changed by `amount`: shares from 0 to 1.

    `truth` is the mean of the probability that it gives the true class; it falls before the
    accuracy does.
    """

    amount: float
    accuracy: float
    truth: float


@dataclass(frozen=True)
class InvarianceCurve:
    """Points in the order of their amounts, found with `images` images; `name` says of what net."""

    change: Change
    points: tuple[InvariancePoint, ...]
    images: int
    name: str = ""

    @property
    def range_kept(self) -> tuple[float, float] | None:
        """The amounts around nothing between which at least nine tenths of the accuracy remain.

        None where the curve has no point for unchanged images.
        """
        unchanged = [p for p in self.points if p.amount == self.change.nothing]
        if not unchanged:
            return None
        middle = self.points.index(unchanged[0])
        enough = 0.9 * unchanged[0].accuracy
        return (
            _last_kept(self.points[middle::-1], enough),
            _last_kept(self.points[middle:], enough),
        )

    @property
    def text(self) -> str:
        """One sentence for below the curve."""
        kept = self.range_kept
        if kept is None:
            return ""
        low, high = kept
        return tr(
            "Nine tenths of the accuracy remain from {low} to {high} {unit}.",
            low=figures(f"{low:g}".replace("-", "−")),
            high=figures(f"{high:g}".replace("-", "−")),
            unit=self.change.unit,
        )


def points_table(curves: Sequence[InvarianceCurve]) -> Table:
    """Curves of any changes, a row for each point: as spreadsheets and programs sort them."""
    heads = (
        tr("Network"),
        tr("Change"),
        tr("Unit"),
        tr("Amount"),
        tr("Images"),
        tr("Accuracy"),
        tr("True class"),
    )
    rows = [
        (
            curve.name,
            curve.change.title,
            curve.change.unit,
            f"{point.amount:g}",
            str(curve.images),
            f"{point.accuracy:.4f}",
            f"{point.truth:.4f}",
        )
        for curve in curves
        for point in curve.points
    ]
    return Table(heads, tuple(rows), numbers=frozenset({3, 4, 5, 6}))


def _last_kept(outward: Sequence[InvariancePoint], enough: float) -> float:
    """The last amount before the accuracy is first too low."""
    kept = outward[0].amount
    for point in outward:
        if point.accuracy < enough:
            break
        kept = point.amount
    return kept


def invariance_table(curves: Sequence[InvarianceCurve]) -> Table:
    """Curves of one change side by side, a row for each amount."""
    change = curves[0].change
    names = [
        curve.name or tr("network {number}", number=number)
        for number, curve in enumerate(curves, 1)
    ]
    heads = [f"{change.title} ({change.unit})"]
    for name in names:
        heads += [tr("{name}: accuracy", name=name), tr("{name}: true class", name=name)]
    found = [{point.amount: point for point in curve.points} for curve in curves]
    rows = []
    for amount in sorted({amount for points in found for amount in points}):
        row = [f"{amount:g}"]
        for points in found:
            point = points.get(amount)
            row += [f"{point.accuracy:.4f}", f"{point.truth:.4f}"] if point else ["", ""]
        rows.append(tuple(row))
    return Table(tuple(heads), tuple(rows), numbers=frozenset(range(len(heads))))
