"""Putting a network with its recipe and weights onto the canvas, as one step of undo."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QWidget

from app.experiments.comparisons import Variant
from app.language import tr
from app.network.graph import Network
from app.training.run import RunError
from widgets.document import Document
from widgets.look_back import OldRun, read_old_run
from widgets.training_thread import TrainingThread
from widgets.waiting import wait_for

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class PutNetwork:
    """An edit: another network in the place of the present one."""

    label: str
    network: Network

    def apply(self, _network: Network) -> Network:
        return self.network


def put(document: Document, variant: Variant, label: str) -> None:
    """Put a network with its recipe onto the canvas, as one step of undo."""
    document.undo_stack.beginMacro(label)
    document.apply(PutNetwork(label, variant.network))
    document.set_recipe(variant.recipe, label)
    document.undo_stack.endMacro()


def keep(
    document: Document, thread: TrainingThread, variant: Variant, folder: Path, window: QWidget
) -> str:
    """Put a trained variant onto the canvas, with the weights of its run.

    Undo brings the network, recipe and weights back that were there before. Returns why it cannot
    be done, or nothing.
    """
    fetching = thread.fetch_weights()
    wait_for(fetching, tr("Waiting for the batch in progress …"), window, cancellable=False)
    with ThreadPoolExecutor(max_workers=1) as reader:
        reading = reader.submit(read_old_run, folder)
        wait_for(reading, tr("Reading {name} …", name=folder.name), window, cancellable=False)
    for done in (fetching, reading):
        error = done.exception()
        if isinstance(error, RunError | MemoryError | RuntimeError):
            return str(error)
    before, old = fetching.result(), reading.result()
    label = tr("Keep {name}", name=variant.name)
    stack = document.undo_stack
    network = document.network
    owner = weakref.ref(thread)
    stack.beginMacro(label)
    # Undone in the opposite order: weights go in when their network is there.
    stack.push(_Weights(undone=lambda: _give_back(owner(), network, before)))
    document.apply(PutNetwork(label, variant.network))
    document.set_recipe(variant.recipe, label)
    stack.push(_Weights(done=lambda: _take(owner(), variant.network, old)))
    stack.endMacro()
    return ""


def _take(thread: TrainingThread | None, network: Network, old: OldRun) -> None:
    if thread is not None:
        thread.set_network(network, forget=True)
        thread.view_run(old)


def _give_back(
    thread: TrainingThread | None, network: Network, weights: Mapping[str, np.ndarray]
) -> None:
    if thread is not None:
        thread.set_network(network, forget=True)
        if weights:
            thread.import_weights(weights)


def _nothing() -> None:
    """What half of a pair of commands does."""


class _Weights(QUndoCommand):
    """Weights as half a step of undo: they follow the network, whichever way one goes."""

    def __init__(
        self, *, done: Callable[[], None] = _nothing, undone: Callable[[], None] = _nothing
    ) -> None:
        super().__init__()
        self._done, self._undone = done, undone

    def redo(self) -> None:
        self._done()

    def undo(self) -> None:
        self._undone()
