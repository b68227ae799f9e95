"""The small widgets over the canvas: hint, bubble, problem popup and name editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGraphicsView, QLabel, QWidget

from app.language import tr
from app.network.blocks import RenameBlock
from app.network.edits import Edit, RenameLayer
from app.network.layer import Layer
from app.network.problems import Problem
from widgets.canvas.bubble import Bubble
from widgets.canvas.layer_card import LayerCard
from widgets.canvas.name_editor import NameEditor
from widgets.canvas.problem_popup import ProblemPopup
from widgets.canvas.quick_add import QuickAdd
from widgets.canvas.readout import Readout
from widgets.document import Document
from widgets.theme import LARGE, font

_HINT = tr(
    "Drag a layer here, double-click one in the list Layers, or press A and type.\n"
    "A network begins with an Input and ends with one value per class."
)


class Overlays:
    """Makes, places and closes the widgets that lie over a view; one popup or editor at a time.

    They are children of the view, not of its viewport, whose children scroll with the scene.
    """

    def __init__(self, view: QGraphicsView, document: Document) -> None:
        self._view = view
        self._document = document
        self._bubble = Bubble(view)
        self.popup: ProblemPopup | None = None
        self.editor: NameEditor | None = None
        self.quick_add: QuickAdd | None = None
        self._place = QRectF()
        """Of the scene, beside which there is what is open."""
        self._stays = False
        self._readout = Readout(view)
        self._hint = QLabel(_HINT, view)
        self._hint.setFont(font(LARGE))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_hint(self, shown: bool) -> None:
        """Say, on an empty canvas, how to begin."""
        self._hint.setVisible(shown)
        self.resize()

    @property
    def hint_shown(self) -> bool:
        return self._hint.isVisible()

    def resize(self) -> None:
        """Follow the size of the view."""
        self._hint.resize(self._view.size())
        self._readout.place()

    def keep_clear_of(self, widget: QWidget) -> None:
        """Let the line in the corner end where this one begins."""
        self._readout.beside = widget

    @property
    def readout(self) -> str:
        """The line in the corner; empty while there is none."""
        return self._readout.text() if self._readout.isVisible() else ""

    def read_out(self, text: str, subject: Sequence[QRectF] = ()) -> None:
        """Tell what a number is in a corner of the view; empty: nothing.

        The corner is one where neither of its places in the scene is covered, if there is one.
        """
        self._readout.tell(text, [self._on_screen(rect) for rect in subject])

    def say(self, text: str, at: QPointF | None) -> None:
        """Show a sentence near a point of the view; without one, hide the last."""
        self._bubble.say(text if at is not None else "", at or QPointF())

    def open_problems(self, card: LayerCard, problems: tuple[Problem, ...]) -> None:
        """Explain what is wrong with a layer, beside the card that shows it."""
        self.dismiss()
        self.popup = ProblemPopup(self._document, problems[0].layer, problems, self._view)
        self.popup.closed.connect(self._popup_closed)
        self._place = card.scene_rect
        self.popup.open_beside(self._on_screen(self._place))

    def _popup_closed(self) -> None:
        self.popup = None

    def open_quick_add(
        self,
        kinds: Sequence[type[Layer]],
        outcome: Callable[[Layer], str],
        take: Callable[[Layer], None],
        place: QRectF,
    ) -> None:
        """Let a layer be added by typing what it is, beside a place in the scene."""
        self.dismiss()
        self.quick_add = QuickAdd(kinds, outcome, take, self._view)
        self.quick_add.closed.connect(self._quick_add_closed)
        self._place = place
        self.quick_add.open_beside(self._on_screen(place))

    def _quick_add_closed(self) -> None:
        self.quick_add = None

    def open_editor(self, card: LayerCard) -> None:
        """Let a layer be renamed on its card."""
        self._edit_name(card.name, lambda name: RenameLayer(card.name, name), card.name_rect())

    def open_block_editor(self, path: str, place: QRectF) -> None:
        """Let a block be renamed where its name stands in the scene."""
        self._edit_name(path.rpartition("/")[2], lambda name: RenameBlock(path, name), place)

    def _edit_name(self, name: str, edit_for: Callable[[str], Edit], place: QRectF) -> None:
        self.dismiss()
        self.editor = NameEditor(self._document, name, edit_for, self._view)
        self.editor.closed.connect(self._editor_closed)
        self._place = place
        self.editor.open_at(self._on_screen(place))

    def _editor_closed(self) -> None:
        self.editor = None
        self._view.setFocus()

    @contextmanager
    def resizing(self) -> Iterator[None]:
        """Close nothing while the view gets another size; what is open goes with its place."""
        self._stays = True
        try:
            yield
        finally:
            self._stays = False
        self.resize()
        place = self._on_screen(self._place)
        for each in (self.popup, self.editor, self.quick_add):
            if each is not None:
                each.place(place)

    def leave_place(self) -> None:
        """Close what is open, for the user looks elsewhere."""
        if not self._stays:
            self.dismiss()

    @property
    def open(self) -> bool:
        """Whether there is one that `dismiss` would close."""
        return any((self.popup, self.editor, self.quick_add))

    def dismiss(self) -> bool:
        """Close popup, editor and field; whether one was open."""
        was_open = self.open
        for each in (self.popup, self.editor, self.quick_add):
            if each is not None:
                each.dismiss()
        return was_open

    def _on_screen(self, rect: QRectF) -> QRect:
        return self._view.mapFromScene(rect).boundingRect()
