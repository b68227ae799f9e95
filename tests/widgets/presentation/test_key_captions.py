"""The keys that are told follow the keyboard, wherever it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from widgets.presentation.key_captions import KeyCaptions


def test_they_survive_a_file_dialog_that_python_has_looked_into(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    behind = QPushButton(window)
    window.setCentralWidget(behind)
    window.show()
    captions = KeyCaptions(window, {})
    told: list[str] = []
    captions.told.connect(told.append)

    def look_and_close() -> None:
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        dialog = QApplication.activeModalWidget()
        dialog.findChild(QLineEdit, "fileNameEdit")
        # With Python's last reference to the dialog, which is Qt's own, go those to what is in it.
        del dialog
        QApplication.activeModalWidget().reject()

    QTimer.singleShot(0, window, look_and_close)
    QFileDialog.getSaveFileName(window, options=QFileDialog.Option.DontUseNativeDialog)
    window.activateWindow()
    behind.setFocus()
    qtbot.waitUntil(behind.hasFocus)
    QTest.keyClick(behind, Qt.Key.Key_Left)
    assert told == ["Left"]
