"""The totals of the network, for the status bar."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.language import tr
from widgets.document import Document


class NetworkTotals(QLabel):
    """How many layers, parameters, multiply-accumulates and activations the document's has."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setToolTip(tr("Totals of the network, for one image"))
        document.network_changed.connect(self._show)

    def _show(self) -> None:
        analysis, layers = self._document.analysis, len(self._document.network.layers)
        words = [
            f"{layers:,} {'layer' if layers == 1 else 'layers'}",
            tr("{parameters:,} parameters", parameters=analysis.parameters),
            tr("{macs:,} MACs", macs=analysis.macs),
            tr("{activations:,} activations", activations=analysis.activations),
        ]
        self.setText("  ·  ".join(words) + "  ")
