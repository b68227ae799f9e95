"""What settings are called for people, in the window's language."""

from __future__ import annotations

from collections.abc import Mapping

from app.language import tr

_TITLES: Mapping[str, str] = {
    # of the recipe
    "batch_size": tr("batch size"),
    "clip_norm": tr("clip norm"),
    "decay_every": tr("decay every"),
    "decay_factor": tr("decay factor"),
    "device": tr("device"),
    "difficulty": tr("difficulty"),
    "epochs": tr("epochs"),
    "initial_value": tr("initial value"),
    "initialisation": tr("initialisation"),
    "l1": "L1",
    "label_smoothing": tr("label smoothing"),
    "learning_rate": tr("learning rate"),
    "loss": tr("loss"),
    "momentum": tr("momentum"),
    "optimizer": tr("optimiser"),
    "order": tr("order"),
    "plateau_patience": tr("plateau patience"),
    "precision": tr("precision"),
    "preprocessing": tr("preprocessing"),
    "restore_best": tr("restore best"),
    "schedule": tr("schedule"),
    "seed": tr("seed"),
    "stop_patience": tr("stop patience"),
    "warm_up_epochs": tr("warm up epochs"),
    "weight_decay": tr("weight decay"),
    "whitening_epsilon": tr("whitening epsilon"),
    # of the data
    "imbalance": tr("imbalance"),
    "label_noise": tr("label noise"),
    "subset": tr("subset"),
    # of the Input
    "channels": tr("channels"),
    "height": tr("height"),
    "width": tr("width"),
    # of patterns
    "convolutions": tr("convolutions"),
    "dense": tr("dense"),
    "filters": tr("filters"),
    "pool": tr("pool"),
    "stages": tr("stages"),
    "units": tr("units"),
    # of images that are made or explained
    "decay": tr("decay"),
    "jitter": tr("jitter"),
    "smoothness": tr("smoothness"),
    "step_size": tr("step size"),
    "steps": tr("steps"),
    "window": tr("window"),
    # of a search
    "fine_epochs": tr("fine epochs"),
    "fine_trials": tr("fine trials"),
    "trials": tr("trials"),
}
"""Those of PyTorch's layers are not among them: they are PyTorch's."""


def setting_title(name: str) -> str:
    """A setting's name as people read it: "weight decay", and "kernel size" in any language."""
    return _TITLES.get(name, name.replace("_", " "))
