"""The page itself: a card over the canvas with what one can begin with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.gallery import GalleryEntry
from app.network.graph import NetworkError
from widgets.gallery.thumbnail import thumbnail
from widgets.panels.lettering import NoteLabel, heading
from widgets.settings import set_shows_welcome, shows_welcome
from widgets.theme import GAP, LARGE, RADIUS, font, scaled, theme
from widgets.welcome.groups import TileGroups
from widgets.welcome.tile import Choice, Tile

_PICTURE = QSize(116, 56)
_LARGEST = QSize(880, 540)
_MARGIN = 12
_SIDE = 2 * GAP
Places = tuple[tuple[int, int, int, int], ...]
"""Of beginnings, networks and lessons in a grid: row, column, rows, columns."""
_ARRANGEMENTS: tuple[tuple[Places, tuple[int, ...]], ...] = (
    (((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)), (4, 5, 5)),
    (((0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)), (4, 5, 0)),
    (((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)), (1, 0, 0)),
)
"""Places with the columns' shares of the width; the later ones are for large text."""
_VEIL = 0.86
"""How much of the canvas behind the card is covered, from 0 to 1."""


class WelcomePage(QWidget):
    """Lies over `over` and moves with it; a click beside the card, or Esc, closes it."""

    closed = Signal()
    more_wanted = Signal()
    """All built-in networks and lessons shall be shown."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over.parentWidget())
        self._over = over
        self.setAccessibleName(tr("Welcome"))
        self._drawing: list[tuple[Tile, GalleryEntry]] = []
        self._pictures: list[tuple[Tile, GalleryEntry]] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._draw_next)
        self._places: Places = ()
        self.card = QFrame(self)
        self.card.setCursor(Qt.CursorShape.ArrowCursor)
        self.groups = TileGroups(self)
        self._parts = [QWidget() for _each in range(3)]
        self._columns = [QVBoxLayout(part) for part in self._parts]
        self._lay_out()
        over.installEventFilter(self)
        self._inside.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        title = QLabel(tr("Welcome to Convas"))
        title.setFont(font(LARGE, bold=True))
        inside = QWidget()
        inside.setAutoFillBackground(False)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * GAP)
        for column in self._columns:
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads to what is in it, and scrolls
        scroll.viewport().setAutoFillBackground(False)
        self._scroll, self._inside, self._grid = scroll, inside, grid
        self._arrange(*_ARRANGEMENTS[0])
        self.at_start = QCheckBox(tr("&Show this page at the start"))
        self.at_start.clicked.connect(set_shows_welcome)
        foot = QHBoxLayout()
        foot.addWidget(self.at_start)
        how_to_go_on = NoteLabel(tr("Esc or a click beside this page goes on."))
        how_to_go_on.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(how_to_go_on, 1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(_SIDE, GAP, _SIDE, GAP)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def fill(
        self,
        beginnings: Sequence[Choice],
        networks: Sequence[tuple[GalleryEntry, Callable[[], object]]],
        lessons: Sequence[Choice],
        files: Sequence[Choice],
    ) -> None:
        """Show these, in place of what was there."""
        self._clear()
        begin, gallery, learn = self._columns
        self._begin_group(begin, tr("Begin"))
        self.tiles = [self._tile(begin, each) for each in beginnings]
        begin.addSpacing(GAP)
        self._begin_group(begin, tr("Recent files"))
        for each in files:
            self._tile(begin, each)
        if not files:
            begin.addWidget(NoteLabel(tr("What you save and open will stand here.")))
        self._begin_group(gallery, tr("Networks"))
        grid = QGridLayout()
        grid.setSpacing(2)
        gallery.addLayout(grid)
        for place, (entry, do) in enumerate(networks):
            tile = self._made(Choice(entry.title, entry.sentence, do))
            tile.make_room_for(QSize(scaled(_PICTURE.width()), scaled(_PICTURE.height())))
            grid.addWidget(tile, place // 2, place % 2)
            self._pictures.append((tile, entry))
        every = tr("Every built-in network")
        self._tile(gallery, Choice(tr("All networks…"), every, self.more_wanted.emit))
        self._begin_group(learn, tr("Lessons"))
        for each in lessons:
            self._tile(learn, each)
        for column in self._columns:
            column.addStretch(1)
        self._draw_pictures()

    def open(self) -> None:
        """Come to the front, with the keyboard on the first choice."""
        self.at_start.setChecked(shows_welcome())
        self._place()
        self.show()
        # Qt forgets to tell the layout where the scroll area makes it larger while it appears.
        self._grid.setGeometry(self._inside.rect())
        self._place()  # only now is it known how high what is inside will be
        self.raise_()
        self.tiles[0].setFocus()

    def close_page(self) -> None:
        """Go away; the canvas has the keyboard again."""
        if not self.isHidden():
            self._idle.stop()
            self.hide()
            self.closed.emit()

    # What is on it

    def _begin_group(self, column: QVBoxLayout, title: str) -> None:
        column.addWidget(heading(title))
        self.groups.begin()

    def _tile(self, column: QVBoxLayout, choice: Choice) -> Tile:
        tile = self._made(choice)
        column.addWidget(tile)
        return tile

    def _made(self, choice: Choice) -> Tile:
        tile = Tile(choice)
        tile.clicked.connect(lambda _checked=False: choice.do())
        tile.focused.connect(lambda: self._scroll.ensureWidgetVisible(tile))
        self.groups.add(tile)
        return tile

    def _clear(self) -> None:
        self._pictures.clear()
        self.groups.clear()
        for column in self._columns:
            _empty(column)

    def _draw_pictures(self) -> None:
        self._drawing = list(self._pictures)
        self._idle.start()

    def _draw_next(self) -> None:
        """One picture at a time, so that the window answers in between."""
        if not self._drawing:
            self._idle.stop()
            return
        tile, entry = self._drawing.pop(0)
        size = QSize(scaled(_PICTURE.width()), scaled(_PICTURE.height()) - GAP // 2)
        try:
            picture = thumbnail(entry.build(), size, self.devicePixelRatioF(), theme())
        except NetworkError:  # opening it will say why
            return
        tile.show_picture(picture)

    # Where it is, and how it goes

    def _needed(self, places: Places) -> int:
        """The least width of the parts in these places."""
        columns: dict[int, int] = {}
        for part, (_row, column, _rows, _columns) in zip(self._parts, places, strict=True):
            columns[column] = max(columns.get(column, 0), part.minimumSizeHint().width())
        return sum(columns.values()) + (len(columns) - 1) * self._grid.spacing()

    def _arrange(self, places: Places, shares: tuple[int, ...]) -> None:
        """Put the parts into these places of the grid."""
        if places == self._places:
            return
        self._places = places
        for part, place in zip(self._parts, places, strict=True):
            self._grid.addWidget(part, *place)
        for at, share in enumerate(shares):
            self._grid.setColumnStretch(at, share)

    def _place(self) -> None:
        self.setGeometry(self._over.geometry())
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        most = QSize(scaled(_LARGEST.width()), scaled(_LARGEST.height()))
        around = self.card.sizeHint().height() - self._scroll.sizeHint().height()
        wide = min(room.width(), most.width())
        fitting = (each for each in _ARRANGEMENTS if self._needed(each[0]) <= wide - 2 * _SIDE)
        self._arrange(*next(fitting, _ARRANGEMENTS[-1]))
        inside = self._inside.heightForWidth(wide - 2 * _SIDE)
        card = QRectF(0, 0, wide, min(room.height(), most.height(), around + inside))
        card.moveCenter(QRectF(self.rect()).center())
        self.card.setGeometry(card.toRect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (QEvent.Type.Resize, QEvent.Type.Move) if watched is self._over else ()
        if event.type() in (*moves, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._draw_pictures()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme().colour("canvas")
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(theme().colour("card_border"), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(QRectF(self.card.geometry()).adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # clicks into the card arrive here, too
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        else:
            super().keyPressEvent(event)


def _empty(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if isinstance(inner, QGridLayout):
            _empty(inner)
