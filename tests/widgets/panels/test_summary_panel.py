"""The summary table, against the document and the clipboard."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from torch import nn

from app.files.project import Project, save_project
from app.network.blocks import layers_in
from app.network.edits import RemoveLayers, SetFields
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain, lenet5
from app.network.repeats import RepeatBlock
from app.network.summary import COLUMNS
from app.training.recipe import Recipe
from tests.widgets.conftest import IN_A_HALL, PutInType
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from widgets.document import Document
from widgets.panels.comparison_dialog import ComparisonDialog
from widgets.panels.summary_model import DEPTH_ROLE, SHARE_ROLE
from widgets.panels.summary_panel import SummaryPanel
from widgets.theme import TypeSize, family_colour, theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def panel(document: Document, shown: Callable[[QWidget], None]) -> SummaryPanel:
    panel = SummaryPanel(document)
    shown(panel)
    return panel


def column(panel: SummaryPanel, title: str) -> list[str]:
    at = TITLES.index(title)
    return [panel.model.index(row, at).data() for row in range(panel.model.rowCount())]


def total(panel: SummaryPanel, title: str, line: int = 0) -> str:
    return str(panel.tables.totals.model().index(line, TITLES.index(title)).data())


def shown_titles(panel: SummaryPanel) -> list[str]:
    return [column.title for column in panel.tables.columns]


def choose_column(panel: SummaryPanel, title: str) -> None:
    (action,) = (a for a in panel.tables.column_menu.actions() if a.text() == title)
    action.trigger()


def click_row(
    qtbot: QtBot,
    panel: SummaryPanel,
    name: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = panel.table.visualRect(panel.model.index(panel.model.line_of(name), 0)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def click_heading(qtbot: QtBot, panel: SummaryPanel, title: str) -> None:
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(TITLES.index(title)) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def colours(panel: SummaryPanel, row: int) -> Counter[str]:
    """Those of the first cell of a line, with how many pixels have them."""
    table = panel.tables.layers
    place = table.visualRect(panel.model.index(row, 0))
    cell = table.viewport().grab(place).toImage()
    return Counter(
        cell.pixelColor(x, y).name() for x in range(cell.width()) for y in range(cell.height())
    )


def test_a_selected_line_has_its_familys_colour_and_no_other_square(
    document: Document, panel: SummaryPanel
) -> None:
    panel.tables.layers.setFocus()
    at = [panel.model.index(row, 0).data() for row in range(4)].index("relu1")
    plain = colours(panel, at)
    family = family_colour(ReLU.family).name()
    panel.tables.layers.setCurrentIndex(panel.model.index(at, 0))
    assert document.selection == {"relu1"}
    selected = colours(panel, at)
    edge = QApplication.palette().highlightedText().color().name()
    ground = QApplication.palette().highlight().color().name()
    assert 0 < selected[family] < plain[family]
    assert {name for name, _count in selected.most_common(3)} == {ground, edge, family}


def test_a_row_for_each_layer_in_the_order_of_the_network(
    document: Document, panel: SummaryPanel
) -> None:
    assert column(panel, "Layer") == list(document.network.order)
    assert column(panel, "Output")[:2] == ["1×32×32", "6×28×28"]
    assert column(panel, "Parameters")[1] == "156"


def test_the_totals_are_those_of_lenet_5(panel: SummaryPanel) -> None:
    assert total(panel, "Parameters") == "61,706"  # E1
    assert total(panel, "Layer") == "Total of 13 layers"


def test_a_second_total_counts_activation_functions_in_place(panel: SummaryPanel) -> None:
    assert total(panel, "Layer", 1) == "In place: ReLU, dropout, flatten"
    assert total(panel, "Activations", 0) == "15,746"
    assert total(panel, "Activations", 1) == "9,118"
    tip = panel.tables.totals.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "write over their input" in tip


def test_a_share_is_a_bar_with_its_per_cent(panel: SummaryPanel) -> None:
    cell = panel.model.index(7, TITLES.index("% parameters"))
    assert cell.data() == "78.0 %"
    assert cell.data(SHARE_ROLE) == pytest.approx(48_120 / 61_706)
    panel.table.scrollTo(cell)
    place = panel.table.visualRect(cell)
    picture = panel.table.viewport().grab(place).toImage()
    bar = theme().colour("train_line").rgb()
    length = sum(picture.pixel(x, place.height() // 2) == bar for x in range(place.width()))
    assert length >= 30


def test_an_edit_changes_the_rows_in_place(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    resets: list[bool] = []
    panel.model.modelReset.connect(lambda: resets.append(True))
    document.apply(SetFields("conv1", {"out_channels": 12}))
    qtbot.waitUntil(lambda: column(panel, "Output")[1] == "12×28×28")
    assert resets == []


def test_clicking_a_row_selects_the_layer(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    click_row(qtbot, panel, "conv1")
    assert document.selection == {"conv1"}
    click_row(qtbot, panel, "pool1", modifier=Qt.KeyboardModifier.ControlModifier)
    assert document.selection == {"conv1", "pool1"}


def test_arrow_keys_walk_the_selection(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    click_row(qtbot, panel, "conv1")
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert document.selection == {"relu1"}


def test_the_rows_follow_the_selection_elsewhere(document: Document, panel: SummaryPanel) -> None:
    document.select({"fc1", "conv2"})
    rows = panel.table.selectionModel().selectedRows()
    assert {panel.model.row_at(index.row()).name for index in rows} == {"fc1", "conv2"}
    document.select(())
    assert panel.table.selectionModel().selectedRows() == []


def test_the_selection_survives_another_layer_going(
    document: Document, panel: SummaryPanel
) -> None:
    document.select({"fc1"})
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert document.selection == {"fc1"}
    (row,) = panel.table.selectionModel().selectedRows()
    assert panel.model.row_at(row.row()).name == "fc1"


def test_a_heading_sorts_and_the_third_click_brings_the_order_back(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    document.select({"conv3"})
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer")[-1] == "conv3"  # 48,120, the most
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer")[0] == "conv3"
    (row,) = panel.table.selectionModel().selectedRows()
    assert row.row() == 0
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer") == list(document.network.order)


def test_copying_gives_plain_numbers_as_text_and_as_csv(qtbot: QtBot, panel: SummaryPanel) -> None:
    click_row(qtbot, panel, "conv3")
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1].split("\t")[:2] == ["conv3", "Conv2d"]
    (row,) = csv.DictReader(io.StringIO(bytes(data.data("text/csv").data()).decode()))
    assert (row["Parameters"], row["Output"]) == ("48120", "120×1×1")


def test_copying_without_a_selection_takes_every_layer_and_the_totals(
    qtbot: QtBot, panel: SummaryPanel
) -> None:
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + 13 + 2


def test_the_copy_menu_gives_markdown_of_the_visible_columns(
    qtbot: QtBot, panel: SummaryPanel
) -> None:
    choose_column(panel, "Kind")
    click_row(qtbot, panel, "conv1")
    menu = panel.copy_button.menu()
    (action,) = (a for a in menu.actions() if a.text() == "Copy as Markdown")
    action.trigger()
    head, _rule, line = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("| Layer | Settings | Output | Parameters |")
    assert line.startswith("| conv1 | 6 · 5×5 · s1 p0 | 6×28×28 | 156 |")


def test_columns_are_chosen_by_menu_and_remembered(
    document: Document, panel: SummaryPanel, shown: Callable[[QWidget], None]
) -> None:
    assert "Weights" not in shown_titles(panel)
    choose_column(panel, "Weights")
    choose_column(panel, "Settings")
    assert "Weights" in shown_titles(panel)
    again = SummaryPanel(document)
    shown(again)
    assert shown_titles(again) == shown_titles(panel)
    choose_column(again, "The usual ones")
    assert "Settings" in shown_titles(again)
    assert "Weights" not in shown_titles(again)


def test_a_right_click_on_the_headings_opens_the_menu(qtbot: QtBot, panel: SummaryPanel) -> None:
    panel.table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    qtbot.waitUntil(panel.tables.column_menu.isVisible)
    panel.tables.column_menu.close()


def test_totals_stay_under_their_columns(qtbot: QtBot, panel: SummaryPanel) -> None:
    choose_column(panel, "All")
    panel.resize(600, 220)
    bar = panel.tables.totals.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    for at in range(len(COLUMNS)):
        assert panel.table.columnViewportPosition(at) == (
            panel.tables.totals.columnViewportPosition(at)
        )


def test_words_of_the_totals_are_whole_in_type_for_a_hall(
    put_in_type: PutInType, panel: SummaryPanel
) -> None:
    put_in_type(IN_A_HALL)
    table = panel.tables.totals
    for line in range(table.model().rowCount()):
        own = table.font()
        own.setBold(line == 0)
        metrics = QFontMetrics(own)
        room = sum(map(table.columnWidth, range(table.columnSpan(line, 0))))
        assert room > metrics.horizontalAdvance(total(panel, "Layer", line))


def test_columns_are_as_wide_as_the_tables_own_type_needs(panel: SummaryPanel) -> None:
    choose_column(panel, "All")
    own = panel.font()
    own.setPointSize(17)
    panel.setFont(own)
    for at in range(1, len(COLUMNS)):  # the first has the words of the totals
        assert panel.table.sizeHintForColumn(at) <= panel.table.columnWidth(at), TITLES[at]


def test_in_a_hall_the_buttons_give_way_to_columns(
    put_in_type: PutInType, panel: SummaryPanel
) -> None:
    offered = {action.text() for action in panel.table.actions()}
    assert {"Export…", "Compare with"} <= offered
    put_in_type(IN_A_HALL)
    panel.resize(800, 300)
    assert not panel.columns_button.isVisible()
    panel.resize(panel.table.horizontalHeader().length() + 400, 300)
    assert panel.columns_button.isVisible()
    put_in_type(TypeSize())
    panel.resize(400, 300)
    assert panel.columns_button.isVisible()


def test_a_width_that_was_chosen_stays(document: Document, panel: SummaryPanel) -> None:
    panel.table.setColumnWidth(2, 222)
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert panel.table.columnWidth(2) == 222


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("table.csv", "Layer,Kind,Settings,Output,Parameters,Share of parameters,"),
        ("table.md", "| Layer | Kind |"),
        ("table.tex", "\\begin{tabular}{llllrrrrrrl}"),
        ("table", "Layer,Kind,"),
    ],
)
def test_the_table_is_exported_in_the_form_that_the_name_asks_for(
    panel: SummaryPanel, dialogs: Dialogs, tmp_path: Path, name: str, beginning: str
) -> None:
    dialogs.choose_file(tmp_path / name)
    panel.export_button.click()
    (written,) = tmp_path.glob("table.*")
    assert written.suffix == (Path(name).suffix or ".csv")
    assert written.read_text(encoding="utf-8").startswith(beginning)


def test_an_export_that_fails_is_told(
    panel: SummaryPanel, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    dialogs.choose_file(tmp_path / "table.csv")
    dialogs.answer("OK")
    panel.export_button.click()
    assert "No space left on device" in dialogs.said[-1]
    assert not list(tmp_path.glob("table*"))


def compared(panel: SummaryPanel) -> ComparisonDialog:
    dialog = panel.window().findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    return dialog


def texts(dialog: ComparisonDialog, line: int) -> list[str]:
    model = dialog.totals.model()
    return [model.index(line, at).data() for at in range(model.columnCount())]


def test_a_network_of_the_gallery_is_set_beside_this_one(panel: SummaryPanel) -> None:
    (action,) = (a for a in panel.compare_button.menu().actions() if a.text() == "MNIST net")
    action.trigger()
    dialog = compared(panel)
    assert dialog.windowTitle() == "lenet-5 against mnist-net"
    assert texts(dialog, 2) == ["Parameters", "61,706", "1,199,882", "+1,138,176", "× 19.4"]
    dialog.close()


def test_a_click_in_the_comparison_selects_the_layer_on_the_canvas(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    panel.compare_with("itself", lenet5)
    dialog = compared(panel)
    qtbot.waitExposed(dialog)
    place = dialog.layers.visualRect(dialog.layers.model().index(4, 1)).center()
    qtbot.mouseClick(dialog.layers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert document.selection == {"conv2"}
    dialog.close()


def test_a_comparison_is_exported_with_totals_and_layers(
    panel: SummaryPanel, dialogs: Dialogs, tmp_path: Path
) -> None:
    panel.compare_with("itself", lenet5)
    dialog = compared(panel)
    dialogs.choose_file(tmp_path / "both.md")
    dialog.export_button.click()
    text = (tmp_path / "both.md").read_text(encoding="utf-8")
    assert text.startswith("| Total | A: lenet-5 |")
    assert "| Conv2d | conv1 | conv1 |" in text
    dialog.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + 13 + 1
    dialog.close()


def test_a_file_is_set_beside_this_one(
    panel: SummaryPanel, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "other.convas"
    save_project(path, Project(chain("other", [Input(1, 8, 8), Conv2d(2, 3)]), Recipe()))
    dialogs.choose_file(path)
    panel.compare_with_file()
    dialog = compared(panel)
    assert dialog.windowTitle() == "lenet-5 against other"
    dialog.close()


def test_a_file_that_cannot_be_read_is_told(
    panel: SummaryPanel, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "other.convas"
    path.write_bytes(b"garbage")
    dialogs.choose_file(path)
    dialogs.answer("OK")
    panel.compare_with_file()
    assert "it is no Convas project" in dialogs.said[-1]
    assert panel.window().findChild(ComparisonDialog) is None


def test_a_hidden_panel_waits_until_it_is_shown(document: Document, panel: SummaryPanel) -> None:
    panel.hide()
    document.apply(SetFields("conv1", {"out_channels": 12}))
    document.apply(RemoveLayers(frozenset({"relu1"})))
    document.select({"fc2"})
    assert column(panel, "Output")[1] == "6×28×28"
    panel.show()
    assert column(panel, "Output")[1] == "12×28×28"
    (row,) = panel.table.selectionModel().selectedRows()
    assert panel.model.row_at(row.row()).name == "fc2"


def test_a_layer_with_a_problem_is_marked_and_says_what_it_is(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    document.apply(SetFields("pool1", {"kernel_size": 3}))
    row = panel.model.line_of("pool1")
    assert row is not None
    qtbot.waitUntil(lambda: column(panel, "Layer")[row] == "pool1 !")
    tip = panel.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "13.50 → 13" in tip


def test_an_empty_network_says_so(qtbot: QtBot, document: Document, panel: SummaryPanel) -> None:
    document.open(Network(), Recipe())

    def texts() -> list[str]:
        return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: any("No layers yet" in text for text in texts()))


# Blocks


@pytest.fixture
def grouped(document: Document, panel: SummaryPanel) -> SummaryPanel:
    """input → the block "stage" (the block "unit", conv1 and relu1, three times; conv4) → fc1."""
    layers = [Input(2, 8, 8), Conv2d(2, 3, padding=1), ReLU(), Conv2d(4, 3), Flatten(), Linear(10)]
    network = chain("grouped", layers)
    blocks = {"conv1": "stage/unit", "relu1": "stage/unit", "conv2": "stage"}
    document.open(RepeatBlock("stage/unit", 3).apply(network.with_blocks(blocks)), Recipe())
    return panel


def fold(qtbot: QtBot, panel: SummaryPanel, line: int) -> None:
    index = panel.model.index(line, 0)
    depth = index.data(DEPTH_ROLE)
    place = panel.table.visualRect(index)
    at = QPoint(place.left() + 14 * depth + 8, place.center().y())
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_blocks_have_lines_with_sums_and_a_repeat_stands_there_once(grouped: SummaryPanel) -> None:
    assert column(grouped, "Layer") == [
        *("input", "stage", "unit ×3", "conv2", "flatten1", "fc1"),
    ]
    unit = sum(p.numel() for _ in range(3) for p in nn.Conv2d(2, 2, 3).parameters())
    last = sum(p.numel() for p in nn.Conv2d(2, 4, 3).parameters())
    assert column(grouped, "Parameters")[1:3] == [str(unit + last), str(unit)]
    assert column(grouped, "Output")[1:3] == ["4×6×6", "2×8×8"]
    shares = [grouped.model.index(at, TITLES.index("% parameters")) for at in (1, 5)]
    assert sum(index.data(SHARE_ROLE) for index in shares) == pytest.approx(1)


def test_a_click_on_the_triangle_folds_and_unfolds(qtbot: QtBot, grouped: SummaryPanel) -> None:
    fold(qtbot, grouped, 2)
    assert column(grouped, "Layer")[1:6] == ["stage", "unit ×3", "copy1", "conv1", "relu1"]
    fold(qtbot, grouped, 1)
    assert column(grouped, "Layer") == ["input", "stage", "flatten1", "fc1"]


def test_arrows_fold_and_unfold_the_line_that_is_current(
    qtbot: QtBot, grouped: SummaryPanel
) -> None:
    grouped.table.setCurrentIndex(grouped.model.index(1, 0))
    qtbot.keyClick(grouped.table, Qt.Key.Key_Left)
    assert grouped.model.rowCount() == 4
    assert grouped.table.currentIndex().row() == 1
    qtbot.keyClick(grouped.table, Qt.Key.Key_Right)
    assert grouped.model.rowCount() == 6


def test_a_click_on_a_blocks_line_selects_the_block(
    qtbot: QtBot, document: Document, grouped: SummaryPanel
) -> None:
    place = grouped.table.visualRect(grouped.model.index(1, 3)).center()
    qtbot.mouseClick(grouped.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert document.selection == set(layers_in(document.network, "stage"))
    rows = {index.row() for index in grouped.table.selectionModel().selectedRows()}
    assert rows == {1, 2, 3}
    click_row(qtbot, grouped, "conv2", modifier=Qt.KeyboardModifier.ControlModifier)
    assert document.selection == set(layers_in(document.network, "stage/unit"))


def test_a_layer_selected_elsewhere_is_unfolded(document: Document, grouped: SummaryPanel) -> None:
    document.select({"relu1"})
    (row,) = grouped.table.selectionModel().selectedRows()
    assert grouped.model.row_at(row.row()).name == "relu1"
    assert document.selection == {"relu1"}


def test_a_sorted_table_lists_the_layers_alone(qtbot: QtBot, grouped: SummaryPanel) -> None:
    click_heading(qtbot, grouped, "Parameters")
    assert grouped.model.rowCount() == len(grouped.model.summary.rows)


def test_a_copied_block_is_its_layers_for_programs_and_its_line_for_people(
    qtbot: QtBot, grouped: SummaryPanel
) -> None:
    place = grouped.table.visualRect(grouped.model.index(2, 3)).center()
    qtbot.mouseClick(grouped.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    grouped.copy()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert [row["Block"] for row in rows] == [
        f"stage/unit/copy{copy}" for copy in (1, 2, 3) for _ in range(2)
    ]
    grouped.copy_as_markdown()
    assert "| **unit ×3** |" in QGuiApplication.clipboard().text()
