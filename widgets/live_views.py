"""The one frame timer: asks for what is visible, and shows what has come.

Views never hear from the training thread; at every frame this reads what the thread has published
and hands on what is new. A view that is hidden is neither asked nor drawn.
"""

from __future__ import annotations

import os
import time
from collections import deque
from dataclasses import replace
from functools import partial, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.data.dataset import Dataset
from app.inspection.evaluation import EvaluationState
from app.inspection.layer_health import NetworkHealth
from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.problems import end_problem, training_problems
from app.training.progress import Progress
from widgets.canvas.view import CanvasView
from widgets.empty_state import FIT_END, SHOW_PROBLEM, TO_A_NETWORK
from widgets.later import later
from widgets.loaded_data import LoadedData
from widgets.look_back import Seen
from widgets.panels.curves_panel import CurvesPanel
from widgets.panels.data_panel import DataPanel
from widgets.panels.evaluation_panel import EvaluationPanel
from widgets.panels.feature_maps_panel import FeatureMapsPanel
from widgets.panels.filters_panel import FiltersPanel
from widgets.panels.layer_health_panel import LayerHealthPanel
from widgets.panels.predictions_panel import PredictionsPanel
from widgets.training_run import History
from widgets.training_thread import TrainingThread

FRAME_MS = 33
PROBE_FRAME_MS = 8
"""While the probe image is drawn or changed: a frame's wait on top of the computing can be seen."""
LONGEST_FRAME_MS = 300
"""However dear drawing is, or whatever else the window is busy with, something moves so often."""
SHARE_WHILE_TRAINING = 0.5 if (os.cpu_count() or 1) > 2 else 0.03
"""The part of a core that the window takes for drawing while training, one view at each frame.
On two cores, what is drawn is taken from the training: torch's threads wait for each other, and
one of them for the window."""
BUILT_SOON_SECONDS = 0.2
"""A network that is built in less needs no words."""
PROBE_MOVES_SECONDS = 0.4
"""So long after the probe image has changed, it counts as being drawn or changed by a slider:
all views follow it at every frame, whatever that takes from the training."""


class SnapshotView(QWidget):
    """A widget that shows insides of the network; asked and drawn only while it can be seen."""

    def wanted(self) -> Wanted:
        """What it shows at present."""
        raise NotImplementedError

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what has come, which may be more or less than was wanted last."""
        raise NotImplementedError


class LiveViews(QObject):
    """Keeps canvas and panels in step with the training thread."""

    progressed = Signal(Progress)
    dataset_loaded = Signal(Dataset)
    warned = Signal(str)
    """A run cannot be kept on disk; the text says why. Once for each reason and run."""
    probe_changed = Signal()
    """Another image is looked at from now on."""
    learned = Signal(int)
    """The weights have changed, to this version of `TrainingThread.weights_version`."""
    goes_on = Signal(bool)
    """Whether a run that is begun now goes on from what was learned has changed."""
    looked_back = Signal(object)
    """What can be seen of the past has changed: a `Seen`, or None."""

    def __init__(
        self,
        thread: TrainingThread,
        canvas: CanvasView,
        curves: CurvesPanel,
        filters: FiltersPanel,
        feature_maps: FeatureMapsPanel,
        predictions: PredictionsPanel,
        data: DataPanel,
        evaluation: EvaluationPanel,
        layer_health: LayerHealthPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._thread = self._documents_thread = thread
        self._disguise: Network | None = None
        self._canvas = canvas
        self._curves = curves
        self._filters = filters
        self._feature_maps = feature_maps
        self._predictions = predictions
        self._data = data
        self._evaluation = evaluation
        self._layer_health = layer_health
        self._probe: NDArray[np.uint8] | None = None
        self._truth: int | None = None
        self._probe_shown_at = -PROBE_MOVES_SECONDS
        self._followed: list[SnapshotView] = []
        self._shown: dict[QWidget, Snapshot] = {}
        self._building = False
        """Whether the predictions wait for a network to be built."""
        self._asked: Network | None = None
        self._asked_at = 0.0
        self._progress: Progress | None = None
        self._loaded: LoadedData | None = None
        self._awaits_data = False
        self._outdated: Snapshot | None = None
        """Of the image of the data before: it is not shown with the classes of the new ones."""
        self._data_message = ""
        self._weights_version = 0
        self._goes_on = False
        self._curves_history: History | None = None
        self._curves_length = 0
        self._seen: Seen | None = None
        self._warning = ""
        self._turns = deque(
            (
                self._draw_canvas,
                self._draw_curves,
                self._draw_feature_maps,
                self._draw_filters,
                self._draw_predictions,
                self._draw_evaluation,
                self._draw_layer_health,
            )
        )
        self._state_shown: EvaluationState | None = None
        self._health_shown: NetworkHealth | None = None
        self._worked = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)

    def follow(self, view: SnapshotView) -> None:
        """Keep one more widget in step with the training thread."""
        self._followed.append(view)
        self._turns.append(partial(self._draw_followed, view))

    def turn_to(self, thread: TrainingThread, disguise: Network | None = None) -> None:
        """Show another thread's training from now on.

        `disguise` is the network that the views are told it is, where its own is a secret.
        """
        before = self._thread
        before.wanted, before.health.wanted, before.evaluation.wanted = None, False, ""
        self._thread, self._disguise = thread, disguise
        if self._probe is not None:
            thread.set_probe(self._probe)

    @property
    def truth(self) -> int | None:
        """The class of the probe image, where it is known."""
        return self._truth

    @property
    def shows_another(self) -> bool:
        """Whether the training on show is another than the document's."""
        return self._thread is not self._documents_thread

    def start(self) -> None:
        """Begin to follow the thread."""
        self._timer.start()

    def stop(self) -> None:
        """Follow it no longer."""
        self._timer.stop()

    def show_probe(self, image: NDArray[np.uint8], truth: int | None) -> None:
        """Look at this image from now on; `truth` is its class if that is known."""
        self._probe, self._truth = image, truth
        self._thread.set_probe(image)
        self._probe_shown_at = time.monotonic()
        if self._timer.isActive() and self._timer.interval() > PROBE_FRAME_MS:
            self._timer.setInterval(PROBE_FRAME_MS)
        self.probe_changed.emit()

    def expect_data(self) -> None:
        """Show nothing of the data set before: another one is on its way."""
        if self._loaded is None or self._awaits_data or self.shows_another:
            return
        self._awaits_data = True
        self._canvas.name_classes(())
        self._canvas.forget_maps()
        self._feature_maps.show_maps(self._canvas.document.network, {})
        self._predictions.show_reason(
            tr("What the network reads in the image appears here once the data is loaded.")
        )

    def _frame(self) -> None:
        self._follow_progress()
        self._follow_warning()
        self._follow_weights()
        self._follow_data()
        self._follow_past()
        self._follow_network()
        probing = self._probe_moves()
        moving = self._thread.progress.state == "training" and not probing
        self._pace(moving=moving, probing=probing)
        # A look takes its time from the training: another one when all have shown the last.
        self._thread.wanted = None if moving and self._behind() else self._visible()
        # Whoever has a secret is asked about it: then there must be something to answer with.
        self._thread.health.wanted = on_screen(self._layer_health) or self._disguise is not None
        seen = on_screen(self._evaluation)
        self._thread.evaluation.wanted = self._evaluation.wanted_part if seen else ""
        self._draw_what_is_new(moving=moving)

    def _probe_moves(self) -> bool:
        return time.monotonic() - self._probe_shown_at < PROBE_MOVES_SECONDS

    def _pace(self, *, moving: bool, probing: bool) -> None:
        """Rest after a frame in proportion to what it took, painting included."""
        worked = time.thread_time()
        rest = 1000 * (worked - self._worked) / SHARE_WHILE_TRAINING
        self._worked = worked
        if moving:
            frame = min(max(FRAME_MS, round(rest)), LONGEST_FRAME_MS)
        else:
            frame = PROBE_FRAME_MS if probing else FRAME_MS
        self._timer.setInterval(frame)

    def _behind(self) -> bool:
        """Whether a view that can be seen has not shown the newest snapshot."""
        snapshot = self._thread.snapshot
        views: tuple[QWidget, ...] = (
            *(self._canvas, self._filters, self._feature_maps, self._predictions),
            *self._followed,
        )
        return snapshot not in (None, self._outdated) and any(
            self._shown.get(view) is not snapshot and on_screen(view) for view in views
        )

    def _visible(self) -> Wanted:
        maps = self._canvas.wanted_maps()
        if on_screen(self._feature_maps):
            maps |= self._feature_maps.wanted()
        filters = self._filters.wanted() if on_screen(self._filters) else frozenset()
        wanted = Wanted(maps, filters, on_screen(self._predictions))
        return reduce(or_, (view.wanted() for view in self._followed if on_screen(view)), wanted)

    def _draw_what_is_new(self, *, moving: bool) -> None:
        """Hand what has come to the views that have not shown it yet.

        While training they take turns, so that no turn of the event loop is long. A panel whose
        tab is opened shows at once what there is, and by that learns what to want.
        """
        for _ in range(len(self._turns)):
            draw = self._turns[0]
            self._turns.rotate(-1)
            if draw() and moving:
                return

    def _draw_canvas(self) -> bool:
        snapshot = self._new_snapshot(self._canvas)
        if snapshot is not None:
            self._canvas.show_maps(snapshot.feature_maps)
        return snapshot is not None

    def _draw_feature_maps(self) -> bool:
        snapshot = self._new_snapshot(self._feature_maps)
        if snapshot is not None:
            self._feature_maps.show_maps(snapshot.network, snapshot.feature_maps)
        return snapshot is not None

    def _draw_filters(self) -> bool:
        snapshot = self._new_snapshot(self._filters)
        if snapshot is not None:
            self._filters.show_filters(snapshot.filters, snapshot.network.order)
        return snapshot is not None

    def _draw_predictions(self) -> bool:
        snapshot = self._new_snapshot(self._predictions)
        if snapshot is not None and self._loaded is not None:
            self._building = False
            self._show_predictions(snapshot, self._loaded.dataset)
        return snapshot is not None

    def _draw_followed(self, view: SnapshotView) -> bool:
        snapshot = self._new_snapshot(view)
        if snapshot is not None:
            view.show_snapshot(snapshot)
        return snapshot is not None

    def _draw_evaluation(self) -> bool:
        state = self._thread.evaluation.newest
        if state is None or state is self._state_shown or not on_screen(self._evaluation):
            return False
        self._state_shown = state
        self._evaluation.show_state(state)
        return True

    def _draw_layer_health(self) -> bool:
        health = self._thread.health.newest
        if health is self._health_shown or not on_screen(self._layer_health):
            return False
        self._health_shown = health
        if health is not None and self._disguise is not None:
            health = replace(health, network=self._disguise)
        self._layer_health.show_health(health)
        return True

    def _new_snapshot(self, view: QWidget) -> Snapshot | None:
        """The newest snapshot, if the view is to be seen and has not shown it yet."""
        snapshot = self._thread.snapshot
        if self._awaits_data or snapshot is None or snapshot is self._outdated:
            return None
        if self._shown.get(view) is snapshot or not on_screen(view):
            return None
        self._shown[view] = snapshot
        return replace(snapshot, network=self._disguise) if self._disguise else snapshot

    def _show_predictions(self, snapshot: Snapshot, dataset: Dataset) -> None:
        network, probabilities = snapshot.network, snapshot.probabilities
        classes = dataset.classes
        if probabilities is not None and len(probabilities) == len(classes):
            self._predictions.show_prediction(probabilities, classes, self._truth, self._probe)
        elif not network.layers:
            self._predictions.show_reason(
                tr("There is no network yet. What it reads in the image appears here."),
                *TO_A_NETWORK,
            )
        else:
            self._say_why_nothing_is_read(network, dataset)

    def _say_why_nothing_is_read(self, network: Network, dataset: Dataset) -> None:
        """Name the first problem; only where it is the end's, fitting that is offered."""
        known = self._canvas.document
        same = network.computes_like(known.network)
        analysis = known.analysis if same else analyse(network)
        problems = training_problems(network, analysis, dataset.image_shape, len(dataset.classes))
        if problems and known.is_guest:  # most scenes of a lesson are of some layers alone
            self._predictions.show_reason(
                tr("This scene's network names no class. What its layers make is on the canvas.")
            )
        elif problems:
            sound = not analysis.errors and len(network.ends) <= 1
            at_end = sound and end_problem(network, analysis, len(dataset.classes))
            # That it lacks nothing in itself is what the status bar says, too.
            lead = (
                tr("The network cannot read the image as it is.")
                if analysis.errors
                else tr("The layers fit together, but do not fit the data yet.")
            )
            self._predictions.show_reason(
                f"{lead}\n{problems[0].located}", FIT_END if at_end else SHOW_PROBLEM
            )
        elif self._thread.progress.failed:  # too large for this machine, say
            why = self._thread.progress.message
            self._predictions.show_reason(why[:1].upper() + why[1:])

    def _follow_progress(self) -> None:
        progress = self._thread.progress
        if progress is not self._progress:
            self._progress = progress
            self.progressed.emit(progress)

    def _follow_warning(self) -> None:
        warning = self._thread.warning
        if warning != self._warning:
            self._warning = warning
            if warning:  # not from within the frame: the timer rests until its slot is done
                later(0, self, lambda: self.warned.emit(warning))

    def _follow_weights(self) -> None:
        version = self._documents_thread.weights_version
        if version != self._weights_version:
            self._weights_version = version
            self.learned.emit(version)
        goes_on = self._thread.learned
        if goes_on != self._goes_on:
            self._goes_on = goes_on
            self.goes_on.emit(goes_on)

    def _follow_past(self) -> None:
        seen = self._thread.look_back.newest
        if seen is not self._seen:
            self._seen = seen
            self._curves.show_seen(seen)
            self.looked_back.emit(seen)

    def _follow_data(self) -> None:
        loaded, message = self._thread.data, self._thread.data_message
        if message != self._data_message:
            self._data_message = message
            if message:
                self._data.show_error(message)
        if loaded is not None and loaded is not self._loaded:
            self._loaded = loaded
            probe, snapshot = self._probe, self._thread.snapshot
            dataset = loaded.dataset
            if self._disguise is not None and (plain := self._documents_thread.dataset):
                dataset = replace(dataset, source=plain.source)  # it tells what was changed
            self._canvas.name_classes(dataset.classes)
            self._data.show_dataset(dataset, loaded.statistics, loaded.original)
            self.dataset_loaded.emit(dataset)
            if self._awaits_data:
                self._awaits_data = False
                self._shown.clear()
                self._outdated = None if self._probe is probe else snapshot

    def _follow_network(self) -> None:
        """While a network is built, which may take seconds, read nothing with the one before."""
        asked, shown = self._thread.network_asked, self._shown.get(self._predictions)
        if asked is not self._asked:
            self._asked, self._asked_at = asked, time.monotonic()
        if asked is None or shown is None:
            return
        if shown.network.computes_like(asked):
            if self._building:  # it was taken back before it was built
                self._building = False
                del self._shown[self._predictions]
        elif not self._building and time.monotonic() - self._asked_at > BUILT_SOON_SECONDS:
            self._building = True
            self._predictions.show_reason(
                tr("What the network reads in the image appears here once it is built.")
            )

    def _draw_curves(self) -> bool:
        history = self._thread.history
        events = history.events
        known = history is self._curves_history and len(events) == self._curves_length
        if known or not on_screen(self._curves):
            return False
        self._curves_history, self._curves_length = history, len(events)
        self._curves.show_history(
            events,
            history.steps_per_epoch,
            history.recipe,
            history.network,
            from_file=history.from_file,
        )
        return True


def on_screen(view: QWidget) -> bool:
    """Whether anything of a view can be seen.

    Qt parks docks that are behind another tab outside the window and calls them visible.
    """
    window = view.window()
    place = QRect(view.mapTo(window, QPoint(0, 0)), view.size())
    seen = view.isVisible() and not window.isMinimized()
    return seen and window.rect().intersects(place)
