"""Where to compute, and how feature maps should lie in memory there."""

from __future__ import annotations

import torch

from app.language import tr
from app.training.module import UntrainableError
from app.training.recipe import DeviceName


def device_for(name: DeviceName) -> torch.device:
    """The device of that name; `auto` takes CUDA, else Apple's MPS, else the CPU.

    Raises UntrainableError for one that is not there.
    """
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if name == "auto":
        name = "cuda" if there["cuda"] else "mps" if there["mps"] else "cpu"
    if not there[name]:
        words = {
            "cuda": tr("NVIDIA graphics processor (cuda)"),
            "mps": tr("Apple graphics processor (mps)"),
        }
        raise UntrainableError(
            tr("PyTorch finds no {words} here; choose the device auto or cpu", words=words[name])
        )
    if name == "cuda":
        # Else cuDNN may choose algorithms whose sums come out in another order each time.
        torch.backends.cudnn.deterministic = True
    return torch.device(name)


def memory_format_for(device: torch.device) -> torch.memory_format:
    """How feature maps lie in memory: the channels of a pixel side by side, or map by map.

    Measured on one CPU core, batch 64, Adam: channels_last took 0.93 of the time on LeNet-5, 0.80
    on the colour net, 0.77 on the general pattern, and the same on the MNIST net and dense nets.
    So it is the rule on the CPU; elsewhere nobody has measured it, and torch's own default stays.
    """
    return torch.channels_last if device.type == "cpu" else torch.contiguous_format


def seed_device(device: torch.device, seed: int) -> None:
    """Seed what layers such as Dropout draw from on this device.

    `torch.manual_seed` seeds those of all devices, and where CUDA has not been used notes where it
    was called from: 1 % of a step of LeNet-5.
    """
    if device.type == "cuda":
        torch.cuda.manual_seed(seed)
    elif device.type == "mps":
        torch.mps.manual_seed(seed)
    else:
        torch.default_generator.manual_seed(seed)
