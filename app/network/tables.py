"""A table of text, and how CSV, Markdown and LaTeX write one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    """Rows of text under their heads; `numbers` are the columns that are aligned to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()


def as_csv(table: Table, delimiter: str = ",") -> str:
    """The table as lines of values, quoted where need be (RFC 4180, with bare line feeds)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows((table.heads, *table.rows, *table.totals))
    return text.getvalue()


def as_tab_separated(table: Table) -> str:
    """The table as spreadsheets paste it."""
    return as_csv(table, delimiter="\t")


def as_markdown(table: Table) -> str:
    """The table for GitHub and the like; the totals are bold."""
    rules = ["---:" if at in table.numbers else "---" for at in range(len(table.heads))]
    rows = [_markdown_cells(row) for row in (table.heads, *table.rows)]
    totals = [
        [f"**{cell}**" if cell else "" for cell in _markdown_cells(row)] for row in table.totals
    ]
    lines = (rows[0], rules, *rows[1:], *totals)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_latex(table: Table) -> str:
    r"""The table as a `tabular`, which needs no package; rules are `\hline`."""
    layout = "".join("r" if at in table.numbers else "l" for at in range(len(table.heads)))
    lines = [
        rf"\begin{{tabular}}{{{layout}}}",
        r"\hline",
        _latex_line(table.heads),
        r"\hline",
        *map(_latex_line, table.rows),
        *([r"\hline"] if table.totals else []),
        *map(_latex_line, table.totals),
        r"\hline",
        r"\end{tabular}",
    ]
    return "".join(f"{line}\n" for line in lines)


WRITERS: Mapping[str, Callable[[Table], str]] = {
    "csv": as_csv,
    "markdown": as_markdown,
    "latex": as_latex,
}


_MARKDOWN = re.compile(r"[\\|_*`\[\]~]|<(?=[A-Za-z/!?])")


def _markdown_cells(row: Sequence[str]) -> list[str]:
    return [_MARKDOWN.sub(r"\\\g<0>", " ".join(cell.split())) for cell in row]


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "<": "$<$",
    ">": "$>$",
    "×": r"$\times$",
    "·": r"$\cdot$",
    "−": "$-$",
    "→": r"$\to$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "“": "``",
    "”": "''",
    "…": r"\ldots{}",
}


def _latex_line(row: Sequence[str]) -> str:
    return " & ".join(_latex_text(cell) for cell in row) + r" \\"


def _latex_text(text: str) -> str:
    """Signs of LaTeX as themselves, and the lectures' signs without an input encoding.

    Braces keep a cell that begins with "[" from being read as an argument of the line break.
    """
    escaped = "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))
    return f"{{{escaped}}}" if escaped.startswith("[") else escaped
