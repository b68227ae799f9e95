"""The inspector by mouse and keyboard, against the document it edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import (
    AddLayer,
    Disconnect,
    MoveLayers,
    RemoveLayers,
    SetFields,
    Together,
)
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.network.problems import Fix, Problem
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.inspector import InspectorPanel
from widgets.panels.problem_rows import FixButton, LinkButton
from widgets.panels.several_page import LayerGroup


@pytest.fixture
def inspector(document: Document, shown: Callable[[QWidget], None]) -> InspectorPanel:
    panel = InspectorPanel(document)
    shown(panel)
    return panel


def editor(inspector: InspectorPanel, name: str) -> Any:
    form = inspector.layer_page.form
    assert form
    return form.editor(name)


def visible_texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def facts(inspector: InspectorPanel) -> dict[str, str]:
    return dict(reversed(inspector.layer_page.facts.facts()))


def test_typing_a_number_changes_the_network_and_all_shapes_behind_it(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    box = editor(inspector, "out_channels")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "12")
    assert document.analysis.layers["pool1"].output == (12, 14, 14)
    assert box.text() == "12 filters"
    assert document.analysis.layers["conv2"].parameters == 16 * 5 * 5 * 12 + 16


def test_a_typed_number_is_one_step_of_undo(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    box = editor(inspector, "out_channels")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "128")
    document.undo_stack.undo()
    assert document.network.layers["conv1"].out_channels == 6  # type: ignore[attr-defined]
    assert box.value() == 6


def test_the_form_keeps_focus_and_cursor_while_typing(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    box = editor(inspector, "out_channels")
    box.setFocus()
    box.lineEdit().setCursorPosition(1)
    qtbot.keyClick(box, Qt.Key.Key_4)
    assert editor(inspector, "out_channels") is box
    assert box.hasFocus()
    assert (box.value(), box.lineEdit().cursorPosition()) == (64, 2)


def test_what_is_typed_for_a_network_that_has_left_changes_nothing(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    box = editor(inspector, "out_channels")
    other = RemoveLayers(frozenset({"conv1"})).apply(document.network)
    document.open(other, Recipe())
    box.selectAll()
    qtbot.keyClicks(box, "128")
    assert document.network == other


@pytest.mark.parametrize("other", ["relu1", "pool1"])
def test_what_a_form_that_has_gone_still_tells_changes_no_other_layer(
    qtbot: QtBot, document: Document, inspector: InspectorPanel, other: str
) -> None:
    document.select({"conv1"})
    before = document.network
    box = editor(inspector, "padding").height_edit
    document.select({other})
    box.selectAll()
    qtbot.keyClicks(box, "1")
    assert document.network == before


def test_what_is_typed_for_several_layers_that_have_left_changes_nothing(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1", "conv2"})
    box = inspector.several_page.groups[Conv2d].form.editor("out_channels")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "9")
    other = RemoveLayers(frozenset({"conv1"})).apply(document.network)
    document.open(other, Recipe())
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert document.network == other


def test_the_arithmetic_follows_the_settings(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv2"})
    assert facts(inspector)["height"] == "(14 − 5)/1 + 1 = 10"
    assert facts(inspector)["parameters"] == "16·5·5·6 + 16 = 2,416"
    box = editor(inspector, "padding").height_edit
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert facts(inspector)["height"] == "(14 + 2·2 − 5)/1 + 1 = 14"


def test_memory_is_told_with_and_without_gradients(
    document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv2"})  # (1,600 activations + 2,416 parameters) · 4 bytes
    texts = visible_texts(inspector)
    assert "16.1 kB forward" in texts
    assert "32.1 kB with gradients" in texts


def test_a_pair_is_split_into_height_and_width(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    pair = editor(inspector, "kernel_size")
    assert not pair.width_edit.isVisible()
    qtbot.mouseClick(pair.split_button, Qt.MouseButton.LeftButton)
    assert pair.width_edit.isVisible()
    qtbot.keyClick(pair.width_edit, Qt.Key.Key_Down)
    qtbot.keyClick(pair.width_edit, Qt.Key.Key_Down)
    assert document.network.layers["conv1"].kernel_size == (5, 3)  # type: ignore[attr-defined]
    assert document.analysis.layers["conv1"].output == (6, 28, 30)


def test_a_split_pair_stays_split_while_both_numbers_happen_to_agree(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    pair = editor(inspector, "kernel_size")
    qtbot.mouseClick(pair.split_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(pair.width_edit, Qt.Key.Key_Down)
    qtbot.keyClick(pair.width_edit, Qt.Key.Key_Up)
    assert document.network.layers["conv1"].kernel_size == 5  # type: ignore[attr-defined]
    assert pair.width_edit.isVisible()
    document.select({"conv2"})
    assert not pair.width_edit.isVisible()


def test_joining_a_pair_takes_the_height_for_both(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.apply(SetFields("conv1", {"kernel_size": (3, 5)}))
    document.select({"conv1"})
    pair = editor(inspector, "kernel_size")
    assert pair.split_button.isChecked()
    qtbot.mouseClick(pair.split_button, Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"].kernel_size == 3  # type: ignore[attr-defined]


def test_same_padding_is_a_button_and_the_number_comes_back(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.apply(SetFields("conv1", {"padding": 2}))
    document.select({"conv1"})
    pair = editor(inspector, "padding")
    qtbot.mouseClick(pair.word_buttons["same"], Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"].padding == "same"  # type: ignore[attr-defined]
    assert not pair.height_edit.isEnabled()
    qtbot.mouseClick(pair.word_buttons["same"], Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"].padding == 2  # type: ignore[attr-defined]


def test_a_flag_is_a_check_box(qtbot: QtBot, document: Document, inspector: InspectorPanel) -> None:
    document.select({"conv1"})
    box: QCheckBox = editor(inspector, "bias")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert document.analysis.layers["conv1"].parameters == 6 * 25


def test_a_number_outside_the_limits_is_explained_and_put_back(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    box = editor(inspector, "kernel_size").height_edit
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0")
    assert "must be a whole number or a (height, width) pair from 1 to 1024" in visible_texts(
        inspector
    )
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 5
    assert box.text() == "5 pixels"
    assert "must be" in visible_texts(inspector)
    document.select({"conv2"})
    assert "must be" not in visible_texts(inspector)


def test_undo_elsewhere_refreshes_the_form(document: Document, inspector: InspectorPanel) -> None:
    document.select({"conv1"})
    document.apply(SetFields("conv1", {"stride": 2}))
    assert editor(inspector, "stride").height_edit.value() == 2
    document.undo_stack.undo()
    assert editor(inspector, "stride").height_edit.value() == 1


def test_another_layer_of_the_same_kind_shows_its_own_values(
    document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    document.select({"conv2"})
    assert editor(inspector, "out_channels").value() == 16
    assert inspector.layer_page.name.line.text() == "conv2"


def test_enter_in_the_name_renames_the_layer_and_keeps_it_selected(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    line = inspector.layer_page.name.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "first")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "first" in document.network.layers
    assert document.selection == {"first"}
    assert line.hasFocus()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("conv2", "there is a layer 'conv2' already"), ("2nd", "is no layer name"), ("", "no layer")],
)
def test_a_refused_name_is_put_back_with_the_reason(
    qtbot: QtBot, document: Document, inspector: InspectorPanel, typed: str, reason: str
) -> None:
    document.select({"conv1"})
    line = inspector.layer_page.name.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "conv1"
    assert reason in visible_texts(inspector)


def test_escape_in_the_name_keeps_the_old_one(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1"})
    line = inspector.layer_page.name.line
    qtbot.keyClicks(line, "xyz")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "conv1"
    assert "conv1" in document.network.layers


def test_a_fix_is_one_click_and_says_before_what_it_will_change(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.apply(SetFields("pool1", {"kernel_size": 3}))  # (28 − 3)/2 + 1 = 13.50
    document.select({"pool1"})
    assert "13.50 → 13" in visible_texts(inspector)
    fixes = {button.text(): button for button in inspector.layer_page.findChildren(FixButton)}
    button = fixes["Padding 1"]
    assert "pool1: output 6×13×13 → 6×14×14" in button.preview()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.analysis.problems == ()
    assert not inspector.layer_page.problems.isVisible()


def test_fixes_follow_a_network_in_which_the_problem_stays_the_same(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    layers = {"input": Input(), "a": ReLU(), "b": ReLU(), "loose": ReLU()}
    places = {name: Position(200.0 * at, 0.0) for at, name in enumerate(layers)}
    wires = (Wire("input", "a"), Wire("input", "b"))
    document.open(Network("branches", layers, wires, places), Recipe())
    document.select({"loose"})
    document.apply(MoveLayers({"b": Position(-900.0, 0.0)}))

    def labels() -> list[str]:
        buttons = inspector.layer_page.findChildren(FixButton)
        return [button.text() for button in buttons if button.isVisible()]

    qtbot.waitUntil(lambda: labels() == ["Connect a", "Connect b"])


def test_several_layers_show_what_they_cost_together(
    document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1", "conv2", "fc1"})
    rows = dict(inspector.several_page.facts.facts())
    assert rows["kinds"] == "2 Conv2d, 1 Linear"
    assert rows["parameters"].startswith(f"{156 + 2_416 + 10_164:,} (")


def test_layers_of_one_kind_are_edited_together_as_one_step(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.select({"conv1", "conv2", "fc1"})
    groups = {kind.__name__: group for kind, group in inspector.several_page.groups.items()}
    assert set(groups) == {"Conv2d"}
    assert "they differ: 6, 16" in visible_texts(inspector)
    pair = groups["Conv2d"].form.editor("padding")
    qtbot.keyClick(pair.height_edit, Qt.Key.Key_Up)
    assert [document.network.layers[n].padding for n in ("conv1", "conv2")] == [1, 1]  # type: ignore[attr-defined]
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Set padding of 2 layers"


def type_for_both(qtbot: QtBot, inspector: InspectorPanel, channels: str) -> LayerGroup:
    """Type channels for both convolutions, without Enter; returns the form of both."""
    inspector._document.select({"conv1", "conv2"})
    (group,) = inspector.several_page.groups.values()
    box = group.form.editor("out_channels")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, channels)
    return group


def test_a_number_typed_for_several_layers_is_one_step(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    box = type_for_both(qtbot, inspector, "24").form.editor("out_channels")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [document.network.layers[n].out_channels for n in ("conv1", "conv2")] == [24, 24]  # type: ignore[attr-defined]
    assert document.undo_stack.count() == 1


def test_what_is_typed_for_several_layers_goes_with_kinds_that_leave_the_network(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    group = type_for_both(qtbot, inspector, "24")
    relus = chain("relus", [Input(1, 8, 8), ReLU(), ReLU()])
    with qtbot.waitSignal(group.destroyed):
        document.open(relus, Recipe())
    assert not inspector.several_page.groups
    assert document.network == relus
    document.select({"relu1", "relu2"})
    assert Conv2d not in inspector.several_page.groups


def test_nothing_selected_shows_the_network_with_its_totals(inspector: InspectorPanel) -> None:
    rows = dict(inspector.network_page.facts.facts())
    assert rows["parameters"] == "61,706"  # E1
    assert rows["without biases"] == "61,470"
    assert rows["receptive field"] == "32×32"


def test_the_network_is_renamed_in_its_page(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    line = inspector.network_page.name.line
    line.selectAll()
    qtbot.keyClicks(line, "my net")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert document.network.name == "my net"


def test_clicking_the_layer_of_a_problem_asks_for_it(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    document.apply(Disconnect(frozenset({Wire("relu1", "pool1")})))
    link = next(link for link in inspector.findChildren(LinkButton) if link.text() == "pool1")
    with qtbot.waitSignal(inspector.layer_wanted) as wanted:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wanted.args == ["pool1"]


def test_an_empty_canvas_says_what_to_do(document: Document, inspector: InspectorPanel) -> None:
    document.open(Network(), Recipe())
    assert "The canvas is empty" in visible_texts(inspector)


def test_deleting_the_selected_layer_goes_back_to_the_network(
    document: Document, inspector: InspectorPanel
) -> None:
    document.select({"relu1"})
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert inspector.network_page.isVisible()
    assert not inspector.layer_page.isVisible()


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
def test_every_form_fits_into_the_narrowest_inspector(
    document: Document, inspector: InspectorPanel, kind: type[Layer]
) -> None:
    layers = [kind()] if kind is Input else [Input(4, 16, 16), kind()]
    network = chain("one", layers)
    document.open(network, Recipe())
    document.select({network.order[-1]})
    bar = inspector.verticalScrollBar().sizeHint().width()
    assert inspector.widget().minimumSizeHint().width() + bar <= inspector.minimumWidth()


def test_a_long_fix_is_broken_into_lines_and_not_cut(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    """The page grew wider than the panel, which has no scroll bar below."""
    edit = SetFields("conv1", {"kernel_size": 3})
    fix = Fix("kernel 3 in conv1 and in a_layer_of_another_name, and in yet another one", edit)
    button = FixButton(document, Problem("conv1", "error", "too large"), fix)
    qtbot.addWidget(button)
    assert "\n" in button.text()
    assert button.sizeHint().width() < inspector.minimumWidth()


def test_a_name_that_was_not_finished_goes_when_an_edit_shows_another_page(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    """Ctrl+Y reaches the window while a name is typed: the field tells of it as its page goes."""
    document.select({"conv1"})
    before, line = document.network, inspector.layer_page.name.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "edges")
    two = tuple(AddLayer(ReLU(), Position(x, 900)) for x in (0, 200))
    document.apply(Together("two layers", two))
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.network == before
    document.select({"conv1"})
    assert line.text() == "conv1"
