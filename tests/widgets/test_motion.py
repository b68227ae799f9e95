"""Reduced motion: what glides elsewhere jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtWidgets import QApplication, QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from widgets.main_window import MainWindow
from widgets.motion import add_motion_entry, chosen_motion, motion_ms, set_motion, step_ms
from widgets.settings import settings

pytestmark = pytest.mark.usefixtures("qapp")


class _StillStyle(QProxyStyle):
    """A system whose animations are switched off."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: object = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)  # type: ignore[arg-type]


def test_movements_take_no_time_where_motion_is_reduced() -> None:
    set_motion("full")
    assert (motion_ms(320), step_ms(60)) == (320, 60)
    set_motion("reduced")
    assert motion_ms(320) == 0
    assert 1000 / step_ms(60) < 3  # WCAG 2.2 calls three in a second flashing


def test_the_system_decides_until_something_is_chosen(qapp: QApplication) -> None:
    assert motion_ms(320) == 320
    qapp.setStyle(_StillStyle("Fusion"))
    try:
        assert motion_ms(320) == 0
        set_motion("full")
        assert motion_ms(320) == 320
    finally:
        qapp.setStyle("Fusion")


def test_settings_that_name_no_choice_mean_the_systems() -> None:
    settings().setValue("motion", "wild")
    assert chosen_motion() == "system"


def test_the_menus_tick_follows_and_decides() -> None:
    menu = QMenu()
    action = add_motion_entry(menu)
    assert not action.isChecked()
    action.trigger()
    assert chosen_motion() == "reduced"
    set_motion("full")
    menu.aboutToShow.emit()
    assert not action.isChecked()


def test_the_canvas_jumps_and_docks_do_not_glide(
    window: MainWindow,
) -> None:
    set_motion("reduced")
    assert not window.isAnimated()
    canvas = window.canvas
    canvas.fly_to(canvas.visible_rect().adjusted(100, 50, -100, -50))
    assert canvas._flight.state() == QAbstractAnimation.State.Stopped
    set_motion("full")
    canvas.fly_to(canvas.visible_rect().adjusted(50, 50, -50, -50))
    assert canvas._flight.state() == QAbstractAnimation.State.Running
    canvas._flight.stop()
