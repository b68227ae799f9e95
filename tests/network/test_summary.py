"""The summary table against the lectures' table of VGG16, and what it counts in place."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import torch
from torch import nn

from app.files.torchvision_models import network_from_torchvision
from app.network.analysis import analyse
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import LeakyReLU, ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.patterns import chain, lenet5
from app.network.repeats import RepeatBlock
from app.network.summary import (
    COLUMNS,
    WITHOUT_BLOCK,
    Summary,
    SummaryBlock,
    SummaryRow,
    summarise,
    summary_table,
)
from app.torchvision_import import torchvision_part
from app.training.module import build_module


def summed_up(network: Network) -> Summary:
    return summarise(network, analyse(network))


def vgg16() -> Network:
    layers: list[Layer] = [Input(3, 224, 224)]
    for filters, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [Conv2d(filters, 3, padding=1), ReLU()] * convolutions
        layers.append(MaxPool2d())
    layers += [Flatten(), Linear(4096), ReLU(), Linear(4096), ReLU(), Linear(1000)]
    return chain("vgg16", layers)


VGG16 = summed_up(vgg16())
ROWS = {row.name: row for row in VGG16.rows}


def test_a9_vgg16_has_138_million_parameters_with_and_without_biases() -> None:
    assert VGG16.total.weights == 138_344_128
    assert VGG16.total.parameters == 138_357_544
    assert ROWS["fc1"].weights == 102_760_448


def test_a9_activations_are_28_million_and_15_with_relu_in_place() -> None:
    assert round(VGG16.total.activations / 1e6, 1) == 28.8
    assert round(VGG16.total_in_place.activations / 1e6, 1) == 15.2


def test_a9_conv1_keeps_64_maps_and_sees_three_pixels() -> None:
    conv1 = ROWS["conv1"]
    assert conv1.output == (64, 224, 224)
    assert conv1.activations == 64 * 224 * 224
    assert conv1.weights == 64 * 3 * 3 * 3
    assert conv1.receptive_field is not None
    assert conv1.receptive_field.size == (3, 3)


def test_a9_memory_is_four_bytes_a_number_and_twice_that_with_gradients() -> None:
    conv1 = ROWS["conv1"]
    assert conv1.forward_bytes == 4 * (64 * 224 * 224 + 1_792)
    assert conv1.training_bytes == 2 * conv1.forward_bytes


def test_the_table_says_which_total_is_which() -> None:
    table = summary_table(VGG16)
    at = [column.key for column in COLUMNS].index("activations")
    assert [(row[0], row[at]) for row in table.totals] == [
        ("total", "28,818,408"),
        ("total in place", "15,237,608"),
    ]


@pytest.mark.parametrize("key", ["parameters", "macs", "activations", "memory"])
def test_shares_add_up_to_the_whole(key: str) -> None:
    column = next(column for column in COLUMNS if column.key == f"{key}_share")
    assert sum(column.share(row, VGG16.total) for row in VGG16.rows) == pytest.approx(1)


def test_fc6_has_three_quarters_of_vgg16() -> None:
    column = next(column for column in COLUMNS if column.key == "parameters_share")
    assert column.text(ROWS["fc1"], VGG16.total) == "74.3 %"


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_weights_and_biases_are_those_of_torch(entry: GalleryEntry) -> None:
    network = entry.build()
    module = build_module(network, seed=0)
    learned = dict(module.named_parameters())
    weights = sum(p.numel() for name, p in learned.items() if name.endswith("weight"))
    total = summed_up(network).total
    assert (total.weights, total.parameters) == (
        weights,
        sum(p.numel() for p in learned.values()),
    )


def in_place(network: Network) -> set[str]:
    return {row.name for row in summed_up(network).rows if row.in_place}


def test_activation_dropout_and_flatten_write_over_their_input_and_softmax_does_not() -> None:
    layers = [Input(1, 8, 8), Conv2d(2, 3), ReLU(), Flatten(), Linear(4), Softmax()]
    assert in_place(chain("small", layers)) == {"relu1", "flatten1"}


def test_where_a_branch_still_reads_the_input_it_cannot_be_written_over() -> None:
    network = chain("branch", [Input(2, 8, 8), Conv2d(2, 3, padding=1), ReLU()])
    network = replace(
        network,
        layers={**network.layers, "add1": Add()},
        wires=(*network.wires, Wire("relu1", "add1"), Wire("conv1", "add1")),
    )
    assert in_place(network) == set()


def test_torch_keeps_no_second_copy_where_the_table_counts_in_place() -> None:
    image = torch.randn(1, 2, 4, 4)
    written = torch.nn.ReLU(inplace=True)(image)
    viewed = torch.nn.Flatten()(written)
    assert written.data_ptr() == viewed.data_ptr() == image.data_ptr()


def test_a_layer_that_does_not_fit_has_a_row_without_counts() -> None:
    summary = summed_up(chain("broken", [Input(1, 8, 8), Conv2d(4, 9), ReLU()]))
    row = summary.rows[1]
    assert (row.output, row.parameters, row.in_place) == (None, 0, False)
    assert row.problems
    cells = dict(zip(COLUMNS, summary_table(summary).rows[1], strict=True))
    texts = {column.key: text for column, text in cells.items()}
    assert (texts["output"], texts["parameters"], texts["receptive_field"]) == ("?", "", "?")


def test_an_empty_network_has_totals_of_nothing() -> None:
    summary = summed_up(Network())
    assert summary.rows == ()
    assert summary.total.parameters == 0


def test_programs_read_plain_digits_and_units_in_the_heads() -> None:
    table = summary_table(summed_up(lenet5()), plain=True)
    conv3 = dict(zip(table.heads, table.rows[7], strict=True))
    assert conv3["Parameters"] == "48120"
    assert conv3["Memory (bytes)"] == str(4 * (120 + 48_120))
    assert float(conv3["Share of parameters"]) == pytest.approx(48_120 / 61_706, abs=1e-5)


@pytest.mark.usefixtures("german")
def test_programs_read_the_same_values_in_every_language() -> None:
    network = chain("leaky", [Input(1, 4, 4), LeakyReLU(0.25), AvgPool2d()])
    summary = summed_up(network)
    settings = [column.key for column in COLUMNS].index("settings")
    assert summary_table(summary).rows[1][settings] == "Steigung 0,25"
    table = summary_table(summary, plain=True)
    assert table.rows[1][settings] == "slope 0.25"
    assert [cells[0] for cells in table.totals] == ["total", "total in place"]


def test_chosen_rows_come_without_totals() -> None:
    summary = summed_up(lenet5())
    chosen: list[SummaryRow] = [summary.rows[1]]
    table = summary_table(summary, rows=chosen)
    assert [row[0] for row in table.rows] == ["conv1"]
    assert table.totals == ()


# Grouped by block


def torchvision_summary(name: str) -> tuple[Summary, nn.Module]:
    build = getattr(torchvision_part("models"), name)
    return summed_up(network_from_torchvision(name).network), build(weights=None)


def blocks_of(summary: Summary) -> dict[str, SummaryBlock]:
    found: dict[str, SummaryBlock] = {}
    ahead = list(summary.members)
    while ahead:
        member = ahead.pop()
        if isinstance(member, SummaryBlock):
            found[member.sums.block] = member
            ahead += member.members
    return found


def is_called(block: str, module: str) -> bool:
    """A number alone is no name: such a block is called by the modules around it, too."""
    given, parts = block.split("/"), module.split(".")
    return len(given) == len(parts) and all(
        name in (parts[at], "_".join(parts[: at + 1])) for at, name in enumerate(given)
    )


@pytest.mark.parametrize("name", ["resnet18", "densenet121", "squeezenet1_0"])
def test_a_block_has_the_parameters_of_torchvisions_module(name: str) -> None:
    summary, model = torchvision_summary(name)
    blocks = blocks_of(summary)
    checked = 0
    for path, module in model.named_modules():
        block = next((found for at, found in blocks.items() if is_called(at, path)), None)
        if block is None:
            continue
        checked += 1
        assert block.sums.parameters == sum(p.numel() for p in module.parameters())
    assert checked >= 4


def test_every_layer_is_counted_once_among_the_blocks() -> None:
    summary, _ = torchvision_summary("densenet121")
    parts = [m.sums if isinstance(m, SummaryBlock) else m for m in summary.members]
    for of in ("parameters", "macs", "activations", "forward_bytes"):
        assert sum(getattr(part, of) for part in parts) == getattr(summary.total, of)
    inside = [row for member in summary.members for row in rows_of(member)]
    assert sorted(row.name for row in inside) == sorted(row.name for row in summary.rows)


def rows_of(member: SummaryRow | SummaryBlock) -> list[SummaryRow]:
    return list(member.rows) if isinstance(member, SummaryBlock) else [member]


def test_a_block_has_the_output_and_the_view_of_its_exit() -> None:
    summary, _ = torchvision_summary("resnet18")
    layer3 = blocks_of(summary)["layer3"].sums
    assert layer3.output == (256, 14, 14)
    exit_row = next(row for row in reversed(summary.rows) if row.block.startswith("layer3"))
    assert layer3.receptive_field == exit_row.receptive_field


def test_a_repeat_is_written_once_with_its_count_and_the_sums_of_all() -> None:
    network = chain("deep", [Input(8, 16, 16), Conv2d(8, 3, padding=1), ReLU(), Flatten()])
    network = network.with_blocks({"conv1": "unit", "relu1": "unit"})
    summary = summed_up(RepeatBlock("unit", 5).apply(network))
    table = summary_table(summary, WITHOUT_BLOCK)
    names = [row[0] for row in table.rows]
    assert names == ["input", "unit ×5", "copy1, one of 5", "conv1", "relu1", "flatten1"]
    assert table.depths == (0, 0, 1, 2, 2, 0)
    assert table.headings == {1, 2}
    torchs = nn.Sequential(*(nn.Conv2d(8, 8, 3) for _ in range(5)))
    parameters = [column.key for column in WITHOUT_BLOCK].index("parameters")
    assert table.rows[1][parameters] == f"{sum(p.numel() for p in torchs.parameters()):,}"


def test_copies_that_cost_differently_are_all_written() -> None:
    """The first of them widens 3 channels to 8."""
    network = chain("deep", [Input(3, 16, 16), Conv2d(8, 3, padding=1), ReLU(), Flatten()])
    network = network.with_blocks({"conv1": "unit", "relu1": "unit"})
    summary = summed_up(RepeatBlock("unit", 2).apply(network))
    names = [row[0] for row in summary_table(summary, WITHOUT_BLOCK).rows]
    assert names[1:4] == ["unit ×2", "copy1", "conv1"]
    assert "copy2" in names


def test_programs_get_a_line_for_each_layer_with_its_block() -> None:
    summary, _ = torchvision_summary("resnet18")
    table = summary_table(summary, plain=True)
    assert len(table.rows) == len(summary.rows)
    at = table.heads.index("Block")
    by_name = {row[0]: row[at] for row in table.rows}
    assert by_name["conv1"] == ""
    assert by_name["layer2_0_conv1"] == "layer2/layer2_0"


def test_the_summary_of_a_thousand_layers_in_blocks_is_quick() -> None:
    network = chain("deep", [Input(2, 8, 8), *[Conv2d(2, 3, padding=1), ReLU()] * 500])
    paths = {f"{kind}{n}": f"stage/unit{n}" for kind in ("conv", "relu") for n in range(1, 501)}
    network = network.with_blocks(paths)
    analysis = analyse(network)
    assert blocks_of(summarise(network, analysis))["stage"].times == 500

    def seconds() -> float:
        begun = time.process_time()
        summarise(network, analysis)
        return time.process_time() - begun

    assert min(seconds() for _ in range(5)) < 0.05
