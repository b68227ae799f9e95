"""The ⋯ at the end of a panel's controls, which opens a menu of what else can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton

from app.language import tr
from widgets.figures.asking import add_figure_action


def more_button(menu: QMenu, about: str, tip: str = "") -> QToolButton:
    """A button for a panel's menu, which a figure of the panel ends.

    `about` says to a screen reader what it is about ("the curves").
    """
    button = QToolButton()
    button.setText("⋯")
    button.setAccessibleName(tr("More about {about}", about=about))
    button.setToolTip(tip)
    add_figure_action(menu, button)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
