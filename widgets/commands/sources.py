"""All that the palette offers: the menus, panels, layers, blocks, networks and recent files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenuBar

from app.language import tr
from app.network.block_library import READY_BLOCKS
from app.network.gallery import GALLERY
from app.network.layers import LAYER_KINDS
from widgets.commands.command import Command
from widgets.commands.other_words import OTHER_WORDS
from widgets.lessons.listed import listed_lessons
from widgets.menu_entries import MenuEntry, menu_entries, words_of
from widgets.panels.layer_list import LECTURE_WORDS
from widgets.settings import recent_files

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView
    from widgets.docks import Docks
    from widgets.file_menu import FileMenu
    from widgets.lessons.menu import LessonsMenu

ITSELF = tr("Command palette")


def all_commands(
    bar: QMenuBar, docks: Docks, canvas: CanvasView, files: FileMenu, lessons: LessonsMenu
) -> tuple[Command, ...]:
    """What can be done now; made anew whenever the palette opens."""
    return (
        *_menus(bar, docks),
        *_panels(docks),
        *_layers(canvas),
        *_on_canvas(canvas),
        *_networks(files),
        *_lessons(lessons),
    )


def _menus(bar: QMenuBar, docks: Docks) -> list[Command]:
    # Panels are shown by commands of their own: an entry would close one that is open.
    panels = [docks[name].toggleViewAction() for name in docks.names]
    return [
        _from_menu(entry)
        for entry in menu_entries(bar)
        if entry.action not in panels and entry.title != ITSELF
    ]


def _from_menu(entry: MenuEntry) -> Command:
    """An entry by its name and, where it is one of a menu's menu, that of the latter before it.

    For "Weights…" alone does not say that they are exported.
    """
    action = entry.action
    top, *inner = entry.path
    tip = action.toolTip()
    return Command(
        ": ".join((*inner, entry.written)),
        top,
        action.trigger,
        keys=entry.keys,
        help=action.statusTip() or (tip if tip != entry.title else ""),
        words=OTHER_WORDS.get(entry.title, ""),
        possible=action.isEnabled(),
        on=action.isChecked() if action.isCheckable() else None,
    )


def _panels(docks: Docks) -> list[Command]:
    return [
        Command(
            words_of(docks[name].toggleViewAction()),
            tr("Show panel"),
            partial(docks.raise_, name),
            keys=MenuEntry((), docks[name].toggleViewAction()).keys,
            words=OTHER_WORDS.get(words_of(docks[name].toggleViewAction()), ""),
        )
        for name in docks.names
    ]


def _layers(canvas: CanvasView) -> list[Command]:
    layers = [
        Command(
            kind.__name__,
            tr("Add layer"),
            partial(canvas.append_layer, kind.__name__),
            help=kind.about,
            words=LECTURE_WORDS.get(kind.__name__, ""),
        )
        for kind in LAYER_KINDS
    ]
    blocks = [
        Command(
            block.title, tr("Add block"), partial(canvas.append_block, block.name), help=block.help
        )
        for block in READY_BLOCKS
    ]
    return [*layers, *blocks]


def _on_canvas(canvas: CanvasView) -> list[Command]:
    """Ways to the layers that are there."""
    analysis = canvas.document.analysis
    return [
        Command(name, tr("Go to layer"), partial(canvas.go_to, name), help=layer.layer.kind)
        for name, layer in analysis.layers.items()
    ]


def _networks(files: FileMenu) -> list[Command]:
    recent = [
        Command(Path(path).name, tr("Open recent"), partial(files.open_recent, path), help=path)
        for path in recent_files()
    ]
    gallery = [
        Command(
            entry.title,
            tr("Open from gallery"),
            partial(files.open_instead, entry),
            help=entry.sentence,
        )
        for entry in GALLERY
    ]
    return [*recent, *gallery]


def _lessons(menu: LessonsMenu) -> list[Command]:
    return [
        Command(
            entry.title, tr("Play lesson"), partial(menu.play_file, entry.path), help=entry.about
        )
        for entry in listed_lessons()
    ]
