"""A collapsed block as one card."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.network.analysis import Analysis
from app.network.problems import Problem
from widgets.canvas.card_text import CardFacts
from widgets.canvas.layer_card import HEADER, LayerCard
from widgets.canvas.placing import CARD
from widgets.canvas.shown import Shown
from widgets.theme import RADIUS, Theme

_SHEETS = ((12.0, 10.0), (6.0, 5.0))
"""How far each sheet behind the card is drawn in at the sides, and how far it sticks out below."""


@dataclass(frozen=True)
class BlockFacts(CardFacts):
    """Everything that a card says about a collapsed block; `family` is that of its exit."""

    path: str
    layers: tuple[str, ...]
    exits: tuple[str, ...]

    @property
    def shape_text(self) -> str:
        return super().shape_text if len(self.exits) == 1 else f"{len(self.exits)} outputs"

    @property
    def spoken(self) -> str:
        return super().spoken.replace(": block", f": block of {self.notation}", 1)


def block_facts(
    shown: Shown, path: str, analysis: Analysis, problems: tuple[Problem, ...]
) -> BlockFacts:
    """What the card of a collapsed block says; `problems` are those of all its layers."""
    names, exits = shown.collapsed[path], shown.exits(path)
    last = analysis.layers[exits[-1]]
    return BlockFacts(
        name=path.rpartition("/")[2],
        kind="block",
        family=last.layer.family,
        notation=f"{len(names)} layers" if len(names) != 1 else "1 layer",
        shape=last.output if len(exits) == 1 else None,
        parameters=sum(analysis.layers[name].parameters for name in names),
        problems=problems,
        takes_wire=bool(shown.entries(path)),
        path=path,
        layers=names,
        exits=exits,
    )


class BlockCard(LayerCard):
    """Looks like a layer's card upon a stack; its picture is what its one exit outputs."""

    facts: BlockFacts
    indent = 15.0

    def __init__(self, facts: BlockFacts) -> None:
        super().__init__(facts)
        self.partly_selected = False

    @property
    def block(self) -> str:
        return self.facts.path

    @property
    def layers(self) -> tuple[str, ...]:
        return self.facts.layers

    @property
    def pictured(self) -> str:
        return self.facts.exits[0] if len(self.facts.exits) == 1 else ""

    def header_colour(self, look: Theme) -> QColor:
        return look.colour("block")

    def header_ink(self, look: Theme) -> QColor:
        return look.colour("text")

    def toggle_rect(self) -> QRectF:
        """The triangle that opens the block, in scene coordinates."""
        return QRectF(0, 0, 24, HEADER).translated(self.pos())

    def _draw_behind(self, painter: QPainter, look: Theme, zoom: float) -> None:
        painter.setPen(QPen(look.colour("block_line"), 1))
        painter.setBrush(look.colour("block"))
        for narrower, lower in _SHEETS:
            sheet = QRectF(narrower, CARD / 2, CARD - 2 * narrower, CARD / 2 + lower)
            painter.drawRoundedRect(sheet, RADIUS, RADIUS)
        super()._draw_behind(painter, look, zoom)
        if self.partly_selected:
            thick = min(10.0, max(3.0, 3.0 / zoom))
            painter.setPen(QPen(look.colour("selection"), thick, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(-3, -3, CARD + 6, CARD + 6), RADIUS + 3, RADIUS + 3)

    def _draw_words(self, painter: QPainter, look: Theme, *, small: bool) -> None:
        super()._draw_words(painter, look, small=small)
        draw_triangle(painter, QPointF(13, HEADER / 2), 5, look.colour("text"), opened=False)


def draw_triangle(
    painter: QPainter, middle: QPointF, size: float, ink: QColor, *, opened: bool
) -> None:
    """The sign of something that opens: pointing right while closed, down while open."""
    arm = [QPointF(-0.7 * size, -size), QPointF(0.9 * size, 0), QPointF(-0.7 * size, size)]
    corners = [QPointF(-at.y(), at.x()) if opened else at for at in arm]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([middle + at for at in corners]))
