"""What is said about the gap between training and validation, on histories that were recorded."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.training.gap import Gap, read_gap

HISTORIES = Path(__file__).parent / "histories"


class Epoch(msgspec.Struct):
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float


class Recorded(msgspec.Struct):
    """A run of `python main.py train`: what was trained, and the figures of its epochs."""

    network: str
    recipe: dict[str, str | float]
    epochs: list[Epoch]


def recorded(name: str) -> list[Epoch]:
    data = (HISTORIES / f"{name}.json").read_bytes()
    return msgspec.json.decode(data, type=Recorded).epochs


def reading(epochs: list[Epoch]) -> Gap | None:
    fields = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy")
    return read_gap(*(np.array([getattr(epoch, name) for epoch in epochs]) for name in fields))


def test_the_dense_net_with_adam_overfits_from_its_third_epoch_on() -> None:
    """D8: made visible, and said. Adam at 0.002 for 20 epochs on 8,000 digits."""
    gap = reading(recorded("dense_overfits"))
    assert gap is not None
    assert (gap.kind, gap.since) == ("overfitting", 3)
    assert gap.text.startswith(
        "Train 99.4 %, validation 96.7 %: the gap has grown since epoch 3: overfitting."
    )
    assert "dropout, augmentation, weight decay or early stopping" in gap.text


def epochs_of(losses: list[float], accuracy: float = 0.1) -> list[Epoch]:
    return [Epoch(loss, accuracy, loss, accuracy) for loss in losses]


def test_d5_a_loss_that_creeps_down_evenly_speaks_of_a_rate_that_is_too_low() -> None:
    """SGD at 0.0001 on the digits, five epochs."""
    gap = reading(epochs_of([2.3045, 2.3039, 2.3033, 2.3028, 2.3022]))
    assert gap is not None
    assert gap.kind == "slow"
    assert gap.text.startswith("Train 10.0 % after 5 epochs: the loss hardly falls.")


def test_d5_a_loss_that_stays_at_guessing_speaks_of_a_rate_that_is_too_high() -> None:
    """SGD at 3 on the digits kills all units without exploding first."""
    gap = reading(epochs_of([2.312, 2.309, 2.316, 2.313]))
    assert gap is not None
    assert gap.kind == "stuck"
    assert "nothing is learned" in gap.finding


def test_a_first_epoch_with_an_explosion_does_not_count_as_learning() -> None:
    epochs = epochs_of([2.33, 2.32, 2.33])
    epochs[0] = msgspec.structs.replace(epochs[0], train_loss=1_000.0)
    gap = reading(epochs)
    assert gap is not None
    assert gap.kind == "stuck"


def test_a_network_that_knows_all_already_is_not_called_stuck() -> None:
    gap = reading(epochs_of([0.05, 0.05, 0.05], accuracy=0.98))
    assert gap is not None
    assert gap.kind == "small"


def test_it_is_said_while_it_happens_and_not_before() -> None:
    epochs = recorded("dense_overfits")
    kinds = [found.kind if (found := reading(epochs[:n])) else None for n in range(len(epochs) + 1)]
    assert kinds[:4] == [None, None, None, "small"]
    first = kinds.index("overfitting")
    assert 5 <= first <= 8
    assert kinds[first:].count("overfitting") >= 0.8 * len(kinds[first:])


def test_lenet_with_a_falling_rate_does_not_overfit() -> None:
    epochs = recorded("lenet_generalises")
    for number in range(3, len(epochs) + 1):
        gap = reading(epochs[:number])
        assert gap is not None
        assert gap.kind == "small"
    assert gap.text == "Train 99.5 %, validation 97.1 %: no sign of overfitting."


def of_validation_losses(*losses: float) -> Gap | None:
    """A run whose training goes on getting better all the time."""
    return reading(
        [
            Epoch(1.0 / (at + 1), min(0.9 + 0.02 * at, 0.99), loss, 0.9)
            for at, loss in enumerate(losses)
        ]
    )


def test_a_single_bad_epoch_is_chance() -> None:
    gap = of_validation_losses(0.5, 0.4, 0.3, 0.5)
    assert gap is not None
    assert gap.kind != "overfitting"


@pytest.mark.parametrize(("last", "kind"), [(0.314, "small"), (0.316, "overfitting")])
def test_five_per_cent_above_the_lowest_loss_is_where_it_begins(last: float, kind: str) -> None:
    """Prechelt, 1998: generalisation loss with α = 5."""
    gap = of_validation_losses(0.4, 0.3, 0.4, last)
    assert gap is not None
    assert (gap.kind == "overfitting") == (kind == "overfitting")


def test_where_training_gets_worse_as_well_it_is_no_overfitting() -> None:
    epochs = [Epoch(loss, 0.95, loss, 0.9) for loss in (0.5, 0.3, 0.4, 0.5)]
    gap = reading(epochs)
    assert gap is not None
    assert gap.kind != "overfitting"


def test_a_wide_gap_that_still_closes_is_told_without_alarm() -> None:
    gap = of_validation_losses(0.5, 0.4, 0.35, 0.3, 0.29)
    assert gap is not None
    assert gap.kind == "wide"
    assert "a gap of 8.0 points, but the validation loss has not risen" in gap.text


def test_losses_that_are_no_numbers_say_nothing() -> None:
    assert of_validation_losses(0.5, 0.4, float("nan"), 0.3) is None


def kinds_while_training(epochs: list[Epoch]) -> list[str]:
    """What is said after each epoch, from the third on."""
    return [found.kind for n in range(3, len(epochs) + 1) if (found := reading(epochs[:n]))]


def wavering(*losses: float) -> list[Epoch]:
    """A run whose training goes on getting better; the validation loss is this."""
    return [Epoch(1.0 / (at + 1), 0.99, loss, 0.97) for at, loss in enumerate(losses)]


def test_a_loss_that_wavers_about_the_limit_does_not_change_the_words_each_time() -> None:
    kinds = kinds_while_training(
        wavering(0.5, 0.3, 0.32, 0.32, 0.31, 0.32, 0.312, 0.305, 0.318, 0.31, 0.32)
    )
    assert kinds == ["small"] + ["overfitting"] * 8


def test_overfitting_that_was_said_is_taken_back_where_the_loss_is_near_its_lowest_again() -> None:
    kinds = kinds_while_training(wavering(0.5, 0.3, 0.32, 0.32, 0.305, 0.304, 0.31))
    assert kinds == ["small", "overfitting", "overfitting", "small", "small"]


def test_a_new_lowest_loss_takes_overfitting_back_at_once() -> None:
    kinds = kinds_while_training(wavering(0.5, 0.3, 0.32, 0.32, 0.29))
    assert kinds == ["small", "overfitting", "small"]


def test_a_gap_of_about_five_points_is_called_wide_until_it_is_plainly_narrower() -> None:
    accuracies = (0.9, 0.9, 0.945, 0.955, 0.945, 0.94, 0.925, 0.94)
    epochs = [Epoch(1.0 / (at + 1), a, 1.0 / (at + 1), 0.9) for at, a in enumerate(accuracies)]
    assert kinds_while_training(epochs) == ["small", "wide", "wide", "wide", "small", "small"]


def test_the_dense_net_that_overfits_is_told_so_to_its_end() -> None:
    kinds = kinds_while_training(recorded("dense_overfits"))
    assert set(kinds[kinds.index("overfitting") :]) == {"overfitting"}
