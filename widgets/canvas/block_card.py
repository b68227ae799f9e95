"""A collapsed block as one card."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.language import tr
from app.network.analysis import Analysis
from app.network.problems import Problem
from widgets.canvas.card_text import CardFacts, scene_font, text_width
from widgets.canvas.layer_card import HEADER, LARGE_HEADER, LayerCard, header_height
from widgets.canvas.placing import CARD
from widgets.canvas.shown import Shown
from widgets.canvas.zoom import is_legible
from widgets.theme import RADIUS, Theme, least_pixels, theme

_SHEETS = ((12.0, 10.0), (6.0, 5.0))
"""How far each sheet behind the card is drawn in at the sides, and how far it sticks out below."""


@dataclass(frozen=True)
class BlockFacts(CardFacts):
    """Everything that a card says about a collapsed block; `family` is that of its exit."""

    path: str
    layers: tuple[str, ...]
    exits: tuple[str, ...]
    times: int = 1
    """How many equal copies in a row it consists of."""

    @property
    def shape_text(self) -> str:
        return (
            super().shape_text
            if len(self.exits) == 1
            else tr("{exits} outputs", exits=len(self.exits))
        )

    @property
    def spoken(self) -> str:
        of = tr("block of {notation}", notation=self.notation)
        return super().spoken.replace(f": {self.kind}", f": {of}", 1)


def block_facts(
    shown: Shown, path: str, analysis: Analysis, problems: tuple[Problem, ...], times: int = 1
) -> BlockFacts:
    """What the card of a collapsed block says; `problems` are those of all its layers.

    `times` is more than 1 for a repeat.
    """
    names, exits = shown.collapsed[path], shown.exits(path)
    last = analysis.layers[exits[-1]]
    count = len(names) // times
    notation = tr("{count} layers", count=count) if count != 1 else tr("1 layer")
    return BlockFacts(
        name=path.rpartition("/")[2],
        kind=tr("block"),
        family=last.layer.family,
        notation=f"{times} × {notation}" if times > 1 else notation,
        shape=last.output if len(exits) == 1 else None,
        parameters=sum(analysis.layers[name].parameters for name in names),
        problems=problems,
        takes_wire=bool(shown.entries(path)),
        path=path,
        layers=names,
        exits=exits,
        times=times,
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
        return QRectF(0, 0, 24, header_height()).translated(self.pos())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        super().paint(painter, option, widget)
        if self.facts.times > 1:
            zoom = option.levelOfDetailFromTransform(painter.worldTransform())
            draw_times(painter, theme(), self.facts.times, zoom)

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

    def _draw_words(self, painter: QPainter, look: Theme, zoom: float) -> None:
        super()._draw_words(painter, look, zoom)
        draw_triangle(painter, QPointF(13, HEADER / 2), 5, look.colour("text"), opened=False)

    def _draw_large_words(self, painter: QPainter, look: Theme, zoom: float) -> None:
        super()._draw_large_words(painter, look, zoom)
        middle = QPointF(13, LARGE_HEADER / 4)
        draw_triangle(painter, middle, 5, look.colour("text"), opened=False)


def draw_times(painter: QPainter, look: Theme, times: int, zoom: float) -> None:
    """The sign of a repeat, "×3", in the lower corner; it grows as the canvas gets smaller."""
    letters = round(min(44.0, max(15.0, max(13, least_pixels() + 1) / zoom)))
    if letters * zoom < 5 or not is_legible(letters, zoom):
        return
    words = f"×{times}"
    width, height = text_width(words, letters, bold=True) + letters, 1.5 * letters
    pill = QRectF(CARD + 8 - width, CARD + 8 - height, width, height)
    painter.setPen(QPen(look.colour("card"), 2))
    painter.setBrush(look.colour("selection"))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(look.colour("card"))
    painter.setFont(scene_font(letters, bold=True))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def draw_triangle(
    painter: QPainter, middle: QPointF, size: float, ink: QColor, *, opened: bool
) -> None:
    """The sign of something that opens: pointing right while closed, down while open."""
    arm = [QPointF(-0.7 * size, -size), QPointF(0.9 * size, 0), QPointF(-0.7 * size, size)]
    corners = [QPointF(-at.y(), at.x()) if opened else at for at in arm]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([middle + at for at in corners]))
