"""What commands print: JSON for programs, tables for people."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.atomic_file import atomic_file

_PIPE_WIDTH = 180
"""Characters in a line of a table that no terminal limits."""
_GAP = 2
"""Characters between two columns."""


class CommandError(ValueError):
    """A command that cannot be carried out; the text is the one sentence that is shown."""


def print_json(form: Any) -> None:
    """The form on standard output; infinities and NaN, which JSON lacks, become null."""
    print(json.dumps(_finite(form), indent=2))


def print_line(form: Any) -> None:
    """The form as one line of JSON on standard output, at once, for a program that follows."""
    print(json.dumps(_finite(form)), flush=True)


def cannot_write(path: Path, error: OSError) -> CommandError:
    """What to say where a file could not be written."""
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return CommandError(f"{path} cannot be written: there is no folder {path.parent}")
    return CommandError(f"{path} cannot be written: {error.strerror}")


def write_output(path: Path, content: bytes, form: str) -> None:
    """Write a file that a command was asked for, and tell where, as words or ("json") as JSON.

    Raises CommandError where it cannot be written; an old file stays then.
    """
    try:
        with atomic_file(path) as file:
            file.write(content)
    except OSError as error:
        raise cannot_write(path, error) from error
    if form == "json":
        print_json({"output": str(path)})
    else:
        print(f"Wrote {path}")


def print_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Iterable[int] = (),
    spare: Sequence[str] = (),
) -> None:
    """Rows of text under `heads` on standard output; the columns `numbers` are right-aligned.

    A number is never broken or shortened. Where a terminal has no room for all columns, those whose
    heads are in `spare` are left out, the first of them first, and named below the table.
    """
    cells, right = [tuple(row) for row in rows], frozenset(numbers)
    on_screen = sys.stdout.isatty()
    room = Console().width if on_screen else _PIPE_WIDTH
    widths = column_widths(heads, cells, right, room, spare if on_screen else ())
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in widths.items():
        table.add_column(heads[column], justify="right" if column in right else "left", width=width)
    for row in cells:
        table.add_row(*(Text(row[column]) for column in widths))
    # A terminal that is too narrow even so breaks the lines; rich would cut them off.
    console = Console(width=max(room, _table_width(widths.values())))
    console.print(table)
    left_out = [head for column, head in enumerate(heads) if column not in widths]
    if left_out:
        print(f"No room here for {', '.join(left_out)}: widen the terminal, or use --format csv.")


def column_widths(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Collection[int],
    room: int,
    spare: Sequence[str] = (),
) -> dict[int, int]:
    """The columns that are shown in `room` characters, by index, with the width of each.

    Text may be broken between words, the widest column first; numbers and words stay whole, so that
    the table may be wider than `room` when nothing in `spare` is left to leave out.
    """
    least, widths = {}, {}
    for column, head in enumerate(heads):
        cells = [row[column] for row in rows]
        pieces = cells if column in numbers else " ".join(cells).split()
        least[column] = max(map(cell_len, (*head.split(), *pieces)), default=0)
        widths[column] = max(map(cell_len, (head, *cells)))
    for head in spare:
        if _table_width(least.values()) <= room:
            break
        gone = heads.index(head)
        del least[gone], widths[gone]
    while _table_width(widths.values()) > room:
        loose = [column for column in widths if widths[column] > least[column]]
        if not loose:
            break
        widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _table_width(widths: Collection[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _finite(form: Any) -> Any:
    if isinstance(form, dict):
        return {key: _finite(value) for key, value in form.items()}
    if isinstance(form, list):
        return [_finite(value) for value in form]
    return None if isinstance(form, float) and not math.isfinite(form) else form
