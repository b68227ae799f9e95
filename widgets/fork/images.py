"""The validation images on which A and B disagree, with what each takes them for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QTabBar, QVBoxLayout, QWidget

from app.experiments.disagreements import GROUPS, Disagreements
from app.language import figures, tr
from app.network.arithmetic import percent_text
from widgets.panels.image_grid import ImageGrid
from widgets.theme import GAP, SMALL, font

_TITLES = (tr("A right"), tr("B right"), tr("Both wrong"))
_TIPS = (
    tr("Images that A reads rightly and B does not, B's surest mistakes first"),
    tr("Images that B reads rightly and A does not, A's surest mistakes first"),
    tr("Images that both misread, but not alike"),
)
_EMPTY = tr("The images on which A and B disagree appear here.")


class DisagreementView(QWidget):
    """Tabs for the three ways to disagree, and the images of one of them."""

    image_chosen = Signal(object, int)
    """An image (uint8 C×H×W) and its number among the validation images."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Disagreements | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Ways to disagree"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)  # all three in sight: the column takes their width
        self.tabs.setFont(font(SMALL))
        for title, tip in zip(_TITLES, _TIPS, strict=True):
            self.tabs.setTabToolTip(self.tabs.addTab(title), tip)
        self.tabs.currentChanged.connect(lambda _at: self._show_group())
        self.images = ImageGrid()
        self.images.setAccessibleName(tr("Images on which A and B disagree"))
        self.images.chosen.connect(self._choose)
        self.note = QLabel(_EMPTY)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self._area = QScrollArea()
        self._area.setWidget(self.images)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.images.reached.connect(
            lambda place: self._area.ensureVisible(
                place.center().x(), place.center().y(), place.width(), place.height()
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.tabs)
        column.addWidget(self._area, 1)
        column.addWidget(self.note, 1)
        self.show_reason(_EMPTY)

    def sizeHint(self) -> QSize:
        return QSize(280, 170)

    def begin(self) -> None:
        """Forget what was shown."""
        self.show_reason(_EMPTY)

    def show_reason(self, reason: str) -> None:
        """Say why there are no images."""
        self.found = None
        self._say(reason)
        self._name_tabs()

    def show_found(self, found: Disagreements) -> None:
        """Show the newest disagreements."""
        self.found = found
        self._name_tabs()
        self._show_group()

    def swap(self) -> None:
        """Exchange A and B."""
        if self.found is not None:
            self.show_found(self.found.swapped())

    def _name_tabs(self) -> None:
        counts = self.found.counts if self.found else None
        for at, (group, title) in enumerate(zip(GROUPS, _TITLES, strict=True)):
            number = figures(f" · {getattr(counts, group):,}") if counts else ""
            self.tabs.setTabText(at, title + number)

    def _show_group(self) -> None:
        found = self.found
        if found is None:
            return
        group = GROUPS[self.tabs.currentIndex()]
        shown = found.shown_of(group)
        self.images.mark(None)
        if not len(shown):
            self._say(tr("None of the {total:,} validation images.", total=found.counts.total))
            return
        self.note.hide()
        self._area.show()
        names = sorted(found.classes, key=len)[-2:]
        widest = f"A {names[0]} · B {names[-1]}"
        self.images.show_images(found.images, shown, self._caption, self._describe, widest)

    def _say(self, words: str) -> None:
        self._area.hide()
        self.note.setText(words)
        self.note.show()

    def _caption(self, at: int) -> tuple[str, str]:
        true, a, b = self._classes(at)
        return f"A {a} · B {b}", tr("is {true}", true=true)

    def _describe(self, at: int) -> str:
        assert self.found is not None
        true, a, b = self._classes(at)
        number = int(self.found.shown[at])
        sure = [percent_text(float(each[number])) for each in self.found.confidence]
        return tr(
            "validation #{number} is {true}: A says {a} with {sure}, B says {b} with {sure2}",
            number=number,
            true=true,
            a=a,
            sure=sure[0],
            b=b,
            sure2=sure[1],
        )

    def _classes(self, at: int) -> tuple[str, str, str]:
        found = self.found
        assert found is not None
        number = int(found.shown[at])
        of = (found.labels, *found.predicted)
        true, a, b = (found.classes[int(each[number])] for each in of)
        return true, a, b

    def _choose(self, at: int) -> None:
        if self.found is not None:
            self.image_chosen.emit(self.found.images[at], int(self.found.shown[at]))
