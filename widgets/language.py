"""Which language the program speaks."""

from __future__ import annotations

from widgets.settings import settings

LANGUAGES = (
    ("system", "As the system"),
    ("en", "English"),
)
"""Each language by its code, with its name in itself: the one list of what there is."""


def chosen_language() -> str:
    """The code of what was chosen last; "system" where the settings name no language."""
    chosen = settings().value("language", "system")
    return chosen if chosen in dict(LANGUAGES) else "system"


def set_language(code: str) -> None:
    """Speak this language from the next start on."""
    settings().setValue("language", code)
