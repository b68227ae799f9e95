"""The sabotage lab: every fault, trained for real, shows the evidence that it claims."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from app.experiments.observation import observe
from app.experiments.observed import Observed
from app.experiments.sabotage import (
    DIFFICULTIES,
    FAULTS,
    WRONG,
    Difficulty,
    Fault,
    Training,
    choose_fault,
    judged,
    possible_faults,
    prepared,
    what_was_changed,
)
from app.network.layers.activation import LeakyReLU
from app.network.layers.normalisation import Dropout
from app.network.patterns import chain, lenet5
from app.session import Session
from app.training.events import Diverged, EpochDone, TrainingEvent
from app.training.recipe import Recipe
from tests.experiments.data import small_network, write_quadrants

EPOCHS = 3
BY_NAME = {fault.name: fault for fault in FAULTS}
PLAIN = Training(lenet5(), Recipe(), images=800)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Training:
    data = write_quadrants(tmp_path_factory.mktemp("sabotage") / "quadrants.npz", images=1_500)
    recipe = Recipe(dataset=str(data), batch_size=16, epochs=2 * EPOCHS, device="cpu")
    return Training(small_network(), recipe, images=300)


@pytest.fixture(scope="module")
def runs(healthy: Training) -> dict[str, Observed]:
    """What the healthy run and those with each fault show, each trained once."""
    cases = {"healthy": healthy} | {f.name: f.inject(healthy) for f in FAULTS}
    return {name: trained(case, healthy) for name, case in cases.items()}


def trained(case: Training, healthy: Training) -> Observed:
    session = Session(keeps_runs=False)
    session.set_network(case.network, forget=True)
    session.begin(case.recipe)
    events: list[TrainingEvent] = []
    while True:
        session.watch_update()
        events.append(session.advance())
        last = events[-1]
        if isinstance(last, Diverged) or (isinstance(last, EpochDone) and last.epoch == EPOCHS):
            break
    seen = observe(session.subject(), healthy.network, case.recipe.loss, events, session.examine())
    session.stop()
    return seen


@pytest.mark.parametrize("name", BY_NAME)
def test_a_run_shows_the_evidence_of_its_own_fault(runs: dict[str, Observed], name: str) -> None:
    assert runs[name].is_telling
    sign = BY_NAME[name].evidence(runs[name])
    assert sign.found, sign.text


@pytest.mark.parametrize("name", BY_NAME)
def test_a_healthy_run_shows_the_evidence_of_no_fault(runs: dict[str, Observed], name: str) -> None:
    sign = BY_NAME[name].evidence(runs["healthy"])
    assert not sign.found, sign.text


@pytest.mark.parametrize("name", BY_NAME)
def test_a_diagnosis_is_right_for_its_own_fault_alone(runs: dict[str, Observed], name: str) -> None:
    right = {fault.name for fault in FAULTS if judged(BY_NAME[name], fault, runs[name]).right}
    assert right == {name}


def test_the_verdicts_tell_numbers_of_this_very_run(runs: dict[str, Observed]) -> None:
    def told(name: str) -> str:
        return judged(BY_NAME[name], BY_NAME[name], runs[name]).text

    run = runs["zero_weights"]
    assert "filters of conv1 are identical: difference 0.0" in told("zero_weights")
    assert f"guessing costs {np.log(4):.3f}" in told("zero_weights")  # D2: four classes
    worst = max(step.loss for step in runs["rate_too_high"].steps)
    assert f"to {worst:.2f} (step 2" in told("rate_too_high")
    share = 100 * runs["wrong_labels"].train_accuracy
    assert f"{share:.0f} % of the training images" in told("wrong_labels")
    assert run.guessing == pytest.approx(np.log(4))


def test_wrong_labels_leave_at_most_what_is_right_of_them(runs: dict[str, Observed]) -> None:
    assert runs["wrong_labels"].train_accuracy == pytest.approx(1 - WRONG, abs=0.1)
    assert runs["wrong_labels"].validation_accuracy > 1 - WRONG + 0.15


def test_a_wrong_diagnosis_is_told_what_speaks_against_it(runs: dict[str, Observed]) -> None:
    verdict = judged(BY_NAME["dropout"], BY_NAME["zero_weights"], runs["dropout"])
    assert not verdict.right
    assert "filters of conv1 differ" in verdict.text


def test_signs_that_another_fault_causes_are_granted(runs: dict[str, Observed]) -> None:
    """Whoever saw something true is told so."""
    blind = replace(runs["zero_weights"], weights=runs["weight_decay"].weights)
    verdict = judged(BY_NAME["zero_weights"], BY_NAME["weight_decay"], blind)
    assert not verdict.right
    assert "something else has led to this" in verdict.text


# The faults as changes


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_keeps_the_names_of_all_layers_and_leaves_what_it_was_given(fault: Fault) -> None:
    before = replace(PLAIN)
    hurt = fault.inject(PLAIN)
    assert before == PLAIN
    assert hurt != PLAIN
    assert set(PLAIN.network.layers) <= set(hurt.network.layers)
    assert hurt.recipe.dataset == PLAIN.recipe.dataset
    assert hurt.recipe.epochs == PLAIN.recipe.epochs


def test_a_network_whose_activations_do_nothing_is_linear() -> None:
    layers = BY_NAME["no_activation"].inject(PLAIN).network.layers
    assert {type(layer) for layer in layers.values() if layer.family == "activation"} == {LeakyReLU}


def test_dropout_goes_where_there_is_some_already() -> None:
    layers = [*small_network().layers.values()]
    network = chain("with dropout", [*layers[:-1], Dropout(p=0.2), layers[-1]])
    hurt = BY_NAME["dropout"].inject(replace(PLAIN, network=network)).network
    assert len(hurt.layers) == len(network.layers)
    assert [layer.p for layer in hurt.layers.values() if isinstance(layer, Dropout)] == [0.95]


@pytest.mark.parametrize(
    ("settings", "impossible"),
    [
        ({"loss": "mse"}, "rate_too_high"),  # bounded: it does not explode
        ({"clip_norm": 1.0}, "rate_too_high"),
        ({"learning_rate": 0.0}, "rate_too_low"),
        ({"order": "by_class"}, "by_class"),
        ({"batch_size": 500}, "by_class"),  # a batch holds several classes
        ({"preprocessing": "bytes"}, "raw_pixels"),
        ({"initialisation": "zeros"}, "zero_weights"),
        ({"optimizer": "adamw"}, "weight_decay"),
        ({"weight_decay": 5.0}, "weight_decay"),
    ],
)
def test_what_would_not_show_or_is_there_already_is_not_offered(
    settings: dict[str, object], impossible: str
) -> None:
    assert impossible in {fault.name for fault in possible_faults(PLAIN)}
    other = replace(PLAIN, recipe=replace(PLAIN.recipe, **settings))  # type: ignore[arg-type]
    assert impossible not in {fault.name for fault in possible_faults(other)}


def test_a_seed_gives_a_whole_class_the_same_fault() -> None:
    chosen = [choose_fault(PLAIN, seed).name for seed in range(60)]
    assert [choose_fault(PLAIN, seed).name for seed in range(60)] == chosen
    assert set(chosen) == set(BY_NAME)
    program = (
        "from app.experiments.sabotage import *; from app.network.patterns import lenet5;"
        "from app.training.recipe import Recipe;"
        "print(choose_fault(Training(lenet5(), Recipe(), 800), 17).name)"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    assert other.stdout.strip() == chosen[17]


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_a_difficulty_has_faults_of_its_own(difficulty: Difficulty) -> None:
    chosen = {choose_fault(PLAIN, seed, difficulty).difficulty for seed in range(20)}
    assert chosen == {difficulty}


def test_every_fault_says_what_to_look_for_and_how_hard_it_is() -> None:
    assert {fault.difficulty for fault in FAULTS} == set(get_args(Difficulty))
    assert all(fault.look_for.endswith(".") and fault.title for fault in FAULTS)
    assert len({fault.title for fault in FAULTS}) == len(FAULTS)


def test_a_plateaus_schedule_does_not_tell_the_rate() -> None:
    falling = replace(PLAIN, recipe=replace(PLAIN.recipe, schedule="plateau"))
    assert prepared(falling).recipe.schedule == "constant"
    assert prepared(PLAIN) == PLAIN


def test_a_run_that_has_barely_begun_tells_nothing(runs: dict[str, Observed]) -> None:
    run = runs["healthy"]
    assert not replace(run, events=run.events[:5]).is_telling


@pytest.mark.parametrize("name", BY_NAME)
def test_a_run_whose_first_loss_is_no_number_can_be_judged(
    runs: dict[str, Observed], name: str
) -> None:
    broken = replace(runs["healthy"], events=(Diverged(1, "the loss is no number any more"),))
    assert broken.is_telling
    sign = BY_NAME[name].evidence(broken)
    assert not sign.found
    assert "nan" not in sign.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rate_too_high", "learning rate 0.003 → 0.3"),
        ("wrong_labels", "data: all as it is → 40 % of the training labels wrong"),
        ("by_class", "order shuffled → by class"),
        ("no_activation", "relu1: ReLU → LeakyReLU, slope 1; relu2: ReLU → LeakyReLU, slope 1"),
        ("dropout", "with dropout1 (Dropout, p 0.95)"),
    ],
)
def test_what_a_fault_has_changed_is_told_in_words(name: str, told: str) -> None:
    assert what_was_changed(PLAIN, BY_NAME[name].inject(PLAIN)).startswith(told)


def test_what_the_window_reads_needs_no_torch() -> None:
    program = "import sys, app.experiments.sabotage; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
