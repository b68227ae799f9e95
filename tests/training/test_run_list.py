"""The list of runs says how each went, whatever state its folder is in."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training.events import Diverged, EpochDone, StepDone
from app.training.recipe import Recipe
from app.training.run import RunError, new_run
from app.training.run_list import (
    RunList,
    RunSummary,
    all_but_best,
    older_than,
    write_note,
)
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=64, epochs=3, device="cpu", seed=5)


@pytest.fixture
def finished(plain_network: Network, quadrants: Dataset, tmp_path: Path) -> Path:
    run = new_run(tmp_path, plain_network, RECIPE)
    list(Trainer(plain_network, RECIPE, quadrants, run=run).events())
    return run.folder


def only(root: Path) -> RunSummary:
    (summary,) = RunList(root).read()
    return summary


def test_a_finished_run_tells_its_figures(finished: Path, plain_network: Network) -> None:
    from app.training.run import open_run

    summary = only(finished.parent)
    epochs = [event for event in open_run(finished).history() if isinstance(event, EpochDone)]
    assert summary.network == plain_network.name
    assert summary.recipe == RECIPE
    assert summary.epochs_done == 3
    assert summary.state == "finished"
    assert summary.best_accuracy == max(event.validation_accuracy for event in epochs)
    assert summary.last_accuracy == epochs[-1].validation_accuracy
    assert summary.loss == epochs[-1].validation_loss
    assert summary.seconds == pytest.approx(sum(event.seconds for event in epochs))
    assert summary.has_checkpoint
    assert summary.bytes == sum(
        path.stat().st_size for path in finished.rglob("*") if path.is_file()
    )
    assert abs(datetime.now() - summary.begun) < timedelta(minutes=5)


def test_a_run_that_was_stopped_differs_from_one_that_was_cut_off(
    plain_network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, plain_network, RECIPE)
    events = Trainer(plain_network, RECIPE, quadrants, run=run).events()
    for _ in range(6):
        next(events)
    run._write_history()
    assert only(tmp_path).state == "unfinished"
    events.close()
    assert only(tmp_path).state == "stopped"
    with (run.folder / "history.jsonl").open("ab") as file:  # a step more, and a kill within a line
        file.write(b'{"event":"StepDone","step":99,"epoch":1,"loss":1.0,"accuracy":0.1}\n{"even')
    assert only(tmp_path).state == "unfinished"


def test_a_run_that_diverged_says_so(plain_network: Network, tmp_path: Path) -> None:
    run = new_run(tmp_path, plain_network, RECIPE)
    run.append(StepDone(1, 1, 2.0, 0.1))
    run.append(Diverged(1, "the loss exploded"))
    run.close()
    summary = only(tmp_path)
    assert summary.state == "diverged"
    assert summary.best_accuracy is None


def test_what_is_added_while_it_is_watched_is_read(finished: Path) -> None:
    runs = RunList(finished.parent)
    before = next(runs.read())
    assert next(runs.read()) is before  # nothing changed, nothing read
    event = EpochDone(4, 16, 0.1, 0.9, 0.1, 1.0, 1.0)
    line = b'{"event":"EpochDone",' + msgspec.json.encode(event)[1:] + b"\n"
    with (finished / "history.jsonl").open("ab") as file:
        file.write(line)
    after = next(runs.read())
    assert after.epochs_done == 4
    assert after.best_accuracy == 1.0
    (finished / "history.jsonl").write_bytes(line)  # another, shorter file
    assert next(runs.read()).epochs_done == 4


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("recipe.json", None, "recipe.json"),
        ("network.json", None, "network.json"),
        ("recipe.json", b'{"epochs": -3}', "epochs"),
        ("recipe.json", b"", "damaged"),
        ("network.json", b"\xff\xfe{", "damaged"),
        ("network.json", b"[1, 2]", "damaged"),
        ("network.json", b'{"a":' * 10_000, "damaged"),
    ],
)
def test_a_broken_folder_is_listed_with_the_reason(
    finished: Path, file: str, content: bytes | None, words: str
) -> None:
    if content is None:
        (finished / file).unlink()
    else:
        (finished / file).write_bytes(content)
    summary = only(finished.parent)
    assert summary.state == "unreadable"
    assert words in summary.problem


@pytest.mark.parametrize("content", [b"", b"\x00" * 8, b"\xff" * 20, b"\x02" + b"\0" * 7 + b"{}"])
def test_a_damaged_checkpoint_is_none(finished: Path, content: bytes) -> None:
    (finished / "checkpoint.safetensors").write_bytes(content)
    assert not only(finished.parent).has_checkpoint


@pytest.mark.parametrize("file", ["origin.json", "checkpoint.safetensors"])
def test_a_file_nested_without_end_does_not_hide_the_runs(finished: Path, file: str) -> None:
    nested = b'{"a":' * 10_000
    length = len(nested).to_bytes(8, "little") if file == "checkpoint.safetensors" else b""
    (finished / file).write_bytes(length + nested)
    assert only(finished.parent).epochs_done


def test_a_history_of_rubbish_is_no_reason_to_fail(finished: Path) -> None:
    (finished / "history.jsonl").write_bytes(b'\x00\xff{"event":"EpochDone"}\n{"event":3}\n\n')
    summary = only(finished.parent)
    assert (summary.epochs_done, summary.problem) == (0, "")


def test_no_folder_is_no_runs(tmp_path: Path) -> None:
    assert list(RunList(tmp_path / "nothing").read()) == []


def test_a_note_stays_with_the_run_and_can_be_taken_back(finished: Path) -> None:
    write_note(finished, "  the one with dropout: ½ \n")
    assert only(finished.parent).note == "the one with dropout: ½"
    write_note(finished, " ")
    assert only(finished.parent).note == ""
    with pytest.raises(RunError, match="cannot be written"):
        write_note(finished / "nothing", "x")


def made(name: str, days: int, accuracy: float | None, note: str = "") -> RunSummary:
    begun = datetime(2026, 1, 31) - timedelta(days=days)
    return RunSummary(
        Path(f"{name}-{days}"), begun, network=name, best_accuracy=accuracy, note=note
    )


RUNS = [
    made("lenet", 1, 0.97),
    made("lenet", 5, 0.99),
    made("lenet", 9, 0.98),
    made("lenet", 40, 0.9, note="for the lecture"),
    made("vgg", 50, 0.8),
    made("vgg", 60, None),
    RunSummary(Path("broken"), datetime(2020, 1, 1), state="unreadable", problem="damaged"),
]


def test_old_runs_may_go_but_not_those_with_a_note() -> None:
    going = older_than(RUNS, timedelta(days=7), datetime(2026, 1, 31))
    assert [run.name for run in going] == ["lenet-9", "vgg-50", "vgg-60"]


def test_the_best_of_each_network_stay() -> None:
    assert [run.name for run in all_but_best(RUNS, 1)] == ["lenet-9", "lenet-1", "vgg-60"]
    assert [run.name for run in all_but_best(RUNS, 2)] == ["lenet-1"]
