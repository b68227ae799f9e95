"""The command palette (Ctrl+K): type a few letters of what is to be done, and press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.commands.command import Command
from widgets.commands.model import COMMAND_ROLE, CommandModel, CommandSearch
from widgets.keys import ALONG_A_LIST, ENTER
from widgets.settings import recent_commands
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font

_SIZE = QSize(620, 440)
_TOP = 60
"""Pixels between the window's upper edge and the palette's."""
_NOTHING = tr("Nothing is called that. Try a menu's name, a layer or a panel.")


class CommandPalette(QDialog):
    """Finds one of `commands`; `command` is the one to carry out once the dialog is accepted."""

    def __init__(self, commands: Sequence[Command], window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("Commands"))
        self.command: Command | None = None
        self._model = CommandModel(commands)
        self._found = CommandSearch(self._model, recent_commands())
        self._found.setParent(self)
        self.field = QLineEdit()
        self.field.setFont(font(LARGE))
        self.field.setPlaceholderText(tr("What to do: a command, layer, panel or network"))
        self.field.setAccessibleName(tr("Command"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Commands found"))
        self.list.setModel(self._found)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.help = QLabel()
        self.help.setFont(font(SMALL))
        self.help.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.help.setTextFormat(Qt.TextFormat.PlainText)
        self.help.setWordWrap(True)
        self.help.setMinimumHeight(2 * QFontMetrics(font(SMALL)).lineSpacing())
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.Box)
        frame.setForegroundRole(QPalette.ColorRole.Mid)
        inner = QVBoxLayout(frame)
        for widget in (self.field, self.list, self.help):
            inner.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._stand_over(window)
        self._search("")
        self.field.setFocus()

    def _stand_over(self, window: QWidget) -> None:
        """At the top of the window, in its middle."""
        size = _SIZE.boundedTo(window.size())
        corner = window.mapToGlobal(window.rect().topLeft())
        self.resize(size)
        self.move(corner.x() + (window.width() - size.width()) // 2, corner.y() + _TOP)

    @property
    def current(self) -> Command | None:
        """The command that Enter carries out."""
        found: Command | None = self.list.currentIndex().data(COMMAND_ROLE)
        return found

    def _search(self, typed: str) -> None:
        self._found.search(typed)
        self.list.setCurrentIndex(self._found.index(0, 0))
        self.list.scrollToTop()
        self._tell()

    def _tell(self) -> None:
        """What the current command does, beneath the list and for screen readers."""
        command = self.current
        if command is None:
            words = spoken = _NOTHING
        else:
            why = "" if command.possible else tr("Not possible now. ")
            words, spoken = why + command.help, command.spoken
        self.help.setText(words)
        self.field.setAccessibleDescription(spoken)

    def _choose(self) -> None:
        command = self.current
        if command is not None and command.possible:
            self.command = command
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the field that are meant for the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ALONG_A_LIST:
                self.list.keyPressEvent(event)
                return True
            if event.key() in ENTER:
                self._choose()
                return True
        return super().eventFilter(watched, event)


class _Line(QStyledItemDelegate):
    """Title, where else it is found, and its keys in one line."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(200, QFontMetrics(font(NORMAL)).height() + 10)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        command: Command = index.data(COMMAND_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        role = QPalette.ColorRole
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        faint = option.palette.color(role.HighlightedText if selected else role.PlaceholderText)
        ink = option.palette.color(role.HighlightedText if selected else role.Text)
        box = QRect(option.rect).adjusted(GAP, 0, -GAP, 0)
        painter.save()
        painter.setPen(faint)
        painter.setFont(font(SMALL))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, command.keys)
        if command.keys:
            box.setRight(
                box.right() - painter.fontMetrics().horizontalAdvance(command.keys) - 2 * GAP
            )
        painter.setPen(ink if command.possible else faint)
        _write(painter, box, command.title, NORMAL)
        painter.setPen(faint)
        _write(painter, box, f"— {command.state}" if command.state else "", SMALL)
        _write(painter, box, command.place, SMALL)
        painter.restore()


def _write(painter: QPainter, box: QRect, words: str, size: float) -> None:
    """Write words at the left of a box, which ends behind them."""
    painter.setFont(font(size))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    if shown:
        box.setLeft(box.left() + metrics.horizontalAdvance(shown) + GAP)
