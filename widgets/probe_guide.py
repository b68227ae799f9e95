"""The ways to choose the image that is looked at, kept in step with one another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.language import tr
from widgets.docks import Docks
from widgets.panels.data_panel import DataPanel
from widgets.panels.probe.panel import ProbePanel
from widgets.probe import Probe
from widgets.training_thread import TrainingThread


class ProbeGuide(QObject):
    """Gives the probe what the panels choose, and marks in them what it is."""

    said = Signal(str)
    """Why an image cannot be looked at."""

    def __init__(
        self,
        probe: Probe,
        thread: TrainingThread,
        data: DataPanel,
        panel: ProbePanel,
        docks: Docks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._probe, self._thread, self._data, self._docks = probe, thread, data, docks
        data.probe_chosen.connect(probe.choose)
        data.probe_file_wanted.connect(probe.ask_for_file)
        data.probe_file_dropped.connect(lambda path: probe.open_file(Path(path)))
        panel.data_chosen.connect(self.choose)
        panel.samples_wanted.connect(lambda: docks.raise_("data"))
        probe.looked_at.connect(self._title_panel)
        probe.chosen_elsewhere.connect(lambda: data.mark_probe(None))

    def choose(self, part: str, index: int) -> None:
        """Look at an image of the data set, which the data panel then marks."""
        self._probe.choose(part, index)
        self._data.mark_probe((part, index))

    def choose_validation_image(self, image: NDArray[np.uint8], number: int) -> None:
        """Look at an image that was one of the validation images, if it still is."""
        dataset = self._thread.dataset
        part = dataset.validation.images if dataset else ()
        if number < len(part) and np.array_equal(part[number], image):
            self.choose("validation", number)
        else:
            self.said.emit(tr("This image is none of the data set that is in use now."))

    def _title_panel(self) -> None:
        """Say at the panel's tab that what is looked at is not as it was chosen."""
        changed = " (changed)" if self._probe.changes.changes_something else ""
        self._docks["probe"].setWindowTitle(tr("Probe{changed}", changed=changed))
