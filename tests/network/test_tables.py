"""Tables as CSV, Markdown and LaTeX, read back by what reads them."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.network.analysis import analyse
from app.network.patterns import lenet5
from app.network.summary import summarise, summary_table
from app.network.tables import Table, as_csv, as_latex, as_markdown, as_tab_separated

AWKWARD = ("a_b", "50 %", r"c:\d", "x|y", "{1} & #2", "~^$", 'say "yes", then', "[1] <b>")
TABLE = Table(
    heads=("Name", "Count"),
    rows=tuple((text, "1,204") for text in AWKWARD),
    totals=(("total", "9,632"),),
    numbers=frozenset({1}),
)


def lenet_table() -> Table:
    network = lenet5()
    return summary_table(summarise(network, analyse(network)))


def test_csv_is_read_back_as_it_was() -> None:
    read = list(csv.reader(io.StringIO(as_csv(TABLE))))
    assert read == [list(row) for row in (TABLE.heads, *TABLE.rows, *TABLE.totals)]


def test_tabs_separate_what_a_spreadsheet_pastes() -> None:
    lines = as_tab_separated(Table(("a", "b"), (("1", "2,5"),))).splitlines()
    assert lines == ["a\tb", "1\t2,5"]


def test_markdown_aligns_numbers_and_makes_totals_bold() -> None:
    rows, totals = (("conv1", "117,600"),), (("total", "117,600"),)
    table = Table(("Layer", "MACs"), rows, totals, frozenset({1}))
    assert as_markdown(table) == (
        "| Layer | MACs |\n| --- | ---: |\n| conv1 | 117,600 |\n| **total** | **117,600** |\n"
    )


def test_every_line_of_markdown_has_the_same_number_of_cells() -> None:
    for line in as_markdown(TABLE).splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 3


def test_markdown_takes_signs_as_they_are() -> None:
    line = as_markdown(Table(("a",), (("fc_1 *x* <b> < 0.1 %",),))).splitlines()[2]
    assert line == r"| fc\_1 \*x\* \<b> < 0.1 % |"


def test_latex_escapes_what_latex_would_act_on() -> None:
    latex = as_latex(TABLE)
    for text in (r"a\_b", r"50 \%", r"c:\textbackslash{}d", r"\{1\} \& \#2", r"\$"):
        assert text in latex


def test_latex_needs_no_package_and_no_encoding() -> None:
    latex = as_latex(lenet_table())
    assert latex.isascii()
    commands = set(re.findall(r"\\([a-z]+)", latex))
    assert commands <= {"begin", "end", "hline", "times", "cdot"}
    assert r"6$\times$28$\times$28" in latex


def test_every_line_of_latex_has_as_many_cells_as_columns() -> None:
    table = lenet_table()
    lines = [line for line in as_latex(table).splitlines() if line.endswith(r"\\")]
    assert len(lines) == 1 + len(table.rows) + len(table.totals)
    for line in lines:
        assert len(re.findall(r"(?<!\\)&", line)) == len(table.heads) - 1


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="there is no LaTeX here")
@pytest.mark.parametrize("table", [TABLE, lenet_table()], ids=["awkward", "lenet-5"])
def test_latex_compiles(tmp_path: Path, table: Table) -> None:
    source = tmp_path / "table.tex"
    body = rf"\documentclass{{article}}\begin{{document}}{as_latex(table)}\end{{document}}"
    source.write_text(body, encoding="utf-8")
    command = ["pdflatex", "-halt-on-error", "-interaction=batchmode", source.name]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


GROUPED = Table(
    ("Layer", "MACs"),
    (("stage ×2", "8"), ("conv_1", "4")),
    numbers=frozenset({1}),
    depths=(0, 1),
    headings=frozenset({0}),
)


def test_headings_are_bold_and_what_they_add_up_is_set_in() -> None:
    assert as_markdown(GROUPED).splitlines()[2:] == [
        "| **stage ×2** | **8** |",
        r"| &emsp;conv\_1 | 4 |",
    ]
    assert as_latex(GROUPED).splitlines()[4:6] == [
        r"\textbf{stage $\times$2} & \textbf{8} \\",
        r"\quad conv\_1 & 4 \\",
    ]
    assert as_csv(GROUPED).splitlines()[1:] == ["stage ×2,8", "conv_1,4"]
