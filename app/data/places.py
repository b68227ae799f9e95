"""Where data sets are looked for, and which of the user's own were used: kept in a file.

The file is the same for the window and for the command line. One that is damaged counts as empty.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.atomic_file import atomic_file
from app.data.dataset import DataError
from app.home import home
from app.language import tr

_MOST_OWN = 12
"""Of the user's own sets so many are remembered, the last one used first."""


class _Places(msgspec.Struct):
    folders: list[str] = []
    own: list[str] = []


def download_folder() -> Path:
    """Where downloads go, in the layout of torchvision."""
    return home() / "datasets"


def search_roots() -> tuple[Path, ...]:
    """The folders in which published sets are looked for, in this order.

    `$CONVAS_DATA`, those that the user has pointed at, the folder of downloads, and `./data`.
    """
    chosen = os.environ.get("CONVAS_DATA")
    first = [Path(chosen).expanduser()] if chosen else []
    return *first, *data_folders(), download_folder(), Path("data")


def data_folders() -> tuple[Path, ...]:
    """The folders that the user has pointed at."""
    return tuple(Path(folder) for folder in _read().folders)


def add_data_folder(folder: Path) -> None:
    """Look in this folder, too, from now on; DataError where that cannot be kept."""
    places = _read()
    path = str(folder.expanduser().absolute())
    places.folders = [path, *(other for other in places.folders if other != path)]
    _write(places)


def forget_data_folder(folder: Path) -> None:
    """Look there no longer."""
    places = _read()
    places.folders = [other for other in places.folders if other != str(folder)]
    _write(places)


def set_data_folders(folders: Sequence[Path]) -> None:
    """Look in these folders from now on, in this order; DataError where that cannot be kept."""
    places = _read()
    places.folders = [str(folder) for folder in folders]
    _write(places)


def own_names() -> Sequence[str]:
    """The names of the user's own sets that were used, the last one first."""
    return tuple(_read().own)


def remember_own(name: str) -> None:
    """Put one of the user's own sets first; DataError where that cannot be kept."""
    places = _read()
    if places.own[:1] != [name]:
        places.own = [name, *(other for other in places.own if other != name)][:_MOST_OWN]
        _write(places)


def forget_own(name: str) -> None:
    """Offer it no longer; the images are left alone."""
    places = _read()
    places.own = [other for other in places.own if other != name]
    _write(places)


def _path() -> Path:
    return home() / "data_places.json"


def _read() -> _Places:
    try:
        return msgspec.json.decode(_path().read_bytes(), type=_Places)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _Places()


def _write(places: _Places) -> None:
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(_path()) as file:
            file.write(msgspec.json.encode(places))
    except OSError as error:
        raise DataError(
            tr("{path} cannot be written ({strerror}).", path=_path(), strerror=error.strerror)
        ) from error
