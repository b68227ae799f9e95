"""All problems of the network: found, gone to and mended, by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.language import figures, tr
from app.network.problems import Problem
from widgets.document import Document
from widgets.empty_state import NEW_FROM_PATTERN, OPEN_GALLERY, EmptyState
from widgets.keys import ENTER
from widgets.panels.problem_rows import ProblemRows, draw_severity
from widgets.panels.problems_model import (
    PROBLEM_ROLE,
    Filter,
    ProblemsModel,
    counts_text,
    problem_text,
)
from widgets.theme import GAP, NORMAL, SMALL, font, scaled, theme, type_size

_FILTERS: tuple[tuple[Filter, str], ...] = (
    ("all", tr("All")),
    ("error", tr("Errors")),
    ("warning", tr("Warnings")),
)
_NONE = tr("No problems: the network fits together.")
_NO_LAYERS = tr(
    "No layers yet. Drag some onto the canvas, or open a network: what does not fit is told here."
)
_MARK = 15
_WIDE = 620
"""Pixels, at a scale of 1, from which the fixes stand beside the list, not beneath it."""


class ProblemsPanel(QWidget):
    """A list of the problems, and what mends the current one.

    `step` goes from problem to problem whether the panel is to be seen or not. Fixes are looked
    for only for the current problem, and only while the panel is to be seen.
    """

    layer_wanted = Signal(str)
    """Select this layer and bring it into view; empty for the network as a whole."""
    problem_wanted = Signal(object)
    """Go to the layer of this Problem, and explain it there."""
    message = Signal(str)
    problems_changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._stale = True
        self._refused: tuple[Problem, ...] = ()
        self._refused_network = document.network
        self.model = ProblemsModel()
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.clicked.connect(lambda _index: self.go())
        self.list.entered_.connect(self.go)
        self.list.copy_wanted.connect(self.copy)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_fixes())
        self.fixes = ProblemRows(document, named=True)
        self.fixes.layer_wanted.connect(self.layer_wanted)
        self._lay_out()
        document.network_changed.connect(self._follow_network)
        self._note_change()

    def sizeHint(self) -> QSize:
        return QSize(760, 220)

    # Making it

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self.filters: dict[Filter, QPushButton] = {}
        group = QButtonGroup(self)
        for wanted, text in _FILTERS:
            button = QPushButton(text)
            button.setCheckable(True)
            button.toggled.connect(lambda on, button=button: button.setFont(font(SMALL, bold=on)))
            button.setFont(font(SMALL))
            button.setChecked(wanted == "all")
            button.clicked.connect(lambda _=False, wanted=wanted: self._filter(wanted))
            group.addButton(button)
            bar.addWidget(button)
            self.filters[wanted] = button
        bar.addStretch(1)
        self.copy_button = QPushButton(tr("Copy all"))
        self.copy_button.setFont(font(SMALL))
        self.copy_button.setToolTip(tr("Copy the problems that are shown as text"))
        self.copy_button.clicked.connect(self.copy_all)
        bar.addWidget(self.copy_button)

        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addWidget(self.fixes)
        column.addStretch(1)
        beside = QScrollArea()
        beside.setWidget(inner)
        beside.setWidgetResizable(True)
        beside.setFrameShape(QFrame.Shape.NoFrame)
        beside.setMinimumSize(250, 70)
        beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._short = False
        """Whether the list is as low as it can be."""
        self._splitter = QSplitter()
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(beside)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([3, 2])
        self._splitter.setChildrenCollapsible(False)
        self.empty = QLabel(_NONE)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self.none = EmptyState(self.empty)
        self._pages.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        # In a hall the ways out are what is to be seen; the list tells the same in a line.
        short = bool(type_size().least) and not wide
        if (way, short) != (self._splitter.orientation(), self._short):
            self._short = short
            self._splitter.setOrientation(way)
            self._splitter.setStretchFactor(0, 0 if short else 1)
            self._splitter.setStretchFactor(1, 1 if short else 0)
            self._splitter.setSizes([1, 3] if short else [3, 2])

    # Following the document

    def show_refused(self, problems: tuple[Problem, ...]) -> None:
        """Show also why training refused the network as it is, for the data in use."""
        if problems != self._refused:
            self._refused, self._refused_network = problems, self._document.network
            self._note_change()

    def _follow_network(self) -> None:
        if not self._document.network.computes_like(self._refused_network):
            self._refused = ()
        self._note_change()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All there are, whatever the filter lets through."""
        found = self._document.analysis.problems
        known = set(found)
        return found + tuple(problem for problem in self._refused if problem not in known)

    def _note_change(self) -> None:
        """Follow an edit, at once if anybody sees it."""
        self._stale = True
        if self.isVisible():
            self._follow()
        self.problems_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()
        self._show_fixes()

    def _follow(self) -> None:
        if self._stale:
            self._stale = False
            self._keep_place(lambda: self.model.show(self.problems, self._document.network))
            self._show_counts()

    def _filter(self, wanted: Filter) -> None:
        self._keep_place(lambda: self.model.set_filter(wanted))
        self._show_counts()

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Change the rows; the same problem stays the current one, or what takes its place."""
        before, row = self.current, self.list.currentIndex().row()
        focused = QApplication.focusWidget()
        fixing = focused is not None and self.fixes.isAncestorOf(focused)
        change()
        rows = self.model.problems
        if before is not None and rows and self.list.currentIndex().row() != row:
            row = rows.index(before) if before in rows else min(row, len(rows) - 1)
            self.list.setCurrentIndex(self.model.index(row))
        self._show_fixes()
        if fixing:  # the button that was pressed is gone
            self.list.setFocus()

    def _show_counts(self) -> None:
        problems = self.problems
        errors = sum(problem.severity == "error" for problem in problems)
        counts: dict[Filter, int] = {
            "all": len(problems),
            "error": errors,
            "warning": len(problems) - errors,
        }
        for wanted, text in _FILTERS:
            self.filters[wanted].setText(f"{text} {figures(f'{counts[wanted]:,}')}")
        shown = bool(self.model.problems)
        bare = not self._document.network.layers
        self.none.offer.show_only(*((OPEN_GALLERY, NEW_FROM_PATTERN) if bare else ()))
        if bare:
            self.empty.setText(_NO_LAYERS)
        elif problems and not shown:
            self.empty.setText(
                tr("None of this kind; there are {counts}.", counts=counts_text(problems))
            )
        else:
            self.empty.setText(_NONE)
        self.copy_button.setEnabled(shown)
        self._pages.setCurrentIndex(0 if shown else 1)

    def _show_fixes(self) -> None:
        """Look for the fixes of the current problem, if they can be seen."""
        if self.isVisible():
            problem = self.current
            self.fixes.show_problems(() if problem is None else (problem,))

    # What can be done

    @property
    def current(self) -> Problem | None:
        """The problem in the current row."""
        index = self.list.currentIndex()
        return self.model.problems[index.row()] if index.isValid() else None

    def go(self) -> None:
        """Go to the layer of the current problem."""
        problem = self.current
        if problem is not None:
            self.layer_wanted.emit(problem.layer)

    def show_first(self) -> None:
        """Let there be a current problem, of which the fixes are shown."""
        self._follow()
        if self.current is None and self.model.problems:
            self.list.setCurrentIndex(self.model.index(0))

    def step(self, by: int) -> None:
        """Go to the next problem (1) or the one before (−1), round and round."""
        self._follow()
        problems = self.model.problems
        if not problems:
            self.message.emit(self.empty.text())
            return
        row = self.list.currentIndex().row()
        row = (row + by) % len(problems) if row >= 0 else (0 if by > 0 else len(problems) - 1)
        self._turn_to(row)

    def show_next(self) -> None:
        """Go to the problem of a selected layer, or else to the first."""
        self._follow()
        if len(self.model.problems) < len(self.problems):
            self.filters["all"].click()
        problems, selection = self.model.problems, self._document.selection
        if not problems:
            self.message.emit(self.empty.text())
            return
        rows = (row for row, problem in enumerate(problems) if problem.layer in selection)
        self._turn_to(next(rows, 0))

    def _turn_to(self, row: int) -> None:
        problems = self.model.problems
        self.list.setCurrentIndex(self.model.index(row))
        self.problem_wanted.emit(problems[row])
        words = problem_text(problems[row])
        self.message.emit(
            tr(
                "Problem {row:,} of {problems:,}: {words}",
                row=row + 1,
                problems=len(problems),
                words=words,
            )
        )

    def copy(self) -> None:
        """Copy the current problem as text."""
        if self.current is not None:
            QGuiApplication.clipboard().setText(problem_text(self.current))

    def copy_all(self) -> None:
        """Copy the problems that are shown as text, a line each."""
        lines = map(problem_text, self.model.problems)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _open_menu(self, at: QPoint) -> None:
        """The fixes, and what else can be done with a problem."""
        problem = self.current
        if problem is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fix in problem.fixes:
            action = menu.addAction(fix.label[:1].upper() + fix.label[1:])
            action.triggered.connect(lambda _=False, edit=fix.edit: self._document.apply(edit))
        if problem.fixes:
            menu.addSeparator()
        if problem.layer:
            menu.addAction(tr("Go to {layer}", layer=problem.layer)).triggered.connect(self.go)
        copying = QAction(tr("Copy"), menu)
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copying.triggered.connect(self.copy)
        menu.addAction(copying)
        menu.addAction(tr("Copy all")).triggered.connect(self.copy_all)
        menu.popup(self.list.viewport().mapToGlobal(at))


class _List(QListView):
    """Lines of equal height; Enter goes to the layer and Ctrl+C copies the line."""

    entered_ = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Problems"))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(_Line(self))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_wanted.emit()
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered_.emit()
        else:
            super().keyPressEvent(event)


class _Line(QStyledItemDelegate):
    """Mark, layer and message in one line."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(200, QFontMetrics(font(NORMAL)).height() + 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        problem = index.data(PROBLEM_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        ink = option.palette.color(role.HighlightedText) if selected else theme().colour("text")
        box = QRect(option.rect).adjusted(GAP // 2, 0, -GAP, 0)
        if selected:  # the mark keeps its colours on a ground of its own
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("card"))
            painter.drawEllipse(
                box.left() - 2, box.center().y() - _MARK // 2 - 2, _MARK + 4, _MARK + 4
            )
        draw_severity(
            painter, problem.severity, box.left(), box.center().y() - _MARK / 2 + 0.5, _MARK
        )
        box.setLeft(box.left() + _MARK + GAP)
        painter.setPen(ink)
        name = problem.layer or "network"
        for words, bold in ((name, True), (problem.message, False)):
            shape = font(NORMAL, bold=bold)
            metrics = QFontMetrics(shape)
            painter.setFont(shape)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            box.setLeft(min(box.right(), box.left() + metrics.horizontalAdvance(shown) + GAP))
        painter.restore()
