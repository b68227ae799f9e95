"""What can be done with the canvas from a menu: show, find and edit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QCursor, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from app.language import tr
from app.network.arrange import arrange
from app.network.blocks import collapsed_block
from app.network.edits import Edit, MoveLayers, Together, part_of
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS, kind_named
from app.network.layers.dense import Input
from widgets.canvas.aligning import Direction, Side, aligned, distributed
from widgets.canvas.block_commands import BlockCommands
from widgets.canvas.branching import branch_edit, ends_among, join_edit, put_behind
from widgets.canvas.camera import CameraView
from widgets.canvas.changed import changed_layers
from widgets.canvas.drop import LayerDrop
from widgets.canvas.editing import copied, delete_edit, paste_edit, pasted, shape_behind
from widgets.canvas.library_blocks import block_edit, template_for
from widgets.canvas.live_maps import LiveMaps
from widgets.canvas.minimap import Minimap
from widgets.canvas.overlays import Overlays
from widgets.canvas.placing import CARD, append_edit, end_of, placed, snapped
from widgets.canvas.scene import CanvasScene
from widgets.canvas.search_bar import SearchBar
from widgets.canvas.zoom import fitted_at_least
from widgets.document import Document

_MARGIN, _LEAST_MARGIN = 40.0, 8.0
"""Scene units left free around what is brought into view."""


_ALIGNING: Mapping[Side, str] = {
    "left": tr("Align left"),
    "horizontal centres": tr("Align horizontal centres"),
    "right": tr("Align right"),
    "top": tr("Align top"),
    "vertical centres": tr("Align vertical centres"),
    "bottom": tr("Align bottom"),
}
_DISTRIBUTING: Mapping[Direction, str] = {
    "horizontally": tr("Distribute horizontally"),
    "vertically": tr("Distribute vertically"),
}
"""What such an edit is called in the menu."""


@dataclass(frozen=True)
class Sight:
    """What somebody saw of a network, to be shown again."""

    zoom: float
    middle: QPointF
    fits: bool


class CommandView(CameraView):
    """Shows a document's network, and makes the edits that need no mouse."""

    message = Signal(str)
    """A short hint for the status bar; empty takes it back."""
    problem_wanted = Signal()
    """What is wrong was asked for where no card tells of anything."""
    blocks_kept = Signal()
    """The user has kept a block for later."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        self.document = document
        self.canvas_scene = CanvasScene(document)
        super().__init__(self.canvas_scene, parent)
        self.canvas_scene.setParent(self)
        self.overlays = Overlays(self, document)
        self.blocks = BlockCommands(self)
        self.layer_drop = LayerDrop(self.canvas_scene)
        self._live = LiveMaps(self.canvas_scene, self)
        self._fitted_at: QTransform | None = None
        self._drawn_elsewhere: frozenset[str] = frozenset()
        self.camera_moved.connect(self.overlays.leave_place)
        self.minimap = Minimap(self, self.canvas_scene)
        self.minimap.make_way(self._place_of_work)
        document.selection_changed.connect(self.minimap.follow)
        document.stepped.connect(self._show_changed)
        self.overlays.keep_clear_of(self.minimap)
        self.search = SearchBar(self, document)
        self.search.found.connect(self.go_to)

    def say(self, text: str, at: QPointF | None = None) -> None:
        """Tell the status bar and, near `at` (a point of the view), the eye."""
        self.overlays.say(text, at)
        self.message.emit(text)

    # What is in view

    def _place_of_work(self) -> list[QRectF]:
        """Where the card lies that the user works at; of several selected, none is that."""
        name = self._selected()
        card = self.canvas_scene.card_of(name) if name in self.canvas_scene.cards else None
        return [] if card is None else [card.scene_rect]

    def fit(self) -> None:
        """Show the whole network, whatever room there is, until somebody looks elsewhere.

        Where type has a least size it may be too large for that: what is selected is then seen.
        """
        self.show_rect(self._whole())
        if fitted_at_least() and (name := self._selected()) is not None:
            self.ensure_card_visible(name)
        self._fitted_at = self.viewportTransform()

    @property
    def fits(self) -> bool:
        """Whether nobody has gone elsewhere, or is on the way, since the whole was shown."""
        return not self.flies and self._fitted_at == self.viewportTransform()

    @property
    def sight(self) -> Sight:
        """What is in view."""
        return Sight(self.zoom, self.visible_rect().center(), self.fits)

    def show_sight(self, sight: Sight) -> None:
        """Show again what was in view."""
        if sight.fits:
            self.fit()
        else:
            self.set_zoom(sight.zoom)
            self.show_point(sight.middle)

    def least_heights(self) -> list[int]:
        """Pixels in height that rows of cards take at least: the first, the first two, … all.

        Empty where a network shrinks to any size.
        """
        least, whole = fitted_at_least(), self.canvas_scene.bounds()
        bottoms = {at.y + CARD for at in self.canvas_scene.shown.positions.values()}
        bottoms.add(whole.bottom())
        heights = (bottom - whole.top() + 2 * _LEAST_MARGIN for bottom in sorted(bottoms))
        return [math.ceil(height * least) for height in heights] if least else []

    def _whole(self) -> QRectF:
        """The network with a margin around it; empty where there is none.

        Where there is hardly room for the network, the margin is what it leaves.
        """
        rect = self.canvas_scene.bounds()
        if rect.isEmpty():
            return rect
        across = down = _MARGIN
        if least := fitted_at_least():
            room = QSizeF(self.viewport().size()) / least
            across = min(_MARGIN, max(_LEAST_MARGIN, (room.width() - rect.width()) / 2))
            down = min(_MARGIN, max(_LEAST_MARGIN, (room.height() - rect.height()) / 2))
        return rect.adjusted(-across, -down, across, down)

    def tidy(self) -> None:
        """Place all layers tidily and show them all."""
        if not self.document.network.layers:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # for thousands of layers
        try:
            self.document.apply(MoveLayers(arrange(self.document.network)))
        finally:
            QApplication.restoreOverrideCursor()
        self.fit()

    def go_to(self, name: str) -> None:
        """Select a layer and bring the card that shows it to the middle, large enough to read."""
        if name not in self.canvas_scene.cards:
            return
        card = self.canvas_scene.card_of(name)
        self.document.select({name})
        if self.zoom < 0.6:
            self.set_zoom(1.0)
        self.show_point(card.scene_rect.center())

    def ensure_card_visible(self, name: str) -> None:
        """Pan as far as needed to show the card of a layer, or of the block that hides it."""
        self._bring_into_view(self.canvas_scene.card_of(name).scene_rect)

    def _bring_into_view(self, rect: QRectF) -> None:
        if not self.visible_rect().contains(rect):
            margin = round(_MARGIN * min(1.0, self.zoom))
            self.ensureVisible(rect, margin, margin)
            self.camera_moved.emit()

    def _show_changed(self, before: Network) -> None:
        """Pan to what undo or redo has changed, or to where it was, if nothing of it is in view."""
        scene, before = self.canvas_scene, placed(before)
        changed = changed_layers(before, scene.network)
        places = [scene.card_of(name).scene_rect for name in scene.network.order if name in changed]
        places += [
            QRectF(before.positions[name].x, before.positions[name].y, CARD, CARD)
            for name in before.order
            if name in changed and name not in scene.cards and not collapsed_block(before, name)
        ]
        seen = self.visible_rect()
        if places and not any(seen.intersects(place) for place in places):
            self._flight.stop()
            self._bring_into_view(places[0])

    def name_classes(self, classes: Sequence[str]) -> None:
        """Write these beside the values at the end of the network, where there are as many."""
        self._live.classes = tuple(classes)

    def show_maps(self, maps: Mapping[str, NDArray[np.float32]]) -> None:
        """Show what layers output, by name: float32 C×H×W or (F,); an Input's is in 0..1."""
        self._live.show(maps, self.visible_rect(), self.zoom)

    def forget_maps(self) -> None:
        """Show nothing of what layers output until there is something new."""
        self._live.forget()

    def wanted_maps(self) -> frozenset[str]:
        """The layers in view, or nearly so, at a zoom at which maps are shown."""
        if not self.isVisible():
            return frozenset()
        return self._live.wanted(self.visible_rect(), self.zoom) | self._drawn_elsewhere

    def want_maps_of(self, names: Iterable[str]) -> None:
        """Have the maps of these layers too, until others or none are wanted: for a diagram."""
        self._drawn_elsewhere = frozenset(names)

    # Edits

    def _apply(self, edit: Edit) -> bool:
        """Make an edit and show what it added."""
        before = self.document.network.layers.keys()
        if not self.document.apply(edit):
            return False
        added = [name for name in self.document.network.layers if name not in before]
        if added:
            self.ensure_card_visible(added[-1])
        return True

    def append_layer(self, kind_name: str) -> None:
        """Put a new layer behind the selected one, or behind the end of the network."""
        self._append(kind_named(kind_name)())

    def _append(self, layer: Layer) -> None:
        """A layer that merges joins several selected ones; others go behind the last of them."""
        network = self.document.network
        if ends := self._joined_by(layer):
            self._apply(join_edit(network, layer, ends))
            return
        selected = [name for name in network.order if name in self.document.selection]
        middle = self.visible_rect().center()
        place = snapped(middle.x() - CARD / 2, middle.y() - CARD / 2)
        after = selected[-1] if selected else None
        self._apply(append_edit(network, layer, after, place))

    def _joined_by(self, layer: Layer) -> tuple[str, ...]:
        """The selected layers that a merging layer would join; none where there is but one."""
        selected = self.document.selection
        ends = ends_among(self.canvas_scene.network, selected) if layer.takes_several else ()
        return ends if len(ends) > 1 else ()

    def add_layer(self) -> None:
        """Append a layer by typing what it is."""
        source = self._selected_last()
        if source is None:
            place = QRectF(self.visible_rect().center(), QSizeF())
        else:
            self.ensure_card_visible(source)
            place = self.canvas_scene.card_of(source).scene_rect
        self._ask_for_layer(source, self._append, place)

    def add_layer_at(self, source: str, at: QPointF) -> None:
        """Put a layer beside what `source` feeds already, by typing what it is."""

        def put(layer: Layer) -> None:
            corner = snapped(at.x(), at.y() - CARD / 2)
            self._apply(put_behind(self.document.network, layer, source, corner))

        self._ask_for_layer(source, put, QRectF(at, QSizeF()))

    def _ask_for_layer(
        self, source: str | None, take: Callable[[Layer], None], place: QRectF
    ) -> None:
        network, layers = self.document.network, self.document.analysis.layers
        kinds = [kind for kind in LAYER_KINDS if not (network.inputs and kind is Input)]

        def outcome(layer: Layer) -> str:
            sources = self._joined_by(layer) if take == self._append else ()
            sources = sources or ((source,) if source else ())
            return shape_behind(layer, [layers[name].output for name in sources])

        self.overlays.open_quick_add(kinds, outcome, take, place)

    def _selected_last(self) -> str | None:
        """The layer behind which the next one is put."""
        network = self.document.network
        selected = [name for name in network.order if name in self.document.selection]
        return selected[-1] if selected else end_of(network)

    def drop_layer(self, kind_name: str, at: QPointF) -> None:
        """Put a new layer where the palette's was dropped, in scene coordinates."""
        edit = self.layer_drop.edit(kind_named(kind_name)(), at, self.zoom)
        self.layer_drop.clear()
        self._apply(edit)

    def align(self, side: Side) -> None:
        """Bring the selected cards into one line."""
        self._line_up(_ALIGNING[side], aligned(self._selected_places(), side))

    def distribute(self, direction: Direction) -> None:
        """Put the selected cards equally far apart."""
        self._line_up(
            _DISTRIBUTING[direction],
            distributed(self._selected_places(), direction),
        )

    def _selected_places(self) -> dict[str, Position]:
        """Where the selected cards stand, by the layers that they show."""
        shown = self.canvas_scene.shown
        faces = dict.fromkeys(map(shown.face, sorted(self.document.selection)))
        return {face: shown.positions[face] for face in faces}

    def _line_up(self, label: str, moved: Mapping[str, Position]) -> None:
        """Move cards, each with all the layers that it stands for, as one step of undo.

        Moves of the same layers in quick succession would merge, but not as a part of something.
        """
        scene = self.canvas_scene
        places: dict[str, Position] = {}
        for face, to in moved.items():
            card = scene.shown.positions[face]
            for name in scene.shown.together(face):
                at = scene.network.positions[name]
                places[name] = Position(at.x + to.x - card.x, at.y + to.y - card.y)
        self.document.apply(Together(label, (MoveLayers(places),)))

    def append_block(self, key: str) -> None:
        """Put a block of the palette behind the selected layer, or behind the network's end."""
        network = placed(self.document.network)
        selected = [name for name in network.order if name in self.document.selection]
        after = selected[-1] if selected else end_of(network)
        middle = self.visible_rect().center()
        targets = network.targets_of[after][:1] if after else ()
        wires = tuple(Wire(after, target) for target in targets) if after else ()
        if template := self._template(key, after):
            corner = snapped(middle.x() - CARD / 2, middle.y() - CARD / 2)
            self._apply(block_edit(network, template, after, wires, corner))

    def drop_block(self, key: str, at: QPointF) -> None:
        """Put a block of the palette where it was dropped, in scene coordinates."""
        self.layer_drop.clear()
        template = self._template(key, self.layer_drop.feeder(at, self.zoom))
        if template:
            self._apply(self.layer_drop.block_edit(template, at, self.zoom))

    def _template(self, key: str, after: str | None) -> Network | None:
        template = template_for(key, self.document.analysis, after)
        if template is None:
            self.say(
                tr(
                    "the block {block} is not there any more",
                    block=key.rpartition("/")[2],
                )
            )
        return template

    def copy(self) -> None:
        """Put the selected layers on the system's clipboard, as text."""
        if self.document.selection:
            text = copied(self.document.network, self.document.selection)
            QApplication.clipboard().setText(text)

    def cut(self) -> None:
        self.copy()
        self.delete_selection()

    def paste(self, at: QPointF | None = None) -> None:
        """Put the clipboard's layers at a point of the scene, or below where they came from."""
        try:
            fragment = pasted(QApplication.clipboard().text())
        except NetworkError as error:
            self.say(tr("nothing to paste: {error}", error=error))
            return
        corner = snapped(at.x(), at.y()) if at is not None else None
        self._apply(paste_edit(self.document.network, fragment, corner))

    def paste_at_mouse(self) -> None:
        """Paste where the mouse is, if it is over the canvas."""
        inside = self.viewport().underMouse()
        at = self.viewport().mapFromGlobal(QCursor.pos())
        self.paste(self.scene_point(QPointF(at)) if inside else None)

    def duplicate(self) -> None:
        """Copy the selected layers, with the wires between them, below themselves."""
        if self.document.selection:
            part = part_of(self.canvas_scene.network, self.document.selection)
            self._apply(paste_edit(self.document.network, part, None, tr("Duplicate")))

    def duplicate_as_branch(self) -> None:
        """Copy the selected layers below themselves, fed by what feeds them."""
        if self.document.selection:
            self._apply(branch_edit(self.canvas_scene.network, self.document.selection))

    def delete_selection(self) -> None:
        """Take the selected layers and wires away; then what fed them is selected."""
        network, names = self.document.network, self.document.selection
        edit = delete_edit(network, names, self.canvas_scene.selected_wires)
        if edit is not None and self.document.apply(edit):
            fed = [name for name in network.order if name in names and name in network.source_of]
            sources = [network.source_of[name] for name in fed]
            kept = [name for name in sources if name not in names]
            self.document.select(self.canvas_scene.shown.together(kept[0]) if kept else ())

    def select_all(self) -> None:
        self.document.select(self.document.network.layers)

    def _selected(self) -> str | None:
        """The one layer that is selected, or the first of several."""
        order = self.document.network.order
        return next((name for name in order if name in self.document.selection), None)

    def rename(self, name: str | None = None) -> None:
        """Edit the name of a layer, or of the selected layer or block, on its card."""
        if name is None and (path := self.blocks.whole()):
            self.blocks.rename(path)
            return
        name = name or self._selected()
        if name is not None and name in self.canvas_scene.shown.block_of:
            self.blocks.rename(self.canvas_scene.shown.block_of[name])
        elif name is not None:
            self.ensure_card_visible(name)
            self.overlays.open_editor(self.canvas_scene.cards[name])

    def show_problems(self, name: str | None = None) -> None:
        """Explain what is wrong with a layer (a selected one), with buttons that mend it.

        Where nothing is, the window is asked for the next problem.
        """
        scene, network = self.canvas_scene, self.document.network
        names = [name] if name else [n for n in network.order if n in self.document.selection]
        faulty = next((each for each in names if scene.problems_of(each)), None)
        if faulty is None:
            self.problem_wanted.emit()
        else:
            self.ensure_card_visible(faulty)
            self.overlays.open_problems(scene.card_of(faulty), scene.problems_of(faulty))
