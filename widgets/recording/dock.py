"""The dock in which a lesson is recorded, in the place of the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.lessons.words import one_line
from widgets.docks import mend_dock
from widgets.later import later
from widgets.lessons.surroundings import BOTTOM_LEFT, reach_down
from widgets.panels.lettering import NoteLabel, heading
from widgets.recording.recorder import Recorder
from widgets.recording.scene_editor import SceneEditor
from widgets.theme import GAP

if TYPE_CHECKING:
    from widgets.main_window import MainWindow
    from widgets.probe import Probe

_WIDTH = 380
"""Of the dock at first, where the window has room for it …"""
_SHARE = 0.32
"""… and of a small window this much at most."""
_SCENES = 5.5
"""Lines of the list of scenes; half of one more says that it goes on."""


class RecordingDock(QDockWidget):
    """Beside the canvas; closing it keeps what was recorded until it is opened again."""

    def __init__(self, window: MainWindow, probe: Probe) -> None:
        super().__init__(tr("Record a lesson"), window)
        self.setObjectName("recording_dock")
        self.recorder = Recorder(window, probe)
        self.panel = RecordingPanel(self.recorder, window)
        self.setWidget(self.panel)
        mend_dock(self)
        self._window = window
        palette = window.docks["palette"]
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self)
        window.tabifyDockWidget(palette, self)
        self.recorder.tried.connect(self.open)
        self._before = (palette.width(), window.corner(BOTTOM_LEFT))
        self._fit_again = False
        self.hide()

    def open(self) -> None:
        """Come to the front, wide and high enough to be written in."""
        window = self._window
        if self.isHidden():
            self._before = (window.docks["palette"].width(), window.corner(BOTTOM_LEFT))
            bounds = window.canvas.canvas_scene.bounds()
            self._fit_again = window.canvas.visible_rect().contains(bounds)
            reach_down(window)
        self.show()
        self.raise_()
        width = min(_WIDTH, round(_SHARE * window.width()))
        window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        later(0, self, self._show_network)
        self.panel.begin()

    def _show_network(self) -> None:
        """The canvas is narrower now; what it showed whole it shows whole again."""
        if self._fit_again:
            self._fit_again = False
            self._window.canvas.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        width, corner = self._before
        super().closeEvent(event)
        self._window.setCorner(BOTTOM_LEFT, corner)
        palette = self._window.docks["palette"]
        self._window.resizeDocks([palette], [width], Qt.Orientation.Horizontal)


class RecordingPanel(QWidget):
    """Title, scenes, and the scene that is worked on."""

    def __init__(self, recorder: Recorder, window: MainWindow) -> None:
        super().__init__()
        self._recorder = recorder
        self._keys: dict[QKeySequence.StandardKey, Callable[[], object]] = {
            QKeySequence.StandardKey.Undo: recorder.stack.undo,
            QKeySequence.StandardKey.Redo: recorder.stack.redo,
            QKeySequence.StandardKey.Save: recorder.save,
        }
        self.setAccessibleName(tr("Record a lesson"))
        self.title = QLineEdit()
        self.title.setAccessibleName(tr("The lesson's title"))
        self.title.setPlaceholderText(tr("Strides"))
        self.title.textEdited.connect(recorder.entitle)
        self.about = QPlainTextEdit()
        self.about.setAccessibleName(tr("What the lesson is about"))
        self.about.setPlaceholderText(tr("What it is about, in a sentence"))
        self.about.setTabChangesFocus(True)
        self.about.setFixedHeight(2 * self.about.fontMetrics().lineSpacing() + 2 * GAP)
        self.about.textChanged.connect(
            lambda: recorder.describe(one_line(self.about.toPlainText()))
        )
        self.take = QPushButton(tr("Take the scene"))
        self.take.setToolTip(tr("Make what is on the screen now the next scene (Ctrl+F9)"))
        self.take.clicked.connect(self._take)
        self.scenes = QListWidget()
        self.scenes.setAccessibleName(tr("Scenes"))
        self.scenes.setToolTip(
            tr("The scenes in their order; the one that is chosen is edited below")
        )
        self.scenes.setFixedHeight(round(_SCENES * self.scenes.fontMetrics().lineSpacing()) + GAP)
        self.scenes.currentRowChanged.connect(self._choose)
        self.retake = _button(
            tr("Retake"), tr("Make what is on the screen now this scene; words stay")
        )
        self.show_it = _button(
            tr("Show"),
            tr("Put the scene's network on the canvas, to change it or to go on from there"),
        )
        self.earlier = _tool("▲", tr("Earlier"), tr("Bring the scene forward"))
        self.later = _tool("▼", tr("Later"), tr("Bring the scene back"))
        self.delete = _button(
            tr("Delete"),
            tr("Take the scene away; what it learned or typed is gone for those behind it"),
        )
        self.retake.clicked.connect(self._retake)
        self.show_it.clicked.connect(self._show_on_canvas)
        self.earlier.clicked.connect(lambda: recorder.move(-1))
        self.later.clicked.connect(lambda: recorder.move(1))
        self.delete.clicked.connect(recorder.delete)
        self.undo = _tool(
            "↶", tr("Undo"), tr("Undo what was done to the lesson last (Ctrl+Z in here)")
        )
        self.redo = _tool("↷", tr("Redo"), tr("Do again what was undone"))
        self.undo.clicked.connect(recorder.stack.undo)
        self.redo.clicked.connect(recorder.stack.redo)
        self.note = NoteLabel()
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.note.hide()
        self.editor = SceneEditor(recorder, window)
        self.try_it = _button(
            tr("▶ Try it"), tr("Play the lesson from this scene; its end leads back here")
        )
        self.save = _button(
            tr("Save"),
            tr("Write the lesson to its file; Help ▸ Lessons lists it then (Ctrl+S in here)"),
        )
        self.save_as = _button(tr("Save as…"), tr("Write the lesson to another file"))
        self.open_ = _button(tr("Open…"), tr("Edit a lesson that is in a file"))
        self.new = _button(tr("New"), tr("Begin another lesson"))
        self.try_it.clicked.connect(recorder.try_it)
        self.save.clicked.connect(recorder.save)
        self.save_as.clicked.connect(recorder.save_as)
        self.open_.clicked.connect(recorder.open)
        self.new.clicked.connect(recorder.new)
        self._lay_out()
        recorder.changed.connect(self._show)
        recorder.told.connect(self.note.warn)
        recorder.said.connect(self.note.say)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self._show()

    def begin(self) -> None:
        """Put the keyboard where there is something to do."""
        (self.take if self._recorder.draft.title else self.title).setFocus()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 240)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Lesson"), self.title)
        form.addRow(tr("About"), self.about)
        column.addLayout(form)
        row = QHBoxLayout()
        row.addWidget(self.take, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        column.addLayout(row)
        column.addWidget(self.scenes)
        row = QHBoxLayout()
        for button in (self.show_it, self.retake, self.delete):
            row.addWidget(button, 1)
        for arrow in (self.earlier, self.later):
            row.addWidget(arrow)
        column.addLayout(row)
        column.addWidget(heading(tr("The scene")))
        column.addWidget(self.editor)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QGridLayout()
        foot.setContentsMargins(GAP, 0, GAP, GAP)
        foot.addWidget(self.try_it, 0, 0, 1, 3)
        foot.addWidget(self.save, 0, 3, 1, 3)
        for at, button in enumerate((self.new, self.open_, self.save_as)):
            foot.addWidget(button, 1, 2 * at, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        beside = QHBoxLayout()  # in sight however far the scene is scrolled
        beside.setContentsMargins(GAP, 0, GAP, 0)
        beside.addWidget(self.note)
        layout.addLayout(beside)
        layout.addLayout(foot)

    def _show(self) -> None:
        recorder = self._recorder
        draft = recorder.draft
        if self.title.text() != draft.title:
            self.title.setText(draft.title)
        if one_line(self.about.toPlainText()) != draft.about:
            self.about.setPlainText(draft.about)
        titles = [f"{at}. {take.scene.title}" for at, take in enumerate(draft.takes, start=1)]
        self.scenes.blockSignals(True)
        if len(titles) != self.scenes.count():
            self.scenes.clear()
            self.scenes.addItems(titles)
        for at, title in enumerate(titles):
            self.scenes.item(at).setText(title)
        self.scenes.setCurrentRow(recorder.number)
        self.scenes.blockSignals(False)
        some = recorder.scene is not None
        for button in (self.show_it, self.retake, self.delete, self.try_it):
            button.setEnabled(some)
        self.earlier.setEnabled(recorder.number > 0)
        self.later.setEnabled(some and recorder.number < len(titles) - 1)
        self.save.setText(tr("Save •") if recorder.modified else tr("Save"))
        self.save.setAccessibleName(tr("Save the lesson"))
        self.undo.setEnabled(recorder.stack.canUndo())
        self.redo.setEnabled(recorder.stack.canRedo())
        self.editor.show_scene()

    def _take(self) -> None:
        count = self.scenes.count()
        self._recorder.take()
        if self.scenes.count() > count:
            self.editor.show_scene(look=True)
            self._area.ensureWidgetVisible(self.editor.title)
            self.editor.title.setFocus()
            self.editor.title.selectAll()

    def _retake(self) -> None:
        self._recorder.retake()
        self.editor.show_scene(look=True)

    def _show_on_canvas(self) -> None:
        self._recorder.show_on_canvas()
        self.editor.show_scene(look=True)

    def _choose(self, row: int) -> None:
        self._recorder.choose(row)
        self.editor.show_scene(look=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo, redo and save are the lesson's in here, also while something is typed."""
        if isinstance(event, QKeyEvent):
            deed = next((do for key, do in self._keys.items() if event.matches(key)), None)
            if deed is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed is not None and event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)


def _button(words: str, hint: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(hint)
    return button


def _tool(sign: str, name: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(hint)
    return button
