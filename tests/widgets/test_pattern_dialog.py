"""The dialog that makes a network from N, M and K."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from app.network.layers.dense import Input
from app.network.patterns import pattern
from widgets.pattern_dialog import PatternDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> PatternDialog:
    dialog = PatternDialog(Input(3, 32, 32), 10)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: PatternDialog, name: str, number: int) -> None:
    box = dialog.findChild(QSpinBox, name)
    assert box is not None
    box.selectAll()
    QTest.keyClicks(box, str(number))
    QTest.keyClick(box, Qt.Key.Key_Return)


def words(dialog: PatternDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_typed_numbers_make_the_pattern_of_row_a11(dialog: PatternDialog) -> None:
    choose(dialog, "convolutions", 1)
    choose(dialog, "stages", 3)
    choose(dialog, "dense", 2)
    expected = pattern(1, 3, 2, image=Input(3, 32, 32), classes=10)
    assert dialog.network.layers == expected.layers
    assert "[[CONV → RELU]·1 → POOL]·3 → [FC → RELU]·2 → FC" in words(dialog)


def test_too_many_poolings_are_explained_before_the_network_is_made(dialog: PatternDialog) -> None:
    choose(dialog, "stages", 6)
    assert "larger than its input" in words(dialog)
