"""A report as PDF, laid out by Qt's rich text, without a window."""

from __future__ import annotations

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
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.report.page import NETWORK_HEAD, Page, Picture, mark

_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_NAME = QTextFormat.Property.UserProperty + 1
_CHARACTER = "\ufffc"
_DOTS = 96
"""Dots per inch of the layout, so that a pixel of the page's pictures is one dot."""
_MARGIN = 16.0
"""Millimetres around a page."""
_HALVES = ("loss", "accuracy")
"""Pictures that share a line."""
_TALLEST = 0.85
"""Of a page, that a picture takes at most."""
_NEW_PAGE = 'style="page-break-before: always"'
_STYLE = """
body { color: #16181d; } h1 { font-size: 17pt; } h2 { font-size: 13pt; margin-top: 16px; }
h3 { font-size: 11pt; } table { margin-bottom: 6px; } td, th { padding-right: 12px; }
.side { font-weight: 400; color: #565d68; }
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
    pictures = _Pictures(page.pictures, QSizeF(room.width(), room.height()), document)
    document.documentLayout().registerHandler(_OBJECT, pictures)
    document.setHtml(_for_paper(page))
    _place_pictures(document, page.pictures)
    # Only now: what was laid out before would stay where the pictures were not there yet.
    document.setPageSize(QSizeF(room.width(), room.height()))
    document.print_(writer)
    del writer
    buffer.close()
    return bytes(buffer.data().data())


def _for_paper(page: Page) -> str:
    """The body as Qt's rich text takes it."""
    body = page.body
    for name in page.pictures:
        body = body.replace(mark(name), f"<p>\ue000{name}\ue001</p>")
    body = body.replace("</p><p>", "")  # pictures that stand side by side
    return body.replace(NETWORK_HEAD, NETWORK_HEAD.replace("<h2", f"<h2 {_NEW_PAGE}"))


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
