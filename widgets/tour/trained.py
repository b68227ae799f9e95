"""A network that has learned the digits, for all scenes that look into one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from app.network.gallery import gallery_entry
from app.training.recipe import Recipe
from widgets.panels.explanation.where_page import WherePage
from widgets.tour.stage import CTRL, Stage

_FILE = "digits.convas"


def open_trained(stage: Stage) -> None:
    """Open LeNet-5 as it is after one epoch; the first time it is trained and saved."""
    path = stage.props / _FILE
    if not path.exists():
        _train(stage, path)
    stage.open_file(path)
    stage.until(
        lambda: "right" in stage.window.predictions.sentence.text(), "the network reads a digit"
    )


def explain_quickly(stage: Stage, page: WherePage) -> None:
    """Have all quick methods explain the decision, and wait for the last."""
    stage.choose(page.form.method, "All quick methods")
    stage.until(
        lambda: (
            page.explanation is not None
            and len(page.explanation.attributions) >= 5
            and not page.asking.busy
        ),
        "all quick methods are computed",
    )


def _train(stage: Stage, path: Path) -> None:
    entry = gallery_entry("lenet-5")
    recipe = replace(Recipe(**entry.recipe), epochs=1)
    stage.open(replace(entry.build(), name=path.stem), recipe)
    stage.key(stage.window, Qt.Key.Key_F5)
    stage.trains_until(lambda: len(stage.thread.events) > 1, "training has begun")
    stage.await_end_of_training()
    stage.settle()
    stage.key(stage.canvas, Qt.Key.Key_S, CTRL)
    stage.until(lambda: not stage.window.isWindowModified(), "the network is saved")
