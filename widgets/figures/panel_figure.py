"""A panel as a figure: painted by its own widgets, as lines and text where the form has them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QMessageLogContext,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QGraphicsView, QScrollBar, QSplitterHandle, QToolButton, QWidget

from widgets.theme import LIGHT, painted_in, palette_of, theme, type_size

_LEFT_OUT = (QScrollBar, QSplitterHandle, QToolButton)
"""What only serves to be used, and says nothing on paper."""
_FINE = 3
"""Pixels of a plot in an SVG for one of the window."""
_HARMLESS = "QPdfEngine: unable to create a gradient"
"""Qt says so of the shading of a head or a box, which is then painted plain."""


class PanelFigure:
    """What a widget shows now, as large as it is; a `Figure` of `widgets.canvas.diagram`."""

    points = 0.75
    """96 pixels are an inch."""

    def __init__(
        self, widget: QWidget, title: str, *, light: bool = True, transparent: bool = False
    ) -> None:
        self.title = title
        self.bounds = QRectF(widget.rect())
        self._widget, self._light, self._transparent = widget, light, transparent

    def paint(self, painter: QPainter) -> Generator[None, None, None]:
        """Paint it into (0, 0), at once: what it shows must not change meanwhile."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with _looking(self._widget, light=self._light), _without_gradients_told():
            if not self._transparent:
                painter.fillRect(self.bounds, theme().colour("card"))
            for part in _parts(self._widget):
                _paint(painter, self._widget, part)
        yield


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is seen in it, from the back to the front."""
    yield widget
    for child in widget.children():
        if (
            isinstance(child, QWidget)
            and not isinstance(child, _LEFT_OUT)
            and child.isVisible()
            and not child.isWindow()
        ):
            yield from _parts(child)


def _paint(painter: QPainter, root: QWidget, part: QWidget) -> None:
    """One widget without those in it, cut as those around it cut it."""
    seen, place = QRect(QPoint(0, 0), part.size()), QPoint(0, 0)
    at: QWidget | None = part
    while at is not None and at is not root:
        seen.translate(at.pos())
        place += at.pos()
        at = at.parentWidget()
        seen &= at.rect() if at is not None else QRect()
    if seen.isEmpty():
        return
    painter.save()
    painter.setClipRect(seen)
    svg = painter.paintEngine().type() == QPaintEngine.Type.SVG
    if svg and isinstance(part.parent(), QGraphicsView):
        painter.drawImage(QRect(place, part.size()), _pixels_of(part))
    else:
        _render(part, painter, place)
    painter.restore()


def _render(part: QWidget, painter: QPainter, place: QPoint) -> None:
    # Qt's own: that of a graphics view paints its scene, and not the widget.
    QWidget.render(part, painter, place, QRegion(), QWidget.RenderFlag(0))


def _pixels_of(plot: QWidget) -> QImage:
    """A plot as it looks: its lines, so many pixels wide at any scale, come out wrong in an SVG."""
    image = QImage(plot.size() * _FINE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_FINE)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _render(plot, painter, QPoint(0, 0))
    return image


@contextmanager
def _looking(widget: QWidget, *, light: bool) -> Iterator[None]:
    """The widget and all in it in light colours, and back before anybody sees it."""
    if not light or not theme().dark:
        yield
        return
    own = widget.testAttribute(Qt.WidgetAttribute.WA_SetPalette)
    before = QPalette(widget.palette()) if own else QPalette()
    try:
        with painted_in(LIGHT, type_size()):
            widget.setPalette(palette_of(LIGHT))
            yield
    finally:
        widget.setPalette(before)


@contextmanager
def _without_gradients_told() -> Iterator[None]:
    """Keep one harmless remark of Qt out of log and dialogs; all others go where they went."""

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_HARMLESS) and before is not None:
            before(kind, context, text)

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
