"""The frame around the layers of an open block, with its name on a tab."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.canvas.block_card import draw_triangle
from widgets.canvas.card_text import elided, scene_font, text_width
from widgets.canvas.shown import TAB, Box
from widgets.canvas.zoom import is_legible
from widgets.theme import Theme, least_pixels, theme

_CORNER = 6.0
_BELOW = -100.0
"""Frames lie behind wires and cards; an inner one before the one around it."""
_LARGEST, _LARGEST_INSIDE = 2.7, 1.55
"""The tab grows at most so far while the canvas gets smaller, so that it can be read; that of an
inner frame less, for the tab of the outer one stands above it."""


@lru_cache(maxsize=32)
def _ground(look: Theme, depth: int) -> QColor:
    """Between the canvas and the colour of blocks, the deeper the nearer to the latter."""
    share = min(0.85, 0.3 + 0.22 * depth)
    canvas, block = look.colour("canvas"), look.colour("block")

    def mixed(a: int, b: int) -> int:
        return round((1 - share) * a + share * b)

    return QColor(
        mixed(canvas.red(), block.red()),
        mixed(canvas.green(), block.green()),
        mixed(canvas.blue(), block.blue()),
    )


class BlockFrame(QGraphicsItem):
    """Draws one open block, behind all that is in it; its tab is an item of its own.

    Where it lies is told by the scene.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.selected = False
        self.hovered = False
        self._rect = QRectF()
        self._bounds = QRectF()
        self._words = path.rpartition("/")[2]
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(_BELOW + path.count("/"))

    @property
    def rect(self) -> QRectF:
        """The frame without its tab, in scene coordinates."""
        return self._rect

    def show_times(self, times: int) -> None:
        """Say how many equal copies in a row it consists of."""
        name = self.path.rpartition("/")[2]
        words = f"{name} ×{times}" if times > 1 else name
        if words != self._words:
            self._words = words
            self._take_bounds()  # the tab is as wide as its words
            self.update()

    def lay(self, box: Box) -> None:
        """Put it around a rectangle of the scene."""
        rect = QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))
        if rect != self._rect:
            self._rect = rect
            self._take_bounds()

    def _take_bounds(self) -> None:
        # Bounds that change without the scene being told leave the item in its index when it is
        # gone, and the next painting reads freed memory: they are kept, not worked out anew.
        self.prepareGeometryChange()
        self._bounds = self._drawn().adjusted(-8, -8, 8, 8)

    def _drawn(self) -> QRectF:
        """All that it may cover, whatever the zoom and the size of type."""
        return self._rect

    def show_state(self, **state: bool) -> None:
        """Set `selected` or `hovered`; repaint on change."""
        for name, value in state.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.update()

    def tab_rect(self, zoom: float) -> QRectF:
        """The tab with the name, in scene coordinates; it grows as the canvas gets smaller."""
        return self._tab_of(min(self._largest, max(1.0, max(0.8, least_pixels() / 12) / zoom)))

    @property
    def _largest(self) -> float:
        return _LARGEST_INSIDE if "/" in self.path else _LARGEST

    @property
    def largest_tab(self) -> QRectF:
        """The tab at the smallest zoom, in scene coordinates."""
        return self._tab_of(self._largest)

    def _tab_of(self, size: float) -> QRectF:
        width = min(self._rect.width(), size * (34 + text_width(self._words, 12, bold=True)))
        height = size * TAB
        return QRectF(self._rect.left(), self._rect.top() - height, width, height)

    def toggle_rect(self, zoom: float) -> QRectF:
        """The triangle that shuts the block, in scene coordinates."""
        tab = self.tab_rect(zoom)
        return QRectF(tab.topLeft(), tab.bottomLeft() + QPointF(tab.height() * 1.05, 0))

    def name_rect(self, zoom: float) -> QRectF:
        """Where the name is written, in scene coordinates."""
        tab = self.tab_rect(zoom)
        return tab.adjusted(tab.height() * 1.05, 0, 0, 0)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        look = theme()
        line = look.colour("selection" if self.selected else "block_line")
        strong = self.selected or self.hovered
        thick = (2.5 if strong else 1.2) * min(3.0, max(1.0, 1 / zoom))
        self._fill(painter, _ground(look, self.path.count("/")), QRectF(option.exposedRect))
        painter.setPen(QPen(line, thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, _CORNER, _CORNER)

    def _fill(self, painter: QPainter, ground: QColor, exposed: QRectF) -> None:
        """Fill it but for the corners, plainly: a hundred large frames must pan smoothly."""
        for narrower, lower in ((_CORNER, 0.0), (0.0, _CORNER)):
            part = self._rect.adjusted(narrower, lower, -narrower, -lower)
            painter.fillRect(part.intersected(exposed), ground)


class BlockTab(BlockFrame):
    """The tab of a frame, drawn over the wires: one that runs between rows would strike it out."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.setZValue(0.5)

    def _drawn(self) -> QRectF:
        return self.largest_tab

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        look = theme()
        tab = self.tab_rect(zoom)
        if tab.height() * zoom < 6:
            return
        ground = look.colour("selection" if self.selected else "block")
        painter.setPen(QPen(look.colour("selection" if self.selected else "block_line"), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(tab, 6, 6)
        ink = look.colour("card" if self.selected else "text")
        size = tab.height() / TAB
        middle = QPointF(tab.left() + 11 * size, tab.center().y())
        draw_triangle(painter, middle, 4.5 * size, ink, opened=True)
        painter.setPen(ink)
        letters = round(12 * size)
        if not is_legible(letters, zoom):
            return
        painter.setFont(scene_font(letters, bold=True))
        place = tab.adjusted(21 * size, 0, -4, 0)
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            elided(self._words, place.width(), letters, True),
        )
