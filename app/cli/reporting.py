"""`report`: a run as one page, in HTML or PDF."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.cli.diagram import DiagramWish, DrawDiagram
from app.cli.printing import CommandError, write_output
from app.cli.progress_bar import shown_progress
from app.language import ENGLISH, languages, tr
from app.network.graph import Network
from app.training.run import RunError, runs_folder

if TYPE_CHECKING:
    from app.data.progress import Report
    from app.report.facts import RunFacts
    from app.report.page import Page

PrintPage = Callable[["Page"], bytes]
"""Makes a PDF of a page; raises CommandError where it cannot."""
SUFFIXES = (".html", ".pdf")
PROJECT = ".convas"
_MOST_CARDS = 80
"""With more layers the words on cards could not be read: blocks with names are drawn instead."""
_MOST_DRAWN = 2_000


def add_report_options(report: argparse.ArgumentParser) -> None:
    """What `report` takes."""
    report.add_argument(
        "run",
        metavar="RUN",
        help="folder of a run, or its name among Convas's; or a trained .convas file",
    )
    report.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="ends in .html, a page that needs no other file, or in .pdf",
    )
    report.add_argument(
        "--language", choices=languages(), default=ENGLISH, help="of the page; default: en"
    )
    report.add_argument(
        "--at-work",
        choices=("training", "paused"),
        help="what a window does with the run at the moment, which its folder does not tell",
    )


def write_report(
    options: argparse.Namespace, draw: DrawDiagram | None, print_page: PrintPage | None
) -> int:
    """Write the report that the options ask for, and say where. Raises CommandError."""
    suffix = options.output.suffix.lower()
    if suffix not in SUFFIXES:
        raise CommandError(f"the report's file must end in {' or '.join(SUFFIXES)}")
    if draw is None or print_page is None:
        raise CommandError("a report needs the window's painting: start it with python main.py")
    from app.report.page import html, page_of

    try:
        with shown_progress("Classifying the test images") as progress:
            facts = _facts(options, progress)
    except RunError as error:
        raise CommandError(str(error)) from error
    page = page_of(facts, _diagram(facts.network, draw))
    content = html(page) if suffix == ".html" else print_page(page)
    write_output(options.output, content, options.format)
    return 0


def _facts(options: argparse.Namespace, progress: Report) -> RunFacts:
    """Of the run in a folder, or of what a project file tells of its training."""
    from app.report.gathering import gather

    path = Path(options.run)
    if path.suffix.lower() != PROJECT or path.is_dir():
        return gather(_folder(options.run), progress, at_work=options.at_work)
    from app.files.project import ProjectError, load_project
    from app.report.kept_training import run_of

    try:
        project = load_project(path)
    except ProjectError as error:
        raise CommandError(str(error)) from error
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        run = run_of(project, Path(place) / path.stem)
        state = tr("as it was saved with the network")
        return gather(run.folder, progress, state=state)


def _folder(named: str) -> Path:
    """The folder itself, or the one of that name among the runs."""
    path = Path(named)
    if path.is_dir() or path.name != named:
        return path
    return runs_folder() / named


def _diagram(network: Network, draw: DrawDiagram) -> str:
    """As SVG; empty where there is nothing to draw, or so much that nobody could read it."""
    if not 0 < len(network.layers) <= _MOST_DRAWN:
        return ""
    detail: DiagramWish = DiagramWish(
        "svg", "cards" if len(network.layers) <= _MOST_CARDS else "blocks", True, 1
    )
    return draw(network, detail).decode()
