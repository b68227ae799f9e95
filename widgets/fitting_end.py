"""Making the network end in a value for each class of the data in use, at a word."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.language import tr
from app.network.problems import Problem, end_problem
from widgets.document import Document
from widgets.empty_state import FIT_END
from widgets.training_thread import TrainingThread


class FittingEnd(QObject):
    """An entry of the menu, which panels offer where the network ends in another number."""

    message = Signal(str)
    problem_met = Signal()
    """The network has problems that must be mended before its end can be fitted."""

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
        """Fit the end, and nothing else; where that cannot be done, it is said why."""
        document, dataset = self._document, self._thread.dataset
        network, analysis = document.network, document.analysis
        if not network.layers:
            self.message.emit(tr("There is no network yet whose end could be fitted."))
        elif dataset is None:
            self.message.emit(tr("There is no data set yet whose classes could be counted."))
        elif analysis.errors or len(network.ends) > 1:
            self.problem_met.emit()
        else:
            classes = len(dataset.classes)
            self._fit(end_problem(network, analysis, classes), classes)

    def _fit(self, problem: Problem | None, classes: int) -> None:
        if problem is None:
            self.message.emit(
                tr(
                    "The network ends in {classes} values already, one for each class.",
                    classes=classes,
                )
            )
        elif not problem.fixes:
            self.message.emit(tr("First mend {problem}", problem=problem.located))
        elif self._document.apply(problem.fixes[0].edit):
            label = problem.fixes[0].label
            self.message.emit(label[:1].upper() + label[1:])
