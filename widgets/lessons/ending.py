"""What is said when a lesson has come to its end: that it is over, and which one follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.language import tr
from app.lessons.library import Entry, lesson_entries
from widgets.later import later
from widgets.message_box import message_box


def lesson_behind(path: Path) -> Entry | None:
    """The lesson that the list has after this one; None where there is none."""
    entries, played = lesson_entries(), path.absolute()
    places = [place for place, entry in enumerate(entries, start=1) if entry.path == played]
    return entries[places[0]] if places and places[0] < len(entries) else None


def say_it_is_over(
    title: str,
    following: Entry | None,
    play: Callable[[Path], object],
    show_list: Callable[[], object],
    window: QWidget,
) -> QMessageBox:
    """Say so in a box that nothing has to wait for, with a button for what comes next."""
    box = message_box(
        window,
        QMessageBox.Icon.Information,
        tr("The lesson is over"),
        tr("That was “{title}”. Your own network is back, just as it was.", title=title),
    )
    role = QMessageBox.ButtonRole
    close = box.addButton(QMessageBox.StandardButton.Close)
    listed = box.addButton(tr("All &lessons"), role.ActionRole)
    listed.setToolTip(tr("Show the list of lessons"))
    # Later, when the box has closed.
    listed.clicked.connect(lambda: later(0, window, show_list))
    box.setEscapeButton(close)
    box.setDefaultButton(close)
    if following is not None:
        label = following.title.replace("&", "&&")
        forward = box.addButton(tr("&Next: {title}", title=label), role.AcceptRole)
        forward.setToolTip(following.about)
        forward.clicked.connect(lambda: later(0, window, lambda: play(following.path)))
        box.setDefaultButton(forward)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setModal(False)
    box.show()
    return box
