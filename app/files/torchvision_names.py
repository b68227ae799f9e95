"""The models of torchvision that Convas imports, by name; what needs torch is elsewhere."""

from __future__ import annotations

from typing import NamedTuple


class TorchvisionModel(NamedTuple):
    """A model by torchvision's name, its number of parameters, and the side of its images."""

    name: str
    parameters: int
    side: int = 224


TORCHVISION_MODELS: tuple[TorchvisionModel, ...] = (
    TorchvisionModel("alexnet", 61_100_840),
    TorchvisionModel("densenet121", 7_978_856),
    TorchvisionModel("densenet161", 28_681_000),
    TorchvisionModel("densenet169", 14_149_480),
    TorchvisionModel("densenet201", 20_013_928),
    TorchvisionModel("efficientnet_b0", 5_288_548),
    TorchvisionModel("efficientnet_b1", 7_794_184),
    TorchvisionModel("efficientnet_b2", 9_109_994),
    TorchvisionModel("efficientnet_b3", 12_233_232),
    TorchvisionModel("efficientnet_b4", 19_341_616),
    TorchvisionModel("efficientnet_b5", 30_389_784),
    TorchvisionModel("efficientnet_b6", 43_040_704),
    TorchvisionModel("efficientnet_b7", 66_347_960),
    TorchvisionModel("efficientnet_v2_l", 118_515_272),
    TorchvisionModel("efficientnet_v2_m", 54_139_356),
    TorchvisionModel("efficientnet_v2_s", 21_458_488),
    TorchvisionModel("googlenet", 6_624_904),
    TorchvisionModel("inception_v3", 23_834_568, 299),
    TorchvisionModel("mnasnet0_5", 2_218_512),
    TorchvisionModel("mnasnet0_75", 3_170_208),
    TorchvisionModel("mnasnet1_0", 4_383_312),
    TorchvisionModel("mnasnet1_3", 6_282_256),
    TorchvisionModel("mobilenet_v2", 3_504_872),
    TorchvisionModel("mobilenet_v3_large", 5_483_032),
    TorchvisionModel("mobilenet_v3_small", 2_542_856),
    TorchvisionModel("regnet_x_1_6gf", 9_190_136),
    TorchvisionModel("regnet_x_3_2gf", 15_296_552),
    TorchvisionModel("regnet_x_8gf", 39_572_648),
    TorchvisionModel("regnet_x_16gf", 54_278_536),
    TorchvisionModel("regnet_x_32gf", 107_811_560),
    TorchvisionModel("regnet_x_400mf", 5_495_976),
    TorchvisionModel("regnet_x_800mf", 7_259_656),
    TorchvisionModel("regnet_y_1_6gf", 11_202_430),
    TorchvisionModel("regnet_y_3_2gf", 19_436_338),
    TorchvisionModel("regnet_y_8gf", 39_381_472),
    TorchvisionModel("regnet_y_16gf", 83_590_140),
    TorchvisionModel("regnet_y_32gf", 145_046_770),
    TorchvisionModel("regnet_y_128gf", 644_812_894),
    TorchvisionModel("regnet_y_400mf", 4_344_144),
    TorchvisionModel("regnet_y_800mf", 6_432_512),
    TorchvisionModel("resnet18", 11_689_512),
    TorchvisionModel("resnet34", 21_797_672),
    TorchvisionModel("resnet50", 25_557_032),
    TorchvisionModel("resnet101", 44_549_160),
    TorchvisionModel("resnet152", 60_192_808),
    TorchvisionModel("resnext50_32x4d", 25_028_904),
    TorchvisionModel("resnext101_32x8d", 88_791_336),
    TorchvisionModel("resnext101_64x4d", 83_455_272),
    TorchvisionModel("squeezenet1_0", 1_248_424),
    TorchvisionModel("squeezenet1_1", 1_235_496),
    TorchvisionModel("vgg11", 132_863_336),
    TorchvisionModel("vgg11_bn", 132_868_840),
    TorchvisionModel("vgg13", 133_047_848),
    TorchvisionModel("vgg13_bn", 133_053_736),
    TorchvisionModel("vgg16", 138_357_544),
    TorchvisionModel("vgg16_bn", 138_365_992),
    TorchvisionModel("vgg19", 143_667_240),
    TorchvisionModel("vgg19_bn", 143_678_248),
    TorchvisionModel("wide_resnet50_2", 68_883_240),
    TorchvisionModel("wide_resnet101_2", 126_886_696),
)
"""All classification networks of torchvision but those that permute their values: transformers,
ConvNeXt and ShuffleNet."""
