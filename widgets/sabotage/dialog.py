"""The window of the sabotage lab: hide a fault, read what each looks like, diagnose, be told."""

from __future__ import annotations

from random import SystemRandom

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.experiments.sabotage import DIFFICULTIES, Fault, Verdict
from app.language import tr
from widgets.panels.lettering import NoteLabel, heading
from widgets.sabotage.comparison import ComparisonPlots
from widgets.sabotage.lab import SabotageLab
from widgets.theme import GAP, font, theme

LARGEST_SEED = 2_147_483_647
_ABOUT = tr(
    "A fault is hidden in a copy of your network or recipe, and the copy is trained on the canvas. "
    "Curves, filters, layer health, data and evaluation show all that happens; only the settings "
    "are hidden. Your own network, recipe and weights wait untouched."
)
_FAULT = Qt.ItemDataRole.UserRole


_DIFFICULTIES = {"easy": tr("Easy"), "medium": tr("Medium"), "hard": tr("Hard")}


class SabotageDialog(QDialog):
    """Beside the main window; closing it leaves the lab as it is.

    It goes out of the way when there is something to be watched behind it.
    """

    def __init__(self, lab: SabotageLab, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sabotage lab"))
        self.resize(760, 540)
        self._lab = lab
        self._verdict: Verdict | None = None
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self._make_choices()
        self._make_diagnoses()
        self.plots = ComparisonPlots()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.setMinimumHeight(5 * self.fontMetrics().height())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.score = NoteLabel()
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(about)
        layout.addLayout(self._choices)
        layout.addWidget(_line())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._evidence)
        self._pages.addWidget(self.plots)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.told)
        layout.addLayout(self._buttons())
        lab.phase_changed.connect(self._show_phase)
        lab.verdict_given.connect(self._show_verdict)
        lab.refused.connect(self._refuse)
        lab.compared.connect(self.plots.show_hurt)
        self._say(tr("Choose how hard it may be, and have your network sabotaged."))
        self._show_phase()

    # Making it

    def _make_choices(self) -> None:
        self.difficulty = QComboBox()
        self.difficulty.addItem(tr("Surprise me"), None)
        for name in DIFFICULTIES:
            self.difficulty.addItem(_DIFFICULTIES[name], name)
        self.seed = QSpinBox()
        self.seed.setRange(-1, LARGEST_SEED)
        self.seed.setValue(-1)
        self.seed.setSpecialValueText(tr("any"))
        self.seed.setToolTip(
            tr("The same number gives everybody with this network and recipe the same fault")
        )
        self.sabotage = QPushButton(tr("&Sabotage my network"))
        self.sabotage.clicked.connect(self.begin)
        form = QFormLayout()
        form.addRow(tr("&Difficulty"), self.difficulty)
        form.addRow(tr("S&eed, for a class"), self.seed)
        self._choices = QHBoxLayout()
        self._choices.addLayout(form)
        self._choices.addStretch(1)
        self._choices.addWidget(self.sabotage, 0, Qt.AlignmentFlag.AlignBottom)

    def _make_diagnoses(self) -> None:
        self.diagnoses = QListWidget()
        self.diagnoses.setAccessibleName(tr("Diagnoses"))
        self.diagnoses.setWordWrap(True)
        self.diagnoses.setSpacing(2)
        self.diagnoses.currentItemChanged.connect(self._show_signs)
        self.diagnoses.itemActivated.connect(lambda _item: self.diagnose())
        self.signs = QLabel()
        self.signs.setWordWrap(True)
        self.signs.setTextFormat(Qt.TextFormat.PlainText)
        self.signs.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.signs.setAccessibleName(tr("What it looks like"))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(heading(tr("What is wrong?")))
        left.addWidget(self.diagnoses, 1)
        right.addWidget(heading(tr("What it looks like, and where")))
        right.addWidget(self.signs, 1)
        self._evidence = QWidget()
        columns = QHBoxLayout(self._evidence)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * GAP)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)

    def _buttons(self) -> QHBoxLayout:
        self.diagnose_button = QPushButton(tr("&That is it"))
        self.diagnose_button.setToolTip(tr("Have this diagnosis judged by the run so far"))
        self.diagnose_button.setDefault(True)
        self.diagnose_button.clicked.connect(self.diagnose)
        self.reveal_button = QPushButton(tr("&Reveal"))
        self.reveal_button.setToolTip(tr("Be told what is wrong"))
        self.reveal_button.clicked.connect(self.reveal)
        self.compare_button = QPushButton(tr("&Compare with healthy"))
        self.compare_button.setToolTip(
            tr("Train your network without the fault, as many steps, over the curves of this run")
        )
        self.compare_button.clicked.connect(self.compare)
        self.end_button = QPushButton(tr("End the &lab"))
        self.end_button.setToolTip(tr("Back to your own network, with the weights that it had"))
        self.end_button.clicked.connect(self._lab.end)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.score, 1)
        for button in (
            self.diagnose_button,
            self.reveal_button,
            self.compare_button,
            self.end_button,
        ):
            button.setAutoDefault(button is self.diagnose_button)
            row.addWidget(button)
        self.sabotage.setAutoDefault(False)
        return row

    # What the user does

    def begin(self) -> None:
        """Hide a fault, the same for the same seed."""
        seed = self.seed.value()
        chosen = seed if seed >= 0 else SystemRandom().randrange(LARGEST_SEED)
        self._say(
            tr("A fault is hidden. Watch the panels while it trains; after an epoch, diagnose.")
        )
        self._lab.begin(self.difficulty.currentData(), chosen)
        if self._lab.phase == "hidden":
            self.hide()

    def diagnose(self) -> None:
        """Have the chosen diagnosis judged."""
        item = self.diagnoses.currentItem()
        if item is not None and self.diagnose_button.isEnabled():
            self._say(tr("Looking at the run …"))
            self._lab.diagnose(item.data(_FAULT))

    def reveal(self) -> None:
        """Give up."""
        solution = self._lab.reveal()
        if solution:
            self._say(tr("It was: {solution}", solution=solution))

    def compare(self) -> None:
        """See the healthy run beside the other."""
        self._lab.compare()
        self._say(
            tr(
                "{solution}\n"
                "Without it the same network is trained now, from the same first "
                "weights and for as many steps.",
                solution=self._lab.solution,
            )
        )

    # Following the lab

    def follow_run(self) -> None:
        """The run has moved: there may be enough to judge by."""
        lab = self._lab
        if lab.compares and self.isVisible():
            self.plots.follow(lab.events)
        ready = lab.phase == "hidden" and lab.is_telling and not lab.judging
        chosen = self.diagnoses.currentItem() is not None
        self.diagnose_button.setEnabled(ready and chosen)
        if lab.phase == "hidden" and not lab.is_telling:
            why = tr("Train for an epoch at least: there is not enough to judge by.")
        else:
            why = tr("Have this diagnosis judged by the run so far")
        self.diagnose_button.setToolTip(why)

    def _show_phase(self) -> None:
        lab = self._lab
        self.sabotage.setText(
            tr("&Sabotage my network") if lab.phase == "off" else tr("&Another fault")
        )
        self.sabotage.setEnabled(lab.phase != "hidden")
        self.reveal_button.setEnabled(lab.phase == "hidden")
        self.compare_button.setEnabled(lab.phase == "told" and not lab.compares)
        self.end_button.setEnabled(lab.phase != "off")
        self.score.say(lab.score.in_words)
        self.score.setVisible(True)  # it keeps the buttons to the right
        self._list_diagnoses()
        self._pages.setCurrentWidget(self.plots if lab.compares else self._evidence)
        self.follow_run()
        if lab.phase == "off" and self._verdict is not None:
            self._verdict = None
            self._say(tr("Your own network is back, as it was."))

    def _list_diagnoses(self) -> None:
        known = [self._fault_at(row) for row in range(self.diagnoses.count())]
        faults = list(self._lab.diagnoses)
        if known != faults:
            self.diagnoses.clear()
            for fault in faults:
                item = QListWidgetItem(fault.title, self.diagnoses)
                item.setData(_FAULT, fault)
            self.diagnoses.setCurrentRow(0)
        for row, fault in enumerate(faults):
            tried = fault in self._lab.tried
            item = self.diagnoses.item(row)
            struck = item.font()
            struck.setStrikeOut(tried)
            item.setFont(struck)
            item.setToolTip(tr("You have tried this one") if tried else "")

    def _fault_at(self, row: int) -> Fault:
        fault = self.diagnoses.item(row).data(_FAULT)
        assert isinstance(fault, Fault)
        return fault

    def _show_signs(self) -> None:
        item = self.diagnoses.currentItem()
        self.signs.setText(item.data(_FAULT).look_for if item else "")
        self.follow_run()

    def _show_verdict(self, verdict: Verdict) -> None:
        self._verdict = verdict
        if verdict.right:
            self._say(
                tr(
                    "Right. {text}\nWhat was done: {solution}",
                    text=verdict.text,
                    solution=self._lab.solution,
                ),
                "good",
            )
        else:
            self._say(tr("No. {text}", text=verdict.text), "error")

    def _refuse(self, why: str) -> None:
        self._say(why, "error")
        self.follow_run()

    def _say(self, text: str, colour: str = "") -> None:
        self._colour = colour
        self.told.setText(text)
        self.told.setAccessibleName(text)
        self.told.setFont(font(bold=False))
        palette = QPalette(self.palette())
        if colour:
            palette.setColor(QPalette.ColorRole.WindowText, theme().colour(colour))
        self.told.setPalette(palette)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._show_phase()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_colour"):
            self._say(self.told.text(), self._colour)
        super().changeEvent(event)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    return line
