"""What an explanation is set beside: another image, or the network of a kept run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from app.inspection.explanations import Explanation
from app.inspection.questions import Beside
from app.language import tr
from app.network.arithmetic import percent_text
from app.training.run_list import run_title
from widgets.runs_menu import RunsMenu

if TYPE_CHECKING:
    from app.training.run import Run

_READING_IMAGES = tr(
    "Same network, class and scale: what is strong in one picture alone is what only that image "
    "has for this class."
)
_READING_NETWORKS = tr(
    "Same image, class and scale: what is strong in one picture alone is what that network alone "
    "rests on. A stronger map throughout means steeper scores, not a better network: compare the "
    "shapes."
)


class BesideButton(QToolButton):
    """A menu that chooses what the explanation is compared with from now on."""

    changed = Signal()

    def __init__(self, image: Callable[[], NDArray[np.uint8] | None]) -> None:
        """`image` gives the one that is explained now."""
        super().__init__()
        self._image = image
        self._beside: Beside | None = None
        self._title = self._name = ""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setText(tr("Compare"))
        self.setToolTip(
            tr("Ask the same of a second image, or of the network of a kept run, side by side")
        )
        menu = QMenu(self)
        self.with_image = menu.addAction(tr("With &this image from now on"))
        self.with_image.triggered.connect(self._take_image)
        self.runs = RunsMenu(tr("With the network of a &run"), self._take_run, self)
        menu.addMenu(self.runs)
        menu.addSeparator()
        self.with_nothing = menu.addAction(tr("With &nothing"))
        self.with_nothing.triggered.connect(self.clear)
        menu.aboutToShow.connect(self._enable)
        self.setMenu(menu)

    @property
    def beside(self) -> Beside | None:
        """What is compared with; None for nothing."""
        return self._beside

    @property
    def title(self) -> str:
        """What it is called."""
        return self._title

    def clear(self) -> None:
        """Compare with nothing."""
        if self._beside is not None:
            self._set(None, "", "")

    def words(self, found: Explanation, class_name: str) -> str:
        """How the two are to be compared, and how sure each is of the class."""
        other = found.beside
        if self._beside is None:
            return ""
        if other is None:
            return (
                tr("Nothing to compare with: {not_beside}", not_beside=found.not_beside)
                if found.not_beside
                else ""
            )
        of_images = self._beside.run is None
        sure = tr(
            "{class_name}: now {percent}, {name} {percent2}.",
            class_name=class_name,
            percent=percent_text(found.probability),
            name=self._name,
            percent2=percent_text(other.probability),
        )
        return f"{sure} {_READING_IMAGES if of_images else _READING_NETWORKS}"

    def _enable(self) -> None:
        self.with_image.setEnabled(self._image() is not None)
        self.with_nothing.setEnabled(self._beside is not None)

    def _take_image(self) -> None:
        image = self._image()
        if image is not None:
            self._set(Beside(image=image), tr("Second image"), tr("the second image"))

    def _take_run(self, run: Run) -> None:
        self._set(
            Beside(run=run.folder),
            tr("Run"),
            tr("the run {run_title}", run_title=run_title(run.name)),
        )

    def _set(self, beside: Beside | None, title: str, name: str) -> None:
        self._beside, self._title, self._name = beside, title, name
        self.changed.emit()
