"""The dialog that tells of an unexpected error, where the work is safe, and how to report it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.error_report import Unexpected, report
from app.language import tr
from widgets.theme import GAP, LARGE, NORMAL, font

TITLE = tr("Something went wrong")
_SAVING = tr("Your work is being saved aside …")
_ADVICE = tr(
    "You can go on. If Convas behaves oddly from here on, save under a new name and start it "
    "again. The report says what happened, on which system; it holds no images and no weights."
)


class ErrorDialog(QDialog):
    """Tells of one error; others that happen meanwhile are added to its report."""

    save_wanted = Signal()

    def __init__(self, happened: Unexpected, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(520)
        self._happened = [happened]
        self.head, self.what = _label(LARGE, bold=True), _label(NORMAL)
        self.head.setText(tr("Convas did something that it should not have"))
        self.saved, self.others = _label(NORMAL), _label(NORMAL)
        self.saved.setText(_SAVING)
        self.what.setText(happened.sentence)
        self.others.hide()
        advice = _label(NORMAL)
        advice.setText(_ADVICE)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Report"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(220)
        self.details.hide()
        sign = QLabel()
        picture = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        sign.setPixmap(picture.pixmap(40, 40))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GAP)
        for label in (self.head, self.what, self.saved, self.others, advice):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(2 * GAP)
        top.addWidget(sign)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(top)
        layout.addWidget(self.details, 1)
        layout.addWidget(self._make_buttons())
        self.go_on.setFocus()

    def _make_buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(tr("&Copy report"), role.ActionRole)
        self.copy.clicked.connect(self._copy)
        self.show_details = buttons.addButton(tr("Show &details"), role.ActionRole)
        self.show_details.setCheckable(True)
        self.show_details.toggled.connect(self._show_details)
        self.save = buttons.addButton(tr("&Save as…"), role.ActionRole)
        self.save.clicked.connect(self.save_wanted)
        self.go_on = buttons.addButton(tr("&Go on"), role.AcceptRole)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        return buttons

    def show_saved(self, path: Path) -> None:
        """The work is safe."""
        self.saved.setText(tr("Your work was saved aside in {path}", path=path))

    def show_not_saved(self, why: str) -> None:
        """It is not, and the user must see to it."""
        self.saved.setText(
            tr("Your work could not be saved aside: {why}. Use Save as… now.", why=why)
        )

    def add(self, happened: Unexpected) -> None:
        """Another kind of error has happened meanwhile."""
        self._happened.append(happened)
        count = len(self._happened) - 1
        many = (
            tr("Another error has") if count == 1 else tr("{count} other errors have", count=count)
        )
        self.others.setText(tr("{many} happened meanwhile; the report tells of all.", many=many))
        self.others.show()
        if self.details.isVisible():
            self.details.setPlainText(self.report)

    @property
    def report(self) -> str:
        """What is copied."""
        return report(self._happened)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.setText(tr("Copied"))

    def _show_details(self, shown: bool) -> None:
        if shown:
            self.details.setPlainText(self.report)
        self.details.setVisible(shown)
        self.adjustSize()


def _label(size: float, *, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setFont(font(size, bold=bold))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
