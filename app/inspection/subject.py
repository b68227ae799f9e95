"""What is asked about when a question takes long: a network as it was at one moment; no torch.

Training goes on meanwhile. Whoever answers works on these copies, on any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import Dataset, Images
from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import Shape, fit_images
from app.network.graph import Network


@dataclass(frozen=True, eq=False)
class Subject:
    """A network with its weights after `step` training steps, what it learns from, and a probe.

    `weights` are copies of all parameters and running statistics by torch's names; `shape` is
    the Input's, `probe` the image that is looked at, uint8 C×H×W in that shape, None where there
    is none that fits.
    """

    network: Network
    weights: Mapping[str, NDArray[np.float32]]
    step: int
    dataset: Dataset
    shape: Shape
    preprocessing: Preprocessing
    probe: NDArray[np.uint8] | None

    def scaled(self, images: Images) -> NDArray[np.float32]:
        """Images (uint8 N×C×H×W) as the network takes them: fitted and preprocessed."""
        return self.preprocessing.apply(fit_images(images, self.shape))
