"""How much may move on the screen: the one place that decides how long a movement takes."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStyle

from app.language import tr
from widgets.settings import settings

CHOICES = (
    ("system", tr("As the system")),
    ("reduced", tr("Reduced")),
    ("full", tr("Full")),
)
"""What can be chosen, with the words for it."""
CALM_STEP_MS = 500
"""The least time between two pictures that follow by themselves: WCAG 2.2 calls three in a second
flashing."""


def chosen_motion() -> str:
    """One of `CHOICES`, the one that was chosen last."""
    chosen = settings().value("motion", "system")
    return chosen if chosen in dict(CHOICES) else "system"


def set_motion(choice: str) -> None:
    """Change to one of `CHOICES`, and remember it."""
    settings().setValue("motion", choice)
    take_chosen_motion()


def take_chosen_motion() -> None:
    """Let the docks of every window glide into their places, or jump."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow):
            window.setAnimated(not reduced_motion())


def reduced_motion() -> bool:
    """Whether nothing shall glide, grow or trail."""
    chosen = chosen_motion()
    if chosen == "system":
        # Qt's one word on it: the system's switch for animations sets this duration to none.
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return not QApplication.style().styleHint(hint)
    return chosen == "reduced"


def motion_ms(milliseconds: int) -> int:
    """How long a movement takes that usually takes so long: none where little may move."""
    return 0 if reduced_motion() else milliseconds


def step_ms(milliseconds: int) -> int:
    """The time between two pictures of something that the user plays."""
    return max(milliseconds, CALM_STEP_MS) if reduced_motion() else milliseconds


def add_motion_entry(menu: QMenu) -> QAction:
    """A tick in a menu, which says what is in force; setting it makes a choice of one's own."""
    action = menu.addAction(tr("Reduced &motion"))
    action.setCheckable(True)
    action.setChecked(reduced_motion())
    action.setToolTip(tr("Nothing glides or trails: views jump to where they go"))
    action.setStatusTip(action.toolTip())
    action.triggered.connect(lambda wanted: set_motion("reduced" if wanted else "full"))
    menu.aboutToShow.connect(lambda: action.setChecked(reduced_motion()))
    return action
