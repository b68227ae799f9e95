"""View ▸ Theme: light, dark, high contrast or as the system, chosen at run time and kept."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu

from app.language import tr
from widgets.settings import settings
from widgets.theme import apply_theme

SCHEMES = (
    ("system", tr("As the system")),
    ("light", tr("Light")),
    ("dark", tr("Dark")),
    ("contrast", tr("High contrast")),
)
"""What can be chosen, with the words for it."""


def fill_theme_menu(menu: QMenu) -> None:
    """An entry for each scheme; the one that was chosen last has its mark."""
    group = QActionGroup(menu)
    actions: dict[str, QAction] = {}
    for scheme, text in SCHEMES:
        action = QAction(text, group)
        action.setCheckable(True)
        action.setChecked(scheme == chosen_theme())
        action.triggered.connect(lambda _checked=False, scheme=scheme: set_theme(scheme))
        menu.addAction(action)
        actions[scheme] = action
    menu.aboutToShow.connect(lambda: actions[chosen_theme()].setChecked(True))


def set_theme(scheme: str) -> None:
    """Change to "light", "dark", "contrast" or the "system" scheme, and remember it."""
    settings().setValue("theme", scheme)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, scheme)


def chosen_theme() -> str:
    """The scheme that was chosen last; that of the system where the settings name another."""
    chosen = settings().value("theme", "system")
    return chosen if chosen in dict(SCHEMES) else "system"
