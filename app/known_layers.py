"""What layers have learned, kept over edits, so that undoing one brings their weights back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.files.weights import fitting
from app.network.graph import Network
from app.training.module import NetworkModule

_Form = tuple[str, str, frozenset[tuple[str, torch.Size]]]


class KnownLayers:
    """The states of layers by name, kind and shapes; the latest last."""

    def __init__(self) -> None:
        self._states: dict[_Form, dict[str, Tensor]] = {}

    def forget(self) -> None:
        """Know nothing any more."""
        self._states.clear()

    def forget_layers(self, module: NetworkModule, names: frozenset[str]) -> None:
        """Know nothing any more of these layers of a module, as they are now."""
        for name, child in module.named_children():
            if name in names:
                self._states.pop(_form(name, type(child).__name__, child.state_dict()), None)

    def keep(self, name: str, kind: str, state: dict[str, Tensor]) -> None:
        """Know the state of a layer; it is newer than all others."""
        form = _form(name, kind, state)
        self._states.pop(form, None)
        self._states[form] = state

    def keep_all(self, module: NetworkModule, learned: frozenset[str]) -> None:
        """Know the states of these layers of a module."""
        for name, child in module.named_children():
            if name in learned:
                self.keep(name, type(child).__name__, child.state_dict())

    def rename(self, before: Network, following: Sequence[Network]) -> None:
        """Follow edits, each one from the last: a renamed layer takes along what it learned."""
        for network in following:
            if renamed := network.renamed_from(before):
                old_name, new_name = renamed
                for form in [form for form in self._states if form[0] == old_name]:
                    self._states[(new_name, *form[1:])] = self._states.pop(form)
            before = network

    def put_into(self, module: NetworkModule) -> frozenset[str]:
        """Give the layers of a module what is known of them; returns the names of those."""
        learned = set()
        for name, child in module.named_children():
            known = self._states.get(_form(name, type(child).__name__, child.state_dict()))
            if known:
                child.load_state_dict(known)
                learned.add(name)
        return frozenset(learned)

    def waiting(self, network: Network, module: NetworkModule) -> dict[str, dict[str, Tensor]]:
        """What layers of the network learned which do not work in its module for now."""
        working = {name for name, _ in module.named_children()}
        return {
            name: state
            for (name, kind, _shapes), state in self._states.items()
            if name not in working
            and type(network.layers.get(name)).__name__ == kind
            and fitting(network, arrays_of(name, state))[0]
        }


def arrays_of(name: str, state: Mapping[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    """The tensors of a layer by torch's names; they share its memory where they can."""
    return {f"{name}.{key}": tensor.detach().cpu().numpy() for key, tensor in state.items()}


def _form(name: str, kind: str, state: Mapping[str, Tensor]) -> _Form:
    """What must be the same for weights to go from one layer to another.

    A kind of layer has one name in torch and in a network.
    """
    return name, kind, frozenset((key, tensor.shape) for key, tensor in state.items())
