"""What the edits of filters do to the accuracy, asked after each of them while somebody looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.inspection.questions import SurgeryQuestion
from app.inspection.surgery import Mute, Operation, Outcome
from app.language import tr
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.surgery.weight_edits import WeightEdits

QUICK_MACS = 3_000_000
"""Multiplications for one image of a network that is tried out already while a button is pointed
at: a thousand images then take a fraction of a second."""


@dataclass(frozen=True, eq=False)
class EffectState:
    """What there is to be shown: an outcome, how far the next one is, or why there is none."""

    title: str = ""
    """What the numbers are the effect of; empty where nothing is edited or tried."""
    outcome: Outcome | None = None
    done: int = 0
    total: int = 0
    busy: bool = False
    message: str = ""


NOTHING = EffectState()


class Effect(QObject):
    """Follows the edits; asks only while one of its watching widgets can be seen."""

    changed = Signal()
    """There is another `state`."""

    def __init__(
        self, document: Document, inquiries: Inquiries, edits: WeightEdits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._inquiries, self._edits = document, inquiries, edits
        self.state = NOTHING
        self._settled = NOTHING
        """What is shown again when nothing is tried any more."""
        self._asked: SurgeryQuestion | None = None
        self._trying: tuple[Operation, ...] = ()
        self._due = False
        self._watching: list[QWidget] = []
        edits.edited.connect(self._follow)
        inquiries.answered.connect(self._take)
        inquiries.progressed.connect(self._progress)
        inquiries.refused.connect(self._refuse)

    def watch(self, widget: QWidget) -> None:
        """Ask while this widget is to be seen; it calls `look` when it comes into sight."""
        self._watching.append(widget)

    def look(self) -> None:
        """Ask what has not been asked while nobody looked."""
        if self._due and self._seen():
            self._ask()

    def try_muting(self, layer: str, channel: int) -> None:
        """Show what muting a filter would do, if that is quickly found."""
        if self._document.analysis.macs <= QUICK_MACS and self._seen():
            self._trying = (Mute(layer, channel),)
            self._ask()

    def stop_trying(self) -> None:
        """Show what the edits did that were made."""
        if self._trying:
            self._trying = ()
            if self._due:
                self._ask()
            else:
                self._drop()
                self._show(self._settled)

    def cancel(self) -> None:
        """Want no answer any more."""
        self._drop()
        self._trying = ()
        self._show(EffectState(self._title(), message=tr("Not finished.")))

    def _seen(self) -> bool:
        return any(widget.isVisible() for widget in self._watching)

    def _follow(self) -> None:
        self._due = True
        if not self._edits.originals:
            self._due, self._settled = False, NOTHING
            if not self._trying:
                self._drop()
                self._show(NOTHING)
        elif self._seen():
            self._trying = ()
            self._ask()

    def _ask(self) -> None:
        if not self._trying:
            self._due = False
        originals = tuple(self._edits.originals.values())
        self._asked = SurgeryQuestion(originals, self._trying)
        self._inquiries.ask(self._asked)
        self._show(EffectState(self._title(), self.state.outcome, busy=True))

    def _drop(self) -> None:
        if self._asked is not None:
            self._inquiries.call_off(SurgeryQuestion)
            self._asked = None

    def _title(self) -> str:
        edited = sorted(self._edits.originals)
        if self._trying:
            (muted,) = self._trying
            also = tr(" as well") if edited else ""
            return tr(
                "With filter {channel} of {layer} muted{also}",
                channel=muted.channel,
                layer=muted.layer,
                also=also,
            )
        if len(edited) > 2:
            return tr("Effect of {edited} edited filters", edited=len(edited))
        return tr("Effect of edits: ") + ", ".join(
            tr("{layer} filter {number}", layer=layer, number=n) for layer, n in edited
        )

    def _show(self, state: EffectState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()

    def _take(self, question: object, answer: object) -> None:
        if question is self._asked and isinstance(answer, Outcome):
            self._asked = None
            self._settle(EffectState(self._title(), answer))

    def _refuse(self, question: object, why: str) -> None:
        if question is self._asked:
            self._asked = None
            self._settle(EffectState(self._title(), message=why))

    def _settle(self, state: EffectState) -> None:
        if not self._trying:
            self._settled = state
        self._show(state)

    def _progress(self, question: object, done: int, total: int) -> None:
        if question is self._asked:
            self._show(EffectState(self._title(), self.state.outcome, done, total, busy=True))
