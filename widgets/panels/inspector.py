"""The inspector: everything about what is selected, or about the network where nothing is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.language import tr
from app.network.blocks import block_of_just, collapsed_block
from widgets.document import Document
from widgets.panels.block_page import BlockPage
from widgets.panels.layer_page import LayerPage
from widgets.panels.network_page import NetworkPage
from widgets.panels.several_page import SeveralPage
from widgets.theme import font

_WIDTH = 37
"""Digits of text that fit beside each other; the widest form is that of Conv2d."""


class InspectorPanel(QScrollArea):
    """Shows one layer, a block, several layers, or the network, as the selection has it."""

    layer_wanted = Signal(str)
    """A problem's layer was clicked: select it and bring it into view."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.layer_page = LayerPage(document)
        self.block_page = BlockPage(document)
        self.several_page = SeveralPage(document)
        self.network_page = NetworkPage(document)
        self.network_page.layer_wanted.connect(self.layer_wanted)

        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 10, 10, 10)
        self._pages = (self.layer_page, self.block_page, self.several_page, self.network_page)
        for page in self._pages:
            page.hide()
            layout.addWidget(page)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_WIDTH * QFontMetrics(font()).horizontalAdvance("0"))
        self.setAccessibleName(tr("Inspector"))

        document.network_changed.connect(self._refresh)
        document.selection_changed.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth() + 10, 560)

    def _refresh(self) -> None:
        selection = self._document.selection
        if not selection <= self._document.network.layers.keys():
            return  # the selection follows the changed network in a moment
        page: LayerPage | BlockPage | SeveralPage | NetworkPage
        if path := self._selected_block():
            page = self.block_page
            page.show_block(path)
        elif len(selection) == 1:
            page = self.layer_page
            page.show_layer(next(iter(selection)))
        elif selection:
            page = self.several_page
            page.show_layers(selection)
        else:
            page = self.network_page
            page.show_network()
        for other in self._pages:
            if other is not page:
                other.hide()
        page.show()

    def _selected_block(self) -> str:
        """The block that is selected as a whole; a layer alone in an open one is meant itself."""
        network, selection = self._document.network, self._document.selection
        path = block_of_just(network, selection) if selection else ""
        if len(selection) == 1 and path and not collapsed_block(network, next(iter(selection))):
            return ""
        return path
