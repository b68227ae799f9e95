"""The canvas as a picture for papers and slides: SVG, PDF or PNG, whatever the window looks like.

Always in light colours and without what belongs to the moment: selection, hovering, problem badges.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from html import escape, unescape
from typing import Any, Literal, Protocol, TypeGuard

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QImage,
    QImageWriter,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from app.language import figures, tr
from widgets.canvas.block_frame import BlockFrame
from widgets.canvas.card_lines import CardLine, arithmetic_on, words_on
from widgets.canvas.card_text import elided, fitting_size, scene_font, text_width
from widgets.canvas.layer_card import LayerCard
from widgets.canvas.placing import CARD
from widgets.canvas.scene import CanvasScene
from widgets.canvas.wire_item import WireItem
from widgets.theme import LIGHT, RADIUS, Theme, painted_in

Form = Literal["svg", "pdf", "png"]
Detail = Literal["cards", "arithmetic", "pictures", "blocks"]

SCALES = (1, 2, 3, 4)
"""Pixels of a PNG per scene unit."""
LARGEST_SIDE = 30_000
MOST_PIXELS = 200_000_000
"""Of a PNG: beyond, programs fail to open it (and 800 MB would be needed to paint it)."""
TURN_SECONDS = 0.012
"""How long may be painted before the event loop gets its turn."""
POINTS = 0.5
"""Points of a PDF per scene unit, so that a card is 3 cm wide."""
_LARGEST_PAGE = 14_400
"""Points along a side of a PDF page, which readers take at most."""

_PAPER = replace(LIGHT, canvas="#ffffff", card="#ffffff")
_ZOOM: Mapping[Detail, float] = {
    "cards": 1.0, "arithmetic": 1.0, "pictures": 1.9, "blocks": 0.3
}  # fmt: skip
"""The zoom at which items are asked to paint themselves, whatever the device's resolution."""
_FRAME_ZOOM: Mapping[Detail, float] = {
    "cards": 0.8, "arithmetic": 0.8, "pictures": 0.8, "blocks": 0.6
}  # fmt: skip
_FALLBACKS = "Verdana, Helvetica, Arial, sans-serif"
"""Fonts that take over where the program's is not there; the first is as wide."""
_MOMENTARY: Mapping[str, Any] = {
    "selected": False,
    "hovered": False,
    "marked": False,
    "partly_selected": False,
    "hot_port": "",
    "port_marks": {},
    "on_paper": True,
}
_HEADER = 46.0
_LONG_NAME = 10
"""Letters of a name that fit into one line of a block."""
_PAD = 8.0


class DiagramError(ValueError):
    """A diagram that cannot be made; the text says why and what to do."""


class Figure(Protocol):
    """What can be written as a file, or copied: a diagram, or a panel as it is seen."""

    @property
    def title(self) -> str: ...

    @property
    def bounds(self) -> QRectF:
        """What it takes up; it is painted into (0, 0) to the size of this."""

    @property
    def points(self) -> float:
        """Points of a page per unit."""

    def paint(self, painter: QPainter) -> Generator[None, None, None]:
        """Paint it, with pauses in which others get their turn."""


@dataclass(frozen=True)
class Look:
    """What a diagram shows: "cards" with words, "arithmetic" or "pictures" as well, or "blocks"."""

    detail: Detail = "cards"
    transparent: bool = False
    """Without a white ground."""


class Diagram:
    """The layers of a scene, or those named, with the wires between them.

    It is painted by a generator a few items at a time, since a network may have thousands.
    """

    points = POINTS

    def __init__(
        self, scene: CanvasScene, look: Look = Look(), names: frozenset[str] = frozenset()
    ) -> None:
        self.look = look
        self.title = scene.network.name
        self._items = _items(scene, names)
        self._layers = scene.document.analysis.layers
        if not self._items:
            raise DiagramError(tr("there is nothing to draw: the canvas is empty"))
        bounds = QRectF()
        for item in self._items:
            bounds |= item.mapRectToScene(_extent(item, _zoom(item, look.detail)))
        # Whole units, so that no edge of a picture is half a pixel wide.
        left, top = math.floor(bounds.left()), math.floor(bounds.top())
        self.bounds = QRectF(
            left, top, math.ceil(bounds.right()) - left, math.ceil(bounds.bottom()) - top
        )

    def paint(self, painter: QPainter) -> Generator[None, None, None]:
        """Paint into (0, 0) to the size of `bounds` of the painter; pauses between items."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.look.transparent:
            painter.fillRect(QRectF(QPointF(0, 0), self.bounds.size()), QColor("#ffffff"))
        painter.translate(-self.bounds.topLeft())
        for item in self._items:
            with painted_in(_PAPER):
                self._paint_item(painter, item)
            yield

    def _paint_item(self, painter: QPainter, item: QGraphicsItem) -> None:
        painter.save()
        painter.translate(item.scenePos())
        if isinstance(item, LayerCard) and self.look.detail == "blocks":
            _paint_block(painter, item, _PAPER)
        elif _in_words(item, self.look.detail):
            wanted = self.look.detail == "arithmetic" and not item.block
            layer = self._layers.get(item.name) if wanted else None
            lines = words_on(item.facts) if layer is None else arithmetic_on(item.facts, layer)
            _paint_words(painter, item, _PAPER, lines)
        else:
            with _plain(item):
                item.paint(painter, _Option(_zoom(item, self.look.detail), item.boundingRect()))
        if isinstance(item, WireItem) and self.look.detail != "pictures":
            _paint_arrow(painter, item, _PAPER, 1.6 if self.look.detail == "blocks" else 1.0)
        painter.restore()


def _in_words(item: QGraphicsItem, detail: Detail) -> TypeGuard[LayerCard]:
    """Whether words fill the card; those for which there is no picture yet have words as well."""
    if not isinstance(item, LayerCard):
        return False
    return detail in ("cards", "arithmetic") or (detail == "pictures" and item.picture is None)


def _items(scene: CanvasScene, names: frozenset[str]) -> list[QGraphicsItem]:
    """What is drawn, from the back to the front; wires only where both ends are."""

    def drawn(item: QGraphicsItem) -> bool:
        if not item.isVisible():  # it is in a collapsed block
            return False
        if isinstance(item, LayerCard):
            return not names or not names.isdisjoint(item.layers)
        if isinstance(item, WireItem):
            return not names or names.issuperset(item.wire)
        if isinstance(item, BlockFrame):
            return not names or names.issuperset(scene.shown.open[item.path])
        return False

    return [item for item in scene.items(Qt.SortOrder.AscendingOrder) if drawn(item)]


def _zoom(item: QGraphicsItem, detail: Detail) -> float:
    """The zoom for which an item paints itself; the tab of a frame is larger at a smaller one."""
    return _FRAME_ZOOM[detail] if isinstance(item, BlockFrame) else _ZOOM[detail]


def _extent(item: QGraphicsItem, zoom: float) -> QRectF:
    """How much room an item takes; its own bounds leave room for marks that are not drawn."""
    if isinstance(item, BlockFrame):
        return (item.rect | item.tab_rect(zoom)).adjusted(-2, -2, 2, 2)
    if isinstance(item, LayerCard):
        return QRectF(0, 0, CARD, CARD).adjusted(-_PAD, -_PAD, _PAD, _PAD + 2)
    return item.boundingRect()


class _Option(QStyleOptionGraphicsItem):
    """Tells items a zoom of its own, so that a finer picture does not show other things."""

    def __init__(self, zoom: float, exposed: QRectF) -> None:
        super().__init__()
        self._zoom = zoom
        self.exposedRect = exposed

    def levelOfDetailFromTransform(self, worldTransform: QTransform) -> float:  # type: ignore[override]  # noqa: ARG002, N803
        return self._zoom


@contextmanager
def _plain(item: QGraphicsItem) -> Iterator[None]:
    """Without what belongs to the moment; nothing else can happen meanwhile."""
    before = {name: getattr(item, name) for name in _MOMENTARY if hasattr(item, name)}
    facts = item.facts if isinstance(item, LayerCard) else None
    try:
        for name in before:
            setattr(item, name, _MOMENTARY[name])
        if isinstance(item, LayerCard):
            item.facts = replace(item.facts, problems=())
        yield
    finally:
        for name, value in before.items():
            setattr(item, name, value)
        if isinstance(item, LayerCard) and facts is not None:
            item.facts = facts


# Cards that hold only words, which are larger than on the canvas


def _paint_block(painter: QPainter, card: LayerCard, look: Theme) -> None:
    """The name on the colour of the family, in several lines where it is long."""
    if card.block:
        _paint_sheets(painter, look)
    painter.setPen(QPen(look.colour("card_border"), 1.5))
    painter.setBrush(card.header_colour(look))
    painter.drawRoundedRect(QRectF(0, 0, CARD, CARD), RADIUS, RADIUS)
    lines = _lines(card.facts.name)
    room = CARD - 2 * _PAD
    size = min(fitting_size(line, room * 0.93, 44) for line in lines)
    painter.setPen(card.header_ink(look))
    top = (CARD - len(lines) * size * 1.25) / 2
    for line in lines:
        _line(painter, line, QRectF(_PAD, top, room, size * 1.25), size, bold=True)
        top += size * 1.25


def _lines(name: str) -> list[str]:
    """A name cut behind underscores into lines of about the same length, if it is long."""
    if len(name) <= _LONG_NAME:
        return [name]
    lines = [""]
    for part in re.findall(r"[^_]*_|[^_]+", name):
        if lines[-1] and len(lines[-1]) + len(part) > _LONG_NAME:
            lines.append("")
        lines[-1] += part
    return lines


def _paint_words(
    painter: QPainter, card: LayerCard, look: Theme, lines: Sequence[CardLine]
) -> None:
    """Name and kind in the header; the lines beneath, as large as they fit."""
    facts = card.facts
    if card.block:
        _paint_sheets(painter, look)
    box = QRectF(0, 0, CARD, CARD)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("card"))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.fillPath(_header_path(), card.header_colour(look))
    painter.setPen(QPen(look.colour("card_border"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    room = CARD - 2 * _PAD
    painter.setPen(card.header_ink(look))
    _line(painter, facts.name, QRectF(_PAD, 4, room, 24), 19, bold=True)
    _line(painter, facts.kind, QRectF(_PAD, 26, room, 16), 13)
    height = sum(line.size * 1.5 for line in lines)
    top = _HEADER + (CARD - _HEADER - height) / 2
    for line in lines:
        painter.setPen(look.colour("faint_text" if line.faint else "text"))
        box = QRectF(_PAD, top, room, line.size * 1.5)
        _line(painter, line.text, box, line.size, bold=line.bold)
        top += line.size * 1.5


@cache
def _header_path() -> QPainterPath:
    """A path and no clipping, which an SVG would lose."""
    whole, upper = QPainterPath(), QPainterPath()
    whole.addRoundedRect(QRectF(0, 0, CARD, CARD), RADIUS, RADIUS)
    upper.addRect(QRectF(0, 0, CARD, _HEADER))
    return whole.intersected(upper)


def _line(painter: QPainter, text: str, box: QRectF, size: int, *, bold: bool = False) -> None:
    """One line in the middle of a box, smaller where it would not fit."""
    fitted = fitting_size(text, box.width() * (0.93 if bold else 1.06), size)
    painter.setFont(scene_font(fitted, bold=bold))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, elided(text, box.width(), fitted, bold))


def _paint_sheets(painter: QPainter, look: Theme) -> None:
    """A block stands upon a stack."""
    painter.setPen(QPen(look.colour("block_line"), 1))
    painter.setBrush(look.colour("block"))
    for narrower, lower in ((12.0, 9.0), (6.0, 4.5)):
        sheet = QRectF(narrower, CARD / 2, CARD - 2 * narrower, CARD / 2 + lower)
        painter.drawRoundedRect(sheet, RADIUS, RADIUS)


def _paint_arrow(painter: QPainter, wire: WireItem, look: Theme, size: float) -> None:
    """The head of an arrow where a wire ends, for there are no ports to tell the direction."""
    tip = wire.path.currentPosition() - wire.pos()
    back, half = QPointF(10 * size, 0), QPointF(0, 5.5 * size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("wire"))
    painter.drawPolygon(QPolygonF([tip, tip - back - half, tip - back + half]))


# Files


Content = Callable[[], bytes]
"""Makes the content of a file; takes its time, and needs no GUI thread."""


def drawing(figure: Figure, form: Form, scale: float = 2) -> Generator[None, None, Content]:
    """Draw a figure a few items at a time, on the GUI thread.

    `scale` is that of a PNG. Raises DiagramError for one too large.
    """
    if form == "png":
        image = yield from image_drawing(figure, scale)
        return partial(_png, image)
    make = _svg if form == "svg" else _pdf
    return (yield from make(figure))


def drawn(figure: Figure, form: Form, scale: float = 2) -> bytes:
    """The content of a file with the figure, made at once."""
    steps = drawing(figure, form, scale)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            content: Content = end.value
            return content()


def size_text(figure: Figure, form: Form, scale: float = 2) -> str:
    """How large the file's picture will be: "2,540 × 520 pixels"."""
    size = figure.bounds.size()
    if form == "png":
        pixels = _pixels(figure, scale)
        return tr("{width:,} × {height:,} pixels", width=pixels.width(), height=pixels.height())
    points = size * _points(figure)
    millimetres = points * 25.4 / 72
    return figures(f"{millimetres.width():,.0f} × {millimetres.height():,.0f} mm")


def image_drawing(figure: Figure, scale: float) -> Generator[None, None, QImage]:
    """The diagram as an image of `scale` pixels per scene unit; DiagramError where too large."""
    size = _pixels(figure, scale)
    if max(size.width(), size.height()) > LARGEST_SIDE or (
        size.width() * size.height() > MOST_PIXELS
    ):
        raise DiagramError(
            tr(
                "the picture would have {size}, more than most programs open: choose a smaller "
                "scale, or SVG or PDF",
                size=size_text(figure, "png", scale),
            )
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise DiagramError(tr("there is not enough memory for the picture: choose a smaller scale"))
    image.fill(Qt.GlobalColor.transparent)
    image.setDotsPerMeterX(round(scale * 72 / figure.points / 0.0254))
    image.setDotsPerMeterY(round(scale * 72 / figure.points / 0.0254))
    painter = QPainter(image)
    painter.scale(scale, scale)
    yield from _painted(figure, painter)
    return image


def _png(image: QImage) -> bytes:
    # Of 100 million pixels this takes seconds, in which Python's lock was seen held for up to 0.1 s
    # at once. An encoder of our own, stripe by stripe, would be more than that is worth.
    buffer = _buffer()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return _content(buffer)


def _svg(figure: Figure) -> Generator[None, None, Content]:
    size = figure.bounds.size()
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(72 / figure.points))
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(QPointF(0, 0), size))
    generator.setTitle(figure.title)
    generator.setDescription("Drawn by Convas")
    yield from _painted(figure, QPainter(generator))
    return partial(_for_any_viewer, _content(buffer))


def _for_any_viewer(svg: bytes) -> bytes:
    """Text that stays in its place with other fonts, and pixels of maps that are not blurred."""
    text = svg.decode()
    wanted = scene_font(10)
    family = f'font-family="{QFontInfo(wanted).family()}, {_FALLBACKS}"'
    text = text.replace(f'font-family="{wanted.family()}"', family)
    text = text.replace("<image ", '<image style="image-rendering: pixelated" ')
    return _TEXT.sub(_centred, text).encode()


_TEXT = re.compile(
    r'<text (?P<before>[^>]*?) x="(?P<x>[^"]+)"(?P<after>[^>]*? font-size="(?P<size>\d+)" '
    r'font-weight="(?P<weight>\d+)"[^>]*?)>(?P<words>[^<]*)</text>'
)


def _centred(found: re.Match[str]) -> str:
    """A text element that is anchored in its middle, and as wide as it was meant to be."""
    words = unescape(found["words"]).strip("\n ")
    width = text_width(words, int(found["size"]), bold=int(found["weight"]) > 500)
    middle = float(found["x"]) + width / 2
    return (
        f'<text {found["before"]} x="{middle:.2f}" text-anchor="middle" '
        f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"{found["after"]}>'
        f"{escape(words, quote=False)}</text>"
    )


def _pdf(figure: Figure) -> Generator[None, None, Content]:
    factor = _points(figure)
    size = figure.bounds.size() * factor
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(figure.title)
    writer.setCreator("Convas")
    resolution = round(72 / figure.points)  # so that one unit is one dot, as of the screen
    writer.setResolution(resolution)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "figure", exact))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.scale(factor * resolution / 72, factor * resolution / 72)
    yield from _painted(figure, painter)
    content = _content(buffer)
    return lambda: content


def _painted(figure: Figure, painter: QPainter) -> Generator[None, None, None]:
    """Paint, and end the painter even where the drawing is given up half-way."""
    try:
        yield from figure.paint(painter)
    finally:
        painter.end()


def _points(figure: Figure) -> float:
    """Points per scene unit of a PDF, fewer where the page would be larger than readers take."""
    longest = max(figure.bounds.width(), figure.bounds.height())
    return min(figure.points, _LARGEST_PAGE / longest)


def _pixels(figure: Figure, scale: float) -> QSize:
    size = figure.bounds.size()
    return QSize(math.ceil(size.width() * scale), math.ceil(size.height() * scale))


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _content(buffer: QBuffer) -> bytes:
    buffer.close()
    return bytes(buffer.data().data())
