"""What would fit: strides, kernels and paddings side by side, to be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from app.language import tr
from app.network.arithmetic import Shape
from app.network.fitting import SETTINGS, Choice, choices, halving_text
from app.network.layer import Layer
from widgets.panels.lettering import NoteLabel, heading
from widgets.theme import SMALL, font, theme

_WORDS = {setting: setting.partition("_")[0] for setting in SETTINGS}
_BETWEEN = 3
_LEAST_WIDTH = 200


class FittingTable(QWidget):
    """The values of a sliding window's settings, and the size that each brings.

    What does not fit stands there too, struck out, with the fraction that says why.
    """

    chosen = Signal(str, int)
    """A value was clicked: the setting and the value."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = _Cells()
        self.cells.chosen.connect(self.chosen)
        self._note = NoteLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading(tr("What fits")))
        layout.addWidget(self.cells)
        layout.addWidget(self._note)
        self.hide()

    def show_layer(self, layer: Layer, input_shape: Shape | None) -> None:
        """Show what fits `input_shape`; hidden for a layer without a sliding window."""
        found = choices(layer, input_shape) if input_shape else ()
        if input_shape and found:
            halvings = halving_text(input_shape)
            self._note.say(f"{halvings}." if halvings else "")
            self.cells.show_choices(found)
        self.setVisible(bool(found))


class _Cells(QWidget):
    """A line for each setting, its word in front; a line too long for the width is broken."""

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[ChoiceButton] = []
        self._shown: tuple[Choice, ...] = ()
        self._labels = {setting: QLabel(word, self) for setting, word in _WORDS.items()}
        for label in self._labels.values():
            label.setFont(font(SMALL))
        self.setMinimumWidth(_LEAST_WIDTH)

    def show_choices(self, found: tuple[Choice, ...]) -> None:
        """Put the choices into the buttons there are, so that the keyboard stays on one."""
        if found == self._shown:
            return
        self._shown = found
        while len(self.buttons) < len(found):
            self.buttons.append(self._new_button())
        for button, choice in zip(self.buttons, found, strict=False):
            button.show_choice(choice)
            button.show()
        for button in self.buttons[len(found) :]:
            button.hide()
        self._lay()

    def _new_button(self) -> ChoiceButton:
        button = ChoiceButton(self)
        button.clicked.connect(lambda: self.chosen.emit(button.choice.setting, button.choice.value))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _places(self, width: int) -> list[QRect]:
        """Where the buttons lie in a widget of this width, all of them equally large."""
        hints = [button.sizeHint() for button, _ in zip(self.buttons, self._shown, strict=False)]
        if not hints:
            return []
        wide, high = max(hint.width() for hint in hints), hints[0].height()
        left = max(label.sizeHint().width() for label in self._labels.values()) + _BETWEEN
        in_line = max(1, (width - left + _BETWEEN) // (wide + _BETWEEN))
        places: list[QRect] = []
        line = column = 0
        for choice, before in zip(self._shown, (None, *self._shown), strict=False):
            if before is None or choice.setting != before.setting:
                line, column = line + (before is not None), 0
            elif column == in_line:
                line, column = line + 1, 0
            x, y = left + column * (wide + _BETWEEN), line * (high + _BETWEEN)
            places.append(QRect(x, y, wide, high))
            column += 1
        return places

    def _lay(self) -> None:
        places = self._places(self.width())
        self.setFixedHeight(max((place.bottom() + 1 for place in places), default=0))
        for button, place in zip(self.buttons, places, strict=False):
            button.setGeometry(place)
        for setting, label in self._labels.items():
            firsts = [p for c, p in zip(self._shown, places, strict=True) if c.setting == setting]
            label.setVisible(bool(firsts))
            if firsts:
                hint = label.sizeHint()
                middle = firsts[0].center().y() - hint.height() // 2
                label.setGeometry(0, middle, hint.width(), hint.height())


class ChoiceButton(QAbstractButton):
    """One value above the size that it brings."""

    choice: Choice

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_choice(self, choice: Choice) -> None:
        """Show this one from now on."""
        self.choice = choice
        word = _WORDS[choice.setting]
        self.setText(f"{choice.value}")
        self.setEnabled(choice.fits and not choice.current)
        if choice.exact:
            verdict = tr("fits")
        elif choice.fits:
            verdict = tr("rounded down, but no pixel of the input is lost")
        else:
            verdict = tr("does not fit")
        self.setToolTip(f"{word} {choice.value}: {verdict}\n{choice.arithmetic}")
        self.setAccessibleName(
            tr(
                "{word} {number} gives {result}: {verdict}",
                word=word,
                number=choice.value,
                result=choice.result,
                verdict=verdict,
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(SMALL)).horizontalAdvance(self.choice.result)
        line = QFontMetrics(font(SMALL)).height()
        return QSize(max(28, words + 8), 2 * line + 5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        choice, look = self.choice, theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        strong = self.hasFocus() or (self.underMouse() and self.isEnabled())
        frame = look.colour("selection" if strong or choice.current else "card_border")
        painter.setPen(QPen(frame, 2 if strong or choice.current else 1))
        painter.setBrush(look.colour("card") if choice.fits else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        upper, lower = QRectF(box), QRectF(box)
        upper.setBottom(box.center().y())
        lower.setTop(box.center().y())
        ink = look.colour("text" if choice.fits else "faint_text")
        painter.setPen(ink)
        painter.setFont(font(SMALL, bold=choice.fits))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(upper, centre, self.text())
        if not choice.fits:
            self._strike(painter, upper, ink)
        painter.setPen(_result_ink(choice))
        painter.setFont(font(SMALL))
        painter.drawText(lower, centre, choice.result)
        painter.end()

    def _strike(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        half = QFontMetrics(font(SMALL)).horizontalAdvance(self.text()) / 2 + 3
        middle = box.center()
        painter.setPen(QPen(ink, 1))
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))


def _result_ink(choice: Choice) -> QColor:
    if choice.exact:
        return theme().colour("good")
    return theme().colour("faint_text" if choice.fits else "warning")
