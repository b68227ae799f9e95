"""A diagram without a window, for the command line."""

from __future__ import annotations

import sys
from typing import cast, get_args

from PySide6.QtWidgets import QApplication

from app.cli.diagram import DiagramWish
from app.cli.printing import CommandError
from app.network.graph import Network
from app.training.recipe import Recipe
from widgets.canvas.diagram import Diagram, DiagramError, Form, Look, drawn
from widgets.canvas.scene import CanvasScene
from widgets.document import Document


def draw_diagram(network: Network, wish: DiagramWish) -> bytes:
    """The content of a file with the network's diagram; CommandError where it cannot be drawn."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    document = Document(application)
    document.open(network, Recipe())
    scene = CanvasScene(document)
    try:
        assert wish.form in get_args(Form)
        diagram = Diagram(scene, Look(wish.detail, wish.transparent))
        return drawn(diagram, cast(Form, wish.form), wish.scale)
    except DiagramError as error:
        raise CommandError(str(error)) from error
    finally:
        scene.deleteLater()
        document.deleteLater()
