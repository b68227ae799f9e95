"""A report as PDF, laid out by Qt's rich text, without a window."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.report.page import BESIDE, Page, Picture, mark

_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_NAME = QTextFormat.Property.UserProperty + 1
_CHARACTER = "\ufffc"
_DOTS = 96
"""Dots per inch of the layout, so that a pixel of the page's pictures is one dot."""
_MARGIN = 14.0
"""Millimetres around a page."""
_HALVES = ("loss", "accuracy")
"""Pictures that share a line."""
_TALLEST = 0.85
"""Of a page, that a picture takes at most."""
_FOOT = 26
"""Dots at the foot of a page, for its number."""
_BESIDE = ("<table><tr><td>", '</td><td width="30"></td><td>', "</td></tr></table>")
_LAYER = re.compile('(?<=<b class="name">)[^<]*_[^<]*')
"""The name of a layer that can be broken."""
_LONG_NAME = 16
"""Letters that fit into a line."""
_GAP = '<p style="font-size: 4pt">&nbsp;</p>'
"""Below a table, which has no margin in Qt's rich text."""
_UNDER_HEAD = 90
"""Dots that a head and what stands beneath it need at the foot of a page."""
_STYLE = """
body { color: #16181d; } h1 { font-size: 17pt; }
h2 { font-size: 12pt; margin-top: 12px; margin-bottom: 4px; }
h3 { font-size: 10pt; margin-top: 6px; margin-bottom: 2px; }
p { margin-top: 2px; margin-bottom: 4px; }
td, th { padding-right: 5px; font-size: 8pt; }
.dense td, .dense th, .dense b { font-size: 7pt; }
.confusion font { font-size: 8pt; }
.many td, .many th, .many font { font-size: 6pt; padding-right: 1px; }
.most td, .most th, .most font { font-size: 5pt; padding-right: 0; }
th, .line, .number { white-space: nowrap; } .side { font-weight: 400; color: #565d68; }
blockquote { color: #0067a5; white-space: pre-wrap; }
"""


def print_page(page: Page) -> bytes:
    """The page as PDF on A4, its diagrams and curves as lines and text."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    writer.setCreator("Convas")
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    edge = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(edge, QPageLayout.Unit.Millimeter)
    room = writer.pageLayout().paintRectPixels(_DOTS)
    document = QTextDocument()
    document.setDefaultFont(QFont(application.font().family(), 9))
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    sheet = QSizeF(room.width(), room.height() - _FOOT)
    pictures = _Pictures(page.pictures, sheet, document)
    document.documentLayout().registerHandler(_OBJECT, pictures)
    document.setHtml(_for_paper(page))
    _place_pictures(document, page.pictures)
    # Only now: what was laid out before would stay where the pictures were not there yet.
    document.setPageSize(sheet)
    _keep_heads_with_what_follows(document)
    _paint_pages(document, writer, page.title)
    del writer
    buffer.close()
    return bytes(buffer.data().data())


def _for_paper(page: Page) -> str:
    """The body as Qt's rich text takes it, which puts side by side what stands in a table."""
    body = page.body
    for name in page.pictures:
        body = body.replace(mark(name), f"<p>\ue000{name}\ue001</p>")
    body = body.replace("</p><p>", "")  # pictures that stand side by side
    for there, here in zip(BESIDE, _BESIDE, strict=True):
        body = body.replace(there, here)
    body = body.replace("</table></div>", f"</table></div>{_GAP}")
    return _LAYER.sub(lambda found: _in_two(found[0]), body)


def _in_two(name: str) -> str:
    """A long name broken at the underscore that is nearest to its middle."""
    if len(name) <= _LONG_NAME:
        return name
    places = [at + 1 for at, letter in enumerate(name) if letter == "_"]
    middle = min(places, key=lambda at: abs(at - len(name) / 2))
    return f"{name[:middle]}<br>{name[middle:]}"


def _keep_heads_with_what_follows(document: QTextDocument) -> None:
    """Let a page begin with a head that would stand alone at the foot of the one before."""
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        if form.headingLevel() and _is_left_alone(block, document):
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(form)
            document.markContentsDirty(0, document.characterCount())
        block = block.next()


def _is_left_alone(head: QTextBlock, document: QTextDocument) -> bool:
    """Whether what follows a head begins on the next page, or has little room on this one."""
    height = document.pageSize().height()
    top, after = _top_of(head, document), head.next()
    follows = _top_of(after, document) if after.isValid() else top
    return max(top + _UNDER_HEAD, follows) // height > top // height


def _top_of(block: QTextBlock, document: QTextDocument) -> float:
    """How far below the beginning of the first page the first line of a block stands."""
    top = document.documentLayout().blockBoundingRect(block).top()
    return float(top + (block.layout().lineAt(0).y() if block.layout().lineCount() else 0)) + 1


def _paint_pages(document: QTextDocument, writer: QPdfWriter, title: str) -> None:
    """Each page with its number at the foot."""
    size, pages = document.pageSize(), document.pageCount()
    with QPainter(writer) as painter:
        for number in range(pages):
            if number:
                writer.newPage()
            painter.save()
            painter.translate(0, -number * size.height())
            part = QRectF(0, number * size.height(), size.width(), size.height())
            document.drawContents(painter, part)
            painter.restore()
            painter.setFont(QFont(document.defaultFont().family(), 7))
            painter.setPen(QColor("#565d68"))
            foot = QRectF(0, size.height(), size.width(), _FOOT)
            low = Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, low | Qt.AlignmentFlag.AlignLeft, title)
            told = f"{number + 1} / {pages}"
            painter.drawText(foot, low | Qt.AlignmentFlag.AlignRight, told)


def _place_pictures(document: QTextDocument, pictures: Mapping[str, Picture]) -> None:
    """Put an object that paints the picture where the text names it."""
    for name in pictures:
        cursor = document.find(f"\ue000{name}\ue001")
        if not cursor.isNull():
            form = QTextCharFormat()
            form.setObjectType(_OBJECT)
            form.setProperty(_NAME, name)
            cursor.insertText(_CHARACTER, form)


class _Pictures(QPyTextObject):
    """Paints the pictures of a page; those that are lines stay lines."""

    def __init__(self, pictures: Mapping[str, Picture], room: QSizeF, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._drawings: dict[str, QSvgRenderer] = {}
        self._images: dict[str, QImage] = {}
        for name, picture in pictures.items():
            if isinstance(picture.content, str):
                content = QByteArray(picture.content.encode())
                self._drawings[name] = QSvgRenderer(content, self)
            else:
                self._images[name] = QImage.fromData(picture.content)

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: ARG002, N803
        name = str(format.property(_NAME))
        if name in self._drawings:
            size = QSizeF(self._drawings[name].viewBoxF().size())
        else:
            size = QSizeF(self._images[name].size())
        wide = 0.5 if name in _HALVES else 1.0
        most = QSizeF(wide * self._room.width() - 1, _TALLEST * self._room.height())
        if size.width() > most.width() or size.height() > most.height():
            size.scale(most, Qt.AspectRatioMode.KeepAspectRatio)
        return size

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,
    ) -> None:
        name = str(format.property(_NAME))
        if name in self._drawings:
            self._drawings[name].render(painter, rect)
        else:
            painter.drawImage(rect, self._images[name])
