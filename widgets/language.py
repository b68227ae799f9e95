"""Which language the window speaks: the chosen one, or the system's."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.language import ENGLISH, languages, speak, spoken, tr
from widgets.settings import settings

AS_THE_SYSTEM = "system"
log = logging.getLogger(__name__)


def language_choices() -> tuple[tuple[str, str], ...]:
    """Each language there are words for by its code, with its name in itself."""
    named = ((code, QLocale(code).nativeLanguageName()) for code in languages() if code != ENGLISH)
    return ((AS_THE_SYSTEM, tr("As the system")), (ENGLISH, "English"), *named)


def chosen_language() -> str:
    """The code of what was chosen last; AS_THE_SYSTEM where the settings name no language."""
    chosen = str(settings().value("language", AS_THE_SYSTEM))
    return chosen if chosen in languages() else AS_THE_SYSTEM


def set_language(code: str) -> None:
    """Speak this language from the next start on."""
    settings().setValue("language", code)


def speak_chosen_language() -> None:
    """Say everything in the user's language, from before other widgets are imported.

    Words that cannot be read leave the window in English; the log says why.
    """
    try:
        speak(_spoken())
    except (OSError, ValueError):
        log.exception("the words of %s cannot be read", _spoken())


def translate_qt(application: QCoreApplication) -> None:
    """Let Qt's own dialogs speak the same language, and write numbers as all else here does."""
    QLocale.setDefault(locale())
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if spoken() != ENGLISH and translator.load(f"qtbase_{spoken()}", folder):
        application.installTranslator(translator)


def locale() -> QLocale:
    """How numbers are written in the language that is spoken, whatever the system's way is."""
    if spoken() == ENGLISH:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return QLocale(spoken())


def _spoken() -> str:
    """The code of a language that there are words for."""
    chosen = chosen_language()
    if chosen == AS_THE_SYSTEM:
        chosen = QLocale.system().name().partition("_")[0]
    return chosen if chosen in languages() else ENGLISH
