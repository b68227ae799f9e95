"""The small field in which a weight is typed, in its place."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import figures, tr, typed
from app.network.kernels import kernel_from_text
from widgets.theme import SMALL, font


class WeightEditor(QLineEdit):
    """Up and Down turn at the number at once, Enter keeps it and Esc takes everything back.

    Tab keeps it, too, and goes on to the next weight.
    """

    typed = Signal(float)
    """Another value."""
    cancelled = Signal()
    """All values that were typed are to be taken back."""
    closed = Signal(bool)
    """The editor is gone; whether by a key, and not because something else was clicked."""
    next_wanted = Signal(int)
    """The weight so many further on shall be edited."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._value = self._step = 0.0
        self.setFont(font(SMALL))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(tr("Weight"))
        self.setToolTip(
            tr(
                "Enter keeps the number, Esc takes it back; ↑ ↓ turn at it (with Shift by a "
                "tenth), "
                "Tab goes to the next one"
            )
        )
        self.hide()

    def open_with(self, value: float, step: float) -> None:
        """Appear with a number; the arrows change it by `step`."""
        self._value, self._step = value, step
        self._write(value)
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()

    def close_editor(self, *, by_key: bool = False) -> None:
        """Disappear; what was typed stays."""
        if self.isVisible():
            self.hide()
            self.closed.emit(by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._keep():
                self.close_editor(by_key=True)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
            self.setModified(False)
            self.close_editor(by_key=True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._turn(self._step * (0.1 if fine else 1.0) * (1 if key == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if by is not None:  # before Qt takes it for going to another widget
                if self._keep():
                    self.next_wanted.emit(by)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu
            self._keep()
            self.close_editor()

    def _read(self) -> float | None:
        """The number that is typed; None where it is none."""
        try:
            ((value,),) = kernel_from_text(typed(self.text()))
        except ValueError:
            return None
        return value if math.isfinite(value) else None

    def _keep(self) -> bool:
        """Tell the number if it is another; False where it is none."""
        if not self.isModified():
            return True
        value = self._read()
        if value is None:
            self.selectAll()
            return False
        self._tell(value)
        return True

    def _turn(self, by: float) -> None:
        value = self._read() if self.isModified() else self._value
        if value is not None:
            value = round(value + by, 9)
            self._write(value)
            self._tell(value)
            self.selectAll()

    def _tell(self, value: float) -> None:
        self.setModified(False)
        if value != self._value:
            self._value = value
            self.typed.emit(value)

    def _write(self, value: float) -> None:
        self.setText(figures(f"{value:.6g}".replace("-", "−")))
        self.setModified(False)


def step_for(largest: float) -> float:
    """A round step, about a tenth of the largest weight: 0.01, 0.02, 0.05, 0.1 …"""
    if not largest or not math.isfinite(largest):
        return 0.1
    tenth = largest / 10
    power = 10.0 ** math.floor(math.log10(tenth))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= tenth * (1 + 1e-9))
