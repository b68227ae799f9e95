"""The way to the problems of a network: their number in the window, and the layers they are of."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.language import figures, tr
from app.network.problems import Problem
from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.document import Document
from widgets.panels.problem_count import ProblemCount
from widgets.panels.problems_panel import ProblemsPanel


class ProblemGuide(QObject):
    """Keeps the number of problems in step with the document, and goes where one asks for."""

    def __init__(
        self,
        document: Document,
        canvas: CanvasView,
        docks: Docks,
        panel: ProblemsPanel,
        count: ProblemCount,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._canvas, self._docks = document, canvas, docks
        self._panel, self._count = panel, count
        count.clicked.connect(self._open_list)
        panel.layer_wanted.connect(self._go_to)
        panel.problems_changed.connect(self._show_number)

    def follow(self, problems: tuple[Problem, ...]) -> None:
        """Count why training refused the network, for the data may ask more of it than it itself.

        Goes to the first layer whose problem can be mended, and offers the fixes. What belongs to
        no layer is offered by the inspector's page for the network.
        """
        self._panel.show_refused(problems)
        if problems:
            self._offer_fixes(problems)

    def _offer_fixes(self, problems: tuple[Problem, ...]) -> None:
        name = next((problem for problem in problems if problem.fixes), problems[0]).layer
        scene = self._canvas.canvas_scene
        if name not in scene.cards:
            self._explain_network()
        else:
            self._canvas.go_to(name)
            of_layer = tuple(problem for problem in problems if problem.layer == name)
            self._canvas.overlays.open_problems(scene.card_of(name), of_layer)

    def _show_number(self) -> None:
        problems = self._panel.problems
        self._count.show_problems(problems)
        number = figures(f" ({len(problems):,})") if problems else ""
        self._docks["problems"].setWindowTitle(tr("Problems{number}", number=number))

    def _open_list(self) -> None:
        """Show all problems, with the keyboard on their list."""
        self._docks.raise_("problems")
        self._panel.list.setFocus()

    def _go_to(self, layer: str) -> None:
        """Show the layer of a problem; what belongs to none is explained by the network's page."""
        if layer:
            self._canvas.go_to(layer)
        else:
            self._explain_network()

    def _explain_network(self) -> None:
        self._document.select(())
        self._docks.raise_("inspector")
