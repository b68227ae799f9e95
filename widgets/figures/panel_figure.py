"""A panel as a figure: painted by its own widgets, as lines and text where the form has them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import reduce

from PySide6.QtCore import (
    QMessageLogContext,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QImage,
    QPaintEngine,
    QPainter,
    QPalette,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QGraphicsView, QHeaderView, QLabel, QWidget
from shiboken6 import isValid

from widgets.figures.on_paper import is_frame, words_for
from widgets.theme import GAP, LIGHT, Theme, painted_in, palette_of, theme, type_size

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_FINE = 3
"""Pixels of a plot in an SVG for one of the window."""
_HARMLESS = "QPdfEngine: unable to create a gradient"
"""Qt says so of the shading of a head or a box, which is then painted plain."""


class PanelFigure:
    """What a widget shows now, without its controls; a `Figure` of `widgets.canvas.diagram`."""

    points = 0.75
    """96 pixels are an inch."""

    def __init__(
        self, widget: QWidget, title: str, *, light: bool = True, transparent: bool = False
    ) -> None:
        self.title = title
        self._widget, self._light, self._transparent = widget, light, transparent
        self.bounds = QRectF(_extent(widget))

    def paint(self, painter: QPainter) -> Generator[None, None, None]:
        """Paint it into (0, 0), widget by widget; in between, the window does not repaint it.

        Until the generator ends or is closed the widget has other colours: no second one may paint
        it meanwhile.
        """
        look = LIGHT if self._light else theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = QRectF(0, 0, self.bounds.width(), self.bounds.height())
        if not self._transparent:
            painter.fillRect(size, look.colour("card"))
        painter.translate(-self.bounds.topLeft())
        with in_colours_of(self._widget, look):
            yield
            # While others had their turn a panel may have thrown it away.
            for part in list(_parts(self._widget)) if isValid(self._widget) else ():
                if isValid(part) and part.isVisible():
                    with (
                        _recoloured(part, look),
                        painted_in(look, type_size()),
                        _without_gradients_told(),
                    ):
                        _paint(painter, self._widget, part)
                    yield


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is seen in it, from the back to the front."""
    words = words_for(widget)
    if words is not None:
        if words:
            yield widget
        return
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from _parts(child)


def _extent(widget: QWidget) -> QRect:
    """How much of it there is to be seen, with a margin, when the controls are gone."""
    leaves = [
        seen
        for part in _parts(widget)
        if not is_frame(part) and not _holds_others(part)
        if not (seen := _in_sight(part, widget)[1]).isEmpty()
    ]
    if not leaves:
        return widget.rect()
    return reduce(QRect.united, leaves).adjusted(-GAP, -GAP, GAP, GAP)


def _holds_others(part: QWidget) -> bool:
    """Whether something in it is painted as well, which then tells its extent."""
    return words_for(part) is None and next(_inner(part), None) is not None


def _inner(part: QWidget) -> Iterator[QWidget]:
    parts = _parts(part)
    next(parts)
    return (inner for inner in parts if not is_frame(inner))


def _in_sight(part: QWidget, root: QWidget) -> tuple[QPoint, QRect]:
    """Where a part lies in the root, and what is seen of it, cut as those around it cut it."""
    seen, place = _filled(part), QPoint(0, 0)
    at: QWidget | None = part
    while at is not None and at is not root:
        seen.translate(at.pos())
        place += at.pos()
        at = at.parentWidget()
        seen &= at.rect() if at is not None else QRect()
    return place, seen


def _filled(part: QWidget) -> QRect:
    """A widget without the empty rows of a list or a table, or the empty end of its heads."""
    view = part.parent()
    rect = QRect(QPoint(0, 0), part.size())
    if not isinstance(view, QAbstractItemView) or view.viewport() is not part or not view.model():
        return rect
    if isinstance(view, QHeaderView):
        end = view.length() - view.offset() - 1
        if view.orientation() == Qt.Orientation.Horizontal:
            rect.setRight(min(rect.right(), end))
        else:
            rect.setBottom(min(rect.bottom(), end))
    else:
        last = view.model().index(view.model().rowCount() - 1, 0)
        if last.isValid():
            rect.setBottom(min(rect.bottom(), view.visualRect(last).bottom() + 1))
    return rect


def _paint(painter: QPainter, root: QWidget, part: QWidget) -> None:
    """One widget without those in it."""
    place, seen = _in_sight(part, root)
    if seen.isEmpty() or is_frame(part):
        return
    painter.save()
    painter.setClipRect(seen)
    words = words_for(part)
    if words is not None:
        painter.setFont(_in_pixels(part.font()))
        painter.setPen(part.palette().color(part.foregroundRole()))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(place, part.size()), middle, words)
    elif _is_plot_in_svg(painter, part):
        painter.drawImage(QRect(place, part.size()), _pixels_of(part))
    else:
        _render(part, painter, place)
    painter.restore()


def _in_pixels(wanted: QFont) -> QFont:
    """A font as large as on the screen, however many dots per inch the figure has."""
    exact = QFont(wanted)
    exact.setPixelSize(QFontInfo(wanted).pixelSize())
    return exact


@contextmanager
def _recoloured(part: QWidget, look: Theme) -> Iterator[None]:
    """A label that has chosen colours of the window's scheme, in those of another one."""
    now = theme()
    if look is now or not isinstance(part, QLabel):
        yield
        return
    names = [each.name for each in fields(Theme) if isinstance(getattr(now, each.name), str)]
    others = {getattr(now, name).lower(): getattr(look, name) for name in reversed(names)}
    text, colours = part.text(), QPalette(part.palette())
    other_text = _COLOUR.sub(lambda found: others.get(found[0].lower(), found[0]), text)
    role = part.foregroundRole()
    other_ink = others.get(colours.color(role).name().lower())
    own = part.testAttribute(Qt.WidgetAttribute.WA_SetPalette) and other_ink is not None
    try:
        if other_text != text:
            part.setText(other_text)
        if own:
            changed = QPalette(colours)
            changed.setColor(role, QColor(other_ink))
            part.setPalette(changed)
        yield
    finally:
        if other_text != text:
            part.setText(text)
        if own:
            part.setPalette(colours)


def _is_plot_in_svg(painter: QPainter, part: QWidget) -> bool:
    svg = painter.paintEngine().type() == QPaintEngine.Type.SVG
    return svg and isinstance(part.parent(), QGraphicsView)


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
def in_colours_of(widget: QWidget, look: Theme) -> Iterator[None]:
    """The widget and all in it in these colours on an even ground, which nobody gets to see."""
    own = widget.testAttribute(Qt.WidgetAttribute.WA_SetPalette)
    before = QPalette(widget.palette()) if own else QPalette()
    shown = widget.updatesEnabled()
    widget.setUpdatesEnabled(False)
    try:
        paper = palette_of(replace(look, window=look.card))
        paper.setColor(QPalette.ColorRole.AlternateBase, look.colour("window"))
        with painted_in(look, type_size()):  # plots take their colours when the palette changes
            widget.setPalette(paper)
        yield
    finally:
        if isValid(widget):
            widget.setPalette(before)
            widget.setUpdatesEnabled(shown)


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
