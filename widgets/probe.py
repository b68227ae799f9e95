"""The probe image: the one that canvas, feature maps and predictions look at."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.data.dataset import DataError, Dataset
from app.data.preprocessing import Shape
from app.data.probe_changes import NO_CHANGES, ProbeChanges, changed_image
from app.language import tr
from widgets.asking_for_files import ask_for_file

if TYPE_CHECKING:
    from app.data.image_file import OwnPicture

log = logging.getLogger(__name__)

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
Source = Literal["data", "drawing", "matrix", "file"]
File = Path | QImage | bytes
"""Where a picture of the user's own is read from."""
MUCH_LARGER = 4
"""Times the pixels of the data set's images: files are then fitted to the Input itself. To others
they are fitted as the images are that the network learns from, edges and all."""
QUICKLY_CHANGED = 3 * 96 * 96
"""Values of an image that are changed in a millisecond or two; for more another thread is used."""


@dataclass(frozen=True, eq=False)
class LookedAt:
    """An image that is looked at: as it was chosen, and as it is after the changes."""

    original: NDArray[np.uint8]
    """C×H×W."""
    image: NDArray[np.uint8]
    truth: int | None
    """Its class, if that is known."""
    source: Source
    part: str = ""
    index: int = -1
    """Where in the data set it is."""
    name: str = ""
    """What a file is called."""
    done: str = ""
    """What was done to a file to make it fit, in words."""


@dataclass(frozen=True, eq=False)
class _Reading:
    """A file that is read, to be fitted to a shape."""

    file: File
    name: str
    shape: Shape
    again: bool
    """Whether it was looked at before, and is fitted anew."""
    choice: int
    """Which choice of an image was the last one before."""


class Probe(QObject):
    """Takes the image from the data set, from a file or from the user's hand, and changes it."""

    chosen = Signal(object, object)
    """The image (uint8, C×H×W) and its class, None where that is not known."""
    looked_at = Signal(object)
    """The same with where it comes from and what it was before the changes: a `LookedAt`."""
    chosen_elsewhere = Signal()
    """The image is none of the data set's."""
    dataset_taken = Signal(object)
    """Another `Dataset` is there to choose from."""
    refused = Signal(str)
    """A file cannot be used as an image; the text says why."""
    reading = Signal(str)
    """A file or picture of this name is being read; `looked_at`, `refused` or `left` follows."""
    left = Signal(str)
    """Something else is looked at than what was being read, and stays; the text says why.

    It says nothing where another image was chosen meanwhile.
    """
    _read = Signal(object, object)
    """An `OwnPicture` with the `_Reading` that it comes from."""
    _failed = Signal(str, object)
    """Why there is none."""
    _changed = Signal(object, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dataset: Dataset | None = None
        self._seen: LookedAt | None = None
        self._changes = NO_CHANGES
        self._file: File | None = None
        self._choices = 0
        """Counts images that were chosen: a file that is read later than the next is left."""
        self._input_shape: Shape | None = None
        # A large photograph takes a tenth of a second to decode: too long for the window's thread.
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="image")
        self._waiting = threading.Lock()
        self._to_change: tuple[LookedAt, ProbeChanges, int] | None = None
        """What is to be changed on the other thread, by number: only the newest is."""
        self._asked = self._shown = 0
        self._read.connect(self._take_file)
        self._failed.connect(self._take_failure)
        self._changed.connect(self._show)

    @property
    def dataset(self) -> Dataset | None:
        return self._dataset

    @property
    def seen(self) -> LookedAt | None:
        """What is looked at now."""
        return self._seen

    @property
    def file(self) -> File | None:
        """The file or picture that was read last."""
        return self._file

    @property
    def changes(self) -> ProbeChanges:
        return self._changes

    def take_dataset(self, dataset: Dataset) -> None:
        """Choose from this data set from now on; at first its first test image.

        Where only its training images were changed, what is looked at stays; so does what is
        none of the data set's images, fitted to the new ones.
        """
        before, self._dataset = self._dataset, dataset
        if before is not None and before.test is dataset.test:
            return
        source = self._seen.source if self._seen else "data"
        if source == "data":
            self._choose("test", 0)
        else:
            self.chosen_elsewhere.emit()
        self.dataset_taken.emit(dataset)
        if source == "file" and self._file is not None:
            self._read_file(self._file, self._seen.name if self._seen else "", again=True)

    def choose(self, split: str, index: int) -> None:
        """Look at an image of a split ("train", "validation" or "test")."""
        self._choices += 1
        self._choose(split, index)

    def _choose(self, split: str, index: int) -> None:
        if self._dataset is None:
            return
        part = self._dataset.part(split)
        image = part.images[index]
        self._take(LookedAt(image, image, int(part.labels[index]), "data", split, index))

    def look_at(self, image: NDArray[np.uint8], source: Source) -> None:
        """Look at an image C×H×W that was made by hand."""
        self._choices += 1
        self._take(LookedAt(image, image, None, source))

    def look_again(self, seen: LookedAt) -> None:
        """Look once more at a file that was read."""
        if self._file is not None and seen.original.shape != self._file_shape:
            self._read_file(self._file, seen.name, again=True)
        else:
            self._take(seen)
            self.chosen_elsewhere.emit()

    def change(self, changes: ProbeChanges) -> None:
        """Change whatever is chosen like this, from now on."""
        if changes != self._changes:
            self._changes = changes
            if self._seen is not None:
                self._change(self._seen)

    def open_file(self, path: Path) -> None:
        """Look at an image file, fitted to the data set's images, or to a much larger Input."""
        self._read_file(path, path.name)

    def open_picture(self, picture: QImage | bytes) -> None:
        """Look at a picture that was pasted, or at what a file of it would hold."""
        self._read_file(picture, tr("pasted picture"))

    def ask_for_file(self) -> None:
        """Let the user pick an image file."""
        patterns = " ".join(f"*{suffix}" for suffix in IMAGE_SUFFIXES)
        pattern = tr("Images ({patterns})", patterns=patterns)
        path = ask_for_file(self._window, tr("Look at an image"), "images", pattern)
        if path is not None:
            self.open_file(path)

    def close(self) -> None:
        """Wait for a file that is being read."""
        self._reader.shutdown(wait=True, cancel_futures=True)

    # Files

    def note_input(self, shape: Shape | None) -> None:
        """Know the shape of the network's Input; None where there is none.

        A file that is looked at is read again where that lets more of it be seen.
        """
        before = self._file_shape
        self._input_shape = shape
        seen = self._seen
        is_file = seen is not None and seen.source == "file"
        if seen is not None and is_file and self._file is not None and self._file_shape != before:
            self._read_file(self._file, seen.name, again=True)

    @property
    def _file_shape(self) -> Shape | None:
        """What files are fitted to; None before there is a data set."""
        if self._dataset is None:
            return None
        shape = self._dataset.image_shape
        larger = self._input_shape
        enough = MUCH_LARGER * shape[1] * shape[2]
        if larger is not None and larger[0] in (1, 3) and larger[1] * larger[2] >= enough:
            return larger
        return shape

    def _read_file(self, file: File, name: str, *, again: bool = False) -> None:
        shape = self._file_shape
        if shape is None:
            self.refused.emit(tr("The data set is still loading; try again in a moment."))
            return
        self.reading.emit(name)
        self._reader.submit(self._decode, _Reading(file, name, shape, again, self._choices))

    def _decode(self, reading: _Reading) -> None:
        """On the reader's thread; Qt hands the signals over to the window's."""
        # Pillow is loaded when it is first needed.
        from app.data.image_file import fit_pixels, read_picture

        file, name = reading.file, reading.name
        try:
            if isinstance(file, QImage):
                picture = fit_pixels(_pixels(file), reading.shape)
            else:
                picture = read_picture(file, reading.shape)
        except DataError as error:
            self._failed.emit(str(error), reading)
        except MemoryError:
            why = tr("There is not enough memory for {name}; make it smaller.", name=name)
            self._failed.emit(why, reading)
        except Exception as error:
            log.exception("%s could not be read", name)
            why = tr("{name} could not be read: {error}", name=name, error=error)
            self._failed.emit(why, reading)
        else:
            self._read.emit(picture, reading)

    def _take_file(self, picture: OwnPicture, reading: _Reading) -> None:
        """Look at a file; of several, at each in turn, for the next one may be damaged."""
        if reading.choice != self._choices:
            self.left.emit("")
            return
        self._file = reading.file
        seen = LookedAt(
            picture.image, picture.image, None, "file", name=reading.name, done=picture.done
        )
        self._take(seen)
        self.chosen_elsewhere.emit()

    def _take_failure(self, why: str, reading: _Reading) -> None:
        """A file that nobody opened just now interrupts nobody."""
        if reading.again:
            self.left.emit(why)
        else:
            self.refused.emit(why)

    # Changes

    def _take(self, seen: LookedAt) -> None:
        was_of_dataset = self._seen is not None and self._seen.source == "data"
        self._seen = seen
        self._change(seen)
        if was_of_dataset and seen.source in ("drawing", "matrix"):
            self.chosen_elsewhere.emit()

    def _change(self, seen: LookedAt) -> None:
        self._asked += 1
        quick = seen.original.size <= QUICKLY_CHANGED or not self._changes.changes_something
        with self._waiting:
            busy = self._to_change is not None
            self._to_change = None if quick else (seen, self._changes, self._asked)
        if quick:
            self._show(_changed(seen, self._changes), self._asked)
        elif not busy:
            self._reader.submit(self._change_newest)

    def _change_newest(self) -> None:
        """On the reader's thread: change what is the newest then."""
        with self._waiting:
            wanted, self._to_change = self._to_change, None
        if wanted is not None:
            seen, changes, number = wanted
            self._changed.emit(_changed(seen, changes), number)

    def _show(self, seen: LookedAt, number: int) -> None:
        outdated = self._seen is None or seen.original is not self._seen.original
        if outdated or number < self._shown:
            return  # another was chosen meanwhile, or a quick change was quicker
        self._seen, self._shown = seen, number
        self.chosen.emit(seen.image, seen.truth)
        self.looked_at.emit(seen)


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """A picture as H×W×4: red, green, blue and opacity."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    height, width = image.height(), image.width()
    lines = np.frombuffer(image.constBits(), np.uint8, image.sizeInBytes())
    return (
        lines.reshape(height, image.bytesPerLine())[:, : 4 * width].reshape(height, width, 4).copy()
    )


def _changed(seen: LookedAt, changes: ProbeChanges) -> LookedAt:
    return replace(seen, image=changed_image(seen.original, changes))
