"""The palette: every layer kind, searchable, to be dragged onto the canvas."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.files.user_blocks import find_blocks, remove_block
from app.language import tr
from app.network.layers import kind_named
from widgets.canvas.library_blocks import OWN
from widgets.keys import ENTER
from widgets.message_box import message_box
from widgets.panels.layer_list import (
    BLOCK_ROLE,
    FAMILY_ROLE,
    HELP_ROLE,
    KIND_ROLE,
    LayerModel,
    LayerSearch,
)
from widgets.theme import GAP, NORMAL, ON_FAMILY, RADIUS, SMALL, family_colour, font, theme


class PalettePanel(QWidget):
    """All layer kinds by family: drag one, double-click it, or search and press Enter."""

    layer_chosen = Signal(str)
    """The kind to append to the selection."""
    block_chosen = Signal(str)
    """The key of a block to append to the selection."""
    focus_left = Signal()
    """A double-click has chosen something: the hand is at the mouse, not on the list's keys."""
    message = Signal(str)
    """What is wrong with the user's blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search layers"))
        self.search.setAccessibleName(tr("Search layers"))
        self.search.setToolTip(tr("A name, or what the lectures call it: CONV, POOL, FC, DO, BN"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._search)

        self._model = LayerModel()
        self._layers = LayerSearch(self._model)
        self.view = _LayerView()
        self.view.setModel(self._layers)
        self.view.expandAll()
        self.view.chosen.connect(self.layer_chosen)
        self.view.block_chosen.connect(self.block_chosen)
        self.view.removal_wanted.connect(self.remove_block)
        self.view.left_upwards.connect(self.search.setFocus)
        self.view.double_clicked.connect(self.focus_left)

        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(GAP, 3 * GAP, GAP, GAP)
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._nothing)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.search)
        layout.addWidget(self._pages)
        self.setMinimumWidth(180)

    def sizeHint(self) -> QSize:
        return QSize(210, 520)

    def read_user_blocks(self) -> None:
        """Show the blocks that the user has kept; files that are broken are named."""
        found = find_blocks()
        self._model.show_user_blocks(found.blocks)
        self.view.expandAll()
        if found.complaints:
            self.message.emit(" ".join(found.complaints))

    def remove_block(self, name: str) -> None:
        """Forget one of the user's blocks, if the user means it."""
        button = QMessageBox.StandardButton
        question = tr("Remove the block {name} from the list Layers?", name=name)
        kept = tr("Networks that use it keep their copies.")
        box = message_box(self, QMessageBox.Icon.Question, question, kept)
        box.setStandardButtons(button.Yes | button.Cancel)
        box.setDefaultButton(button.Cancel)
        answer = box.exec()
        box.deleteLater()
        if answer != button.Yes:
            return
        try:
            remove_block(name)
        except OSError as error:
            self.message.emit(
                tr("The block {name} cannot be removed: {error}", name=name, error=error)
            )
        self.read_user_blocks()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Down and Esc in the search field."""
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in ENTER and self._first().isValid():
            self.view.choose(self._first())
            return True
        if event.key() == Qt.Key.Key_Down and self._first().isValid():
            self.view.setCurrentIndex(self._first())
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False

    def _first(self) -> QModelIndex:
        return self._layers.index(0, 0, self._layers.index(0, 0))

    def _search(self, text: str) -> None:
        self._layers.search(text)
        self.view.expandAll()
        if self._layers.rowCount() == 0:
            self._nothing.setText(
                tr("No layer matches “{text}”.\nEsc clears the search.", text=text.strip())
            )
            self._pages.setCurrentWidget(self._nothing)
            return
        self._pages.setCurrentWidget(self.view)
        if text.strip():
            self.view.setCurrentIndex(self._first())
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self.view.scrollToTop()


class _LayerView(QTreeView):
    """The list itself; starts drags that carry the kind, or the key of a block."""

    chosen = Signal(str)
    block_chosen = Signal(str)
    removal_wanted = Signal(str)
    """The user's block of this name is to go."""
    left_upwards = Signal()
    double_clicked = Signal()
    """A kind or a block was, and has been chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Layers"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_LayerDelegate(self))
        self.doubleClicked.connect(self._choose_by_mouse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in ENTER:
            self.choose(current)
        elif event.key() == Qt.Key.Key_Delete and (own := _own_block(current)):
            self.removal_wanted.emit(own)
        elif (
            event.key() == Qt.Key.Key_Up and not self.indexAbove(self.indexAbove(current)).isValid()
        ):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: ARG002
        drag = self.drag(self.currentIndex())
        if drag is not None:
            drag.exec(Qt.DropAction.CopyAction)

    def drag(self, index: QModelIndex) -> QDrag | None:
        """The drag that begins at `index`; None on a heading."""
        name = index.data(KIND_ROLE)
        if name is None:
            return None
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        ratio = self.devicePixelRatioF()
        is_block = bool(index.data(BLOCK_ROLE))
        drag.setPixmap(block_picture(name, ratio) if is_block else drag_picture(name, ratio))
        drag.setHotSpot(QPoint(24, 14))
        return drag

    def choose(self, index: QModelIndex) -> None:
        """Have the kind or block at `index` appended."""
        if key := index.data(BLOCK_ROLE):
            self.block_chosen.emit(key)
        elif name := index.data(KIND_ROLE):
            self.chosen.emit(name)

    def _choose_by_mouse(self, index: QModelIndex) -> None:
        self.choose(index)
        if index.data(KIND_ROLE):  # not a heading
            self.double_clicked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """One of the user's blocks can be removed."""
        if own := _own_block(self.indexAt(event.pos())):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(tr("&Remove from My blocks")).triggered.connect(
                lambda: self.removal_wanted.emit(own)
            )
            menu.popup(event.globalPos())


def _own_block(index: QModelIndex) -> str:
    """The name of the user's block at `index`; empty where something else is."""
    key = index.data(BLOCK_ROLE) or ""
    return key.removeprefix(OWN) if key.startswith(OWN) else ""


def drag_picture(kind: str, ratio: float) -> QPixmap:
    """A small layer card for the mouse to carry; `ratio` is device pixels per pixel."""
    layer = kind_named(kind)()
    lines = [kind, layer.notation] if layer.notation else [kind]
    return _card_picture(lines, family_colour(layer.family), QColor(ON_FAMILY), ratio)


def block_picture(title: str, ratio: float) -> QPixmap:
    """A small card of a block for the mouse to carry."""
    look = theme()
    return _card_picture([title], look.colour("block"), look.colour("text"), ratio)


def _card_picture(lines: list[str], ground: QColor, ink: QColor, ratio: float) -> QPixmap:
    fonts = [font(NORMAL, bold=True), font(SMALL)]
    width = 2 * GAP + max(
        QFontMetrics(shape).horizontalAdvance(text)
        for text, shape in zip(lines, fonts, strict=False)
    )
    width, height = max(width, 96), 28 + 22 * (len(lines) - 1)
    picture = QPixmap(QSize(width, height) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.94)
    painter.setPen(ground)
    painter.setBrush(theme().colour("card"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), RADIUS, RADIUS)
    painter.setClipRect(0, 0, width, 28)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), RADIUS, RADIUS)
    painter.setClipping(False)
    for line, (text, colour) in enumerate(zip(lines, (ink, theme().colour("text")), strict=False)):
        painter.setFont(fonts[line])
        painter.setPen(colour)
        place = QRect(GAP, 0, width - GAP, 28) if line == 0 else QRect(GAP, 28, width - GAP, 22)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return picture


class _LayerDelegate(QStyledItemDelegate):
    """A heading per family; a kind with its colour, name and help in two lines."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        if index.data(KIND_ROLE) is None:
            return QSize(0, QFontMetrics(font(SMALL)).height() + GAP)
        lines = QFontMetrics(font(NORMAL)).height() + QFontMetrics(font(SMALL)).height()
        return QSize(0, lines + GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KIND_ROLE) is None:
            _paint_heading(painter, option, index.data())
        else:
            _paint_kind(painter, option, index)
        painter.restore()


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
    painter.setFont(font(SMALL, bold=True))
    painter.setPen(theme().colour("faint_text"))
    painter.drawText(
        option.rect.adjusted(2, 0, 0, -2),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
        text,
    )


def _paint_kind(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    row = QRectF(option.rect).adjusted(1, 1, -1, -1)
    if selected or hovered:
        back = option.palette.color(QPalette.ColorRole.Highlight)
        if not selected:
            back.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(row, 5, 5)
    mark = QRectF(row.left() + 5, row.top() + 5, 5, row.height() - 10)
    painter.setPen(QColor(ON_FAMILY) if selected or theme().dark else Qt.PenStyle.NoPen)
    family = index.data(FAMILY_ROLE)
    painter.setBrush(family_colour(family) if family else theme().colour("block_line"))
    painter.drawRoundedRect(mark, 2.5, 2.5)

    name_font, help_font = font(NORMAL), font(SMALL)
    text = row.adjusted(17, 3, -6, -3).toRect()
    chosen = option.palette.color(QPalette.ColorRole.HighlightedText)
    painter.setFont(name_font)
    painter.setPen(chosen if selected else theme().colour("text"))
    name = QFontMetrics(name_font).elidedText(
        index.data(KIND_ROLE), Qt.TextElideMode.ElideRight, text.width()
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignTop, name)
    painter.setFont(help_font)
    painter.setPen(chosen if selected else theme().colour("faint_text"))
    elided = QFontMetrics(help_font).elidedText(
        index.data(HELP_ROLE), Qt.TextElideMode.ElideRight, text.width()
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignBottom, elided)
