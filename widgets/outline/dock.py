"""The dock of the outline, which is made when it is first seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.document import Document


def fill_outline(docks: Docks, document: Document, canvas: CanvasView) -> None:
    """Let the dock fill itself; Enter in it leads to the settings in the inspector."""

    def edit() -> None:
        docks.raise_("inspector")
        inspector = docks["inspector"].widget()
        inspector.setFocus(Qt.FocusReason.OtherFocusReason)
        inspector.focusNextPrevChild(True)

    def make() -> QWidget:
        from widgets.outline.panel import OutlinePanel

        panel = OutlinePanel(document, canvas)
        panel.edit_wanted.connect(edit)
        return panel

    docks.fill_when_seen("outline", make)
