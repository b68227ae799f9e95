"""Choosing runs of the past to be laid over the curves, and reading them beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QThreadPool, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.arithmetic import percent_text
from app.network.graph import Network
from app.training.recipe import Recipe
from app.training.run_list import origin_text, run_title
from app.training.weights_origin import origin_in
from widgets.panels.curve_data import CurveData
from widgets.panels.ticks import TickDelegate
from widgets.telling import tell
from widgets.theme import GAP, SMALL, font, scaled, theme

LISTED = 60
"""So many of the newest runs are offered."""
MOST = 6
"""So many are shown at once: more colours could not be told apart."""
_LONGEST = 90
"""Letters in which it is said what has changed since the run before."""

_SIGN = 32
"""Pixels of a line in the legend and around it, at a scale of 1."""


@dataclass(frozen=True, eq=False)
class PastRun:
    """A run as it was read: its curves, and words for the legend."""

    folder: Path
    title: str
    data: CurveData
    note: str = ""
    """What else the legend tells of it."""


@dataclass(frozen=True, eq=False)
class RunBefore:
    """The run before the one on show, and what it began with."""

    data: CurveData
    recipe: Recipe | None
    network: Network | None

    def changed_since(self, recipe: Recipe | None, network: Network | None) -> str:
        """What is different in a run of these, in words; empty where nothing is, or not known."""
        if recipe is None or network is None or self.recipe is None or self.network is None:
            return ""
        from app.experiments.comparisons import Variant
        from app.experiments.difference import differences

        old, new = Variant("", self.network, self.recipe), Variant("", network, recipe)
        changed = "; ".join(differences(old, new))
        if len(changed) > _LONGEST:
            changed = f"{changed[:_LONGEST].rstrip()} …"
        return tr("since then {changed}", changed=changed) if changed else ""


@dataclass(frozen=True)
class RunEntry:
    """A run that can be chosen."""

    folder: Path
    title: str
    about: str


class PastRuns(QObject):
    """Reads runs on another thread: there may be hundreds, of a million steps."""

    listed = Signal(object)
    """The entries, newest first."""
    read = Signal(object)
    """A `PastRun`."""
    failed = Signal(str)
    """A run could not be read; the text says why."""

    def list_runs(self) -> None:
        """Look for runs; `listed` tells them."""
        self._start(self._list)

    def read_run(self, entry: RunEntry) -> None:
        """Read a run; `read` hands it over."""
        self._start(lambda: self._read(entry))

    def _start(self, work: Callable[[], None]) -> None:
        QThreadPool.globalInstance().start(work)

    def _list(self) -> None:
        from app.training.run import list_runs, runs_folder

        runs = islice(list_runs(runs_folder()), LISTED)
        entries = []
        for run in runs:
            recipe = run.recipe
            about = tr(
                "{dataset}, {optimizer}, learning rate {learning_rate:g}",
                dataset=recipe.dataset,
                optimizer=recipe.optimizer,
                learning_rate=recipe.learning_rate,
            )
            about += tr(
                ", batches of {batch_size}, {epochs} epochs",
                batch_size=recipe.batch_size,
                epochs=recipe.epochs,
            )
            if (origin := origin_in(run.folder)) is not None and origin.learned:
                words = origin_text(origin, recipe.seed)
                about += "\n" + tr("First weights: {words}", words=words)
            title = run_title(run.name, run.network.name)
            entries.append(RunEntry(run.folder, title, about))
        tell(self.listed, entries)

    def _read(self, entry: RunEntry) -> None:
        from app.training.run import RunError, open_run

        try:
            run = open_run(entry.folder)
            events = run.history()
        except RunError as error:
            tell(self.failed, str(error))
            return
        data = CurveData()
        data.take(events, max(1, len(events)))
        title = run_title(run.name, run.network.name)
        tell(self.read, PastRun(entry.folder, title, data))


class RunChooser(QToolButton):
    """A button that opens a list of runs to tick."""

    changed = Signal(object)
    """The runs that are ticked, as `PastRun`s in the order of their ticking."""
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Compare"))
        self.setAccessibleName(tr("Compare runs"))
        self.setToolTip(tr("Lay the curves of other runs over these"))
        self.chosen: list[PastRun] = []
        self._wanted: set[Path] = set()
        self._runs = PastRuns(self)
        self._runs.listed.connect(self._fill)
        self._runs.read.connect(self._add)
        self._runs.failed.connect(self.failed)
        self.list = QListWidget()
        self._ticks = TickDelegate(self.list)
        self.list.setItemDelegate(self._ticks)
        self.list.setAccessibleName(tr("Runs to compare"))
        self.list.itemChanged.connect(self._tick)
        self._note = QLabel()
        self._note.setFont(font(SMALL))
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.before = QCheckBox(tr("The run before this one"))
        self.before.setToolTip(tr("Leave the curves of the last run under those of the next"))
        self.before.setChecked(True)
        self.before.toggled.connect(lambda _on: self.changed.emit(self.chosen))
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addWidget(self.before)
        column.addWidget(self._note)
        column.addWidget(self.list)
        self._popup.resize(380, 260)
        self.clicked.connect(self.open)

    def show_runs(self, folders: list[Path]) -> None:
        """Lay these runs over the curves and no others, as many as can be shown."""
        self._wanted = set(folders[:MOST])
        self.chosen = []
        self.changed.emit(self.chosen)
        for folder in folders[:MOST]:
            self._runs.read_run(RunEntry(folder, run_title(folder.name), ""))

    def open(self) -> None:
        """Look for runs and show them."""
        self._note.setText(tr("Looking for runs …"))
        self._runs.list_runs()
        corner = self.mapToGlobal(QPoint(self.width() - self._popup.width(), self.height()))
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left(), corner.x()))
        if corner.y() + self._popup.height() > screen.bottom():
            corner.setY(self.mapToGlobal(QPoint(0, 0)).y() - self._popup.height())
        self._popup.move(corner)
        self._popup.show()
        self.list.setFocus()

    def _fill(self, entries: list[RunEntry]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setToolTip(entry.about)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            ticked = entry.folder in self._wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if entries:
            self.list.setCurrentRow(0)
        self._say()

    def _tick(self, item: QListWidgetItem) -> None:
        entry = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() != Qt.CheckState.Checked:
            self._wanted.discard(entry.folder)
            self.chosen = [run for run in self.chosen if run.folder != entry.folder]
            self.changed.emit(self.chosen)
        elif len(self._wanted) >= MOST:
            item.setCheckState(Qt.CheckState.Unchecked)
        else:
            self._wanted.add(entry.folder)
            self._runs.read_run(entry)
        self._say()

    def _add(self, run: PastRun) -> None:
        if run.folder in self._wanted and run.folder not in {r.folder for r in self.chosen}:
            self.chosen = [*self.chosen, run]
            self.changed.emit(self.chosen)

    def _say(self) -> None:
        some = tr("Tick runs to lay them over the curves, {most} at most", most=MOST)
        self._note.setText(some if self.list.count() else tr("No runs yet: train one first"))


class RunLegend(QLabel):
    """The runs that are laid over the curves, each in its colour; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[PastRun] = []
        self.setFont(font(SMALL))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(tr("Runs for comparison"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_runs(self, runs: list[PastRun]) -> None:
        """Name these runs."""
        self._runs = runs
        self._write()
        self.setToolTip(tr("Validation solid, training means dotted; best validation accuracy"))
        self.setAccessibleDescription("; ".join(run.title for run in runs))
        self.setVisible(bool(runs))

    def _write(self) -> None:
        """Name each run, in as much of the room as it needs or is its share."""
        metrics, parts = self.fontMetrics(), []
        texts = [_named(run) for run in self._runs]
        needed = sum(metrics.horizontalAdvance(text) for text in texts)
        share = (self.width() - scaled(_SIGN) * len(texts)) // max(1, len(texts))
        for at, text in enumerate(texts):
            colour = theme().run_lines[at % len(theme().run_lines)]
            if needed > share * len(texts):
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, share)
            title = escape(text)  # a run may be named by anybody
            parts.append(f"<span style='color:{colour}'><b>━</b> {title}</span>")
        self.setText(tr(" &nbsp; ").join(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._runs:
            self._write()
        super().changeEvent(event)


def _named(run: PastRun) -> str:
    """Its name, how good it became, and what has been changed since."""
    best = run.data.best_epoch
    words = f" ({percent_text(best.validation_accuracy)})" if best else ""
    return run.title + words + (f", {run.note}" if run.note else "")
