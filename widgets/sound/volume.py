"""How loud Convas plays its tones."""

from __future__ import annotations

from widgets.settings import settings

USUAL_VOLUME = 40
"""Per cent."""


def chosen_volume() -> int:
    """Per cent, from 0 to 100; the usual volume where the settings hold something else."""
    try:
        chosen = int(str(settings().value("volume", USUAL_VOLUME)))
    except ValueError:
        return USUAL_VOLUME
    return chosen if 0 <= chosen <= 100 else USUAL_VOLUME


def set_volume(per_cent: int) -> None:
    """Play so loud from now on, and remember it."""
    settings().setValue("volume", per_cent)
