"""Where Convas keeps what belongs to the user: runs, unsaved edits, settings, downloaded data."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """The user's Convas folder: `$CONVAS_HOME` if set, else the system's place for user data."""
    chosen = os.environ.get("CONVAS_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("convas", appauthor=False)


def cache_folder() -> Path:
    """What can be made again at any time: `cache` in `$CONVAS_HOME` if set, else the system's."""
    chosen = os.environ.get("CONVAS_HOME")
    return Path(chosen) / "cache" if chosen else platformdirs.user_cache_path("convas", False)
