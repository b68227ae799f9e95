"""ONNX files compute what torch computes, as another program finds."""

import importlib.util
from importlib.machinery import ModuleSpec

import numpy as np
import onnxruntime
import pytest
import torch

from app.files.onnx_file import onnx_bytes
from app.files.pytorch_script import ExportError
from app.network.gallery import gallery_entry
from app.network.graph import Network
from app.network.layers.activation import Softmax
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.module import build_module


@pytest.mark.parametrize("name", ["lenet-5", "residual-block", "inception-module", "se-block"])
def test_onnxruntime_computes_what_torch_computes(name: str) -> None:
    network = gallery_entry(name).build()
    module = build_module(network, seed=7).eval()
    weights = {key: tensor.numpy() for key, tensor in module.state_dict().items()}
    session = onnxruntime.InferenceSession(onnx_bytes(network, weights))
    image = network.layers["input"]
    assert isinstance(image, Input)
    for batch in (1, 3):
        images = torch.randn(batch, *image.shape, generator=torch.Generator().manual_seed(batch))
        (found,) = session.run(None, {"input": images.numpy()})
        with torch.no_grad():
            end = network.ends[0]
            expected = module.outputs(images, [end])[end].numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


def test_a_softmax_at_the_end_is_kept() -> None:
    network = chain("n", [Input(1, 4, 4), Flatten(), Linear(3), Softmax()])
    session = onnxruntime.InferenceSession(onnx_bytes(network))
    assert [output.name for output in session.get_outputs()] == ["softmax1"]
    (found,) = session.run(None, {"input": np.ones((2, 1, 4, 4), np.float32)})
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-6)


def test_a_network_without_an_end_is_refused_in_words() -> None:
    with pytest.raises(ExportError, match="ends in one layer that works"):
        onnx_bytes(Network())


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "onnxscript" else find(name, package)

    monkeypatch.setattr("app.files.onnx_file.find_spec", without)
    with pytest.raises(ExportError, match=r"pip install 'convas\[onnx\]'"):
        onnx_bytes(gallery_entry("lenet-5").build())
