"""Makes the files of the gallery: a network in each, and index.json with their sizes.

    python -m resources.networks.make

Run it where the repository lies. The files come out the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.network.analysis import analyse
from app.network.architectures import ARCHITECTURES
from app.network.encoding import network_to_json
from app.network.gallery import GalleryFacts
from app.network.graph import Network
from app.network.layers.dense import Input

FOLDER = Path(__file__).parent


def main() -> None:
    for name, content in files().items():
        path = FOLDER / name
        path.write_bytes(content)
        print(f"{path}: {len(content):,} bytes")


def files() -> Mapping[str, bytes]:
    """The content of every file, by its name."""
    networks = {name: build() for name, build in ARCHITECTURES.items()}
    index = {name: _facts(network) for name, network in networks.items()}
    return {
        **{f"{name}.json": network_to_json(network) + b"\n" for name, network in networks.items()},
        "index.json": msgspec.json.format(msgspec.json.encode(index), indent=1) + b"\n",
    }


def _facts(network: Network) -> GalleryFacts:
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    return GalleryFacts(
        input=image.shape, layers=len(network.layers), parameters=analyse(network).parameters
    )


if __name__ == "__main__":
    main()
