"""The user guide in a window of its own: the pages of `docs/` with their pictures, offline."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QThreadPool, QUrl, Signal, SignalInstance
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QImageReader,
    QKeySequence,
    QPalette,
    QShortcut,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.user_guide import anchor_of, guide_pages, linked_page
from widgets.telling import tell
from widgets.theme import GAP, NORMAL, font

_WIDTH, _HEIGHT, _LIST, _SEARCH = 1080, 720, 270, 220
_PICTURE = 700
"""Of the widest pictures, which are drawn with more pixels where the screen has them."""
_MARGIN = 24.0
_IMAGE = QTextDocument.ResourceType.ImageResource


class UserGuide(QDialog):
    """A list of the pages, and the one that is read; it stays open beside the main window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("User guide"))
        self._pages = guide_pages()
        self._past: list[tuple[Path, int]] = []
        self.page = _GuidePage()
        self.page.anchorClicked.connect(self._follow)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the guide"))
        self.list.addItems([page.title for page in self._pages])
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.list.currentRowChanged.connect(self._choose)
        self.back = QPushButton(tr("&Back"))
        self.back.setToolTip(tr("To where the last link was followed"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.go_back)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find on this page"))
        self.search.setAccessibleName(tr("Find on this page"))
        self.search.setMinimumWidth(_SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(lambda _text: self._find(onwards=False))
        self.search.returnPressed.connect(lambda: self._find(onwards=True))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self._lay_out()
        self.resize(min(_WIDTH, window.width() - 2 * GAP), min(_HEIGHT, window.height() - 2 * GAP))
        self.list.setCurrentRow(0)
        self.page.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.search)
        beside = QSplitter()
        beside.addWidget(self.list)
        beside.addWidget(self.page)
        beside.setStretchFactor(1, 1)
        beside.setSizes([_LIST, _WIDTH - _LIST])
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(beside, 1)

    def open_page(self, path: Path, heading: str = "") -> None:
        """Show a page, from this heading on; Back leads to where one was."""
        if self.page.path is not None:
            self._past.append((self.page.path, self.page.verticalScrollBar().value()))
        self.page.read(path)
        if heading:
            self.page.go_to(heading)
        self._note_place()

    def go_back(self) -> None:
        """To the place from which one came."""
        if self._past:
            path, height = self._past.pop()
            self.page.read(path)
            self.page.verticalScrollBar().setValue(height)
            self._note_place()

    def _choose(self, row: int) -> None:
        if row >= 0 and self._pages[row].path != self.page.path:
            self.open_page(self._pages[row].path)

    def _follow(self, link: QUrl) -> None:
        """A link on the page: to another page, or into the system's own browser."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif self.page.path is not None and (found := linked_page(link.toString(), self.page.path)):
            self.open_page(*found)

    def _note_place(self) -> None:
        self.back.setEnabled(bool(self._past))
        rows = [row for row, page in enumerate(self._pages) if page.path == self.page.path]
        self.list.setCurrentRow(rows[0] if rows else -1)

    def _find(self, *, onwards: bool) -> None:
        """Mark the next place that holds what was typed; behind the last one comes the first."""
        if not onwards:
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if self.search.text() and not self.page.find(self.search.text()):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(self.search.text())


class _GuidePage(QTextBrowser):
    """One page, with its pictures no wider than is read well.

    They are read on a thread, one by one, and leave their room free until then.
    """

    _drawn = Signal(QUrl, QImage)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self._pictures: dict[tuple[QUrl, int], QImage] = {}
        """By place and width; those that are being read are empty."""
        self._drawn.connect(self._take)
        self.setAccessibleName(tr("Page of the guide"))
        self.setOpenLinks(False)
        self.setFont(font(NORMAL))
        self.document().setDocumentMargin(_MARGIN)

    def read(self, path: Path) -> None:
        """Show the page in a file from its beginning."""
        self.path = path
        self.document().setBaseUrl(QUrl.fromLocalFile(str(path)))
        self.setMarkdown(path.read_text(encoding="utf-8"))
        self._set_apart()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, heading: str) -> None:
        """Bring a heading to the top, named as links name it."""
        layout, block = self.document().documentLayout(), self._heading(heading)
        if block is not None:
            self.setTextCursor(QTextCursor(block))
            self.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()))

    def _heading(self, anchor: str) -> QTextBlock | None:
        headings = (block for block in self._blocks() if block.blockFormat().headingLevel())
        return next((block for block in headings if anchor_of(block.text()) == anchor), None)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _set_apart(self) -> None:
        """Give headings air above them, and what is to be typed a ground of its own."""
        ground = self.palette().brush(QPalette.ColorRole.AlternateBase)
        for block in self._blocks():
            form = block.blockFormat()
            if form.headingLevel() > 1:
                form.setTopMargin(_MARGIN)
            elif form.hasProperty(QTextFormat.Property.BlockCodeFence):
                form.setBackground(ground)
            else:
                continue
            QTextCursor(block).setBlockFormat(form)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the page, or its room while it is being read; Qt reads all else itself."""
        if kind != _IMAGE.value:
            return super().loadResource(kind, name)
        url = self.document().baseUrl().resolved(QUrl(name))
        size = QImageReader(url.toLocalFile()).size()
        wide = min(size.width(), round(_PICTURE * self.devicePixelRatioF()))
        if (url, wide) in self._pictures:
            return self._pictures[url, wide]
        room = _room(size)
        if not room.isNull():
            self._pictures[url, wide] = room
            QThreadPool.globalInstance().start(partial(_draw, self._drawn, url, wide))
        return room

    def _take(self, url: QUrl, image: QImage) -> None:
        self._pictures[url, image.width()] = image
        self.document().addResource(_IMAGE.value, url, image)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Links have the colour of the theme in which the page was read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.path is not None:
            height = self.verticalScrollBar().value()
            self.read(self.path)
            self.verticalScrollBar().setValue(height)


def _room(size: QSize) -> QImage:
    """Nothing to be seen, as large on the page as a picture of this size."""
    if size.width() > _PICTURE:
        size = QSize(_PICTURE, round(_PICTURE * size.height() / size.width()))
    room = QImage(size, QImage.Format.Format_Alpha8)
    room.fill(0)
    return room


def _draw(drawn: SignalInstance, url: QUrl, wide: int) -> None:
    """On a thread of the pool: so many pixels of a picture, which the page tells the screen's."""
    image = QImage(url.toLocalFile())
    if image.width() > wide:
        image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    image.setDevicePixelRatio(max(1.0, wide / _PICTURE))
    tell(drawn, url, image)
