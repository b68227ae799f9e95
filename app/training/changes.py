"""Settings that change in the middle of a run, and come back at the same steps when it resumes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.training.events import SettingChanged
from app.training.recipe import CHANGEABLE, Recipe


class Changes:
    """The changes that are to be made before a coming step.

    Those that a resumed run reads from its history are made again at their steps.
    """

    def __init__(self, recorded: Iterable[SettingChanged] = ()) -> None:
        self._waiting = list(recorded)

    def ask(self, now: Recipe, wanted: Recipe, step: int) -> list[SettingChanged]:
        """Have the settings of `wanted` from the step after `step` on; what is to be recorded.

        Other settings than `CHANGEABLE` are passed over. Recorded changes of later steps are taken
        back, by records in which nothing changes: they belong to another course of the run.
        """
        soon = changed(now, (event for event in self._waiting if event.step <= step))
        names = [name for name in CHANGEABLE if getattr(wanted, name) != getattr(soon, name)]
        if not names:
            return []
        records = []
        for later in [event for event in self._waiting if event.step > step]:
            value = getattr(wanted, later.field)
            records.append(SettingChanged(later.step, later.field, value, value))
        self._waiting = [
            event for event in self._waiting if event.step <= step and event.field not in names
        ]
        for name in names:
            event = SettingChanged(step, name, getattr(now, name), getattr(wanted, name))
            records.append(event)
            self._waiting.append(event)
        return records

    def due(self, step: int) -> list[SettingChanged]:
        """Those to be made before the step after `step`; they wait no longer."""
        due = [event for event in self._waiting if event.step <= step]
        if due:
            self._waiting = [event for event in self._waiting if event.step > step]
        return due


def changed(recipe: Recipe, changes: Iterable[SettingChanged]) -> Recipe:
    """The recipe after these changes."""
    values: dict[str, Any] = {event.field: event.new for event in changes}
    return replace(recipe, **values) if values else recipe
