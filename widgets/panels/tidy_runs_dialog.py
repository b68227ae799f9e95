"""Proposes runs to delete: old ones, or all but the best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.quantities import memory_text
from app.training.run_list import RunSummary, all_but_best, older_than
from widgets.theme import GAP, NORMAL, font


class TidyRunsDialog(QDialog):
    """Tells how many runs a rule would delete and what that frees; `chosen` are these runs."""

    def __init__(self, runs: Sequence[RunSummary], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tidy up runs"))
        self._runs = runs
        self.chosen: list[RunSummary] = []
        self.by_age = QRadioButton(tr("Runs older than"))
        self.days = _number(30, 3_650, tr(" days"))
        self.days.setAccessibleName(tr("Days that a run may be old"))
        self.by_rank = QRadioButton(tr("All but the best"))
        self.count = _number(3, 1_000, tr(" of each network and data set"))
        self.count.setAccessibleName(tr("Newest runs that are kept of each network and data set"))
        self.by_age.setChecked(True)
        self.words = QLabel()
        self.words.setFont(font(NORMAL, bold=True))
        note = QLabel(tr("Runs with a note stay, and so does what cannot be read."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.delete = buttons.addButton(
            tr("Move to the trash"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        for choice, number in ((self.by_age, self.days), (self.by_rank, self.count)):
            row = QHBoxLayout()
            row.addWidget(choice)
            row.addWidget(number)
            row.addStretch(1)
            layout.addLayout(row)
            choice.toggled.connect(self._choose)
            number.valueChanged.connect(choice.click)  # whoever turns at a number means its rule
            number.valueChanged.connect(self._choose)
        layout.addSpacing(GAP)
        layout.addWidget(self.words)
        layout.addWidget(note)
        layout.addSpacing(GAP)
        layout.addWidget(buttons)
        self._choose()

    def _choose(self) -> None:
        if self.by_age.isChecked():
            age = timedelta(days=self.days.value())
            self.chosen = older_than(self._runs, age, datetime.now())
        else:
            self.chosen = all_but_best(self._runs, self.count.value())
        freed = sum(run.bytes for run in self.chosen)
        self.words.setText(
            tr(
                "{chosen:,} of {runs:,} runs would go: {memory}",
                chosen=len(self.chosen),
                runs=len(self._runs),
                memory=memory_text(freed),
            )
            if self.chosen
            else tr("No run would be deleted")
        )
        self.delete.setEnabled(bool(self.chosen))


def _number(value: int, most: int, suffix: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setValue(value)
    box.setSuffix(suffix)
    return box
