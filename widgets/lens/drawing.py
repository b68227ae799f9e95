"""What every drawing of the lens is: so high, painted in parts, and with spots to point at."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from app.inspection.lens_results import Unit
from widgets.theme import NORMAL, font, scaled, theme

_LINE = 22
"""Height of a line of text in pixels."""


class Spot(NamedTuple):
    """What lies under the mouse: words, the number it came from, and the weight, if it is one."""

    words: str
    source: Unit | None = None
    weight: tuple[int, ...] = ()
    """(channel, row, column) within the kernel; empty where it is no weight."""
    wire: int = 0
    """Which of the layer's inputs has the source."""


class Drawing:
    """The picture of one number's arithmetic."""

    def __init__(self) -> None:
        self.height = 0
        """In pixels."""

        self.part_height = line_height()
        """Of a part, or of a line, which nobody should see cut."""

        self.order: tuple[int, ...] = ()
        """In which order the parts stand, where the numbers decide it."""

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        """Paint what lies in `exposed`."""
        raise NotImplementedError

    def spot(self, at: QPoint) -> Spot | None:  # noqa: ARG002
        """What there is at a point."""
        return None

    @property
    def first_weight(self) -> tuple[int, ...]:
        """The weight that is typed first, by its (channel, row, column); empty without any."""
        return ()

    def next_weight(self, weight: tuple[int, ...], by: int) -> tuple[int, ...]:  # noqa: ARG002
        """The weight so many further on, round and round."""
        return weight

    def weight_rect(self, weight: tuple[int, ...]) -> QRect | None:  # noqa: ARG002
        """Where a weight stands, by its (channel, row, column); None where it is not shown."""
        return None


def line_height() -> int:
    """Of a line of text, in pixels."""
    return scaled(_LINE)


def draw_line(painter: QPainter, top: int, text: str, *, bold: bool = False, left: int = 0) -> None:
    """A line of text; bold for the outcome."""
    face = font(NORMAL)
    face.setBold(bold)
    painter.setFont(face)
    painter.setPen(theme().colour("text"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRect(left, top, 4_000, line_height()), flags, text)
