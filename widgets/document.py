"""The network being edited: every change goes through here, and every view follows its signals."""

from __future__ import annotations

import time
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from app.language import tr
from app.network.analysis import Analysis, analyse
from app.network.edits import Edit, MoveLayers, SetFields
from app.network.graph import UNTITLED, Network, NetworkError
from app.network.setting_titles import setting_title
from app.training.recipe import Recipe, changed_settings

MERGE_SECONDS = 1.5
"""Turns of one spin box that follow each other this closely are one step of undo."""


@dataclass(frozen=True, eq=False)
class Aside:
    """A document that was set aside, with all its steps of undo; see `Document.set_aside`."""

    network: Network
    recipe: Recipe
    selection: frozenset[str]
    path: Path | None
    recovered: bool
    learned: bool
    """Whether weights were learned that no file holds."""
    identity: object
    undo_stack: QUndoStack


class Document(QObject):
    """A network with its analysis, undo stack, selection, training recipe and file.

    A network without a name of its own goes by its file's, from the first saving on; that is no
    step of undo, and no step leads back behind it.

    Views read `network` and `analysis` when `network_changed` says so, and change them only with
    `apply`. The network is never changed in place, so a view may keep the one it has drawn.
    """

    network_changed = Signal()
    selection_changed = Signal()
    recipe_changed = Signal()
    file_changed = Signal()
    """Another file, another name, or saved and unsaved."""
    stepped = Signal(object)
    """Undo or redo has led to the network on display; from this one."""
    refused = Signal(str)
    """An edit could not be made; the text says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network = Network()
        self._analysis = analyse(self._network)
        self._recipe = Recipe()
        self._selection: frozenset[str] = frozenset()
        self._path: Path | None = None
        self._recovered = False
        self._is_guest = self._is_showing = False
        self._identity = object()
        self._weights_version = self._saved_weights_version = 0
        self.undo_group = QUndoGroup(self)
        """Whose active stack is `undo_stack`; menus follow it to another document's."""
        self.undo_group.cleanChanged.connect(self.file_changed)
        self._endings: dict[QUndoStack, weakref.finalize[[QUndoStack], Document]] = {}
        self.undo_stack = self._new_stack()

    @property
    def network(self) -> Network:
        return self._network

    @property
    def analysis(self) -> Analysis:
        return self._analysis

    @property
    def recipe(self) -> Recipe:
        return self._recipe

    @property
    def selection(self) -> frozenset[str]:
        """The names of the selected layers."""
        return self._selection

    @property
    def path(self) -> Path | None:
        """The file it was opened from or saved to."""
        return self._path

    @property
    def identity(self) -> object:
        """Tells what was opened from all else: edits and saving keep it, opening makes another."""
        return self._identity

    @property
    def is_guest(self) -> bool:
        """Whether it stands in for one that was set aside, as a lesson's network does."""
        return self._is_guest

    @property
    def is_showing(self) -> bool:
        """Whether the views follow a change at this moment: no step of undo is made meanwhile."""
        return self._is_showing

    @property
    def title(self) -> str:
        """What the user knows it by: its file, or else the network's name."""
        if self._path is not None:
            return self._path.name
        return tr("untitled") if self._network.name == UNTITLED else self._network.name

    @property
    def modified(self) -> bool:
        """Whether something would be lost by closing now; nothing is while one is set aside."""
        if self._is_guest:
            return False
        return self.edited or self._weights_version != self._saved_weights_version

    @property
    def learned(self) -> bool:
        """Whether weights were learned that no file holds."""
        return self._weights_version not in (0, self._saved_weights_version)

    @property
    def edited(self) -> bool:
        """Whether network or recipe are others than the file's."""
        return not self.undo_stack.isClean() or self._recovered

    def open(self, network: Network, recipe: Recipe, path: Path | None = None) -> None:
        """Begin anew with another network; the undo history of the last one ends."""
        self._path = path
        self._identity = object()
        self._recovered = False
        self._weights_version = self._saved_weights_version = 0
        self._recipe = recipe
        self._selection = frozenset()
        self.undo_stack.clear()
        with self._showing():
            self._show(network)
            self.recipe_changed.emit()
            self.selection_changed.emit()
        self.file_changed.emit()

    def set_aside(self) -> Aside:
        """Make room for another document, which is to be opened; `take_up` brings this one back."""
        aside = Aside(
            self._network,
            self._recipe,
            self._selection,
            self._path,
            self._recovered,
            self.learned,
            self._identity,
            self.undo_stack,
        )
        self.undo_stack = self._new_stack()
        self._is_guest = True
        return aside

    def take_up(self, aside: Aside) -> None:
        """Go on with a document that was set aside, in place of the one on display."""
        guests = self.undo_stack
        self.undo_stack = aside.undo_stack
        self.undo_group.setActiveStack(aside.undo_stack)
        self.undo_group.removeStack(guests)
        self._endings.pop(guests)()
        self._path, self._recovered, self._is_guest = aside.path, aside.recovered, False
        self._identity = aside.identity
        self._weights_version, self._saved_weights_version = int(aside.learned), 0
        self._recipe = aside.recipe
        with self._showing():
            self._show(aside.network)
            self.recipe_changed.emit()
            self._selection = aside.selection
            self.selection_changed.emit()
        self.file_changed.emit()

    def _new_stack(self) -> QUndoStack:
        """An empty undo stack, which is the active one of the group."""
        stack = QUndoStack()
        self.undo_group.addStack(stack)
        self.undo_group.setActiveStack(stack)
        # At the end of the program Qt has already taken the stack away.
        self._endings[stack] = weakref.finalize(self, _forget, stack)
        self._endings[stack].atexit = False
        return stack

    def note_weights(self, version: int) -> None:
        """Note that the weights have changed; 0 stands for those that it began with."""
        before = self.modified
        self._weights_version = version
        if self.modified != before:  # training calls this at every frame
            self.file_changed.emit()

    def mark_saved(
        self, path: Path, weights_version: int = 0, saved: tuple[Network, Recipe] | None = None
    ) -> None:
        """Note that the document now stands in `path` as it is, with this version of weights.

        Where something was edited since it was `saved`, that is still to be saved.
        """
        edited_since = saved is not None and saved != (self._network, self._recipe)
        self._saved_weights_version = weights_version
        # More may have been learned while the file was being written.
        self._weights_version = max(self._weights_version, weights_version)
        self._path = path
        self._recovered = False
        if edited_since:
            self.undo_stack.resetClean()
        else:
            self.undo_stack.setClean()
        if named_after(path, self._network) is not self._network:
            self._show(self._network)
        self.file_changed.emit()

    def mark_recovered(self) -> None:
        """Note that the document comes from a crash: no file holds it until it is saved."""
        self._recovered = True
        self.file_changed.emit()

    def apply(self, edit: Edit) -> bool:
        """Make an edit as one step of undo; where it cannot be made, `refused` says why."""
        if self._is_showing:
            return False
        try:
            after = named_after(self._path, edit.apply(self._network))
        except NetworkError as error:
            self.refused.emit(str(error))
            return False
        if after == self._network:
            return True
        recipe = _renamed(self._recipe, after.renamed_from(self._network))
        if recipe is self._recipe:
            self.undo_stack.push(_EditCommand(self, edit, after))
        else:
            self.undo_stack.beginMacro(edit.label)
            self.undo_stack.push(_EditCommand(self, edit, after))
            self.set_recipe(recipe, edit.label)
            self.undo_stack.endMacro()
        return True

    def set_recipe(self, recipe: Recipe, label: str = "") -> None:
        """Change how the network is trained, as one step of undo.

        `label` is what the menu calls it; otherwise it names the settings that change.
        """
        if recipe != self._recipe and not self._is_showing:
            self.undo_stack.push(_RecipeCommand(self, recipe, label))

    def select(self, names: Iterable[str]) -> None:
        """Select these layers and no others."""
        selection = frozenset(names) & self._network.layers.keys()
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()

    def _show(self, network: Network) -> None:
        """Make `network` the one on display, which goes by its file where it has no name."""
        self._network = named_after(self._path, network)
        self._analysis = analyse(self._network, self._analysis)
        self.network_changed.emit()

    def _show_recipe(self, recipe: Recipe) -> None:
        with self._showing():
            self._recipe = recipe
            self.recipe_changed.emit()

    def _show_edited(self, network: Network) -> None:
        """Make an edited network the one on display; new layers become the selection."""
        added = network.layers.keys() - self._network.layers.keys()
        with self._showing():
            self._show(network)
            self.select(added or self._selection)

    @contextmanager
    def _showing(self) -> Iterator[None]:
        """Make no edit while the views follow.

        A field that goes with its panel may tell what was typed into it. As a step of undo, that
        would come before the one that is being made, and in the midst of redo it would free that.
        """
        before, self._is_showing = self._is_showing, True
        try:
            yield
        finally:
            self._is_showing = before


def named_after(path: Path | None, network: Network) -> Network:
    """The network by the name of its file, unless it has one of its own."""
    unnamed = network.name == UNTITLED and path is not None and path.stem != UNTITLED
    return network.with_name(path.stem) if unnamed and path is not None else network


def _forget(stack: QUndoStack) -> None:
    """Empty the undo stack of a document that is gone.

    The garbage collector may otherwise free a command, in a circle of garbage, before the stack
    that still points to it. The finalizer that calls this keeps the stack out of every circle,
    as long as the commands do not hold the document.
    """
    stack.blockSignals(True)
    stack.clear()


def _renamed(recipe: Recipe, names: tuple[str, str] | None) -> Recipe:
    """The recipe with what it says of a layer under the layer's new name."""
    layers = dict(recipe.layer_initialisations)
    if names is None or names[0] not in layers:
        return recipe
    old_name, new_name = names
    layers[new_name] = layers.pop(old_name)
    return replace(recipe, layer_initialisations=layers)


class _EditCommand(QUndoCommand):
    """One edit on the undo stack: the network before and the network after."""

    def __init__(self, document: Document, edit: Edit, after: Network) -> None:
        super().__init__(edit.label)
        self._document = weakref.ref(document)
        self._edit = edit
        self._before = document.network
        self._after = after
        self._made = time.monotonic()
        self._is_pushed = False

    def redo(self) -> None:
        self._put(self._after)
        self._is_pushed = True

    def undo(self) -> None:
        self._put(self._before)

    def _put(self, network: Network) -> None:
        if document := self._document():
            before = document.network
            document._show_edited(network)
            if self._is_pushed:  # pushing calls redo, too, but then the edit is just being made
                document.stepped.emit(before)

    def id(self) -> int:
        """Commands that may merge share an id; -1 never merges."""
        if isinstance(self._edit, SetFields):
            return 1
        return 2 if isinstance(self._edit, MoveLayers) else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _EditCommand)
        if _subject(self._edit) != _subject(other._edit):
            return False
        if other._made - self._made > MERGE_SECONDS:
            return False
        self._edit, self._after, self._made = other._edit, other._after, other._made
        self.setText(self._edit.label)
        self.setObsolete(self._after == self._before)
        return True


class _RecipeCommand(QUndoCommand):
    """Another recipe on the undo stack; turning at one setting is one step."""

    def __init__(self, document: Document, after: Recipe, label: str) -> None:
        self._settings = changed_settings(document.recipe, after)
        names = ", ".join(setting_title(name) for name in self._settings[:2])
        more = " …" if len(self._settings) > 2 else ""
        super().__init__(label or tr("Change {names}{more}", names=names, more=more))
        self._document = weakref.ref(document)
        self._before, self._after = document.recipe, after
        self._may_merge = not label
        self._made = time.monotonic()

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)

    def _put(self, recipe: Recipe) -> None:
        if document := self._document():
            document._show_recipe(recipe)

    def id(self) -> int:
        """As those of `_EditCommand`."""
        return 3 if self._may_merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _RecipeCommand)
        if self._settings != other._settings or other._made - self._made > MERGE_SECONDS:
            return False
        self._after, self._made = other._after, other._made
        self.setObsolete(self._after == self._before)
        return True


def _subject(edit: Edit) -> object:
    """What an edit turns at: edits of the same subject in quick succession are one."""
    if isinstance(edit, SetFields):
        return (edit.name, frozenset(edit.values))
    if isinstance(edit, MoveLayers):
        return frozenset(edit.positions)
    return edit
