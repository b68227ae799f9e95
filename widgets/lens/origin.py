"""Where the number in the lens comes from: asked by a button, told as a list of pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.inspection.provenance import Contribution, Place, Provenance, winning_path
from app.inspection.questions import TraceQuestion
from app.language import figures, tr
from app.network.tables import Table
from widgets.canvas.pixel import Pixel
from widgets.canvas.trail import Step
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.lens.place import pixel_of
from widgets.number_text import number_text
from widgets.panels.lettering import NoteLabel
from widgets.panels.table_export import copy_plain
from widgets.theme import GAP, SMALL, font

LISTED = 12
"""Pixels in the list."""
_ROWS = 4
"""Of them, so many are in sight at once."""


class Origin(QWidget):
    """Follows the number back to the pixels when asked, and forgets it with the number.

    Its `button` stands right above it, in the row of the lens's controls.
    """

    traced = Signal(object)
    """The `Step`s to frame on the canvas; none where nothing is followed."""
    grew = Signal()
    """It needs more room, or less."""

    def __init__(self, document: Document, inquiries: Inquiries | None = None) -> None:
        super().__init__()
        self._document, self._inquiries = document, inquiries
        self._place: Place | None = None
        self._asked: TraceQuestion | None = None
        self._pixels: tuple[Contribution, ...] = ()
        self.button = QPushButton(tr("Where does it come from?"))
        self.button.setToolTip(tr("Follow the largest products and the winners back to the pixels"))
        self.button.clicked.connect(self.ask)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note = NoteLabel()
        self.note.setToolTip(tr("Followed with the weights and the image of when it was asked"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pixels that the number comes from"))
        self.list.setFont(font(SMALL))
        self.list.setFixedHeight(_ROWS * (self.list.fontMetrics().height() + 3) + 4)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.copy_action = copy = QAction(tr("Copy as table"), self.list)
        copy.triggered.connect(lambda: copy_plain(self.table()))
        self.list.addAction(copy)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self.note)
        layout.addWidget(self.list)
        self.note.hide()
        if inquiries is not None:
            inquiries.answered.connect(self._show)
            inquiries.refused.connect(self._refuse)
        else:  # never shown here: without a parent yet, it would open as a window of its own
            self.button.hide()

    def look_at(self, place: Place | None) -> None:
        """Another number is in the lens, or none; what was followed is forgotten."""
        if place == self._place:
            return
        self._place, self._asked, self._pixels = place, None, ()
        self.button.setEnabled(
            place is not None and place.layer not in self._document.network.inputs
        )
        self.note.say("")
        self.list.hide()
        self.hide()
        self.traced.emit(())
        self.grew.emit()

    def ask(self) -> None:
        """Follow the number, with the weights and the image of now."""
        if self._place is not None and self._inquiries is not None:
            self._asked = TraceQuestion(self._place)
            self.note.say(tr("Following …"))
            self.show()
            self.grew.emit()
            self._inquiries.ask(self._asked)

    def table(self) -> Table:
        """The pixels as numbers, all of them."""
        heads = (tr("Channel"), tr("Row"), tr("Column"), tr("Value"), tr("Share"))
        rows = [
            (*map(str, each.place.unit), f"{each.value:.6g}", f"{each.share:.6g}")
            for each in self._pixels
        ]
        return Table(heads, tuple(rows), numbers=frozenset(range(5)))

    def _show(self, question: object, found: Provenance) -> None:
        if question is not self._asked or self._asked is None:
            return
        self._asked, self._pixels = None, found.pixels
        self.list.clear()
        shown = found.pixels[:LISTED]
        whole = found.traced or 1.0
        for each in shown:
            self.list.addItem(f"{_where(each)}     {_percent(each.share / whole)}")
        self.list.setVisible(bool(shown))
        self.note.say(_summary(found))
        self.traced.emit(self._steps(found))
        self.grew.emit()

    def _refuse(self, question: object, why: str) -> None:
        if question is self._asked and self._asked is not None:
            self._asked = None
            self.note.warn(why)
            self.grew.emit()

    def _steps(self, found: Provenance) -> tuple[Step, ...]:
        """All numbers on the way, with the largest share of each layer as one."""
        path = {each.place for each in winning_path(found)}
        largest: dict[str, float] = {}
        for each in found.contributions:
            name = each.place.layer
            largest[name] = max(largest.get(name, 0.0), abs(each.share))
        return tuple(
            Step(
                self._pixel(each.place), each.share / largest[each.place.layer], each.place in path
            )
            for each in found.contributions
            if largest[each.place.layer] and each.place.layer in self._document.analysis.layers
        )

    def _pixel(self, place: Place) -> Pixel:
        output = self._document.analysis.layers[place.layer].output or ()
        return pixel_of(place.layer, place.unit, len(output))


def _where(pixel: Contribution) -> str:
    channel, row, column = pixel.place.unit
    return tr(
        "channel {channel}, row {row}, column {column} = {number}",
        channel=channel,
        row=row,
        column=column,
        number=number_text(pixel.value),
    )


def _percent(share: float) -> str:
    return figures(f"{100 * share:+.1f} %".replace("-", "−"))


def _summary(found: Provenance) -> str:
    if not found.pixels:
        return tr("Nothing of it comes from pixels: it is zero, or biases alone made it.")
    path = " ← ".join(_layers(winning_path(found)))
    return tr(
        "{path}. Shares of what was followed to pixels, {number} % of the "
        "number; − works against it.",
        path=path,
        number=number_text(100 * found.traced, 2),
    )


def _layers(path: Sequence[Contribution]) -> list[str]:
    return [each.place.layer for each in path]
