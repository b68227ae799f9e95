"""Loss and accuracy of the run, live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.graph import Network
from app.training.events import TrainingEvent
from app.training.rate_curve import rate_curve
from app.training.recipe import Recipe
from widgets.asking_for_files import ask_where_to_write
from widgets.look_back import Seen
from widgets.panels.curve_controls import CurveControls
from widgets.panels.curve_data import POINTS, CurveData, csv_lines
from widgets.panels.curve_export import Titled, png_bytes, sharp_image, svg_bytes, written
from widgets.panels.curve_foot import CurveFoot
from widgets.panels.curve_legend import CurveLegend
from widgets.panels.curve_plots import CurvePlots
from widgets.panels.no_curves import NoCurves
from widgets.panels.past_runs import PastRun, RunBefore, RunLegend
from widgets.panels.timeline_bar import TimelineBar
from widgets.panels.verdict import Verdict
from widgets.telling import tell
from widgets.theme import GAP, scaled, type_size

EVENTS_AT_ONCE = 3_000
"""So many are consumed without a pause: a few milliseconds' work."""
_CURVES, _WORDS = 5, 2
"""How curves and verdict share the width in large type, …"""
_WIDE, _HIGH = 360, 230
"""… which a panel needs this for; and the height for everything. In pixels at a scale of 1."""
_LOW = 180
"""Below this height the curves need the legend's room, if this is no hall."""


class CurvesPanel(QWidget):
    """Two plots over the steps of a run: loss and accuracy, of training and validation."""

    exported = Signal(str)
    """A sentence about the file that was written, or why it was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Curves"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.data = CurveData()
        self._steps_per_epoch = 1
        self._events: Sequence[TrainingEvent] = ()
        self._recipe: Recipe | None = None
        self._network: Network | None = None
        self._before: RunBefore | None = None
        self._chosen: list[PastRun] = []
        self._from_file = self._named = False
        self._data = ""
        self._read = (0, False)
        self._cursor: float | None = None
        self._seen: Seen | None = None
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._take_more)
        self.plots = CurvePlots()
        self.plots.step_pointed.connect(self._point_at)
        self.plots.zoomed.connect(self._show_zoom)
        self.controls = CurveControls(self._make_actions())
        self._connect_controls()
        self.runs_legend = RunLegend()
        self.verdict = Verdict()
        self.timeline = TimelineBar()
        self.timeline.hide()
        self._lay_out()
        self.exported.connect(self.controls.note.setText)
        self._show_titles()

    def sizeHint(self) -> QSize:
        return QSize(900, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 160)

    # What is shown.

    def show_history(
        self,
        events: Sequence[TrainingEvent],
        steps_per_epoch: int,
        recipe: Recipe | None = None,
        network: Network | None = None,
        *,
        from_file: bool = False,
    ) -> None:
        """Show a run; `events` may be the list of the last call, grown since.

        Only new events are looked at. Another list is another run, under which the one before
        stays. `recipe` and `network` are what it began with: the learning rate is worked out
        from the former, and both tell the two runs apart. `from_file` says that the weights were
        opened from a file, with the run that gave them or without.
        """
        if events is not self._events:
            self._begin_anew()
        self._events, self._steps_per_epoch = events, steps_per_epoch
        self._recipe, self._network, self._from_file = recipe, network, from_file
        self._take_more()
        self._show_page()

    def use_data(self, name: str) -> None:
        """Know which data set is in use: the curves of a run on another say nothing of it."""
        if name != self._data:
            self._data = name
            self._lay_over()
            self._take_more()

    def _begin_anew(self) -> None:
        """Lay the run on show, if there is one, under the next."""
        if len(self.data.steps):
            self.data.let_go()
            self._before = RunBefore(self.data, self._recipe, self._network)
        self._clear_run()

    @property
    def run_before(self) -> RunBefore | None:
        """The run that lies under the one on show."""
        return self._before

    def clear(self, before: RunBefore | None = None) -> None:
        """Show no run; `before` is what shall lie under the next."""
        self._before = before
        self._clear_run()

    def _clear_run(self) -> None:
        self._events, self._named = (), False
        self._rest.stop()
        self.data = CurveData()
        self._cursor = None
        self.plots.clear_data()
        self._show_zoom()
        self._lay_over()
        self._read = (0, False)
        self.verdict.show_run(None, None)
        self.timeline.hide()
        self._make_room()
        self._show_titles()

    def write_csv(self, path: Path) -> None:
        """Write the history in another thread; `exported` says when it is done."""
        events = tuple(self._events)
        self._write(path, lambda: "".join(f"{line}\n" for line in csv_lines(events)).encode())

    def write_picture(self, path: Path) -> None:
        """Write what the plots show as SVG or PNG, by the file's ending."""
        if path.suffix.lower() == ".svg":
            drawing = svg_bytes(*self.picture())
            self._write(path, lambda: drawing)
        else:
            image = sharp_image(*self.picture())
            self._write(path, lambda: png_bytes(image))

    @property
    def shows_plots(self) -> bool:
        """Whether there are curves, or words instead."""
        return self._pages.currentWidget() is self.plots

    def picture(self) -> tuple[Titled, list[str], int]:
        """What a picture shows: the plots, the runs laid over, and of how many steps means are."""
        plots = self.plots.titled(with_rate=self.controls.show_rate.isChecked())
        runs = [run.title for run in self._laid_over()]
        return plots, runs, self.controls.smoothing.currentData()

    def _write(self, path: Path, content: Callable[[], bytes]) -> None:
        """Make the content of a file and write it, in another thread."""
        exported = self.exported
        QThreadPool.globalInstance().start(lambda: tell(exported, written(path, content)))

    def show_runs(self, runs: list[PastRun]) -> None:
        """Lay other runs over the one on show."""
        self._chosen = runs
        self._lay_over()

    def _laid_over(self) -> list[PastRun]:
        """The runs beside the one on show: the one before, and those that the user chose."""
        chosen, before = list(self._chosen), self._before
        if before is None or before.recipe is None or not self.controls.compare.before.isChecked():
            return chosen
        if self._recipe is None and len(self.data.steps):
            return chosen  # it is a riddle what this run is of
        if self._elsewhere or (self._on_data and before.recipe.dataset != self._on_data):
            return chosen  # losses of other images: lower or higher means nothing
        if any(before.data.is_like(run.data) for run in chosen):
            return chosen
        note = before.changed_since(self._recipe, self._network)
        return [PastRun(Path(), tr("run before"), before.data, note), *chosen]

    def _lay_over(self) -> None:
        runs = self._laid_over()
        self.plots.show_other_runs([run.data for run in runs])
        self.runs_legend.show_runs(runs)
        self._make_room()
        self._show_page()

    @property
    def _on_data(self) -> str:
        """The data set that the plots are about."""
        return self._data or (self._recipe.dataset if self._recipe else "")

    @property
    def _elsewhere(self) -> bool:
        """Whether the run was on another data set than the one in use."""
        return self._recipe is not None and self._recipe.dataset != self._on_data

    def _show_page(self) -> None:
        """The plots, or what to do where there is nothing to plot."""
        run = bool(len(self.data.steps) or self.data.epochs)
        shown = run and not self._elsewhere
        if run and self._recipe is not None and self._elsewhere:
            before = self._before.recipe if self._before else None
            learned_before = before is not None and before.dataset == self._data
            last = self._recipe.dataset
            self.empty.tell_other_data(self._data, last, learned_before=learned_before)
        elif self._from_file:
            self.empty.tell_trained_before()
        else:
            self.empty.tell_untrained()
        compared = not self.runs_legend.isHidden()
        self._pages.setCurrentIndex(1 if shown or compared else 0)
        self.timeline.setVisible(shown and not self._from_file)

    def copy_picture(self) -> None:
        """Put the two plots on the clipboard as they look now."""
        QGuiApplication.clipboard().setPixmap(self.plots.grab())
        self.controls.note.setText(tr("Copied the curves as a picture"))

    def show_all(self) -> None:
        """Show the whole run in both plots."""
        self.plots.show_all()
        self._show_zoom()

    def _take_more(self) -> None:
        all_taken = self.data.take(self._events, EVENTS_AT_ONCE)
        if not all_taken:
            self._rest.start()
        data = self.data
        if not len(data.steps) and not data.epochs:
            return
        if self._elsewhere:
            self._put_away()
            return
        if not self._named:
            self._named = True
            self._lay_over()  # what has changed since the run before is known now
        self.plots.show_data(data, self._steps_per_epoch, self.controls.smoothing.currentData())
        if all_taken:
            self._show_rate()
        self._show_verdict()
        self._show_titles()

    def _put_away(self) -> None:
        """Leave out the run on show, which comes back when its data does."""
        self._cursor, self._read = None, (0, False)
        self.plots.clear_data()
        self.verdict.show_run(None, None)
        self._show_titles()

    def _show_rate(self) -> None:
        steps = self.data.steps
        if self._recipe is None or not len(steps) or not self.plots.rate_column.isVisibleTo(self):
            return
        last = int(steps[-1])
        rates = rate_curve(
            self._recipe, self._steps_per_epoch, self.data.remarks, last, POINTS // 4
        )
        self.plots.show_rates(rates)

    def _show_verdict(self) -> None:
        """Once for each epoch, and at a bad end: what the curves say."""
        read = (len(self.data.epochs), self.data.diverged is not None)
        if read != self._read:
            self._read = read
            known = self._recipe is not None
            self.verdict.show_run(self.data.read_gap(), self.data.diverged, helped=known)
            self._make_room()

    # The controls.

    def _connect_controls(self) -> None:
        controls = self.controls
        controls.smoothing.currentIndexChanged.connect(self._smooth)
        controls.log_scale.toggled.connect(self.plots.loss.set_logarithmic)
        controls.show_rate.toggled.connect(self._toggle_rate)
        controls.compare.changed.connect(self.show_runs)
        controls.whole_button.clicked.connect(self.show_all)

    def _smooth(self) -> None:
        self._legend.show_smoothing(self.controls.smoothing.currentData())
        self._take_more()

    def _make_actions(self) -> tuple[QAction, ...]:
        self.save_action = QAction(tr("Save curves as CSV…"), self)
        self.save_action.triggered.connect(self._ask_where_to_save)
        self.picture_action = QAction(tr("Save as picture…"), self)
        self.picture_action.triggered.connect(self._ask_where_to_draw)
        self.copy_action = QAction(tr("Copy as picture"), self)
        self.copy_action.triggered.connect(self.copy_picture)
        self.show_all_action = QAction(tr("Show whole run"), self)
        self.show_all_action.setShortcut(QKeySequence(Qt.Key.Key_Home))
        self.show_all_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_all_action.triggered.connect(self.show_all)
        actions = (
            self.show_all_action,
            self.copy_action,
            self.picture_action,
            self.save_action,
        )
        self.addActions(actions)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return actions

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(GAP // 2)
        self._legend = CurveLegend()
        self._legend.show_smoothing(self.controls.smoothing.currentData())
        self._head.addWidget(self._legend)
        self._head.addWidget(self.controls, 1)
        self.empty = NoCurves()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.plots)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(self._head)
        layout.addWidget(self.runs_legend)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(self._pages, 1)
        self._foot = CurveFoot(self.timeline, self.verdict)
        column.addWidget(self._foot)
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._middle.setSpacing(GAP // 2)
        self._middle.addLayout(column, _CURVES)
        self._middle.addWidget(self.verdict)
        layout.addLayout(self._middle, 1)

    def _ask_where_to_save(self) -> None:
        pattern = tr("Tables (*.csv);;All files (*)")
        path = ask_where_to_write(self, tr("Save curves"), "exports", "curves.csv", pattern)
        if path is not None:
            self.write_csv(path)

    def _ask_where_to_draw(self) -> None:
        pattern = tr("Pictures (*.png *.svg);;All files (*)")
        path = ask_where_to_write(self, tr("Save curves"), "exports", "curves.png", pattern)
        if path is not None:
            self.write_picture(path)

    def _toggle_rate(self, on: bool) -> None:
        self.plots.rate_column.setVisible(on)
        self._show_rate()

    def _show_zoom(self) -> None:
        """The plots share their steps: where one was zoomed, neither follows the run."""
        self.controls.whole_button.setVisible(not self.plots.keep_together())

    # Reading values.

    def show_seen(self, seen: Seen | None) -> None:
        """Show what can be looked back at; the cursor rests on the moment that is looked at."""
        self._seen = seen
        self.timeline.show_seen(seen)
        self._point_at(None)

    @property
    def _resting_place(self) -> int | None:
        """The step of the past that is looked at, to which the cursor returns."""
        return self._seen.past.at if self._seen else None

    def _point_at(self, step: float | None) -> None:
        step = self._resting_place if step is None else step
        index = None if step is None else self.data.nearest(step)
        self._cursor = None if index is None else float(self.data.steps[index])
        self.plots.show_cursor(self._cursor)
        self._show_titles()

    def _show_titles(self) -> None:
        squared = self._recipe is not None and self._recipe.loss == "mse"
        data = CurveData() if self._elsewhere else self.data
        self.plots.show_titles(data, self._cursor, squared=squared)

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the cursor by a step, with Shift by an epoch.

        While the past is looked at, they go from moment to moment.
        """
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None and self._resting_place is not None:
            self.timeline.step_by(by)
            return
        if by is None or not len(self.data.steps):
            if event.key() == Qt.Key.Key_Escape and self._cursor is not None:
                self._point_at(None)
            else:
                super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by *= self._steps_per_epoch
        self._point_at((self.data.steps[-1] if self._cursor is None else self._cursor) + by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two plots beside each other need width; in a tall, narrow panel they stack."""
        room = self.width() - 2 * GAP
        beside = room - self.controls.needed_width - GAP
        # A low panel has no row to spare for the legend: there it is told in short.
        short = self.height() < scaled(_HIGH) and beside >= self._legend.least_width
        self._legend.fit(beside if short else room)
        needed = self._legend.width() + self.controls.needed_width + GAP
        narrow, tall = self.width() < 720, self.height() > scaled(300)
        # In large type the plots need the room in a low panel.
        self.controls.setVisible(not type_size().least or self.height() > scaled(230))
        stacked = narrow or self.width() < needed
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if (head := down if stacked else across) != self._head.direction():
            self._head.setDirection(head)
        self.plots.set_direction(down if narrow and tall else across)
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        """In large type the verdict stands beside the curves, which would be flat above it.

        Where the panel is low as well, its words also have the place of the way back, and other
        runs are named in that of the legend; a low panel at a desk lacks both as well.
        """
        in_a_hall = bool(type_size().least)
        beside, tight = in_a_hall and self.width() > scaled(_WIDE), self.height() < scaled(_HIGH)
        low = not in_a_hall and self.height() < scaled(_LOW)
        crowded = (low or (beside and tight)) and self.verdict.trouble is not None
        self._foot.setHidden(crowded)
        self._foot.make_room(tight=in_a_hall or low)
        self.plots.show_epochs(not low)
        compared = not self.runs_legend.isHidden()
        self._legend.setHidden(low or (in_a_hall and tight and compared))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if (way := across if beside else down) != self._middle.direction():
            self._middle.setDirection(way)
            self._middle.setStretchFactor(self.verdict, _WORDS if beside else 0)
            self._middle.setSpacing(GAP if beside else GAP // 2)
            self.verdict.stand_beside(beside)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.plots.recolour()
            self._show_titles()
        super().changeEvent(event)
