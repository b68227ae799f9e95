"""What the curves panel says while there are no curves of the data in use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from app.data.catalogue import title_of
from app.language import tr
from widgets.empty_state import TRAIN, TRAIN_AGAIN, EmptyState
from widgets.theme import NORMAL, font


class NoCurves(QScrollArea):
    """A sentence on what was learned so far, and the buttons that go on from there or begin.

    In a panel that is too low for them they are scrolled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = QLabel()
        self._words.setFont(font(NORMAL))
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # a folder may be called anything
        self._state = EmptyState(self._words, TRAIN)
        self.setWidget(self._state)
        self.tell_untrained()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._state.fit(self.viewport().size())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.widget() is not None:
            self._state.fit(self.viewport().size())

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def tell_untrained(self) -> None:
        """Nothing was learned yet."""
        self._tell(
            tr("Train to see the loss fall: its curves are drawn here while it learns."), TRAIN
        )

    def tell_trained_before(self) -> None:
        """The weights come from a file that has no curves."""
        self._tell(
            tr(
                "This network is trained already: its file holds the weights, but no curves of "
                "how they were learned. Train goes on from these weights."
            ),
            TRAIN,
            TRAIN_AGAIN,
        )

    def tell_other_data(self, data: str, before: str, *, learned_before: bool = False) -> None:
        """The last run was on another data set; both by their names in a recipe.

        `learned_before` says that the run before that one was on the data in use.
        """
        if learned_before:
            words = tr(
                "The weights are no longer those learned on {data}: they were trained on {before} "
                "since. Train goes on from them, Restart and train begins anew.\n"
                "The earlier run on {data} is in the panel Runs, and under Compare.",
                data=title_of(data),
                before=title_of(before),
            )
            self._tell(words, TRAIN, TRAIN_AGAIN)
            return
        self._tell(
            tr(
                "Not trained on {data} yet. The weights were learned on {before}: Train goes on "
                "from them, Restart and train begins anew.\n"
                "The curves of the last run come back with its data.",
                data=title_of(data),
                before=title_of(before),
            ),
            TRAIN,
            TRAIN_AGAIN,
        )

    def _tell(self, words: str, *offers: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
            self._state.offer.show_only(*offers)
            self._state.fit(self.viewport().size())
            self.setAccessibleDescription(words)
