"""A network of the size of ResNet-152: importing, analysing and arranging it."""

from __future__ import annotations

from app.files.torchvision_models import network_from_torchvision
from app.network.analysis import analyse
from app.network.arrange import arrange
from benchmarks.measure import Claim, seconds

MODEL = "resnet152"


def measure() -> list[Claim]:
    """Seconds from the name of the model to a network with a place for every layer.

    A smaller model is imported first: loading torchvision, once in a process, is not counted.
    """
    network_from_torchvision("resnet18")
    network = network_from_torchvision(MODEL).network
    importing = seconds(lambda: network_from_torchvision(MODEL))
    analysing = seconds(lambda: analyse(network))
    arranging = seconds(lambda: arrange(network))
    return [
        Claim(
            f"{MODEL}, {len(network.layers)} layers: import, analysis and tidy",
            importing + analysing + arranging,
            1,
            at_least=False,
            unit="s",
            detail=f"{importing:.2f} + {analysing:.3f} + {arranging:.3f} s",
        )
    ]
