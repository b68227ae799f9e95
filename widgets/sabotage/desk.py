"""The sabotage lab in the window: its dialog and banner, and what must not be seen meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QWidget

from app.language import tr
from app.training.recipe import Recipe
from widgets.docks import Docks
from widgets.document import Document
from widgets.live_views import LiveViews
from widgets.panels.data_panel import DataPanel
from widgets.run_bar import RunBar
from widgets.sabotage.banner import HIDDEN, Cover, SabotageBanner
from widgets.sabotage.dialog import SabotageDialog
from widgets.sabotage.lab import SabotageLab
from widgets.training_thread import TrainingThread


class SabotageDesk(QObject):
    """Opens the lab, and keeps the window in step with it."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        live: LiveViews,
        docks: Docks,
        data: DataPanel,
        bar: RunBar,
        above_canvas: QLayout,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._docks, self._data, self._bar = docks, data, bar
        self.lab = SabotageLab(document, thread, live, self)
        self.dialog = SabotageDialog(self.lab, window)
        self.banner = SabotageBanner(window)
        above_canvas.addWidget(self.banner)
        self._cover: Cover | None = None
        self._settings = docks["recipe"].widget()
        self.banner.diagnose_wanted.connect(self.open)
        self.banner.end_wanted.connect(self.lab.end)
        self.lab.phase_changed.connect(self._show_phase)
        live.progressed.connect(lambda _: self.dialog.follow_run())

    @property
    def at_work(self) -> tuple[TrainingThread, Recipe] | None:
        """What the run's controls act on while the lab is open."""
        return self.lab.at_work

    def open(self) -> None:
        """Show the dialog."""
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """The window closes."""
        self.dialog.close()
        self.lab.close()

    def _show_phase(self) -> None:
        on = self.lab.phase != "off"
        self.banner.say(self._where_one_stands())
        self._bar.fix_data(on)
        self._data.hide_settings(HIDDEN if on else "")
        dock = self._docks["recipe"]
        if on and self._cover is None:
            self._cover = Cover()
            dock.setWidget(self._cover)
        elif not on and self._cover is not None:
            cover, self._cover = self._cover, None
            dock.setWidget(self._settings)
            self._settings.show()
            cover.deleteLater()

    def _where_one_stands(self) -> str:
        lab = self.lab
        if lab.phase == "off":
            return ""
        if lab.compares:
            return tr(
                "Without the fault, from the same first weights. {solution}", solution=lab.solution
            )
        if lab.secret:
            return tr("A fault is hidden in this copy of your network: what is wrong?")
        return tr("It was: {solution}", solution=lab.solution)
