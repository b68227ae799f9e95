"""Making a folder that was not there before."""

from __future__ import annotations

from itertools import count
from pathlib import Path


def new_folder(parent: Path, name: str, again: str) -> Path:
    """A folder of this name in `parent`, or with the first number from 2 on that is free.

    `again` says how the number is written behind the name ("-{}"). Raises OSError where none can
    be made.
    """
    for number in count(1):
        folder = parent / (name if number == 1 else name + again.format(number))
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise AssertionError("unreachable: the numbers do not end")
