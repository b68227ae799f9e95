"""The probe image: the one that canvas, feature maps and predictions look at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.data.dataset import DataError, Dataset

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")


class Probe(QObject):
    """Chooses the image from the data set or from a file of the user's."""

    chosen = Signal(object, object)
    """The image (uint8, C×H×W) and its class, None where that is not known."""
    chosen_from_file = Signal()
    """The image is none of the data set's."""
    refused = Signal(str)
    """A file cannot be used as an image; the text says why."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dataset: Dataset | None = None
        # A large photograph takes a tenth of a second to decode: too long for the window's thread.
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="image")

    def take_dataset(self, dataset: Dataset) -> None:
        """Choose from this data set from now on; at first its first test image.

        Where only its training images were changed, what is looked at stays.
        """
        before, self._dataset = self._dataset, dataset
        if before is None or before.test is not dataset.test:
            self.choose("test", 0)

    def choose(self, split: str, index: int) -> None:
        """Look at an image of a split ("train", "validation" or "test")."""
        if self._dataset is None:
            return
        part = self._dataset.part(split)
        self._choose(part.images[index], int(part.labels[index]))

    def open_file(self, path: Path) -> None:
        """Look at an image file, fitted to the shape of the data set's images."""
        if self._dataset is None:
            self.refused.emit("The data set is still loading; try again in a moment.")
            return
        self._reader.submit(self._read, path, self._dataset.image_shape)

    def ask_for_file(self) -> None:
        """Let the user pick an image file."""
        patterns = " ".join(f"*{suffix}" for suffix in IMAGE_SUFFIXES)
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Look at an image", "", f"Images ({patterns})"
        )
        if path:
            self.open_file(Path(path))

    def close(self) -> None:
        """Wait for a file that is being read."""
        self._reader.shutdown(wait=True, cancel_futures=True)

    def _read(self, path: Path, shape: tuple[int, int, int]) -> None:
        """On the reader's thread; Qt hands the signals over to the window's."""
        from app.data.image_file import read_image  # Pillow is loaded when it is first needed

        try:
            image = read_image(path, shape)
        except DataError as error:
            self.refused.emit(str(error))
        else:
            self.chosen.emit(image, None)
            self.chosen_from_file.emit()

    def _choose(self, image: NDArray[np.uint8], label: int | None) -> None:
        self.chosen.emit(image, label)
