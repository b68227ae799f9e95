"""Import a model of torchvision: a list to search, and the size of the images."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.files.torchvision_names import TORCHVISION_MODELS, TorchvisionModel
from app.language import tr
from widgets.keys import ALONG_A_LIST
from widgets.theme import GAP


class TorchvisionDialog(QDialog):
    """Choose a model; the arrow keys move through the list while one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import a torchvision model"))
        self.setMinimumSize(420, 460)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search, for example: resnet"))
        self.search.setAccessibleName(tr("Search models"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.models = QListWidget()
        self.models.setAccessibleName(tr("Models"))
        self.models.setUniformItemSizes(True)
        for model in TORCHVISION_MODELS:
            item = QListWidgetItem(
                tr(
                    "{name}  ·  {parameters:,} parameters",
                    name=model.name,
                    parameters=model.parameters,
                )
            )
            item.setData(Qt.ItemDataRole.UserRole, model)
            self.models.addItem(item)
        self.models.currentItemChanged.connect(self._choose)
        self.models.itemActivated.connect(lambda _item: self.accept())
        self.side = QSpinBox()
        self.side.setRange(16, 1_024)
        self.side.setSuffix(tr(" pixels"))
        self.side.setToolTip(
            tr("Height and width of the images; small ones do not fit every model.")
        )
        button = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self._import = self._buttons.button(button.Ok)
        self._import.setText(tr("&Import"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        words = QLabel(tr("The architecture is imported, without weights: they begin at random."))
        words.setWordWrap(True)
        form = QFormLayout()
        form.addRow(tr("&Height and width"), self.side)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.search)
        layout.addWidget(self.models, 1)
        layout.addLayout(form)
        layout.addWidget(words)
        layout.addWidget(self._buttons)
        self._filter("")

    @property
    def model(self) -> TorchvisionModel | None:
        """The chosen model; None while the search finds nothing."""
        item = self.models.currentItem()
        found: TorchvisionModel | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ALONG_A_LIST
        ):
            self.models.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        """Show the models whose names hold all the words, and choose the first."""
        words = text.lower().split()
        first = None
        for row in range(self.models.count()):
            item = self.models.item(row)
            fits = all(word in item.data(Qt.ItemDataRole.UserRole).name for word in words)
            item.setHidden(not fits)
            first = item if fits and first is None else first
        current = self.models.currentItem()
        if current is None or current.isHidden():
            self.models.setCurrentRow(self.models.row(first) if first else -1)

    def _choose(self) -> None:
        model = self.model
        self._import.setEnabled(model is not None)
        if model is not None:
            self.side.setValue(model.side)
