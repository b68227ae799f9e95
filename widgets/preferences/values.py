"""The preferences: how each is read and changed, and what it is usually."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.data.places import data_folders, set_data_folders
from widgets.language import chosen_language, set_language
from widgets.motion import chosen_motion, set_motion
from widgets.settings import reopens_last, set_reopens_last, set_shows_welcome, shows_welcome
from widgets.sound.volume import USUAL_VOLUME, chosen_volume, set_volume
from widgets.text_size_menu import chosen_text_size, set_text_size
from widgets.theme_menu import chosen_theme, set_theme


@dataclass(frozen=True)
class Preference:
    """Something that can be set; a change counts at once and is kept."""

    read: Callable[[], Any]
    change: Callable[[Any], None]
    usual: Any


THEME = Preference(chosen_theme, set_theme, "system")
TEXT_SIZE = Preference(chosen_text_size, set_text_size, 1.0)
MOTION = Preference(chosen_motion, set_motion, "system")
WELCOME = Preference(shows_welcome, set_shows_welcome, True)
REOPEN = Preference(reopens_last, set_reopens_last, False)
FOLDERS = Preference(data_folders, set_data_folders, ())
"""A tuple of `Path`; a change raises DataError where it cannot be kept."""
VOLUME = Preference(chosen_volume, set_volume, USUAL_VOLUME)
LANGUAGE = Preference(chosen_language, set_language, "system")
PREFERENCES = (THEME, TEXT_SIZE, MOTION, WELCOME, REOPEN, FOLDERS, VOLUME, LANGUAGE)


def put(values: dict[Preference, Any]) -> None:
    """Give preferences these values; those that have them already are left alone."""
    for preference, value in values.items():
        if preference.read() != value:
            preference.change(value)
