"""The networks of the gallery as cards under the titles of their groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.language import tr
from app.network.arithmetic import shape_text
from app.network.gallery import GALLERY, GROUP_TITLES, GalleryEntry
from app.network.graph import NetworkError
from widgets.gallery.thumbnail import thumbnail
from widgets.theme import GAP, NORMAL, RADIUS, SMALL, font, theme

_ENTRY = Qt.ItemDataRole.UserRole
_PICTURE = QSize(148, 84)
_CARD_HEIGHT = 112
_NARROWEST = 440
"""Pixels of a card; where two fit, two stand side by side."""
_TITLE_HEIGHT = 36

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft
_WRAPPED = _LEFT | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def facts_text(entry: GalleryEntry) -> str:
    """Its size in words: "61,706 parameters · 13 layers · 1×32×32"; empty where unknown."""
    try:
        facts = entry.facts
    except NetworkError:  # opening it will say why
        return ""
    images = shape_text(facts.input)
    return tr(
        "{parameters:,} parameters · {layers} layers · {images}",
        parameters=facts.parameters,
        layers=facts.layers,
        images=images,
    )


def _describes(word: str, entry: GalleryEntry) -> bool:
    """Whether the name holds the word, or a word of what is said of the network begins with it."""
    text = f"{entry.sentence} {GROUP_TITLES[entry.group]}".casefold()
    begins = re.search(rf"\b{re.escape(word)}", text)
    return word in f"{entry.title} {entry.name}".casefold() or begins is not None


class GalleryModel(QAbstractListModel):
    """The networks that a search leaves, each group behind its title (a plain string)."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[GalleryEntry | str] = ()
        self.search("")

    def search(self, words: str) -> None:
        """Leave the networks that every word describes."""
        rows: list[GalleryEntry | str] = []
        group = ""
        for entry in GALLERY:
            if all(_describes(word, entry) for word in words.casefold().split()):
                if GROUP_TITLES[entry.group] != group:
                    rows.append(group := GROUP_TITLES[entry.group])
                rows.append(entry)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == _ENTRY:
            return row if isinstance(row, GalleryEntry) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, GalleryEntry):
            return f"{row.title}: {row.sentence} {facts_text(row)}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class GalleryGrid(QListView):
    """Cards side by side; Enter or a double click opens one."""

    opened = Signal()
    """The current network is to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._networks = GalleryModel()
        self.setModel(self._networks)
        self.setItemDelegate(_CardDelegate(self))
        self.setAccessibleName(tr("Networks"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and with it where cards stand.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_CARD_HEIGHT // 3)
        self.viewport().setAutoFillBackground(False)
        self._select_first()

    @property
    def entry(self) -> GalleryEntry | None:
        """The current network; None where the search has left none."""
        found = self.currentIndex().data(_ENTRY)
        return found if isinstance(found, GalleryEntry) else None

    @property
    def entries(self) -> tuple[GalleryEntry, ...]:
        """The networks that the search has left."""
        model = self._networks
        found = (model.index(row).data(_ENTRY) for row in range(model.rowCount()))
        return tuple(entry for entry in found if entry is not None)

    @property
    def titles(self) -> list[str]:
        """What is to be seen, titles of groups included."""
        model = self._networks
        return [model.index(row).data() for row in range(model.rowCount())]

    def search(self, words: str) -> None:
        """Show the networks that these words describe."""
        self._networks.search(words)
        self._select_first()

    def show_entry(self, name: str) -> None:
        """Make a network the current one."""
        for row in range(self._networks.rowCount()):
            entry = self._networks.index(row).data(_ENTRY)
            if entry is not None and entry.name == name:
                self.setCurrentIndex(self._networks.index(row))

    def _select_first(self) -> None:
        self.setCurrentIndex(self._networks.index(1))
        self.scrollToTop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).data(_ENTRY) is not None:
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class _CardDelegate(QStyledItemDelegate):
    """Paints titles and cards; pictures are drawn one after another when the window is idle."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._pictures: dict[tuple[str, bool, float], QPixmap] = {}
        self._wanted: list[GalleryEntry] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._draw_next)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        width = self._view.viewport().width() - 1  # Qt wraps what fills a row to the last pixel
        if index.data(_ENTRY) is None:
            return QSize(width, _TITLE_HEIGHT)
        return QSize(width // max(1, width // _NARROWEST), _CARD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_ENTRY)
        rect: QRect = option.rect
        painter.save()
        if entry is None:
            painter.setFont(font(NORMAL, bold=True))
            painter.setPen(theme().colour("faint_text"))
            at = rect.adjusted(GAP // 2, 0, 0, -GAP // 2)
            painter.drawText(at, _LEFT | Qt.AlignmentFlag.AlignBottom, index.data())
        else:
            self._paint_card(painter, rect, option.state, entry)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, entry: GalleryEntry
    ) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect).adjusted(4, 4, -4, -4)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = "selection" if selected else "wire" if hovered else "card_border"
        painter.setPen(QPen(look.colour(edge), 2.0 if selected else 1.0))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        ground = QRect(int(frame.left()) + GAP, int(frame.top()) + GAP, 0, 0)
        ground.setSize(_PICTURE)
        ground.setHeight(int(frame.height()) - 2 * GAP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("canvas"))
        painter.drawRoundedRect(ground, RADIUS / 2, RADIUS / 2)
        if picture := self._picture(entry):
            top = ground.center().y() - _PICTURE.height() // 2
            painter.drawPixmap(ground.left(), top, picture)
        words = frame.adjusted(_PICTURE.width() + 2 * GAP + 4, GAP, -GAP, -GAP).toRect()
        self._paint_words(painter, words, entry)

    def _paint_words(self, painter: QPainter, words: QRect, entry: GalleryEntry) -> None:
        look = theme()
        title, small = font(NORMAL, bold=True), font(SMALL)
        line = QFontMetrics(title).height()
        painter.setFont(title)
        painter.setPen(look.colour("text"))
        painter.drawText(words, _LEFT | Qt.AlignmentFlag.AlignTop, entry.title)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.drawText(
            words.adjusted(0, line + 2, 0, -metrics.height()), _WRAPPED, entry.sentence
        )
        painter.setPen(look.colour("faint_text"))
        facts = metrics.elidedText(facts_text(entry), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _LEFT | Qt.AlignmentFlag.AlignBottom, facts)

    def _picture(self, entry: GalleryEntry) -> QPixmap | None:
        key = self._key(entry)
        if key not in self._pictures and entry not in self._wanted:
            self._wanted.append(entry)
            self._idle.start()
        return self._pictures.get(key)

    def _key(self, entry: GalleryEntry) -> tuple[str, bool, float]:
        return entry.name, theme().dark, self._view.devicePixelRatioF()

    def _draw_next(self) -> None:
        if not self._wanted:
            self._idle.stop()
            return
        entry = self._wanted.pop(0)
        ratio = self._view.devicePixelRatioF()
        try:
            picture = thumbnail(entry.build(), _PICTURE, ratio, theme())
        except NetworkError:  # opening it will say why
            picture = QPixmap(1, 1)
            picture.fill(Qt.GlobalColor.transparent)
        self._pictures[self._key(entry)] = picture
        self._view.viewport().update()
