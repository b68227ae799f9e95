"""Networks and weights in and out by the File menu."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from app.network.analysis import analyse
from app.network.patterns import lenet5
from app.training.module import build_module
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.test_file_menu import give_weights
from tests.widgets.whole_window import assert_same_weights, file_action, weights
from widgets.command_process import run_command
from widgets.main_window import MainWindow
from widgets.torchvision_dialog import TorchvisionDialog

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


def save_state(path: Path) -> dict[str, np.ndarray]:
    state = build_module(lenet5(), seed=9).state_dict()
    torch.save(state, path)
    return {key: tensor.numpy() for key, tensor in state.items()}


def test_the_list_of_models_is_searched_by_typing(qtbot: QtBot) -> None:
    dialog = TorchvisionDialog()
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.search, "resnet 34")
    assert dialog.model is not None
    assert (dialog.model.name, dialog.side.value()) == ("resnet34", 224)
    QTest.keyClicks(dialog.search, " nothing")
    assert dialog.model is None
    dialog.search.clear()
    QTest.keyClicks(dialog.search, "resnet")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.model is not None
    assert dialog.model.name == "resnet34"


def test_a_torchvision_model_opens_as_a_new_document_to_be_saved(
    window: MainWindow, dialogs: Dialogs
) -> None:
    def choose(dialog: object) -> None:
        assert isinstance(dialog, TorchvisionDialog)
        QTest.keyClicks(dialog.search, "squeezenet1_0")
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)

    dialogs.act("import", choose)
    file_action(window, "Import", "torchvision model…").trigger()
    document = window.document
    assert analyse(document.network).parameters == 1_248_424
    assert document.path is None
    assert document.modified
    assert window.statusBar().currentMessage() == "Imported squeezenet1_0 from torchvision."


def test_weights_of_a_state_dict_come_in_and_count_as_unsaved(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    state = save_state(tmp_path / "w.pt")
    dialogs.choose_file(tmp_path / "w.pt")
    file_action(window, "Import", "Weights…").trigger()
    assert_same_weights(weights(qtbot, window), state)
    qtbot.waitUntil(lambda: window.document.learned)
    assert "5 of 5 layers took weights, by name." in window.statusBar().currentMessage()


def test_weights_that_do_not_fit_are_told_and_nothing_changes(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    before = give_weights(qtbot, window)
    qtbot.waitUntil(lambda: window.document.learned)
    torch.save({"other.weight": torch.zeros(3)}, tmp_path / "w.pt")
    dialogs.choose_file(tmp_path / "w.pt")
    dialogs.answer("Yes")
    dialogs.answer("OK")
    file_action(window, "Import", "Weights…").trigger()
    assert "none of its 1 tensors fits a layer" in dialogs.said[-1]
    assert_same_weights(weights(qtbot, window), before)


def test_learned_weights_are_replaced_only_after_a_question(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    before = give_weights(qtbot, window)
    qtbot.waitUntil(lambda: window.document.learned)
    save_state(tmp_path / "w.pt")
    dialogs.choose_file(tmp_path / "w.pt")
    dialogs.answer("Cancel")
    file_action(window, "Import", "Weights…").trigger()
    assert_same_weights(weights(qtbot, window), before)


def test_onnx_and_weights_are_exported_with_what_was_learned(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    learned = give_weights(qtbot, window)
    dialogs.choose_file(tmp_path / "net")
    file_action(window, "Export", "ONNX…").trigger()
    assert window.statusBar().currentMessage() == "Saved to net.onnx."
    module = build_module(lenet5(), seed=0).eval()
    module.load_state_dict({key: torch.from_numpy(array) for key, array in learned.items()})
    images = torch.randn(2, 1, 32, 32, generator=torch.Generator().manual_seed(0))
    session = onnxruntime.InferenceSession(tmp_path / "net.onnx")
    (found,) = session.run(None, {"input": images.numpy()})
    with torch.no_grad():
        np.testing.assert_allclose(found, module(images).numpy(), rtol=1e-4, atol=1e-4)
    dialogs.choose_file(tmp_path / "w.pt")
    file_action(window, "Export", "Weights…").trigger()
    read = torch.load(tmp_path / "w.pt", weights_only=True)
    assert_same_weights({key: tensor.numpy() for key, tensor in read.items()}, learned)


def test_the_kind_of_weights_that_is_chosen_names_the_file(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    learned = give_weights(qtbot, window)

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        kinds = dialog.findChild(QComboBox, "fileTypeCombo")
        assert kinds is not None
        QTest.keyClick(kinds, Qt.Key.Key_Down)
        assert kinds.currentText() == "PyTorch state_dict (*.pt)"
        assert [Path(name).suffix for name in dialog.selectedFiles()] == [".pt"]
        QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)

    dialogs.act("weights as a state_dict", choose)
    file_action(window, "Export", "Weights…").trigger()
    (written,) = tmp_path.glob("*.pt")
    read = torch.load(written, weights_only=True)
    assert_same_weights({key: tensor.numpy() for key, tensor in read.items()}, learned)


def test_weights_of_an_untrained_network_are_not_exported(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "w")
    dialogs.answer("OK")
    file_action(window, "Export", "Weights…").trigger()
    assert "no weights yet: train it first" in dialogs.said[-1]
    assert not (tmp_path / "w.safetensors").exists()


def test_a_command_that_is_cancelled_leaves_nothing_behind(
    window: MainWindow, tmp_path: Path
) -> None:
    def cancel() -> None:
        dialog = window.findChild(QProgressDialog)
        assert dialog is not None
        dialog.cancel()

    QTimer.singleShot(100, cancel)
    output = tmp_path / "out.convas"
    arguments = ["import", "torchvision:resnet18", "--output", str(output)]
    assert run_command(arguments, "Importing …", window) is None
    assert not output.exists()
