"""Making the network end in a value for each class of the data in use, at a word."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.language import tr
from app.network.problems import training_problems
from widgets.document import Document
from widgets.empty_state import FIT_END
from widgets.training_thread import TrainingThread


class FittingEnd(QObject):
    """An entry of the menu, which panels offer where the network ends in another number."""

    message = Signal(str)

    def __init__(
        self, menu: QMenu, document: Document, thread: TrainingThread, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._thread = document, thread
        action = menu.addAction(tr("Fit the network's e&nd to the data"))
        action.setObjectName(FIT_END)
        action.setToolTip(
            tr("Have the last layer give one value, a score, for each class of the data set")
        )
        action.triggered.connect(self.fit)

    def fit(self) -> None:
        """Make the first change that mends the end; where there is none, it is said why."""
        document, dataset = self._document, self._thread.dataset
        if dataset is None:
            self.message.emit(tr("There is no data set yet whose classes could be counted."))
            return
        analysis, classes = document.analysis, len(dataset.classes)
        problems = training_problems(
            document.network, analysis.errors, analysis.outputs, dataset.image_shape, classes
        )
        if not problems:
            self.message.emit(
                tr(
                    "The network ends in {classes} values already, one for each class.",
                    classes=classes,
                )
            )
        elif problems == analysis.errors or not problems[0].fixes:
            self.message.emit(tr("First mend {problem}", problem=problems[0].located))
        else:
            fix = problems[0].fixes[0]
            if document.apply(fix.edit):
                self.message.emit(f"{problems[0].layer}: {fix.label}")
