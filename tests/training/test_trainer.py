from __future__ import annotations

import copy
import itertools
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from app.data.dataset import Dataset, Split
from app.data.preprocessing import fit_images, fit_pixel_scale
from app.network.edits import InsertBefore
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.batches import LabelledImages
from app.training.events import EpochDone, Finished, StepDone, TrainingEvent
from app.training.module import UntrainableError, build_module
from app.training.recipe import OPTIMIZERS, OptimizerName, Recipe, ScheduleName
from app.training.run import RunError, new_run, open_run
from app.training.steps import smallest_batch, steps_per_epoch
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=2, device="cpu")


def without_seconds(events: list[TrainingEvent]) -> list[TrainingEvent]:
    """The events without how long they took, which is never the same twice."""
    return [
        replace(event, seconds=0.0) if isinstance(event, EpochDone) else event for event in events
    ]


def weights(trainer: Trainer) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in trainer.module.state_dict().items()}


def assert_equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if not torch.equal(one[name], other[name])] == []


def with_train(dataset: Dataset, count: int) -> Dataset:
    train = dataset.train
    return replace(dataset, train=Split(train.images[:count], train.labels[:count]))


# The loop

OPTIMIZER_BY_HAND = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.01, weight_decay=0.1),
    "momentum": lambda parameters: torch.optim.SGD(
        parameters, lr=0.01, momentum=0.8, weight_decay=0.1
    ),
    "nesterov": lambda parameters: torch.optim.SGD(
        parameters, lr=0.01, momentum=0.8, nesterov=True, weight_decay=0.1
    ),
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=0.01, weight_decay=0.1),
    "adamw": lambda parameters: torch.optim.AdamW(parameters, lr=0.01, weight_decay=0.1),
    "rmsprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.01, weight_decay=0.1),
}


@pytest.mark.parametrize("schedule", ["linear", "constant"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_training_does_what_a_hand_written_torch_loop_does(
    plain_network: Network, quadrants: Dataset, name: OptimizerName, schedule: ScheduleName
) -> None:
    recipe = Recipe(
        dataset="quadrants",
        optimizer=name,
        learning_rate=0.01,
        schedule=schedule,
        momentum=0.8,
        weight_decay=0.1,
        batch_size=203,
        epochs=4,
        device="cpu",
    )
    trainer = Trainer(plain_network, recipe, quadrants)
    model = nn.Sequential(*copy.deepcopy(list(trainer.module.children())))
    optimizer = OPTIMIZER_BY_HAND[name](model.parameters())
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, 4)
    pixels = quadrants.train.images.astype(np.float64) / 255
    images = torch.from_numpy((pixels - pixels.mean()) / pixels.std()).float()
    labels = torch.from_numpy(quadrants.train.labels)
    events = trainer.events()
    for _ in range(4):  # one batch is the whole set, so the order makes no difference
        logits = model(images)
        loss = cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if schedule == "linear":
            falling.step()
        event = next(events)
        assert isinstance(event, StepDone)
        assert event.loss == pytest.approx(loss.item(), rel=1e-4)
        accuracy = (logits.argmax(1) == labels).float().mean().item()
        assert event.accuracy == pytest.approx(accuracy, abs=0.006)
        next(events)
    for ours, theirs in zip(trainer.module.parameters(), model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=2e-4)


def test_the_network_learns(network: Network, quadrants: Dataset) -> None:
    trainer = Trainer(network, replace(RECIPE, epochs=3, learning_rate=0.01), quadrants)
    epochs = [event for event in trainer.events() if isinstance(event, EpochDone)]
    assert epochs[-1].train_loss < epochs[0].train_loss
    assert epochs[-1].validation_accuracy >= 0.95
    loss, accuracy = trainer.test()
    assert accuracy >= 0.95
    assert 0 < loss < 0.5


def test_events_count_steps_and_epochs_from_one(network: Network, quadrants: Dataset) -> None:
    trainer = Trainer(network, RECIPE, quadrants)
    assert (trainer.step, trainer.epoch) == (0, 1)
    assert (trainer.steps_per_epoch, trainer.total_steps) == (26, 52)
    events = list(trainer.events())
    steps = [event for event in events if isinstance(event, StepDone)]
    assert [event.step for event in steps] == list(range(1, 53))
    assert [event.epoch for event in steps] == [1] * 26 + [2] * 26
    epochs = [event for event in events if isinstance(event, EpochDone)]
    assert [(event.epoch, event.step) for event in epochs] == [(1, 26), (2, 52)]
    assert events[-1] == Finished(52, 2)
    assert (trainer.step, trainer.epoch) == (52, 2)
    assert trainer.images_per_second > 0
    assert list(trainer.events()) == [Finished(52, 2)]


def test_an_epochs_figures_are_means_over_its_images(network: Network, quadrants: Dataset) -> None:
    trainer = Trainer(network, replace(RECIPE, epochs=1), quadrants)
    *steps, epoch, _ = trainer.events()
    sizes = [8] * 25 + [3]
    losses = [event.loss * size for event, size in zip(steps, sizes, strict=True)]
    correct = [event.accuracy * size for event, size in zip(steps, sizes, strict=True)]
    assert epoch.train_loss == pytest.approx(sum(losses) / 203)
    assert epoch.train_accuracy == pytest.approx(sum(correct) / 203)


def test_validation_figures_are_those_of_torch_in_evaluation_mode(
    network: Network, quadrants: Dataset
) -> None:
    trainer = Trainer(network, replace(RECIPE, epochs=1), quadrants)
    epoch = list(trainer.events())[-2]
    scale = fit_pixel_scale(quadrants.train.images)
    images = torch.from_numpy(scale.apply(quadrants.validation.images))
    labels = torch.from_numpy(quadrants.validation.labels)
    logits = trainer.module.eval()(images)
    assert epoch.validation_loss == pytest.approx(cross_entropy(logits, labels).item(), rel=1e-5)
    assert epoch.validation_accuracy == (logits.argmax(1) == labels).double().mean().item()


def test_steps_reported_in_groups_are_the_same_steps(network: Network, quadrants: Dataset) -> None:
    one, grouped = (Trainer(network, RECIPE, quadrants) for _ in range(2))
    grouped.steps_per_fetch = 8
    assert without_seconds(list(one.events())) == without_seconds(list(grouped.events()))


def test_a_given_module_is_trained_in_place_from_its_weights(
    network: Network, quadrants: Dataset
) -> None:
    module = build_module(network, seed=99)
    parameters = list(module.parameters())
    before = {name: value.clone() for name, value in module.state_dict().items()}
    trainer = Trainer(network, RECIPE, quadrants, module=module)
    assert trainer.module is module
    assert_equal(weights(trainer), before)  # nothing is learned before the first step
    next(trainer.events())
    assert all(one is other for one, other in zip(module.parameters(), parameters, strict=True))
    assert not torch.equal(module.get_parameter("fc1.weight"), before["fc1.weight"])


# Batches


@pytest.mark.parametrize(
    ("images", "batch_size", "steps"),
    [(203, 8, 26), (200, 8, 25), (201, 8, 25), (1, 8, 1), (8, 8, 1), (9, 8, 1), (5, 1, 5)],
)
def test_a_last_batch_of_one_image_is_left_out(images: int, batch_size: int, steps: int) -> None:
    assert steps_per_epoch(images, batch_size) == steps
    full, rest = divmod(images, batch_size)
    sizes = [batch_size] * full + [rest] * (rest > 0)
    assert smallest_batch(images, batch_size) == min(sizes[:steps])


def test_an_epoch_shows_every_image_once_in_an_order_of_its_own(quadrants: Dataset) -> None:
    indices = np.arange(203, dtype=np.int64)
    split = Split(quadrants.train.images, indices)
    scale = fit_pixel_scale(split.images)
    images = LabelledImages(split, (1, 8, 8), scale, torch.device("cpu"))
    orders = [
        [int(index) for _, labels, _ in images.shuffled(8, seed, epoch) for index in labels]
        for seed, epoch in [(0, 1), (0, 2), (1, 1), (0, 1)]
    ]
    assert all(sorted(order) == list(indices) for order in orders)
    assert orders[0] == orders[3]
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_by_class_an_epoch_shows_one_class_after_the_other(quadrants: Dataset) -> None:
    scale = fit_pixel_scale(quadrants.train.images)
    images = LabelledImages(quadrants.train, (1, 8, 8), scale, torch.device("cpu"))
    batches = list(images.shuffled(8, 0, 1, by_class=True))
    labels = [int(label) for _, labels, _ in batches for label in labels]
    assert labels == sorted(quadrants.train.labels.tolist())
    other = list(images.shuffled(8, 0, 2, by_class=True))
    assert not torch.equal(batches[0][0], other[0][0])  # within a class they are shuffled


@pytest.mark.parametrize("input_shape", [(1, 8, 8), (3, 12, 10)])
def test_batches_are_scaled_as_the_data_wing_scales(
    quadrants: Dataset, input_shape: tuple[int, int, int]
) -> None:
    fitted = fit_images(quadrants.train.images, input_shape)
    scale = fit_pixel_scale(fitted)
    for memory_format in (torch.contiguous_format, torch.channels_last):
        images = LabelledImages(
            quadrants.train, input_shape, scale, torch.device("cpu"), memory_format
        )
        batch, labels = images.batch(slice(3, 9))
        assert torch.equal(batch, torch.from_numpy(scale.apply(fitted[3:9])))
        assert torch.equal(labels, torch.from_numpy(quadrants.train.labels[3:9]))


# Repeatability


def test_the_same_recipe_gives_the_same_numbers_whatever_ran_before(
    network: Network, plain_network: Network, quadrants: Dataset
) -> None:
    first = Trainer(network, RECIPE, quadrants)
    expected = without_seconds(list(first.events()))
    list(Trainer(plain_network, replace(RECIPE, seed=5), quadrants).events())
    torch.rand(17)
    again = Trainer(network, RECIPE, quadrants)
    assert without_seconds(list(again.events())) == expected
    assert_equal(weights(again), weights(first))


def test_another_seed_gives_other_numbers(network: Network, quadrants: Dataset) -> None:
    one, other = (Trainer(network, replace(RECIPE, seed=seed), quadrants) for seed in (0, 1))
    assert list(itertools.islice(one.events(), 3)) != list(itertools.islice(other.events(), 3))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("stop_after", [1, 13, 26, 27, 40])
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(
    network: Network,
    quadrants: Dataset,
    tmp_path: Path,
    optimizer: OptimizerName,
    stop_after: int,
) -> None:
    recipe = replace(RECIPE, optimizer=optimizer)
    whole = Trainer(network, recipe, quadrants)
    expected = without_seconds(list(whole.events()))
    run = new_run(tmp_path, network, recipe)
    events = Trainer(network, recipe, quadrants, run=run).events()
    before = list(itertools.islice(events, stop_after))
    events.close()
    torch.manual_seed(12345)
    resumed = Trainer.resume(run.folder, quadrants)
    assert without_seconds(before + list(resumed.events())) == expected
    assert_equal(weights(resumed), weights(whole))
    assert without_seconds(open_run(run.folder).history()) == expected


def test_a_run_on_given_weights_resumes_from_them(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    def trained_weights() -> Trainer:
        run = new_run(tmp_path, network, RECIPE)
        return Trainer(network, RECIPE, quadrants, module=build_module(network, seed=9), run=run)

    whole = trained_weights()
    list(whole.events())
    stopped = trained_weights()
    next(stopped.events())  # the generator is dropped at once, after its first step
    assert stopped.run is not None
    resumed = Trainer.resume(stopped.run.folder, quadrants)
    list(resumed.events())
    assert_equal(weights(resumed), weights(whole))


@pytest.mark.parametrize(("pause", "kept"), [(0.0, list(range(25))), (1e9, [0] * 25)])
def test_the_pause_between_checkpoints_grows_with_the_time_one_takes(
    network: Network,
    quadrants: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pause: float,
    kept: list[int],
) -> None:
    monkeypatch.setattr("app.training.run_keeper.SECONDS_BETWEEN_CHECKPOINTS", 0.0)
    monkeypatch.setattr("app.training.run_keeper.PAUSE_PER_SAVING", pause)
    run = new_run(tmp_path, network, RECIPE)
    events = Trainer(network, RECIPE, quadrants, run=run).events()
    found = [run.load_checkpoint().standing.step for _ in itertools.islice(events, 25)]
    assert found == kept  # each is written when the next step has shown it to be sound
    events.close()


def test_closing_and_beginning_again_goes_on_where_it_stood(
    network: Network, quadrants: Dataset
) -> None:
    whole, paused = (Trainer(network, RECIPE, quadrants) for _ in range(2))
    expected = without_seconds(list(whole.events()))
    events = paused.events()
    before = list(itertools.islice(events, 30))
    events.close()
    assert without_seconds(before + list(paused.events())) == expected


def test_resuming_on_other_data_is_refused_in_words(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    list(Trainer(network, RECIPE, quadrants, run=run).events())
    with pytest.raises(RunError, match="was on 203 training images, but Quadrants has 100"):
        Trainer.resume(run.folder, with_train(quadrants, 100))


def test_a_checkpoint_of_another_network_is_refused_in_words(
    network: Network, plain_network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    runs = [new_run(tmp_path, each, RECIPE) for each in (network, plain_network)]
    for run in runs:
        events = Trainer(run.network, RECIPE, quadrants, run=run).events()
        next(events)
        events.close()
    other = (runs[1].folder / "checkpoint.safetensors").read_bytes()
    (runs[0].folder / "checkpoint.safetensors").write_bytes(other)
    with pytest.raises(RunError, match="of another network"):
        Trainer.resume(runs[0].folder, quadrants)


def test_training_outlives_a_disk_that_takes_nothing(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    trainer = Trainer(network, RECIPE, quadrants, run=run)
    assert trainer.warning == ""
    for file in ("history.jsonl", "checkpoint.safetensors"):
        (run.folder / file).mkdir()
    expected = list(Trainer(network, RECIPE, quadrants).events())
    assert without_seconds(list(trainer.events())) == without_seconds(expected)
    assert "cannot be written" in trainer.warning


# Refusals


def test_a_network_with_a_fault_is_refused_with_the_fixes(quadrants: Dataset) -> None:
    network = chain("faulty", [Input(1, 8, 8), Conv2d(2, 3), Linear(4)])
    with pytest.raises(UntrainableError, match="fc1: Linear needs a vector") as caught:
        Trainer(network, RECIPE, quadrants)
    fix = caught.value.problems[0].fixes[0]
    assert isinstance(fix.edit, InsertBefore)
    Trainer(fix.edit.apply(network), RECIPE, quadrants)


def test_a_network_for_other_classes_is_refused(quadrants: Dataset) -> None:
    network = chain("ten", [Input(1, 8, 8), Flatten(), Linear(10)])
    with pytest.raises(UntrainableError, match="the data has 4 classes"):
        Trainer(network, RECIPE, quadrants)


def test_a_network_without_weights_is_refused(quadrants: Dataset) -> None:
    network = chain("nothing", [Input(1, 2, 2), Flatten()])
    with pytest.raises(UntrainableError, match="nothing to learn"):
        Trainer(network, RECIPE, quadrants)


def test_training_that_cannot_fit_into_memory_is_refused_with_the_arithmetic(
    quadrants: Dataset,
) -> None:
    wide = chain("wide", [Input(1, 8, 8), Flatten(), Linear(1_000_000), Linear(9_000), Linear(4)])
    with pytest.raises(UntrainableError, match=r"parameters × \d+ bytes"):
        Trainer(wide, RECIPE, quadrants)
    batches = chain("maps", [Input(1, 8, 8), Conv2d(60_000, 3), Flatten(), Linear(4)])
    with pytest.raises(UntrainableError, match="smaller batch"):
        Trainer(batches, replace(RECIPE, batch_size=65_536), quadrants)
    vast = [Input(3, 16_384, 16_384), Conv2d(1, 1_024, 1_024), Flatten(), Linear(4)]
    images = chain("images", vast)
    with pytest.raises(UntrainableError, match=r"243 images of 3×16384×16384 take 195\.7 GB"):
        Trainer(images, RECIPE, quadrants)


def test_batch_normalisation_of_single_values_is_refused(quadrants: Dataset) -> None:
    network = chain(
        "single", [Input(1, 8, 8), Conv2d(2, 8), BatchNorm2d(), ReLU(), Flatten(), Linear(4)]
    )
    with pytest.raises(UntrainableError, match="bn1 normalises over the batch"):
        Trainer(network, replace(RECIPE, batch_size=1), quadrants)
    last_of_one = with_train(quadrants, 17)
    assert len(list(Trainer(network, RECIPE, last_of_one).events())) == 2 * (2 + 1) + 1


@pytest.mark.parametrize("name", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_refused_in_words(
    network: Network, quadrants: Dataset, name: str
) -> None:
    there = {"cuda": torch.cuda.is_available, "mps": torch.backends.mps.is_available}
    if there[name]():
        pytest.skip("this machine has one")
    with pytest.raises(UntrainableError, match=f"no .* graphics processor \\({name}\\) here"):
        Trainer(network, Recipe(**{**asdict(RECIPE), "device": name}), quadrants)


def test_a_split_without_images_is_refused(network: Network, quadrants: Dataset) -> None:
    empty = Split(quadrants.train.images[:0], quadrants.train.labels[:0])
    with pytest.raises(UntrainableError, match="no validation images"):
        Trainer(network, RECIPE, replace(quadrants, validation=empty))
    with pytest.raises(UntrainableError, match="no training images"):
        Trainer(network, RECIPE, replace(quadrants, train=empty))
