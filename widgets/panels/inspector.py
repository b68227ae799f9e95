"""The inspector: everything about what is selected, or about the network where nothing is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.panels.layer_page import LayerPage
from widgets.panels.network_page import NetworkPage
from widgets.panels.several_page import SeveralPage


class InspectorPanel(QScrollArea):
    """Shows one layer, several layers, or the network, as the selection has it."""

    layer_wanted = Signal(str)
    """A problem's layer was clicked: select it and bring it into view."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.layer_page = LayerPage(document)
        self.several_page = SeveralPage(document)
        self.network_page = NetworkPage(document)
        self.network_page.layer_wanted.connect(self.layer_wanted)

        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 10, 10, 10)
        for page in (self.layer_page, self.several_page, self.network_page):
            page.hide()
            layout.addWidget(page)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(260)
        self.setAccessibleName("Inspector")

        document.network_changed.connect(self._refresh)
        document.selection_changed.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(290, 560)

    def _refresh(self) -> None:
        selection = self._document.selection
        if not selection <= self._document.network.layers.keys():
            return  # the selection follows the changed network in a moment
        page: LayerPage | SeveralPage | NetworkPage
        if len(selection) == 1:
            page = self.layer_page
            page.show_layer(next(iter(selection)))
        elif selection:
            page = self.several_page
            page.show_layers(selection)
        else:
            page = self.network_page
            page.show_network()
        for other in (self.layer_page, self.several_page, self.network_page):
            if other is not page:
                other.hide()
        page.show()
