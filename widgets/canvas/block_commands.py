"""What can be done with blocks from a menu: group, open and shut, rename, repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QInputDialog

from app.files.user_blocks import save_block
from app.language import tr
from app.network.block_library import template_of
from app.network.blocks import (
    GroupLayers,
    Ungroup,
    block_around,
    block_of_just,
    block_paths,
    layers_in,
    wires_in,
)
from app.network.graph import NetworkError, outer_paths
from app.network.layers.dense import Input
from app.network.repeats import MOST_REPEATS, times_of
from widgets.canvas.placing import placed
from widgets.canvas.room import collapse_edit, repeat_edit

if TYPE_CHECKING:
    from widgets.canvas.commands import CommandView


class BlockCommands:
    """Makes the edits of blocks; they work on the block that is selected, or on a given one."""

    def __init__(self, view: CommandView) -> None:
        self._view = view
        self._document = view.document
        self._scene = view.canvas_scene

    def whole(self) -> str:
        """The block that is selected, all of it and nothing else; empty if there is none.

        A layer that is alone in an open block is meant itself.
        """
        names = self._document.selection
        if len(names) == 1 and self._scene.shown.block_of.keys().isdisjoint(names):
            return ""
        return self._seen(block_of_just(self._document.network, names)) if names else ""

    def selected(self) -> str:
        """The block that is selected, or else the innermost around the selection."""
        return self.whole() or self._seen(
            block_around(self._document.network, self._document.selection)
        )

    def _seen(self, path: str) -> str:
        """A block, or the collapsed one that hides it."""
        if not path:
            return ""
        shown = self._scene.shown
        return next((outer for outer in outer_paths(path) if outer in shown.collapsed), path)

    def select(self, path: str) -> None:
        """Select the layers of a block."""
        self._document.select(layers_in(self._document.network, path))

    def group(self) -> None:
        """Make a block of the selected layers."""
        names = self._document.selection
        if names and self._document.apply(GroupLayers(names)):
            name = block_of_just(self._document.network, names).rpartition("/")[2]
            self._view.say(tr("{name}: F2 renames it, E collapses it into one card", name=name))

    def ungroup(self) -> None:
        """Take the block away and keep its layers."""
        if path := self.selected():
            self._document.apply(Ungroup(path))

    def toggle(self, path: str = "") -> None:
        """Show a block as one card, or open it; several selected cards of blocks are opened."""
        shut = {
            block
            for block, names in self._scene.shown.collapsed.items()
            if self._document.selection.issuperset(names)
        }
        if path:
            paths = frozenset({path})
        else:
            paths = frozenset(shut) or frozenset({self.selected()} - {""})
        if paths:
            opened = paths <= self._document.network.collapsed
            self._show_as(paths, collapsed=not opened)

    def collapse_all(self) -> None:
        """Show every block as one card."""
        if paths := frozenset(block_paths(self._document.network)):
            self._show_as(paths, collapsed=True)

    def expand_all(self) -> None:
        """Show every layer."""
        if paths := self._document.network.collapsed:
            self._show_as(paths, collapsed=False)

    def _show_as(self, paths: frozenset[str], *, collapsed: bool) -> None:
        """Open or shut blocks; a single one stays where it is on the screen."""
        network = self._document.network
        before = self._corner(min(paths))
        self._document.apply(collapse_edit(network, paths, collapsed=collapsed))
        if len(paths) == 1:
            self._view.pan_by((before - self._corner(min(paths))) * self._view.zoom)

    def _corner(self, path: str) -> QPointF:
        """Where a block is seen: the corner of the card of its first layer."""
        return self._scene.card_of(layers_in(self._document.network, path)[0]).pos()

    def rename(self, path: str = "") -> None:
        """Edit the name of a block on its card or tab."""
        if not (path := path or self.selected()):
            return
        self._view.ensure_card_visible(layers_in(self._document.network, path)[0])
        if card := self._scene.block_cards.get(path):
            self._view.overlays.open_block_editor(path, card.name_rect())
        else:
            place = self._scene.frames[path].name_rect(self._view.zoom)
            self._view.overlays.open_block_editor(path, place)

    def keep(self) -> None:
        """Keep a copy of the block in the palette, for this network and others."""
        network = self._document.network
        if not (path := self.selected()):
            return
        fed_by = [wire.source for wire in wires_in(network, path)]
        shape = self._document.analysis.layers[fed_by[0]].output if fed_by else None
        image = Input(*shape) if shape and len(shape) == 3 else Input()
        try:
            name = save_block(template_of(placed(network), path, image))
        except (OSError, NetworkError) as error:
            self._view.say(tr("the block cannot be kept: {error}", error=error))
            return
        self._view.say(tr("{name} is in the list Layers now, under My blocks", name=name))
        self._view.blocks_kept.emit()

    def repeat(self) -> None:
        """Ask how many times a block is to stand in a row."""
        if not (path := self.selected()):
            return
        dialog = QInputDialog(self._view)
        dialog.setWindowTitle(tr("Repeat block"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setLabelText(
            tr(
                "How many times {block} stands in a row, in all:",
                block=path.rpartition("/")[2],
            )
        )
        dialog.setIntRange(1, MOST_REPEATS)
        dialog.setIntValue(max(2, times_of(self._document.network, path)))
        if dialog.exec():
            self.repeat_times(path, dialog.intValue())
        dialog.deleteLater()

    def repeat_times(self, path: str, times: int) -> None:
        """Let a block stand so many times in a row, and select all of it."""
        try:
            edit = repeat_edit(self._document.network, path, times)
        except NetworkError as error:
            self._view.say(str(error))
            return
        if self._document.apply(edit):
            self.select(path)
