"""How far a command is: a bar on standard error, while that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from app.data.progress import Report

Show = Callable[[str, int, int], None]
"""Shows what is being done, as words and so much of so much; of 0 while that is not known."""


@contextmanager
def progress_bar(console: Console | None = None, *amounts: ProgressColumn) -> Iterator[Show]:
    """A bar that goes when the command is done; `amounts` tell how far it is, or usual ones.

    Lines that are to stand above the bar must be printed by the same `console`.
    """
    console = console or Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *(amounts or (TaskProgressColumn(), TimeRemainingColumn())),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)

        def show(words: str, done: int, total: int) -> None:
            bar.update(task, description=words, completed=done, total=total or None)

        yield show


@contextmanager
def shown_progress(words: str, *, in_bytes: bool = False) -> Iterator[Report]:
    """The bar of one long work; where there is no terminal, a line for each tenth."""
    console = Console(stderr=True)
    amount: ProgressColumn = DownloadColumn() if in_bytes else MofNCompleteColumn()
    told = 0
    with progress_bar(console, amount) as show:
        show(words, 0, 0)

        def report(done: int, total: int) -> None:
            nonlocal told
            show(words, done, total)
            if not console.is_terminal and total and done * 10 // total > told:
                told = done * 10 // total
                console.print(f"{words}: {told * 10} %", highlight=False, soft_wrap=True)

        yield report
