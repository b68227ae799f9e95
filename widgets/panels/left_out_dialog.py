"""Which files of a data set could not be used, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP


class LeftOutDialog(QDialog):
    """A list of files with reasons; it deletes itself when it is closed."""

    def __init__(self, files: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Files left out"))
        self.resize(640, 360)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Files left out"))
        self.list.setHeaderLabels([tr("File"), tr("Why")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        items = [QTreeWidgetItem([name, why]) for name, why in files]
        for item in items:
            item.setToolTip(1, item.text(1))
        self.list.addTopLevelItems(items)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.header().resizeSection(0, 220)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(
            NoteLabel(tr("All other images are used. The files themselves are as they were."))
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.finished.connect(self.deleteLater)
