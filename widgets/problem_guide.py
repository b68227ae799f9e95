"""The way to the problems of a network: their number in the window, and the layers they are of."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from app.language import figures, tr
from app.network.problems import Problem, training_problems
from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.document import Document
from widgets.panels.problem_count import ProblemCount
from widgets.panels.problems_panel import ProblemsPanel
from widgets.training_thread import TrainingThread

MESSAGE_MS = 8_000


class ProblemGuide(QObject):
    """Keeps the number of problems in step with the document, and goes where one asks for.

    What is said of a problem in the status bar is taken back once the problems are others.
    """

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        canvas: CanvasView,
        docks: Docks,
        panel: ProblemsPanel,
        count: ProblemCount,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._document, self._thread = document, thread
        self._canvas, self._docks = canvas, docks
        self._panel, self._count, self._bar = panel, count, window.statusBar()
        self._said = ""
        self._said_of: tuple[Problem, ...] = ()
        count.clicked.connect(self._open_list)
        canvas.problem_wanted.connect(self.show_problem)
        panel.message.connect(self._say)
        panel.layer_wanted.connect(self._go_to)
        panel.problem_wanted.connect(self._offer_fixes)
        panel.problems_changed.connect(self._show_number)

    def follow(self, problems: tuple[Problem, ...]) -> None:
        """Count why training refused the network, for the data may ask more of it than it itself.

        Goes to the first layer whose problem can be mended, and offers the fixes. What belongs to
        no layer is offered by the inspector's page for the network.
        """
        self._panel.show_refused(problems)
        if problems:
            first = next((problem for problem in problems if problem.fixes), problems[0])
            self._offer_fixes(first)

    def show_problem(self) -> None:
        """Offer what mends the selected layer, or else the network's first problem.

        That the data in use ask for another network counts as one, as it does for training.
        Where nothing is wrong, the status bar says so.
        """
        self._list_refused()
        self._panel.show_next()

    def forget_data(self) -> None:
        """Other data are in use: what was said of the ones before counts no longer."""
        self._panel.show_refused(())
        self._show_number()

    def _list_refused(self) -> None:
        """List also why training would refuse the network."""
        if self._document.network.layers and self._thread.dataset is not None:
            self._panel.show_refused(self._refused())

    def _refused(self) -> tuple[Problem, ...]:
        """Why the network cannot be trained with the data in use; nothing while one is missing."""
        network, dataset = self._document.network, self._thread.dataset
        if not network.layers or dataset is None:
            return ()
        return training_problems(
            network, self._document.analysis, dataset.image_shape, len(dataset.classes)
        )

    def _offer_fixes(self, problem: Problem) -> None:
        """Explain a problem beside the card of its layer; the keyboard is on the first fix."""
        name = problem.layer
        scene = self._canvas.canvas_scene
        self._go_to(name)
        if name in scene.cards:
            of_layer = tuple(each for each in self._panel.problems if each.layer == name)
            self._canvas.overlays.open_problems(scene.card_of(name), of_layer)

    def _show_number(self) -> None:
        problems = self._panel.problems
        # Most scenes of a lesson are of some layers alone, which nobody means to train.
        refused = () if self._document.is_guest else self._refused()
        self._count.show_problems(problems, may_train=set(refused) <= set(problems))
        number = figures(f" ({len(problems):,})") if problems else ""
        self._docks["problems"].setWindowTitle(tr("Problems{number}", number=number))
        if self._said and problems != self._said_of and self._bar.currentMessage() == self._said:
            self._bar.clearMessage()

    def _say(self, text: str) -> None:
        self._said, self._said_of = text, self._panel.problems
        self._bar.showMessage(text, MESSAGE_MS)

    def _open_list(self) -> None:
        """Show all problems, with the keyboard on their list; also what keeps it from training."""
        if not self._document.is_guest:
            self._list_refused()
        self._docks.raise_("problems")
        self._panel.list.setFocus()

    def _go_to(self, layer: str) -> None:
        """Show the layer of a problem; what belongs to none is explained by the network's page.

        What was explained beside another card is put away: that card has moved from there.
        """
        self._canvas.overlays.dismiss()
        if layer:
            self._canvas.go_to(layer)
        else:
            self._document.select(())
            self._docks.raise_("inspector")
