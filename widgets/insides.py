"""What looks inside the network beyond the cards: the lens, and long questions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.lens.view import Lens
from widgets.live_views import LiveViews
from widgets.training_thread import TrainingThread


class Insides(QObject):
    """Connects them with canvas and training thread; `close` ends what still runs."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        canvas: CanvasView,
        live: LiveViews,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.inquiries = Inquiries(thread, self)
        self.lens = Lens(document, canvas)
        live.follow(self.lens)
        canvas.pixel_chosen.connect(self.lens.look_at)
        self.lens.moved.connect(canvas.pin)
        self.lens.covers.connect(canvas.keep_clear)

    def close(self) -> None:
        """Wait for no answer any more."""
        self.inquiries.close()
