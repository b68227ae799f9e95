"""Tables leave the program: to the clipboard, and into files of CSV, Markdown or LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.atomic_file import atomic_file
from app.language import tr
from app.network.tables import Table, as_csv, as_markdown, as_tab_separated
from widgets.message_box import message_box
from widgets.waiting import wait_for

FILTERS = {"CSV (*.csv)": "csv", "Markdown (*.md)": "markdown", "LaTeX (*.tex)": "latex"}
_SUFFIXES = {"csv": "csv", "markdown": "md", "latex": "tex"}


def copy_plain(table: Table) -> None:
    """Put a table on the clipboard with tabs, as spreadsheets paste it, and as CSV."""
    data = QMimeData()
    data.setText(as_tab_separated(table))
    data.setData("text/csv", as_csv(table).encode())
    QGuiApplication.clipboard().setMimeData(data)


def copy_markdown(table: Table) -> None:
    """Put a table on the clipboard as Markdown."""
    text = as_markdown(table)
    data = QMimeData()
    data.setText(text)
    data.setData("text/markdown", text.encode())
    QGuiApplication.clipboard().setMimeData(data)


def export(
    window: QWidget, title: str, folder: Path, name: str, written: Callable[[str], str]
) -> Path | None:
    """Ask for a file and write what `written` makes for "csv", "markdown" or "latex" into it.

    Returns the file, or None where the user gave up or it could not be written, which is said.
    """
    dialog = QFileDialog(window, title, str(folder))
    dialog.setNameFilters(list(FILTERS))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(_SUFFIXES[FILTERS[chosen]])
    )
    dialog.selectFile(_file_name(name))
    files = dialog.selectedFiles() if dialog.exec() else []
    form = FILTERS[dialog.selectedNameFilter()]
    dialog.deleteLater()
    if not files:
        return None
    path = Path(files[0])
    for known, suffix in _SUFFIXES.items():  # what was typed counts more than what was chosen
        if path.suffix.lower() == f".{suffix}":
            form = known
    return path if _write(window, path, lambda: written(form)) else None


def _write(window: QWidget, path: Path, write: Callable[[], str]) -> bool:
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="export") as pool:
        writing = pool.submit(_save, path, write)
        wait_for(writing, tr("Exporting {name} …", name=path.name), window, cancellable=False)
    try:
        writing.result()
    except OSError as error:
        reason = f"{path}: {error.strerror}"
        box = message_box(
            window, QMessageBox.Icon.Warning, tr("The table could not be written"), reason
        )
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.exec()
        box.deleteLater()
        return False
    return True


def _save(path: Path, write: Callable[[], str]) -> None:
    text = write()
    with atomic_file(path) as file:
        file.write(text.encode())


def _file_name(name: str) -> str:
    """A name to suggest for a file: a network's may hold anything, even the path of a folder."""
    return re.sub(r"[^\w .()-]+", "-", name).strip(" .-")[:80] or "summary"
