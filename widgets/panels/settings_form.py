"""A form for any dataclass whose settings are declared with `app.network.fields`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLabel, QWidget

from app.language import tr
from app.network.fields import Field, fields_of
from app.network.setting_titles import setting_title
from widgets.panels.lettering import NoteLabel
from widgets.panels.setting_editors import Editor, editor_for


class SettingsForm(QWidget):
    """A line per setting: its name, its editor, and beneath it a note where there is one.

    The form holds no truth: `edited` says what the user asks for, and `show_values` shows what
    has become of it, in place, so that focus and cursor stay.
    """

    edited = Signal(str, object)
    """The name of a setting and the value the user gave it."""

    def __init__(
        self,
        kind: type,
        parent: QWidget | None = None,
        *,
        names: Sequence[str] | None = None,
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`names` are the settings to show and their order, if not all of the kind.

        `titles` are names for here alone.
        """
        super().__init__(parent)
        declared = {field.name: field for field in fields_of(kind)}
        self._fields = declared if names is None else {name: declared[name] for name in names}
        self._titles = titles
        self._labels: dict[str, QLabel] = {}
        self._editors: dict[str, Editor] = {}
        self._notes: dict[str, NoteLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for field in self._fields.values():
            self._add(field)

    def _add(self, field: Field) -> None:
        title = self._titles.get(field.name) or setting_title(field.name)
        editor = editor_for(field)
        widget = cast(QWidget, editor)
        widget.setAccessibleName(title)
        widget.setToolTip(field.help)
        widget.setObjectName(field.name)
        label = QLabel(title)
        label.setToolTip(field.help)
        label.setBuddy(widget)
        note = NoteLabel()
        note.hide()
        row = 2 * len(self._editors)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(note, row + 1, 0, 1, 2)
        editor.changed.connect(lambda value, name=field.name: self._send(name, value))
        editor.unusable.connect(lambda bad, name=field.name: self._mind_limits(name, bad))
        self._labels[field.name] = label
        self._editors[field.name] = editor
        self._notes[field.name] = note

    def add_beside(self, name: str, widget: QWidget) -> None:
        """Put another editor of a setting to the right of its own."""
        row = 2 * list(self._editors).index(name)
        self._grid.addWidget(widget, row, 2)
        self._grid.addWidget(self._notes[name], row + 1, 0, 1, 3)
        self._grid.setColumnStretch(2, 1)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these settings; those that are not named stay as they are."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].show_value(value)

    def start_afresh(self) -> None:
        """Forget notes and opened extras, as when another layer comes to be shown."""
        for name, editor in self._editors.items():
            editor.close_extras()
            self.note(name, "")

    def wait_for_enter(self) -> None:
        """Send a typed number when it is finished and not with every digit."""
        for box in self.findChildren(QAbstractSpinBox):
            box.setKeyboardTracking(False)

    def refuse(self, name: str, text: str) -> None:
        """Say beneath a setting why it could not be changed."""
        self._notes[name].warn(text)

    def note(self, name: str, text: str) -> None:
        """Say something about a setting beneath it; an empty text takes it away."""
        self._notes[name].say(text)

    def set_available(self, name: str, available: bool, reason: str = "") -> None:
        """Enable a setting, or disable it and say in its tooltip why it does not matter now."""
        help_text = self._fields[name].help
        for widget in (cast(QWidget, self._editors[name]), self._labels[name]):
            widget.setEnabled(available)
            widget.setToolTip(help_text if available else f"{reason}\n{help_text}")

    def set_shown(self, name: str, shown: bool) -> None:
        """Show a setting, or hide it because it does not matter now."""
        for widget in (cast(QWidget, self._editors[name]), self._labels[name]):
            widget.setVisible(shown)
        if not shown:
            self.note(name, "")

    def shows(self, name: str) -> bool:
        """Whether a setting is not hidden."""
        return not self._labels[name].isHidden()

    def align_labels(self, width: int) -> None:
        """Make the column of names so wide, as in other forms above and below."""
        self._grid.setColumnMinimumWidth(0, width)

    def label_width(self) -> int:
        """What the widest name needs, in pixels."""
        return max(label.sizeHint().width() for label in self._labels.values())

    def name_words(self, name: str, titles: Mapping[str, str]) -> None:
        """Give the words of a choice the titles that people read."""
        editor = self.editor(name)
        for index in range(editor.count()):
            word = editor.itemData(index)
            editor.setItemText(index, titles.get(word, word))

    def editor(self, name: str) -> Any:
        """The widget that edits a setting."""
        return self._editors[name]

    def _send(self, name: str, value: object) -> None:
        self.note(name, "")
        self.edited.emit(name, value)

    def _mind_limits(self, name: str, outside: bool) -> None:
        if outside:
            self.refuse(name, tr("must be {allowed}", allowed=self._fields[name].allowed))
        else:
            self.note(name, "")
