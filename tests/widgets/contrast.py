"""Whether text can be read: what a widget writes, in which colour, and on what it stands.

The words and their ink are taken from the painter (a widget is rendered as SVG, where text stays
text), the ground from the pixels of the window that the user sees.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

LEGIBLE = 4.5
"""The contrast that WCAG 2.2 wants of text (1.4.3, level AA)."""
GRAPHIC = 3.0
"""The contrast of signs that are no words, such as the points of a legend (WCAG 2.2, 1.4.11)."""
_AROUND = 5
"""Pixels beside a word that still show its ground: a single letter may be mostly ink."""
_SVG = "{http://www.w3.org/2000/svg}"


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Written(NamedTuple):
    """Words that a widget paints, where (in its own pixels) and in which colour.

    Where they are selected they are written twice, in two colours, one of which is clipped away:
    fields begin with that of the selection, lists end with it.
    """

    words: str
    place: QRectF
    inks: list[QColor]


def written_by(widget: QWidget) -> list[Written]:
    """What a widget itself writes, its children left out."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setResolution(widget.logicalDpiX())
    painter = QPainter(generator)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    root = ElementTree.fromstring(bytes(buffer.data().data()))
    found: dict[object, Written] = {}
    for each in _texts(root, QTransform()):
        before = found.setdefault((each.words, each.place.toAlignedRect().getRect()), each)
        if before is not each:
            before.inks.extend(each.inks)
    return list(found.values())


def _texts(node: ElementTree.Element, place: QTransform) -> Iterator[Written]:
    if found := re.match(r"matrix\(([^)]*)\)", node.get("transform", "")):
        a, b, c, d, dx, dy = (float(part) for part in found[1].split(","))
        place = QTransform(a, b, c, d, dx, dy) * place
    words = (node.text or "").strip()
    if node.tag == f"{_SVG}text" and words:
        font = QFont(node.get("font-family", "").strip("'"))
        font.setPixelSize(max(1, round(float(node.get("font-size", "12").removesuffix("pt")))))
        font.setBold(int(node.get("font-weight", "400")) >= 600)
        metrics = QFontMetricsF(font)
        left, base = float(node.get("x", "0")), float(node.get("y", "0"))
        box = QRectF(
            left, base - metrics.ascent(), metrics.horizontalAdvance(words), metrics.height()
        )
        ink = QColor(node.get("fill", "#000000"))
        ink.setAlphaF(float(node.get("fill-opacity", "1")))
        yield Written(words, place.mapRect(box), [ink])
    for child in node:
        yield from _texts(child, place)


def ground_under(picture: QImage, place: QRect) -> QColor:
    """The colour that most of a place in a picture has; grid lines and glyphs are few pixels.

    Colours that differ by little count together, for the ground may run from one to the other.
    """
    seen = Counter(
        picture.pixel(x, y)
        for y in range(max(0, place.top()), min(picture.height(), place.bottom() + 1))
        for x in range(max(0, place.left()), min(picture.width(), place.right() + 1), 2)
    )
    alike: dict[int, Counter[int]] = defaultdict(Counter)
    for colour, count in seen.items():
        alike[colour & 0xFFE0E0E0][colour] += count
    if not alike:
        return QColor()
    (most,) = max(alike.values(), key=lambda each: each.total()).most_common(1)
    return QColor.fromRgb(most[0])


def blended(ink: QColor, ground: QColor) -> QColor:
    """The colour of half-transparent ink on its ground."""
    share = ink.alphaF()
    return QColor.fromRgbF(
        share * ink.redF() + (1 - share) * ground.redF(),
        share * ink.greenF() + (1 - share) * ground.greenF(),
        share * ink.blueF() + (1 - share) * ground.blueF(),
    )


def faint_text(widget: QWidget, picture: QImage) -> list[str]:
    """What a widget writes in too faint a colour, with its contrast; `picture` is its window's."""
    found = []
    seen = widget.visibleRegion()
    origin = widget.mapTo(widget.window(), QPoint())
    for words, place, inks in written_by(widget):
        box = place.toAlignedRect() & widget.rect()
        if box.isEmpty() or not seen.contains(box.center()):
            continue
        around = box.adjusted(-_AROUND, 0, _AROUND, 0) & widget.rect()
        ground = ground_under(picture, around.translated(origin))
        ratio, ink = max(
            ((contrast(blended(ink, ground), ground), ink) for ink in inks),
            key=lambda each: each[0],
        )
        least = LEGIBLE if any(letter.isalnum() for letter in words) else GRAPHIC
        if ratio < least - 0.005:
            found.append(
                f"{words!r} {ink.name(QColor.NameFormat.HexArgb)} on {ground.name()}: {ratio:.2f}"
            )
    return found
