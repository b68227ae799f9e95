"""What the panels of filters and feature maps share: a grid, and one picture looked into."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.empty_state import TO_A_NETWORK, EmptyState
from widgets.figures.on_paper import on_paper
from widgets.panels.enlarged_picture import EnlargedPicture, Pointed
from widgets.panels.picture_grid import PictureGrid
from widgets.panels.picture_layout import USUAL_SIZE, Part, Spot
from widgets.theme import GAP, NORMAL, font


class PicturePanel(QWidget):
    """A grid of pictures and, for the one picked, an enlarged view; both live.

    A panel for one kind of picture says what a value is called (`_describe`) and what an
    enlarged picture is made of (`_show_enlarged`).
    """

    def __init__(self, name: str, empty_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.grid = PictureGrid()
        self.grid.setAccessibleName(name)
        self.enlarged = EnlargedPicture()
        self._enlarged: tuple[str, int] | None = None
        self._said = ""
        self.readout = QLabel()
        self.readout.setFont(font(NORMAL))
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.readout.setAccessibleName(tr("Value under the pointer"))
        on_paper(self.readout)
        self._back = QToolButton()
        self._back.setText(tr("← All"))
        self._back.setToolTip(tr("Back to all pictures (Esc)"))
        self._back.clicked.connect(self.close_enlarged)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(24, 192)
        self._size.setValue(USUAL_SIZE)
        self._size.setFixedWidth(90)
        self._size.setToolTip(tr("Size of the pictures"))
        self._size.setAccessibleName(tr("Size of the pictures"))
        self._size.valueChanged.connect(self.grid.set_picture_size)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.enlarged)
        empty = QLabel(empty_text)
        empty.setFont(font(NORMAL))
        self._empty = EmptyState(empty, *TO_A_NETWORK)
        self._stack.addWidget(self._empty)
        self.controls = QHBoxLayout()
        self.controls.addWidget(self._back)
        self.controls.addWidget(self.readout, 1)
        self.controls.addWidget(self._size)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addLayout(self.controls)
        self._row = QHBoxLayout()
        self._row.addWidget(self._stack, 1)
        layout.addLayout(self._row, 1)
        self.grid.blocks_changed.connect(self._choose_page)
        self.grid.picked.connect(self.enlarge)
        self.grid.hovered.connect(self._read_spot)
        self.enlarged.closed.connect(self.close_enlarged)
        self.enlarged.stepped.connect(self._step)
        self.enlarged.hovered.connect(self._read_pointed)
        self._show_page()
        self.setFocusProxy(self.grid)

    def sizeHint(self) -> QSize:
        return QSize(640, 230)

    def show_beside(self, widget: QWidget) -> None:
        """Put a widget at the right of the pictures."""
        self._row.addWidget(widget)

    def show_below(self, widget: QWidget) -> None:
        """Put a widget under the pictures."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    def enlarge(self, block: str, index: int) -> None:
        """Show one picture as large as it goes."""
        self._enlarged = (block, index)
        self._show_enlarged(block, index)
        self._show_page()
        self.enlarged.setFocus()

    @property
    def enlarged_place(self) -> tuple[str, int] | None:
        """The block whose picture is enlarged, and the number of the picture."""
        return self._enlarged

    def close_enlarged(self) -> None:
        """Go back to the grid."""
        had_focus = self.enlarged.hasFocus() or self._back.hasFocus()
        self._enlarged = None
        self._show_page()
        if had_focus:
            self.grid.setFocus()

    def _blocks_in_sight(self) -> tuple[str, ...]:
        if self._enlarged and self.isVisible():
            return (self._enlarged[0],)
        return self.grid.visible_blocks

    def _refresh_hint(self) -> None:
        """Say what the pictures are while nothing is pointed at."""
        if self._enlarged is None and not self.grid.pointing:
            self._say("")

    def _refresh_enlarged(self) -> None:
        """Follow new values; a picture that is no longer there closes."""
        if self._enlarged is None:
            return
        name, index = self._enlarged
        block = next((block for block in self.grid.blocks if block.name == name), None)
        if block is None or index >= block.count:
            self.close_enlarged()
        else:
            self._show_enlarged(name, index)

    def _show_page(self) -> None:
        enlarged = self._enlarged is not None
        self._back.setVisible(enlarged)
        self._size.setVisible(not enlarged)
        self._choose_page()
        self._say("")

    def _choose_page(self) -> None:
        if self._enlarged is not None:
            self._stack.setCurrentWidget(self.enlarged)
        else:
            self._stack.setCurrentWidget(self.grid if self.grid.blocks else self._empty)

    def _step(self, by: int) -> None:
        if self._enlarged is None:
            return
        name, index = self._enlarged
        count = next((block.count for block in self.grid.blocks if block.name == name), 0)
        if 0 <= index + by < count:
            self.enlarge(name, index + by)

    def _read_spot(self, spot: Spot | None) -> None:
        self._say(self._describe(spot) if spot else "")

    def _read_pointed(self, pointed: Pointed | None) -> None:
        if pointed is None or self._enlarged is None:
            self._say("")
            return
        self._say(self._describe(self._spot(*self._enlarged, pointed)))

    def _spot(self, block: str, index: int, pointed: Pointed) -> Spot:
        """Which value of the grid's pictures the enlarged view shows at a place."""
        return Spot(block, index, self._part(block, pointed.pane), pointed.y, pointed.x)

    def _part(self, block: str, pane: int) -> Part:
        placed = next(b for b in self.grid.blocks if b.name == block)
        return "before" if placed.before and pane == 0 else "picture"

    def _say(self, text: str) -> None:
        self._said = text
        self._tell()
        self.grid.setAccessibleDescription(text)

    def _tell(self) -> None:
        """The value under the pointer; else how to see one, in as many words as have room."""
        words, room = self._said or self._hint(), self.readout.width()
        if not self._said and self.readout.fontMetrics().horizontalAdvance(words) > room:
            words = self._short_hint()
        elide = Qt.TextElideMode.ElideRight
        self.readout.setToolTip(self._said or self._hint())
        self.readout.setText(self.readout.fontMetrics().elidedText(words, elide, room))

    def _short_hint(self) -> str:
        """The hint for a narrow panel, or one in large type."""
        if self._enlarged is not None:
            return self._enlarged_title()
        return tr("Click to enlarge") if self.grid.blocks else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _hint(self) -> str:
        if self._enlarged is None:
            return self._hint_of_grid()
        return tr(
            "{enlarged_title} · wheel zooms, ← → the others, Esc closes",
            enlarged_title=self._enlarged_title(),
        )

    def _hint_of_grid(self) -> str:
        """What the readout says while nothing is pointed at."""
        return tr("Point at a picture to read it, click to enlarge it") if self.grid.blocks else ""

    def _describe(self, spot: Spot) -> str:
        """The value there in words."""
        raise NotImplementedError

    def _show_enlarged(self, block: str, index: int) -> None:
        """Give the enlarged view its panes."""
        raise NotImplementedError

    def _enlarged_title(self) -> str:
        """What the enlarged picture is called."""
        raise NotImplementedError
