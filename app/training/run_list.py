"""All runs at a glance: how each went, in figures read quickly from its folder. Needs no torch."""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.atomic_file import atomic_file
from app.language import tr
from app.network.graph import UNTITLED
from app.training.recipe import Recipe, RecipeError, recipe_from_json
from app.training.run import RunError
from app.training.weights_origin import WeightsOrigin, origin_in

State = Literal["finished", "stopped", "diverged", "unfinished", "unreadable"]

AtWork = Literal["training", "paused"]
"""What a window does with the run that it has open."""

STATE_WORDS: dict[State | AtWork, str] = {
    "finished": tr("finished"),
    "stopped": tr("stopped"),
    "diverged": tr("diverged"),
    "unfinished": tr("unfinished"),
    "unreadable": tr("unreadable"),
    "training": tr("in training"),
    "paused": tr("paused"),
}
STATE_HELP: dict[State | AtWork, str] = {
    "finished": tr("All epochs are done, or it stopped early by its recipe"),
    "stopped": tr("Ended in good order before its last epoch; it can be resumed"),
    "diverged": tr("The loss exploded; the last checkpoint is from before"),
    "unfinished": tr(
        "Cut off, or open in another window: it can be resumed from its last checkpoint"
    ),
    "unreadable": tr("The folder is damaged or holds no run"),
    "training": tr("It is being trained in this window"),
    "paused": tr("Paused before its last epoch; Resume goes on with the next batch"),
}
LONGEST_NOTE = 2_000
"""Letters of a note."""
_NOTE = "note.txt"
_TIME = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)_")
_TOLD = re.compile(rb'\{"event":"(?!StepDone")[^\n]*')
"""Lines of the history but those of single steps, of which there may be millions."""
_LARGEST_HEADER = 2**24


@dataclass(frozen=True)
class RunSummary:
    """A run as a table shows it; `problem` says why a folder cannot be read, or is empty.

    Accuracies are of the validation images, 0 to 1, and None before the first epoch is done;
    `loss` is their loss after the last one. `seconds` is the time spent on training steps.
    """

    folder: Path
    begun: datetime
    network: str = ""
    recipe: Recipe = field(default_factory=Recipe)
    epochs_done: int = 0
    step: int = 0
    best_accuracy: float | None = None
    best_epoch: int | None = None
    best_step: int | None = None
    last_accuracy: float | None = None
    loss: float | None = None
    seconds: float = 0.0
    state: State = "unfinished"
    bytes: int = 0
    note: str = ""
    has_checkpoint: bool = False
    origin: WeightsOrigin | None = None
    """Of the weights that it began with; None where the folder says nothing of it."""
    problem: str = ""

    @property
    def name(self) -> str:
        return self.folder.name


class RunList:
    """Reads the runs in a folder; what has not changed since the last time is not read again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[Path, tuple[object, RunSummary, _Course]] = {}

    def read(self) -> Iterator[RunSummary]:
        """The runs there are, newest first, each read when it is asked for."""
        try:
            folders = [Path(entry.path) for entry in os.scandir(self._root) if _may_be_run(entry)]
        except OSError:
            folders = []
        self._known = {folder: self._known[folder] for folder in folders if folder in self._known}
        for folder in sorted(folders, key=lambda folder: folder.name, reverse=True):
            yield self.summary(folder)

    def summary(self, folder: Path) -> RunSummary:
        """The run in one of the folders."""
        files = _files(folder)
        known = self._known.get(folder)
        if known is not None and known[0] == files:
            return known[1]
        course = known[2] if known is not None else _Course()
        summary = replace(_read(folder, course), bytes=sum(size for _, size, _ in files))
        self._known[folder] = (files, summary, course)
        return summary


def summary_of(folder: Path) -> RunSummary:
    """One run, read anew."""
    return RunList(folder.parent).summary(folder)


def run_title(name: str, network: str = "") -> str:
    """ "2026-11-21_14-03-22_lenet-5" as "lenet-5, 2026-11-21 14:03:22".

    A folder tells the name that the network had when the run was begun; where it had none yet,
    `network` is the name that it has been given since.
    """
    day, _, rest = name.partition("_")
    time, _, named = rest.partition("_")
    if not named or not _TIME.match(name):
        return name
    if named.partition("_")[0] == UNTITLED:
        named = tr("untitled") if network in ("", UNTITLED) else network
    return f"{named}, {day} {time.replace('-', ':')}"


def origin_text(origin: WeightsOrigin, seed: int) -> str:
    """Where the first weights of a run came from, in words; `seed` is that of its recipe."""
    if not origin.learned:
        return tr("drawn with seed {seed}", seed=seed)
    words = []
    if origin.run:
        words.append(tr("learned before, in the run {run}", run=run_title(origin.run)))
    if origin.loaded:
        words.append(tr("loaded, from a file for instance"))
    if origin.typed:
        words.append(tr("changed by hand"))
    words = words or [tr("learned before")]
    if origin.drawn:
        words.append(tr("newly drawn: {layers}", layers=", ".join(origin.drawn)))
    return "; ".join(words)


def write_note(folder: Path, text: str) -> None:
    """Keep a note with a run, or none if it is empty; RunError where the disk does not take it."""
    path, text = folder / _NOTE, text.strip()[:LONGEST_NOTE]
    try:
        if text:
            with atomic_file(path) as file:
                file.write(text.encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise RunError(
            tr("{path} cannot be written: {reason}", path=path, reason=error.strerror or error)
        ) from error


# What may go


def older_than(runs: Iterable[RunSummary], age: timedelta, now: datetime) -> list[RunSummary]:
    """The runs that were begun longer ago; what has a note stays, and so does what is damaged."""
    return [run for run in runs if run.begun < now - age and _may_go(run)]


def all_but_best(runs: Sequence[RunSummary], count: int) -> list[RunSummary]:
    """All but the `count` best of each network on each data set, by best validation accuracy.

    Of equals the newer is better. What has a note stays, and so does what is damaged.
    """
    seen: dict[tuple[str, str], int] = {}
    going = []
    for run in sorted(runs, key=lambda run: (run.best_accuracy or 0.0, run.begun), reverse=True):
        if run.problem:
            continue
        kind = (run.network, run.recipe.dataset)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > count and _may_go(run):
            going.append(run)
    return going


def _may_go(run: RunSummary) -> bool:
    return not run.note and not run.problem


# Reading a folder


class _Told(msgspec.Struct):
    """What is of interest in a line of the history."""

    event: str
    step: int
    epoch: int = 0
    validation_loss: float | None = None
    validation_accuracy: float | None = None
    seconds: float = 0.0


class _Course:
    """What the history has said so far; only what was added is read the next time."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.epochs: dict[int, _Told] = {}
        self.last: _Told | None = None
        self._read = 0

    def follow(self, path: Path) -> None:
        """Read on; OSError where the file cannot be read."""
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            size = 0
        if size < self._read:
            self._begin()  # another file
        if size == self._read:
            return
        with path.open("rb") as file, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as at:
            end = at.rfind(b"\n") + 1  # what comes after is not whole yet
            for line in _TOLD.finditer(at, self._read, end):
                told = _told(line[0])
                if told is not None and told.event == "EpochDone":
                    self.epochs[told.epoch] = told
            if end > self._read:
                self.last = _told(at[at.rfind(b"\n", 0, end - 1) + 1 : end]) or self.last
                self._read = end


def _read(folder: Path, course: _Course) -> RunSummary:
    summary = RunSummary(folder, _begun(folder))
    try:
        recipe = recipe_from_json((folder / "recipe.json").read_bytes())
        network = _network_name((folder / "network.json").read_bytes())
        course.follow(folder / "history.jsonl")
    except OSError as error:
        name = Path(error.filename).name if error.filename else folder.name
        reason = tr("{name} cannot be read: {reason}", name=name, reason=error.strerror or error)
        return replace(summary, state="unreadable", problem=reason, note=_note(folder))
    except (RecipeError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return replace(summary, state="unreadable", problem=f"damaged: {error}", note=_note(folder))
    epochs = [course.epochs[number] for number in sorted(course.epochs)]
    best = max(
        epochs, key=lambda told: (told.validation_accuracy or 0.0, -told.epoch), default=None
    )
    last = epochs[-1] if epochs else None
    checkpoint_step = _checkpoint_step(folder / "checkpoint.safetensors")
    return replace(
        summary,
        network=network,
        recipe=recipe,
        epochs_done=last.epoch if last else 0,
        step=course.last.step if course.last else 0,
        best_accuracy=best.validation_accuracy if best else None,
        best_epoch=best.epoch if best else None,
        best_step=best.step if best else None,
        last_accuracy=last.validation_accuracy if last else None,
        loss=last.validation_loss if last else None,
        seconds=sum(told.seconds for told in epochs),
        state=_state(course.last, checkpoint_step),
        note=_note(folder),
        has_checkpoint=checkpoint_step is not None,
        origin=origin_in(folder),
    )


def _state(last: _Told | None, checkpoint_step: int | None) -> State:
    """What is in good order when it stops writes a checkpoint of its last step."""
    if last is not None and last.event == "Finished":
        return "finished"
    if last is not None and last.event == "Diverged":
        return "diverged"
    return "stopped" if last is not None and last.step == checkpoint_step else "unfinished"


def _told(line: bytes) -> _Told | None:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _network_name(data: bytes) -> str:
    """Only its name, for a network of thousands of layers takes long to build."""
    form: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
    return str(form.get("name", ""))


def _checkpoint_step(path: Path) -> int | None:
    """The step of a checkpoint, from the head of its file; None where there is none to be read."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            head = file.read(length) if length <= _LARGEST_HEADER else b""
        standing = msgspec.json.decode(head)["__metadata__"]["standing"]
        return int(msgspec.json.decode(standing)["step"])
    except (OSError, msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _note(folder: Path) -> str:
    with suppress(OSError):
        return (folder / _NOTE).read_text("utf-8", errors="replace").strip()[:LONGEST_NOTE]
    return ""


def _begun(folder: Path) -> datetime:
    """From its name; a folder with another name tells when it was changed."""
    if found := _TIME.match(folder.name):
        with suppress(ValueError):
            return datetime.strptime(found[1], "%Y-%m-%d_%H-%M-%S")
    try:
        return datetime.fromtimestamp(folder.stat().st_mtime)
    except OSError:
        return datetime.min


def _may_be_run(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() and not entry.name.startswith(".")
    except OSError:
        return False


def _files(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of each file, also of those one folder further down."""
    found: list[tuple[str, int, int]] = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    found += _files(Path(entry.path))
                else:
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


_decoder = msgspec.json.Decoder(_Told)
