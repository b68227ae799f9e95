"""Convas with its window open against what else one would train these networks with."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.contender import Contender
from benchmarks.measure import Claim
from benchmarks.peers.cases import CASES, Case
from benchmarks.peers.convnetjs_layers import convnetjs_layers
from benchmarks.window import TrainingWindow

TURNS = 5
BOUNDS = {
    "PyTorch's tutorial loop": 1.0,
    "a bare loop in memory": 0.95,
    "Keras on JAX": 1.0,
    "Keras on PyTorch": 1.0,
    "ConvNetJS": 1.0,
}
HERE = Path(__file__).parent


def measure() -> list[Claim]:
    """Images a second of Convas against those of each peer, in turns, for each network."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        window = TrainingWindow(CASES[0].network, CASES[0].recipe)
        claims = [claim for case in CASES for claim in _claims(window, case)]
        window.close()
        return claims


def _claims(window: TrainingWindow, case: Case) -> list[Claim]:
    contenders = _contenders(case)
    window.train_another(case.network, case.recipe)

    steps = case.images // case.batch_size
    # Not timed: the buttons change when training begins, which takes as long as some steps.
    warm_up = max(3, steps // 4)

    def convas() -> float:
        return case.images / window.seconds_for_steps(steps, warm_up)

    # In the middle of the turn, beside the loop that is closest.
    runners: dict[str, Callable[[], float]] = {}
    for name, each in contenders.items():
        runners[name] = each.per_second
        if name == "a bare loop in memory":
            runners["Convas"] = convas
    turns = [{name: run() for name, run in runners.items()} for _ in range(TURNS)]
    for contender in contenders.values():
        contender.close()
    return [_claim(case, name, turns) for name in contenders]


def _claim(case: Case, name: str, turns: list[dict[str, float]]) -> Claim:
    convas, peer = (statistics.median(turn[each] for turn in turns) for each in ("Convas", name))
    return Claim(
        f"{case.entry}, window open, against {name}",
        statistics.median(turn["Convas"] / turn[name] for turn in turns),
        BOUNDS[name],
        at_least=True,
        detail=f"{convas:,.0f} against {peer:,.0f} images/s",
    )


def _contenders(case: Case) -> dict[str, Contender]:
    def python(module: str, *arguments: str, **environment: str) -> Contender:
        command = [sys.executable, "-m", f"benchmarks.peers.{module}", *arguments, case.entry]
        return Contender(command, case.images, environment)

    found = {
        "PyTorch's tutorial loop": python("torch_loop", "usual"),
        "a bare loop in memory": python("torch_loop", "bare"),
        "Keras on JAX": python("keras_loop", KERAS_BACKEND="jax"),
        "Keras on PyTorch": python("keras_loop", KERAS_BACKEND="torch"),
    }
    layers = convnetjs_layers(case.network)
    if layers is not None:
        found["ConvNetJS"] = _convnetjs(case, layers)
    return found


def _convnetjs(case: Case, layers: list[dict[str, object]]) -> Contender:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise SystemExit("ConvNetJS needs Node.js: install node and npm, or leave `peers` out")
    if not (HERE / "node_modules" / "convnetjs").is_dir():
        subprocess.run([npm, "ci", "--silent"], cwd=HERE, check=True)
    recipe = case.recipe
    settings = {
        "layers": layers,
        "batch_size": case.batch_size,
        "learning_rate": recipe.learning_rate,
        "momentum": recipe.momentum,
    }
    command = [node, str(HERE / "convnetjs_loop.js"), json.dumps(settings)]
    return Contender(command, case.slow_images)
