"""Search settings: the space to edit, the trials as they come, and the best onto the canvas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.experiments.search_plan import (
    MOST_EPOCHS,
    MOST_TRIALS,
    PRUNERS,
    SAMPLERS,
    Plan,
    SearchError,
    Trial,
    best_of,
    open_search,
    search_names,
)
from app.experiments.search_space import SearchSpace, parse_space
from app.language import listed, tr
from app.network.arithmetic import percent_text
from app.network.setting_titles import setting_title
from widgets.document import Document
from widgets.experiments.dialog import ExperimentDialog
from widgets.experiments.inputs import beside, number_box
from widgets.experiments.parallel_plot import ParallelPlot
from widgets.experiments.result_table import ResultTable
from widgets.experiments.space_editor import SpaceEditor
from widgets.experiments.trial_plot import TrialLegend, TrialPlot
from widgets.number_text import number_text
from widgets.theme import GAP, NORMAL, font

_SAMPLER_WORDS = {"tpe": tr("more often where it was good (TPE)"), "random": tr("at random")}
_PRUNER_WORDS = {
    "median": tr("worse than half of the others"),
    "halving": tr("not among the best third"),
    "none": tr("none"),
}
MOST_LISTED = 20
DRAW_MS = 50
"""Trials that come closer together are drawn together."""


class SearchDialog(ExperimentDialog):
    """Hyper-parameter search over recipe and layers of the document."""

    run_wanted = Signal(object)
    """The folder of a run that is to be put on the canvas."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(tr("Search settings"), document, parent)
        self.resize(1060, 640)
        self._name = ""
        self._whole_width = 0
        """What all parts need, while some are left out; else 0."""
        self._space: SearchSpace | None = None
        self._trials: list[Trial] = []
        self._total = self._done = 0
        self._phase = "coarse"
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(DRAW_MS)
        self._drawing.timeout.connect(self._draw)
        self.space = SpaceEditor(document)
        self.space.changed.connect(self._check)
        document.network_changed.connect(self._check)
        document.recipe_changed.connect(self._check)
        self.table = _TrialTable()
        self.table.itemSelectionChanged.connect(self._choose)
        self.plot = TrialPlot()
        self.plot.trial_chosen.connect(self.table.selectRow)
        self.parallel = ParallelPlot()
        self.subject = QComboBox()
        self.subject.setAccessibleName(tr("Setting that is plotted"))
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.subject.currentTextChanged.connect(lambda _text: self._draw())
        splitter = self._sides = QSplitter()
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._make_right())
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.status)
        layout.addLayout(self.controls)
        self._make_buttons()
        self._check()

    # Making it

    def _make_left(self) -> QWidget:
        self.settings = QWidget()
        usual = Plan()
        self.trials = number_box(usual.trials, 1, MOST_TRIALS, tr("Trainings of the first phase"))
        self.epochs = number_box(usual.epochs, 1, MOST_EPOCHS, tr("Epochs of each of them"))
        self.fine_trials = number_box(
            usual.fine_trials, 0, MOST_TRIALS, tr("Longer trainings around the best; 0 is none")
        )
        self.fine_epochs = number_box(
            usual.fine_epochs, 1, MOST_EPOCHS, tr("Epochs of each of them")
        )
        self.sampler = _words(_SAMPLER_WORDS, SAMPLERS)
        self.pruner = _words(_PRUNER_WORDS, PRUNERS)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("F&irst"), _beside(self.trials, self.epochs))
        form.addRow(tr("&Then"), _beside(self.fine_trials, self.fine_epochs))
        form.addRow(tr("&Values are tried"), self.sampler)
        form.addRow(tr("&End trials early"), self.pruner)
        layout = QVBoxLayout(self.settings)
        layout.setContentsMargins(0, 0, GAP, 0)
        layout.addWidget(_heading(tr("Search over")))
        layout.addWidget(self.space)
        layout.addSpacing(GAP)
        layout.addWidget(_heading(tr("Coarse to fine")))
        layout.addLayout(form)
        layout.addStretch(1)
        self.settings.setMinimumWidth(370)
        return self.settings

    def _make_right(self) -> QWidget:
        over = QWidget()
        column = QVBoxLayout(over)
        column.setContentsMargins(GAP, GAP, GAP, 0)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Accuracy over")))
        row.addWidget(self.subject)
        row.addWidget(TrialLegend(), 1)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        self.views = QTabWidget()
        self.views.setDocumentMode(True)
        self.views.addTab(over, tr("One setting"))
        self.views.addTab(self.parallel, tr("All settings"))
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.table)
        right.addWidget(self.views)
        right.setChildrenCollapsible(False)
        right.setSizes([240, 340])
        return right

    def _make_buttons(self) -> None:
        self.pause_button = QPushButton(tr("&Pause"))
        self.pause_button.setEnabled(False)
        self.pause_button.clicked.connect(self.pause)
        self.controls.insertWidget(1, self.pause_button)
        self.earlier_button = QPushButton(tr("Earlier &searches"))
        self.earlier = QMenu(self)
        self.earlier.aboutToShow.connect(self._list_earlier)
        self.earlier_button.setMenu(self.earlier)
        self.open_button = QPushButton(tr("&Open best on canvas"))
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self._open)
        self.controls.addWidget(self.earlier_button)
        self.controls.addWidget(self.open_button)

    @property
    def best(self) -> Trial | None:
        """The best trial so far."""
        return best_of(self._trials)

    # Its room

    def stand_in(self, width: int) -> None:
        """Leave the settings out where all has no room in so many pixels, until it is widened.

        A lesson, which tells what is searched, needs the room beside it in large type.
        """
        needed = self._sides.minimumSizeHint().width()
        buttons = self.controls.minimumSize().width()
        if max(needed, buttons) + 2 * GAP > width:
            self._whole_width = max(needed, buttons) + 2 * GAP
            self._show_all(False)
        layout = self.layout()
        assert layout is not None
        layout.activate()  # else it would go on needing what it needed

    def _show_all(self, shown: bool) -> None:
        self.settings.setVisible(shown)
        self.earlier_button.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if 0 < self._whole_width <= event.size().width():
            self._whole_width = 0
            self._show_all(True)

    # Doing it

    def start(self) -> None:
        """Begin a search, or go on with the one that pauses."""
        if self._name:
            self.resume(self._name)
            return
        texts = self.space.texts
        self._clear()
        self._use_space(parse_space(texts, self.document.network, self.document.recipe))
        options = [word for text in texts for word in ("--over", text)]
        for name, box in (
            ("--trials", self.trials),
            ("--epochs", self.epochs),
            ("--fine-trials", self.fine_trials),
            ("--fine-epochs", self.fine_epochs),
        ):
            options += [name, str(box.value())]
        options += ["--sampler", self.sampler.currentData(), "--pruner", self.pruner.currentData()]
        self.begin("search", options)

    def resume(self, name: str) -> None:
        """Go on with an earlier search, or show one that is over."""
        try:
            wanted = open_search(name)
        except SearchError as error:
            self.say(str(error), wrong=True)
            return
        self._clear()
        self._name = name
        self._use_space(wanted.space)
        self.begin("search", ["--resume", name], own=False)

    def pause(self) -> None:
        """Stop for now; no trial that is done is lost."""
        self.process.stop()
        self.show_running(False)
        self.say(
            tr(
                "Paused after {trials} trials; Resume goes on. It is kept as "
                "“{name}”, also when the program ends.",
                trials=len(self._trials),
                name=self._name,
            )
        )

    def cancel(self) -> None:
        """Stop, and make ready for another search; this one stays among the earlier ones."""
        super().cancel()
        if self._name:
            self.say(
                tr(
                    "Cancelled; what was found is kept among the earlier searches as “{name}”.",
                    name=self._name,
                )
            )
        self._name = ""
        self.show_running(False)

    def show_running(self, running: bool) -> None:
        super().show_running(running)
        if not hasattr(self, "pause_button"):
            return
        pauses = bool(self._name) and not running
        self.start_button.setText(tr("&Resume") if pauses else tr("&Start"))
        self.pause_button.setEnabled(running and bool(self._name))
        self.cancel_button.setEnabled(running or pauses)
        self.cancel_button.setText(tr("&New search") if pauses else tr("&Cancel"))
        self.settings.setEnabled(not running and not pauses)
        self.earlier_button.setEnabled(not running)
        if not running and not pauses:
            self._check_start()

    def take(self, line: dict[str, Any]) -> None:
        """Show what happened."""
        match line.pop("event"):
            case "search":
                self._name = line["name"]
                self.pause_button.setEnabled(True)
            case "phase":
                self._phase, self._total, self._done = line["phase"], line["trials"], 0
            case "step":
                self._show_step(line)
            case "trial":
                self._done += 1
                self._add(Trial(**line))
                self.show_done(self._done, self._total)
            case "result":
                self._show_result()

    def _show_step(self, line: dict[str, Any]) -> None:
        best = best_of(self._trials)
        so_far = (
            tr("; best so far {percent}", percent=percent_text(best.accuracy or 0.0))
            if best
            else ""
        )
        trial = (
            tr("Fine trial {number} of {total}", number=line["number"], total=self._total)
            if self._phase == "fine"
            else tr("Coarse trial {number} of {total}", number=line["number"], total=self._total)
        )
        self.say(trial + so_far)
        self.show_done(self._done * line["steps"] + line["step"], self._total * line["steps"])

    def _show_result(self) -> None:
        best = best_of(self._trials)
        name, self._name = self._name, ""
        if best is None:
            self.say(tr("No trial was finished: widen the ranges, or see the reasons."), wrong=True)
            return
        values = listed(f"{key} {_text(value)}" for key, value in best.values.items())
        accuracy = percent_text(best.accuracy or 0.0)
        self.say(
            tr(
                "Best: {accuracy} with {values}. The search is kept as “{name}”.",
                accuracy=accuracy,
                values=values,
                name=name,
            )
        )

    # Showing it

    def _clear(self) -> None:
        self._name = ""
        self._trials = []
        self.open_button.setEnabled(False)

    def _use_space(self, space: SearchSpace) -> None:
        self._space = space
        self.table.begin_space(space)
        self.subject.blockSignals(True)
        self.subject.clear()
        self.subject.addItems(list(space.over))
        self.subject.blockSignals(False)
        self._draw()

    def _add(self, trial: Trial) -> None:
        self._trials.append(trial)
        self.table.add(trial, best_of(self._trials))
        if not self._drawing.isActive():  # a resumed search tells hundreds of trials at once
            self._drawing.start()
        self.open_button.setEnabled(best_of(self._trials) is not None)

    def _draw(self) -> None:
        subject = self.subject.currentText()
        if self._space is not None and subject:
            self.plot.show_trials(self._trials, self._space, subject, best_of(self._trials))
            self.parallel.show_trials(self._trials, self._space)

    def _choose(self) -> None:
        row = self.table.currentRow() if self.table.selectedItems() else -1
        self.plot.choose(row)
        self.parallel.choose(row)
        chosen = self._trials[row] if 0 <= row < len(self._trials) else None
        finished = chosen is not None and chosen.outcome == "finished"
        self.open_button.setText(
            tr("&Open {trial} on canvas", trial=_trial_title(chosen))
            if finished and chosen
            else tr("&Open best on canvas")
        )

    def _open(self) -> None:
        row = self.table.currentRow() if self.table.selectedItems() else -1
        chosen = self._trials[row] if 0 <= row < len(self._trials) else None
        trial = chosen if chosen and chosen.outcome == "finished" else best_of(self._trials)
        if trial is not None:
            self.run_wanted.emit(Path(trial.run))

    def _list_earlier(self) -> None:
        self.earlier.clear()
        for name in search_names()[:MOST_LISTED]:
            action = self.earlier.addAction(name)
            action.triggered.connect(lambda _checked=False, name=name: self.resume(name))
        if self.earlier.isEmpty():
            self.earlier.addAction(tr("None yet")).setEnabled(False)

    def _check(self) -> None:
        if not self.process.running and not self._name:
            self._check_start()

    def _check_start(self) -> None:
        problem = self.space.problem
        self.start_button.setEnabled(not problem)
        if problem:
            self.say(problem[0].upper() + problem[1:] + ".", wrong=True)
        elif not self._trials:
            document = self.document
            self._use_space(parse_space(self.space.texts, document.network, document.recipe))
            self.say(
                tr(
                    "First short trainings with values from wide ranges, then longer ones "
                    "around the "
                    "best. Validation images decide."
                )
            )


class _TrialTable(ResultTable):
    """A line for each trial; the best is bold."""

    def __init__(self) -> None:
        super().__init__(tr("Trials"))
        self._subjects: list[str] = []
        self._best = -1

    def begin_space(self, space: SearchSpace) -> None:
        """Empty it, with a column for each subject."""
        self._subjects = list(space.over)
        self._best = -1
        subjects = (setting_title(name) for name in self._subjects)
        self.begin((tr("trial"), *subjects, tr("epochs"), tr("accuracy"), ""))

    def add(self, trial: Trial, best: Trial | None) -> None:
        """Put a trial at the end."""
        accuracy = "" if trial.accuracy is None else percent_text(trial.accuracy)
        values = (_text(trial.values.get(name)) for name in self._subjects)
        cells = (_trial_title(trial), *values, str(trial.epochs), accuracy)
        finished = trial.outcome == "finished"
        self.add_row((*cells, _outcome_text(trial)), tip=trial.reason, faint=not finished)
        if best is trial:
            self.embolden(self._best, bold=False)
            self._best = self.rowCount() - 1
            self.embolden(self._best, bold=True)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(NORMAL, bold=True))
    return label


def _words(words: dict[str, str], names: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    for name in names:
        box.addItem(words[name], name)
    return box


def _beside(trials: QSpinBox, epochs: QSpinBox) -> QWidget:
    trials.setSuffix(tr(" trials"))
    epochs.setPrefix(tr("of "))
    epochs.setSuffix(tr(" epochs"))
    return beside(trials, epochs)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, float):
        return "" if value is None else str(value)
    return number_text(value, 3)


def _outcome_text(trial: Trial) -> str:
    return {
        "finished": "",
        "pruned": tr("ended early"),
        "diverged": tr("diverged"),
        "refused": tr("cannot be trained: {reason}", reason=trial.reason),
    }[trial.outcome]


def _trial_title(trial: Trial) -> str:
    if trial.phase == "fine":
        return tr("fine {number}", number=trial.number)
    return tr("coarse {number}", number=trial.number)
