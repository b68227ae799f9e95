"""Images as numbers typed by hand: those of the lectures, and those that a user pastes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError
from app.language import tr

MOST_SIDE = 64
"""Rows or columns that can still be typed and read."""
_LONGEST_TEXT = 100_000
"""Characters that are read on the spot; 64×64 numbers with blanks and points are far fewer."""

Levels = Literal[1, 255]
"""The number that means white: 1 in a binary matrix, 255 in one of grey levels."""

MATRICES: Mapping[str, tuple[Levels, tuple[tuple[int, ...], ...]]] = {
    tr("Binary strokes, 6×6"): (
        1,
        (
            (1, 0, 0, 0, 0, 1),
            (0, 1, 0, 0, 1, 0),
            (0, 0, 1, 1, 0, 0),
            (1, 0, 0, 0, 1, 0),
            (0, 1, 0, 0, 1, 0),
            (0, 0, 1, 0, 1, 0),
        ),
    ),
    tr("Grey values, 5×5"): (
        255,
        (
            (95, 242, 186, 152, 39),
            (39, 14, 220, 153, 180),
            (5, 247, 212, 54, 46),
            (46, 77, 133, 110, 74),
            (156, 35, 74, 93, 116),
        ),
    ),
    tr("One white pixel, 7×7"): (
        1,
        tuple(tuple(int((row, column) == (3, 3)) for column in range(7)) for row in range(7)),
    ),
    tr("Vertical edge, 6×6"): (255, ((0, 0, 0, 255, 255, 255),) * 6),
    tr("Ramp, 6×6"): (255, ((0, 51, 102, 153, 204, 255),) * 6),
    tr("Chessboard, 8×8"): (
        1,
        tuple(tuple((row + column) % 2 for column in range(8)) for row in range(8)),
    ),
}
"""Ready ones by name, each with what is white in it; the first two are worked by hand in the
lectures. One white pixel shows a convolution's kernel, turned by half a turn."""


def preset(name: str) -> tuple[NDArray[np.int64], Levels]:
    """A ready matrix and what is white in it."""
    white, rows = MATRICES[name]
    return np.array(rows, np.int64), white


def matrix_image(values: NDArray[np.int64], white: Levels) -> NDArray[np.uint8]:
    """The image 1×R×C of a matrix."""
    return (values * (255 // white)).astype(np.uint8)[np.newaxis]


def matrix_text(values: NDArray[np.int64]) -> str:
    """The matrix as a spreadsheet takes it: a line for each row, tabs between."""
    return "\n".join("\t".join(str(value) for value in row) for row in values.tolist())


def parse_matrix(text: str, white: Levels) -> NDArray[np.int64]:
    """The matrix R×C in lines of numbers between tabs, commas, semicolons or blanks.

    Brackets are passed over, so that matrices of Python and Matlab can be pasted. Rows of a
    binary matrix need no blanks ("010010"). Raises DataError with the place of what is
    no whole number from 0 to `white`.
    """
    if len(text) > _LONGEST_TEXT:
        raise DataError(
            tr(
                "This text has {text:,} characters, far more than a matrix of "
                "{most_side} rows and columns. Copy fewer cells, or open larger "
                "images as a file.",
                text=len(text),
                most_side=MOST_SIDE,
            )
        )
    broken = text if "\n" in text.strip() else re.sub(r"[\]};]\s*,?\s*(?=\S)", "\n", text)
    lines = [re.sub(r"[\[\](){}]", " ", line) for line in broken.splitlines()]
    rows = [words for line in lines if (words := re.split(r"[\s,;]+", line.strip(" \t,;"))) != [""]]
    if white == 1:
        rows = [[*words[0]] if _run_of_bits(words) else words for words in rows]
    if not rows:
        raise DataError(tr("There are no numbers here. Copy cells of a spreadsheet, or type rows."))
    if len(rows) > MOST_SIDE or max(map(len, rows)) > MOST_SIDE:
        raise DataError(
            tr(
                "This has {rows} rows and up to {rows2} columns; a matrix typed by "
                "hand has {most_side} of each at most. Open larger images as a file.",
                rows=len(rows),
                rows2=max(map(len, rows)),
                most_side=MOST_SIDE,
            )
        )
    values = [
        [cell_value(word, white, (row, column)) for column, word in enumerate(words, start=1)]
        for row, words in enumerate(rows, start=1)
    ]
    for number, row in enumerate(values, start=1):
        if len(row) != len(values[0]):
            raise DataError(
                tr(
                    "Row {number} has {numbers}, row 1 has {values}: all must be equally long.",
                    number=number,
                    numbers=_numbers(len(row)),
                    values=len(values[0]),
                )
            )
    return np.array(values, np.int64)


def cell_value(text: str, white: Levels, place: tuple[int, int]) -> int:
    """The number in a cell at (row, column), counted from 1; DataError says what is wrong."""
    row, column = place
    where = tr("Row {row}, column {column}", row=row, column=column)
    allowed = tr("0 or 1") if white == 1 else tr("a whole number from 0 (black) to 255 (white)")
    if not text:
        raise DataError(tr("{where} is empty; type {allowed}.", where=where, allowed=allowed))
    try:
        value = float(text)
    except ValueError as error:
        raise DataError(
            tr(
                "{where}: {text!r} is no number; type {allowed}.",
                where=where,
                text=text,
                allowed=allowed,
            )
        ) from error
    if math.isnan(value) or math.isinf(value):
        raise DataError(
            tr(
                "{where}: {text} is no number a pixel can have; type {allowed}.",
                where=where,
                text=text,
                allowed=allowed,
            )
        )
    if not value.is_integer():
        raise DataError(
            tr(
                "{where}: {text} is no whole number; type {allowed}.",
                where=where,
                text=text,
                allowed=allowed,
            )
        )
    if not 0 <= value <= white:
        hint = tr(" For grey levels choose 0 to 255 first.") if white == 1 and value <= 255 else ""
        raise DataError(
            tr(
                "{where}: {text} is out of range; type {allowed}.{hint}",
                where=where,
                text=text,
                allowed=allowed,
                hint=hint,
            )
        )
    return int(value)


def resized_matrix(values: NDArray[np.int64], rows: int, columns: int) -> NDArray[np.int64]:
    """The matrix with rows and columns added below and on the right, as zeros, or cut off."""
    result = np.zeros((rows, columns), np.int64)
    kept = values[:rows, :columns]
    result[: kept.shape[0], : kept.shape[1]] = kept
    return result


def _run_of_bits(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0]) > 1 and set(words[0]) <= {"0", "1"}


def _numbers(count: int) -> str:
    return tr("1 number") if count == 1 else tr("{count} numbers", count=count)
