"""Convas' trainer, runs kept on disk as well, in a process in which no window ever was."""

from __future__ import annotations

import itertools

from app.data.catalogue import load
from app.network.patterns import lenet5
from app.training.events import StepDone
from app.training.run import new_run, runs_folder
from app.training.trainer import Trainer
from benchmarks.contender import answer_orders
from benchmarks.window import RECIPE, WARM_UP


def main() -> None:
    run = new_run(runs_folder(), lenet5(), RECIPE)
    events = Trainer(lenet5(), RECIPE, load("mnist"), run=run).events()
    steps = (event for event in events if isinstance(event, StepDone))

    def train(count: int) -> None:
        next(itertools.islice(steps, count - 1, None))

    answer_orders(train, warm_up=WARM_UP)
    events.close()


if __name__ == "__main__":
    main()
