"""The command line: results on standard output, everything else on standard error."""

import csv
import io
import json
import re
import signal
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.cli.commands import main
from app.cli.tour import Tour, Written
from app.data.catalogue import available
from app.files.project import Project, save_project
from app.network.gallery import GALLERY
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.commands import TINY, Convas, saved

ROOT = Path(__file__).parents[1]


JSON_OF_A_LAYER = frozenset(
    {"id", "type", "output", "parameters", "macs", "activations", "receptive_field"}
)
"""What programs have been promised; there may be more."""


class TestGallery:
    def test_as_json_it_is_the_names(self, convas: Convas) -> None:
        answer = convas("gallery", "--format", "json")
        assert answer.form == [entry.name for entry in GALLERY]
        assert (answer.code, answer.complaints) == (0, "")

    def test_as_a_table_every_network_has_a_line(self, convas: Convas) -> None:
        lines = convas("gallery").output.splitlines()
        for entry in GALLERY:
            (line,) = [line for line in lines if line.startswith(f"{entry.name} ")]
            assert f" {entry.facts.parameters:,} " in line
        assert any("[[CONV → RELU]·2 → POOL]·2" in line for line in lines)


class TestSummary:
    def test_lenet_has_the_published_numbers(self, convas: Convas) -> None:
        """E1: 61,706 parameters; C1 has 156, C3 (fully connected) 2,416, C5 48,120."""
        form = convas("summary", "lenet-5", "--format", "json").form
        assert set(form) == {"network", "input", "layers", "totals", "problems"}
        assert form["network"] == "lenet-5"
        assert form["input"] == [1, 32, 32]
        assert form["totals"]["parameters"] == 61_706
        assert form["problems"] == []
        layers = {layer["id"]: layer for layer in form["layers"]}
        conv1 = layers["conv1"]
        assert {key: conv1[key] for key in JSON_OF_A_LAYER} == {
            "id": "conv1",
            "type": "Conv2d",
            "output": [6, 28, 28],
            "parameters": 156,
            "macs": 117_600,
            "activations": 4_704,
            "receptive_field": {"size": [5, 5], "stride": [1, 1], "offset": [0, 0]},
        }
        assert layers["conv2"]["parameters"] == 2_416
        assert layers["conv3"]["parameters"] == 48_120
        assert layers["pool2"]["receptive_field"]["size"] == [16, 16]

    def test_the_table_has_a_row_for_each_layer_and_the_totals(self, convas: Convas) -> None:
        lines = convas("summary", "lenet-5").output.splitlines()
        assert len(lines) == 1 + 13 + 2 + 1
        shape = r"conv1 +Conv2d +6 · 5×5 · s1 p0 +6×28×28 +150 +156 +0.3 %"
        assert re.match(shape + r" +117,600 +4,704 +19.4 kB +38.9 kB +5×5 · stride 1", lines[2])
        assert re.match(r"total +61,470 +61,706 +416,520 +15,746 +309.8 kB +619.6 kB", lines[-3])
        assert re.match(r"total in place +61,470 +61,706 +416,520 +9,118 +283.3 kB", lines[-2])
        assert lines[-1].startswith("“total” counts the output of every layer")

    def test_a_file_is_summed_up_like_a_built_in_network(
        self, convas: Convas, tmp_path: Path
    ) -> None:
        path = saved(tmp_path, GALLERY[0].build())
        assert convas("summary", path, "--format", "json").form == (
            convas("summary", "lenet-5", "--format", "json").form
        )

    def test_problems_are_told_and_unknown_sizes_are_null(
        self, convas: Convas, tmp_path: Path
    ) -> None:
        path = saved(tmp_path, chain("broken", [Input(1, 8, 8), Conv2d(4, 9), ReLU()]))
        answer = convas("summary", path, "--format", "json")
        assert answer.code == 0
        (problem,) = answer.form["problems"]
        assert problem["layer"] == "conv1"
        assert "9 > 8" in problem["message"]
        assert [layer["output"] for layer in answer.form["layers"]] == [[1, 8, 8], None, None]
        assert answer.form["layers"][1]["receptive_field"] is None
        assert "error: conv1: the window is larger" in convas("summary", path).output

    def test_an_empty_network_has_no_input(self, convas: Convas, tmp_path: Path) -> None:
        form = convas("summary", saved(tmp_path, Network("empty")), "--format", "json").form
        assert form["input"] is None
        assert form["layers"] == []

    def test_it_tells_what_is_in_place_and_each_share(self, convas: Convas) -> None:
        form = convas("summary", "lenet-5", "--format", "json").form
        layers = {layer["id"]: layer for layer in form["layers"]}
        assert layers["conv1"]["weights"] == 150
        assert layers["conv1"]["memory"] == {"forward": 19_440, "with_gradients": 38_880}
        assert layers["conv3"]["share"]["parameters"] == pytest.approx(48_120 / 61_706)
        assert (layers["conv1"]["in_place"], layers["relu1"]["in_place"]) == (False, True)
        assert form["totals"]["activations_in_place"] == sum(
            layer["activations"] for layer in form["layers"] if not layer["in_place"]
        )

    def test_csv_can_be_read_by_programs(self, convas: Convas) -> None:
        rows = list(
            csv.DictReader(io.StringIO(convas("summary", "lenet-5", "--format=csv").output))
        )
        assert [row["Layer"] for row in rows][-2:] == ["total", "total in place"]
        assert rows[1]["Parameters"] == "156"
        assert rows[-2]["Parameters"] == "61706"

    def test_blocks_have_sums_in_the_table_and_layers_their_block_in_json_and_csv(
        self, convas: Convas
    ) -> None:
        # He et al., 2015: 64 filters of 3×3 twice, here without biases, and two normalisations.
        line = next(
            line
            for line in convas("summary", "residual-block").output.splitlines()
            if line.startswith("block ")
        )
        assert f"{2 * (64 * 64 * 9 + 2 * 64):,}" in line
        form = convas("summary", "residual-block", "--format", "json").form
        blocks = {layer["id"]: layer["block"] for layer in form["layers"]}
        assert (blocks["stem"], blocks["block_conv1"]) == (None, "block")
        rows = csv.DictReader(
            io.StringIO(convas("summary", "residual-block", "--format=csv").output)
        )
        layers = [row for row in rows if not row["Layer"].startswith("total")]
        assert {row["Layer"]: row["Block"] or None for row in layers} == blocks

    @pytest.mark.parametrize(
        ("form", "line"),
        [
            ("markdown", "| conv1 | Conv2d | 6 · 5×5 · s1 p0 | 6×28×28 | 150 | 156 |"),
            ("latex", r"conv1 & Conv2d & 6 $\cdot$ 5$\times$5 $\cdot$ s1 p0 & 6$\times$28"),
        ],
    )
    def test_it_is_written_for_documents(self, convas: Convas, form: str, line: str) -> None:
        assert line in convas("summary", "lenet-5", "--format", form).output


class TestCompare:
    def test_totals_of_both_with_difference_and_ratio(self, convas: Convas) -> None:
        form = convas("compare", "lenet-5", "mnist-net", "--format", "json").form
        assert form["networks"] == ["lenet-5", "mnist-net"]
        assert form["totals"]["parameters"] == {  # E1, E9
            "values": [61_706, 1_199_882],
            "difference": 1_138_176,
            "ratio": pytest.approx(1_199_882 / 61_706),
        }

    def test_layers_of_the_same_kind_stand_beside_each_other(self, convas: Convas) -> None:
        layers = convas("compare", "lenet-5", "mnist-net", "--format", "json").form["layers"]
        pairs = [(layer["type"], layer["ids"]) for layer in layers]
        assert ("Linear", ["fc2", "fc2"]) in pairs
        assert ("Dropout", [None, "dropout1"]) in pairs
        assert layers[1]["parameters"] == [156, 320]

    def test_the_table_has_the_totals_and_the_layers(self, convas: Convas) -> None:
        output = convas("compare", "lenet-5", "mnist-net").output
        assert re.search(r"^Parameters +61,706 +1,199,882 +\+1,138,176 +× 19.4$", output, re.M)
        assert re.search(r"^Conv2d +conv1 +conv1 +6×28×28 +32×26×26 +5×5 +3×3 ", output, re.M)

    def test_csv_is_one_table_of_plain_numbers(self, convas: Convas) -> None:
        output = convas("compare", "lenet-5", "mnist-net", "--format", "csv").output
        *_, total = csv.DictReader(io.StringIO(output))
        assert (total["A"], total["Parameters B − A"]) == ("total", "1138176")

    def test_a_file_can_be_compared_with_a_built_in_network(
        self, convas: Convas, tiny: Path
    ) -> None:
        output = convas("compare", tiny, "lenet-5", "--format", "latex").output
        assert "A: tiny & B: lenet-5" in output
        assert output.count(r"\end{tabular}") == 2


class TestDatasets:
    def test_names_sizes_and_classes(self, convas: Convas) -> None:
        form = convas("datasets", "--format", "json").form
        assert [entry["name"] for entry in form] == [info.name for info in available()]
        mnist = form[0]
        assert mnist["sizes"] == {"train": 8_000, "validation": 1_000, "test": 1_000}
        assert mnist["image"] == [1, 28, 28]
        assert mnist["classes"] == list("0123456789")
        assert mnist["bundled"] is True

    def test_the_table_has_them_too(self, convas: Convas) -> None:
        output = convas("datasets").output
        assert re.search(r"mnist +1×28×28 +8,000 +1,000 +1,000 +0, 1, 2", output)


class TestExport:
    def test_a_program_is_written(self, convas: Convas, tmp_path: Path) -> None:
        path = tmp_path / "lenet.py"
        answer = convas("export", "lenet-5", "--to", "pytorch", "--output", path)
        assert answer.code == 0
        assert answer.output == f"Wrote {path}; run it with: python {path}\n"
        assert "self.conv1 = nn.Conv2d(1, 6, kernel_size=5)" in path.read_text("utf-8")

    def test_a_built_in_network_trains_on_its_own_data(
        self, convas: Convas, tmp_path: Path
    ) -> None:
        path = tmp_path / "dense.py"
        answer = convas(
            "export", "fashion-dense", "--to", "pytorch", "--output", path, "--format", "json"
        )
        assert answer.form == {"output": str(path)}
        assert "fashion-mnist.npz" in path.read_text("utf-8")

    def test_a_network_that_cannot_be_trained_is_refused_in_words(
        self, convas: Convas, tmp_path: Path
    ) -> None:
        path = saved(tmp_path, chain("broken", [Input(), Linear(10)]))
        answer = convas("export", path, "--to", "pytorch", "--output", tmp_path / "a.py")
        assert answer.code == 2
        assert "fc1: Linear needs a vector" in answer.complaints
        assert not (tmp_path / "a.py").exists()


def scenes() -> list[tuple[str, str]]:
    return [("B1", "Convolution by hand"), ("B4", "Max pooling")]


class TestTour:
    def test_the_window_is_driven_by_what_main_gives(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = []

        def play(output: Path, rows: Sequence[str], _written: Written) -> int:
            asked.append((output, rows))
            return 7

        assert main(["tour", "--output", str(tmp_path)], tour=Tour(scenes, play)) == 7
        assert asked == [(tmp_path, ())]
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", "")

    def test_as_json_it_lists_the_pictures(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def play(output: Path, _rows: Sequence[str], written: Written) -> int:
            written(output / "01-empty.png")
            written(output / "02-built.png")
            return 0

        tour = Tour(scenes, play)
        assert main(["tour", "--output", str(tmp_path), "--format", "json"], tour=tour) == 0
        said = capsys.readouterr()
        pictures = [str(tmp_path / name) for name in ("01-empty.png", "02-built.png")]
        assert json.loads(said.out) == {"pictures": pictures}
        assert said.err.splitlines() == pictures

    def test_some_rows_are_played_as_they_are_named(self, tmp_path: Path) -> None:
        asked: list[Sequence[str]] = []

        def play(_output: Path, rows: Sequence[str], _written: Written) -> int:
            asked.append(rows)
            return 0

        wanted = ["tour", "--output", str(tmp_path), "--rows", "b4, B1"]
        assert main(wanted, tour=Tour(scenes, play)) == 0
        assert asked == [("B4", "B1")]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--output", "x", "--rows", "B1,Q7"], "no scene shows row 'Q7'; there are B1, B4"),
            (["--output", "x", "--rows", ","], "--rows names no row; there are B1, B4"),
            (["--rows", "B1"], "say with --output where the pictures go"),
        ],
    )
    def test_what_cannot_be_played_is_said(
        self, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
    ) -> None:
        def play(_output: Path, _rows: Sequence[str], _written: Written) -> int:
            raise AssertionError("nothing is to be played")

        assert main(["tour", *arguments], tour=Tour(scenes, play)) == 2
        assert words in capsys.readouterr().err


def test_large_numbers_are_never_shortened(convas: Convas) -> None:
    assert "15,470,264,320" in convas("summary", "vgg-16").output


WRONG: list[tuple[list[str], str]] = [
    ([], "arguments are required: COMMAND"),
    (["fly"], "invalid choice: 'fly'"),
    (["summary"], "arguments are required: NET"),
    (["compare", "lenet-5"], "arguments are required: NET"),
    (["compare", "lenet-5", "nothing"], "there is no file 'nothing'"),
    (["summary", "LeNet5"], "no file 'LeNet5'; did you mean the built-in network lenet-5"),
    (["summary", "my.convas"], "no file 'my.convas'; the command gallery names the built-in"),
    (["summary", "x" * 5000], "there is no file"),
    (["summary", "lenet-5", "--format", "xml"], "invalid choice: 'xml'"),
    (["summary", "."], "convas: . cannot be opened: it is not a file"),
    (["summary", "main.py"], "main.py cannot be opened: it is no Convas project"),
    (["train"], "name a network to train"),
    (["train", "lenet-5", "--data", "dogs"], "no data set 'dogs'"),
    (["train", "lenet-5", "--epochs", "many"], "--epochs: invalid int value: 'many'"),
    (["train", "lenet-5", "--epochs", "0"], "epochs must be a whole number from 1"),
    (["train", "lenet-5", "--learning-rate", "nan"], "learning_rate must be a number"),
    (["train", "lenet-5", "--batch-size", "-4"], "batch_size must be a whole number"),
    (["train", "lenet-5", "--optimizer", "magic"], "invalid choice: 'magic'"),
    (["train", "lenet-5", "--resume", "somewhere"], "leave out NET and all other options"),
    (["train", "--resume", "somewhere", "--seed", "1"], "leave out NET and all other options"),
    (["train", "--resume", "somewhere"], "somewhere holds no run"),
    (["train", "lenet-5", "--output", "main.py/runs"], "cannot be written"),
    (["export", "lenet-5", "--to", "pytorch"], "arguments are required: --output"),
    (["export", "lenet-5", "--to", "c", "--output", "a.c"], "invalid choice: 'c'"),
    (
        ["export", "lenet-5", "--to", "pytorch", "--output", "nowhere/a.py"],
        "nowhere/a.py cannot be written: there is no folder nowhere",
    ),
    (["tour", "--output", "x"], "the tour needs the window"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=lambda value: str(value)[:60])
def test_what_makes_no_sense_is_said_in_one_sentence(
    convas: Convas, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(ROOT)
    answer = convas(*arguments)
    assert answer.code == 2
    assert answer.output == ""
    assert words in answer.complaints
    assert answer.complaints.startswith("convas: ")
    assert answer.complaints.count("\n") == 1


def test_what_could_not_be_read_of_a_file_is_said(convas: Convas, tmp_path: Path) -> None:
    path = tmp_path / "tiny.convas"
    weights = {"conv9.weight": np.zeros(3, np.float32)}
    save_project(path, Project(TINY, Recipe(), weights))
    answer = convas("summary", path, "--format", "json")
    assert answer.code == 0
    assert answer.form["network"] == "tiny"
    assert "were left out: those of conv9." in answer.complaints


def test_ctrl_c_outside_of_training_ends_with_130_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def play(_output: Path, _rows: Sequence[str], _written: Written) -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    # A suite that was started in the background has been told to ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(["tour", "--output", str(tmp_path)], tour=Tour(scenes, play)) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "convas: stopped by Ctrl+C\n"


@pytest.mark.parametrize(("option", "words"), [("--help", "COMMAND"), ("--version", "convas 0.")])
def test_help_and_version_are_output(convas: Convas, option: str, words: str) -> None:
    answer = convas(option)
    assert answer.code == 0
    assert words in answer.output
