"""A table in which a lecturer puts together what a network must be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from app.exercises.constraints import (
    RELATIONS,
    Accuracy,
    Amount,
    Constraint,
    LayerCount,
    OnlyKinds,
    OutputShape,
    Relation,
    Training,
)
from app.language import plain_figures, tr
from app.network.layers import kind_named

_ACCURACY, _TRAINED = tr("Test accuracy in %"), tr("Test accuracy in %, trained anew")
_LAYERS, _ONLY, _OUTPUT = tr("Number of layers"), tr("Only these layers"), tr("Output shape")
_AMOUNTS = {
    tr("Parameters"): "parameters",
    tr("Multiply-accumulates"): "macs",
    tr("Depth"): "depth",
    tr("Receptive field"): "receptive_field",
    tr("Epochs"): "epochs",
}
SUBJECTS = (*_AMOUNTS, _LAYERS, _ONLY, _OUTPUT, _ACCURACY, _TRAINED)
HEADS = (tr("What"), "", tr("How much"), tr("Of what"))
_HINTS = {
    _LAYERS: tr("Conv2d, Linear"),
    _ONLY: tr("Conv2d, ReLU, Linear"),
    _ACCURACY: tr("data set"),
    _TRAINED: tr("data set"),
}
_WITH_RELATION = frozenset({*_AMOUNTS, _LAYERS, _ACCURACY, _TRAINED})
_WITH_SEED = 0


class ConstraintTable(QWidget):
    """A row for each constraint; `constraints` reads them."""

    edited = Signal()

    def __init__(self, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self.table = QTableWidget(0, len(HEADS))
        self.table.setAccessibleName(tr("Constraints"))
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        for column, width in enumerate((250, 64, 110)):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.add = QPushButton(tr("&Add constraint"))
        self.add.clicked.connect(lambda: self.add_row())
        self.remove = QPushButton(tr("&Remove"))
        self.remove.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.table)
        column_layout.addLayout(buttons)

    def add_row(
        self, subject: str = tr("Parameters"), relation: Relation = "<", value: str = ""
    ) -> None:
        """Add a row that asks for this; the user goes on from there."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        what, sign = QComboBox(), QComboBox()
        what.addItems(list(SUBJECTS))
        sign.addItems(list(RELATIONS))
        amount, of = QLineEdit(value), QLineEdit()
        entries: tuple[QWidget, ...] = (what, sign, amount, of)
        for entry, name in zip(
            entries, (tr("What"), tr("Relation"), tr("How much"), tr("Of what")), strict=True
        ):
            entry.setAccessibleName(tr("{name}, constraint {row}", name=name, row=row + 1))
        for column, entry in enumerate(entries):
            self.table.setCellWidget(row, column, entry)
        what.setCurrentText(subject)
        sign.setCurrentText(relation)
        what.currentTextChanged.connect(lambda text: self._suit(sign, amount, of, text))
        self._suit(sign, amount, of, subject)
        for box in (what, sign):
            box.currentTextChanged.connect(self.edited)
        for field in (amount, of):
            field.textChanged.connect(self.edited)
        self.table.selectRow(row)
        self.edited.emit()

    def constraints(self) -> tuple[Constraint, ...]:
        """Those in the rows; ValueError names the first row that makes none, and why."""
        found = []
        for row in range(self.table.rowCount()):
            try:
                found.append(_constraint(*self._texts(row)))
            except ValueError as error:
                raise ValueError(
                    tr("Constraint {row}: {error}", row=row + 1, error=error)
                ) from error
        return tuple(found)

    def _texts(self, row: int) -> tuple[str, str, str, str]:
        texts = []
        for column in range(len(HEADS)):
            widget = self.table.cellWidget(row, column)
            assert isinstance(widget, QComboBox | QLineEdit)
            texts.append(
                widget.currentText() if isinstance(widget, QComboBox) else widget.text().strip()
            )
        what, sign, amount, of = texts
        return what, sign, amount, of

    def _suit(self, sign: QComboBox, amount: QLineEdit, of: QLineEdit, subject: str) -> None:
        """Offer only what the subject has."""
        sign.setEnabled(subject in _WITH_RELATION)
        amount.setEnabled(subject != _ONLY)
        amount.setPlaceholderText(tr("10 or 16×7×7") if subject == _OUTPUT else tr("number"))
        of.setEnabled(subject in _HINTS)
        of.setPlaceholderText(_HINTS.get(subject, ""))
        if subject in (_ACCURACY, _TRAINED) and not of.text():
            of.setText(self._dataset)
        elif subject in (_LAYERS, _ONLY) and of.text() == self._dataset:
            of.clear()

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        chosen = self.table.currentRow()
        for row in reversed(rows or ([chosen] if chosen >= 0 else [])):
            self.table.removeRow(row)
        self.edited.emit()


_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
"""A whole number as English writes it, which no other language reads as a whole one."""


def _constraint(subject: str, sign: str, amount: str, of: str) -> Constraint:
    """One row as a constraint; ValueError says what is missing."""
    relation = next(each for each in RELATIONS if each == sign)
    if subject in _AMOUNTS:
        name = _AMOUNTS[subject]
        return Amount(name, relation, _whole(amount))  # type: ignore[arg-type]
    if subject == _LAYERS:
        return LayerCount(_kinds(of), relation, _whole(amount))
    if subject == _ONLY:
        return OnlyKinds(_kinds(of))
    if subject == _OUTPUT:
        sizes = amount.replace("x", "×").split("×")
        if not 1 <= len(sizes) <= 3:
            raise ValueError(tr("a shape is 10, or 16×7×7"))
        return OutputShape(tuple(_whole(size, least=1) for size in sizes))
    if not of:
        raise ValueError(tr("name the data set"))
    training = Training(_WITH_SEED) if subject == _TRAINED else None
    return Accuracy(relation, _share(amount), of, training)


def _whole(text: str, least: int = 0) -> int:
    if not text:
        raise ValueError(tr("say how much"))
    plain = "".join(text.split())
    if not _GROUPED.fullmatch(plain):
        plain = plain_figures(plain)
    plain = plain.replace(",", "")
    if not plain.isdecimal() or not least <= int(plain[:20]) <= 10**15 or len(plain) > 16:
        raise ValueError(tr("“{text}” is no whole number from {least}", text=text, least=least))
    return int(plain)


def _share(text: str) -> float:
    try:
        percent = float(text.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise ValueError(tr("“{text}” is no percentage from 0 to 100", text=text))
    return percent / 100


def _kinds(text: str) -> tuple[str, ...]:
    kinds: Sequence[str] = text.replace(",", " ").split()
    if not kinds:
        raise ValueError(tr("name kinds of layers, such as Conv2d"))
    for kind in kinds:
        kind_named(kind)
    return tuple(kinds)
