"""The dialog for a kernel of one's own."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from tests.widgets.shown_windows import shown_windows
from widgets.surgery.kernel_dialog import KernelDialog

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


@pytest.mark.parametrize("channels", [1, 3])
def test_the_box_for_all_channels_comes_with_its_dialog_and_not_as_a_window(
    qtbot: QtBot, qapp: QApplication, channels: int
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with shown_windows(qapp) as shown:
        dialog = KernelDialog("Kernel for conv1", np.zeros((channels, 3, 3), np.float32), 0, parent)
        dialog.show()
    assert shown == [dialog]
    assert dialog.everywhere.isVisible() == (channels > 1)
