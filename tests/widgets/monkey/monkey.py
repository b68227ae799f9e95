"""Does what nobody thinks of: random clicks, keys and drags in every view of the real window."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from shiboken6 import isValid

from tests.widgets.monkey import hands
from tests.widgets.monkey.cage import Cage
from tests.widgets.monkey.hands import Button, Keys
from tests.widgets.monkey.pace import Pace
from widgets.main_window import MainWindow

KEYS = tuple(
    Qt.Key[f"Key_{name}"]
    for name in (
        *("Tab", "Backtab", "Escape", "Return", "Enter", "Space", "Delete", "Backspace", "Menu"),
        *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "F2", "F5", "F10"),
        *("Plus", "Minus", "Period", "Comma", "Slash", *"ACEKRIBS01234569"),
    )
)
MODIFIERS = (Keys.NoModifier,) * 6 + (
    Keys.ShiftModifier,
    Keys.ControlModifier,
    Keys.AltModifier,
    Keys.ControlModifier | Keys.ShiftModifier,
)
TEXTS = (
    "3",
    "0",
    "-7",
    "16",
    "1e-3",
    "0.5",
    "999999999",
    "conv",
    "relu1",
    "é∂Ω",
    " ",
    "a,b;c",
    "7x",
)
INSIDE_MS = 5
"""After this long an event that has not returned is looked at: it may have opened a dialog."""
IMPATIENT = 200
"""So many looks at an event that waits for nothing that can be seen: it drags, or computes."""
DEPTH = 5
"""Dialogs on dialogs at most; the last is closed then."""
DIARY = "diary.txt"
"""All events in words, for a crash that ends the process, too."""
STUCK = 10
"""So many events in one menu: it is closed then, for most places in a menu do nothing."""
LAYERS = 60
"""A network of more is put away: by duplicating everything a monkey makes thousands."""


class Monkey:
    """Does `events` events with one window. `log` has the last of them in words.

    Each event draws its luck from (seed, its number), so that a deviation, as training takes its
    time, does not change all that follows.
    """

    def __init__(self, window: MainWindow, cage: Cage, pace: Pace, seed: int) -> None:
        self.window, self.cage, self.pace, self.seed = window, cage, pace, seed
        self.count = 0
        self.log: deque[str] = deque(maxlen=30)
        self.luck = random.Random()
        self.error: BaseException | None = None
        self.favourite: QWidget | None = None
        """What it plays with mostly, as long as that is to be seen."""
        self._chosen: Counter[str] = Counter()
        self._goal = 0
        self._in_menu = 0
        self._check: Callable[[], bool] = lambda: True
        self._begin: Callable[[], None] | None = None
        self._waiting: list[tuple[QWidget | None, QWidget | None]] = []
        """For each event that has not returned, what lay over the window before it."""
        self._loop = QEventLoop()
        self.diary = (cage.folder / DIARY).open("w", buffering=1)
        self._acts: dict[Callable[[], None], int] = {
            self._click: 24,
            self._key: 14,
            self._drag: 10,
            self._shortcut: 8,
            self._trigger: 8,
            self._type: 6,
            self._right_click: 6,
            self._wheel: 6,
            self._double_click: 5,
            self._hover: 4,
            self._wait: 4,
            self._train: 3,
            self._drop: 1,
        }

    def play(
        self, events: int, check: Callable[[], bool], begin: Callable[[], None] | None = None
    ) -> None:
        """Go on for so many events; `check` is asked after each, and ends it with False.

        `begin` is the first of them. In the end nothing lies over the window any more.
        """
        self._goal = self.count + events
        self._check = check
        self._begin = begin
        QTimer.singleShot(0, self._turn)
        self._loop.exec()
        if self.error is not None:
            raise self.error

    # Events, and those within them

    def _turn(self) -> None:
        """One event in the window; a dialog that it opens may keep it from returning."""
        if self.count >= self._goal or self.error:
            if dismiss():
                QTimer.singleShot(0, self._turn)
            else:
                self._loop.quit()
            return
        self._act()
        QTimer.singleShot(0, self._turn)

    def _act(self) -> None:
        self.count += 1
        self.luck.seed(f"{self.seed} {self.count}")
        covers = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        depth = len(self._waiting)
        self._waiting.append(covers)
        QTimer.singleShot(INSIDE_MS, partial(self._inside, depth, covers, 0))
        try:
            self.pace.lap()
            self._in_menu = self._in_menu + 1 if covers[1] is not None else 0
            if (begin := self._begin) is not None:
                self._begin = None
                begin()
            elif isinstance(covers[0], QFileDialog):
                self._choose_file(covers[0])
            elif covers[1] is not None and self._in_menu > STUCK:
                self._tell("close the menu")
                covers[1].close()
            else:
                self.luck.choices(list(self._acts), list(self._acts.values()))[0]()
            if not self._check():
                self._goal = self.count
        except BaseException as error:
            self.error = self.error or error
        finally:
            assert self._waiting.pop() is covers

    def _inside(
        self, depth: int, covers: tuple[QWidget | None, QWidget | None], looks: int
    ) -> None:
        """Go on where an event has not returned because something lies over the window now."""
        if len(self._waiting) <= depth or self._waiting[depth] is not covers:
            return
        if len(self._waiting) == depth + 1:
            over = QApplication.activeModalWidget(), QApplication.activePopupWidget()
            if any(
                new is not None and new is not old for new, old in zip(over, covers, strict=True)
            ):
                looks = 0
                if self.count >= self._goal or self.error or depth >= DEPTH:
                    dismiss()
                else:
                    self._act()
            elif looks > IMPATIENT and (window := QApplication.focusWindow()) is not None:
                looks = 0
                hands.press(window, Qt.Key.Key_Escape)
        QTimer.singleShot(INSIDE_MS, partial(self._inside, depth, covers, looks + 1))

    # Where

    def _target(self) -> QWidget:
        """The window that gets the mouse."""
        if popup := QApplication.activePopupWidget():
            return popup
        if modal := QApplication.activeModalWidget():
            return modal
        favourite = self.favourite
        if favourite is not None and isValid(favourite) and favourite.isVisible():
            return favourite.window()
        if self.luck.random() < 0.8:
            return self.window
        others = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget.windowType() != Qt.WindowType.ToolTip
        ]
        return self.luck.choice(others or [self.window])

    def _place(self, what: str) -> tuple[QWindow, QPoint] | None:
        """A window and a point in it, for something to do there."""
        target = self._target()
        window = target.windowHandle()
        if window is None:
            return None
        kind = self.luck.random()
        if kind < 0.3 and target is self.window and self.window.canvas.isVisible():
            at = self._in_canvas()
        elif kind < 0.75 and (part := self._part(target)) is not None:
            seen = part.visibleRegion().boundingRect()
            at = part.mapTo(target, self._within(seen))
        else:
            at = self._within(target.rect())
        at = _clipped(at, QRect(QPoint(), window.size()))
        there = target.childAt(at) or target
        self._tell(f"{what} {_told(there)} at {at.x()},{at.y()}")
        return window, at

    def _part(self, target: QWidget) -> QWidget | None:
        """Something to be seen in it, mostly in what the monkey plays with."""
        favourite = self.favourite
        inside = target
        if (
            favourite is not None
            and isValid(favourite)
            and favourite.window() is target
            and self.luck.random() < 0.9
        ):
            inside = favourite
        parts = inside.findChildren(QWidget)
        for _try in range(30):
            if not parts:
                break
            part = self.luck.choice(parts)
            if part.isVisible() and part.window() is target and not part.visibleRegion().isEmpty():
                return part
        return None

    def _in_canvas(self) -> QPoint:
        canvas = self.window.canvas
        items = canvas.scene().items()
        item = self.luck.choice(items) if items else None
        box = item.sceneBoundingRect() if item else canvas.sceneRect()
        at = QPointF(
            self.luck.uniform(box.left(), box.right()), self.luck.uniform(box.top(), box.bottom())
        )
        place = canvas.viewportTransform().map(at).toPoint()
        inside = _clipped(place, canvas.viewport().rect())
        return canvas.viewport().mapTo(self.window, inside)

    def _within(self, box: QRect) -> QPoint:
        if box.isEmpty():
            return box.topLeft()
        return QPoint(
            self.luck.randint(box.left(), box.right()), self.luck.randint(box.top(), box.bottom())
        )

    def _keyboard(self) -> QWindow:
        """The window that gets the keys."""
        for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if widget is not None and widget.windowHandle() is not None:
                return widget.windowHandle()
        if QApplication.focusWindow() is None or self.luck.random() < 0.02:
            self.window.activateWindow()
        return QApplication.focusWindow() or self.window.windowHandle()

    # What; each tells before it does it, for it may never return

    def _tell(self, words: str) -> None:
        self.log.append(f"{self.count}: {'. ' * (len(self._waiting) - 1)}{words}")
        self.diary.write(self.log[-1] + "\n")

    def _click(self) -> None:
        if place := self._place("click"):
            hands.click(*place, Button.LeftButton)

    def _double_click(self) -> None:
        if place := self._place("double-click"):
            hands.double_click(*place)

    def _hover(self) -> None:
        if place := self._place("hover over"):
            window, at = place
            box = QRect(QPoint(), window.size())
            hands.hover(window, [_clipped(at + QPoint(3 * n, -2 * n), box) for n in range(3)])

    def _wheel(self) -> None:
        notches, keys = self.luck.choice((-3, -1, 1, 3)), self.luck.choice(MODIFIERS)
        if place := self._place(f"wheel {notches} with {keys.name} over"):
            hands.turn_wheel(*place, notches, keys)

    def _right_click(self) -> None:
        """With a choice from the menu that opens, mostly."""
        if place := self._place("right click"):
            hands.click(*place, Button.RightButton)
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu) or self.luck.random() < 0.2:
            return
        choices = [action for action in menu.actions() if _may_choose(action)]
        if not choices:
            return
        action = self.luck.choice(choices)
        at = menu.actionGeometry(action).center()
        if menu.rect().contains(at):
            self._tell(f"… {action.text()}")
            hands.click(menu.windowHandle(), at, Button.LeftButton)

    def _drag(self) -> None:
        button = Button.MiddleButton if self.luck.random() < 0.1 else Button.LeftButton
        keys = self.luck.choice(MODIFIERS)
        place = self._place(f"drag with {button.name} {keys.name}")
        if place is None:
            return
        window, start = place
        box = QRect(QPoint(), window.size())
        if self.luck.random() < 0.5:
            end = start + QPoint(self.luck.randint(-120, 120), self.luck.randint(-80, 80))
        else:
            end = self._within(box)
        end = _clipped(end, box)
        called_off = self.luck.random() < 0.1
        self._tell(f"… to {end.x()},{end.y()}{', called off' if called_off else ''}")
        steps = self.luck.randint(2, 5)
        places = [start + (end - start) * (step / steps) for step in range(steps + 1)]
        hands.drag(window, places, button, keys, called_off=called_off)

    def _key(self) -> None:
        key, keys = self.luck.choice(KEYS), self.luck.choice(MODIFIERS)
        window = self._keyboard()
        self._tell(f"press {key.name} with {keys.name} in {_told(QApplication.focusWidget())}")
        hands.press(window, key, keys)

    def _shortcut(self) -> None:
        actions = [
            action
            for action in self.window.findChildren(QAction)
            if not action.shortcut().isEmpty() and _may_choose(action)
        ]
        action = self.luck.choice(actions)
        shortcut = QKeySequence(action.shortcut())
        self._tell(f"press {shortcut.toString()} ({action.text()})")
        hands.press_shortcut(self._keyboard(), shortcut)

    def _type(self) -> None:
        """Into a field, over what stands there; mostly it is then taken."""
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit) or self.luck.random() < 0.5:
            fields = [
                field
                for field in self._target().findChildren(QLineEdit)
                if field.isVisible() and field.isEnabled()
            ]
            if not fields:
                self._key()
                return
            field = self.luck.choice(fields)
            field.setFocus()
        field.selectAll()
        text = self.luck.choice(TEXTS)
        self._tell(f"type {text!r} into {_told(field)}")
        hands.type_text(text)
        if self.luck.random() < 0.6:
            key = self.luck.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab))
            self._tell(f"… {key.name}")
            hands.press(self._keyboard(), key)

    def _trigger(self) -> None:
        """An action from somewhere in the menus."""
        if _is_covered():
            self._key()
            return
        menu, path = self.window.menuBar(), []
        actions = menu.actions()
        while True:
            choices = [action for action in actions if _may_choose(action)]
            if not choices:
                return
            # What was chosen least is chosen first: some entries are one of eighty.
            names = [" ▸ ".join((*path, action.text())) for action in choices]
            weights = [1 / (1 + self._chosen[name]) ** 2 for name in names]
            (which,) = self.luck.choices(range(len(choices)), weights)
            action = choices[which]
            path.append(action.text())
            inner = action.menu()
            self._chosen[names[which]] += 1
            if inner is None:
                break
            assert isinstance(inner, QMenu)
            inner.aboutToShow.emit()
            actions = inner.actions()
        self._tell(f"choose {' ▸ '.join(path)}")
        action.trigger()

    def _train(self) -> None:
        if _is_covered():
            self._click()
            return
        actions = [a for a in self.window.run_bar.actions_for_menu() if _may_choose(a)]
        if actions:
            action = self.luck.choice(actions)
            self._tell(action.text())
            action.trigger()

    def _drop(self) -> None:
        if _is_covered():
            self._click()
            return
        toy = self.luck.choice(self.cage.toys)
        if place := self._place(f"drop {toy.name} onto"):
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(toy))])
            hands.drop(self.window.childAt(place[1]) or self.window, data, place[1])

    def _wait(self) -> None:
        ms = self.luck.choice((5, 20, 60))
        self._tell(f"wait {ms} ms")
        QTest.qWait(ms)

    def _choose_file(self, dialog: QFileDialog) -> None:
        """A path in the cage, or none; what else there is to click at leads out of it."""
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if self.luck.random() < 0.3 or field is None:
            self._tell(f"no answer to {dialog.windowTitle()}")
            dialog.reject()
            return
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            name = str(self.cage.folder / f"mine{self.luck.randint(1, 4)}")
        else:
            own = sorted(self.cage.folder.glob("mine*"))
            name = str(self.luck.choice([*self.cage.toys, *own]))
        field.setText(name)
        self._tell(f"choose {Path(name).name} in {dialog.windowTitle()}")
        hands.press(self._keyboard(), Qt.Key.Key_Return)
        if isValid(dialog) and QApplication.activeModalWidget() is dialog:
            dialog.reject()


def _is_covered() -> bool:
    return bool(QApplication.activeModalWidget() or QApplication.activePopupWidget())


def _may_choose(action: QAction) -> bool:
    return action.isEnabled() and action.isVisible() and not action.isSeparator()


def _clipped(at: QPoint, box: QRect) -> QPoint:
    return QPoint(
        max(box.left(), min(at.x(), box.right())), max(box.top(), min(at.y(), box.bottom()))
    )


def _told(widget: QWidget | None) -> str:
    """A widget in a few words: its class, its name, and the panel or dialog it is in."""
    if widget is None:
        return "nothing"
    words = type(widget).__name__
    if name := widget.accessibleName() or widget.objectName():
        words += f"({name})"
    above = widget.parentWidget()
    while above is not None and not type(above).__module__.startswith("widgets."):
        above = above.parentWidget()
    return f"{words} in {type(above).__name__}" if above is not None else words


def dismiss() -> bool:
    """Close what lies over the window; whether anything did."""
    if popup := QApplication.activePopupWidget():
        popup.close()
        return True
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
    elif modal is not None:
        modal.close()
    return modal is not None
