"""What an exercise asks for, line by line, each with a mark that turns green."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.exercises.checking import Finding, Verdict
from app.language import tr
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font, theme

MARKS: dict[Verdict, str] = {"passed": "✓", "failed": "✗", "open": "○"}
"""Signs, for not everybody tells green from red."""
WORDS: dict[Verdict, str] = {
    "passed": tr("met"),
    "failed": tr("not met"),
    "open": tr("not known yet"),
}
_COLOURS: dict[Verdict, str] = {"passed": "good", "failed": "error", "open": "faint_text"}


class Checklist(QWidget):
    """A row for each finding; rows are kept while there are as many, so that nothing flickers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Checklist of the exercise"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP // 2)
        self.rows: list[CheckRow] = []

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these, in their order."""
        while len(self.rows) > len(found):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < len(found):
            row = CheckRow()
            self.rows.append(row)
            self._column.addWidget(row)
        for row, finding in zip(self.rows, found, strict=True):
            row.show_finding(finding)


class CheckRow(QWidget):
    """The mark, what is asked for, what was found, and below what more there is to say."""

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        self._mark = QLabel()
        self._mark.setFont(font(LARGE, bold=True))
        self._mark.setFixedWidth(20)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._wanted, self._remark = _label(NORMAL), _label(SMALL)
        self._remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._found = QLabel()
        self._found.setTextFormat(Qt.TextFormat.PlainText)
        self._found.setFont(font(NORMAL, bold=True))
        self._found.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP // 2)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._mark, 0, 0, 2, 1)
        grid.addWidget(self._wanted, 0, 1)
        grid.addWidget(self._found, 0, 2)
        grid.addWidget(self._remark, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show what was found."""
        if finding == self.finding:
            return
        self.finding = finding
        self._mark.setText(MARKS[finding.verdict])
        self._wanted.setText(finding.wanted)
        self._found.setText(finding.found)
        self._remark.setText(finding.remark)
        self._remark.setVisible(bool(finding.remark))
        shown = ": ".join(part for part in (finding.found, finding.remark) if part)
        self.setAccessibleName(f"{finding.wanted}: {WORDS[finding.verdict]}")
        self.setAccessibleDescription(shown)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        if self.finding is not None:
            palette = self._mark.palette()
            colour = theme().colour(_COLOURS[self.finding.verdict])
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._mark.setPalette(palette)
            self._found.setPalette(palette)


def _label(size: float) -> QLabel:
    label = QLabel()
    label.setFont(font(size))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
