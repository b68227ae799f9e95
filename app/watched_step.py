"""How far one step moves the weights, measured when somebody wants to know."""

from __future__ import annotations

from app.inspection.layer_statistics import UpdateWatch
from app.training.module import NetworkModule


class WatchedStep:
    """Compares the weights after a step with those before."""

    def __init__(self) -> None:
        self.wanted = False
        """Whether the next step shall be watched."""
        self.ratios: dict[str, float] = {}
        """How far the step that was watched last has moved each layer."""
        self._watch: tuple[int, UpdateWatch] | None = None
        """The step before which a watch was begun, and the watch."""

    def begin(self, module: NetworkModule, step: int) -> None:
        """Training goes on after `step`."""
        if self.wanted and self._watch is None:
            self._watch = (step, UpdateWatch(module))

    def end(self, module: NetworkModule, step: int) -> None:
        """Training stands at `step`: a watch has its answer after one, and none after several."""
        if self._watch is not None and step != self._watch[0]:
            before, watch = self._watch
            if step == before + 1:
                self.ratios = watch.ratios(module)
                self.wanted = False
            self._watch = None

    def call_off(self) -> None:
        """The weights change by other means; what is wanted is measured at a later step."""
        self._watch = None

    def forget(self) -> None:
        """The weights are others."""
        self.ratios, self._watch, self.wanted = {}, None, False
