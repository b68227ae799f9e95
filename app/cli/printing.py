"""What commands print: JSON for programs, tables for people."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 160
"""Columns of a table that no terminal limits."""


class CommandError(ValueError):
    """A command that cannot be carried out; the text is the one sentence that is shown."""


def print_json(form: Any) -> None:
    """The form on standard output; infinities and NaN, which JSON lacks, become null."""
    print(json.dumps(_finite(form), indent=2))


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()
) -> None:
    """Rows of text under `heads` on standard output; the columns `numbers` are right-aligned."""
    right = frozenset(numbers)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, head in enumerate(heads):
        table.add_column(head, justify="right" if column in right else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(table)


def _finite(form: Any) -> Any:
    if isinstance(form, dict):
        return {key: _finite(value) for key, value in form.items()}
    if isinstance(form, list):
        return [_finite(value) for value in form]
    return None if isinstance(form, float) and not math.isfinite(form) else form
