"""The form for any settings: real numbers, choices, and text outside the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.network.fields import choice, fields_of, real, whole
from widgets.panels.setting_editors import RealEdit, real_text
from widgets.panels.settings_form import SettingsForm


@dataclass(frozen=True)
class Sample:
    rate: float = real(0.002, minimum=0.0, maximum=1_000.0, help="How fast.")
    share: float = real(0.5, minimum=0.0, maximum=1.0, help="How much.")
    count: int = whole(4, minimum=1, maximum=99, unit="images", help="How many.")
    word: str = choice("sgd", ("sgd", "adam"), help="Which.")


@pytest.fixture
def form(shown: Callable[[QWidget], None]) -> SettingsForm:
    form = SettingsForm(Sample)
    form.show_values({"rate": 0.001, "share": 0.5, "count": 4, "word": "sgd"})
    shown(form)
    return form


def test_every_field_has_its_help_its_unit_and_a_name_for_screen_readers(
    form: SettingsForm,
) -> None:
    count = form.editor("count")
    assert count.toolTip() == "How many."
    assert count.text() == "4 images"
    assert count.accessibleName() == "count"


def test_one_image_is_not_called_one_images(qtbot: QtBot, form: SettingsForm) -> None:
    count = form.editor("count")
    for _ in range(3):
        qtbot.keyClick(count, Qt.Key.Key_Down)
    assert count.text() == "1 image"


def test_showing_values_does_not_edit(qtbot: QtBot, form: SettingsForm) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.show_values({"rate": 0.1, "share": 0.25, "count": 9, "word": "adam"})
    assert form.editor("word").currentText() == "adam"


def test_a_small_number_may_be_typed_with_an_exponent(qtbot: QtBot, form: SettingsForm) -> None:
    rate = form.editor("rate")
    rate.setFocus()
    rate.selectAll()
    edits: list[object] = []
    form.edited.connect(lambda _name, value: edits.append(value))
    qtbot.keyClicks(rate, "3e-4")
    assert edits[-1] == pytest.approx(3e-4)
    assert rate.text() == "3e-4"


def test_small_numbers_step_by_factors(qtbot: QtBot, form: SettingsForm) -> None:
    rate = form.editor("rate")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(rate, key)
        seen.append(rate.value())
    assert seen == pytest.approx([0.002, 0.005, 0.01, 0.005, 0.002])


def test_stepping_down_ends_at_zero_and_comes_back_from_it(
    qtbot: QtBot, form: SettingsForm
) -> None:
    rate = form.editor("rate")
    form.show_values({"rate": 2e-6})
    qtbot.keyClick(rate, Qt.Key.Key_Down)
    assert rate.value() == pytest.approx(1e-6)
    qtbot.keyClick(rate, Qt.Key.Key_Down)
    assert rate.value() == 0.0
    qtbot.keyClick(rate, Qt.Key.Key_Up)
    assert rate.value() == pytest.approx(1e-6)


def test_a_share_steps_by_twentieths(qtbot: QtBot, form: SettingsForm) -> None:
    share = form.editor("share")
    qtbot.keyClick(share, Qt.Key.Key_Up)
    assert share.text() == "0.55"


def test_a_share_above_one_is_explained_and_put_back(qtbot: QtBot, form: SettingsForm) -> None:
    share = form.editor("share")
    share.setFocus()
    share.selectAll()
    qtbot.keyClicks(share, "7")
    texts = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "must be a number from 0 to 1" in texts
    qtbot.keyClick(share, Qt.Key.Key_Return)
    assert share.text() == "0.5"


def test_why_a_number_was_put_back_is_said_until_another_is_set(
    qtbot: QtBot, form: SettingsForm
) -> None:
    def notes() -> list[str]:
        labels = [label for label in form.findChildren(QLabel) if label.isVisible()]
        return [label.text() for label in labels if "must be" in label.text()]

    count = form.editor("count")
    count.setFocus()
    count.selectAll()
    qtbot.keyClicks(count, "999999999")
    qtbot.keyClick(count, Qt.Key.Key_Return)
    assert notes() == ["must be a whole number from 1 to 99"]
    form.show_values({"count": count.value()})
    assert notes()
    qtbot.keyClick(count, Qt.Key.Key_Down)
    assert not notes()


def test_letters_are_not_taken_for_a_number(qtbot: QtBot, form: SettingsForm) -> None:
    rate = form.editor("rate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "abc")
    assert rate.value() == 0.001


def test_a_choice_is_made_by_keyboard(qtbot: QtBot, form: SettingsForm) -> None:
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClick(form.editor("word"), Qt.Key.Key_Down)
    assert edited.args == ["word", "adam"]


def test_a_setting_that_does_not_matter_says_why(form: SettingsForm) -> None:
    form.set_available("share", False, "Not used by sgd.")
    assert not form.editor("share").isEnabled()
    assert form.editor("share").toolTip() == "Not used by sgd.\nHow much."
    form.set_available("share", True)
    assert form.editor("share").toolTip() == "How much."


def test_the_wheel_leaves_a_field_without_focus_alone(qtbot: QtBot, form: SettingsForm) -> None:
    form.editor("rate").setFocus()
    qtbot.waitUntil(form.editor("rate").hasFocus)
    count = form.editor("count")
    place = QPointF(count.rect().center())
    event = QWheelEvent(
        place,
        count.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(count, event)
    assert count.value() == 4


def test_undo_in_a_number_field_belongs_to_the_window(
    qtbot: QtBot, shown: Callable[[QWidget], None]
) -> None:
    window = QWidget()
    form = SettingsForm(Sample)
    QVBoxLayout(window).addWidget(form)
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
    shown(window)
    count = form.editor("count")
    count.setFocus()
    qtbot.waitUntil(count.hasFocus)
    qtbot.keyClicks(count, "1")
    with qtbot.waitSignal(undo.activated):
        qtbot.keyClick(count, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("value", "text"), [(0.001, "0.001"), (1e-5, "1e-5"), (0.0, "0"), (0.9999, "0.9999")]
)
def test_a_real_number_is_written_as_one_would_type_it(value: float, text: str) -> None:
    assert real_text(value) == text


@pytest.fixture
def rate(qtbot: QtBot) -> RealEdit:
    rate = RealEdit(fields_of(Sample)[0])
    qtbot.addWidget(rate)
    return rate


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(value=st.floats(min_value=1e-5, max_value=500.0))
def test_stepping_always_moves_and_stays_within_the_limits(rate: RealEdit, value: float) -> None:
    rate.setValue(value)
    shown = rate.value()
    rate.stepBy(1)
    assert shown < rate.value() <= 1_000
    rate.setValue(value)
    rate.stepBy(-1)
    assert 0 <= rate.value() < shown
