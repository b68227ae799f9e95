"""The runs that have kept weights, to choose one; read from their folders when the menu opens."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr

if TYPE_CHECKING:
    from app.training.run import Run

MOST = 12
"""So many of the newest runs are offered."""


class RunsMenu(QMenu):
    """A menu called `title`, as Train ▸ Continue a run; calls `chosen` with the run picked."""

    def __init__(self, title: str, chosen: Callable[[Run], None], parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)
        self._chosen = chosen
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        from app.training.augmentation_settings import NO_AUGMENTATION
        from app.training.run import list_runs, runs_folder
        from app.training.run_list import run_title

        self.clear()
        # Only as many folders are read as are offered: there may be hundreds.
        runs = list(islice((run for run in list_runs(runs_folder()) if run.has_checkpoint), MOST))
        for run in runs:
            augmented = run.recipe.augmentation != NO_AUGMENTATION
            with_it = tr(", with augmentation") if augmented else ""
            action = self.addAction(f"{run_title(run.name, run.network.name)}{with_it}")
            action.setToolTip(
                tr(
                    "{dataset}, {epochs} epochs",
                    dataset=run.recipe.dataset,
                    epochs=run.recipe.epochs,
                )
            )
            action.triggered.connect(lambda _checked=False, run=run: self._chosen(run))
        if not runs:
            self.addAction(tr("No runs yet")).setEnabled(False)
