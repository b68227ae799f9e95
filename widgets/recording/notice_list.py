"""What there is to notice in a scene: what is chosen, and what the screen suggests just now."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.lessons.notice import Notice, read_notice
from app.lessons.suggesting import (
    can_be_compared,
    notice_of_score,
    notice_of_values,
    notices_of_network,
)
from app.lessons.telling import TitleOf, told
from widgets.lessons.seen import is_seen, shown
from widgets.panels.lettering import NoteLabel
from widgets.panels.ticks import TickDelegate

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_SCORES = ("validation accuracy", "training accuracy", "training loss", "test accuracy")
_MOST_LAYERS = 6
"""Layers for which something is suggested."""


def suggestions(window: MainWindow, *, of_weights: bool) -> tuple[str, ...]:
    """Sentences that are all true of the window at this moment.

    Those that hold for its weights alone are left out unless `of_weights`.
    """
    document = window.document
    names = [name for name in document.network.order if name in document.selection]
    if not names:
        view = window.canvas.visible_rect()
        cards = window.canvas.canvas_scene.cards
        order = document.network.order
        names = [name for name in order if view.contains(cards[name].scene_rect)]
    names = names[:_MOST_LAYERS]
    found = list(notices_of_network(document.analysis, names))
    for name in names:
        if not of_weights or not can_be_compared(_values_of_a_map(window, name)):
            continue
        said = shown(Notice("", "values", name), window)
        rows = [[float(word) for word in row.split()] for row in said.split(";") if row.strip()]
        found.append(notice_of_values(name, rows))
    scores = ((subject, shown(Notice("", "score", subject), window)) for subject in _SCORES)
    if of_weights:
        found += [notice_of_score(subject, float(score)) for subject, score in scores if score]
        found += ["training breaks down", "training ends early"]
    return tuple(
        text for text in dict.fromkeys(found) if text and is_seen(read_notice(text), window)
    )


def _values_of_a_map(window: MainWindow, name: str) -> int:
    """How many numbers a map on the card of a layer has: they are only written where few."""
    card = window.canvas.canvas_scene.cards.get(name)
    if card is None or card.picture is None:
        return 0
    shape = card.picture.values.shape
    return math.prod(shape[1:] if len(shape) > 1 else shape)


class NoticeList(QWidget):
    """Sentences to tick; a field takes one that is written by hand."""

    changed = Signal(list)
    """The sentences that are ticked now."""
    look_wanted = Signal()

    def __init__(self, title_of: TitleOf, may_be_true: Callable[[Notice], bool]) -> None:
        """`may_be_true` says of what is written whether the screen shows anything else."""
        super().__init__()
        self._title_of, self._may_be_true = title_of, may_be_true
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What there is to notice"))
        self.list.setToolTip(
            tr("Ticked sentences are checked against the window while the scene is on")
        )
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(120)
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.own = QLineEdit()
        self.own.setPlaceholderText(tr("Or write one: conv1: 6×28×28"))
        self.own.setAccessibleName(tr("A sentence of your own to notice"))
        self.own.setToolTip(tr("Enter adds it; docs/lessons.md has all that can be written"))
        self.own.returnPressed.connect(self._add_own)
        self.look = QPushButton(tr("Look again"))
        self.look.setToolTip(tr("Suggest what is true of the screen now"))
        self.look.clicked.connect(self.look_wanted)
        self.note = NoteLabel()
        self.note.hide()
        self._chosen: list[str] = []
        row = QHBoxLayout()
        row.addWidget(self.own, 1)
        row.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.list, self.note):
            column.addWidget(part)
        column.insertLayout(1, row)

    def sizeHint(self) -> QSize:
        return QSize(260, 200)

    def unticked(self) -> tuple[str, ...]:
        """What is suggested and not chosen."""
        texts = (_written(self.list.item(at)) for at in range(self.list.count()))
        return tuple(text for text in texts if text not in self._chosen)

    def begin(self) -> None:
        """Another scene is worked on: what was begun for the last one is none of its."""
        self.own.clear()
        self.note.say("")

    def put(self, chosen: Sequence[str], suggested: Sequence[str]) -> None:
        """Show what is chosen, ticked, before what may be."""
        self._chosen = list(chosen)
        rows = [*chosen, *(text for text in suggested if text not in chosen)]
        present = [_written(self.list.item(at)) for at in range(self.list.count())]
        self.list.blockSignals(True)
        if sorted(rows) != sorted(present):
            self.list.clear()
            for text in rows:
                item = QListWidgetItem(self._said(text))
                item.setData(Qt.ItemDataRole.UserRole, text)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsSelectable
                )
                self.list.addItem(item)
        for at in range(self.list.count()):
            item = self.list.item(at)
            ticked = _written(item) in self._chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _said(self, text: str) -> str:
        """In the window's language; a map with its numbers stays as it is written."""
        notice = read_notice(text)
        return text if notice.kind in ("values", "gradient") else told(notice, self._title_of)

    def _add_own(self) -> None:
        text = self.own.text().strip()
        try:
            notice = read_notice(text)
        except ValueError as error:
            self.note.warn(f"{error}.")
            return
        true = self._may_be_true(notice)
        self.note.warn(
            "" if true else tr("Added, but it is not so on the screen now: {text}", text=text)
        )
        self.own.clear()
        if text not in self._chosen:
            self.changed.emit([*self._chosen, text])

    def _tell(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        ticked = [_written(item) for item in items if item.checkState() is Qt.CheckState.Checked]
        kept = [text for text in self._chosen if text in ticked]
        self.changed.emit([*kept, *(text for text in ticked if text not in kept)])


def _written(item: QListWidgetItem) -> str:
    """The sentence as the lesson's file has it."""
    return str(item.data(Qt.ItemDataRole.UserRole))
