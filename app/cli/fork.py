"""The command `fork`: two variants side by side, for a terminal or for a program that steers it."""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from threading import Event as Flag
from typing import Any

import numpy as np

from app.cli.printing import CommandError, print_json, print_line, print_table
from app.cli.training import loaded, stopped_by_ctrl_c
from app.data.dataset import DataError, Dataset
from app.experiments.comparisons import Variant
from app.experiments.difference import differences
from app.experiments.disagreements import Disagreements, to_arrays, verdict
from app.experiments.fork import Fork
from app.experiments.fork_events import LETTERS, SIDES, NotCompared, SideEvent, event_form
from app.training.events import (
    Diverged,
    EpochDone,
    Failure,
    OutOfMemory,
    Remark,
    StepDone,
    remark_text,
)
from app.training.module import UntrainableError
from app.training.run import RunError, runs_folder

STOPPED = 130
SECONDS_PER_LINE = 0.1
"""Steps are told together, so often."""


def fork(options: argparse.Namespace, variants: tuple[Variant, Variant]) -> int:
    """Train both side by side and tell of it; returns the exit code."""
    try:
        datasets = _datasets(variants)
        pair = Fork(variants, datasets, runs_folder())
    except (DataError, UntrainableError, RunError) as error:
        raise CommandError(str(error)) from error
    with stopped_by_ctrl_c() as stopped:
        teller: _Teller
        if options.format == "lines":
            teller = _LineTeller(pair, options.pictures)
        else:
            teller = _Teller(pair, options.pictures, as_json=options.format == "json")
        return _Conductor(pair, teller, stopped, steered=options.steered).conduct()


def _datasets(variants: tuple[Variant, Variant]) -> tuple[Dataset, Dataset]:
    """What each learns from, loaded once if it is the same."""
    a, b = (variant.recipe for variant in variants)
    first = loaded(a)
    same = (a.dataset, a.difficulty, a.changes) == (b.dataset, b.difficulty, b.changes)
    return first, first if same else loaded(b)


class _Conductor:
    """Trains, and in between does what it is told on standard input, if it is `steered`."""

    def __init__(self, pair: Fork, teller: _Teller, stopped: Flag, *, steered: bool) -> None:
        self._fork = pair
        self._teller = teller
        self._stopped = stopped
        self._paused = False
        self._words: queue.SimpleQueue[str] = queue.SimpleQueue()
        if steered:
            threading.Thread(target=_listen, args=(self._words,), daemon=True).start()

    def conduct(self) -> int:
        """Train to the end, or until it is stopped; the exit code."""
        self._teller.begun()
        with closing(self._fork.events()) as events:
            for event in events:
                self._teller.tell(event)
                if self._fork.level or self._stopped.is_set():
                    self._follow()
                if self._stopped.is_set():
                    break
        stopped = self._stopped.is_set()
        self._teller.ended(stopped=stopped)
        return STOPPED if stopped else 0

    def _follow(self) -> None:
        """Do what was asked, and stay while it is a pause."""
        with suppress(queue.Empty):
            while True:
                self._obey(self._words.get_nowait())
        if self._paused:
            self._teller.paused()
        while self._paused and not self._stopped.is_set():
            busy = self._fork.stale or self._fork.comparing
            found = self._fork.compare_some() if busy else None
            if found is not None:
                self._teller.tell(found)
            with suppress(queue.Empty):
                self._obey(self._words.get(timeout=0.001 if busy else 0.1))

    def _obey(self, words: str) -> None:
        command, _, rest = words.partition(" ")
        if command == "pause":
            self._paused = True
        elif command == "go":
            self._paused = False
        elif command == "stop":
            self._stopped.set()
        elif command == "look":
            self._teller.keep_filters([rest])


def _listen(words: queue.SimpleQueue[str]) -> None:
    """Hand on the lines of standard input; at its end whoever steered is gone."""
    left = b""
    with suppress(OSError):
        # Not sys.stdin, whose lock this thread would hold when the program ends.
        while data := os.read(0, 4096):
            *lines, left = (left + data).split(b"\n")
            for line in lines:
                words.put(line.decode(errors="replace").strip())
    words.put("stop")


class _Teller:
    """Tells people: epochs on standard error, and at the end a table."""

    def __init__(self, pair: Fork, pictures: Path | None = None, *, as_json: bool = False) -> None:
        self.fork = pair
        self._as_json = as_json
        self.pictures = pictures
        self.epochs: tuple[list[EpochDone], list[EpochDone]] = ([], [])
        self.failures: list[Failure | None] = [None, None]
        self.found: Disagreements | None = None
        self.incomparable = ""

    def begun(self) -> None:
        """Say what is compared."""
        self._say("; ".join(differences(*self.fork.variants)) or "A and B are the same")
        self._say(self.fork.first_weights.in_words)
        if self.fork.warning:
            self._say(self.fork.warning)

    def tell(self, event: SideEvent | Disagreements | NotCompared) -> None:
        """Say what happened."""
        if isinstance(event, Disagreements):
            self.found = event
            self._keep("disagreements", to_arrays(event))
        elif isinstance(event, NotCompared):
            self.incomparable, self.found = event.reason, None
            self._say(event.reason)
        elif isinstance(event.event, EpochDone):
            self.epochs[event.side].append(event.event)
            self._say(f"{LETTERS[event.side]}, {_epoch_text(event.event)}")
        elif isinstance(event.event, Failure):
            self.failures[event.side] = event.event
            what = "diverged" if isinstance(event.event, Diverged) else "stopped"
            self._say(f"{LETTERS[event.side]} {what}: {event.event.reason}")
        elif isinstance(event.event, Remark):
            self._say(f"{LETTERS[event.side]}: {remark_text(event.event)}")

    def paused(self) -> None:
        """Say that nothing is trained until it goes on."""

    def keep_filters(self, names: list[str]) -> None:
        """Put the filters of these convolutions, as they are now, where the pictures are kept."""
        self._keep("filters", self.fork.filters(names))

    def ended(self, *, stopped: bool) -> None:
        """Tell what came of it."""
        self.keep_filters(list(self.fork.convolutions))
        form = self._form(stopped=stopped)
        if self._as_json:
            print_json(form)
            return
        heads = ("epoch", "A, validation", "B, validation")
        print_table(heads, _epoch_rows(self.epochs), numbers=range(3))
        if self.found is not None:
            print(f"Validation images: {verdict(self.found.counts)}")
        for letter, side in zip(LETTERS, form["sides"], strict=True):
            tested = side["test_accuracy"]
            words = f"{letter}: test accuracy {tested:.2%}. " if tested is not None else ""
            print(f"{words}The run of {letter} is in {side['run']}" if side["run"] else words)
        if stopped:
            print("Stopped by Ctrl+C. Each run can be gone on with: convas train --resume RUN")

    def _form(self, *, stopped: bool) -> dict[str, Any]:
        """What came of it, for programs."""
        return {
            "differences": differences(*self.fork.variants),
            "sides": [
                {
                    "name": self.fork.variants[side].network.name,
                    "run": self._run_of(side),
                    "validation_accuracies": [e.validation_accuracy for e in self.epochs[side]],
                    "test_accuracy": self._tested(side, stopped=stopped),
                    "diverged": self._reason(side, Diverged),
                    "out_of_memory": self._reason(side, OutOfMemory),
                }
                for side in SIDES
            ],
            "counts": self.found.counts._asdict() if self.found else None,
            "not_compared": self.incomparable,
            "stopped": stopped,
        }

    def _reason(self, side: int, kind: type[Failure]) -> str:
        """Why a training has ended so; empty where it has not."""
        failure = self.failures[side]
        return failure.reason if failure is not None and isinstance(failure, kind) else ""

    def _run_of(self, side: int) -> str:
        run = self.fork.trainers[side].run
        return str(run.folder) if run else ""

    def _tested(self, side: int, *, stopped: bool) -> float | None:
        return None if stopped or self.failures[side] else self.fork.trainers[side].test()[1]

    def _say(self, words: str) -> None:
        print(words, file=sys.stderr)

    def _keep(self, name: str, arrays: Mapping[str, Any]) -> Path | None:
        """Put arrays into a file, which is replaced whole."""
        if self.pictures is None:
            return None
        path = self.pictures / f"{name}.npz"
        part = path.with_suffix(".part")
        try:
            with part.open("wb") as file:
                np.savez(file, **arrays)
            part.replace(path)
        except OSError:  # it is read just now, or the disk is full: there will be newer ones
            return None
        return path


class _LineTeller(_Teller):
    """Tells a program that follows: a JSON object a line."""

    def __init__(self, pair: Fork, pictures: Path | None) -> None:
        super().__init__(pair, pictures)
        self._steps: tuple[list[StepDone], list[StepDone]] = ([], [])
        self._told_at = 0.0

    def begun(self) -> None:
        sides = [
            {
                "run": self._run_of(side),
                "steps_per_epoch": self.fork.trainers[side].steps_per_epoch,
                "total_steps": self.fork.trainers[side].total_steps,
            }
            for side in SIDES
        ]
        weights, convolutions = self.fork.first_weights.in_words, self.fork.convolutions
        print_line(
            {
                "event": "begun",
                "sides": sides,
                "first_weights": weights,
                "convolutions": list(convolutions),
                "warning": self.fork.warning,
            }
        )

    def tell(self, event: SideEvent | Disagreements | NotCompared) -> None:
        if isinstance(event, SideEvent) and isinstance(event.event, StepDone):
            self._steps[event.side].append(event.event)
            if time.monotonic() - self._told_at > SECONDS_PER_LINE:
                self._flush()
            return
        super().tell(event)
        if isinstance(event, SideEvent):
            self._flush()
            print_line({"event": "told", "side": event.side, "what": event_form(event.event)})
        elif isinstance(event, NotCompared):
            print_line({"event": "not_compared", "reason": event.reason})

    def paused(self) -> None:
        self._flush()
        print_line({"event": "paused"})

    def _flush(self) -> None:
        self._told_at = time.monotonic()
        for side, steps in enumerate(self._steps):
            if steps:
                columns = [[getattr(step, name) for step in steps] for name in _STEP]
                print_line(
                    {"event": "steps", "side": side, **dict(zip(_STEP, columns, strict=True))}
                )
                steps.clear()

    def ended(self, *, stopped: bool) -> None:
        self._flush()
        self.keep_filters(list(self.fork.convolutions))
        print_line({"event": "result", **self._form(stopped=stopped)})

    def _say(self, words: str) -> None:
        """Programs read lines."""

    def _keep(self, name: str, arrays: Mapping[str, Any]) -> Path | None:
        path = super()._keep(name, arrays)
        if path is not None:
            print_line({"event": name, "file": str(path)})
        return path


_STEP = ("step", "epoch", "loss", "accuracy")


def _epoch_rows(epochs: tuple[list[EpochDone], list[EpochDone]]) -> Iterator[tuple[str, ...]]:
    for number, both in enumerate(zip_longest(*epochs), start=1):
        yield (str(number), *("" if e is None else f"{e.validation_accuracy:.2%}" for e in both))


def _epoch_text(event: EpochDone) -> str:
    return (
        f"epoch {event.epoch}: loss {event.train_loss:.4f}, "
        f"validation accuracy {event.validation_accuracy:.2%}"
    )
