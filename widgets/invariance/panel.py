"""The invariance bench: measures how far images may be changed and still be recognised (F5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.data.preprocessing import Shape
from app.inspection.invariance import (
    CHANGES,
    ChangeName,
    InvarianceCurve,
    changes_for,
    invariance_table,
    points_table,
    usual_amounts,
)
from app.inspection.questions import InvarianceQuestion
from app.language import figures, tr
from app.network.tables import Table, as_csv, as_latex, as_markdown
from app.training.run_list import run_title
from widgets.asking_for_files import ask_where_to_write, folder_for, remember
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.invariance.measurements import Measurement, MeasurementList
from widgets.invariance.picture import bench_picture
from widgets.invariance.plot import InvariancePlot
from widgets.more_button import more_button
from widgets.panels.curve_export import png_bytes, written
from widgets.panels.lettering import NoteLabel
from widgets.panels.table_export import copy_plain, export
from widgets.runs_menu import RunsMenu
from widgets.telling import tell
from widgets.theme import GAP, NORMAL, font

_EMPTY = tr(
    "Measure how well the network classifies images that are shifted, turned or scaled.\n"
    "Train, change something and measure again, or measure a kept run, such as one with\n"
    "augmentation beside one without: the curves lie over one another."
)
_PARTS = (("validation", tr("validation images")), ("test", tr("test images")))
_WRITERS: dict[str, Callable[[Table], str]] = {
    "csv": as_csv,
    "markdown": as_markdown,
    "latex": as_latex,
}


class InvariancePanel(QWidget):
    """Controls, a plot for each change, and the list of what was measured."""

    exported = Signal(str)
    """A picture is on disk, or why it is not."""

    def __init__(
        self, document: Document, inquiries: Inquiries, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Invariance"))
        self._document, self._inquiries = document, inquiries
        self._asked: InvarianceQuestion | None = None
        self._began = 0
        self._growing: Measurement | None = None
        self.measurements: list[Measurement] = []
        self.plots = [InvariancePlot(change) for change in CHANGES]
        self._make_controls()
        self._make_actions()
        self._lay_out()
        self._show_running(False)  # only now: outside of the panel a button is a window of its own
        inquiries.answered.connect(self._take)
        inquiries.ended.connect(self._end)
        inquiries.refused.connect(self._refuse)
        inquiries.progressed.connect(self._show_progress)
        self.exported.connect(self.note.say)
        document.network_changed.connect(self._suit_network)
        self._suit_network()
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(860, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(340, 160)

    # Measuring

    def measure(self, run: Path | None = None) -> None:
        """Measure the network as it is now, or that of a kept run, in the ways that are shown."""
        self._asked = InvarianceQuestion(
            self._ways(), self.part.currentData(), self.count.value(), run
        )
        self._growing = None
        self._began += 1
        self.note.say(tr("Measuring …"))
        self._show_running(True)
        self._inquiries.ask(self._asked)

    def cancel(self) -> None:
        """Measure no further; what has been found stays."""
        if self._asked is not None:
            self._inquiries.call_off(InvarianceQuestion)
            self._asked = None
            self._show_running(False)
            self._show()

    def put_back(self, measurements: Sequence[Measurement]) -> None:
        """Show these measurements in place of those that were made since."""
        self.cancel()
        self.measurements = list(measurements)
        self._growing = None
        self._show()

    def _take(self, question: object, curves: Sequence[InvarianceCurve]) -> None:
        if question is not self._asked or self._asked is None:
            return
        if self._growing is None:
            words = f"{figures(f'{curves[0].images:,}')} {dict(_PARTS)[self._asked.part]}"
            run = self._asked.run
            name = self._unused(run_title(run.name) if run is not None else curves[0].name)
            self._growing = Measurement(name, self._began - 1, {}, words)
            self.measurements.append(self._growing)
        row = self.measurements.index(self._growing)
        found = replace(self._growing, curves={curve.change.name: curve for curve in curves})
        self._growing = self.measurements[row] = found.named(found.name)
        self._show()

    def _end(self, question: object) -> None:
        if question is self._asked:
            self._asked = None
            self._show_running(False)
            self._show()

    def _refuse(self, question: object, why: str) -> None:
        if question is self._asked:
            self._asked = None
            self._show_running(False)
            self.note.warn(why)

    def _show_progress(self, question: object, done: int, total: int) -> None:
        if question is self._asked:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _unused(self, name: str) -> str:
        """The name, with a number behind it where it is taken."""
        taken = {measurement.name for measurement in self.measurements}
        names = [name, *(f"{name} ({number})" for number in range(2, len(taken) + 3))]
        return next(each for each in names if each not in taken)

    # What is shown

    def _ways(self) -> tuple[ChangeName, ...]:
        chosen = self.ways.currentData()
        return (chosen,) if chosen else tuple(change.name for change in changes_for(self._shape()))

    def _shape(self) -> Shape:
        """The Input's; that of the usual images where there is none yet."""
        network, layers = self._document.network, self._document.analysis.layers
        outputs = [layers[name].output for name in network.inputs if name in layers]
        found = next((each for each in outputs if each is not None and len(each) == 3), None)
        return (1, 28, 28) if found is None else (found[0], found[1], found[2])

    def _suit_network(self) -> None:
        """Offer the changes that make sense for the Input, and leave room for their amounts."""
        shape, chosen = self._shape(), self.ways.currentData()
        changes = changes_for(shape)
        blocked = self.ways.blockSignals(True)
        self.ways.clear()
        self.ways.addItem(tr("All ways"), None)
        for change in changes:
            self.ways.addItem(change.title, change.name)
        self.ways.setCurrentIndex(max(0, self.ways.findData(chosen)))
        self.ways.blockSignals(blocked)
        for plot in self.plots:
            plot.span(usual_amounts(plot.change, shape))
        self._show_plots()

    def _show_plots(self) -> None:
        for plot in self.plots:
            plot.setVisible(plot.change.name in self._ways())
        self._say_range()

    def _show(self) -> None:
        """Everything that measurements are told by."""
        for plot in self.plots:
            plot.show_curves(self._curves_of(plot))
        if [self.list.item(row).text() for row in range(self.list.count())] != [
            measurement.name for measurement in self.measurements
        ]:
            self.list.show_measurements(self.measurements)
        there = bool(self.measurements)
        self._pages.setCurrentIndex(1 if there else 0)
        self.remove_button.setEnabled(there)
        for action in self._actions:
            action.setEnabled(there)
        self._say_range()

    def _curves_of(self, plot: InvariancePlot) -> list[tuple[InvarianceCurve, int]]:
        way = plot.change.name
        known = [each for each in self.measurements if way in each.curves]
        return [(each.curves[way], each.number) for each in known]

    def _say_range(self) -> None:
        """The chosen measurement in words, while nothing else is to be said."""
        row = self.list.currentRow()
        if self._asked is not None or not 0 <= row < len(self.measurements):
            return
        chosen = self.measurements[row]
        sentences = [
            f"{curve.change.title}: {curve.text[0].lower()}{curve.text[1:]}"
            for way, curve in chosen.curves.items()
            if way in self._ways() and curve.text
        ]
        self.note.say(f"{chosen.name} ({chosen.images}). {' '.join(sentences)}")

    def _rename(self, row: int, name: str) -> None:
        self.measurements[row] = self.measurements[row].named(name)
        if self._growing is not None and self._growing.number == self.measurements[row].number:
            self._growing = self.measurements[row]
        self._show()

    def _remove(self, row: int) -> None:
        if self.measurements[row] is self._growing:
            self.cancel()
            self._growing = None
        del self.measurements[row]
        self._show()
        if not self.measurements:
            self.note.say("")

    # Out of the program

    def table(self) -> Table:
        """What is shown, as numbers: side by side for one change, else a row for each point."""
        curves = [curve for plot in self._shown() for curve, _ in self._curves_of(plot)]
        single = len({curve.change.name for curve in curves}) == 1
        return invariance_table(curves) if single else points_table(curves)

    def write_picture(self, path: Path) -> None:
        """Write what the plots show as a PNG file; `exported` says when it is done."""
        image = self._picture()
        exported = self.exported
        QThreadPool.globalInstance().start(
            lambda: tell(exported, written(path, lambda: png_bytes(image)))
        )

    def _picture(self) -> QImage:
        return bench_picture(self._shown(), self.measurements)

    def _shown(self) -> list[InvariancePlot]:
        return [plot for plot in self.plots if plot.change.name in self._ways()]

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self._picture())
        self.note.say(tr("Copied the curves as a picture."))

    def _copy_table(self) -> None:
        copy_plain(self.table())
        self.note.say(tr("Copied the numbers as a table."))

    def _save_table(self) -> None:
        table = self.table()
        path = export(
            self,
            tr("Save curves"),
            folder_for("exports"),
            "invariance.csv",
            lambda form: _WRITERS[form](table),
        )
        if path is not None:
            remember("exports", path)

    def _save_picture(self) -> None:
        pattern = tr("Pictures (*.png)")
        path = ask_where_to_write(self, tr("Save curves"), "exports", "invariance.png", pattern)
        if path is not None:
            self.write_picture(path)

    # Making the panel

    def _make_controls(self) -> None:
        self.ways = QComboBox()
        self.ways.setAccessibleName(tr("How the images are changed"))
        self.ways.setToolTip(tr("How the images are changed"))
        self.ways.currentIndexChanged.connect(self._show_plots)
        self.count = QSpinBox()
        self.count.setRange(10, 100_000)
        self.count.setSingleStep(100)
        self.count.setGroupSeparatorShown(True)
        self.count.setValue(500)
        self.count.setAccessibleName(tr("Images"))
        self.count.setToolTip(tr("So many images are drawn, the same ones each time"))
        self.part = QComboBox()
        for name, title in _PARTS:
            self.part.addItem(title, name)
        self.part.setAccessibleName(tr("Which images"))
        self.start_button = QPushButton(tr("Measure"))
        self.start_button.setToolTip(tr("Measure the network as it is now"))
        self.start_button.clicked.connect(lambda: self.measure())
        self.run_button = QToolButton()
        self.run_button.setText(tr("Measure a run"))
        self.run_button.setToolTip(
            tr("Measure the network of a kept run on the same images, so that the curves compare")
        )
        self.run_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.runs = RunsMenu("", lambda run: self.measure(run.folder), self)
        self.run_button.setMenu(self.runs)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.list = MeasurementList()
        self.list.currentRowChanged.connect(lambda _: self._say_range())
        self.list.renamed.connect(self._rename)
        self.list.removed.connect(self._remove)
        self.remove_button = QPushButton(tr("Remove"))
        self.remove_button.setToolTip(tr("Remove the chosen measurement (Del)"))
        self.remove_button.clicked.connect(lambda: self._remove(self.list.currentRow()))
        self.note = NoteLabel()

    def _show_running(self, running: bool) -> None:
        self.start_button.setVisible(not running)
        self.run_button.setVisible(not running)
        self.cancel_button.setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, 0 if running else 1)

    def _make_actions(self) -> None:
        self._actions = []
        for text, act in (
            (tr("Copy as picture"), self._copy_picture),
            (tr("Copy as table"), self._copy_table),
            (tr("Save as picture…"), self._save_picture),
            (tr("Save as table…"), self._save_table),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self._actions.append(action)
        menu = QMenu(self)
        menu.addActions(self._actions)
        self.menu_button = more_button(menu, tr("the curves"), tr("Save or copy the curves"))

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        for widget in (self.ways, self.count, self.part, self.start_button, self.run_button):
            controls.addWidget(widget)
        controls.addWidget(self.cancel_button)
        controls.addWidget(self.progress, 1)
        controls.addWidget(self.menu_button)
        empty = QLabel(_EMPTY)
        empty.setFont(font(NORMAL))
        empty.setWordWrap(True)
        empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.remove_button)
        beside.setFixedWidth(170)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        for plot in self.plots:
            row.addWidget(plot, 1)
        row.addWidget(beside)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(shown)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(controls)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.note)
