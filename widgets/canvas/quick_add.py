"""A small field over the canvas that adds the layer one types: "conv 64 3x3 p1"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPalette, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.layer import Family, Layer
from app.network.layers import kind_named
from app.network.notation import read_notation, written_layer
from widgets.keys import ENTER
from widgets.panels.layer_list import FAMILY_ROLE, KIND_ROLE, LayerModel, LayerSearch
from widgets.theme import GAP, ON_FAMILY, SMALL, family_colour, font, scaled, theme

_WIDTH = 260
_ROWS = 8
_MARK = (5, 16)
"""Width and height of the family's colour before a name, as in the palette."""
_HINT = tr("Settings may follow: 64 3x3 s1 p1")


class QuickAdd(QFrame):
    """Finds `kinds` as one types and gives the chosen one, with its settings, to `take`.

    `outcome` says what a layer would bring, for the line beneath. Esc, or a click elsewhere,
    closes it and adds nothing.
    """

    closed = Signal()

    def __init__(
        self,
        kinds: Sequence[type[Layer]],
        outcome: Callable[[Layer], str],
        take: Callable[[Layer], None],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._over = over
        self._outcome = outcome
        self._take = take
        self._layer: Layer | None = None
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setForegroundRole(QPalette.ColorRole.Mid)
        self.setAccessibleName(tr("Add a layer"))
        self._names = frozenset(kind.__name__ for kind in kinds)
        self._model = LayerModel(kinds)
        self._kinds = LayerSearch(self._model)
        self._kinds.setParent(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Add a layer: conv 64 3x3 p1"))
        self.field.setAccessibleName(tr("Layer to add"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Layers that match"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.currentRowChanged.connect(lambda _row: self._show_outcome())
        self.list.itemClicked.connect(lambda _item: self._accept())
        self.words = QLabel(_HINT)
        self.words.setFont(font(SMALL))
        self.words.setWordWrap(True)
        self.words.setForegroundRole(QPalette.ColorRole.Text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP // 2)
        for widget in (self.field, self.list, self.words):
            column.addWidget(widget)
        self.list.setIconSize(QSize(*_MARK))
        self.setFixedWidth(scaled(_WIDTH))
        self._search("")

    def open_beside(self, place: QRect) -> None:
        """Show it beside a card, or a point, of the parent (in its pixels) and inside it."""
        self.place(place)
        self.show()
        self.raise_()
        self.field.setFocus()

    def place(self, place: QRect) -> None:
        """Go to where the card, or the point, is now."""
        room = self._over.rect().adjusted(GAP, GAP, -GAP, -GAP)
        x = place.right() + GAP
        if x + self.width() > room.right() and place.left() - GAP - self.width() >= room.left():
            x = place.left() - GAP - self.width()
        x = max(room.left(), min(x, room.right() - self.width()))
        y = max(room.top(), min(place.top(), room.bottom() - self.height()))
        self.move(x, y)

    def _search(self, typed: str) -> None:
        self._kinds.search(read_notation(typed).words)
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in range(self._kinds.rowCount()):
                self._list_kinds(self._kinds.index(row, 0))
            self.list.setCurrentRow(0)
        rows = max(1, min(_ROWS, self.list.count()))
        self.list.setFixedHeight(rows * self._row_height())
        self._show_outcome()

    def _row_height(self) -> int:
        return self.list.fontMetrics().height() + 6

    def _list_kinds(self, family: QModelIndex) -> None:
        for row in range(self._kinds.rowCount(family)):
            found = self._kinds.index(row, 0, family)
            name = found.data(KIND_ROLE)
            if name in self._names:
                item = QListWidgetItem(_mark(found.data(FAMILY_ROLE)), name)
                item.setSizeHint(QSize(0, self._row_height()))
                item.setToolTip(found.data(Qt.ItemDataRole.ToolTipRole).partition("\n")[0])
                self.list.addItem(item)

    def _show_outcome(self) -> None:
        """Say what the chosen layer would bring, or why it cannot be made."""
        self._layer, refusal = None, ""
        if not self.list.count():
            refusal = tr("No layer is called that.") if self.field.text().strip() else ""
        else:
            try:
                settings = read_notation(self.field.text()).settings
                kind = kind_named(self.list.currentItem().text())
                self._layer = written_layer(kind, settings)
            except ValueError as error:
                refusal = str(error)
        if self._layer is not None:
            text = self._outcome(self._layer) if self.field.text().strip() else _HINT
        else:
            text = refusal
        self.words.setText(text)
        two_lines = 2 * self.words.fontMetrics().height() + 2
        wide = scaled(_WIDTH) - 2 * GAP - 2
        self.words.setFixedHeight(max(two_lines, self.words.heightForWidth(wide)))
        self.adjustSize()
        palette = self.words.palette()
        palette.setColor(QPalette.ColorRole.Text, theme().colour("error" if refusal else "text"))
        self.words.setPalette(palette)

    def _accept(self) -> None:
        layer = self._layer
        if layer is not None:
            self.dismiss()
            self._take(layer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, the arrows and Esc in the field."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in ENTER:
            self._accept()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            count = max(1, self.list.count())
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
        else:
            return False
        return True

    def dismiss(self) -> None:
        """Close it and give the keyboard back to the canvas."""
        if self.isVisible():
            self.hide()
            self._over.setFocus()
            self.closed.emit()
            self.deleteLater()


def _mark(family: Family) -> QIcon:
    picture = QPixmap(*_MARK)
    picture.fill(family_colour(family))
    icon = QIcon(picture)
    lit = QPixmap(*_MARK)
    lit.fill(ON_FAMILY)  # the family's colour may be that of the selected row
    icon.addPixmap(lit, QIcon.Mode.Selected)
    return icon
