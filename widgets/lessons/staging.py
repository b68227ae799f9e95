"""Puts a scene of a lesson on the window, with the edits and commands that a user has."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtWidgets import QDialog

from app.data.matrices import Levels, parse_matrix
from app.data.probe_changes import ProbeChanges
from app.data.scene import SCENE
from app.inspection.surgery import Mute
from app.inspection.weight_edits import SetWeights
from app.language import tr
from app.lessons.lesson import PanelName, ProbeForm, Scene, SceneForm, TrainForm
from app.lessons.notice import read_notice
from app.lessons.setting import Setting
from app.network.gallery import GalleryEntry
from app.network.graph import Network, NetworkError
from app.network.kernels import kernel_from_text
from app.training.events import StepDone
from app.training.recipe import Recipe
from widgets.canvas.pixel import Pixel
from widgets.file_menu import FileMenu
from widgets.lessons.looks import Looks
from widgets.lessons.side_window import SideWindow
from widgets.panels.past_runs import RunBefore
from widgets.probe import Probe
from widgets.training_run import History

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

LOOK_MS = 20
"""How often it is looked whether a step of the setting up is done."""
_PATIENCE = 0.5
"""Seconds that maps may take before a scene counts as standing without them."""
_LAID_OUT = 0.2
"""Seconds after which panels that came or went have left the canvas its new size."""
_MARGIN = 24.0
"""Scene units around what is zoomed to."""

_WITH_LENS = 1.9
"""Times the width of what is zoomed to, where the lens takes its part."""

Step = Callable[[], bool]
"""Whether what was begun is done."""


@dataclass(frozen=True, eq=False)
class Kept:
    """A scene as it was when it stood: what Back brings back."""

    network: Network
    recipe: Recipe
    weights: Mapping[str, np.ndarray] | None
    """None where nothing was learned or typed: then network and seed give them."""
    history: History
    side: QDialog | None = None
    """The window beside the lesson, where an experiment was made in it."""


class Staging(QObject):
    """Sets up one scene at a time; `kept` is then what it looked like."""

    done = Signal()
    """The scene stands, and is in `kept`."""
    failed = Signal(str)
    """The scene cannot be set up; the text says why."""

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__(window)
        self._window, self._files, self._probe = window, files, probe
        self._document, self._thread = window.document, window.thread_
        self.kept: Kept | None = None
        self.looks = Looks(window)
        self.side = SideWindow(window)
        self.looks.network_chosen.connect(self._open_entry)
        self.version = 0
        """Of the weights, when the scene stood."""
        self._steps: Generator[Step, None, None] | None = None
        self._waiting: Step = lambda: True
        self._training = False
        self._brought: tuple[str, ...] = ()
        """Panels that the scene has brought to the front."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a scene is being set up."""
        return self._steps is not None

    @property
    def touched(self) -> bool:
        """Whether the window is another than the scene that was set up last."""
        kept = self.kept
        return (
            kept is None
            or self._document.network != kept.network
            or self._document.recipe != kept.recipe
            or self._thread.weights_version != self.version
        )

    def play(self, scene: Scene, setting: Setting, probe: ProbeForm | None) -> None:
        """Come from the scene before to this one; `probe` is what to look at, if that changes."""
        self._begin(self._played(scene, setting, probe))

    def restore(self, scene: Scene, kept: Kept, probe: ProbeForm | None) -> None:
        """Show a scene as it was when it stood."""
        self._begin(self._restored(scene, kept, probe))

    def put_back(self, kept: Kept) -> None:
        """Put network, recipe and weights on display, and begin a new history of undo."""
        if self._has_weights_of(kept):  # building a large network anew would take seconds
            self._document.open(kept.network, kept.recipe)
            self._files.opened.emit()
            return
        self._open(kept.network, kept.recipe)
        if kept.weights is None:
            self._draw_weights(kept.recipe)
        self._thread.put_back(kept.weights or {}, kept.history, learned=kept.weights is not None)

    def come_back(self, before: RunBefore | None, look: Callable[[], None]) -> None:
        """Show the run that was put back, over the one `before`; `look` once its data is there."""
        self._begin(self._come_back(before, look))

    def call_off(self) -> None:
        """Leave the scene as far as it has come; a training that it began ends."""
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None
        if self._training:
            self._training = False
            self._thread.stop()

    # One step after the other

    def _begin(self, steps: Generator[Step, None, None]) -> None:
        self.call_off()
        self.kept = None
        self._steps, self._waiting = steps, lambda: True
        self._timer.start()
        self._go_on()

    def _go_on(self) -> None:
        """Go on with the steps as far as nothing is to be waited for."""
        while self._steps is not None and self._waiting():
            try:
                self._waiting = next(self._steps)
            except StopIteration:
                self._steps = None
                self._timer.stop()
                self.done.emit()
            except ValueError as error:
                self.call_off()
                self.failed.emit(str(error))

    def _played(
        self, scene: Scene, setting: Setting, probe: ProbeForm | None
    ) -> Generator[Step, None, None]:
        form = scene.form
        self._clear(form)
        stack = self._document.undo_stack
        if setting.fresh:
            self._open(setting.network, setting.recipe)
            self._draw_weights(setting.recipe)
        else:
            stack.beginMacro(scene.title)
            for edit in setting.edits:
                self._document.apply(edit)
            self._document.set_recipe(setting.recipe)
            self._type_kernels(form)
            stack.endMacro()
        yield from self._look_at(form, probe)
        if setting.fresh and (form.kernels or form.mute):
            self._type_kernels(form)
        if form.train is not None:
            yield from self._train(form.train, setting.recipe)
        yield from self.side.open(form)
        yield from self._keep(form)

    def _restored(
        self, scene: Scene, kept: Kept, probe: ProbeForm | None
    ) -> Generator[Step, None, None]:
        self._clear(scene.form)
        self.put_back(kept)
        yield self._reached()
        self._show_run()
        yield from self._look_at(scene.form, probe)
        yield from self.side.open(scene.form, kept.side)
        yield from self._keep(scene.form)

    def _come_back(
        self, before: RunBefore | None, look: Callable[[], None]
    ) -> Generator[Step, None, None]:
        yield self._reached()
        self._show_run(before)
        yield self._data_is_there
        look()
        yield from self.looks.come_back()

    def _show_run(self, before: RunBefore | None = None) -> None:
        """Show the curves of what was put back, which opening its network has cleared."""
        history = self._thread.history
        curves = self._window.curves
        curves.clear(before)
        curves.show_history(
            history.events, history.steps_per_epoch, history.recipe, history.network
        )

    def _keep(self, form: SceneForm) -> Generator[Step, None, None]:
        """See to it that what is on the screen is there, and keep it."""
        yield self._reached()
        yield _patiently(self._maps_are_shown)
        self._open_lens(form.lens)
        yield from self.looks.take(form)
        weights = None
        self.version = self._thread.weights_version
        if self.version:
            fetching = self._thread.fetch_weights()
            yield fetching.done
            weights = fetching.result()
        self.kept = Kept(
            self._document.network,
            self._document.recipe,
            weights,
            self._thread.history,
            self.side.shown if form.search or form.ensemble else None,
        )

    def _reached(self) -> Step:
        """Done when the training thread has done all that it was asked to do so far."""
        answer: Future[object] = self._thread.edit_weights(())  # type: ignore[assignment]
        return answer.done

    def _maps_are_shown(self) -> bool:
        snapshot = self._thread.snapshot
        if snapshot is None or not snapshot.network.computes_like(self._document.network):
            return False
        return self._window.canvas.wanted_maps() <= snapshot.feature_maps.keys()

    def _is_there(self, layer: str) -> bool:
        """Whether the user has left a layer where the scene has it, while that is set up."""
        return layer in self._document.network.layers

    # The document

    def _open_entry(self, entry: GalleryEntry) -> None:
        """Somebody opens a network from the gallery that the scene shows: it is touched then."""
        try:
            network = entry.build()
        except NetworkError as error:
            self.failed.emit(str(error))
        else:
            self._open(network, Recipe(**entry.recipe))

    def _open(self, network: Network, recipe: Recipe) -> None:
        self._thread.set_network(network, forget=True)
        self._document.open(network, recipe)
        self._files.opened.emit()

    def _has_weights_of(self, kept: Kept) -> bool:
        """Whether nothing was learned or typed, neither then nor since."""
        thread, before = self._thread, self._document.recipe
        return (
            kept.weights is None
            and not thread.weights_version
            and not thread.history.events
            and not kept.history.events
            and self._document.network.computes_like(kept.network)
            and (before.seed, before.initial_weights)
            == (kept.recipe.seed, kept.recipe.initial_weights)
        )

    def _draw_weights(self, recipe: Recipe) -> None:
        """Where the recipe has other first weights than a network is built with."""
        usual = Recipe()
        if (recipe.seed, recipe.initial_weights) != (usual.seed, usual.initial_weights):
            self._thread.reset_weights(recipe.seed, recipe.initial_weights)

    def _type_kernels(self, form: SceneForm) -> None:
        insides = self._window.insides
        assert insides is not None
        for layer, written in form.kernels.items():
            if not self._is_there(layer):
                continue
            texts = [written] if isinstance(written, str) else written
            analysis = self._document.analysis.layers[layer]
            channels = analysis.input[0] if analysis.input else 1
            signal = analysis.output is not None and len(analysis.output) == 2
            edits = []
            for number, text in enumerate(texts):
                rows = kernel_from_text(text)
                values = np.array(rows[0] if signal else rows, np.float32)
                edits += [SetWeights(layer, (number, c), values) for c in range(channels)]
            insides.weight_edits.apply(edits, tr("Type the kernel of {layer}", layer=layer))
        for layer, numbers in form.mute.items():
            if not self._is_there(layer):
                continue
            muted = [Mute(layer, number) for number in numbers]
            insides.weight_edits.apply(muted, tr("Mute filters of {layer}", layer=layer))

    # What is looked at

    def _look_at(self, form: SceneForm, probe: ProbeForm | None) -> Generator[Step, None, None]:
        if self.show_panels(form):
            yield _after(_LAID_OUT)
        if form.select:
            self._document.select([form.select] if isinstance(form.select, str) else form.select)
        yield self._reached()
        yield self._data_is_there
        if self._thread.data_message:
            raise ValueError(self._thread.data_message)
        if probe is not None:
            self._choose_probe(probe)
            if probe.picture:
                yield lambda: (seen := self._probe.seen) is not None and seen.source == "file"
        self._zoom(form.zoom, beside_lens=bool(form.lens))
        if form.zoom in ("", "all"):
            self._see_selected()

    def show_panels(self, form: SceneForm) -> bool:
        """Bring the scene's panel to the front; whether the canvas gets another size by that.

        In front of a hall, where there is little room, those of the scenes before go.
        """
        docks = self._window.docks
        stage = self._window.presentation.mode
        panels = form.panels
        if stage is not None and panels == ("probe",) and _is_on_the_canvas(form.probe):
            panels = ()  # where half of the room shows its numbers better
        if stage is not None:
            panels += tuple(name for name in _looked_at(form) if name not in panels)
        gone = [name for name in self._brought if name not in panels]
        if stage is not None:
            for name in gone:
                docks[name].hide()
        new = [name for name in panels if docks[name].isHidden()]
        self._brought = panels
        for name in panels:
            docks.raise_(name)
        if "problems" in panels:
            self._window.problems.show_first()
        return stage is not None and bool(gone or new)

    def _data_is_there(self) -> bool:
        """Whether the scene's data set is in use, not still that of the scene before."""
        dataset = self._thread.dataset
        return bool(self._thread.data_message) or (
            dataset is not None
            and dataset.name == self._document.recipe.dataset
            and self._probe.dataset is dataset
        )

    def _choose_probe(self, form: ProbeForm) -> None:
        panel = self._window.probe_panel
        panel.changes.choose(ProbeChanges(**form.changes))  # type: ignore[arg-type]
        if form.matrix:
            white: Levels = 1 if form.levels == "0 or 1" else 255
            panel.matrix.take(parse_matrix(form.matrix, white), white)
        elif form.picture:
            self._probe.open_file(SCENE)
        else:
            images = self._probe.dataset.part(form.part).images if self._probe.dataset else ()
            if not (form.image or 0) < len(images):
                raise ValueError(
                    tr(
                        "There is no {part} image {image} in this data set.",
                        part=form.part,
                        image=form.image,
                    )
                )
            panel.data_chosen.emit(form.part, form.image or 0)

    def _zoom(self, names: str, *, beside_lens: bool) -> None:
        canvas = self._window.canvas
        there = [name for name in names.split() if self._is_there(name)]
        cards = [canvas.canvas_scene.card_of(name) for name in there]
        if cards:
            whole = QRectF()
            for card in cards:
                whole = whole.united(card.scene_rect)
            if beside_lens:  # which covers the right of the canvas
                whole.setWidth(whole.width() * _WITH_LENS)
            canvas.fly_to(whole.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))
        elif names:
            canvas.fit()

    def _see_selected(self) -> None:
        """Where not the whole network has room, have what is selected in view."""
        canvas, names = self._window.canvas, self._document.selection
        rects = [canvas.canvas_scene.card_of(name).scene_rect for name in names]
        view = canvas.visible_rect()
        if rects and not any(view.intersects(rect) for rect in rects):
            canvas.ensureVisible(rects[0], round(_MARGIN), round(_MARGIN))

    def _open_lens(self, place: str) -> None:
        insides = self._window.insides
        if place and insides is not None:
            layer, *at = place.split()
            if not self._is_there(layer):
                return
            channel, row, column = (*(int(number) for number in at), 0, 0)[:3]
            insides.lens.look_at(Pixel(layer, channel, row, column))

    def _clear(self, form: SceneForm) -> None:
        """Let go of what the scene before looked into, and this one does not."""
        self._close_lens()
        self.looks.reset()
        self.side.hide(but_preview=bool(form.preview))

    def _close_lens(self) -> None:
        insides = self._window.insides
        if insides is not None and insides.lens.pixel is not None:
            insides.lens.close_lens()

    # Training

    def _train(self, form: TrainForm, recipe: Recipe) -> Generator[Step, None, None]:
        """Train to the end of the recipe's epochs, or so many steps."""
        thread = self._thread
        if not form.further:
            thread.reset_weights(recipe.seed, recipe.initial_weights)
        yield self._reached()
        before = thread.history
        learned = _steps_in(before)
        self._training = True
        thread.train(recipe, form.steps or None)
        yield self._reached()
        if thread.history is not before:
            learned = 0
        yield lambda: self._trained(form, learned)
        self._training = False

    def _trained(self, form: TrainForm, learned: int) -> bool:
        """Whether it has come to its end, which may be a bad one."""
        progress = self._thread.progress
        if progress.state in ("idle", "loading") or progress.failed:
            return True
        steps = _steps_in(self._thread.history)
        return bool(form.steps) and progress.state == "paused" and steps >= learned + form.steps


def _patiently(step: Step) -> Step:
    """Done in a moment even where it never is: not every network has maps of every image."""
    deadline = time.monotonic() + _PATIENCE
    return lambda: step() or time.monotonic() > deadline


def _looked_at(form: SceneForm) -> Iterator[PanelName]:
    """Panels of which something is to be noticed: at a desk they are there, in a hall not."""
    for text in form.notice:
        notice = read_notice(text)
        if notice.kind == "panel":
            yield notice.subject  # type: ignore[misc]


def _is_on_the_canvas(probe: ProbeForm | None) -> bool:
    """Whether what is looked at is a matrix as it was typed."""
    return probe is not None and bool(probe.matrix) and not probe.changes


def _after(seconds: float) -> Step:
    """Done when so much time has gone by."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _steps_in(history: History) -> int:
    return sum(isinstance(event, StepDone) for event in history.events)
