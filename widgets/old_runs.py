"""Runs of the past in the window: the panel that lists them, and looking back over one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout, QWidget

from widgets.docks import Docks
from widgets.document import Document
from widgets.figures.report_export import ReportExport
from widgets.file_menu import FileMenu
from widgets.filter_film_export import FilterFilmExport
from widgets.live_views import LiveViews
from widgets.look_back import Seen
from widgets.panels.curves_panel import CurvesPanel
from widgets.panels.filters_panel import FiltersPanel
from widgets.panels.runs_panel import RunsPanel
from widgets.past_banner import PastBanner
from widgets.run_opener import RunOpener
from widgets.surgery.filter_menu import FILM_ACTION
from widgets.training_thread import TrainingThread
from widgets.unnamed_runs import UnnamedRuns


class OldRuns(QObject):
    """Makes the panel and the banner, and connects them with the training thread."""

    message = Signal(str)
    """For the status bar."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        opener: RunOpener,
        curves: CurvesPanel,
        docks: Docks,
        above_canvas: QLayout,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._thread = thread
        self._curves = curves
        self._docks = docks
        self.panel = RunsPanel()
        self.banner = PastBanner(window)
        above_canvas.addWidget(self.banner)
        docks["runs"].setWidget(self.panel)
        docks["runs"].visibilityChanged.connect(lambda _: self.panel.look())
        self.panel.view_wanted.connect(opener.view)
        self.panel.resume_wanted.connect(opener.resume)
        self.panel.compare_wanted.connect(self._compare)
        self._unnamed = UnnamedRuns(document, thread, self)
        opener.opened.connect(self._unnamed.forget)
        filters = docks["filters"].widget()
        assert isinstance(filters, FiltersPanel)
        self._filters = filters
        for timeline in (curves.timeline, filters.timeline):
            timeline.step_wanted.connect(self._travel)
        self.film = FilterFilmExport(thread, window)
        filters.film_wanted.connect(self.film.export)
        self.film.message.connect(self.message)
        self.banner.return_wanted.connect(lambda: self._travel(None))
        self.banner.continue_wanted.connect(lambda: thread.train_from_past(document.recipe))

    def follow(self, live: LiveViews) -> None:
        """Keep in step with what is trained and what is looked at."""
        live.looked_back.connect(self._show_seen)
        live.progressed.connect(lambda _: self._show_at_work())

    def fill(self, files: FileMenu) -> None:
        """Put what can be exported of a run into the menu."""
        files.export_menu.addAction(FILM_ACTION).triggered.connect(lambda: self.film.export())
        report = ReportExport(self._document, self._thread, files, self.banner.window())
        report.fill(files.export_menu)
        report.message.connect(self.message)
        self.panel.report_wanted.connect(report.export)
        files.opened.connect(self._unnamed.forget)
        files.saved.connect(self._unnamed.name)

    def _show_seen(self, seen: Seen | None) -> None:
        self.banner.show_seen(seen, self._document.network.name)
        self._filters.show_seen(seen)
        self._show_at_work()
        if seen is not None and seen.reason:
            self._curves.controls.note.setText(seen.reason)

    def _show_at_work(self) -> None:
        self._unnamed.note()
        state = self._thread.progress.state
        paused = state == "paused"
        for timeline in (self._curves.timeline, self._filters.timeline):
            timeline.show_moving(state in ("preparing", "training"))
        self.panel.show_at_work(self._thread.look_back.at_work, paused=paused)

    def _travel(self, step: int | None) -> None:
        number = self._thread.travel(step)
        for timeline in (self._curves.timeline, self._filters.timeline):
            timeline.waits_for(number)

    def _compare(self, folders: list[Path]) -> None:
        self._docks.raise_("curves")
        self._curves.controls.compare.show_runs(folders)
