from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.fields import fields_of
from app.training.initialisation import INITIALISATIONS, Initialisation
from app.training.recipe import (
    CHANGEABLE,
    DEVICES,
    LOSSES,
    OPTIMIZERS,
    ORDERS,
    PRECISIONS,
    SCHEDULES,
    SECTIONS,
    Recipe,
    RecipeError,
    recipe_from_json,
    recipe_to_json,
    unused_settings,
)


@given(
    st.builds(
        Recipe,
        dataset=st.sampled_from(["mnist", "Fashion MNIST", "наборы"]),
        difficulty=st.floats(0, 1),
        optimizer=st.sampled_from(OPTIMIZERS),
        learning_rate=st.floats(0, 1000),
        order=st.sampled_from(ORDERS),
        schedule=st.sampled_from(SCHEDULES),
        momentum=st.floats(0, 0.9999),
        batch_size=st.integers(1, 65_536),
        epochs=st.integers(1, 100_000),
        weight_decay=st.floats(0, 10),
        seed=st.integers(0, 2**31 - 1),
        device=st.sampled_from(DEVICES),
        precision=st.sampled_from(PRECISIONS),
        warm_up_epochs=st.integers(0, 1_000),
        decay_factor=st.floats(0, 1),
        decay_every=st.integers(1, 100_000),
        plateau_patience=st.integers(1, 10_000),
        loss=st.sampled_from(LOSSES),
        label_smoothing=st.floats(0, 0.9),
        l1=st.floats(0, 10),
        clip_norm=st.floats(0, 1e6),
        stop_patience=st.integers(0, 10_000),
        restore_best=st.booleans(),
        initialisation=st.sampled_from(INITIALISATIONS),
        initial_value=st.floats(0, 100),
        layer_initialisations=st.dictionaries(
            st.sampled_from(["conv1", "fc1", "слой"]),
            st.builds(
                Initialisation, kind=st.sampled_from(INITIALISATIONS), value=st.floats(0, 100)
            ),
        ),
    )
)
def test_a_recipe_comes_back_from_its_file_as_it_was(recipe: Recipe) -> None:
    assert recipe_from_json(recipe_to_json(recipe)) == recipe


def test_every_setting_has_help() -> None:
    assert [field.name for field in fields_of(Recipe) if not field.help] == []


def test_every_setting_is_in_one_section() -> None:
    grouped = [name for names in SECTIONS.values() for name in names]
    assert len(set(grouped)) == len(grouped)
    assert set(CHANGEABLE) <= set(grouped) <= {field.name for field in fields_of(Recipe)}


def test_a_setting_that_belongs_to_one_choice_says_so() -> None:
    """What is hidden for other choices is explained by its help."""
    helps = {field.name: field.help for field in fields_of(Recipe)}
    for name, choice in {
        "momentum": "momentum and nesterov",
        "decay_factor": "step and plateau",
        "decay_every": "used by step",
        "plateau_patience": "used by plateau",
        "label_smoothing": "cross_entropy",
        "initial_value": "constant",
    }.items():
        assert choice in helps[name]
        assert name in unused_settings(
            Recipe(optimizer="sgd", schedule="linear", loss="mse", initialisation="he")
        )


def test_recipes_from_before_the_new_settings_still_load() -> None:
    old = (
        b'{"dataset": "mnist", "difficulty": 0.5, "optimizer": "adam", "learning_rate": 0.003,'
        b'"schedule": "linear", "momentum": 0.9, "batch_size": 64, "epochs": 12,'
        b'"weight_decay": 0.0, "seed": 0, "device": "auto"}'
    )
    assert recipe_from_json(old) == Recipe()


def test_settings_that_a_file_leaves_out_take_their_defaults() -> None:
    assert recipe_from_json(b'{"epochs": 3}') == Recipe(epochs=3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no training recipe"),
        (b"[]", "object"),
        (b"\xff\xfe", "no training recipe"),
        (b'{"learning_rate": -1}', "learning_rate must be a number from 0"),
        (b'{"learning_rate": 1e999}', "learning_rate|range"),
        (b'{"batch_size": 0}', "batch_size must be a whole number"),
        (b'{"optimizer": "sdg"}', "optimizer must be one of sgd"),
        (b'{"optimizer": ["sgd"]}', "optimizer must be one of sgd"),
        (b'{"dataset": ""}', "dataset must be"),
        (b'{"dataset": 3}', "dataset must be"),
        (b'{"speed": 3}', "no setting 'speed'"),
        (b'{"seed": 1' + b"0" * 400 + b"}", "seed|range"),
        (b"[" * 100_000, "no training recipe"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(RecipeError, match=words):
        recipe_from_json(data)


@pytest.mark.parametrize(
    "module",
    ["recipe", "events", "run", "divergence", "steps", "schedule", "named_recipes", "judgement"],
)
def test_what_the_window_reads_first_needs_no_torch(module: str) -> None:
    program = f"import sys, app.training.{module}; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
