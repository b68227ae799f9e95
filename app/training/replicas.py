"""Training one network in several processes, each with a replica: torch's DistributedDataParallel.

Each process learns its share of every batch. DistributedDataParallel takes the mean of their
gradients, so a loss is weighted by its process's share: what comes out is the gradient of the whole
batch, and all replicas make the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from app.data.fitted_preprocessing import (
    Preprocessing,
    preprocessing_arrays,
    preprocessing_from_arrays,
)
from app.data.preprocessing import Shape
from app.language import tr
from app.training.module import NetworkModule, UntrainableError
from app.training.recipe import DeviceName
from app.training.share import WHOLE, Share
from app.training.torchrun import Launch

T = TypeVar("T")


class OtherFailedError(Exception):
    """Another process cannot go on, and says why itself."""


class Replicas:
    """The processes that train together, seen from one of them; without arguments it is alone.

    Every method with several processes waits until all of them have called it.
    """

    def __init__(self, share: Share = WHOLE, device: torch.device | None = None) -> None:
        self.share = share
        self.stopping = False
        """Whether training is to end; all processes know it after the same step."""
        self._asked_to_stop = False
        self._device = device

    @property
    def several(self) -> bool:
        return self.share.count > 1

    @property
    def leads(self) -> bool:
        """Whether this is the one that keeps the run and tells how it goes."""
        return self.share.rank == 0

    def ask_to_stop(self) -> None:
        """Have all processes stop after the same step."""
        self._asked_to_stop = True
        self.stopping = self.stopping or not self.several

    # What the trainer asks

    def wrapped(self, module: NetworkModule) -> nn.Module:
        """The module to send training batches through: the replicas begin with rank 0's weights.

        What batch normalisation notes is rank 0's, too.
        """
        return DistributedDataParallel(module) if self.several else module

    def synchronised(self, module: NetworkModule) -> NetworkModule:
        """The module with the same weights whose batch normalisation sees the whole batch.

        torch has that for CUDA alone; elsewhere each process normalises over its share.
        """
        if not self.several or self._device is None or self._device.type != "cuda":
            return module
        together = nn.SyncBatchNorm.convert_sync_batchnorm
        children = {
            name: together(child)  # type: ignore[no-untyped-call]
            for name, child in module.named_children()
        }
        return NetworkModule(module.network, children)

    def learn(self, loss: Tensor, total: int) -> None:
        """Give the parameters the gradient of a whole batch of `total` images.

        `loss` is the mean of this process's share.
        """
        weight = loss.new_tensor(self.share.weight(total)) if self.several else None
        loss.backward(weight)  # type: ignore[no-untyped-call]

    def read_sums(self, sums: Sequence[float]) -> list[float]:
        """The sums over all processes; with them goes the word whether to stop."""
        if not self.several:
            return list(sums)
        *numbers, asked = self.added([*sums, float(self._asked_to_stop)])
        self.stopping = asked > 0
        return numbers

    def added(self, numbers: Sequence[float]) -> list[float]:
        """The numbers, each added up over all processes."""
        if not self.several:
            return list(numbers)
        total = torch.tensor(numbers, dtype=torch.float64, device=self._device)
        dist.all_reduce(total)
        return [float(number) for number in total.tolist()]

    def equalise_statistics(self, module: nn.Module) -> None:
        """Give all replicas what rank 0's batch normalisation has noted."""
        if self.several:
            for buffer in module.buffers():
                dist.broadcast(buffer, src=0)

    def preprocessing_of_first(self, fitted: Preprocessing, shape: Shape) -> Preprocessing:
        """Rank 0's: machines may differ in the last bits of what they fit."""
        if not self.several:
            return fitted
        arrays = {}
        for name, array in sorted(preprocessing_arrays(fitted).items()):
            tensor = torch.from_numpy(np.array(array)).to(self._device)
            dist.broadcast(tensor, src=0)
            arrays[name] = tensor.cpu().numpy()
        return preprocessing_from_arrays(arrays, shape)

    # What the command asks

    def agreed(self, make: Callable[[], T], *failures: type[Exception]) -> T:
        """`make()`, if it fails on no process.

        Where it fails, its exception goes on in the first process that has one; the others raise
        OtherFailedError. Whether `make` fails or not, it must wait for the others equally often.
        """
        failure: Exception | None = None
        try:
            made = make()
        except failures as error:
            failure = error
        if self.several:
            mine = self.share.count if failure is None else self.share.rank
            first = torch.tensor(mine, device=self._device)
            dist.all_reduce(first, dist.ReduceOp.MIN)
            if int(first) not in (mine, self.share.count):
                raise OtherFailedError
        if failure is not None:
            raise failure
        return made

    def text_of_first(self, text: str) -> str:
        """The text that rank 0 gives."""
        if not self.several:
            return text
        data = text.encode()
        length = torch.tensor(len(data), device=self._device)
        dist.broadcast(length, src=0)
        room = torch.zeros(int(length), dtype=torch.uint8, device=self._device)
        if self.leads and data:
            room.copy_(torch.frombuffer(bytearray(data), dtype=torch.uint8))
        dist.broadcast(room, src=0)
        return bytes(room.cpu().tolist()).decode()

    def first_before_others(self, make: Callable[[], T]) -> T:
        """`make()`, in rank 0 before the others: it may fill a cache that they then read."""
        if not self.several:
            return make()
        try:
            if not self.leads:
                dist.barrier()
            return make()
        finally:
            if self.leads:
                dist.barrier()


@contextmanager
def joined(launch: Launch | None, device_name: DeviceName) -> Iterator[Replicas]:
    """Together with the other processes of `launch`; alone where there are none.

    Raises UntrainableError where this machine or its PyTorch cannot do it.
    """
    if launch is None or launch.count == 1:
        yield Replicas()
        return
    device = _device_for(device_name, launch)
    backend = _backend_for(device, launch)
    from torch.distributed.distributed_c10d import PrefixStore  # missing where gloo is
    from torch.distributed.rendezvous import rendezvous

    store, rank, count = next(rendezvous("env://"))
    if launch.on_one_machine:
        # torchrun has one store for all its attempts: gloo would find the addresses of processes
        # that are gone. Of several machines each counts its own restarts, see docs/training.md.
        store = PrefixStore(f"attempt {launch.restarts}", store)
    try:
        dist.init_process_group(backend, store=store, rank=rank, world_size=count)
    except RuntimeError as error:
        reason = str(error).partition("\n")[0]
        raise UntrainableError(
            tr("the processes do not find one another: {reason}", reason=reason)
        ) from error
    yield Replicas(Share(rank, count), device)
    dist.destroy_process_group()  # not after an error: that could wait for those that are gone


def is_lost(error: RuntimeError) -> bool:
    """Whether an error says that another process is gone; gloo has no class for it."""
    text = str(error)
    return isinstance(error, dist.DistError) or "gloo" in text or "NCCL" in text


def _device_for(name: DeviceName, launch: Launch) -> torch.device:
    if name == "mps":
        raise UntrainableError(
            tr(
                "several processes train on the CPU or with NVIDIA's graphics processors: "
                "choose the device auto, cpu or cuda"
            )
        )
    if name == "cpu" or not torch.cuda.is_available():
        return torch.device("cpu")
    torch.cuda.set_device(launch.local_rank % torch.cuda.device_count())
    return torch.device("cuda")


def _backend_for(device: torch.device, launch: Launch) -> str:
    """NCCL where each process has a graphics processor of its own, else gloo."""
    own = device.type == "cuda" and torch.cuda.device_count() >= launch.local_count
    if own and dist.is_available() and dist.is_nccl_available():
        return "nccl"
    if not dist.is_available() or not dist.is_gloo_available():
        raise UntrainableError(
            tr(
                "this PyTorch was built without gloo, which processes speak to one another by: "
                "install the one from pytorch.org, or train in one process, without torchrun"
            )
        )
    return "gloo"
