"""What runs say of the weights that they began with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.inspection.weight_edits import SetWeights
from app.network.edits import SetFields
from app.report.gathering import gather
from app.report.page import page_of
from app.training.events import Diverged
from app.training.run import list_runs, runs_folder
from app.training.run_list import origin_text, run_title, summary_of
from app.training.weights_origin import DRAWN, ORIGIN_FILE, WeightsOrigin, origin_in
from tests.sessions import RECIPE, session_with, small, trained

EDIT = SetWeights("conv1", (0, 0), np.full((5, 5), 0.5, np.float32))


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def _folders() -> list[Path]:
    """Of the runs, the oldest first."""
    return [run.folder for run in reversed(list(list_runs(runs_folder())))]


def _origins() -> list[WeightsOrigin | None]:
    return [origin_in(folder) for folder in _folders()]


def test_a_run_tells_whether_its_weights_were_drawn_or_learned_in_a_run_before() -> None:
    session = session_with(small())
    trained(session)
    trained(session)
    session.reset_weights(seed=3)
    trained(session)
    before = WeightsOrigin(learned=True, run=_folders()[0].name)
    assert _origins() == [DRAWN, before, DRAWN]


def test_a_run_tells_of_loaded_weights_and_of_layers_drawn_beside_them() -> None:
    session = session_with(small())
    trained(session)
    bias = session.weights()["fc1.bias"]
    session.reset_weights(seed=0)
    session.load_weights({"fc1.bias": bias})
    trained(session)
    assert _origins()[1] == WeightsOrigin(learned=True, loaded=True, drawn=("conv1",))


def test_a_run_tells_of_weights_that_were_typed() -> None:
    session = session_with(small())
    session.edit_weights([EDIT])
    trained(session)
    assert _origins() == [WeightsOrigin(learned=True, typed=True, drawn=("fc1",))]


def test_a_run_is_not_named_of_whose_layers_none_is_left() -> None:
    session = session_with(small())
    trained(session)
    session.set_network(SetFields("conv1", {"out_channels": 3}).apply(small()))
    session.edit_weights([EDIT])
    trained(session)
    assert _origins()[1] == WeightsOrigin(learned=True, typed=True, drawn=("fc1",))


def test_a_run_from_the_past_tells_whose_it_was() -> None:
    session = session_with(small())
    trained(session)
    session.travel(0)
    session.take_past()
    trained(session)
    assert _origins()[1] == WeightsOrigin(learned=True, run=_folders()[0].name)


def test_after_divergence_a_run_begins_with_what_was_before_it() -> None:
    session = session_with(small())
    trained(session)
    session.begin(replace(RECIPE, optimizer="sgd", learning_rate=1000))
    while not isinstance(session.advance(), Diverged):
        pass
    session.stop()
    trained(session)
    assert _origins()[2] == WeightsOrigin(learned=True, run=_folders()[0].name)


def test_the_report_says_what_a_run_began_with() -> None:
    session = session_with(small())
    trained(session)
    trained(session)
    drawn, learned = _folders()
    of_drawn, of_learned = (page_of(gather(folder), "").body for folder in (drawn, learned))
    assert "drawn with seed 0" in of_drawn
    assert "initialisation" in of_drawn
    assert f"learned before, in the run {run_title(drawn.name)}" in of_learned
    assert "initialisation" not in of_learned


@pytest.mark.parametrize("record", [None, b"{", b'{"learned": 3}', b"\xff"])
def test_without_a_record_that_can_be_read_a_run_opens_and_says_nothing(
    record: bytes | None,
) -> None:
    session = session_with(small())
    trained(session)
    (folder,) = _folders()
    (folder / ORIGIN_FILE).unlink()
    if record is not None:
        (folder / ORIGIN_FILE).write_bytes(record)
    assert summary_of(folder).problem == ""
    assert "first weights" not in page_of(gather(folder), "").body


def test_all_that_is_known_of_the_weights_is_said() -> None:
    origin = WeightsOrigin(learned=True, loaded=True, typed=True, drawn=("fc1", "fc2"))
    assert origin_text(origin, 5) == (
        "loaded, from a file for instance; changed by hand; newly drawn: fc1, fc2"
    )
    assert origin_text(WeightsOrigin(learned=True), 5) == "learned before"
