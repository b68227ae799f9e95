"""A run on disk: a folder that says what was trained and how it went. Needs no torch.

    recipe.json, network.json    what was asked for
    history.jsonl                every event, a line each, only ever appended to
    checkpoint.safetensors       everything that is needed to go on
    origin.json                  where the weights came from that it began with
    preprocessing.safetensors    what was fitted to the training images
    moments/                     the weights at moments of the past, see `moments.py`
    note.txt                     what the user has written about it, if anything
    lock                         held by the program that trains it, see `Run.hold`

Whatever moment the program is killed at, the folder can be read: files are written aside and
then put in place, and a line that was cut off is passed over. The history knows every step that
the checkpoint has; of the steps after it, those of the last quarter second may be missing, but
they are done again on resuming.
"""

from __future__ import annotations

import errno
import math
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

import msgspec
import numpy as np
from filelock import FileLock, Timeout
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from app.atomic_file import atomic_file
from app.home import home
from app.language import tr
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import UNTITLED, Network, NetworkError
from app.new_folder import new_folder
from app.training.changes import changed
from app.training.divergence import Outlook
from app.training.event_lines import event_in, event_line
from app.training.events import EVENT_KINDS, SettingChanged, StepDone, TrainingEvent
from app.training.judgement import Judgement
from app.training.recipe import Recipe, RecipeError, recipe_from_json, recipe_to_json
from app.training.weights_origin import DRAWN, ORIGIN_FILE, WeightsOrigin, origin_to_json

SECONDS_BETWEEN_WRITES = 0.25
"""Lines of single steps are written together after so long: a write costs as much as 3 per cent
of a small network's step."""


class RunError(Exception):
    """A run's folder cannot be read or written; the text says which and why."""


class Standing(msgspec.Struct, frozen=True):
    """Where a run stands, besides its tensors.

    `epochs_done` counts finished epochs; the sums are those of the epoch in progress: of
    loss · images, of correct answers, of images, and of seconds. `training_images` is the size of
    the data, to notice that another set is there on resuming. `changed` are the settings that may
    change during a run, as they are. `restored` says that the best weights were put back.
    """

    step: int
    epochs_done: int
    loss_sum: float
    correct: int
    images: int
    seconds: float
    outlook: Outlook
    training_images: int
    changed: dict[str, float] = {}
    judgement: Judgement = msgspec.field(default_factory=Judgement)
    restored: bool = False


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Everything that changes while training.

    The tensors are named `module/conv1.weight` and `optimizer/conv1.weight/exp_avg`; the weights of
    the best epoch, where they are kept, `best/conv1.weight`.
    """

    standing: Standing
    tensors: Mapping[str, np.ndarray]


class Run:
    """The folder of one run; made by `new_run` and `open_run`."""

    def __init__(self, folder: Path, network: Network, recipe: Recipe) -> None:
        self.folder = folder
        self.network = network
        self.recipe = recipe
        self._history: FileIO | None = None
        self._unwritten: list[bytes] = []
        self._written_at = -math.inf
        self._lock: FileLock | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def has_checkpoint(self) -> bool:
        return self._checkpoint_file.is_file()

    @property
    def _checkpoint_file(self) -> Path:
        return self.folder / "checkpoint.safetensors"

    @property
    def _preprocessing_file(self) -> Path:
        return self.folder / "preprocessing.safetensors"

    @property
    def _history_file(self) -> Path:
        return self.folder / "history.jsonl"

    def hold(self) -> None:
        """Keep other programs from training it until `release`; RunError where one does already.

        The system lets go when the program ends, however it ends. Where the disk knows no locks
        nobody is kept away.
        """
        if self._lock is None:
            try:
                self._lock = _locked(self.folder)
            except Timeout as error:
                raise RunError(
                    tr(
                        "the run {name} is open in another window or program; end it there first",
                        name=self.name,
                    )
                ) from error

    def release(self) -> None:
        """Let other programs train it again."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def append(self, event: TrainingEvent) -> None:
        """Add an event to the history.

        Steps are on disk a quarter second later, if more events follow; with any other event, a
        checkpoint and on closing all are. Raises RunError where the disk does not take them; they
        are then kept for the next time.
        """
        self._unwritten.append(event_line(event))
        late = time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES
        if late or not isinstance(event, StepDone):
            self._write_history()

    def close(self) -> None:
        """Write what is unwritten and let go of the history file; appending opens it again.

        Raises RunError where the disk does not take it.
        """
        try:
            self._write_history()
        finally:
            self._let_go()
            self._written_at = -math.inf

    def _write_history(self) -> None:
        self._written_at = time.monotonic()
        if not self._unwritten:
            return
        data = b"".join(self._unwritten)
        try:
            if self._history is None:
                self._history = _opened_for_appending(self._history_file)
            if self._history.write(data) != len(data):  # unbuffered: this is how a full disk shows
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self._let_go()
            raise _cannot_write(self._history_file, error) from error
        self._unwritten.clear()

    def _let_go(self) -> None:
        history, self._history = self._history, None
        if history is not None:
            history.close()

    def history(self) -> list[TrainingEvent]:
        """All events in the order of their steps.

        A line that was cut off is passed over. After a resume some steps stand there twice: the
        last record of a step wins. Raises RunError where the file cannot be read.
        """
        try:
            lines = self._history_file.read_bytes().splitlines()
        except FileNotFoundError:
            lines = []
        except OSError as error:
            raise RunError(
                tr(
                    "{history_file} cannot be read: {words}",
                    history_file=self._history_file,
                    words=_words(error),
                )
            ) from error
        events: dict[tuple[int, int, str], TrainingEvent] = {}
        for line in [*lines, *self._unwritten]:
            event = event_in(line)
            if event is not None:
                # Several settings may change at the same step.
                field = event.field if isinstance(event, SettingChanged) else ""
                events[event.step, _RANK[type(event)], field] = event
        return [events[key] for key in sorted(events, key=lambda key: key[:2])]

    def recipe_as_changed(self) -> Recipe:
        """The recipe with all that was changed while training; RunError as `history`."""
        return changed(
            self.recipe, (event for event in self.history() if isinstance(event, SettingChanged))
        )

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Put a checkpoint in the place of the last one, whole or not at all.

        The history is written first, so that it knows all steps of the checkpoint.

        Raises RunError where the disk does not take it; the last one then stays.
        """
        self._write_history()
        metadata = {"standing": msgspec.json.encode(checkpoint.standing).decode()}
        try:
            _replace(self._checkpoint_file, save(dict(checkpoint.tensors), metadata))
        except (OSError, SafetensorError) as error:
            raise _cannot_write(self._checkpoint_file, error) from error

    def save_preprocessing(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep what was fitted to the training images; RunError where the disk does not take it."""
        try:
            _replace(self._preprocessing_file, save(dict(arrays)))
        except (OSError, SafetensorError) as error:
            raise _cannot_write(self._preprocessing_file, error) from error

    def load_preprocessing(self) -> dict[str, np.ndarray]:
        """What was fitted to the training images, by name; empty where none was kept.

        Raises RunError where the file cannot be read.
        """
        path = self._preprocessing_file
        try:
            with safe_open(path, framework="numpy") as file:
                return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except FileNotFoundError:
            return {}
        except (OSError, SafetensorError, ValueError, TypeError) as error:
            raise RunError(
                tr("{path} is damaged: {words}", path=path, words=_words(error))
            ) from error

    def remove_unfinished(self) -> None:
        """Remove what a checkpoint that was killed while being written has left behind."""
        for part in self.folder.glob(".*.part"):
            with suppress(OSError):
                part.unlink()

    def load_checkpoint(self, *, only: tuple[str, ...] = ("",)) -> Checkpoint:
        """The last checkpoint; RunError where there is none or it is damaged.

        `only` are beginnings of the names of tensors that are wanted.
        """
        path = self._checkpoint_file
        try:
            with safe_open(path, framework="numpy") as file:
                metadata = file.metadata() or {}
                standing = msgspec.json.decode(metadata["standing"], type=Standing)
                names = [name for name in file.keys() if name.startswith(only)]  # noqa: SIM118
                tensors = {name: file.get_tensor(name) for name in names}
        except FileNotFoundError as error:
            raise RunError(
                tr("the run {name} has no checkpoint to go on from", name=self.name)
            ) from error
        except KeyError as error:
            raise RunError(tr("{path} is no checkpoint of Convas", path=path)) from error
        except (OSError, SafetensorError, msgspec.MsgspecError, ValueError, TypeError) as error:
            raise RunError(
                tr("{path} is damaged: {words}", path=path, words=_words(error))
            ) from error
        return Checkpoint(standing, tensors)


def runs_folder() -> Path:
    """Where runs are kept unless somebody says otherwise."""
    return home() / "runs"


def new_run(root: Path, network: Network, recipe: Recipe, origin: WeightsOrigin = DRAWN) -> Run:
    """A new folder in `root`, named by the time and the network; RunError if it cannot be made.

    `origin` is that of the weights which it begins with.
    """
    folder = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = _folder_for(root, network.name)
        _replace(folder / "recipe.json", recipe_to_json(recipe))
        _replace(folder / "network.json", network_to_json(network))
        _replace(folder / ORIGIN_FILE, origin_to_json(origin))
    except OSError as error:
        raise _cannot_write(folder or root, error) from error
    return Run(folder, network, recipe)


def open_run(folder: Path) -> Run:
    """The run in `folder`; RunError says what is missing or damaged."""
    try:
        recipe = recipe_from_json((folder / "recipe.json").read_bytes())
        network = network_from_json((folder / "network.json").read_bytes())
    except OSError as error:
        raise RunError(
            tr("{folder} holds no run: {words}", folder=folder, words=_words(error))
        ) from error
    except (RecipeError, NetworkError) as error:
        raise RunError(
            tr("the run in {folder} is damaged: {error}", folder=folder, error=error)
        ) from error
    return Run(folder, network, recipe)


def is_at_work_elsewhere(folder: Path) -> bool:
    """Whether another program trains the run in `folder`."""
    if not folder.is_dir():
        return False
    try:
        lock = _locked(folder)
    except Timeout:
        return True
    if lock is not None:
        lock.release()
    return False


def _locked(folder: Path) -> FileLock | None:
    """The lock of a run, taken; this program may take it several times.

    None where the disk knows no locks; Timeout where another program has it.
    """
    lock = FileLock(folder / "lock", is_singleton=True, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise
    except (OSError, NotImplementedError):
        return None
    return lock


def name_network(folder: Path, name: str) -> None:
    """Name the network of a run if it had no name when the run was begun.

    RunError where there is no run, or the disk does not take the name.
    """
    network = open_run(folder).network
    if network.name == UNTITLED:
        path = folder / "network.json"
        try:
            _replace(path, network_to_json(network.with_name(name)))
        except OSError as error:
            raise _cannot_write(path, error) from error


def list_runs(root: Path) -> Iterator[Run]:
    """The runs in `root`, newest first, each read when it is asked for.

    Folders that hold none are passed over.
    """
    try:
        folders = sorted((path for path in root.iterdir() if path.is_dir()), reverse=True)
    except OSError:
        return
    for folder in folders:
        with suppress(RunError):
            yield open_run(folder)


_RANK = {kind: rank for rank, kind in enumerate(EVENT_KINDS)}


def _opened_for_appending(path: Path) -> FileIO:
    """The file at its end, on a new line even where the last one was cut off."""
    file = path.open("ab", buffering=0)
    if file.tell() > 0:
        with path.open("rb") as before:
            before.seek(-1, os.SEEK_END)
            if before.read(1) != b"\n":
                file.write(b"\n")
    return file


def _folder_for(root: Path, network_name: str) -> Path:
    """A folder that was not there before, by time to the second, network, and number if need be."""
    word = re.sub(r"[^A-Za-z0-9-]+", "-", network_name).strip("-")[:40] or "network"
    stem = f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{word}"
    return new_folder(root, stem, "_{:03}")


def _replace(path: Path, data: bytes) -> None:
    with atomic_file(path) as file:
        file.write(data)


def _cannot_write(path: Path, error: Exception) -> RunError:
    return RunError(tr("{path} cannot be written: {words}", path=path, words=_words(error)))


def _words(error: Exception) -> str:
    """What the system says, without its error number and path."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
