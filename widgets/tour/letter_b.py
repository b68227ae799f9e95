"""The lectures' letter B: arithmetic, one pixel at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.network.arrange import arrange
from app.network.graph import Network, Wire
from app.network.kernels import kernel_from_text
from app.network.layer import Layer
from app.network.layers.adaptive import ChannelMaxPool
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import (
    AvgPool2d,
    DistanceWeightedAvgPool2d,
    MaxPool1d,
    MaxPool2d,
    MinPool2d,
)
from app.network.layers.reshape import Reshape
from app.network.patterns import chain, one_filter
from app.training.recipe import Recipe
from widgets.canvas.pixel import Pixel
from widgets.structure.drawing import Lit
from widgets.structure.panel import StructurePanel
from widgets.surgery.kernel_dialog import KernelDialog
from widgets.tour.eyes import (
    Table,
    await_map,
    bias_of,
    close_lens,
    expect_shape,
    go_near,
    keep_kernel,
    number,
    numbers,
    open_lens,
    products,
    read_map,
    read_pixel,
    type_kernel,
)
from widgets.tour.matrices import BINARY, GREY, type_probe
from widgets.tour.scene import Scene
from widgets.tour.stage import Stage

_PLAIN = Recipe(preprocessing="none")
_BYTES = Recipe(preprocessing="bytes")
"""With which the network takes in the grey levels themselves, 0 to 255."""

_STROKES = (
    (1, 0, 0, 0, 0, 1),
    (0, 1, 0, 0, 1, 0),
    (0, 0, 1, 1, 0, 0),
    (1, 0, 0, 0, 1, 0),
    (0, 1, 0, 0, 1, 0),
    (0, 0, 1, 0, 1, 0),
)
_LEVELS = (
    (95, 242, 186, 152, 39),
    (39, 14, 220, 153, 180),
    (5, 247, 212, 54, 46),
    (46, 77, 133, 110, 74),
    (156, 35, 74, 93, 116),
)
_FILE = 3
"""Which tab of the probe panel."""
_AROUND = (-1, 0, 1)
_POOLED = ((1, 1, 2, 4), (5, 6, 7, 8), (3, 2, 1, 0), (1, 2, 3, 4))


def _type_settings(stage: Stage, layer: str, **settings: int) -> None:
    """Change settings of a layer in the inspector."""
    stage.canvas.go_to(layer)
    stage.settle()
    for field, value in settings.items():
        stage.type_setting(field, value)
    go_near(stage, layer)


def _b1(stage: Stage) -> None:
    stage.open(chain("B1", [Input(1, 6, 6), Conv2d(1, 3, bias=False), MaxPool2d()]), _PLAIN)
    type_probe(stage, _STROKES, BINARY)
    go_near(stage, "conv1")
    type_kernel(stage, Pixel("conv1", 0, 0, 0), "-1 1 -1; -1 1 -1; -1 1 -1")
    upright = ((-1, -1, -1, -1), (-1, -1, -2, 1), (-1, -1, -2, 1), (-1, 0, -4, 3))
    await_map(stage, "conv1", upright)
    type_kernel(stage, Pixel("conv1", 0, 0, 0), "1 -1 -1; -1 1 -1; -1 -1 1")
    close_lens(stage)
    _type_settings(stage, "conv1", stride=2)
    await_map(stage, "conv1", ((3, -3), (-3, 0)))
    _type_settings(stage, "conv1", stride=1)
    await_map(stage, "conv1", ((3, -1, -3, -1), (-3, 1, 0, -3), (-3, -3, 0, 1), (3, -2, -2, -1)))
    go_near(stage, "pool1")
    await_map(stage, "pool1", ((3, 0), (3, 1)))
    go_near(stage, "conv1")
    lens = open_lens(stage, Pixel("conv1", 0, 0, 0))
    said = lens.title.text()
    stage.expect(number(said.rpartition("=")[2]) == 3, f"the lens says {said}, and not 3")


def _b2(stage: Stage) -> None:
    stage.open(chain("B2", [Input(1, 5, 5), Conv2d(1, 3, bias=False)]), _BYTES)
    type_probe(stage, _LEVELS, GREY)
    go_near(stage, "conv1")
    type_kernel(stage, Pixel("conv1", 0, 0, 0), "0 1 0; 1 -4 1; 0 1 0")
    await_map(stage, "conv1", ((692, -315, -6), (-680, -194, 305), (153, -59, -86)))
    close_lens(stage)
    _type_settings(stage, "conv1", stride=2)
    await_map(stage, "conv1", ((692, -6), (153, -86)))
    _type_settings(stage, "conv1", stride=1, padding=1)
    padded = (
        (-99, -673, -130, -230, 176),
        (-42, 692, -315, -6, -482),
        (312, -680, -194, 305, 124),
        (54, 153, -59, -86, -24),
        (-543, 167, -35, -72, -297),
    )
    await_map(stage, "conv1", padded)
    go_near(stage, "conv1")
    lens = open_lens(stage, Pixel("conv1", 0, 1, 1))
    said = lens.picture.accessibleDescription()
    sum_ = "0·95 + 1·242 + 0·186 + 1·39 − 4·14 + 1·220 + 0·5 + 1·247 + 0·212 = 692"
    stage.expect(said == sum_, f"the lens says {said}, and not {sum_}")


def _b3(stage: Stage) -> None:
    layers = [Input(3, 5, 5), Conv2d(2, 3, stride=2, padding=1)]
    stage.open(chain("B3", layers), Recipe(dataset="colour-shapes", preprocessing="none"))
    stage.until(
        lambda: stage.thread.dataset is not None and stage.thread.dataset.image_shape[0] == 3,
        "colour images are loaded",
    )
    expect_shape(stage, "conv1", "2×3×3")
    _look_at_photograph(stage)
    go_near(stage, "conv1")
    lens = open_lens(stage, Pixel("conv1", 1, 0, 0))
    for _step in range(4):  # to the middle, where no cell is in the padding
        stage.key(lens, Qt.Key.Key_Right)
    middle = Pixel("conv1", 1, 1, 1)
    stage.expect(lens.pixel == middle, "four steps lead to the middle")
    terms = products(stage, 3, 3, 3)
    stage.expect(len(terms) == 27, f"a number is made of {len(terms)} products, and not of 27")
    total = sum(terms) + bias_of(lens.picture.accessibleDescription())
    shown = read_pixel(stage, middle)
    stage.expect(abs(total - shown) < 0.01, f"27 products and the bias are {total}, not {shown}")


def _look_at_photograph(stage: Stage) -> None:
    stage.panel("probe")
    panel = stage.window.probe_panel
    stage.click_tab(panel.tabs, _FILE)
    stage.click(panel.file.scene)
    stage.until(lambda: panel.file.seen is not None, "the photograph is looked at")
    stage.settle()


def _b4(stage: Stage) -> None:
    kinds: tuple[tuple[str, Layer], ...] = (
        ("max", MaxPool2d()),
        ("min", MinPool2d()),
        ("mean", AvgPool2d()),
        ("weighted", DistanceWeightedAvgPool2d()),
    )
    layers = {"input": Input(1, 4, 4), **dict(kinds)}
    wires = tuple(Wire("input", name) for name, _ in kinds)
    network = Network("B4", layers, wires)
    stage.open(replace(network, positions=arrange(network)), _BYTES)
    type_probe(stage, _POOLED, GREY)
    mean = ((3.25, 5.25), (2, 2))  # and all of a 2×2 window lie equally far from its middle
    expected = {"max": ((6, 8), (3, 4)), "min": ((1, 2), (1, 0)), "mean": mean, "weighted": mean}
    for name, stated in expected.items():
        go_near(stage, name)
        await_map(stage, name, stated)
    go_near(stage, "max")
    lens = open_lens(stage, Pixel("max", 0, 0, 1))
    said = lens.picture.accessibleDescription()
    stage.expect(said == "max(2, 4, 7, 8) = 8", f"the lens says {said} of the winner 8")


def _b5(stage: Stage) -> None:
    layers = [Input(1, 4, 4), MaxPool2d(), Flatten(), Linear(10)]
    stage.open(chain("B5", layers), _BYTES)
    type_probe(stage, _POOLED, GREY)
    stage.panel("feature_maps")
    panel = stage.window.feature_maps
    assert stage.window.insides is not None
    direction = stage.window.insides.direction
    stage.choose(direction.choice, "Gradient of class 0")
    stage.until(lambda: "logit" in direction.note.text(), "the gradient is computed")
    stage.settle()
    stage.click(panel.grid.viewport(), panel.grid.cell_at("pool1", 0).center())
    stage.until(lambda: len(panel.enlarged.panes) == 3, "pooling is shown from both sides")
    arriving = _read_pane(stage, 1, 4)
    leaving = [value for line in _read_pane(stage, 2, 2) for value in line]
    winners = {(1, 1): 0, (1, 3): 1, (2, 0): 2, (3, 3): 3}
    for row, line in enumerate(arriving):
        for column, value in enumerate(line):
            stated = leaving[winners[row, column]] if (row, column) in winners else 0.0
            stage.expect(
                value == stated, f"at row {row}, column {column} arrives {value}, and not {stated}"
            )
    stage.expect(all(leaving), "some gradient comes to every output")


def _read_pane(stage: Stage, pane: int, side: int) -> list[list[float]]:
    """The numbers of an enlarged picture, as the panel tells those under the mouse."""
    panel = stage.window.feature_maps
    rows = []
    for row in range(side):
        line = []
        for column in range(side):
            place = panel.enlarged.value_rect(pane, row, column).center().toPoint()
            stage.hover(panel.enlarged, place)
            line.append(number(panel.readout.text().rpartition(": ")[2]))
        rows.append(line)
    return rows


def _b6(stage: Stage) -> None:
    # The probe's numbers are whole: tenths are made of them.
    layers = [
        Input(1, 1, 4),
        Reshape(1, 0, 4),
        Conv1d(1, 1, bias=False),
        MaxPool1d(3, 1, padding=1),
    ]
    stage.open(chain("B6", layers), _BYTES)
    type_probe(stage, ((1, 10, 2, 1),), GREY)
    go_near(stage, "conv1")
    type_kernel(stage, Pixel("conv1", 0, 0, 0), "0.1")
    close_lens(stage)
    pooled = []
    for tenths, inputs, stated in (
        ((1, 10, 2, 1), (0.1, 1, 0.2, 0.1), (1, 1, 1, 0.2)),
        ((3, 1, 10, 2), (0.3, 0.1, 1, 0.2), (0.3, 1, 1, 1)),
    ):
        type_probe(stage, (tenths,), GREY)
        go_near(stage, "conv1")
        await_map(stage, "conv1", (inputs,))
        go_near(stage, "pool1")
        await_map(stage, "pool1", (stated,))
        pooled.append(read_map(stage, "pool1", 1, 4)[0])
    differ = sum(one != other for one, other in zip(*pooled, strict=True))
    stage.expect(differ == 2, f"{differ} of the four pooled numbers differ, and not half of them")
    go_near(stage, "pool1")
    open_lens(stage, Pixel("pool1", 0, 0, 1))


def _b7(stage: Stage) -> None:
    layers = [Input(1, 28, 28), Conv2d(1, 3, padding=1)]
    stage.open(chain("B7", layers), _PLAIN)
    stage.panel("probe")
    rows, columns, shift = range(10, 16), range(8, 16), 3
    go_near(stage, "conv1")

    def read(moved: int) -> list[float]:
        return [
            read_pixel(stage, Pixel("conv1", 0, row, column + moved))
            for row in rows
            for column in columns
        ]

    before = read(0)
    stage.expect(len(set(before)) > 20, "the map has something to be seen")
    slider = stage.window.probe_panel.changes.sliders["shift_x"]
    for _pixel in range(shift):
        stage.key(slider, Qt.Key.Key_Right)
    stage.until(
        lambda: read(shift) == before, "the map is shifted as far as the image", patience=20.0
    )


def _b8(stage: Stage) -> None:
    """Eight units and a kernel of width 3 over them, in one line."""
    stage.open(chain("B8", [Input(1, 1, 8), Reshape(1, 0, 8), Conv1d(1, 3, padding=1)]), _PLAIN)
    panel = stage.show(StructurePanel, "structure")
    stage.choose(panel.controls.choice, "conv1 · Conv1d")
    said = numbers(panel.overview.text())[:9]
    stage.expect(said == [1, 3, 8, 3, 8, 3, 24, 2, 64], f"it says {panel.overview.text()}")
    stage.hover(panel.picture, panel.picture.place_of(Lit(0, 4)))
    stage.until(
        lambda: "reaches 3 of 8 in conv1: 3, 4 and 5" in panel.pointed.text(),
        "the three outputs that an input reaches are told",
    )
    stage.picture("B8-sparse-and-shared")
    # Let go, then look at the same unit in all three.
    stage.choose(panel.controls.variant, "side by side")
    titles = [number(title) for title in panel.picture.titles]
    stage.expect(titles == [3, 24, 64], f"the pictures are called {panel.picture.titles}")
    stage.hover(panel.picture, panel.picture.place_of(Lit(0, 4)))
    stage.until(lambda: panel.picture.lit == Lit(0, 4), "the input is lit in all three")


def _b9(stage: Stage) -> None:
    layers = [Input(1, 28, 28), Conv2d(4, 5), ChannelMaxPool(4)]
    stage.open(chain("B9", layers), _PLAIN)
    stage.panel("feature_maps")
    names = [name for name in stage.document.network.layers if name not in ("input", "conv1")]
    (pool,) = names
    expect_shape(stage, "conv1", "4×24×24")
    expect_shape(stage, pool, "1×24×24")
    for row, column in ((4, 12), (10, 10), (12, 14), (20, 9)):
        go_near(stage, "conv1")
        maps = [read_pixel(stage, Pixel("conv1", channel, row, column)) for channel in range(4)]
        go_near(stage, pool)
        shown = read_pixel(stage, Pixel(pool, 0, row, column))
        stage.expect(shown == max(maps), f"of {maps} {shown} is let through")
    lens = open_lens(stage, Pixel(pool, 0, 12, 14))
    said = lens.picture.accessibleDescription()
    stage.expect(said.startswith("max("), f"the lens says {said}")


def _b10(stage: Stage) -> None:
    stage.open(one_filter(), _PLAIN)
    _look_at_photograph(stage)
    places = [(row, column) for row in (40, 64, 90) for column in (30, 77)]
    go_near(stage, "input")
    windows = [
        [
            [read_pixel(stage, Pixel("input", 0, row + down, column + right)) for right in _AROUND]
            for down in _AROUND
        ]
        for row, column in places
    ]
    go_near(stage, "conv1")
    lens = open_lens(stage, Pixel("conv1", 0, 64, 77))
    stage.key(lens, Qt.Key.Key_K)
    dialog = stage.visible(KernelDialog)
    assert isinstance(dialog, KernelDialog)
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    stage.expect(
        {"Identity", "Blur", "Sharpen", "Edges", "Emboss", "Laplacian", "Gabor"} <= set(titles),
        f"the list has {titles}",
    )
    for _title in titles:
        stage.key(dialog.list, Qt.Key.Key_Down)
        _expect_convolved(stage, dialog, places, windows)
    stage.picture("B10-kernels-to-choose-from", dialog)
    dialog.text.setFocus()
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, "-1 0 1; -2 0 2; -1 0 1")
    _expect_convolved(stage, dialog, places, windows)
    keep_kernel(stage, dialog)


def _expect_convolved(
    stage: Stage,
    dialog: KernelDialog,
    places: Sequence[tuple[int, int]],
    windows: Sequence[Table],
) -> None:
    """The map must be what the kernel in the dialog makes of the numbers of the photograph."""
    kernel = kernel_from_text(dialog.text.toPlainText())
    stated = [
        sum(
            w * x
            for weights, line in zip(kernel, window, strict=True)
            for w, x in zip(weights, line, strict=True)
        )
        for window in windows
    ]
    sizes = [sum(abs(w) for weights in kernel for w in weights)] * len(places)

    def is_there() -> bool:
        shown = [read_pixel(stage, Pixel("conv1", 0, *place)) for place in places]
        pairs = zip(shown, stated, sizes, strict=True)
        # Each number of the photograph is told in three digits.
        return all(abs(a - b) <= 1e-3 * (size + 5) for a, b, size in pairs)

    stage.until(is_there, f"the map is that of {kernel}: {stated}", patience=20.0)


SCENES: tuple[Scene, ...] = (
    Scene(("B1",), "Convolution by hand", _b1),
    Scene(("B2",), "Grey values stride and padding", _b2),
    Scene(("B3",), "Convolution over depth", _b3),
    Scene(("B4",), "Max pooling and its variants", _b4),
    Scene(("B5",), "Backprop through max pooling", _b5),
    Scene(("B6",), "Max pooling and a shifted signal", _b6),
    Scene(("B7",), "Convolution follows a shift", _b7),
    Scene(("B8",), "Sparse interactions and shared weights", _b8),
    Scene(("B9",), "Pooling across channels", _b9),
    Scene(("B10",), "Hand-made filters on a photograph", _b10),
)
