"""What looks inside the network beyond the cards: the lens, and long questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from widgets.backprop.direction import Direction
from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.lens.film_export import LensFilmExport
from widgets.lens.view import Lens
from widgets.live_views import LiveViews
from widgets.panels.feature_maps_panel import FeatureMapsPanel
from widgets.panels.filters_panel import FiltersPanel
from widgets.surgery.effect import Effect
from widgets.surgery.filter_tools import FilterTools
from widgets.surgery.weight_edits import WeightEdits
from widgets.training_thread import TrainingThread

if TYPE_CHECKING:
    from widgets.panels.explanation_panel import ExplanationPanel


class Insides(QObject):
    """Connects them with canvas and training thread; `close` ends what still runs."""

    probe_chosen = Signal(str, int)
    """The part and the number of an image in it that shall be looked at."""
    message = Signal(str)
    """For the status bar."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        canvas: CanvasView,
        live: LiveViews,
        docks: Docks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._thread = document, thread
        self._live, self._canvas = live, canvas
        self.inquiries = Inquiries(thread, self)
        self.weight_edits = WeightEdits(document, thread, self)
        self.weight_edits.only_while(lambda: not live.shows_another)
        self.weight_edits.message.connect(self.message)
        live.learned.connect(self.weight_edits.note_version)
        # On a thread of its own: a curve takes seconds, and the lens must not wait for it.
        self._measuring = Inquiries(thread, self)
        docks.fill_when_seen("invariance", self._make_invariance)
        docks.fill_when_seen("backprop", self._make_backprop)
        docks.fill_when_seen("functions", self._make_functions)
        docks.fill_when_seen("structure", self._make_structure)
        # So is an image that gradient ascent makes of a large network.
        self._explaining = Inquiries(thread, self)
        for each in self._all_inquiries:
            document.network_changed.connect(each.forget)
        maps = docks["feature_maps"].widget()
        assert isinstance(maps, FeatureMapsPanel)
        self.direction = Direction(maps, self.inquiries, self)
        live.dataset_loaded.connect(lambda data: self.direction.know_classes(data.classes))
        self.explanation: ExplanationPanel | None = None
        docks.fill_when_seen("explanation", self._make_explanation)
        self.lens = Lens(document, canvas, self.inquiries)
        self.effect = Effect(document, self.inquiries, self.weight_edits, self)
        self.filter_tools = FilterTools(self.weight_edits, self.effect, self)
        self.filter_tools.message.connect(self.message)
        self.lens.operate_with(self.filter_tools)
        filters = docks["filters"].widget()
        assert isinstance(filters, FiltersPanel)
        filters.operate_with(self.filter_tools)
        self.film = LensFilmExport(self.lens, canvas.window())
        self.film.message.connect(self.message)
        live.follow(self.lens)
        canvas.pixel_chosen.connect(self.lens.look_at)
        self.lens.moved.connect(canvas.pin)
        self.lens.covers.connect(canvas.keep_clear)
        canvas.minimap.hide_behind(self.lens)
        self.lens.origin.traced.connect(canvas.show_trail)

    def _make_backprop(self) -> QWidget:
        from widgets.backprop.panel import MicroscopePanel

        live, thread = self._live, self._thread
        panel = MicroscopePanel(self._document, self.inquiries, lambda: live.truth)
        live.dataset_loaded.connect(lambda data: panel.know_classes(data.classes))
        if thread.dataset is not None:
            panel.know_classes(thread.dataset.classes)
        live.follow(panel)
        return panel

    def _make_functions(self) -> QWidget:
        from widgets.functions.panel import FunctionsPanel

        panel = FunctionsPanel(self._document)
        self._live.dataset_loaded.connect(lambda data: panel.know_classes(data.classes))
        if self._thread.dataset is not None:
            panel.know_classes(self._thread.dataset.classes)
        self._live.follow(panel)
        return panel

    def _make_structure(self) -> QWidget:
        from widgets.structure.panel import StructurePanel

        panel = StructurePanel(self._document)
        self._live.follow(panel)
        return panel

    def _make_invariance(self) -> QWidget:
        from widgets.invariance.panel import InvariancePanel

        return InvariancePanel(self._document, self._measuring)

    def _make_explanation(self) -> QWidget:
        from widgets.panels.explanation_panel import ExplanationPanel

        panel = self.explanation = ExplanationPanel(self._document, self._explaining)
        panel.probe_chosen.connect(self.probe_chosen)
        panel.message.connect(self.message)
        panel.pixel_chosen.connect(self._canvas.mark)
        self._live.dataset_loaded.connect(panel.know_dataset)
        self._live.progressed.connect(panel.note_progress)
        self._live.probe_changed.connect(panel.note_probe)
        panel.note_progress(self._thread.progress)
        if self._thread.dataset is not None:
            panel.know_dataset(self._thread.dataset)
        self._live.follow(panel)
        return panel

    def close(self) -> None:
        """Wait for no answer any more."""
        for each in self._all_inquiries:
            each.close()

    @property
    def _all_inquiries(self) -> tuple[Inquiries, ...]:
        return self.inquiries, self._measuring, self._explaining
