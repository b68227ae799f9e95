"""What is to be said about a run under its curves, with buttons that may help it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.language import tr
from app.training.events import Diverged
from app.training.gap import Gap
from app.training.remedies import Remedy, Trouble
from widgets.panels.lettering import ElidedLabel
from widgets.theme import GAP, NORMAL, SMALL, font, theme

_LONG = 120
"""Letters from which on words beside the curves are written small."""
_TROUBLES: dict[str, Trouble] = {"overfitting": "overfitting", "slow": "slow", "stuck": "stuck"}


class Verdict(QWidget):
    """Hidden while all is well; where it is not, in colour, and with remedies to press.

    Which remedies there are depends on network and recipe: whoever knows these hears of
    `trouble_changed` and calls `offer`.
    """

    trouble_changed = Signal()
    chosen = Signal(object)
    """The `Remedy` that the user wants to try."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble: Trouble | None = None
        """What is wrong with the run on show; None while nothing is."""
        self._text = ""
        self._remedies: tuple[Remedy, ...] = ()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(tr("What the curves say"))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.quiet = ElidedLabel()
        """Where all is well this says so, wherever there is room for it."""
        self.quiet.setFont(font(SMALL))
        self.quiet.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.quiet.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.quiet.setAccessibleName(tr("What the curves say"))
        self._beside = False
        self.buttons: tuple[QPushButton, ...] = ()
        self._again = QLabel(tr("Train again with:"))
        self._again.setFont(font(SMALL))
        self.remedies = QWidget()
        """The buttons in a row, which may be lent to a place with more room."""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.remedies)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP // 2)
        self._row.addWidget(self._again)
        self.remedies.hide()
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(0, 0, 0, 0)
        self._way.setSpacing(GAP // 2)
        self._way.addWidget(self.words, 1)
        self._way.addWidget(self.remedies, 0, Qt.AlignmentFlag.AlignRight)
        self._way.addStretch(0)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty where there is nothing to say."""
        return self._text

    def show_run(self, gap: Gap | None, diverged: Diverged | None, *, helped: bool = True) -> None:
        """Say how a run ended, or else what its epochs say so far; nothing for neither.

        Where the run is a riddle it is not `helped`: the bare figures are told.
        """
        if not helped:
            finding = diverged.reason if diverged else gap.finding if gap else ""
            self._show(finding, finding, None)
        elif diverged is not None:
            self._show(diverged.reason, diverged.reason, "diverged")
        elif gap is not None:
            offered = gap.kind in ("overfitting", "small", "wide")  # the buttons are the advice
            self._show(gap.finding if offered else gap.text, gap.text, _TROUBLES.get(gap.kind))
        else:
            self._show("", "", None)

    def offer(self, remedies: Sequence[Remedy]) -> None:
        """Show a button for each of these."""
        if tuple(remedies) == self._remedies:
            return
        self._remedies = tuple(remedies)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = tuple(self._button(remedy) for remedy in remedies)
        self._choose_way()
        self._give_words_room()

    def stand_beside(self, beside: bool) -> None:
        """Be a column beside the curves, with a line for each button, or else rows below them."""
        if beside == self._beside:
            return
        self._beside = beside
        top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag.AlignVCenter
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | top)
        self._way.setAlignment(
            self.remedies,
            Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag.AlignRight,
        )
        self._way.setStretchFactor(self.words, 0 if beside else 1)
        self._way.setStretch(self._way.count() - 1, 1 if beside else 0)
        self._choose_way()
        self._give_words_room()

    def take_back(self) -> None:
        """Have the buttons here again."""
        if self.remedies.parentWidget() is not self:
            side = Qt.AlignmentFlag.AlignLeft if self._beside else Qt.AlignmentFlag.AlignRight
            self._way.insertWidget(1, self.remedies, 0, side)
            self._give_words_room()

    def _choose_size(self) -> None:
        """Words that would take more than a line are small, to leave room for the curves."""
        usual = font(NORMAL)
        if self._beside:
            small = len(self.words.text()) >= _LONG
        else:
            small = QFontMetrics(usual).horizontalAdvance(self.words.text()) > self.width()
        wanted = font(SMALL) if small else usual
        if self.words.font() != wanted:
            self.words.setFont(wanted)

    def _choose_way(self) -> None:
        """The buttons stand beside the words where these have half of the room or more.

        That is, if they are not so long that they would be higher than both together.
        """
        self._choose_size()
        if self._beside:
            down = QBoxLayout.Direction.TopToBottom
            self._row.setDirection(down)
            self._way.setDirection(down)
            return
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        buttons, gap = self.remedies.sizeHint(), self._way.spacing()
        aside = self.words.heightForWidth(max(1, self.width() - buttons.width() - gap))
        above = self.words.heightForWidth(self.width())
        narrow = 2 * buttons.width() > self.width() or aside > above + gap + buttons.height()
        way = QBoxLayout.Direction
        self._way.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_way()
        self._give_words_room()

    def _give_words_room(self) -> None:
        """Beside the curves the last buttons go where they would cut the words."""
        room = self.height() - self._way.spacing() - self._again.sizeHint().height()
        room -= self.words.heightForWidth(self.width())
        for button in self.buttons:
            room -= button.sizeHint().height() + self._row.spacing()
            button.setHidden(self._beside and room < 0)
        shown = any(not button.isHidden() for button in self.buttons)
        self.remedies.setVisible(shown)

    def _button(self, remedy: Remedy) -> QPushButton:
        button = QPushButton(remedy.title)
        button.setToolTip(remedy.sentence)
        button.setAccessibleDescription(remedy.sentence)
        button.clicked.connect(lambda: self.chosen.emit(remedy))
        self._row.addWidget(button)
        return button

    def _show(self, finding: str, text: str, trouble: Trouble | None) -> None:
        if (text, trouble) == (self._text, self.trouble):
            return
        changed = trouble != self.trouble
        self._text, self.trouble = text, trouble
        self.quiet.show_text("" if trouble else finding)
        self.quiet.setAccessibleDescription("" if trouble else text)
        self.words.setText(f"⚠ {finding}")
        self.words.setToolTip(text)
        self.words.setAccessibleDescription(text)
        self._choose_way()
        self._colour()
        self._give_words_room()
        self.setVisible(trouble is not None)
        if changed:
            self.trouble_changed.emit()

    def _colour(self) -> None:
        palette = self.words.palette()
        colour = theme().colour("error" if self.trouble == "diverged" else "warning")
        if palette.color(self.words.foregroundRole()) != colour:
            palette.setColor(self.words.foregroundRole(), colour)
            self.words.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)
