"""How large text is painted, read off a drawing that keeps text as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

PIXELS_PER_POINT = 96 / 72
_MATRIX = re.compile(r"matrix\(([^)]*)\)")


def painted_text(widget: QWidget) -> list[tuple[str, float]]:
    """Every text that a widget and its children paint now, with its size in points."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(widget.size())
    drawing.setResolution(96)
    with QPainter(drawing) as painter:
        QWidget.render(widget, painter, QPoint())  # a view of a scene has another of this name
    root = ElementTree.fromstring(bytes(buffer.data().data()))
    return list(_texts(root, 1.0))


def _texts(element: ElementTree.Element, scale: float) -> Iterator[tuple[str, float]]:
    found = _MATRIX.search(element.get("transform", ""))
    if found:
        scale *= float(re.split(r"[ ,]+", found.group(1).strip())[3])
    if element.tag.endswith("text") and (element.text or "").strip():
        yield (
            (element.text or "").strip(),
            float(element.get("font-size", 0)) * scale / (PIXELS_PER_POINT),
        )
    for child in element:
        yield from _texts(child, scale)
