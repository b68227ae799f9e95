"""Where to compute, and how feature maps should lie in memory there."""

from __future__ import annotations

import torch

from app.network.graph import Network
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
            "cuda": "NVIDIA graphics processor (cuda)",
            "mps": "Apple graphics processor (mps)",
        }
        raise UntrainableError(
            f"PyTorch finds no {words[name]} here; choose the device auto or cpu"
        )
    if name == "cuda":
        # Else cuDNN may choose algorithms whose sums come out in another order each time.
        torch.backends.cudnn.deterministic = True
    return torch.device(name)


def memory_format_for(network: Network, device: torch.device) -> torch.memory_format:
    """Whether channels of a pixel lie side by side (channels_last) or each map by itself."""
    return torch.contiguous_format
