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
        self.counts: dict[str, int] = {}
        """What is shown, by what is counted: layers, parameters, MACs and activations."""
        self.setToolTip(tr("Totals of the network, for one image"))
        document.network_changed.connect(self._show)

    def _show(self) -> None:
        analysis, layers = self._document.analysis, len(self._document.network.layers)
        self.counts = {
            "layers": layers,
            "parameters": analysis.parameters,
            "MACs": analysis.macs,
            "activations": analysis.activations,
        }
        words = [
            tr("1 layer") if layers == 1 else tr("{layers:,} layers", layers=layers),
            tr("{parameters:,} parameters", parameters=analysis.parameters),
            tr("{macs:,} MACs", macs=analysis.macs),
            tr("{activations:,} activations", activations=analysis.activations),
        ]
        self.setText("  ·  ".join(words) + "  ")
