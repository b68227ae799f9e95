"""The architectures of the lectures, with their published numbers; each test names its row."""

from __future__ import annotations

import re
from functools import cache

import pytest

from app.network.analysis import Analysis, analyse
from app.network.architectures import ARCHITECTURES
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network

Outputs = list[tuple[int, ...] | None]


@cache
def _network(name: str) -> Network:
    return ARCHITECTURES[name]()


@cache
def _analysed(name: str) -> Analysis:
    return analyse(_network(name))


def _outputs(name: str, *kinds: str) -> Outputs:
    layers = _analysed(name).layers.values()
    return [layer.output for layer in layers if layer.layer.kind in kinds]


def _kinds(name: str) -> list[str]:
    return [layer.kind for layer in _network(name).layers.values()]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_network_fits_together_without_errors_or_warnings(name: str) -> None:
    assert _analysed(name).problems == ()
    assert _network(name).name == name


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_network_is_tidily_placed(name: str) -> None:
    positions = _network(name).positions
    assert positions.keys() == _network(name).layers.keys()
    assert len(set(positions.values())) == len(positions)


def test_e1_lenet5_has_61706_parameters() -> None:
    assert _analysed("lenet-5").parameters == 61_706


def test_e2_alexnet_has_the_shapes_on_its_slide_and_62378344_parameters() -> None:
    assert _outputs("alexnet", "Conv2d", "MaxPool2d", "Linear") == [
        (96, 55, 55),
        (96, 27, 27),
        (256, 27, 27),
        (256, 13, 13),
        (384, 13, 13),
        (384, 13, 13),
        (256, 13, 13),
        (256, 6, 6),
        (4096,),
        (4096,),
        (1000,),
    ]
    assert _kinds("alexnet").count("LocalResponseNorm") == 2
    assert _analysed("alexnet").parameters == 62_378_344


def test_e3_zfnet_changes_alexnets_first_and_middle_filters() -> None:
    assert _network("zfnet").layers["conv1"].notation.startswith("96 · 7×7 · s2")
    assert _outputs("zfnet", "Conv2d", "MaxPool2d") == [
        (96, 110, 110),
        (96, 55, 55),
        (256, 26, 26),
        (256, 13, 13),
        (512, 13, 13),
        (1024, 13, 13),
        (512, 13, 13),
        (512, 6, 6),
    ]


@pytest.mark.parametrize(
    ("name", "parameters", "weighted"),
    [
        ("vgg-a", 132_863_336, 11),
        ("vgg-a-lrn", 132_863_336, 11),
        ("vgg-b", 133_047_848, 13),
        ("vgg-c", 133_638_952, 16),
        ("vgg-16", 138_357_544, 16),
        ("vgg-19", 143_667_240, 19),
    ],
)
def test_e4_the_six_vggs_have_their_parameters_and_layers(
    name: str, parameters: int, weighted: int
) -> None:
    assert _analysed(name).parameters == parameters
    assert sum(kind in ("Conv2d", "Linear") for kind in _kinds(name)) == weighted
    assert _outputs(name, "MaxPool2d")[-1] == (512, 7, 7)


def test_e4_normalisation_is_all_that_tells_vgg_a_lrn_from_vgg_a() -> None:
    kinds = _kinds("vgg-a-lrn")
    kinds.remove("LocalResponseNorm")
    assert kinds == _kinds("vgg-a")


def test_e5_googlenet_has_about_five_million_parameters_without_its_classifier() -> None:
    """6,998,552 is what the Caffe model of its authors' description has, classifier included."""
    analysis = _analysed("googlenet")
    assert analysis.parameters == 6_998_552
    assert analysis.layers["fc"].parameters == 1_025_000
    assert analysis.parameters - analysis.layers["fc"].parameters == 5_973_552


def test_e5_googlenet_has_no_hidden_dense_layer_and_concatenates_by_depth() -> None:
    assert _kinds("googlenet").count("Linear") == 1
    assert _outputs("googlenet", "Concatenate") == [
        (256, 28, 28),
        (480, 28, 28),
        (512, 14, 14),
        (512, 14, 14),
        (512, 14, 14),
        (528, 14, 14),
        (832, 14, 14),
        (832, 7, 7),
        (1024, 7, 7),
    ]


@pytest.mark.parametrize(("module", "thousands"), [("3a", 159), ("3b", 380), ("4b", 437)])
def test_e5_inception_modules_have_the_weights_of_the_papers_table(
    module: str, thousands: int
) -> None:
    """Szegedy et al., table 1, where 1K is 1024; the other counts there do not follow from it."""
    weights = sum(
        layer.weights
        for name, layer in _analysed("googlenet").layers.items()
        if name.startswith(f"inception{module}_")
    )
    assert weights / 1024 == pytest.approx(thousands, abs=1)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("resnet-18", 11_689_512),
        ("resnet-34", 21_797_672),
        ("resnet-50", 25_557_032),
        ("resnet-20", 269_722),
        ("plain-20", 269_722),
    ],
)
def test_e6_residual_networks_have_their_parameters(name: str, parameters: int) -> None:
    assert _analysed(name).parameters == parameters


@pytest.mark.parametrize(("depth", "millions"), [(20, 0.27), (32, 0.46), (44, 0.66), (56, 0.85)])
def test_e6_those_for_small_images_have_the_papers_sizes_and_depths(
    depth: int, millions: float
) -> None:
    """He et al., table 6."""
    name = f"resnet-{depth}"
    assert round(_analysed(name).parameters / 1e6, 2) == millions
    assert sum(kind in ("Conv2d", "Linear") for kind in _kinds(name)) == depth


def test_e6_option_a_learns_nothing_on_the_way_round() -> None:
    resnet = _network("resnet-20")
    assert resnet.layers["layer2_block1_subsample"].kind == "MaxPool2d"
    assert _analysed("resnet-20").layers["layer2_block1_new_channels"].output == (32, 16, 16)
    assert _kinds("resnet-20").count("Conv2d") == _kinds("plain-20").count("Conv2d")


def test_e6_plain20_is_a_chain() -> None:
    assert all(len(sources) <= 1 for sources in _network("plain-20").sources_of.values())


def test_e7_se_resnet50_has_28088024_parameters() -> None:
    assert _analysed("se-resnet-50").parameters == 28_088_024


def test_e7_squeeze_excite_and_channelwise_product() -> None:
    layers = _analysed("se-resnet-50").layers
    block = "layer1_block1_se_"
    steps = ("squeeze", "flatten", "reduce", "relu", "expand", "sigmoid", "scale")
    assert [layers[block + step].output for step in steps] == [
        (256, 1, 1),
        (256,),
        (16,),
        (16,),
        (256,),
        (256,),
        (256, 56, 56),
    ]
    assert layers[f"{block}scale"].inputs == ((256, 56, 56), (256,))


def test_e7_there_is_a_small_se_net() -> None:
    assert _kinds("se-small").count("Multiply") == 3
    assert _analysed("se-small").parameters == 25_816


def test_e8_all_cnn_strides_where_others_pool() -> None:
    assert not [kind for kind in _kinds("all-cnn") if "Pool" in kind]
    assert "Linear" not in _kinds("all-cnn")
    learned_mean = _analysed("all-cnn").layers["mean"].parameters
    assert learned_mean == 10 * 6 * 6
    assert _analysed("all-cnn").parameters - learned_mean == 1_369_738


def test_e9_the_mnist_net_has_its_parameters_and_batch() -> None:
    assert _analysed("mnist-net").parameters == 1_199_882
    assert gallery_entry("mnist-net").recipe["batch_size"] == 128


def test_e10_the_cifar_net_adds_up() -> None:
    layers = _analysed("cifar-net").layers.values()
    assert [layer.parameters for layer in layers if layer.parameters] == [4_864, 102_464, 16_010]
    assert _analysed("cifar-net").parameters == 123_338
    recipe = gallery_entry("cifar-net").recipe
    assert (recipe["batch_size"], recipe["optimizer"]) == (250, "adam")


def test_e11_the_fashion_dense_net_adds_up() -> None:
    layers = _analysed("fashion-dense").layers.values()
    assert [layer.parameters for layer in layers if layer.parameters] == [235_500, 30_100, 1_010]
    assert gallery_entry("fashion-dense").recipe["optimizer"] == "sgd"


def test_e12_the_colour_net_adds_up() -> None:
    layers = _analysed("colour-net").layers.values()
    parameters = [layer.parameters for layer in layers if layer.parameters]
    assert parameters == [1_216, 8_020, 10_020, 3_210]


def test_g_the_signal_net_slides_along_time_and_is_offered_for_the_waveforms() -> None:
    layers = _analysed("signal-net").layers
    shapes = [layers[name].output for name in ("reshape1", "conv1", "pool1", "conv2", "pool2")]
    assert shapes == [(1, 128), (16, 128), (16, 32), (32, 32), (32, 8)]
    parameters = [layer.parameters for layer in layers.values() if layer.parameters]
    assert parameters == [16 * 9 + 16, 32 * 16 * 9 + 32, 256 * 10 + 10]
    assert gallery_entry("signal-net").recipe["dataset"] == "signals"


def test_e13_an_inception_module_of_its_own_has_googlenets_first_sizes() -> None:
    layers = _analysed("inception-module").layers
    assert layers["stem"].output == (192, 28, 28)
    branches = [shape[0] for shape in layers["inception_concat"].inputs]
    assert branches == [64, 128, 32, 32]
    assert layers["inception_concat"].output == (256, 28, 28)


def test_e13_a_residual_block_of_its_own_adds_its_input() -> None:
    network = _network("residual-block")
    assert network.sources_of["block_add"] == ("block_bn2", "stem_relu")
    assert _analysed("residual-block").layers["block_add"].output == (64, 32, 32)


def test_e13_a_bottleneck_block_narrows_256_channels_to_64() -> None:
    layers = _analysed("bottleneck-block").layers
    outputs = [layers[f"block_conv{number}"].output for number in (1, 2, 3)]
    assert outputs == [(64, 32, 32), (64, 32, 32), (256, 32, 32)]


def test_e13_an_se_block_of_its_own_squeezes_64_channels_through_4() -> None:
    layers = _analysed("se-block").layers
    assert layers["se_reduce"].output == (4,)
    assert layers["se_scale"].output == (64, 32, 32)


def test_a12_the_normalised_pattern_has_the_rows_order() -> None:
    kinds = [kind for kind in _kinds("normalised-pattern") if kind != "Flatten"]
    assert kinds == [
        *("Input", "Conv2d", "ReLU", "BatchNorm2d", "MaxPool2d"),
        *("Linear", "Dropout", "Linear", "Dropout", "Linear"),
    ]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_names_of_layers_in_blocks_say_where_they_are(name: str) -> None:
    network = _network(name)
    for layer, path in network.blocks.items():
        assert layer.startswith(path.replace("/", "_") + "_")
        assert re.fullmatch(r"[a-z0-9_/]+", path)


def test_every_architecture_is_in_the_gallery() -> None:
    assert [entry.name for entry in GALLERY] == list(ARCHITECTURES)
