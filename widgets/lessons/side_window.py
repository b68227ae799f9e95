"""The window that a scene opens beside the lesson: the preview, a search, an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QDialog

from app.lessons.lesson import EnsembleForm, SceneForm, SearchForm
from widgets.theme import GAP

if TYPE_CHECKING:
    from widgets.experiments.dialog import ExperimentDialog
    from widgets.experiments.ensemble_dialog import EnsembleDialog
    from widgets.experiments.search_dialog import SearchDialog
    from widgets.main_window import MainWindow
    from widgets.preview_dialog import PreviewDialog

TABS = ("augmentation", "preprocessing")
"""Of the preview, in their order."""


@dataclass(frozen=True)
class _OwnPreview:
    """How the user had the preview before the lesson."""

    visible: bool
    geometry: QRect
    tab: int
    name: str


class SideWindow(QObject):
    """At most one is on show. Those of experiments stay with their scenes, with their results.

    They are others than the user's own, whose results a lesson leaves alone.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._experiments: list[ExperimentDialog] = []
        self._own_preview: _OwnPreview | None = None
        self.shown: QDialog | None = None

    def open(
        self, form: SceneForm, kept: QDialog | None = None
    ) -> Generator[Callable[[], bool], None, None]:
        """Show what the scene asks for; an experiment that was made already as it was `kept`."""
        if form.preview:
            self._show_preview(form.preview)
        elif kept is not None:
            self._show(kept, kept.objectName())
        elif form.search is not None:
            yield from self._carry_out(self._search(form.search), "search")
        elif form.ensemble is not None:
            yield from self._carry_out(self._ensemble(form.ensemble), "ensemble")

    def hide(self, *, but_preview: bool = False) -> None:
        """Take the window of the last scene away; an experiment that goes on there ends."""
        if but_preview and self.shown is not None and self.shown is self._window.preview:
            return
        shown, self.shown = self.shown, None
        if shown is not None:
            shown.reject()

    def leave(self) -> None:
        """The lesson is over: its experiments are among the runs, their windows go.

        The preview, which is the user's own, is as it was before.
        """
        self.hide()
        self._give_preview_back()
        for dialog in self._experiments:
            dialog.reject()
            dialog.deleteLater()
        self._experiments.clear()

    # What each takes

    def _show_preview(self, tab: str) -> None:
        on_show = self.shown is not None and self.shown.isVisible()
        dialog: PreviewDialog | None = self._window.preview
        visible = dialog is not None and dialog.isVisible()
        if not on_show:
            self._window.open_preview()
        dialog = self._window.preview
        if dialog is None:
            return
        if self._own_preview is None:
            self._own_preview = _OwnPreview(
                visible, dialog.geometry(), dialog.tabs.currentIndex(), dialog.objectName()
            )
        dialog.tabs.setCurrentIndex(TABS.index(tab))
        if not on_show:
            self._show(dialog, "preview")
            self._window.activateWindow()

    def _give_preview_back(self) -> None:
        own, self._own_preview = self._own_preview, None
        dialog: PreviewDialog | None = self._window.preview
        if own is None or dialog is None:
            return
        dialog.setObjectName(own.name)
        dialog.tabs.setCurrentIndex(own.tab)
        dialog.setGeometry(own.geometry)
        dialog.setVisible(own.visible and self._window.isVisible())
        dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def _search(self, form: SearchForm) -> SearchDialog:
        dialog = self._window.experiments.new_search()
        dialog.space.put(form.over)
        for box, number in (
            (dialog.trials, form.trials),
            (dialog.epochs, form.epochs),
            (dialog.fine_trials, form.fine_trials),
            (dialog.fine_epochs, form.fine_epochs),
        ):
            box.setValue(number)
        dialog.sampler.setCurrentIndex(dialog.sampler.findData("random"))
        dialog.pruner.setCurrentIndex(dialog.pruner.findData("none"))
        return dialog

    def _ensemble(self, form: EnsembleForm) -> EnsembleDialog:
        dialog = self._window.experiments.new_ensemble()
        dialog.method.setCurrentIndex(dialog.method.findData(form.method))
        dialog.members.setValue(form.members)
        dialog.epochs.setValue(form.epochs)
        return dialog

    def _carry_out(
        self, dialog: ExperimentDialog, name: str
    ) -> Generator[Callable[[], bool], None, None]:
        self._experiments.append(dialog)
        self._show(dialog, name)
        dialog.start()
        yield lambda: not dialog.process.running

    # Where it stands

    def _show(self, dialog: QDialog, name: str) -> None:
        """Beside the lesson, which keeps the keyboard: a presenter's keys go on leading on."""
        dialog.setObjectName(name)  # by which the notices know it
        self.shown = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        room = self._room()
        if name == "search":
            cast("SearchDialog", dialog).stand_in(room.width())
        size = dialog.sizeHint().expandedTo(dialog.size()).boundedTo(room.size())
        dialog.resize(size.expandedTo(dialog.minimumSizeHint()))
        dialog.move(room.topLeft() + QPoint(0, (room.height() - size.height()) // 2))
        dialog.show()
        dialog.raise_()

    def _room(self) -> QRect:
        """The part of the window, on the screen, that the lesson leaves free."""
        dock = self._window.lessons.dock
        room = QRect(self._window.mapToGlobal(QPoint(0, 0)), self._window.size())
        if dock is not None and not dock.isFloating():
            lesson = QRect(dock.mapToGlobal(QPoint(0, 0)), dock.size())
            if lesson.center().x() < room.center().x():
                room.setLeft(lesson.right() + GAP)
            else:
                room.setRight(lesson.left() - GAP)
        frame = self._window.frameGeometry().height() - self._window.height()
        return room.adjusted(0, max(frame, GAP), -GAP, -GAP)
