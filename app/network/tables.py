"""A table of text, and how CSV, Markdown and LaTeX write one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    """Rows of text under their heads; `numbers` are the columns that are aligned to the right.

    `headings` are the rows that add up those below them, which lie deeper by `depths`.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()
    depths: tuple[int, ...] = ()
    """For each row, how far it is set in; none is where this is empty."""
    headings: frozenset[int] = frozenset()

    def set_in(self, step: str) -> list[str]:
        """What stands before the first cell of each row."""
        return [step * depth for depth in self.depths] or [""] * len(self.rows)


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
    """The table for GitHub and the like; totals and headings are bold."""
    rules = ["---:" if at in table.numbers else "---" for at in range(len(table.heads))]
    rows = [_markdown_cells(row) for row in table.rows]
    rows = [_bold(row) if at in table.headings else row for at, row in enumerate(rows)]
    rows = [
        [before + row[0], *row[1:]]
        for before, row in zip(table.set_in("&emsp;"), rows, strict=True)
    ]
    totals = [_bold(_markdown_cells(row)) for row in table.totals]
    lines = (_markdown_cells(table.heads), rules, *rows, *totals)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_latex(table: Table) -> str:
    r"""The table as a `tabular`, which needs no package; rules are `\hline`."""
    layout = "".join("r" if at in table.numbers else "l" for at in range(len(table.heads)))
    lines = [
        rf"\begin{{tabular}}{{{layout}}}",
        r"\hline",
        _latex_line(table.heads),
        r"\hline",
        *(
            before + _latex_line(row, bold=at in table.headings)
            for at, (before, row) in enumerate(
                zip(table.set_in(r"\quad "), table.rows, strict=True)
            )
        ),
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


def _bold(cells: Sequence[str]) -> list[str]:
    return [f"**{cell}**" if cell else "" for cell in cells]


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


def _latex_line(row: Sequence[str], *, bold: bool = False) -> str:
    cells = [_latex_text(cell) for cell in row]
    if bold:
        cells = [rf"\textbf{{{cell}}}" if cell else "" for cell in cells]
    return " & ".join(cells) + r" \\"


def _latex_text(text: str) -> str:
    """Signs of LaTeX as themselves, and the lectures' signs without an input encoding.

    Braces keep a cell that begins with "[" from being read as an argument of the line break.
    """
    escaped = "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))
    return f"{{{escaped}}}" if escaped.startswith("[") else escaped
