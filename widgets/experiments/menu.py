"""The menu of experiments: each has a window of its own, opened when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from widgets.document import Document

if TYPE_CHECKING:  # pyqtgraph would delay the window
    from widgets.experiments.dialog import ExperimentDialog
    from widgets.experiments.ensemble_dialog import EnsembleDialog
    from widgets.experiments.search_dialog import SearchDialog


class ExperimentsMenu(QObject):
    """Opens the windows of the experiments.

    `open_run` puts the run in a folder on the canvas; `fork` shows the panel of Fork A/B, and
    `sabotage` the sabotage lab.
    """

    def __init__(
        self,
        document: Document,
        open_run: Callable[[Path], None],
        fork: Callable[[], None],
        sabotage: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._open_run = open_run
        self._fork = fork
        self._sabotage = sabotage
        self._window = window
        self.dialogs: dict[str, ExperimentDialog] = {}

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the menu."""
        fork = menu.addAction(tr("&Fork A/B"))
        fork.setShortcut(QKeySequence("Ctrl+Shift+F"))
        fork.setStatusTip(tr("The network as it is against what you change now, side by side"))
        fork.triggered.connect(lambda _checked=False: self._fork())
        menu.addSeparator()
        for text, tip, make in (
            (tr("Find a learning &rate…"), tr("The loss while the rate rises"), self._rate),
            (
                tr("&Search settings…"),
                tr("Over recipe and layers, coarse to fine"),
                self.new_search,
            ),
            (tr("Train an &ensemble…"), tr("Several networks that vote"), self.new_ensemble),
            (
                tr("&Compare variants…"),
                tr("What one change does, over several seeds"),
                self._compare,
            ),
        ):
            action = menu.addAction(text)
            action.setStatusTip(tip)
            action.triggered.connect(
                lambda _checked=False, text=text, make=make: self._show(text, make)
            )
        sabotage = menu.addAction(tr("Sa&botage lab…"))
        sabotage.setStatusTip(tr("A hidden fault, to be found by what the training shows"))
        sabotage.triggered.connect(lambda _checked=False: self._sabotage())

    def close(self) -> None:
        """End what is going on; the main window closes."""
        for dialog in self.dialogs.values():
            dialog.close()

    def _show(self, name: str, make: Callable[[], ExperimentDialog]) -> None:
        if name not in self.dialogs:
            self.dialogs[name] = make()
        dialog = self.dialogs[name]
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _rate(self) -> ExperimentDialog:
        from widgets.experiments.rate_dialog import RateDialog

        return RateDialog(self._document, self._window)

    def new_search(self) -> SearchDialog:
        """A window of its own, not yet shown, for a search over the document's settings."""
        from widgets.experiments.search_dialog import SearchDialog

        dialog = SearchDialog(self._document, self._window)
        dialog.run_wanted.connect(lambda folder: self._open_from(dialog, folder))
        return dialog

    def _open_from(self, dialog: ExperimentDialog, folder: Path) -> None:
        """Put a run on the canvas, which the dialog would cover; its results stay in it."""
        self._open_run(folder)
        if not dialog.process.running:
            dialog.hide()

    def new_ensemble(self) -> EnsembleDialog:
        """The same for an ensemble."""
        from widgets.experiments.ensemble_dialog import EnsembleDialog

        return EnsembleDialog(self._document, self._window)

    def _compare(self) -> ExperimentDialog:
        from widgets.experiments.variants_dialog import VariantsDialog

        return VariantsDialog(self._document, self._window)
