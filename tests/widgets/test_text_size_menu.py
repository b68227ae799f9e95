"""View ▸ Larger text: at once, remembered, and undone by the usual size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from tests.widgets.whole_window import menu
from widgets.main_window import MainWindow
from widgets.settings import settings
from widgets.text_size_menu import STEPS, chosen_text_size, fill_text_size_menu
from widgets.theme import NORMAL, TypeSize, font, type_size
from widgets.type_size import apply_type_size


@pytest.fixture(autouse=True)
def usual_size_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_type_size(qapp, TypeSize())


def choose(view: QMenu, text: str) -> None:
    next(each for each in view.actions() if each.text().replace("&", "") == text).trigger()


@pytest.fixture
def view() -> QMenu:
    made = QMenu()
    fill_text_size_menu(made)
    return made


def test_larger_and_smaller_go_step_by_step_and_end(view: QMenu) -> None:
    for _time in range(20):
        choose(view, "Larger text")
    assert type_size().scale == chosen_text_size() == STEPS[-1]
    assert font(NORMAL).pointSizeF() == pytest.approx(NORMAL * STEPS[-1])
    for _time in range(20):
        choose(view, "Smaller text")
    assert type_size().scale == chosen_text_size() == STEPS[0]
    choose(view, "Usual text size")
    assert type_size().scale == chosen_text_size() == 1.0


def test_a_window_grows_with_its_text_and_comes_back(
    open_window: Callable[..., MainWindow],
) -> None:
    window = open_window(wait=False)
    title = window.problem_count.font().pointSizeF()
    view = menu(window, "View")
    choose(view, "Larger text")
    assert window.problem_count.font().pointSizeF() > title
    choose(view, "Usual text size")
    assert window.problem_count.font().pointSizeF() == pytest.approx(title)


def test_settings_that_name_no_step_mean_the_usual_size() -> None:
    for wrong in ("huge", "7", "-1", "nan"):
        settings().setValue("text_size", wrong)
        assert chosen_text_size() == 1.0


def test_a_presentation_keeps_its_own_size(view: QMenu, qapp: QApplication) -> None:
    apply_type_size(qapp, TypeSize(2.0, 18.0))
    choose(view, "Larger text")
    assert type_size() == TypeSize(2.0, 18.0)
    assert chosen_text_size() == 1.0
