"""A network with its weights as ONNX, which other programs run."""

from __future__ import annotations

import warnings
from importlib.util import find_spec

import torch
from torch import Tensor, nn

from app.files.pytorch_script import ExportError
from app.files.weights import Weights
from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.layers.dense import Input
from app.network.problems import logits_layer
from app.packaged import packaged, python_needed
from app.training.module import NetworkModule, UntrainableError, build_module

NEEDED = ("onnx", "onnxscript")


class _Whole(nn.Module):
    """The network to its very end, with a Softmax where it has one."""

    def __init__(self, module: NetworkModule, end: str) -> None:
        super().__init__()
        self.module = module
        self.end = end

    def forward(self, images: Tensor) -> Tensor:
        return self.module.outputs(images, [self.end])[self.end]


def onnx_bytes(network: Network, weights: Weights | None = None, seed: int = 0) -> bytes:
    """The network as an ONNX file for batches of any size.

    Its input is called as the Input layer, its output as the last layer. Layers without `weights`
    have those that `seed` gives. Raises ExportError where the network has no single end that
    works, or the packages that write ONNX are missing.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing and packaged():
        raise ExportError(
            tr("the packaged Convas cannot write ONNX; {needed}", needed=python_needed())
        )
    if missing:
        raise ExportError(
            tr(
                "ONNX needs the packages {packages}, which are not installed; "
                "install them with: pip install 'convas[onnx]'",
                packages=tr(" and ").join(NEEDED),
            )
        )
    end = network.ends[0] if len(network.ends) == 1 else None
    if end is None or logits_layer(network) is None or analyse(network).layers[end].output is None:
        raise ExportError(tr("ONNX needs a network that ends in one layer that works"))
    try:
        module = build_module(network, seed=seed).eval()
    except UntrainableError as error:
        raise ExportError(str(error)) from error
    state = module.state_dict()
    for key, array in (weights or {}).items():
        if key in state and state[key].shape == array.shape:
            state[key].copy_(torch.from_numpy(array))
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    # Not 1, which the exporter would take for a fixed size.
    images = torch.zeros(2, *image.shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the exporter's own workings
        try:
            program = torch.onnx.export(
                _Whole(module, end).eval(),
                (images,),
                dynamo=True,
                input_names=[network.inputs[0]],
                output_names=[end],
                dynamic_shapes={"images": {0: torch.export.Dim("batch")}},
                verbose=False,
            )
        except Exception as error:
            reason = " ".join(str(error).split())[:300]
            raise ExportError(
                tr("PyTorch cannot write this network as ONNX: {reason}", reason=reason)
            ) from error
    assert program is not None
    try:
        data: bytes = program.model_proto.SerializeToString()
    except ValueError as error:  # beyond the 2 GB of its format
        raise ExportError(
            tr("the network is too large for one ONNX file, which holds 2 GB")
        ) from error
    return data
