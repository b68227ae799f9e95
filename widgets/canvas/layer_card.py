"""A layer's card: it draws what it is told and holds no truth of its own."""

from __future__ import annotations

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.language import tr
from widgets.canvas.card_text import (
    CardFacts,
    count_text,
    elided,
    fitting_size,
    last_parts,
    scene_font,
    text_width,
)
from widgets.canvas.map_picture import MapPicture, draw_scale
from widgets.canvas.placing import CARD
from widgets.canvas.zoom import CLOSE_LETTERS, LARGE_LETTERS, Level, is_legible, level_at
from widgets.theme import ON_FAMILY, RADIUS, Theme, family_colour, least_pixels, theme

PORT_RADIUS = 6.0
_MARGIN = 14.0
_RECT = QRectF(0, 0, CARD, CARD)
_BOUNDS = _RECT.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
_PAD = 8.0
HEADER, LARGE_HEADER = 28.0, 72.0
"""Height of a card's header in scene units; the large one where type has a least size."""
_LINE = 17.0
_SCALE = 13.0
_SMALL_HEADER = 13.0
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_NARROWEST = 0.8
"""Share of its width that large type is squeezed to at most."""
_SMALLEST_TEXT = 5.0
"""Screen pixels below which text is not drawn."""
_SMALLEST_NAME = 8.0
"""The same for the name that fills a card from afar."""
_LARGEST_NAME = 56
"""Scene units that it fills it in at most."""
_BADGE_INSET, _BADGE_GAP = 4.0, 4.0
"""Scene units from the middle of the problem badge to the card's corner, and to words beside it."""
_FAR = 0.16
"""Below this zoom rounded corners and thin lines cannot be seen."""


class PortMark(Enum):
    """What a port says while a wire is being drawn; the value names a colour of the theme."""

    VALID = "good"
    UNFIT = "warning"
    REFUSED = "error"


def header_height() -> float:
    """Of all cards now."""
    return LARGE_HEADER if least_pixels() else HEADER


def _draw_squeezed(
    painter: QPainter, line: QRectF, text: str, size: int, *, bold: bool = False
) -> None:
    """Write text a little narrower where it is too wide for its line, before it is cut."""
    share = min(1.0, line.width() / max(1.0, text_width(text, size, bold=bold)))
    if share < _NARROWEST:
        share, text = 1.0, elided(text, line.width(), size, bold)
    painter.setFont(scene_font(size, bold=bold))
    painter.save()
    painter.translate(line.topLeft())
    painter.scale(share, 1.0)
    painter.drawText(QRectF(0, 0, line.width() / share, line.height()), _LEFT, text)
    painter.restore()


def _header_path(height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, CARD, height + RADIUS), RADIUS, RADIUS)
    cut = QPainterPath()
    cut.addRect(QRectF(-1, height, CARD + 2, RADIUS + 1))
    return path - cut


class LayerCard(QGraphicsItem):
    """Name, notation, shape and live picture of one layer, as much as the zoom allows."""

    indent = 0.0
    """How far the name in the header is moved to the right."""

    def __init__(self, facts: CardFacts) -> None:
        super().__init__()
        self.facts = facts
        self.picture: MapPicture | None = None
        self.selected = False
        self.hovered = False
        self.marked = False
        """A drop or a wire would go here."""
        self.hot_port = ""
        """The port under the mouse: "in", "out" or none."""
        self.port_marks: dict[str, PortMark] = {}
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(1)

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def block(self) -> str:
        """The path of the block that the card stands for; empty for a layer's."""
        return ""

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that the card stands for."""
        return (self.facts.name,)

    @property
    def pictured(self) -> str:
        """The layer whose output the card shows; empty where it shows none."""
        return self.facts.name

    def header_colour(self, look: Theme) -> QColor:  # noqa: ARG002
        """The colour of the header, and of the whole card from afar."""
        return family_colour(self.facts.family)

    def header_ink(self, look: Theme) -> QColor:  # noqa: ARG002
        """The colour of what is written in the header."""
        return QColor(ON_FAMILY)

    @property
    def in_port(self) -> QPointF:
        """Where a wire comes in, in scene coordinates."""
        return self.pos() + QPointF(0, CARD / 2)

    @property
    def out_port(self) -> QPointF:
        return self.pos() + QPointF(CARD, CARD / 2)

    @property
    def scene_rect(self) -> QRectF:
        """The card itself without its ports, in scene coordinates."""
        return _RECT.translated(self.pos())

    def show_facts(self, facts: CardFacts) -> None:
        self.facts = facts
        if self.picture is not None and self.picture.values.shape != facts.shape:
            self.picture = None
        self.update()

    def show_picture(self, picture: MapPicture | None) -> None:
        self.picture = picture
        self.update()

    def show_state(self, **state: object) -> None:
        """Set `selected`, `hovered`, `marked`, `hot_port` or `port_marks`; repaint on change."""
        for name, value in state.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.update()

    def level(self, zoom: float) -> Level:
        """What is drawn at a zoom."""
        pixel = 0.0
        if self.picture is not None and not self.picture.has_bars:
            pixel = self.picture.grid(self.map_area(True), True).unit
        return level_at(zoom, pixel)

    def map_area(self, zoomed_in: bool) -> QRectF:
        """Where the picture lies on the card."""
        if zoomed_in:
            top = _SMALL_HEADER + 3
            return QRectF(4, top, CARD - 8, CARD - top - 3 - 9)
        if least_pixels():
            top = LARGE_HEADER + 5
            return QRectF(_PAD, top, CARD - 2 * _PAD, CARD - top - 5)
        top = HEADER + 5 + _LINE * (2 if self.facts.notation else 1) + 3
        return QRectF(_PAD, top, CARD - 2 * _PAD, CARD - top - _SCALE - 5)

    def name_rect(self) -> QRectF:
        """Where the name is written, in scene coordinates."""
        return QRectF(_PAD - 3, 3, CARD * 0.62, header_height() - 6).translated(self.pos())

    def header_end(self, zoom: float) -> float:
        """How far to the right may be written in the header: as far as to the problem badge."""
        if self.facts.problems:
            return CARD - _BADGE_INSET - badge_radius(zoom) - _BADGE_GAP
        return CARD - (2 if least_pixels() else _PAD)

    def badge_centre(self) -> QPointF:
        """The middle of the problem badge, in scene coordinates."""
        return self.pos() + QPointF(CARD - _BADGE_INSET, _BADGE_INSET)

    def boundingRect(self) -> QRectF:
        return _BOUNDS

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(_RECT)
        return path

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        level = level_at(zoom)
        look = theme()
        self._draw_behind(painter, look, zoom)
        if level is Level.BLOCK:
            self._draw_block(painter, look, zoom)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("card"))
            painter.drawRoundedRect(_RECT, RADIUS, RADIUS)
            exposed = QRectF(option.exposedRect)
            draw = self._draw_card if level is Level.CARD else self._draw_close
            draw(painter, look, zoom, exposed)
            painter.setPen(self._border(look, zoom))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_RECT, RADIUS, RADIUS)
        if level is not Level.BLOCK or self.port_marks:
            self._draw_ports(painter, look)
        if self.facts.problems:
            self._draw_badge(painter, look, zoom)

    def _draw_behind(self, painter: QPainter, look: Theme, zoom: float) -> None:
        """The ring of a selected card."""
        if not (self.selected or self.marked):
            return
        thick = max(3.0, 3.0 / zoom) if zoom < 1 else 3.0
        thick = min(thick, 10.0)
        painter.setPen(QPen(look.colour("good" if self.marked else "selection"), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        grow = thick / 2 + 1.5
        ring = _RECT.adjusted(-grow, -grow, grow, grow)
        painter.drawRoundedRect(ring, RADIUS + grow, RADIUS + grow)

    def _border(self, look: Theme, zoom: float) -> QPen:
        if self.facts.severity == "error":
            return QPen(look.colour("error"), max(2.5, min(7.0, 2.5 / zoom)))
        return QPen(look.colour("wire" if self.hovered else "card_border"), 1)

    def _draw_block(self, painter: QPainter, look: Theme, zoom: float) -> None:
        """From afar: the family's colour, and the name where it can be read."""
        if zoom < _FAR and self.facts.severity != "error":
            painter.fillRect(_RECT, self.header_colour(look))
        else:
            painter.setPen(self._border(look, zoom))
            painter.setBrush(self.header_colour(look))
            painter.drawRoundedRect(_RECT, RADIUS, RADIUS)
        least = math.ceil(max(_SMALLEST_NAME, least_pixels()) / zoom)
        if least > _LARGEST_NAME:
            return
        name = last_parts(self.name, CARD - 16, least, left_out="")
        size = fitting_size(name, CARD - 16, _LARGEST_NAME)
        if size >= least:
            painter.setPen(self.header_ink(look))
            painter.setFont(scene_font(size, bold=True))
            painter.drawText(_RECT, Qt.AlignmentFlag.AlignCenter, name)

    def _draw_card(self, painter: QPainter, look: Theme, zoom: float, exposed: QRectF) -> None:
        large = least_pixels() > 0
        path = _LARGE_HEADER_PATH if large else _HEADER_PATH
        painter.fillPath(path, self.header_colour(look))
        if large:
            self._draw_large_words(painter, look, zoom)
        else:
            self._draw_words(painter, look, zoom)
        area = self.map_area(False)
        if self.picture is None:
            self._draw_complaint(painter, look, area, max(11, math.ceil(least_pixels() / zoom)))
            return
        self.picture.draw(painter, area, zoom, exposed, False)
        if self.picture.has_bars or large:
            return
        foot = QRectF(_PAD, CARD - _SCALE - 3, CARD - 2 * _PAD, _SCALE)
        if 9 * zoom >= _SMALLEST_TEXT + 1:
            draw_scale(painter, self.picture, foot, 9)

    def _draw_words(self, painter: QPainter, look: Theme, zoom: float) -> None:
        """Name, notation and shape; kind and parameters where small type can be read."""
        facts = self.facts
        small = 11 * zoom >= _SMALLEST_TEXT + 1
        head = QRectF(_PAD, 0, self.header_end(zoom) - _PAD, HEADER)
        named = head.adjusted(self.indent, 0, -text_width(facts.kind, 11) - 8, 0)
        painter.setPen(self.header_ink(look))
        painter.setFont(scene_font(14, bold=True))
        name = last_parts(self.name, named.width(), 14)
        painter.drawText(named, _LEFT, elided(name, named.width(), 14, True))
        if small:
            painter.setFont(scene_font(11))
            painter.drawText(head, _RIGHT, facts.kind)
        line = QRectF(_PAD, HEADER + 5, CARD - 2 * _PAD, _LINE)
        if facts.notation:
            painter.setPen(look.colour("text"))
            painter.setFont(scene_font(12))
            painter.drawText(line, _LEFT, elided(facts.notation, line.width(), 12))
            line.translate(0, _LINE)
        painter.setPen(look.colour("text"))
        painter.setFont(scene_font(12, bold=True))
        painter.drawText(line, _LEFT, facts.shown_shape)
        if facts.parameters and small:
            count = count_text(facts.parameters)
            room = line.width() - text_width(facts.shown_shape, 12, bold=True) - 8
            words = tr("{count} parameters", count=count)
            if text_width(words, 11) > room:
                words = tr("{count} par.", count=count)
            painter.setPen(look.colour("faint_text"))
            painter.setFont(scene_font(11))
            painter.drawText(line, _RIGHT, elided(words, room, 11))

    def _draw_large_words(self, painter: QPainter, look: Theme, zoom: float) -> None:
        """The name and below it the shape, as large as there is room for, and legible."""
        facts = self.facts
        size = math.ceil(least_pixels() / zoom)
        left = _PAD + self.indent
        room = self.header_end(zoom) - left
        has_room = 2 * size <= LARGE_HEADER - 8  # for two lines
        line = QRectF(left, 2, room, LARGE_HEADER / (2 if has_room else 1) - 2)
        name = last_parts(self.name, room / _NARROWEST, size)
        large = max(size, fitting_size(name, room, LARGE_LETTERS))
        painter.setPen(self.header_ink(look))
        _draw_squeezed(painter, line, name, large, bold=True)
        if not has_room:
            return
        line = QRectF(_PAD, LARGE_HEADER / 2, CARD - 2 * _PAD, LARGE_HEADER / 2 - 2)
        both = f"{facts.notation}   {facts.shown_shape}"
        told = (
            both if facts.notation and text_width(both, size) <= line.width() else facts.shown_shape
        )
        large = max(size, fitting_size(told, line.width(), LARGE_LETTERS))
        _draw_squeezed(painter, line, told, large)

    def _draw_close(self, painter: QPainter, look: Theme, zoom: float, exposed: QRectF) -> None:
        """The picture with all its channels fills the card; the words shrink to one line."""
        facts = self.facts
        painter.fillPath(_SMALL_HEADER_PATH, self.header_colour(look))
        head = QRectF(5, 0, CARD - 10 - (12 if facts.problems else 0), _SMALL_HEADER)
        words = [facts.notation or facts.kind]
        if facts.family != "input":
            words.append(facts.shown_shape)
        if facts.parameters:
            words.append(tr("{count} par.", count=count_text(facts.parameters)))
        painter.setPen(self.header_ink(look))
        name_size, size = (CLOSE_LETTERS, CLOSE_LETTERS) if least_pixels() else (7, 6)
        painter.setFont(scene_font(name_size, bold=True))
        name = last_parts(self.name, head.width() * 0.5, name_size)
        name = elided(name, head.width() * 0.5, name_size, True)
        painter.drawText(head, _LEFT, name)
        painter.setFont(scene_font(size))
        room = head.width() - text_width(name, name_size, bold=True) - 6
        if size != 6 and text_width("   ".join(words), size) > room:
            words = [facts.shown_shape]
        painter.drawText(head, _RIGHT, elided("   ".join(words), room, size))
        if self.picture is None:
            size = max(9, math.ceil(least_pixels() / zoom))
            self._draw_complaint(painter, look, self.map_area(True), size)
            return
        self.picture.draw(painter, self.map_area(True), zoom, exposed, True)
        scale = 8 if least_pixels() else 6
        if not self.picture.has_bars and is_legible(scale, zoom):
            draw_scale(painter, self.picture, QRectF(5, CARD - 10, CARD - 10, 8), scale)

    def _draw_complaint(self, painter: QPainter, look: Theme, area: QRectF, size: int) -> None:
        """Where there is no picture to show, the arithmetic that failed."""
        if not self.facts.problems:
            return
        worst = min(self.facts.problems, key=lambda problem: problem.severity != "error")
        painter.setPen(look.colour(worst.severity))
        painter.setFont(scene_font(size))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area.adjusted(6, 2, -6, 0), wrap, worst.message)

    def _draw_ports(self, painter: QPainter, look: Theme) -> None:
        ends = {"out": QPointF(CARD, CARD / 2)}
        if self.facts.takes_wire:
            ends["in"] = QPointF(0, CARD / 2)
        for port, centre in ends.items():
            mark = self.port_marks.get(port)
            hot = self.hot_port == port
            colour = look.colour(mark.value if mark else "selection" if hot else "wire")
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour if mark or hot else look.colour("card"))
            radius = PORT_RADIUS + (2 if hot or (mark and self.hovered) else 0)
            painter.drawEllipse(centre, radius, radius)
            if mark is not None:
                _draw_sign(painter, mark, centre, QColor("#101215" if look.dark else "#ffffff"))

    def _draw_badge(self, painter: QPainter, look: Theme, zoom: float) -> None:
        radius = badge_radius(zoom)
        centre = QPointF(CARD - _BADGE_INSET, _BADGE_INSET)
        colour = look.colour(self.facts.severity or "warning")
        painter.setPen(QPen(look.colour("card"), radius / 8))
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
        count = len(self.facts.problems)
        painter.setPen(QColor("#101215" if look.dark else "#ffffff"))
        letters = max(int(radius * 1.4), math.ceil(least_pixels() / zoom))
        painter.setFont(scene_font(letters, bold=True))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count) if count > 1 else "!")


def _draw_sign(painter: QPainter, mark: PortMark, at: QPointF, ink: QColor) -> None:
    """A cross or a bar in a marked port: colours alone do not tell everybody."""
    painter.setPen(QPen(ink, 2))
    arm = 2.5
    if mark is PortMark.REFUSED:
        painter.drawLine(at - QPointF(arm, arm), at + QPointF(arm, arm))
        painter.drawLine(at - QPointF(arm, -arm), at + QPointF(arm, -arm))
    elif mark is PortMark.UNFIT:
        painter.drawLine(at - QPointF(0, arm + 0.5), at + QPointF(0, 0.5))
        painter.drawPoint(at + QPointF(0, arm + 1))


def badge_radius(zoom: float) -> float:
    """The problem badge's radius: larger from afar, so that it is seen; within the margin."""
    wanted = max(10.0, 0.62 * least_pixels())
    return max(10.0, min(_MARGIN + 4, wanted / zoom))


_HEADER_PATH, _LARGE_HEADER_PATH = _header_path(HEADER), _header_path(LARGE_HEADER)
_SMALL_HEADER_PATH = _header_path(_SMALL_HEADER)
