"""The frame: canvas in the middle, panels around it, menus, and what connects them."""

from __future__ import annotations

import gc
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.exercises.exercise import SUFFIX as EXERCISE_SUFFIX
from app.language import tr
from app.lessons.library import is_lesson
from app.network.gallery import GALLERY
from app.training.progress import Progress
from app.training.recipe import Recipe
from widgets.canvas.view import CanvasView
from widgets.canvas_menus import fill_edit_menu, fill_view_menu
from widgets.commands.menu import add_command_palette
from widgets.diagram_export import DiagramExport
from widgets.document import Document
from widgets.dropped_files import DroppedFiles
from widgets.empty_state import DATA_SETS
from widgets.exchange_menu import ExchangeMenu
from widgets.exercises.desk import ExerciseDesk
from widgets.experiments.menu import ExperimentsMenu
from widgets.file_menu import FileMenu
from widgets.fitting_end import FittingEnd
from widgets.garbage import GarbageCollection
from widgets.help_menu import fill_help_menu
from widgets.icons import program_icon
from widgets.later import later
from widgets.leaving_process import wait_for_leaving_processes
from widgets.lessons.menu import LessonsMenu
from widgets.network_totals import NetworkTotals
from widgets.outline.dock import fill_outline
from widgets.panel_docks import panel_docks
from widgets.panels.inspector import InspectorPanel
from widgets.panels.palette import PalettePanel
from widgets.panels.problem_count import ProblemCount
from widgets.panels.problems_panel import ProblemsPanel
from widgets.presentation.menu import PresentationMenu
from widgets.probe import Probe
from widgets.probe_guide import ProbeGuide
from widgets.problem_guide import ProblemGuide
from widgets.restarting import Restarting
from widgets.run_bar import RunBar
from widgets.run_controls import AtWork, RunControls
from widgets.run_opener import RunOpener
from widgets.runs_menu import RunsMenu
from widgets.sound.loss_sound import LossSound
from widgets.status_bar import StatusBar
from widgets.tabbing import TabbingWindow
from widgets.training_thread import TrainingThread
from widgets.welcome.guide import Welcome

if TYPE_CHECKING:
    from widgets.data_loading import DataLoading
    from widgets.fork.dock import ForkDock
    from widgets.insides import Insides
    from widgets.live_views import LiveViews
    from widgets.preview_dialog import PreviewDialog
    from widgets.sabotage.desk import SabotageDesk


START_STEP_MS = 10
"""Time left for the user between two steps of starting up, each of which takes 10 to 60 ms."""


class MainWindow(TabbingWindow):
    """One document, its views, and the thread that trains it; `path` is a file to open."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._first_path = path
        self._closed = False
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.document = Document(self)
        self.thread_ = TrainingThread(self)
        self._make_views()
        self.docks = panel_docks(self, self.palette_, self.inspector, self.problems)
        self._make_status_bar()
        self._probe = Probe(self)
        self._live: LiveViews | None = None
        self.insides: Insides | None = None
        self.preview: PreviewDialog | None = None
        self._loading: DataLoading | None = None
        self.fork: ForkDock | None = None
        self.sabotage: SabotageDesk | None = None
        self._files = FileMenu(self.document, self.thread_, self)
        may_lose, look_at = self._files.may_lose_document, self._probe.open_file
        self._dropped = DroppedFiles(self, may_lose, self.open_path, look_at, self._open_own_images)
        self._make_menus()
        self._connect_document()
        self.docks.restore()
        self.document.open(GALLERY[0].build(), Recipe(**GALLERY[0].recipe))
        self.exercises.note_start()
        self._starting = self._start_up()

    # Making the window

    def _make_views(self) -> None:
        self.canvas = CanvasView(self.document)
        self.palette_ = PalettePanel()
        self.inspector = InspectorPanel(self.document)
        self.problems = ProblemsPanel(self.document)
        self.run_bar = RunBar()
        self.addToolBar(self.run_bar)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above_canvas = QVBoxLayout()
        column.addLayout(self._above_canvas)
        column.addWidget(self.canvas, 1)
        self.setCentralWidget(centre)

    def _make_status_bar(self) -> None:
        self.problem_count = ProblemCount()
        self.setStatusBar(StatusBar(self.problem_count, NetworkTotals(self.document)))

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self._files.fill(bar.addMenu(tr("&File")))
        self.exercises = ExerciseDesk(self.document, self.thread_, self._files, self.docks, self)
        self.exercises.fill(self._files.menu)
        self.exercises.message.connect(self._say)
        diagrams = DiagramExport(self.document, self.canvas)
        diagrams.fill(self._files.export_menu)
        diagrams.message.connect(self._say)
        exchange = ExchangeMenu(self.document, self.thread_, self._files, self)
        exchange.fill(self._files.import_menu, self._files.export_menu)
        exchange.message.connect(self._say)
        fill_edit_menu(bar.addMenu(tr("&Edit")), self.document, self.canvas)
        view = bar.addMenu(tr("&View"))
        fill_view_menu(view, self.canvas, self.problems, self.docks)
        self.presentation = PresentationMenu(view, self.canvas, self.docks, self.run_bar, self)
        train = bar.addMenu(tr("&Train"))
        train.addActions(self.run_bar.actions_for_menu())
        train.addSeparator()
        opener = self._opener = RunOpener(self.document, self.thread_, self._files, self)
        opener.opened.connect(self._after_opening)
        train.addMenu(RunsMenu(tr("&Continue a run"), lambda run: opener.resume(run.folder), self))
        train.addAction(tr("All r&uns")).triggered.connect(lambda: self.docks.raise_("runs"))
        train.addAction(tr("&Data sets…"), self.open_data_sets).setObjectName(DATA_SETS)
        self._fitting_end = FittingEnd(train, self.document, self.thread_, self)
        self._fitting_end.message.connect(self._say)
        preview = train.addAction(tr("Preview preprocessing and au&gmentation…"))
        preview.setShortcut(QKeySequence("Ctrl+Shift+P"))
        preview.triggered.connect(self.open_preview)
        train.addAction(tr("Look at an &image file…")).triggered.connect(self._probe.ask_for_file)
        self.loss_sound = LossSound(train, self.thread_, self)
        self.loss_sound.said.connect(self._say)
        self.experiments = ExperimentsMenu(
            self.document, opener.view, self._open_fork, self._open_sabotage, self
        )
        self.experiments.fill(bar.addMenu(tr("E&xperiments")))
        self.lessons = LessonsMenu(self, self._files, self._probe)
        helping = bar.addMenu(tr("&Help"))
        add_command_palette(helping, self.docks, self.canvas, self._files, self.lessons, self)
        self.welcome = Welcome(helping, self, self._files)
        self.user_guide = fill_help_menu(helping, self, self.lessons)

    def _connect_document(self) -> None:
        document = self.document
        document.file_changed.connect(self._show_title)
        document.network_changed.connect(self._show_title)
        document.refused.connect(self._say)
        self.canvas.message.connect(self._say)
        fill_outline(self.docks, document, self.canvas)
        self.canvas.layer_activated.connect(lambda _name: self.docks.raise_("inspector"))
        self.palette_.layer_chosen.connect(self.canvas.append_layer)
        self.palette_.block_chosen.connect(self.canvas.append_block)
        self.palette_.focus_left.connect(self.canvas.setFocus)
        self.palette_.message.connect(self._say)
        self.canvas.blocks_kept.connect(self.palette_.read_user_blocks)
        self.inspector.layer_wanted.connect(self.canvas.go_to)
        self._guide = ProblemGuide(
            document,
            self.thread_,
            self.canvas,
            self.docks,
            self.problems,
            self.problem_count,
            self,
        )
        self._fitting_end.problem_met.connect(self._guide.show_problem)
        self._files.message.connect(self._say)
        self._files.opened.connect(self._after_opening)
        self._files.picture_wanted.connect(self._probe.open_file)

    def _connect_training(self, live: LiveViews) -> None:
        document, thread = self.document, self.thread_
        document.network_changed.connect(lambda: thread.set_network(document.network))
        self._restarting = Restarting(document, thread, self.curves.verdict, self)
        controls = RunControls(
            document, thread, live, self.run_bar, self._restarting, self._training_in_lab, self
        )
        controls.said.connect(self._say)
        self.run_bar.focus_left.connect(self.canvas.setFocus)
        self.recipe.preview_wanted.connect(self.open_preview)
        document.recipe_changed.connect(lambda: thread.change_recipe(document.recipe))
        self.curves.use_data(document.recipe.dataset)
        document.recipe_changed.connect(lambda: self.curves.use_data(document.recipe.dataset))
        self._probing = ProbeGuide(
            self._probe, thread, self.data, self.probe_panel, self.docks, self
        )
        self._probing.said.connect(self._say)
        self.evaluation.evaluation_wanted.connect(controls.evaluate)
        self.evaluation.probe_chosen.connect(self._probing.choose)
        self.layer_health.layer_chosen.connect(self._select_layer)
        self._probe.chosen.connect(live.show_probe)
        live.follow(self.probe_panel)
        self._probe.refused.connect(lambda _why: self.docks.raise_("probe"))
        live.progressed.connect(self._show_progress)
        live.learned.connect(document.note_weights)
        live.dataset_loaded.connect(self._probe.take_dataset)
        live.dataset_loaded.connect(lambda data: self.recipe.know_dataset(data.info))
        live.dataset_loaded.connect(self._guide.forget_data)
        live.warned.connect(
            lambda why: self._files.tell(tr("This run is not kept on disk; training goes on"), why)
        )

    # Starting and ending

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        later(START_STEP_MS, self, self._start_on)

    def _start_on(self) -> None:
        """One step of starting up; in between, the window answers."""
        for _step in self._starting:
            later(START_STEP_MS, self, self._start_on)
            return

    def _start_up(self) -> Generator[None, None, None]:
        """What the first paint did not need: the panels that show training, then torch.

        They are imported here because that is a third of the time until the window is there.
        """
        from widgets.panels.curves_panel import CurvesPanel
        from widgets.panels.predictions_panel import PredictionsPanel

        self.curves, self.predictions = CurvesPanel(), PredictionsPanel()
        self.docks["curves"].setWidget(self.curves)
        self.docks["predictions"].setWidget(self.predictions)
        yield
        self.canvas.fit()
        self.palette_.read_user_blocks()
        from widgets.panels.recipe_panel import RecipePanel

        self.recipe = RecipePanel(self.document)
        self.docks["recipe"].setWidget(self.recipe)
        yield
        from widgets.panels.feature_maps_panel import FeatureMapsPanel
        from widgets.panels.filters_panel import FiltersPanel

        self.feature_maps, self.filters = FeatureMapsPanel(), FiltersPanel()
        self.docks["feature_maps"].setWidget(self.feature_maps)
        self.docks["filters"].setWidget(self.filters)
        yield
        from widgets.panels.data_panel import DataPanel

        self.data = DataPanel()
        self.docks["data"].setWidget(self.data)
        yield
        from widgets.panels.probe.panel import ProbePanel

        self.probe_panel = ProbePanel(self.document, self._probe)
        self.docks["probe"].setWidget(self.probe_panel)
        yield
        from widgets.panels.evaluation_panel import EvaluationPanel
        from widgets.panels.layer_health_panel import LayerHealthPanel

        self.evaluation, self.layer_health = EvaluationPanel(), LayerHealthPanel()
        self.docks["evaluation"].setWidget(self.evaluation)
        self.docks["layer_health"].setWidget(self.layer_health)
        yield
        from widgets.panels.summary_panel import SummaryPanel

        self.summary = SummaryPanel(self.document)
        self.docks["summary"].setWidget(self.summary)
        yield
        from widgets.data_loading import DataLoading
        from widgets.live_views import LiveViews

        self._loading = DataLoading(self.document, self.thread_, self.data, self.run_bar, self)
        self._loading.message.connect(self._say)
        self._live = LiveViews(
            self.thread_,
            self.canvas,
            self.curves,
            self.filters,
            self.feature_maps,
            self.predictions,
            self.data,
            self.evaluation,
            self.layer_health,
            self,
        )
        self._loading.awaited.connect(self._live.expect_data)
        self._live.dataset_loaded.connect(self._loading.tell_left_out)
        self._connect_training(self._live)
        self.exercises.follow(self._live)
        yield
        from widgets.insides import Insides

        self.insides = Insides(
            self.document, self.thread_, self.canvas, self._live, self.docks, self
        )
        self.insides.probe_chosen.connect(self._probing.choose)
        self.insides.message.connect(self._say)
        self.insides.film.fill(self._files.export_menu)
        yield
        from widgets.old_runs import OldRuns

        self.old_runs = OldRuns(
            self.document,
            self.thread_,
            self._opener,
            self.curves,
            self.docks,
            self._above_canvas,
            self,
        )
        self.old_runs.follow(self._live)
        self.old_runs.fill(self._files)
        self.old_runs.message.connect(self._say)
        self.thread_.set_network(self.document.network)
        self._loading.load()
        self.thread_.start()
        self._live.start()
        # What is there now stays: looking through it for garbage would stall the window.
        gc.freeze()
        GarbageCollection(self)
        # Not in here, for these may ask something and wait for the answer.
        later(0, self, self._open_first)

    def _open_first(self) -> None:
        if self._closed:
            return  # files are shut by now
        first = self._first_path
        lesson = first if first is not None and is_lesson(first) else None
        if first is not None and lesson is None and self._files.may_lose_document():
            self.open_path(first)
        self.exercises.go_on(alone=first is None or lesson is not None)
        self._first_path = None
        self._files.offer_recovery()
        if lesson is not None:  # last, for it keeps aside what the others have brought
            self.open_path(lesson)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closed:
            return
        if not (self._files.may_lose_document() and self.lessons.may_close()):
            event.ignore()
            return
        self._closed = True
        self.experiments.close()
        self.exercises.close()
        self.loss_sound.close()
        self.user_guide.close()
        self.lessons.end_recording()
        self.docks.remember()
        if self.preview is not None:
            self.preview.close()
        self.hide()  # the batch that is being computed may take a second yet
        if self.fork is not None:
            self.fork.panel.close_down()
        if self.sabotage is not None:
            self.sabotage.close()
        self._starting.close()
        if self._live is not None:
            self._live.stop()
            if self.insides is not None:
                self.insides.close()
            self.thread_.close()
        if self._loading is not None:
            self._loading.close()
        self._probe.close()
        wait_for_leaving_processes()
        self._files.close()
        event.accept()

    @property
    def files(self) -> FileMenu:
        """The File menu: opening, saving, and keeping what is not saved."""
        return self._files

    def open_path(self, path: Path) -> bool:
        """Open a project file, an exercise or a lesson; whether it could be opened."""
        if is_lesson(path):
            return self.lessons.play_file(path)
        if path.name.lower().endswith(EXERCISE_SUFFIX):
            return self.exercises.open_path(path)
        return self._files.open_path(path)

    # Following the document

    def _show_title(self) -> None:
        self.setWindowTitle(tr("{name}[*] — Convas", name=self.document.title))
        self.setWindowModified(self.document.modified)

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, 8_000)

    def _after_opening(self) -> None:
        if self.sabotage is not None:
            self.sabotage.lab.end()
        if self._live is not None:  # in the first moments there are no curves yet
            self.curves.clear()
        if self._first_path is None:  # whoever pressed Train before it was there meant this one
            self.run_bar.call_off()
        later(0, self.canvas, self.canvas.fit)

    # Following the training

    def _show_progress(self, progress: Progress) -> None:
        self.run_bar.show_progress(progress)
        self.recipe.set_enabled_for_training(not progress.busy)
        self.data.set_enabled_for_training(not progress.busy)
        self._guide.follow(progress.problems)

    def _training_in_lab(self) -> AtWork | None:
        """What the controls act on while the sabotage lab is open."""
        return self.sabotage.at_work if self.sabotage is not None else None

    # Data

    def open_data_sets(self) -> None:
        """Let the user choose among all data sets, and their own images."""
        if self._loading is not None:  # not in the first moments
            self._loading.open_dialog()

    def open_preview(self) -> None:
        """Show what preprocessing and augmentation do; the window can be worked in meanwhile."""
        if self._live is None:  # in the first moments
            return
        if self._training_in_lab():
            self._say(tr("The sabotage lab hides what is done to the images."))
            return
        if self.preview is None:
            from widgets.preview_dialog import PreviewDialog

            self.preview = PreviewDialog(self.document, self.thread_, self)
            self.preview.train_wanted.connect(self._restarting.train_again)
        self.preview.show()
        self.preview.raise_()
        self.preview.activateWindow()

    def _open_sabotage(self) -> None:
        """Show the sabotage lab."""
        if self._live is None:  # not in the first moments
            return
        if self.sabotage is None:
            from widgets.sabotage.desk import SabotageDesk

            self.sabotage = SabotageDesk(
                self.document,
                self.thread_,
                self._live,
                self.docks,
                self.data,
                self.run_bar,
                self._above_canvas,
                self,
            )
        self.sabotage.open()

    def _open_fork(self) -> None:
        """Show the panel of Fork A/B; the first time, the network is frozen as A."""
        if self._live is None:  # not in the first moments
            return
        if self.fork is None:
            from widgets.fork.dock import ForkDock

            self.fork = ForkDock(self.document, self.thread_, self.docks["curves"], self)
            self.fork.panel.message.connect(self._say)
            self.fork.panel.image_chosen.connect(self._probing.choose_validation_image)
        self.fork.show()
        self.fork.raise_()

    def _select_layer(self, name: str) -> None:
        if name in self.document.network.layers:
            self.document.select((name,))

    # Files dropped onto the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._dropped.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropped.drop(event)

    def _open_own_images(self, path: Path) -> None:
        if self._loading is not None:
            self._loading.open_own(path)
