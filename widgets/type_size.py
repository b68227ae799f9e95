"""Puts the whole program into larger or smaller type, and back, while it runs.

What is painted asks `theme.font` each time and needs nothing; this is for what keeps a font.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QGraphicsTextItem,
    QGraphicsView,
    QHeaderView,
    QToolBar,
    QWidget,
)

from widgets.theme import TypeSize, take_type_size, type_size

_KINDS = ("QMenu", "QMenuBar", "QTipLabel", "QMessageBox", "QDockWidgetTitle", "QStatusBar")
"""Widgets to which a system may give a font of their own."""
_UNLIMITED = 16_777_215
"""Qt's own number for a widget without a largest size."""


def apply_type_size(application: QApplication, size: TypeSize) -> None:
    """Give every widget type of this size, and the room that was laid out for its type.

    Going back to the size before gives back what was there.
    """
    ratio = size.scale / type_size().scale
    take_type_size(size)
    kinds = {kind: _scaled(_font_of(kind), ratio) for kind in _KINDS}
    own = [
        each
        for each in application.allWidgets()
        if each.testAttribute(_HAS_FONT) and not isinstance(each, QDockWidget)
    ]
    # All are read before one is written: children take after their parents.
    fonts = [(widget, _scaled(widget.font(), ratio)) for widget in own]
    for widget, font in fonts:
        widget.setFont(font)
    docks = [each for each in application.allWidgets() if isinstance(each, QDockWidget)]
    usual = _scaled(application.font(), ratio)
    application.setFont(usual)
    for kind, font in kinds.items():
        application.setFont(font, kind)  # type: ignore[arg-type]  # the stubs say bytes
    # Else widgets would hear of it later, and lay themselves out in the type as it was.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
    title = QFont()
    if size.scale != 1.0:
        # A dock whose font is the program's has its title in the font that it began with.
        title = QFont(usual)
        title.setPointSizeF(usual.pointSizeF() + 0.01)
    for dock in docks:
        dock.setFont(title)
    if ratio != 1.0:
        for widget in application.allWidgets():
            _give_room(widget, ratio)
            if isinstance(widget, QGraphicsView) and "pyqtgraph" in sys.modules:
                _scale_plot(widget, ratio)


_HAS_FONT = Qt.WidgetAttribute.WA_SetFont


def _font_of(kind: str) -> QFont:
    return QApplication.font(kind)  # type: ignore[call-overload, no-any-return]  # as above


def _scaled(font: QFont, ratio: float) -> QFont:
    font = QFont(font)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * ratio)
    elif font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * ratio))
    return font


def _give_room(widget: QWidget, ratio: float) -> None:
    """Largest sizes, icons and rows were chosen in pixels for the type as it was."""
    least, most = widget.minimumSize(), widget.maximumSize()
    if 0 < most.width() < _UNLIMITED:
        fixed = least.width() == most.width()
        (widget.setFixedWidth if fixed else widget.setMaximumWidth)(round(most.width() * ratio))
    if 0 < most.height() < _UNLIMITED:
        fixed = least.height() == most.height()
        (widget.setFixedHeight if fixed else widget.setMaximumHeight)(round(most.height() * ratio))
    if isinstance(widget, QToolBar | QAbstractButton):
        icon = widget.iconSize()
        widget.setIconSize(QSize(round(icon.width() * ratio), round(icon.height() * ratio)))
    if isinstance(widget, QComboBox):  # else it keeps its smallest size
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    if isinstance(widget, QHeaderView):
        widget.setDefaultSectionSize(round(widget.defaultSectionSize() * ratio))


def _scale_plot(view: QGraphicsView, ratio: float) -> None:
    """Axes, titles and legends of pyqtgraph keep fonts of their own."""
    import pyqtgraph as pg  # late, for it would delay the window

    scene = view.scene()
    for item in scene.items() if scene is not None else ():
        if isinstance(item, QGraphicsTextItem):
            item.setFont(_scaled(item.font(), ratio))
        elif isinstance(item, pg.AxisItem):
            if item.style["tickFont"] is not None:
                item.setStyle(tickFont=_scaled(item.style["tickFont"], ratio))
            if item.fixedWidth is not None:
                item.setWidth(round(item.fixedWidth * ratio))
            if item.fixedHeight is not None:
                item.setHeight(round(item.fixedHeight * ratio))
