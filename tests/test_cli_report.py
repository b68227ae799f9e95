"""`report` from the command line, in processes of their own without a display."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from app.files.project import Project, save_project
from app.files.training_curves import TrainingCurves
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain, lenet5
from app.training.events import EpochDone, StepDone
from app.training.recipe import Recipe
from app.training.run import new_run
from app.training.run_list import write_note
from tests.commands import Convas
from tests.test_cli_diagram import convas as in_process

SHAPES = {"weight": (10, 64), "bias": (10,)}
NAME = "Five & <i>six</i>"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    network = replace(lenet5(), name=NAME)
    run = new_run(tmp_path / "runs", network, Recipe())
    run.append(EpochDone(1, 125, 0.5, 0.8, 0.25, 0.9125, 3.0))
    run.close()
    write_note(run.folder, "<b>mine</b>")
    return run.folder


def test_a_page_has_the_diagram_as_svg_and_the_note_as_text(run: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    done = in_process("report", run, "--output", path)
    assert (done.returncode, done.stdout) == (0, f"Wrote {path}\n")
    page = path.read_text()
    assert "&lt;b&gt;mine&lt;/b&gt;" in page
    assert "91.2 % after epoch 1" in page
    assert "<i>" not in page
    diagrams = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(diagrams) == 3
    words = "".join(ElementTree.fromstring(diagrams[2]).itertext())
    assert "conv1" in words
    assert "6×28×28" in words


def test_the_pdf_of_a_small_network_has_two_pages_and_its_name(run: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert in_process("report", run, "--output", path).returncode == 0
    content = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 2
    title = re.search(rb"/Title \((.*?)\)\s*\n?/Creator", content, re.DOTALL)
    assert title is not None
    assert NAME.encode("utf-16-be") in title[1].replace(b"\\", b"")


def test_a_pdf_has_pages_and_fonts(run: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    done = in_process("report", run, "--output", path, "--format", "json")
    assert done.returncode == 0, done.stderr
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 2
    assert b"/FontFile2" in content  # text stays text


def test_a_trained_file_is_reported_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    events = [StepDone(1_200, 1, 0.5, 0.8), EpochDone(1, 1_200, 0.5, 0.8, 0.25, 0.9125, 3.0)]
    network = chain("tiny", [Input(1, 8, 8), Flatten(), Linear(10)])
    dense = network.order[-1]
    weights = {f"{dense}.{name}": np.zeros(shape, np.float32) for name, shape in SHAPES.items()}
    curves = TrainingCurves(events, 1_200, Recipe(), network)
    save_project(tmp_path / "mine.convas", Project(network, Recipe(), weights, curves))
    path = tmp_path / "a.html"
    done = in_process("report", tmp_path / "mine.convas", "--output", path, "--language", "de")
    assert done.returncode == 0, done.stderr
    page = path.read_text("utf-8")
    assert '<html lang="de">' in page
    assert "91,2 % nach Epoche 1" in page
    assert "1.200" in page
    assert "Genauigkeit in %" in page
    body = page.partition("<body>")[2]
    for english in ("Test images", "ccuracy ", "Recipe", "Layers", "learning rate", "validation"):
        assert english not in body


def test_a_file_that_was_not_trained_is_one_sentence(tmp_path: Path) -> None:
    save_project(tmp_path / "mine.convas", Project(lenet5(), Recipe()))
    done = in_process("report", tmp_path / "mine.convas", "--output", tmp_path / "a.html")
    assert done.returncode == 2
    assert "tells of no training" in done.stderr


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("a.txt", "the report's file must end in .html or .pdf"),
        ("a.html", "start it with python main.py"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    run: Path, tmp_path: Path, convas: Convas, output: str, words: str
) -> None:
    answer = convas("report", run, "--output", tmp_path / output)
    assert answer.code == 2
    assert words in answer.complaints
    assert not (tmp_path / output).exists()


def test_a_folder_without_a_run_is_one_sentence(tmp_path: Path) -> None:
    done = in_process("report", tmp_path, "--output", tmp_path / "a.html")
    assert done.returncode == 2
    assert "holds no run" in done.stderr
    assert done.stderr.count("\n") == 1
