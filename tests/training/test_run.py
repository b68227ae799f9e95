from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock, Timeout

from app.network.graph import Network
from app.network.patterns import lenet5
from app.training.divergence import Outlook
from app.training.events import Diverged, EpochDone, Finished, StepDone, TrainingEvent
from app.training.recipe import Recipe
from app.training.run import (
    Checkpoint,
    Run,
    RunError,
    Standing,
    is_at_work_elsewhere,
    list_runs,
    new_run,
    open_run,
    runs_folder,
)
from tests.other_program import another_program_with

EVENTS: list[TrainingEvent] = [
    StepDone(1, 1, 2.25, 0.125),
    StepDone(2, 1, 0.1 + 0.2, 1 / 3),
    EpochDone(1, 2, 1.5, 0.2, 1.25, 0.3, 0.01),
    Finished(2, 1),
]
STANDING = Standing(2, 0, 4.5, 3, 16, 0.125, Outlook(best=1.0, total=0.1 + 0.2, steps=2), 100)
TENSORS = {
    "module/conv1.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
    "module/bn1.num_batches_tracked": np.array(7, dtype=np.int64),
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return new_run(tmp_path / "runs", lenet5(), Recipe(epochs=3))


def record(run: Run, events: list[TrainingEvent]) -> None:
    for event in events:
        run.append(event)
    run.close()


def test_a_run_is_a_folder_that_says_what_was_trained(run: Run) -> None:
    opened = open_run(run.folder)
    assert opened.network == lenet5()
    assert opened.recipe == Recipe(epochs=3)
    assert "lenet-5" in run.name


def test_runs_made_in_the_same_second_get_folders_of_their_own(tmp_path: Path) -> None:
    runs = [new_run(tmp_path, lenet5(), Recipe(seed=seed)) for seed in range(12)]
    assert len({run.folder for run in runs}) == 12


def test_the_newest_run_comes_first_and_broken_folders_are_passed_over(tmp_path: Path) -> None:
    runs = [new_run(tmp_path, lenet5(), Recipe(seed=seed)) for seed in range(12)]
    (tmp_path / "9999 not a run").mkdir()
    (tmp_path / "a file").write_bytes(b"")
    (runs[3].folder / "network.json").write_bytes(b"\xff")
    assert [run.recipe.seed for run in list_runs(tmp_path)] == [11, 10, 9, 8, 7, 6, 5, 4, 2, 1, 0]
    assert list(list_runs(tmp_path / "nowhere")) == []


def test_runs_are_read_from_disk_only_as_they_are_asked_for(tmp_path: Path) -> None:
    older, newer = (new_run(tmp_path, lenet5(), Recipe(seed=seed)) for seed in range(2))
    runs = list_runs(tmp_path)
    assert next(runs).folder == newer.folder
    (older.folder / "recipe.json").write_bytes(b"broken meanwhile")
    assert list(runs) == []


def test_a_network_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    run = new_run(tmp_path, Network(name="../../a:b\\c/ü\0"), Recipe())
    assert run.folder.parent == tmp_path
    assert run.folder.is_dir()


def test_the_history_gives_back_every_event(run: Run) -> None:
    record(run, EVENTS)
    assert open_run(run.folder).history() == EVENTS


def on_disk(run: Run) -> list[TrainingEvent]:
    return open_run(run.folder).history()


def test_a_history_line_names_the_event_and_its_values(run: Run) -> None:
    record(run, EVENTS[:1])
    line = b'{"event":"StepDone","step":1,"epoch":1,"loss":2.25,"accuracy":0.125}\n'
    assert (run.folder / "history.jsonl").read_bytes() == line


def test_steps_are_on_disk_with_the_next_event_of_another_kind(run: Run) -> None:
    for event in EVENTS[:2]:
        run.append(event)
    assert on_disk(run) in (EVENTS[:1], EVENTS[:2])
    assert run.history() == EVENTS[:2]
    for number, event in enumerate(EVENTS[2:], start=3):
        run.append(event)
        assert on_disk(run) == EVENTS[:number]
    run.close()


def test_steps_are_on_disk_after_a_while(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.training.run.SECONDS_BETWEEN_WRITES", 1e9)
    steps = [StepDone(step, 1, 1.0, 0.5) for step in range(1, 10)]
    for step in steps[:8]:
        run.append(step)
    assert on_disk(run) == steps[:1]
    monkeypatch.setattr("app.training.run.SECONDS_BETWEEN_WRITES", 0.0)
    run.append(steps[8])
    assert on_disk(run) == steps
    run.close()


def test_the_steps_of_a_checkpoint_are_on_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.training.run.SECONDS_BETWEEN_WRITES", 1e9)
    for event in EVENTS[:2]:
        run.append(event)
    run.save_checkpoint(Checkpoint(STANDING, TENSORS))
    assert on_disk(run) == EVENTS[:2]
    run.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_steps_that_a_full_disk_refused_are_written_when_there_is_room(run: Run) -> None:
    history = run.folder / "history.jsonl"
    history.symlink_to("/dev/full")
    with pytest.raises(RunError, match="No space left"):
        run.append(EVENTS[0])
    run.append(EVENTS[1])
    with pytest.raises(RunError, match="No space left"):
        run.close()
    history.unlink()
    record(run, EVENTS[2:])
    assert on_disk(run) == EVENTS


def test_a_run_without_events_has_an_empty_history(run: Run) -> None:
    assert run.history() == []


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_history_cut_off_anywhere_gives_the_whole_lines_and_goes_on(run: Run, cut: int) -> None:
    record(run, EVENTS[:2])
    file = run.folder / "history.jsonl"
    file.write_bytes(file.read_bytes()[:-cut])
    assert run.history() == EVENTS[: 1 if cut > 1 else 2]
    record(run, EVENTS[2:])
    assert run.history()[-2:] == EVENTS[2:]


def test_zeros_at_the_end_as_after_a_power_cut_are_passed_over(run: Run) -> None:
    record(run, EVENTS[:2])
    with (run.folder / "history.jsonl").open("ab") as file:
        file.write(b"\0" * 500)
    assert run.history() == EVENTS[:2]


def test_after_a_resume_the_last_record_of_a_step_wins(run: Run) -> None:
    again = [StepDone(2, 1, 0.5, 0.5), Diverged(3, "why")]
    record(run, [*EVENTS[:2], StepDone(3, 2, 1.0, 0.5), *again])
    assert run.history() == [EVENTS[0], again[0], StepDone(3, 2, 1.0, 0.5), again[1]]


def test_a_checkpoint_comes_back_bit_for_bit(run: Run) -> None:
    assert not run.has_checkpoint
    run.save_checkpoint(Checkpoint(STANDING, TENSORS))
    loaded = open_run(run.folder).load_checkpoint()
    assert loaded.standing == STANDING
    assert loaded.tensors.keys() == TENSORS.keys()
    for name, tensor in TENSORS.items():
        assert loaded.tensors[name].dtype == tensor.dtype
        np.testing.assert_array_equal(loaded.tensors[name], tensor)


def test_a_run_without_a_checkpoint_says_so(run: Run) -> None:
    with pytest.raises(RunError, match="no checkpoint"):
        run.load_checkpoint()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_checkpoint_is_refused_in_words(run: Run, share: float) -> None:
    run.save_checkpoint(Checkpoint(STANDING, TENSORS))
    file = run.folder / "checkpoint.safetensors"
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(RunError, match="damaged"):
        run.load_checkpoint()


def test_a_safetensors_file_of_something_else_is_refused_in_words(run: Run) -> None:
    from safetensors.numpy import save_file

    save_file(TENSORS, run.folder / "checkpoint.safetensors")
    with pytest.raises(RunError, match="no checkpoint of Convas"):
        run.load_checkpoint()


@pytest.mark.parametrize("name", ["recipe.json", "network.json"])
def test_a_folder_that_lacks_a_file_is_no_run(run: Run, name: str) -> None:
    (run.folder / name).unlink()
    with pytest.raises(RunError, match="holds no run"):
        open_run(run.folder)


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "runs").write_bytes(b"a file where the folder should be")
    with pytest.raises(RunError, match=r"runs cannot be written: \w+"):
        new_run(tmp_path / "runs", lenet5(), Recipe())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_is_told_in_words_and_an_earlier_event_stays(run: Run) -> None:
    record(run, EVENTS[:1])
    history = run.folder / "history.jsonl"
    kept = history.rename(run.folder / "kept.jsonl")
    history.symlink_to("/dev/full")
    with pytest.raises(RunError, match="No space left"):
        run.append(EVENTS[1])
    history.unlink()
    kept.rename(history)
    record(run, EVENTS[1:])
    assert run.history() == EVENTS


def test_a_failed_checkpoint_leaves_the_last_one(run: Run) -> None:
    run.save_checkpoint(Checkpoint(STANDING, TENSORS))
    with pytest.raises(RunError, match="cannot be written"):
        run.save_checkpoint(Checkpoint(STANDING, {"bad": np.array(["text"])}))
    assert run.load_checkpoint().standing == STANDING
    assert [path for path in run.folder.iterdir() if path.suffix == ".part"] == []


def test_runs_are_kept_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    assert runs_folder() == tmp_path / "runs"
    monkeypatch.delenv("CONVAS_HOME")
    assert runs_folder().name == "runs"
    assert "convas" in str(runs_folder())


def test_a_run_that_another_program_trains_is_left_to_it(run: Run) -> None:
    with another_program_with(run.folder):
        assert is_at_work_elsewhere(run.folder)
        with pytest.raises(RunError, match="is open in another window or program; end it there"):
            run.hold()
    run.hold()
    run.release()
    assert not is_at_work_elsewhere(run.folder)


def test_a_program_that_is_killed_lets_go_of_its_run(run: Run) -> None:
    with another_program_with(run.folder) as program:
        program.kill()
        program.wait()
        run.hold()
    run.release()


def test_one_program_may_hold_its_run_twice_and_keeps_it_until_both_are_over(run: Run) -> None:
    second = open_run(run.folder)
    run.hold()
    second.hold()
    second.release()
    with pytest.raises(Timeout):
        FileLock(run.folder / "lock").acquire(timeout=0)
    run.release()
    with FileLock(run.folder / "lock").acquire(timeout=0):
        pass


def test_where_the_disk_takes_no_lock_a_run_is_trained_nevertheless(run: Run) -> None:
    (run.folder / "lock").mkdir()
    run.hold()
    run.release()
    assert not is_at_work_elsewhere(run.folder)
