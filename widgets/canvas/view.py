"""The canvas: the view that turns mouse, keyboard and drops into edits of the document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from app.language import tr
from app.network.edits import MoveLayers
from app.network.graph import Position
from widgets.canvas.actions import (
    EDIT_ACTIONS,
    align_menu,
    block_menu,
    follow_selection,
    make_actions,
)
from widgets.canvas.commands import CommandView
from widgets.canvas.crosshair import Crosshair
from widgets.canvas.drop import dragged_layer
from widgets.canvas.gestures import Gesture, MoveCards, Pan, Pointer, RubberBand
from widgets.canvas.hover import Hover, tool_tip
from widgets.canvas.keys import Deed, deed_of
from widgets.canvas.library_blocks import dragged_block
from widgets.canvas.pixel import Pixel, map_rect_of, rects_of
from widgets.canvas.placing import SNAP
from widgets.canvas.trail import Step, Trail
from widgets.canvas.walking import ARROWS, Direction, neighbour, step_of
from widgets.canvas.wire_gestures import ConnectByChoice, DragWire
from widgets.canvas.zoom import CARD_FROM, channels_from, fitted_at_most
from widgets.document import Document
from widgets.keys import ENTER


class CanvasView(CommandView):
    """Shows the document's network; every gesture ends in an edit of the document, or in nothing.

    `actions_by_name` holds its actions for the window's menus (see `widgets.canvas.actions`).
    """

    layer_activated = Signal(str)
    """A layer was double-clicked, or Enter pressed on it."""
    pixel_chosen = Signal(object)
    """A number was clicked where the canvas is zoomed in: a `Pixel`."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setAccessibleName(tr("Canvas"))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_by_name = make_actions(self)
        self._hover = Hover(self.canvas_scene, self.viewport())
        self._crosshair = Crosshair(self.canvas_scene)
        self.trail = Trail(self.canvas_scene)
        self._pinned: Pixel | None = None
        self._mouse: QPointF | None = None  # in the viewport; None where it is elsewhere
        self._covered = QRect()
        self._flight.finished.connect(lambda: self.keep_clear(self._covered))
        self._marked = False
        """Whether what is pinned was marked from outside, and no lens is open on it."""
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._space_held = False
        self._menu = QMenu(self)
        self._menu.addActions([self.actions_by_name[name] for name in EDIT_ACTIONS])
        self._menu.addMenu(block_menu(self.actions_by_name, self))
        self._menu.addMenu(align_menu(self.actions_by_name, self))
        self._menu.addSeparator()
        self._menu.addActions([self.actions_by_name[name] for name in ("show_problems", "tidy")])
        self.canvas_scene.network_shown.connect(self._on_network)
        self.canvas_scene.wires_selected.connect(self._on_selection)
        document.selection_changed.connect(self._on_selection)
        self._live.shown.connect(self._read_again)
        self.camera_moved.connect(self._point_again)
        self._on_network()
        self._on_selection()

    def _on_network(self) -> None:
        self.cancel_gesture()
        self._hover.forget()
        if self._pinned is not None and self._pinned.layer not in self.canvas_scene.cards:
            self._pinned = None
        self._point_at(None)
        self.overlays.dismiss()
        self.overlays.show_hint(not self.canvas_scene.cards)
        follow_selection(self.actions_by_name, self)  # it may be in a block now
        bounds = self.canvas_scene.bounds()
        shown = self._fitted_at is not None
        if shown and not bounds.isEmpty() and not bounds.intersects(self.visible_rect()):
            self.fit()

    def _on_selection(self) -> None:
        follow_selection(self.actions_by_name, self)
        cards = self.canvas_scene.cards
        chosen = [name for name in self.document.selection if name in cards]
        shown_by = {id(card): card for card in map(self.canvas_scene.card_of, chosen)}
        if len(shown_by) == 1:
            self.setAccessibleDescription(next(iter(shown_by.values())).facts.spoken)
        else:
            self.setAccessibleDescription(
                tr("{cards} layers, {chosen} selected", cards=len(cards), chosen=len(chosen))
            )

    def connect_selected(self) -> None:
        """Begin to choose, with the arrow keys or the mouse, what the selected layer feeds."""
        name = self._selected()
        if name is None or self._gesture is not None:
            return
        source, refusal = self.canvas_scene.shown.way_out(name)
        if refusal:
            self.say(tr("cannot connect: {refusal}", refusal=refusal))
        else:
            gesture = ConnectByChoice(self, source)
            self._gesture, self._button = gesture, Qt.MouseButton.LeftButton
            gesture.begin()

    # Mouse

    def _pointer(self, event: QMouseEvent) -> Pointer:
        screen = event.position()
        return Pointer(self.scene_point(screen), screen, event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.overlays.dismiss()
        if event.button() == Qt.MouseButton.LeftButton:
            self.mark(None)
        if self._gesture is not None:
            return
        pointer = self._pointer(event)
        if gesture := self._gesture_for(event.button(), pointer):
            self.forget_mouse()
            self._gesture, self._button = gesture, event.button()
            self.viewport().setCursor(gesture.cursor)
            gesture.start(pointer)

    def _gesture_for(self, button: Qt.MouseButton, pointer: Pointer) -> Gesture | None:
        """The gesture that a press begins; a press on a badge or a wire is done at once."""
        left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (left and self._space_held):
            return Pan(self)
        if not left:
            return None
        hit = self.canvas_scene.hit(pointer.at, self.zoom)
        shown = self.canvas_scene.shown
        if hit.part == "in" or hit.part == "out":
            way = shown.way_in if hit.part == "in" else shown.way_out
            layer, refusal = way(hit.layer)
            if refusal:
                self.say(tr("cannot connect: {refusal}", refusal=refusal), pointer.screen)
                return None
            return DragWire(self, layer, hit.part)
        if hit.part in ("card", "name"):
            return MoveCards(self, shown.together(hit.layer))
        if hit.part == "tab":
            return MoveCards(self, shown.open[hit.block])
        if hit.part == "toggle":
            self.blocks.toggle(hit.block)
            return None
        if hit.part == "badge":
            self.show_problems(hit.layer)
            return None
        if hit.wire is not None:
            self.canvas_scene.click_wire(hit.wire, adds=pointer.adds)
            return None
        return RubberBand(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        if self._gesture is not None:
            self._gesture.move(pointer)
        else:
            self._mouse = event.position()
            self._hover.move(self.canvas_scene.hit(pointer.at, self.zoom), self._space_held)
            self._point_at(self._crosshair.find(pointer.at, self.zoom))

    def pin(self, pixel: Pixel | None) -> None:
        """Follow this number while the mouse is on none."""
        self._pinned, self._marked, self._covered = pixel, False, QRect()
        self._point_at(pixel)

    def mark(self, pixel: Pixel | None) -> None:
        """The same until the canvas is clicked, or Esc pressed; None takes a mark away."""
        if pixel is not None or self._marked:
            self.pin(pixel)
            self._marked = pixel is not None

    def show_trail(self, steps: Sequence[Step]) -> None:
        """Frame the numbers that one comes from; none to frame nothing."""
        self.trail.show(steps)
        self.viewport().update()

    def keep_clear(self, covered: QRect) -> None:
        """Move the scene so that the number that is followed does not lie under something.

        Where there is room, nor does the rest of its card, or at least of its map.
        """
        pixel = self._pinned
        self._covered = covered
        card = self.canvas_scene.card_picturing(pixel.layer) if pixel else None
        if covered.width() == 0 or pixel is None or card is None or card.picture is None:
            return
        free = QRect(0, 0, covered.left(), self.viewport().height())
        for whole in (card.scene_rect, map_rect_of(card, pixel)):
            around = self.mapFromScene(whole).boundingRect()
            if around.width() <= free.width() and around.height() <= free.height():
                if not free.contains(around):
                    self.pan_by(QPointF(free.center() - around.center()))
                return
        for rect in rects_of(card, pixel.at, self.zoom, pixel.channel)[:1]:
            on_screen = self.mapFromScene(rect).boundingRect()
            if not free.contains(on_screen.center()):
                self.pan_by(QPointF(free.center() - on_screen.center()))

    def _point_at(self, pixel: Pixel | None) -> None:
        """Show where a number comes from and where it goes."""
        pixel = pixel or self._pinned
        if self._crosshair.follow(pixel, self.canvas_scene.network, self.document.analysis):
            self.viewport().update()
            self._read_out()

    def _fly_into(self, pixel: Pixel) -> None:
        """Go to the map that a pixel is on, so that it fills the canvas; from there, back out."""
        card = self.canvas_scene.card_picturing(pixel.layer)
        if card is None:
            return
        map_rect = map_rect_of(card, pixel)
        if self.zoom * map_rect.width() < 0.5 * self.viewport().width() and (
            self.zoom * map_rect.height() < 0.5 * self.viewport().height()
        ):
            away = 0.06 * max(map_rect.width(), map_rect.height())
            self.fly_to(map_rect.adjusted(-away, -away, away, away))
        else:
            self.fly_to(self._whole(), fitted_at_most())

    def _read_again(self, layer: str) -> None:
        """A card has other values: tell the number on it that is followed."""
        pixel = self._crosshair.pixel
        if pixel is not None and pixel.layer == layer:
            self._read_out()

    def _read_out(self) -> None:
        """Tell the number that is followed, where neither it nor its card is covered."""
        pixel = self._crosshair.pixel
        card = self.canvas_scene.card_picturing(pixel.layer) if pixel else None
        subject = []
        if pixel is not None and card is not None and card.picture is not None:
            at = rects_of(card, pixel.at, self.zoom, pixel.channel)[:1]
            subject = [*at, card.scene_rect]
        self.overlays.read_out(self._crosshair.words(), subject)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]  # noqa: ARG002
        self._crosshair.draw(painter, self.zoom)
        self.trail.draw(painter, self.zoom)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None or event.button() != self._button:
            return
        gesture, pointer = self._take_gesture(), self._pointer(event)
        gesture.finish(pointer)
        clicked = isinstance(gesture, MoveCards) and not gesture.moving and not pointer.adds
        close = clicked and self.zoom >= channels_from()
        if close and (pixel := self._crosshair.find(pointer.at, self.zoom)):
            self.pixel_chosen.emit(pixel)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._gesture is not None:
            return
        hit = self.canvas_scene.hit(self.scene_point(event.position()), self.zoom)
        if hit.block and hit.part in ("card", "tab"):
            self.blocks.toggle(hit.block)
        elif hit.part == "toggle":
            pass  # the first of the two clicks has done it
        elif hit.part == "name":
            self.rename(hit.layer)
        elif hit.part == "card":
            if pixel := self._crosshair.find(self.scene_point(event.position()), self.zoom):
                self._fly_into(pixel)
            else:
                self.layer_activated.emit(hit.layer)
                if self.zoom < CARD_FROM:
                    self.fly_to(self.canvas_scene.card_of(hit.layer).scene_rect)
        else:
            self.mousePressEvent(event)

    def _take_gesture(self) -> Gesture:
        assert self._gesture is not None
        gesture, self._gesture = self._gesture, None
        self.viewport().unsetCursor()
        return gesture

    def cancel_gesture(self) -> bool:
        """Leave what is under way; whether there was something."""
        if self._gesture is None:
            return False
        self._take_gesture().cancel()
        return True

    def leaveEvent(self, event: QEvent) -> None:
        self.forget_mouse()
        super().leaveEvent(event)

    def forget_mouse(self) -> None:
        """Point at nothing until the mouse moves here again."""
        self._mouse = None
        self._hover.forget()
        self._point_at(None)

    def _point_again(self) -> None:
        """The camera has moved: another number may lie under the mouse."""
        if self._mouse is not None and self._gesture is None and self._pinned is None:
            self._point_at(self._crosshair.find(self.scene_point(self._mouse), self.zoom))
        self._read_out()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.canvas_scene.hit(self.scene_point(QPointF(event.pos())), self.zoom)
            if hit.part in ("toggle", "tab") and not hit.layer:
                self.blocks.select(hit.block)
            elif hit.layer and hit.layer not in self.document.selection:
                self.document.select(self.canvas_scene.shown.together(hit.layer))
            elif hit.wire is not None:
                self.canvas_scene.click_wire(hit.wire, adds=False)
        self._menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self.canvas_scene.hit(self.scene_point(QPointF(event.pos())), self.zoom)
            QToolTip.showText(event.globalPos(), tool_tip(self.canvas_scene, hit), self)
            return True
        return super().viewportEvent(event)

    # Drops from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        layer = dragged_layer(event.mimeData())
        if layer is None and not dragged_block(event.mimeData()):
            event.ignore()
            return
        self.layer_drop.show(layer, self.scene_point(event.position()), self.zoom)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.layer_drop.clear()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        layer = dragged_layer(event.mimeData())
        at = self.scene_point(event.position())
        if layer is not None:
            self.drop_layer(layer.kind, at)
        elif key := dragged_block(event.mimeData()):
            self.drop_block(key, at)
        else:
            event.ignore()
            return
        self.setFocus()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._gesture is not None:
            self._key_in_gesture(self._gesture, event.key())
        elif not self._do(deed_of(event), event.key()):
            event.ignore()

    def _do(self, deed: Deed | None, key: int) -> bool:
        """Do what a key stands for; whether there was anything to do."""
        if deed == "let go":
            return self._let_go()
        if deed == "walk" or deed == "nudge":
            self._arrow(ARROWS[key], nudges=deed == "nudge")
        elif deed == "open" and (path := self.blocks.whole()):
            self.blocks.toggle(path)
        elif deed == "open" and (name := self._selected()):
            self.layer_activated.emit(name)
        elif deed == "pan":
            self._hold_space(True)
        else:
            return False
        return True

    def _let_go(self) -> bool:
        """Let go of what is marked, open or selected; whether there was anything."""
        if self._marked:
            self.mark(None)
        elif not self.overlays.dismiss():
            held = bool(self.document.selection or self.canvas_scene.selected_wires)
            self.document.select(())
            self.canvas_scene.select_wires(())
            return held
        return True

    @property
    def has_something_open(self) -> bool:
        """Whether something is marked, open or under way that Esc would end before all else."""
        return self._marked or self._gesture is not None or self.overlays.open

    def _key_in_gesture(self, gesture: Gesture, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.cancel_gesture()
        elif key in ENTER and gesture.ends_by_enter:
            self._take_gesture()
            gesture.accept()
        else:
            gesture.key(key)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hold_space(False)
        super().focusOutEvent(event)

    def _hold_space(self, held: bool) -> None:
        if held != self._space_held:
            self._space_held = held
            if self._gesture is None:
                self._hover.forget()
                self.viewport().setCursor(
                    Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor
                )

    def _arrow(self, direction: Direction, *, nudges: bool) -> None:
        """Go on to the next card, or nudge the selected ones."""
        network, selection = self.canvas_scene.network, self.document.selection
        if nudges:
            dx, dy = step_of(direction, SNAP)
            places = {name: network.positions[name] for name in selection}
            moved = {name: Position(at.x + dx, at.y + dy) for name, at in places.items()}
            if moved:
                self.document.apply(MoveLayers(moved))
            return
        name, shown = self._selected(), self.canvas_scene.shown
        face = shown.face(name) if name else None
        self._go(neighbour(shown, face, direction) if face else next(iter(shown.order), None))

    def _go(self, face: str | None) -> None:
        if face is not None:
            self.document.select(self.canvas_scene.shown.together(face))
            self.ensure_card_visible(face)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from card to card, and behind the last one on to the next widget."""
        order, face = self.canvas_scene.shown.order, self.canvas_scene.shown.face
        if not self.hasFocus() or self._gesture is not None or not order:
            return super().focusNextPrevChild(forward)
        name = self._selected()
        index = (order.index(face(name)) if name else -1 if forward else len(order)) + (
            1 if forward else -1
        )
        if not 0 <= index < len(order):
            return super().focusNextPrevChild(forward)
        self._go(order[index])
        return True

    # The widget

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fitted_at is None:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        fits = self.fits
        with self.overlays.resizing():
            super().resizeEvent(event)
            if fits:
                self.fit()
            self.minimap.follow()
